"""From what a place holds to the ladder of one exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

import attrs

from overload.catalog import Catalog
from overload.equipment.plates import ends
from overload.errors import DataError, Problem
from overload.model import Build, Dumbbell, DumbbellKind, Exercise, Ladder, LoadedWith, Micro, Place, Rung
from overload.units import Load, Unit, plain

ROLES = ("heavy", "light", "both")


def ladder(exercise: Exercise, place: Place, catalog: Catalog, unit: Unit) -> Ladder:
    """Return every load that can be made for an exercise at a place, ascending.

    Loads are in the unit of the hardware; `unit` is that of bodyweight where nothing else names one. Raises DataError
    where the place has nothing to load the exercise with.
    """
    if exercise.loaded_with is LoadedWith.BODYWEIGHT:
        return Ladder(_once(sorted(_bodyweight(place, unit), key=_load)))
    owned = [catalog.dumbbells[one] for one in _serving(exercise, place)]
    pair = exercise.loaded_with is LoadedWith.PAIR
    rungs = [rung for one in owned for rung in _with_micro(_rungs(one, pair=pair), _micros(place, catalog))]
    rungs = _by_role(rungs, owned, exercise, place)
    if not rungs:
        raise DataError(
            Problem(
                f"plan.toml: places.{place.id}.dumbbells",
                f"nothing there can load the {exercise.name.lower()}",
                "name the dumbbells you own; 'overload dumbbells' lists what is known",
            )
        )
    return Ladder(_once(sorted(rungs, key=_load)))


def _load(rung: Rung) -> Load:
    return rung.load


def _once(rungs: Iterable[Rung]) -> tuple[Rung, ...]:
    """Keep the first of rungs that weigh the same."""
    kept: list[Rung] = []
    for rung in rungs:
        if not kept or kept[-1].load != rung.load:
            kept.append(rung)
    return tuple(kept)


def _serving(exercise: Exercise, place: Place) -> tuple[str, ...]:
    chosen = tuple(one for one in place.use.get(exercise.id, ()) if one not in ROLES)
    return chosen or place.dumbbells


def _rungs(one: Dumbbell, *, pair: bool) -> Iterator[Rung]:
    if one.kind is DumbbellKind.PLATE:
        for end, builds in ends(one, pair=pair).items():
            yield Rung(Load(one.handle + 2 * end, one.unit), "", one.id, builds)
        return
    labels = one.labels_kg or (None,) * len(one.settings)
    for setting, label in zip(one.settings, labels, strict=True):
        yield Rung(Load(setting, one.unit), f"{plain(label)} kg" if label is not None else "", one.id)


def _micros(place: Place, catalog: Catalog) -> list[Micro]:
    return [catalog.micros[one] for one in place.micro]


def _with_micro(rungs: Iterable[Rung], micros: list[Micro]) -> Iterator[Rung]:
    """Yield each rung, and each with every choice of add-ons of its own unit on it; others are not converted."""
    for rung in rungs:
        yield rung
        fitting = [one for one in micros if one.unit is rung.load.unit]
        for count in range(1, len(fitting) + 1):
            for chosen in combinations(fitting, count):
                yield _added(rung, chosen)


def _added(rung: Rung, micros: tuple[Micro, ...]) -> Rung:
    pieces = tuple(one.weight for one in micros for _ in range(one.pieces))
    builds = tuple(attrs.evolve(build, micro=pieces) for build in rung.builds or (Build(),))
    return Rung(Load(rung.load.amount + sum(pieces, Decimal(0)), rung.load.unit), rung.label, rung.dumbbell, builds)


def _by_role(rungs: list[Rung], owned: list[Dumbbell], exercise: Exercise, place: Place) -> list[Rung]:
    """Of exactly two fixed pairs the heavy one serves all but the light exercises, unless told otherwise."""
    fixed = {(rung.dumbbell, rung.load) for rung in rungs if not _adds(rung)}
    told = place.use.get(exercise.id, ())
    role = next((one for one in told if one in ROLES), "light" if exercise.light else "heavy")
    is_named = bool(told) and not any(one in ROLES for one in told)
    if any(one.kind is not DumbbellKind.FIXED for one in owned) or len(fixed) != 2 or role == "both" or is_named:
        return rungs
    chosen = (min if role == "light" else max)(fixed, key=lambda one: one[1])
    return [rung for rung in rungs if (rung.dumbbell, _bare(rung)) == chosen]


def _adds(rung: Rung) -> bool:
    return any(build.micro for build in rung.builds)


def _bare(rung: Rung) -> Load:
    added = sum(rung.builds[0].micro, Decimal(0)) if rung.builds else Decimal(0)
    return Load(rung.load.amount - added, rung.load.unit)


def _bodyweight(place: Place, unit: Unit) -> Iterator[Rung]:
    """Yield help without a figure, bands, bodyweight, and what can be hung on, alone or together."""
    if place.help:
        yield Rung(Load(Decimal(0), unit, place.help), f"with a {place.help}")
    for band in place.bands:
        yield Rung(Load(-abs(band.amount), band.unit), "band")
    yield Rung(Load(Decimal(0), unit), "bodyweight")
    for count in range(1, len(place.added) + 1):
        for chosen in combinations(place.added, count):
            if len({one.unit for one in chosen}) == 1:
                amount = sum((one.amount for one in chosen), Decimal(0))
                yield Rung(Load(amount, chosen[0].unit), "added")
