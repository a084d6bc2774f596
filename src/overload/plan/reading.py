"""Sets as somebody wrote them, read with what is known of an exercise: its unit, and what can be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from overload.catalog import Catalog
from overload.equipment import ladder
from overload.errors import DataError
from overload.model import Configuration, Exercise, Ladder, Place, SetDone
from overload.model.notation import parse_sets
from overload.units import Load


def read_sets(  # noqa: PLR0913 - what a line is read with
    config: Configuration,
    catalog: Catalog,
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
    places = (*((place,) if place else ()), *config.places)
    found = list(ladders(config, catalog, exercise, places))
    unit = loads[0].unit if loads else found[0].bottom.unit if found else config.athlete.unit
    made = frozenset(load for rungs in found for load in rungs) if found else None
    return parse_sets(text, unit, loads, made, is_shown=is_shown)


def ladders(
    config: Configuration, catalog: Catalog, exercise: Exercise, places: Sequence[Place] = ()
) -> Iterator[Ladder]:
    """Yield what can be made for an exercise, place by place; all that the plan knows where none is named.

    Somebody may have trained elsewhere than planned, so what can be made anywhere can have been lifted.
    """
    for place in {place.id: place for place in places or config.places}.values():
        try:
            yield ladder(exercise, place, catalog, config.athlete.unit)
        except DataError:  # nothing there loads it; that is told where the place is planned for
            continue
