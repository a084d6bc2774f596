"""Sets as somebody wrote them, read with what a folder knows."""

from __future__ import annotations

from collections.abc import Sequence

from overload.model import Exercise, Place, SetDone
from overload.plan import reading
from overload.units import Load
from overload.update.folder import Folder


def read_sets(
    folder: Folder,
    exercise: Exercise,
    text: str,
    loads: Sequence[Load],
    place: Place | None = None,
    *,
    is_shown: bool = False,
) -> tuple[SetDone, ...]:
    """Read sets of an exercise as `plan.reading` does, with the folder's own plan and catalog."""
    return reading.read_sets(folder.config, folder.catalog, exercise, text, loads, place, is_shown=is_shown)
