"""What time off costs: how much of the strength in an exercise is lost without it, by the days.

Two to three weeks without training cost trained athletes little or nothing (McMaster et al. 2013, a review, doi
10.1007/s40279-013-0031-3), and people new to lifting made up for ten weeks off within about five (Halonen et al. 2024,
doi 10.1111/sms.14739). That it falls by 0.8 % a week afterwards, and by no more than a quarter, are figures of ours.
"""

from __future__ import annotations

import math
from typing import Final

KEPT_DAYS: Final = 21
"""So many days without the exercise cost nothing."""
LOSS_A_WEEK: Final = 0.008
"""Share of the one-rep maximum lost in each week after them, as a logarithm."""
MOST_LOSS: Final = 0.25
"""However long it was, no more is taken off."""


def loss(days: float) -> float:
    """Return the strength that `days` without the exercise cost, as a logarithm: 0.008 is about 0.8 %."""
    return min(MOST_LOSS, LOSS_A_WEEK * max(0.0, days - KEPT_DAYS) / 7)


def kept(days: float) -> float:
    """Return the share of the one-rep maximum that is left after `days` without the exercise, 0.77 at least."""
    return math.exp(-loss(days))
