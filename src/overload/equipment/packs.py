"""What a thing that somebody owns is good for: which exercises it loads, and with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.equipment.ladders import ladder, serving
from overload.errors import DataError
from overload.model import Dumbbell, Ladder, Place
from overload.units import Unit

_HERE: Final = "here"


def loaded_by(thing: Dumbbell, catalog: Catalog) -> Mapping[str, Ladder]:
    """Return the ladder of each exercise of the catalogue that this thing loads, by exercise id.

    Asked of a place that has this alone and a pull-up bar. A pack of gear is sound where each of its things loads
    something, and each of its exercises is loaded by something.
    """
    known = catalog.with_own(dumbbells=[thing])
    place = Place(_HERE, gear=(thing.id,))
    found: dict[str, Ladder] = {}
    for exercise in catalog.exercises.values():
        if serving(exercise, place, known):
            try:
                found[exercise.id] = ladder(exercise, place, known, thing.unit)
            except DataError:  # one of it, where a pair is needed
                continue
    return found


def changed_by(thing: Dumbbell, place: Place, catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of the exercises whose ladder at a place is another once this thing is there too.

    None of them is of other gear, except that a vest is worn with whatever is loaded with bodyweight.
    """
    known = catalog.with_own(dumbbells=[thing])
    with_it = attrs.evolve(place, gear=(*place.gear, thing.id))
    return tuple(
        exercise
        for exercise in catalog.exercises
        if _ladder(exercise, place, catalog) != _ladder(exercise, with_it, known)
    )


def _ladder(exercise: str, place: Place, catalog: Catalog) -> Ladder | None:
    try:
        return ladder(catalog.exercises[exercise], place, catalog, Unit.KG)
    except DataError:
        return None
