"""Sets as somebody wrote them, read with what is known of an exercise in a folder: its unit, and what can be made."""

from __future__ import annotations

from collections.abc import Sequence

from overload.equipment import ladder
from overload.errors import DataError
from overload.model import Exercise, Ladder, Place, SetDone
from overload.model.notation import parse_sets
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
    """Read sets of an exercise; bare reps are at `loads`, a bare load is in the unit of the hardware at `place`.

    `is_shown`: the sets asked for stand before whoever writes. Raises DataError, UnclearError.
    """
    ladders = _ladders(folder, exercise, place)
    athletes = folder.config.athlete.unit
    unit = loads[0].unit if loads else ladders[0].bottom.unit if ladders else athletes
    made = frozenset(load for rungs in ladders for load in rungs) if ladders else None
    return parse_sets(text, unit, loads, made, is_shown=is_shown)


def _ladders(folder: Folder, exercise: Exercise, place: Place | None) -> list[Ladder]:
    """Return what can be made at a place, and at every other: somebody may train elsewhere than planned."""
    places = (*((place,) if place else ()), *folder.config.places)
    found = []
    for each in dict.fromkeys(one.id for one in places):
        where = next(one for one in places if one.id == each)
        try:
            found.append(ladder(exercise, where, folder.catalog, folder.config.athlete.unit))
        except DataError:
            continue  # nothing there loads it
    return found
