"""What makes the most of a session that is cut short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.model import BusyTime, Decision, RepRange, WarmUp, WorkoutSlot
from overload.plan import build
from overload.plan.cutting import best_cut, half_sets, shortened, worth_of
from overload.plan.lasting import MAIN_LIFTS, seconds_of
from overload.plugins import catalog

KNOWN = catalog()
EXERCISES = (
    "dumbbell-deadlift", "pull-up", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly", "dumbbell-curl",
    "hammer-curl", "bulgarian-split-squat", "dumbbell-floor-press", "lateral-raise", "plank",
)  # fmt: skip
MUSCLES = ("lats", "biceps", "glutes")
BACK = KNOWN.workouts["home-back"].slots


@st.composite
def workouts(draw: st.DrawFn) -> tuple[WorkoutSlot, ...]:
    """Up to five exercises, neighbours of which may be a superset: one with another exercise between is refused."""
    chosen = draw(st.lists(st.sampled_from(EXERCISES), min_size=1, max_size=5, unique=True))
    first = draw(st.integers(0, len(chosen)))
    paired = range(first, draw(st.integers(first, len(chosen))))
    return tuple(
        WorkoutSlot(
            exercise,
            draw(st.integers(1, 3)),
            RepRange(8, draw(st.sampled_from([8, 12, 20]))),
            draw(st.sampled_from([0, 60, 90, 150])),
            superset="a" if number in paired else "",
        )
        for number, exercise in enumerate(chosen)
    )


def every_choice(slots: tuple[WorkoutSlot, ...]) -> list[tuple[int, ...]]:
    """List all counts of sets that keep the laws: a main lift among them, of neighbours in a superset all or none."""
    found = []
    for counts in product(*(range(slot.sets + 1) for slot in slots)):
        pairs = zip(slots, slots[1:], counts, counts[1:], strict=False)
        torn = any(one.superset and one.superset == two.superset and bool(a) != bool(b) for one, two, a, b in pairs)
        if any(counts[:MAIN_LIFTS]) and not torn:
            found.append(counts)
    return found


def chosen(slots: tuple[WorkoutSlot, ...], counts: tuple[int, ...]) -> list[WorkoutSlot]:
    """Return the slots with so many sets."""
    return [attrs.evolve(slot, sets=count) for slot, count in zip(slots, counts, strict=True) if count]


@settings(max_examples=60, deadline=None)
@given(
    workouts(), st.integers(0, 3000), st.dictionaries(st.sampled_from(["lats", "biceps", "glutes"]), st.integers(0, 60))
)
def test_nothing_that_fits_is_worth_more(slots: tuple[WorkoutSlot, ...], seconds: int, week: dict[str, int]) -> None:
    """Of all choices, tried one by one, none that takes no longer is worth more; of equals the first have more sets."""
    found = best_cut(KNOWN, slots, seconds, week)
    fitting = [
        (worth_of(half_sets(KNOWN, kept), week), counts)
        for counts in every_choice(slots)
        for kept in [chosen(slots, counts)]
        if seconds_of(KNOWN, kept) <= seconds
    ]
    best = max(fitting, default=(0, (1, *(0 for _ in slots[1:]))))
    assert list(found) == chosen(slots, best[1])


class TestTheBack:
    """The back workout, cut."""

    @pytest.mark.parametrize("minutes", range(5, 55, 5))
    def test_a_main_lift_stays(self, minutes: int) -> None:
        """Deadlift or pull-up is there, however short it is."""
        kept = [slot.exercise for slot in best_cut(KNOWN, BACK, 60 * minutes, {})]
        assert {"dumbbell-deadlift", "pull-up"} & set(kept)

    def test_more_than_deadlifts(self) -> None:
        """In twenty minutes there are pulls as well."""
        kept = {slot.exercise: slot.sets for slot in best_cut(KNOWN, BACK, 1200, {})}
        assert {"pull-up", "dumbbell-row"} & set(kept)

    def test_what_the_week_has_already_is_worth_less(self) -> None:
        """With twenty sets of lats and biceps in the week the pull-up makes room for what has none."""
        full = dict.fromkeys(("lats", "mid-back", "biceps", "rear-delts", "upper-traps"), 40)
        usual, other = ({slot.exercise: slot.sets for slot in best_cut(KNOWN, BACK, 900, week)} for week in ({}, full))
        assert other.get("dumbbell-deadlift", 0) > usual.get("dumbbell-deadlift", 0)


def test_worth_of_sets() -> None:
    """Each set of a muscle is worth less than the one before, of a week's as of a session's; past eleven none is."""
    worths = [worth_of({"lats": halves}, {}) for halves in range(30)]
    gains = [after - before for before, after in pairwise(worths)]
    assert all(one >= two for one, two in pairwise(gains))
    assert (gains[21] > 0, gains[22]) == (True, 0)
    assert worth_of({"lats": 2}, {"lats": 10}) < worth_of({"lats": 2}, {"lats": 4})


def test_a_short_warm_up() -> None:
    """It is half as long, with light sets of what is still done."""
    whole = WarmUp("Steps.", (("dumbbell-deadlift", 10), ("dumbbell-row", 8)), 7)
    assert shortened(whole, ["dumbbell-row", "pull-up"]) == WarmUp("Steps.", (("dumbbell-row", 8),), 4)


def test_a_session_cut_by_hand(story: Any) -> None:
    """It asks for what makes the most of its minutes, and counts as done once that is."""
    tale = story(use="back-only", experience="experienced")
    first = next(one for one in tale.at("2026-11-23T05:00").ahead() if one.slots)
    start = first.start.replace(tzinfo=None)
    until, said = start + timedelta(minutes=25), datetime(2026, 11, 23, tzinfo=UTC)
    tale.decisions = (Decision(1, said, "shorten", first.ordinal, start, until),)
    cut = next(one for one in tale.at("2026-11-23T06:00").ahead() if one.id == first.id)
    assert cut.minutes <= 25
    # It needs no more room than it takes: a meeting half an hour after its start is not in its way.
    inputs = tale.inputs("2026-11-23T06:00")
    meeting = BusyTime(start + timedelta(minutes=30), start + timedelta(hours=4), "Meeting")
    plan = build(attrs.evolve(inputs, busy=(meeting,)))
    assert next(one for one in plan.ahead() if one.id == first.id).start == first.start
    asked = [sum(len(slot.prescription.sets) for slot in one.slots) for one in (cut, first)]
    assert 0 < asked[0] < asked[1]
    assert cut.warm_up.minutes < first.warm_up.minutes
    tale.did(cut)
    done = next(one for one in tale.at("2026-11-23T22:00").sessions if one.id == first.id)
    assert done.status.value == "done"
