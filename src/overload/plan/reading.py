"""Sets as somebody wrote them, read with what is known of an exercise: its unit, and what can be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import attrs

from overload.catalog import Catalog
from overload.equipment import ladder
from overload.errors import DataError
from overload.model import Configuration, Exercise, Ladder, LoadedWith, Measure, Place, SetDone, SetTarget, printed
from overload.model.notation import UnclearError, parse_sets
from overload.plan.called import in_figures
from overload.units import Load, Unit


def read_sets(  # noqa: PLR0913 - what a line is read with
    config: Configuration,
    catalog: Catalog,
    exercise: Exercise,
    text: str,
    asked: Sequence[Load | SetTarget],
    place: Place | None = None,
    *,
    is_shown: bool = False,
) -> tuple[SetDone, ...]:
    """Read sets of an exercise; bare counts are as `asked`, bare loads in the unit that the dumbbells at `place` show.

    What a dial prints, and what a band is called, stand for the load they make. `is_shown`: the sets asked for stand
    before whoever writes. Raises DataError, UnclearError.
    """
    places = (*((place,) if place else ()), *config.places)
    dumbbells = _Shown(tuple(ladders(config, catalog, exercise, places)))
    text = in_figures(text, dumbbells.ladders)
    loads = [one.load if isinstance(one, SetTarget) else one for one in asked]
    unit = dumbbells.unit(loads) or config.athlete.unit
    body = Load(Decimal(0), unit) if exercise.loaded_with is LoadedWith.BODYWEIGHT else None
    measure = measure_of(catalog, exercise)
    made = dumbbells if dumbbells.ladders else None
    try:
        sets = parse_sets(text, unit, asked, made, is_shown=is_shown, measure=measure, body=body)
    except UnclearError as error:
        raise UnclearError(text, [attrs.evolve(one, sets=dumbbells.made(one.sets)) for one in error.meanings]) from None
    return dumbbells.made(sets)


def measure_of(catalog: Catalog, exercise: Exercise) -> Measure:
    """Return what a bare count of an exercise counts where nobody asked: as every slot of it does, if they agree."""
    slots = (slot for workout in catalog.workouts.values() for slot in workout.slots if slot.exercise == exercise.id)
    asked = {slot.reps.measure for slot in slots}
    return asked.pop() if len(asked) == 1 else exercise.measure


@attrs.frozen
class _Shown:
    """Loads as somebody sees them on their dumbbells: those that can be made, and what dials print for them."""

    ladders: tuple[Ladder, ...]

    def __contains__(self, load: object) -> bool:
        return isinstance(load, Load) and self._load(load) is not None

    def _load(self, shown: Load) -> Load | None:
        if any(shown in rungs for rungs in self.ladders):
            return shown
        return next(filter(None, (rungs.as_printed(shown) for rungs in self.ladders)), None)

    def unit(self, asked: Sequence[Load]) -> Unit | None:
        """Return the unit in which the dumbbell asked for, else the lightest, shows its load; None if there is none."""
        rungs = (rungs.rung(load) for rungs in self.ladders for load in asked[:1])
        rung = next(filter(None, rungs), None) if asked else next((rungs.rungs[0] for rungs in self.ladders), None)
        shown = printed(rung.label) if rung is not None and rung.dumbbell else None
        if shown is not None:
            return shown.unit
        return asked[0].unit if asked else rung.load.unit if rung else None

    def made(self, sets: Iterable[SetDone]) -> tuple[SetDone, ...]:
        """Return sets with what a dial prints as the load it stands for."""
        return tuple(attrs.evolve(done, load=self._load(done.load) or done.load) for done in sets)


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
