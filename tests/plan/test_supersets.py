"""Supersets: whose sets take turns, how their rests are shared, how long it takes, and when it cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.conftest import FREE_DAYS

from overload.model import Decision
from overload.plan import Session
from overload.plan.supersets import Sets, one_by_one, rests, rings, sets_in_order

Stories = Callable[..., Any]
MORNING = "2026-11-23T05:00"
RESTS = st.integers(0, 300)
SLOTS = st.builds(
    Sets,
    st.sampled_from(["", "a", "b"]),
    RESTS,
    st.lists(st.none() | RESTS, min_size=1, max_size=5).map(tuple),
)


def in_a_superset(*exercises: str, dumbbells: str = "bowflex-552", more: str = "") -> dict[str, str]:
    """Return the settings of a home back workout with these exercises in one superset."""
    lines = [f'{name} = {{ superset = "a" }}' for name in exercises]
    return {
        "use": "back-only",
        "dumbbells": dumbbells,
        "more": "\n".join(["[workouts.home-back]", *lines, more]),
    }


def workout(story: Any) -> Session:
    """Return the first session ahead that has exercises."""
    return next(session for session in story.at(MORNING).ahead() if session.slots)


class TestTurns:
    """The order of the sets, and the rests between them."""

    def test_a_pair_takes_turns_and_shares_its_rest(self) -> None:
        """Of two exercises with two minutes each every set is followed by one; a set left over has its rest whole."""
        pair = [Sets("a", 120, (None,) * 3), Sets("a", 120, (None,) * 2)]
        assert [(turn.slot, turn.number, turn.rest_s) for turn in one_by_one(pair)] == [
            (0, 0, 60),
            (1, 0, 60),
            (0, 1, 60),
            (1, 1, 60),
            (0, 2, 120),
        ]

    def test_no_rest_goes_straight_on(self) -> None:
        """A slot without a rest leaves all of it to its partner; the rest a rule asks for stands."""
        pair = [Sets("a", 0, (None,)), Sets("a", 90, (None,))]
        assert [turn.rest_s for turn in one_by_one(pair)] == [0, 90]
        assert [turn.rest_s for turn in one_by_one([Sets("a", 90, (15,)), Sets("a", 90, (None,))])] == [15, 45]

    def test_a_ring_of_three_shares_in_steps_of_five_seconds(self) -> None:
        """Ninety seconds over three sets are thirty each, a hundred are thirty-five."""
        assert {turn.rest_s for turn in one_by_one([Sets("a", 90, (None,))] * 3)} == {30}
        assert {turn.rest_s for turn in one_by_one([Sets("a", 100, (None,))] * 3)} == {35}

    def test_only_neighbours_make_a_superset(self) -> None:
        """What has another exercise between is done by itself."""
        assert rings(["a", "", "a", "a", "b", "b", ""]) == ((0,), (1,), (2, 3), (4, 5), (6,))

    @given(st.lists(SLOTS, max_size=6))
    def test_every_set_is_done_once_and_in_order(self, slots: list[Sets]) -> None:
        """Whatever the slots, each set has one turn, those of a slot come in their order, and no rest is below zero."""
        found = list(one_by_one(slots))
        assert Counter((turn.slot, turn.number) for turn in found) == Counter(
            (at, number) for at, slot in enumerate(slots) for number in range(len(slot.rests))
        )
        for at in range(len(slots)):
            own = [turn.number for turn in found if turn.slot == at]
            assert own == sorted(own)
        assert all(turn.rest_s >= 0 for turn in found)

    @given(st.lists(SLOTS, max_size=6))
    def test_no_superset_takes_longer_to_rest_than_its_exercises_alone(self, slots: list[Sets]) -> None:
        """Done in turns there is never more rest than one after the other, but for the rounding of each set."""
        bare = [attrs.evolve(slot, rests=(None,) * len(slot.rests)) for slot in slots]
        alone = [attrs.evolve(slot, superset="", rest_s=max((one.rest_s for one in slots), default=0)) for slot in bare]
        sets = sum(len(slot.rests) for slot in slots)
        assert (
            sum(turn.rest_s for turn in one_by_one(bare)) <= sum(turn.rest_s for turn in one_by_one(alone)) + 5 * sets
        )


@pytest.mark.slow
class TestSession:
    """What a session makes of it."""

    def test_a_session_alternates_what_may_be_alternated(self, story: Stories) -> None:
        """A dumbbell exercise and a pull-up are done in turns, and the session is the shorter for it."""
        together, apart = (workout(story(**in_a_superset(*pair))) for pair in (("dumbbell-deadlift", "pull-up"), ()))
        assert [turn.slot for turn in sets_in_order(together.slots)][:6] == [0, 1, 0, 1, 0, 1]
        assert rests(together.slots)[:3] == ((75, 75, 75), (75, 75, 75), (120, 120, 120))
        assert together.minutes == apart.minutes - 5
        assert together.apart == ()

    def test_one_pair_is_never_asked_for_two_loads(self, story: Stories) -> None:
        """With one adjustable pair shrug and fly are done one after the other; it is said, and time is kept for it."""
        session = workout(story(**in_a_superset("dumbbell-shrug", "reverse-dumbbell-fly")))
        assert [turn.slot for turn in sets_in_order(session.slots)][-6:] == [3, 3, 3, 4, 4, 4]
        assert session.minutes == workout(story(**in_a_superset())).minutes
        why = "at home both need the same pair of dumbbells, which takes one load at a time"
        assert session.apart == (f"Dumbbell shrug and reverse dumbbell fly are not done in turns: {why}",)
        plan = story(**in_a_superset("dumbbell-shrug", "reverse-dumbbell-fly")).at(MORNING)
        assert any(line.startswith(session.apart[0]) for line in plan.advice)

    @pytest.mark.parametrize(
        ("dumbbells", "more"),
        [
            ('bowflex-552", "bowflex-552', ""),
            ("two-pairs", '[dumbbells.two-pairs]\nname = "Two pairs"\nkind = "fixed"\nunit = "kg"\nsettings = [8, 20]'),
            ("bands", '[dumbbells.bands]\ngear = "dumbbells"\nkind = "band"\nunit = "kg"\nsettings = [8, 20]'),
        ],
        ids=["two sets", "two fixed pairs", "bands"],
    )
    def test_who_owns_two_pairs_alternates_them(self, dumbbells: str, more: str, story: Stories) -> None:
        """Two adjustable sets, two fixed pairs, or bands, hold two loads at a time."""
        pair = ("dumbbell-shrug", "reverse-dumbbell-fly")
        session = workout(story(**in_a_superset(*pair, dumbbells=dumbbells, more=more)))
        assert session.apart == ()
        assert [turn.slot for turn in sets_in_order(session.slots)][-6:] == [3, 4, 3, 4, 3, 4]

    @pytest.mark.parametrize(("single", "is_apart"), [("false", False), ("true", True)])
    def test_a_dial_for_each_hand_is_two_loads(self, single: str, is_apart: bool, story: Stories) -> None:
        """Two exercises with one dumbbell are done in turns with a pair of dials, and not with a single one."""
        more = (
            "[workouts.arms]\nslots = [\n"
            '  { exercise = "dumbbell-row", start = "20 lb", superset = "a" },\n'
            '  { exercise = "curl", start = "10 lb", superset = "a" },\n]\n'
            '[exercises.curl]\ndirect = ["biceps"]\nloaded_with = "one"\n'
            f'[dumbbells.dial]\nkind = "dial"\nunit = "lb"\nsettings = [5, 10, 20, 30]\nsingle = {single}\n'
        )
        days = FREE_DAYS.replace('back.workout = "home-back"', 'back.workout = "arms"')
        session = workout(story(use="ppl", dumbbells="dial", days=days, more=more))
        assert bool(session.apart) is is_apart

    def test_of_two_sets_that_serve_all_the_loads_decide(self, story: Stories) -> None:
        """Where both exercises may use either set, it is said when both are put on one; `use` gives each its own."""
        known = in_a_superset("dumbbell-shrug", "reverse-dumbbell-fly", dumbbells='bowflex-552", "spinlock-2_5kg-full')
        session = workout(story(**known))
        assert [why for why in session.apart if "both need the same pair of dumbbells, at" in why]
        serving = 'use = { dumbbell-shrug = ["bowflex-552"], reverse-dumbbell-fly = ["spinlock-2_5kg-full"] }'
        own = {**known, "bar": f"true\n{serving}"}
        assert workout(story(**own)).apart == ()

    @pytest.mark.parametrize("left", ["pull-up", "dumbbell-row"])
    def test_what_is_left_of_a_superset_says_so(self, left: str, story: Stories) -> None:
        """Whose partner is left out has no letter any more, and the session says why; it is no advice."""
        pair = {"pull-up", "dumbbell-row"}
        tale = story(**in_a_superset(*sorted(pair, reverse=True)))
        before = workout(tale)
        gone = next(slot for slot in before.slots if {slot.exercise.id} == pair - {left})
        said = datetime(2026, 11, 23, tzinfo=UTC)
        tale.decisions = (Decision(1, said, "instead", before.ordinal, place=f"{gone.key}>"),)
        plan = tale.at(MORNING)
        after = next(session for session in plan.ahead() if session.ordinal == before.ordinal)
        assert {slot.superset for slot in after.slots} == {""}
        one = next(slot.exercise.name for slot in after.slots if slot.exercise.id == left)
        assert after.apart == (f"{one} is done by itself: {gone.exercise.name.lower()} is left out",)
        assert not any("by itself" in line for line in plan.advice)

    def test_a_partner_that_is_replaced_is_a_partner(self, story: Stories) -> None:
        """What is done instead of one is done in turns with the other, as far as the dumbbells allow."""
        tale = story(**in_a_superset("pull-up", "dumbbell-row"))
        before = workout(tale)
        row = next(slot for slot in before.slots if slot.exercise.id == "dumbbell-row")
        said = datetime(2026, 11, 23, tzinfo=UTC)
        tale.decisions = (Decision(1, said, "instead", before.ordinal, place=f"{row.key}>push-up"),)
        after = next(one for one in tale.at(MORNING).ahead() if one.ordinal == before.ordinal)
        assert [slot.exercise.id for slot in after.slots if slot.superset] == ["pull-up", "push-up"]
        assert after.apart == ()

    def test_a_cut_session_keeps_a_superset_whole(self, story: Stories) -> None:
        """Where both partners do not fit, both stay away; the first exercises stay though they take longer."""
        settings = in_a_superset("pull-up", "dumbbell-row")
        kept = {
            minutes: len(workout(story(**settings, calendar=f"session_minutes = {minutes}")).slots)
            for minutes in (15, 20, 25, 30, 35, 40, 45, 50, 55)
        }
        assert 2 not in kept.values()
        assert kept[15] == 1
        assert kept[55] == 5
        pair_first = in_a_superset("dumbbell-deadlift", "pull-up")
        assert len(workout(story(**pair_first, calendar="session_minutes = 10")).slots) == 2

    def test_plates_follow_the_turns(self, story: Stories) -> None:
        """The loading plan goes through the sets as they are done, and names what stays on the handles once."""
        settings = in_a_superset("dumbbell-deadlift", "pull-up", dumbbells="spinlock-2_5kg-full")
        alternated, plain = (workout(story(**one)) for one in (settings, {**settings, "more": ""}))
        assert alternated.loading == plain.loading


@pytest.mark.slow
def test_next_says_whose_turn_it_is(folder: Callable[..., Any], overload: Callable[..., Any]) -> None:
    """`next` names the partners and their shared rest, and says of a superset that is none why."""
    path = folder("--calendar", "back-only", "--days", "wed", "--dumbbells", "bowflex-552")
    pairs = {"a": ("dumbbell-deadlift", "pull-up"), "b": ("dumbbell-shrug", "reverse-dumbbell-fly")}
    lines = [f'{name} = {{ superset = "{letter}" }}' for letter, both in pairs.items() for name in both]
    with (path / "plan.toml").open("a") as file:
        file.write("\n".join(["[workouts.home-back]", *lines, ""]))
    said = " ".join(overload(path, "--plain", "next", now="2026-11-25T08:00").out.split())
    assert "A1 Dumbbell deadlift" in said
    assert "A2 Pull-up" in said
    assert "B1" not in said
    assert "Dumbbell shrug and reverse dumbbell fly are not done in turns: at home both need the same pair" in said
