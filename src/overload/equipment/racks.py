"""The ladders of one place, each made once: most exercises are loaded alike, and every session asks for theirs."""

from __future__ import annotations

from collections.abc import Hashable

from overload.catalog import Catalog
from overload.equipment.ladders import BEGINS_LIGHT, can_be_done, ladder
from overload.model import Exercise, Ladder, Place
from overload.units import Unit


class Rack:
    """What a place holds, as the ladders that its exercises climb. As long as it is kept, nothing of it may change."""

    def __init__(self, place: Place, catalog: Catalog, unit: Unit) -> None:
        self.place, self._catalog, self._unit = place, catalog, unit
        self._ladders: dict[Hashable, Ladder] = {}

    def ladder(self, exercise: Exercise) -> Ladder:
        """Return every load that can be made for an exercise. Raises DataError where nothing there loads it."""
        kind = self._kind(exercise)
        if kind not in self._ladders:
            self._ladders[kind] = ladder(exercise, self.place, self._catalog, self._unit)
        return self._ladders[kind]

    def can_be_done(self, exercise: Exercise) -> bool:
        """Tell whether the place has what an exercise is done with and what it needs."""
        return can_be_done(exercise, self.place, self._catalog)

    def _kind(self, exercise: Exercise) -> Hashable:
        """Return all that `ladder` goes by of an exercise; two of one kind have one ladder."""
        return (
            exercise.gear,
            exercise.loaded_with,
            exercise.is_helped,
            exercise.light,
            exercise.start_share <= BEGINS_LIGHT,
            self.place.use.get(exercise.id, ()),
        )
