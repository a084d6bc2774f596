"""The exercises that are built in, and how to do each.

`direct` and `indirect` muscles count 1 and 0.5 towards weekly sets (Pelland et al. 2026, doi
10.1007/s40279-025-02344-w). Starting shares are estimates of ours, on the careful side: the first sessions find the
right load. An open set of what is lifted with the back, or held overhead, ends with one left: a failed rep is a bad
place to be there.
"""

from __future__ import annotations

from typing import Final

from overload.catalog.exercises.arms import BICEPS, DELTS, TRICEPS
from overload.catalog.exercises.back import ASSISTED, BACK
from overload.catalog.exercises.chest import CHEST, OVERHEAD
from overload.catalog.exercises.hips import HIPS
from overload.catalog.exercises.legs import LEGS
from overload.catalog.exercises.trunk import TRUNK

EXERCISES: Final = (*BACK, *CHEST, *OVERHEAD, *DELTS, *TRICEPS, *BICEPS, *LEGS, *HIPS, *TRUNK, *ASSISTED)
