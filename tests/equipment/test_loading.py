"""The loading plan: fewest plate moves over a session, against a search that moves one plate at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import heappop, heappush

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.equipment.loading import Lift, LoadingStep, is_loaded, loading_plan
from overload.equipment.plates import plate_loads
from overload.model import Build, Dumbbell, DumbbellKind, Rung
from overload.units import Load, Unit

State = tuple[tuple[Decimal, ...], tuple[Decimal, ...]]
"""What is on an end of the dumbbell always in use and on one of the other, innermost first."""


def handle(*plates: tuple[str, int], plates_for: str = "pair", symmetric: bool = True) -> Dumbbell:
    """Return a plate dumbbell of 2 kg."""
    owned = tuple((Decimal(weight), count) for weight, count in plates)
    return Dumbbell(
        "own", "Own", DumbbellKind.PLATE, Unit.KG, handle=Decimal(2), plates=owned, plates_for=plates_for,
        symmetric=symmetric,
    )  # fmt: skip


def lifts_of(dumbbell: Dumbbell, *wanted: tuple[str, str]) -> list[Lift]:
    """Return sets from (load, hands): `("7", "pair")`, `("12", "one")`."""
    lifts = []
    for amount, hands in wanted:
        builds = plate_loads(dumbbell, pair=hands == "pair")[Decimal(amount)]
        rung = Rung(Load(Decimal(amount)), "", dumbbell.id, builds)
        lifts.append(Lift("exercise", rung, hands == "pair"))
    return lifts


def planned(dumbbell: Dumbbell, *wanted: tuple[str, str]) -> list[str]:
    """Return what the plan says before each set."""
    return [step.text for step in loading_plan(lifts_of(dumbbell, *wanted), {dumbbell.id: dumbbell})]


def fewest_by_search(dumbbell: Dumbbell, lifts: Sequence[Lift]) -> int:
    """Return the fewest plates moved, counted on all ends, from empty to empty: every single move is tried."""
    costs: dict[State, int] = {((), ()): 0}
    builds = [build for lift in lifts for build in lift.rung.builds]
    most = max(len(end.plates) for build in builds for end in (build, build.other or build))
    for lift in lifts:
        costs = {state: cost for state, cost in spread(dumbbell, costs, most).items() if serves(state, lift)}
    return min(cost + 2 * (len(one) + len(other)) for (one, other), cost in costs.items())


def serves(state: State, lift: Lift) -> bool:
    """Tell whether the set can be done with the dumbbells as they are."""
    builds = [(Counter(build.plates), Counter((build.other or build).plates)) for build in lift.rung.builds]
    one, other = map(Counter, state)
    return (one, other) in builds if lift.is_pair else one in (first for first, _ in builds)


def spread(dumbbell: Dumbbell, costs: Mapping[State, int], most: int) -> dict[State, int]:
    """Return every state that plates taken off and put on at the outer end lead to, with the fewest moves.

    No end carries more than `most` plates: what comes off can come off first.
    """
    found: dict[State, int] = {}
    waiting = [(cost, state) for state, cost in costs.items()]
    waiting.sort()
    while waiting:
        cost, state = heappop(waiting)
        if state not in found:
            found[state] = cost
            for after in neighbours(dumbbell, state):
                if max(map(len, after)) <= most:
                    heappush(waiting, (cost + 2, after))
    return found


def neighbours(dumbbell: Dumbbell, state: State) -> Iterator[State]:
    """Yield what one plate more or less at both outer ends of one dumbbell gives, as far as the plates go."""
    one, other = state
    if one:
        yield one[:-1], other
    if other:
        yield one, other[:-1]
    for weight, count in dumbbell.plates:
        shared = dumbbell.plates_for == "pair"
        used = (one.count(weight), other.count(weight))
        if 2 * ((sum(used) if shared else used[0]) + 1) <= count:
            yield (*one, weight), other
        if 2 * ((sum(used) if shared else used[1]) + 1) <= count:
            yield one, (*other, weight)


INVENTORIES = st.lists(
    st.tuples(st.sampled_from(["0.5", "1", "1.5", "2", "2.5", "3.5"]), st.sampled_from([2, 4, 4])),
    min_size=1,
    max_size=3,
    unique_by=lambda kind: kind[0],
)


def few_plates(loads: Mapping[Decimal, Sequence[Build]]) -> list[Decimal]:
    """Return the loads of at most three plates an end: the search tries every order of them."""
    return [load for load, builds in loads.items() if len(builds[0].plates) <= 3]


@st.composite
def sessions(
    draw: st.DrawFn, *, symmetric: bool = True, other_handle: str | None = None
) -> tuple[Dumbbell, list[Lift]]:
    """Draw a set of plates and up to six sets with loads it makes, of a pair or of one dumbbell."""
    dumbbell = handle(
        *draw(INVENTORIES), plates_for=draw(st.sampled_from(["pair", "pair", "one"])), symmetric=symmetric
    )
    if other_handle:
        dumbbell = attrs.evolve(dumbbell, other_handle=Decimal(other_handle))
    light = {hands: few_plates(plate_loads(dumbbell, pair=hands == "pair")) for hands in ("pair", "one")}
    hands = draw(st.lists(st.sampled_from(["pair", "pair", "one"]), min_size=1, max_size=6))
    wanted = [(str(draw(st.sampled_from(light[which]))), which) for which in hands if light[which]]
    return dumbbell, lifts_of(dumbbell, *wanted)


class TestFewest:
    """The plan moves as few plates as can be."""

    @pytest.mark.slow
    @settings(max_examples=60, deadline=None)
    @given(sessions())
    def test_no_search_finds_fewer_moves(self, session: tuple[Dumbbell, list[Lift]]) -> None:
        """From empty handles to empty ones, a search over single moves needs as many."""
        dumbbell, lifts = session
        steps = loading_plan(lifts, {dumbbell.id: dumbbell})
        left = replayed(dumbbell, lifts, steps)
        assert sum(step.moves for step in steps) + left == fewest_by_search(dumbbell, lifts)

    @pytest.mark.slow
    @settings(max_examples=60, deadline=None)
    @given(sessions(other_handle="3"))
    def test_no_search_finds_fewer_on_unlike_handles(self, session: tuple[Dumbbell, list[Lift]]) -> None:
        """Where the two handles need other plates for one load, a search over single moves needs as many as well."""
        dumbbell, lifts = session
        steps = loading_plan(lifts, {dumbbell.id: dumbbell})
        left = replayed(dumbbell, lifts, steps)
        assert sum(step.moves for step in steps) + left == (fewest_by_search(dumbbell, lifts) if lifts else 0)

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(["10", "12", "14", "16"]), st.sampled_from(["pair", "one"])), max_size=5))
    def test_no_choice_of_builds_needs_fewer(self, wanted: list[tuple[str, str]]) -> None:
        """With two ways to make most loads, the search over single moves chooses no better ones."""
        dumbbell = handle(("4", 4), ("3", 4), ("2", 4), ("1", 4))
        lifts = lifts_of(dumbbell, ("12", "one"), *(pair for pair in wanted if pair != ("16", "pair")))
        steps = loading_plan(lifts, {dumbbell.id: dumbbell})
        assert sum(step.moves for step in steps) + replayed(dumbbell, lifts, steps) == fewest_by_search(dumbbell, lifts)

    def test_the_cheapest_builds_that_all_ends_agree_on(self) -> None:
        """Where the ends would each use other builds, those with the fewest moves in all are taken, not the first."""
        dumbbell = handle(("5", 4), ("4", 4), ("3", 4), ("2", 4), ("1", 4))
        lifts = lifts_of(dumbbell, ("14", "pair"), ("24", "one"), ("8", "one"), ("22", "pair"))
        steps = loading_plan(lifts, {dumbbell.id: dumbbell})
        assert sum(step.moves for step in steps) + replayed(dumbbell, lifts, steps) == 40

    def test_several_builds_are_weighed_over_the_whole_session(self) -> None:
        """5 kg on an end is 4 + 1 or 3 + 2: which of them is cheaper is decided by what comes before and after."""
        plates = handle(("4", 4), ("3", 4), ("2", 4), ("1", 4))
        assert planned(plates, ("10", "pair"), ("12", "pair")) == ["+4 each end", "+1 each end"]
        assert planned(plates, ("6", "pair"), ("12", "pair")) == ["+2 each end", "+3 each end"]


def replayed(dumbbell: Dumbbell, lifts: Sequence[Lift], steps: Sequence[LoadingStep]) -> int:
    """Do as the steps say on the dumbbell always in use; return the plates left on all ends, the other's as counted."""
    stack: list[Decimal] = []
    for lift, step in zip(lifts, steps, strict=True):
        for plate in step.take_off:
            assert stack.pop() == plate
        stack.extend(step.put_on)
        assert Counter(stack) == Counter(step.build.plates)
        assert step.build in lift.rung.builds
        assert dumbbell.handle + 2 * sum(stack) + sum(step.build.extra) == lift.rung.load.amount == step.load.amount
    waiting = waiting_plates(lifts, steps, dumbbell)
    return 2 * len(stack) + 2 * waiting


