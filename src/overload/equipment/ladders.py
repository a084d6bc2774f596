"""From what a place holds to the ladder of one exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Final, TypeVar

import attrs

from overload.catalog import Catalog
from overload.equipment.bands import stacked
from overload.equipment.plates import plate_loads
from overload.errors import DataError, Problem, did_you_mean
from overload.model import Band, Build, Dumbbell, DumbbellKind, Exercise, Gear, Ladder, LoadedWith, Micro, Place, Rung
from overload.units import Load, Unit, plain

Thing = TypeVar("Thing")

_WITHOUT_ANYTHING: Final = frozenset({Gear.BAR, Gear.NOTHING, Gear.DUMBBELLS})
"""What bodyweight is lifted with or without: what is missing of the bar is told where the exercise is planned."""
_TAKES_ADD_ONS: Final = frozenset({Gear.DUMBBELLS, Gear.KETTLEBELL, Gear.EZ_BAR, Gear.BARBELL})

BEGINS_LIGHT: Final = 0.1
"""Share of bodyweight a hand, up to which an exercise is begun with whatever is light (an estimate of ours)."""
ROLES: Final = ("heavy", "light", "both")
"""What `Place.use` may say of two fixed pairs, besides the ids of dumbbells."""


def ladder(exercise: Exercise, place: Place, catalog: Catalog, unit: Unit) -> Ladder:
    """Return every load that can be made for an exercise at a place, ascending.

    Only what is of the exercise's gear counts, or what `Place.use` names for it. Loads are in the unit of the
    hardware; `unit` is that of bodyweight where nothing else names one. Of several dumbbells that make the same load
    the one listed first does. Raises DataError where the place has nothing to load the exercise with.
    """
    owned = serving(exercise, place, catalog)
    if exercise.loaded_with is LoadedWith.BODYWEIGHT:
        if not owned and exercise.gear not in _WITHOUT_ANYTHING:
            raise _nothing_there(exercise, place)
        return Ladder(_bodyweight(exercise, place, owned, unit))
    micros = [_known(name, "micro", catalog.micros, place) for name in place.micro]
    pair = exercise.loaded_with is LoadedWith.PAIR
    bare = [rung for dumbbell in owned for rung in _rungs(dumbbell, place, pair=pair)]
    rungs = _with_micros(_of_its_role(bare, owned, exercise, place), micros if exercise.gear in _TAKES_ADD_ONS else ())
    if not rungs:
        raise _nothing_there(exercise, place, owned)
    return Ladder(_ascending(rungs))


def can_be_done(exercise: Exercise, place: Place, catalog: Catalog) -> bool:
    """Tell whether a place has what an exercise is done with and what it needs, the pull-up bar included."""
    if (exercise.needs_bar and not place.pull_up_bar) or not place.things.issuperset(exercise.needs):
        return False
    if exercise.loaded_with is LoadedWith.BODYWEIGHT and exercise.gear in _WITHOUT_ANYTHING:
        return True
    owned = serving(exercise, place, catalog)
    return any(map(_is_a_pair, owned)) if exercise.loaded_with is LoadedWith.PAIR else bool(owned)


def _is_a_pair(dumbbell: Dumbbell) -> bool:
    """Tell whether there are two of it that can be made alike."""
    is_unlike = dumbbell.kind is DumbbellKind.PLATE and dumbbell.other_handle is not None
    return not dumbbell.single and (not is_unlike or bool(plate_loads(dumbbell, pair=True)))


def serving(exercise: Exercise, place: Place, catalog: Catalog) -> tuple[Dumbbell, ...]:
    """Return what there is at a place to load an exercise with, in the order in which it is listed.

    That is what `Place.use` names, else what is of the exercise's gear; a weight vest goes with all that is loaded
    with bodyweight. Raises DataError for an id that is not known.
    """
    chosen = tuple(name for name in place.use.get(exercise.id, ()) if name not in ROLES)
    known = [_known(name, "dumbbells", catalog.dumbbells, place) for name in chosen or place.owned]
    worn = {Gear.VEST} if exercise.loaded_with is LoadedWith.BODYWEIGHT else set()
    return tuple(one for one in known if chosen or one.gear in {exercise.gear, *worn})


def _nothing_there(exercise: Exercise, place: Place, owned: Sequence[Dumbbell] = ()) -> DataError:
    called, is_usual = exercise.gear.words, exercise.gear is Gear.DUMBBELLS
    what = f"nothing there can load the {exercise.name.lower()}"
    if owned:
        what += f": it takes a pair, and {_why_no_pair(owned)}"
    elif not is_usual:
        what += f", which is done with {_with_article(called)}"
    named = "dumbbells you own" if is_usual else f"{called} you have"
    hint = f"name the {named}; 'overload dumbbells' lists what is known"
    return DataError(Problem(f"plan.toml: places.{place.id}.{'dumbbells' if is_usual else 'gear'}", what, hint))


def _why_no_pair(owned: Sequence[Dumbbell]) -> str:
    if all(one.single for one in owned):
        return f"there is only one {owned[0].gear.words}"
    return "no plates make handles of different weight equal"


def _with_article(called: str) -> str:
    return f"an {called}" if called.startswith("E") else f"a {called}"


def _ascending(rungs: Iterable[Rung]) -> tuple[Rung, ...]:
    """Sort by weight and keep the first of rungs that weigh the same."""
    kept: list[Rung] = []
    for rung in sorted(rungs, key=lambda rung: rung.load.kg):
        if not kept or kept[-1].load != rung.load:
            kept.append(rung)
    return tuple(kept)


def _known(name: str, key: str, things: Mapping[str, Thing], place: Place) -> Thing:
    if name in things:
        return things[name]
    raise DataError(Problem(f"plan.toml: places.{place.id}.{key}", f"no {key} '{name}'", did_you_mean(name, things)))


def _rungs(dumbbell: Dumbbell, place: Place, *, pair: bool) -> Iterator[Rung]:
    """Yield what a dumbbell can be set to as it is, gaps and settings heavier at one end included."""
    if pair and dumbbell.single:
        return
    if dumbbell.kind is DumbbellKind.PLATE:
        for amount, builds in plate_loads(dumbbell, pair=pair and not dumbbell.is_alone).items():
            yield Rung(Load(amount, dumbbell.unit), "", dumbbell.id, builds)
        return
    if dumbbell.kind is DumbbellKind.BAND:
        yield from _of_bands(dumbbell)
        return
    # The catalogue knows what a kg dial prints; whether this athlete's is one, only plan.toml does.
    printed = dumbbell.labels_kg if dumbbell.is_own or place.dials else ()
    labels = [f"{plain(label)} kg" for label in printed] or dumbbell.names or [""] * len(dumbbell.settings)
    for setting, label in zip(dumbbell.settings, labels, strict=True):
        yield Rung(Load(setting, dumbbell.unit), label, dumbbell.id)


def _of_bands(dumbbell: Dumbbell) -> Iterator[Rung]:
    """Yield what bands pull; of one without a name the figure says it all."""
    names = dumbbell.names or ("",) * len(dumbbell.settings)
    pairs = zip(dumbbell.settings, names, strict=True)
    for load, label in stacked([Band(Load(pull, dumbbell.unit), name) for pull, name in pairs], dumbbell.at_once):
        yield Rung(load, "" if label == "band" else label, dumbbell.id)


def _of_its_role(bare: list[Rung], owned: Sequence[Dumbbell], exercise: Exercise, place: Place) -> list[Rung]:
    """Of exactly two fixed pairs the heavy one serves all but the light exercises, unless told otherwise.

    Both serve what begins near the light one and grows into the heavy one: a press, a lunge.
    """
    told = place.use.get(exercise.id, ())
    roles = [word for word in told if word in ROLES]
    is_two_pairs = len(bare) == 2 and all(
        one.kind is DumbbellKind.FIXED and one.gear is Gear.DUMBBELLS for one in owned
    )
    if not is_two_pairs or (told and not roles) or "both" in roles or len(set(roles)) == 2:
        return bare
    if not roles and not exercise.light and exercise.start_share <= BEGINS_LIGHT:
        return bare
    role = roles[0] if roles else "light" if exercise.light else "heavy"
    return [(min if role == "light" else max)(bare, key=lambda rung: rung.load)]


def _with_micros(bare: Iterable[Rung], micros: Sequence[Micro]) -> list[Rung]:
    """Return each rung as it is, then each with every choice of add-ons; the fewer pieces the earlier.

    An add-on of another unit than the dumbbell's is left out: the sum would be a load nobody can read off. Add-ons
    whose pieces weigh the same are the same pieces, more or fewer of them, so they are never put on together.
    """
    rungs = list(bare)
    choices = {unit: _choices(micro for micro in micros if micro.unit is unit) for unit in Unit}
    added = [_added(rung, pieces) for rung in rungs for pieces in choices[rung.load.unit]]
    order = {dumbbell: place for place, dumbbell in enumerate(dict.fromkeys(rung.dumbbell for rung in rungs))}
    return sorted(rungs + added, key=lambda rung: (order[rung.dumbbell], _pieces(rung)))


def _choices(micros: Iterable[Micro]) -> list[tuple[Decimal, ...]]:
    """Return every choice of add-ons as the pieces it puts on a dumbbell, except none at all."""
    same: dict[Decimal, set[int]] = {}
    for micro in micros:
        same.setdefault(micro.weight, {0}).add(micro.pieces)
    weights = sorted(same, reverse=True)
    chosen = product(*(sorted(same[weight]) for weight in weights))
    return [
        tuple(weight for weight, count in zip(weights, counts, strict=True) for _ in range(count))
        for counts in chosen
        if any(counts)
    ]


def _added(rung: Rung, pieces: tuple[Decimal, ...]) -> Rung:
    """Put add-ons on a dumbbell; its dial still says what it said."""
    builds = tuple(attrs.evolve(build, micro=pieces) for build in rung.builds or (Build(),))
    label = rung.label or ("" if rung.builds else str(rung.load))
    return Rung(Load(rung.load.amount + sum(pieces), rung.load.unit), label, rung.dumbbell, builds)


def _pieces(rung: Rung) -> int:
    return len(rung.builds[0].micro) if rung.builds else 0


def _bodyweight(exercise: Exercise, place: Place, owned: Sequence[Dumbbell], unit: Unit) -> tuple[Rung, ...]:
    """Return help without a figure, then bands, bodyweight, and each load that can be hung on or worn.

    Help and bands are for what they help with, the pull-up above all. Loads to add are taken one at a time, as they are
    listed: nothing says that two of them go on together.
    """
    bands: Iterable[Rung] = ()
    helped: tuple[Rung, ...] = ()
    if exercise.is_helped:
        helped = (Rung(Load(Decimal(0), unit, place.help), f"with a {place.help}"),) if place.help else ()
        helping = [Band(Load(-abs(band.load.amount), band.load.unit), band.name) for band in place.bands]
        bands = (Rung(load, label) for load, label in stacked(helping, place.bands_at_once))
    added = (Rung(load, "added") for load in place.added)
    worn = (rung for one in owned for rung in _rungs(one, place, pair=False))
    return helped + _ascending((Rung(Load(Decimal(0), unit), "bodyweight"), *bands, *added, *worn))
