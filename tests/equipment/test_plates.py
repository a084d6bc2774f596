"""Which loads plates make, checked against trying everything."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from decimal import Decimal
from itertools import product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.equipment import describe_build, plate_loads
from overload.equipment.together import two_different
from overload.model import Build, Dumbbell, DumbbellKind, Marked
from overload.model.equipment import marked
from overload.units import Load, Unit

WEIGHTS = [Decimal(text) for text in ("0.25", "0.5", "0.625", "1", "1.25", "1.5", "2", "2.5", "5", "7.5", "10")]


def dumbbell(plates: Mapping[str, int], plates_for: str = "pair", **limits: object) -> Dumbbell:
    """Make a handle of 2 kg with these plates."""
    made = Dumbbell("mine", "Mine", DumbbellKind.PLATE, Unit.KG, handle=Decimal(2), plates_for=plates_for)
    inventory = tuple((Decimal(weight), count) for weight, count in plates.items())
    return attrs.evolve(made, plates=inventory, **limits)


@st.composite
def dumbbells(draw: st.DrawFn, most_kinds: int = 4) -> Dumbbell:
    """Draw any plate handle small enough to try everything."""
    weights = draw(st.lists(st.sampled_from(WEIGHTS), max_size=most_kinds, unique=True))
    return Dumbbell(
        "any",
        "Any",
        DumbbellKind.PLATE,
        Unit.KG,
        handle=draw(st.sampled_from([Decimal("1.5"), Decimal(2)])),
        plates=tuple((weight, draw(st.integers(1, 9))) for weight in weights),
        plates_for=draw(st.sampled_from(["pair", "one"])),
        max_plates_per_side=draw(st.none() | st.integers(1, 4)),
        max_load_per_side=draw(st.none() | st.sampled_from([Decimal("2.5"), Decimal(6)])),
        symmetric=draw(st.booleans()),
    )


def fits(one: Dumbbell, stack: tuple[Decimal, ...]) -> bool:
    """Tell whether an end carries a stack."""
    most, load = one.max_plates_per_side, one.max_load_per_side
    return (most is None or len(stack) <= most) and (load is None or sum(stack) <= load)


def every_build(one: Dumbbell, handles: int) -> list[Build]:
    """Try every stack on each end, with or without one more of the lightest on one of them."""
    shared = handles if one.plates_for == "pair" else 1
    lightest = min((weight for weight, count in one.plates if count >= shared), default=None)
    builds = []
    for counts in product(*(range(count // (2 * shared) + 1) for _, count in one.plates)):
        kinds = sorted(zip(one.plates, counts, strict=True), reverse=True)
        stack = tuple(weight for (weight, _), used in kinds for _ in range(used))
        for extra in [()] if one.symmetric or lightest is None else [(), (lightest,)]:
            enough = all((2 * used + extra.count(weight)) * shared <= count for (weight, count), used in kinds)
            if enough and fits(one, stack + extra):
                builds.append(Build(stack, (), extra))
    return builds


def load_of(one: Dumbbell, build: Build) -> Decimal:
    """Weigh a build."""
    return one.handle + 2 * sum(build.plates) + sum(build.extra)


def brute(one: Dumbbell, *, pair: bool) -> dict[Decimal, set[Build]]:
    """Return every load with its builds in balance, else those without, of the fewest plates."""
    found: dict[Decimal, list[Build]] = {}
    for build in every_build(one, 2 if pair else 1):
        found.setdefault(load_of(one, build), []).append(build)
    best = {}
    for load, builds in found.items():
        fewest = min((len(build.extra), len(build.plates)) for build in builds)
        best[load] = {build for build in builds if (len(build.extra), len(build.plates)) == fewest}
    return best


class TestLoads:
    """Every load there is, each with all its minimal builds."""

    @settings(max_examples=120, deadline=None)
    @given(dumbbells(), st.booleans())
    def test_the_same_as_trying_everything(self, one: Dumbbell, pair: bool) -> None:
        """Loads and builds are those that trying every stack finds; no build is there twice."""
        loads = plate_loads(one, pair=pair)
        assert {load: set(builds) for load, builds in loads.items()} == brute(one, pair=pair)
        assert all(len(set(builds)) == len(builds) for builds in loads.values())

    def test_eight_kinds_of_plates(self) -> None:
        """Eight kinds are exact as well, ties included."""
        plates = {"0.25": 4, "0.5": 8, "0.75": 4, "1": 4, "1.25": 8, "2": 4, "2.5": 4, "5": 8}
        one = dumbbell(plates)
        loads = plate_loads(one, pair=True)
        assert {load: set(builds) for load, builds in loads.items()} == brute(one, pair=True)
        assert max(map(len, loads.values())) > 1

    def test_a_load_with_two_minimal_builds_keeps_both(self) -> None:
        """2 + 1 and 1.5 + 1.5 an end are two plates each: 8 kg is made either way."""
        loads = plate_loads(dumbbell({"1": 2, "1.5": 4, "2": 2}), pair=False)
        stacks = {build.plates for build in loads[Decimal(8)]}
        assert stacks == {(Decimal(2), Decimal(1)), (Decimal("1.5"), Decimal("1.5"))}

    def test_a_build_of_more_plates_is_left_out(self) -> None:
        """One plate of 2 an end is taken before two of 1."""
        loads = plate_loads(dumbbell({"1": 4, "2": 2}), pair=False)
        assert loads[Decimal(6)] == (Build((Decimal(2),)),)

    def test_without_plates_there_is_the_handle(self) -> None:
        """A bare handle is a load."""
        assert plate_loads(dumbbell({}), pair=True) == {Decimal(2): (Build(),)}

    def test_a_pair_shares_what_one_has_alone(self) -> None:
        """Four plates are one an end for a pair and two an end for one dumbbell; six are no more for a pair."""
        assert list(plate_loads(dumbbell({"5": 4}), pair=True)) == [2, 12]
        assert list(plate_loads(dumbbell({"5": 4}), pair=False)) == [2, 12, 22]
        assert list(plate_loads(dumbbell({"5": 6}), pair=True)) == [2, 12]

    def test_counts_per_handle_are_not_shared(self) -> None:
        """Where the count is per handle a pair reaches as far as one."""
        one = dumbbell({"5": 4}, "one")
        assert plate_loads(one, pair=True) == plate_loads(one, pair=False)

    def test_limits_of_an_end(self) -> None:
        """No end carries more plates or more weight than it can."""
        plates = {"5": 8, "1": 8}
        assert max(plate_loads(dumbbell(plates, max_plates_per_side=1), pair=False)) == 12
        assert max(plate_loads(dumbbell(plates, max_load_per_side=Decimal(7)), pair=False)) == 16

    def test_one_end_may_carry_one_more(self) -> None:
        """Where the ends need not match, one more of the lightest plates halves the step; balance comes first."""
        loads = plate_loads(dumbbell({"1": 4, "2": 2}, symmetric=False), pair=False)
        assert sorted(loads) == [2, 3, 4, 5, 6, 7, 8, 9, 10]
        assert loads[Decimal(3)] == (Build((), (), (Decimal(1),)),)
        assert not any(build.extra for build in loads[Decimal(4)])


@st.composite
def unlike(draw: st.DrawFn) -> Dumbbell:
    """Draw two handles of different weight, with few enough plates to try everything."""
    one = draw(dumbbells(most_kinds=3))
    plates = tuple((weight, min(count, 6)) for weight, count in one.plates)
    other = one.handle + draw(st.sampled_from([Decimal("0.5"), Decimal(1), Decimal("1.25"), Decimal("-0.5")]))
    return attrs.evolve(one, plates=plates, other_handle=other)


def brute_unlike(one: Dumbbell) -> dict[Decimal, set[Build]]:
    """Try every build of the first handle with every build of the second, and count the plates of both."""
    alone = attrs.evolve(one, plates_for="one")
    found: dict[Decimal, list[Build]] = {}
    for first, second in product(every_build(alone, 1), repeat=2):
        load = load_of(one, first)
        same = load == load_of(attrs.evolve(one, handle=one.other_handle), second)
        if same and (one.plates_for == "one" or TestTwoDifferent.enough(one, first, second)):
            found.setdefault(load, []).append(attrs.evolve(first, other=second))
    best = {}
    for load, builds in found.items():
        odd = min(len(build.extra) + len(build.other.extra) for build in builds)
        balanced = [build for build in builds if len(build.extra) + len(build.other.extra) == odd]
        fewest = min(len(build.plates) + len(build.other.plates) for build in balanced)
        best[load] = {build for build in balanced if len(build.plates) + len(build.other.plates) == fewest}
    return best


class TestUnlikeHandles:
    """Two handles that do not weigh the same make a pair where plates make up for it exactly."""

    @settings(max_examples=50, deadline=None)
    @given(unlike())
    def test_the_same_as_trying_everything(self, one: Dumbbell) -> None:
        """Loads and builds are those that trying every stack on both finds; no build is there twice."""
        loads = plate_loads(one, pair=True)
        assert {load: set(builds) for load, builds in loads.items()} == brute_unlike(one)
        assert all(len(set(builds)) == len(builds) for builds in loads.values())
        assert list(loads) == sorted(loads)

    def test_a_quarter_kilo_an_end_makes_up_for_half_a_kilo(self) -> None:
        """Handles of 2 and 2.5 kg are a pair with 0.25 kg more on each end of the lighter, and alone without."""
        one = dumbbell({"0.25": 2, "1.25": 4}, other_handle=Decimal("2.5"))
        pair = plate_loads(one, pair=True)
        assert list(pair) == [Decimal("2.5"), Decimal(5)]
        assert pair[Decimal(5)] == (Build((Decimal("1.25"), Decimal("0.25")), other=Build((Decimal("1.25"),))),)
        assert list(plate_loads(one, pair=False)) == [2, 2.5, 4.5, 5, 7, 7.5]

    def test_nearly_the_same_is_no_pair(self) -> None:
        """Where no plates make up for it exactly there is no pair at all."""
        assert plate_loads(dumbbell({"1.25": 8, "5": 4}, other_handle=Decimal("2.5")), pair=True) == {}

    def test_a_large_inventory_is_quick_enough(self) -> None:
        """Six kinds of eight plates are tried in less than it takes to notice: in few enough steps."""
        one = dumbbell({"0.5": 8, "1": 8, "1.25": 8, "2.5": 8, "5": 8}, other_handle=Decimal(3))
        assert len(plate_loads(one, pair=True)) > 40


class TestOneAlone:
    """A single handle takes all the plates and makes no pair."""

    def test_no_pair_of_one(self) -> None:
        """Two of it cannot be held; alone it has what one of two has, which is all plates."""
        one = dumbbell({"5": 4, "1.25": 2})
        single = attrs.evolve(one, single=True)
        assert plate_loads(single, pair=True) == {}
        assert plate_loads(single, pair=False) == plate_loads(one, pair=False)
        assert not two_different(single, Decimal(2), Decimal(12))


class TestBothUnits:
    """Plates of kg and lb in one inventory."""

    @settings(max_examples=40, deadline=None)
    @given(dumbbells(most_kinds=2), st.sampled_from(list(Unit)), st.integers(1, 8), st.integers(0, 8), st.booleans())
    def test_each_load_is_named_by_what_its_plates_weigh(
        self, one: Dumbbell, unit: Unit, fives: int, tens: int, pair: bool
    ) -> None:
        """Every load that trying everything finds has its name, and the builds nearest to it; the rest is exact."""
        foreign = tuple((Decimal(weight), count) for weight, count in ((5, fives), (10, tens)) if count)
        mixed = attrs.evolve(one, unit=unit, foreign_plates=foreign)
        nearest: dict[Decimal, Decimal] = {}
        for build in self.every(mixed, pair=pair):
            exact = load_of(mixed, build)
            is_mixed = any(isinstance(plate, Marked) for plate in (*build.plates, *build.extra))
            name = exact.quantize(Decimal("0.1")) if is_mixed else exact
            nearest[name] = min(exact, nearest.get(name, exact), key=lambda weight: abs(weight - name))
        loads = plate_loads(mixed, pair=pair)
        assert {name: load_of(mixed, builds[0]) for name, builds in loads.items()} == nearest
        assert all(load_of(mixed, build) == nearest[name] for name, builds in loads.items() for build in builds)

    @staticmethod
    def every(one: Dumbbell, *, pair: bool) -> list[Build]:
        """Try every build, plates of the other unit by their weight."""
        return every_build(attrs.evolve(one, plates=one.inventory, foreign_plates=()), 2 if pair else 1)

    def test_what_is_on_the_ends_is_said_as_it_is_marked(self) -> None:
        """A plate of 5 lb is called that, whatever it weighs in kg."""
        one = dumbbell({"1.25": 4}, foreign_plates=((Decimal(5), 4),))
        loads = plate_loads(one, pair=True)
        assert list(loads) == [Decimal(2), Decimal("4.5"), Decimal("6.5"), Decimal("9.0")]
        said = [describe_build(builds[0], Unit.KG) for builds in loads.values()]
        assert said == ["no plates", "1.25 kg each end", "5 lb each end", "5 lb + 1.25 kg each end"]

    def test_what_would_be_called_alike_is_the_nearest_to_its_name(self) -> None:
        """6.5 kg of iron in kg is 6.5; two plates of 5 lb, 6.54, do not take its name."""
        one = dumbbell({"2.25": 2}, foreign_plates=((Decimal(5), 2),))
        assert plate_loads(one, pair=False)[Decimal("6.5")] == (Build((Decimal("2.25"),)),)

    def test_a_marked_plate_comes_back_whole(self) -> None:
        """Plates are sent between processes with what is marked on them."""
        plate = pickle.loads(pickle.dumps(marked(Load(Decimal(5), Unit.LB))))  # noqa: S301 - our own bytes
        assert (plate, plate.marked) == (Decimal("2.26796185"), "5 lb")


class TestTwoDifferent:
    """A heavy and a light one at the same time, from plates that are shared."""

    @settings(max_examples=60, deadline=None)
    @given(dumbbells(most_kinds=3))
    def test_the_same_as_trying_everything(self, one: Dumbbell) -> None:
        """Two loads go together exactly if some build of each leaves enough plates for the other."""
        builds = every_build(one, 1)
        together = {
            (load_of(one, first), load_of(one, second))
            for first in builds
            for second in builds
            if one.plates_for == "one" or self.enough(one, first, second)
        }
        loads = sorted({load_of(one, build) for build in builds})[:12]
        for first, second in product(loads, repeat=2):
            assert two_different(one, first, second) == ((first, second) in together)

    @settings(max_examples=20, deadline=None)
    @given(unlike())
    def test_unlike_handles_the_same_as_trying_everything(self, one: Dumbbell) -> None:
        """Either handle may make either of the two loads, as long as the plates last."""
        swapped = attrs.evolve(one, handle=one.other_handle, other_handle=one.handle)
        builds, others = every_build(one, 1), every_build(swapped, 1)
        pairs = {
            (load_of(one, first), load_of(swapped, second))
            for first, second in product(builds, others)
            if one.plates_for == "one" or self.enough(one, first, second)
        }
        loads = sorted({load for pair in pairs for load in pair})[:8]
        for first, second in product(loads, repeat=2):
            assert two_different(one, first, second) == bool({(first, second), (second, first)} & pairs)

    def test_what_is_one_of_a_rack_is_held_beside_another(self) -> None:
        """Of single dumbbells two of different weight are held, not two of the same; a single dial is one dumbbell."""
        rack = Dumbbell("r", "R", DumbbellKind.FIXED, Unit.KG, (Decimal(8), Decimal(12)), single=True)
        assert two_different(rack, Decimal(8), Decimal(12))
        assert not two_different(rack, Decimal(8), Decimal(8))
        assert not two_different(attrs.evolve(rack, kind=DumbbellKind.DIAL), Decimal(8), Decimal(12))

    @staticmethod
    def enough(one: Dumbbell, *builds: Build) -> bool:
        """Count the plates of both."""
        used = [
            2 * build.plates.count(weight) + build.extra.count(weight) for build in builds for weight, _ in one.plates
        ]
        kinds = len(one.plates)
        return all(sum(used[place::kinds]) <= count for place, (_, count) in enumerate(one.plates))

    def test_what_one_takes_the_other_lacks(self) -> None:
        """Four plates of 5 make 22 alone, 12 and 12 together, but never 22 and 12."""
        one = dumbbell({"5": 4})
        assert two_different(one, Decimal(12), Decimal(12))
        assert two_different(one, Decimal(22), Decimal(2))
        assert not two_different(one, Decimal(22), Decimal(12))

    def test_a_load_that_cannot_be_made(self) -> None:
        """What no plates make is never possible, nor is less than the handle."""
        one = dumbbell({"5": 4})
        assert not two_different(one, Decimal("7.1"), Decimal(2))
        assert not two_different(one, Decimal(1), Decimal(2))

    @pytest.mark.parametrize(
        ("name", "loads", "possible"),
        [
            ("bowflex-552", ("5", "52.5"), True),
            ("bowflex-552", ("5", "27.5"), False),
            ("rack-kg-2", ("2", "40"), True),
            ("spinlock-2_5kg-full", ("21", "21"), True),
            ("spinlock-2_5kg-full", ("52.5", "9.5"), True),
            ("spinlock-2_5kg-full", ("52.5", "12.5"), False),
        ],
    )
    def test_dumbbells_of_the_catalogue(
        self, known: Catalog, name: str, loads: tuple[str, str], possible: bool
    ) -> None:
        """Dials and racks hold any two of their settings; plates are shared."""
        assert two_different(known.dumbbells[name], Decimal(loads[0]), Decimal(loads[1])) is possible