def waiting_plates(lifts: Sequence[Lift], steps: Sequence[LoadingStep], dumbbell: Dumbbell) -> int:
    """Return how many plates an end of the other dumbbell has at last, told from the moves that are not the one's."""
    number = 0
    for lift, step in zip(lifts, steps, strict=True):
        others = (step.moves - 2 * (len(step.take_off) + len(step.put_on))) // 2
        number = len((step.build.other or step.build).plates) if lift.is_pair else number - others
    return number


class TestWords:
    """What the plan says before each set."""

    def test_a_set_of_warm_ups_adds_outside(self) -> None:
        """Going up, what is on stays on; an outer plate comes off before one goes on under it."""
        plates = handle(("5", 4), ("2.5", 4), ("1.25", 4), ("0.25", 4))
        assert planned(plates, ("4.5", "pair"), ("9.5", "pair"), ("9.5", "pair"), ("12.5", "pair")) == [
            "+1.25 each end",
            "+2.5 each end",
            "as it is",
            "-2.5 -1.25 +5 +0.25 each end",
        ]

    def test_one_dumbbell_borrows_from_the_other(self) -> None:
        """What the row needs beyond its share comes off the other dumbbell, and goes back for the next pair."""
        plates = handle(("5", 4), ("2.5", 4))
        assert planned(plates, ("12", "pair"), ("22", "one"), ("12", "pair")) == [
            "+5 each end",
            "the other dumbbell: -5 each end; this one: +5 each end",
            "the one used alone: -5 each end; the other: +5 each end",
        ]

    def test_the_other_dumbbell_keeps_only_plates_there_are(self) -> None:
        """Of eight plates the row takes six, so the other keeps one an end, not two; an odd one is nobody's."""
        assert planned(handle(("5", 8)), ("22", "pair"), ("32", "one")) == [
            "+5 +5 each end",
            "the other dumbbell: -5 each end; this one: +5 each end",
        ]
        assert planned(handle(("5", 7)), ("12", "pair"), ("22", "one"), ("32", "one"))[1:] == [
            "+5 each end",
            "the other dumbbell: -5 each end; this one: +5 each end",
        ]

    def test_plates_of_each_handle_are_not_lent(self) -> None:
        """Where each handle has plates of its own, the other keeps all of its while one is used alone."""
        plates = handle(("5", 4), plates_for="one")
        assert planned(plates, ("22", "pair"), ("22", "one")) == ["+5 +5 each end", "as it is"]

    def test_the_other_dumbbell_waits_with_its_plates_on(self) -> None:
        """A row within its share touches one dumbbell only."""
        plates = handle(("5", 4), ("2.5", 4))
        assert planned(plates, ("12", "pair"), ("17", "one"), ("17", "pair")) == [
            "+5 each end",
            "+2.5 each end",
            "the one used alone: as it is; the other: +2.5 each end",
        ]

    def test_unlike_handles_are_told_apart(self) -> None:
        """What the heavier handle has less of is said dumbbell by dumbbell."""
        plates = attrs.evolve(handle(("5", 4), ("0.5", 4)), other_handle=Decimal(3))
        assert planned(plates, ("3", "pair"), ("13", "pair"), ("12", "one"), ("13", "pair")) == [
            "the one used alone: +0.5 each end; the other: as it is",
            "+5 each end",
            "-5 -0.5 +5 each end",
            "the one used alone: +0.5 each end; the other: as it is",
        ]

    def test_plates_of_the_other_unit_are_called_as_they_are_marked(self) -> None:
        """A plate of 5 lb goes on and comes off by that name."""
        plates = attrs.evolve(handle(("1.25", 4)), foreign_plates=((Decimal(5), 4),))
        assert planned(plates, ("4.5", "pair"), ("9.0", "pair"), ("6.5", "pair")) == [
            "+1.25 each end",
            "-1.25 +5 lb +1.25 each end",
            "-1.25 each end",
        ]

    def test_add_ons_are_told_where_they_change(self) -> None:
        """Magnets go on and off beside the plates."""
        plates = handle(("5", 4))
        builds = [Build((Decimal(5),)), Build((Decimal(5),), micro=(Decimal("0.5"), Decimal("0.5")))]
        rungs = [
            Rung(Load(Decimal(amount)), "", "own", (build,)) for amount, build in zip((12, 13), builds, strict=True)
        ]
        lifts = [Lift("exercise", rungs[place], is_pair=True) for place in (0, 1, 1, 0)]
        steps = loading_plan(lifts, {"own": plates})
        assert [step.text for step in steps] == ["+5 each end", "add-ons 0.5 + 0.5", "as it is", "add-ons off"]

    def test_add_ons_of_one_are_not_yet_on_the_other(self) -> None:
        """After a set with one dumbbell its magnets stay, and a pair needs them on the other as well."""
        build = Build((Decimal(5),), micro=(Decimal("0.5"), Decimal("0.5")))
        rung = Rung(Load(Decimal(13)), "", "own", (build,))
        lifts = [Lift("exercise", rung, is_pair=is_pair) for is_pair in (False, True)]
        steps = loading_plan(lifts, {"own": handle(("5", 4))})
        assert [step.text for step in steps] == [
            "+5 each end, add-ons 0.5 + 0.5",
            "the one used alone: as it is; the other: +5 each end, add-ons 0.5 + 0.5",
        ]

    def test_ends_that_need_not_match_are_told_apart(self) -> None:
        """Where one end may carry a plate more, the words say so."""
        plates = handle(("5", 4), ("1", 4), symmetric=False)
        assert planned(plates, ("12", "pair"), ("13", "pair")) == ["+5 each end", "+1 on one end"]

    @settings(max_examples=60, deadline=None)
    @given(sessions(symmetric=False))
    def test_every_step_can_be_done(self, session: tuple[Dumbbell, list[Lift]]) -> None:
        """Taking the outer plates off and putting the named ones on makes each load in turn."""
        dumbbell, lifts = session
        steps = loading_plan(lifts, {dumbbell.id: dumbbell})
        stack: list[Decimal] = []
        for step in steps:
            for plate in step.take_off:
                assert stack.pop() == plate
            stack.extend(step.put_on)
            assert Counter(stack) == Counter(step.build.plates)

    def test_nothing_to_load_is_no_step(self) -> None:
        """A session without sets on plate dumbbells has an empty plan."""
        assert loading_plan([], {}) == ()


def test_two_sets_of_plates_are_kept_apart() -> None:
    """Each set of dumbbells has its own plates on while the other is in use."""
    heavy = handle(("5", 4))
    light = Dumbbell("light", "Light", DumbbellKind.PLATE, Unit.KG, handle=Decimal(1), plates=((Decimal(1), 4),))
    rung = Rung(Load(Decimal(3)), "", "light", plate_loads(light, pair=True)[Decimal(3)])
    lifts = [*lifts_of(heavy, ("12", "pair")), Lift("fly", rung, is_pair=True), *lifts_of(heavy, ("12", "pair"))]
    steps = loading_plan(lifts, {"own": heavy, "light": light})
    assert [step.text for step in steps] == ["+5 each end", "+1 each end", "as it is"]


@pytest.mark.parametrize(("dumbbell", "expected"), [("spinlock-2_5kg-full", True), ("bowflex-552", False)])
def test_only_plate_handles_are_loaded(known: Catalog, dumbbell: str, expected: bool) -> None:
    """A dial or a fixed dumbbell needs no plates put on."""
    assert is_loaded(Rung(Load(Decimal(10)), "", dumbbell), known.dumbbells) is expected
