"""What it is lifted with: dumbbells as sold, and the ladder of loads an athlete can really make."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs

from overload.errors import DataError
from overload.units import Load, Unit, parse_load


class Gear(StrEnum):
    """What an exercise is done with: only what somebody owns of it makes the exercise's ladder."""

    DUMBBELLS = "dumbbells"
    EZ_BAR = "ez-bar"
    """A curl bar; there is one of it."""
    BARBELL = "barbell"
    """A straight bar for both hands; there is one of it."""
    CABLE = "cable"
    """A stack with a pin."""
    BAND = "band"
    """An elastic band that is pulled or pressed against. What helps on a pull-up bar is told as the bar's."""
    KETTLEBELL = "kettlebell"
    VEST = "vest"
    """A weight vest, worn over bodyweight."""
    BAR = "bar"
    """The pull-up bar."""
    NOTHING = "nothing"
    """The floor, a chair, a wall."""

    @property
    def words(self) -> str:
        """What one piece of it is called: `EZ bar`, `pull-up bar`."""
        return _CALLED.get(self.value, self.value)


_CALLED: Final[Mapping[str, str]] = {
    "dumbbells": "dumbbell",
    "ez-bar": "EZ bar",
    "vest": "weight vest",
    "bar": "pull-up bar",
}


FOR_BOTH_HANDS: Final = frozenset({Gear.EZ_BAR, Gear.BARBELL})
"""Held by both hands: there is no pair of it."""
_LB_PER_KG: Final = Decimal("2.204622621848775807")
"""A multiple of every plate there is, so that plates in kg that balance each other still do so when told in lb."""


class DumbbellKind(StrEnum):
    """How a dumbbell gets its load."""

    FIXED = "fixed"
    """One solid weight per dumbbell; `settings` is the rack."""
    DIAL = "dial"
    """A selector, pin or twist; `settings` is the whole ladder, gaps included."""
    PLATE = "plate"
    """The athlete loads plates on a handle."""
    BAND = "band"
    """Elastic bands, told apart by their `names`; `settings` is what each pulls."""


@attrs.frozen
class Band:
    """A band as it helps on a pull-up bar: what it takes off, a load below zero, and its name, a colour say."""

    load: Load
    name: str = ""


@attrs.frozen
class Dumbbell:
    """A set of dumbbells, or other gear, as data/dumbbells.toml describes it; loads are per piece, in `unit`.

    Only exercises done with its `gear` can be loaded with it.

    `settings` and `labels_kg` (what the dial of the kg version prints, rounded) run in parallel; they are shown where
    the set `is_own`, described by whoever has it, or the place it stands at says that its dials print kg. `plates` is
    the inventory as (weight, count); `plates_for` says whether the count is shared by two handles ("pair") or is per
    handle ("one"). `foreign_plates` are those marked in the other unit, as (what is marked, count). There are two of
    it, alike, unless it is `single`, or the second handle weighs something else, `other_handle`; alone the first is
    used. `names` run in parallel to `settings`: what each is called, the colour of a band or a bell, a pin. Of bands
    up to `at_once` are taken together. Unless `symmetric`, one end may carry one plate of the lightest kind more than
    the other.
    """

    id: str
    name: str
    kind: DumbbellKind
    unit: Unit
    settings: tuple[Decimal, ...] = ()
    labels_kg: tuple[Decimal, ...] = ()
    handle: Decimal = Decimal(0)
    plates: tuple[tuple[Decimal, int], ...] = ()
    plates_for: str = "pair"
    max_plates_per_side: int | None = None
    max_load_per_side: Decimal | None = None
    symmetric: bool = True
    unbalanced: tuple[Decimal, ...] = ()
    stage: int | None = None
    expands: str = ""
    example: bool = False
    confidence: str = "high"
    source: tuple[str, ...] = ()
    is_own: bool = False
    gear: Gear = attrs.field(default=None)
    names: tuple[str, ...] = ()
    at_once: int = 1
    single: bool = False
    other_handle: Decimal | None = None
    foreign_plates: tuple[tuple[Decimal, int], ...] = ()

    def __attrs_post_init__(self) -> None:
        """Take for dumbbells what does not say what it is, and bands for bands."""
        gear: Gear | None = self.gear
        object.__setattr__(self, "gear", gear or usual_gear_of(self.kind))

    @property
    def inventory(self) -> tuple[tuple[Decimal, int], ...]:
        """All plates by what they weigh in `unit`, and how many there are; those of the other unit are Marked."""
        other = Unit.LB if self.unit is Unit.KG else Unit.KG
        return (*self.plates, *((marked(Load(weight, other)), count) for weight, count in self.foreign_plates))

    @property
    def is_alone(self) -> bool:
        """Tell whether there is only one of it, so that no pair of it can be held."""
        return self.single or self.gear in FOR_BOTH_HANDS


