"""Which loads plates make, checked against trying everything."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.equipment import plate_loads, two_different
from overload.model import Build, Dumbbell, DumbbellKind
from overload.units import Unit

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