class Marked(Decimal):
    """A plate of the other unit: what it weighs in that of the dumbbell, called by what is `marked` on it, `5 lb`."""

    __slots__ = ("marked",)
    marked: str

    def __new__(cls, weight: Decimal, marked: str) -> Marked:
        """Keep what is marked on it beside its weight."""
        plate = super().__new__(cls, weight)
        plate.marked = marked
        return plate

    def __reduce__(self) -> tuple[type[Marked], tuple[Decimal, str]]:  # type: ignore[override]  # it takes one word more
        """Come back whole from a process of another."""
        return Marked, (Decimal(self), self.marked)


def marked(plate: Load) -> Marked:
    """Return a plate by its weight in the other unit: exact in kg; in lb in proportion, to 18 places."""
    weight = plate.kg if plate.unit is Unit.LB else plate.amount * _LB_PER_KG
    return Marked(weight, str(plate))


def usual_gear_of(kind: DumbbellKind) -> Gear:
    """Return what something is that says only how it gets its load."""
    return Gear.BAND if kind is DumbbellKind.BAND else Gear.DUMBBELLS


@attrs.frozen
class Micro:
    """Small add-on weights for any dumbbell: each piece weighs `weight`; a dumbbell takes `pieces` at a time."""

    id: str
    name: str
    unit: Unit
    weight: Decimal
    pieces: int = 2
    confidence: str = "high"
    source: tuple[str, ...] = ()


@attrs.frozen
class Build:
    """One way to make a load: the plates on each end, heaviest first, and the add-on pieces on the dumbbell.

    `extra` is what one of the ends carries besides, where a dumbbell's ends need not match. `other` is how the second
    dumbbell of a pair is made, where its handle weighs something else.
    """

    plates: tuple[Decimal, ...] = ()
    micro: tuple[Decimal, ...] = ()
    extra: tuple[Decimal, ...] = ()
    other: Build | None = None


@attrs.frozen
class Rung:
    """One load that can be made: its label, which dumbbell makes it, and how (minimal builds).

    The label is what the dial prints for it, `18 kg`, or what it is called, `red band`; see `printed`.
    """

    load: Load
    label: str = ""
    dumbbell: str = ""
    builds: tuple[Build, ...] = ()


def printed(label: str) -> Load | None:
    """Return the load that a label says a dial prints; None where it is a name, or there is none."""
    try:
        found = parse_load(label)
    except DataError:
        return None
    return found if found.amount else None


@attrs.frozen
class Ladder:
    """Every load this athlete can really make for one exercise, ascending and without doubles.

    A step that does not exist is None, never a load that cannot be made. `kilograms` are the loads in kg.
    """

    rungs: tuple[Rung, ...]
    loads: tuple[Load, ...] = attrs.field(init=False, repr=False, eq=False)
    kilograms: tuple[float, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Keep the bare loads at hand for searching."""
        object.__setattr__(self, "loads", tuple(rung.load for rung in self.rungs))
        object.__setattr__(self, "kilograms", tuple(float(rung.load.kg) for rung in self.rungs))

    def __len__(self) -> int:
        return len(self.rungs)

    def __iter__(self) -> Iterator[Load]:
        return iter(self.loads)

    def __contains__(self, load: object) -> bool:
        return isinstance(load, Load) and self.rung(load) is not None

    @property
    def bottom(self) -> Load:
        """The lightest load (least help is heaviest)."""
        return self.loads[0]

    @property
    def top(self) -> Load:
        """The heaviest load."""
        return self.loads[-1]

    def rung(self, load: Load) -> Rung | None:
        """Return the rung of exactly this load, or None."""
        place = bisect_left(self.loads, load)
        return self.rungs[place] if place < len(self.loads) and self.loads[place] == load else None

    def as_printed(self, printed: Load) -> Load | None:
        """Return the load of the lightest rung whose dial prints just this, or None: 18 kg for 40 lb."""
        label = str(printed)
        return next((rung.load for rung in self.rungs if rung.label == label), None)

    def next_up(self, load: Load) -> Load | None:
        """Return the lightest rung above `load`, or None at the top."""
        place = bisect_right(self.loads, load)
        return self.loads[place] if place < len(self.loads) else None

    def next_down(self, load: Load) -> Load | None:
        """Return the heaviest rung below `load`, or None at the bottom."""
        place = bisect_left(self.loads, load)
        return self.loads[place - 1] if place else None

    def at_or_below(self, load: Load) -> Load | None:
        """Return the heaviest rung not above `load`, or None when all are above."""
        place = bisect_right(self.loads, load)
        return self.loads[place - 1] if place else None

    def nearest(self, load: Load) -> Load:
        """Return the rung nearest in weight; of two equally near, the lighter. Help without a figure is never near."""
        below, above = self.at_or_below(load), self.next_up(load)
        if below is None or above is None or below == load:
            return below or above or self.bottom
        if below.aid or load.aid:
            return below if below.aid and load.aid else above
        return below if load.kg - below.kg <= above.kg - load.kg else above
