"""Lanes: what an exercise is asked for in one range is kept apart from what it is asked for in another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from overload.model import Entry, Measure, Performed, Prescription, RepRange, SetDone, SetTarget, WorkoutSlot
from overload.plan.lanes import History, lanes_of, nearest, shared_out, turns
from overload.units import load

DAY = date(2026, 11, 23)
HEAVY, LIGHT = RepRange(5, 6), RepRange(12, 15)
RANGES = (HEAVY, RepRange(8, 10), RepRange(8, 12), LIGHT, RepRange(30, 60, Measure.SECONDS), RepRange(20, 30))
LANES = st.lists(st.sampled_from(RANGES), min_size=1, max_size=4, unique=True).map(
    lambda found: lanes_of([WorkoutSlot("row", 3, lane) for lane in found])["row"]
)


def done(reps: int, lane: RepRange | None = None, day: int = 0, *, is_asked: bool = True) -> Performed:
    """Return a session of three sets, asked for in a range, or before there were lanes."""
    target = (SetTarget(reps, load("20 kg")),) * 3
    asked = Prescription(target, "because", lane=lane) if is_asked else None
    return Performed(DAY + timedelta(days=day), (SetDone(reps, load("20 kg")),) * 3, asked)


SESSIONS = st.builds(
    done, st.integers(0, 60), st.one_of(st.none(), st.sampled_from(RANGES)), st.just(0), is_asked=st.booleans()
)
PASTS = st.lists(SESSIONS, max_size=12)


@given(past=PASTS, lanes=LANES)
def test_every_session_has_one_answer(past: list[Performed], lanes: tuple[RepRange, ...]) -> None:
    """Whatever the log holds, each session is of one of the lanes or, if its slot was taken away, of none."""
    found = shared_out(past, lanes)
    assert len(found) == len(past)
    assert set(found) <= {*lanes, None}
    assert shared_out(past, lanes) == found


@given(past=PASTS, lanes=LANES)
def test_what_was_asked_in_a_lane_stays_there(past: list[Performed], lanes: tuple[RepRange, ...]) -> None:
    """As long as a slot has the range that a session was asked in, the session belongs to it, whatever was done."""
    for session, lane in zip(past, shared_out(past, lanes), strict=True):
        if session.asked is not None and session.asked.lane in lanes:
            assert lane == session.asked.lane


@given(past=PASTS, lanes=LANES)
def test_a_range_moves_as_a_whole(past: list[Performed], lanes: tuple[RepRange, ...]) -> None:
    """All that was asked in one range is found in one lane: it is never torn apart set by set."""
    homes: dict[RepRange, set[RepRange | None]] = {}
    for session, lane in zip(past, shared_out(past, lanes), strict=True):
        if session.asked is not None and session.asked.lane is not None:
            homes.setdefault(session.asked.lane, set()).add(lane)
    assert all(len(found) == 1 for found in homes.values())


@given(past=st.lists(st.builds(done, st.integers(0, 60), is_asked=st.booleans())), lane=st.sampled_from(RANGES))
def test_an_only_slot_takes_what_is_of_no_lane(past: list[Performed], lane: RepRange) -> None:
    """Where an exercise is asked for in one range, all that was logged before there were lanes belongs to it."""
    assert set(shared_out(past, (lane,))) <= {lane}


@given(before=st.sampled_from(RANGES), times=st.integers(1, 8), after=st.sampled_from(RANGES), more=st.integers(0, 8))
def test_an_only_slot_keeps_its_past_when_its_range_is_edited(
    before: RepRange, times: int, after: RepRange, more: int
) -> None:
    """An edited range takes all along, and does so however often it is trained afterwards, or edited back."""
    past = [done(8, before)] * times + [done(8, after)] * more
    assert set(shared_out(past, (after,))) == {after}
    assert set(shared_out(past, (before,))) == {before}


@given(slots=st.lists(st.sampled_from(RANGES), min_size=1, max_size=4))
def test_the_order_of_slots_does_not_matter(slots: list[RepRange]) -> None:
    """The same slots in any order make the same lanes."""
    found = {str(lanes_of([WorkoutSlot("row", 3, lane) for lane in each])) for each in permutations(slots)}
    assert len(found) == 1


def test_an_edited_range_takes_its_lane_along_past_a_nearer_one() -> None:
    """12-15 becomes 3-5 beside 5-6: what it learnt goes to the new 3-5, not to the 5-6 that ran beside it."""
    new = RepRange(3, 5)
    beside = [done(6, HEAVY), done(12, LIGHT), done(6, HEAVY), done(13, LIGHT)]
    for past in (beside, [*beside, done(3, new)], [*beside, done(3, new), done(6, HEAVY)]):
        found = shared_out(past, (new, HEAVY))
        assert found[1] == found[3] == new
        assert found[0] == found[2] == HEAVY
    assert shared_out(beside[:2], (new, HEAVY)) == (HEAVY, new)


def test_a_range_that_is_split_goes_to_the_nearest() -> None:
    """A slot of 8-12 that became two takes its past to 12-15, which is nearer than 5-6; it stays there."""
    past = [done(10, RepRange(8, 12))] * 3
    assert set(shared_out(past, (HEAVY, LIGHT))) == {LIGHT}
    assert shared_out([*past, done(5, HEAVY), done(12, LIGHT)], (HEAVY, LIGHT)) == (LIGHT, LIGHT, LIGHT, HEAVY, LIGHT)


def test_a_slot_taken_away_leaves_the_other_alone() -> None:
    """Where the light slot is given up, the heavy one does not read light sessions as its own."""
    past = [done(6, HEAVY), done(12, LIGHT), done(6, HEAVY), done(13, LIGHT)]
    assert shared_out(past, (HEAVY,)) == (HEAVY, None, HEAVY, None)
    known = History.of_lanes(past, (HEAVY,))
    assert list(known.of(HEAVY)) == [past[0], past[2]]
    assert list(known.beside(HEAVY)) == [past[1], past[3]]


def test_what_nobody_asked_for_joins_the_nearest() -> None:
    """Imported sets go by their reps, of two equally near ranges to the lower; sets left out say nothing."""
    lanes = (HEAVY, LIGHT)
    for reps, lane in ((3, HEAVY), (6, HEAVY), (8, HEAVY), (9, HEAVY), (10, LIGHT), (30, LIGHT)):
        assert nearest((SetDone(reps, load("20 kg")),), lanes) == lane, reps
    mixed = (SetDone(15, load("20 kg")), SetDone(0, load("20 kg"), left_out=True), SetDone(14, load("20 kg")))
    assert nearest(mixed, lanes) == LIGHT


def test_seconds_join_seconds() -> None:
    """A hold is nearer to a range in seconds than to any in reps."""
    hold = SetDone(12, load("0 kg"), measure=Measure.SECONDS)
    assert nearest((hold,), RANGES) == RepRange(30, 60, Measure.SECONDS)


SLOTS = st.lists(
    st.builds(WorkoutSlot, st.sampled_from(["row", "curl"]), st.just(3), st.sampled_from(RANGES)),
    min_size=1,
    max_size=5,
)
ENTRIES = st.lists(st.tuples(st.sampled_from(["row", "curl", "press"]), SESSIONS), max_size=6)


def entry(number: int, exercise: str, session: Performed) -> Entry:
    """Return what was done as an entry."""
    recorded = datetime(2026, 11, 23, 20, tzinfo=UTC)
    return Entry(number, recorded, session.date, exercise, session.sets, 1, session.asked)


@given(slots=SLOTS, done=ENTRIES)
def test_every_entry_has_a_slot_of_its_own(slots: list[WorkoutSlot], done: list[tuple[str, Performed]]) -> None:
    """As long as a session has slots left of an exercise, no two entries share one; keys are never the same."""
    entries = [entry(number, *each) for number, each in enumerate(done)]
    found = turns(slots, entries)
    assert [turn.slot for turn in found] == slots
    assert len({turn.key for turn in found}) == len(slots)
    for exercise in ("row", "curl"):
        written = [turn.done for turn in found if turn.done and turn.done.exercise == exercise]
        assert all(turn.slot.exercise == turn.done.exercise for turn in found if turn.done)
        wanted = sum(slot.exercise == exercise for slot in slots)
        if not any(each.asked and each.asked.lane for each in entries):
            assert len(written) == min(wanted, sum(each.exercise == exercise for each in entries))


def test_what_was_asked_of_a_slot_stands_in_it() -> None:
    """Fewer reps than the range has do not move an entry into the slot of another range."""
    slots = [WorkoutSlot("row", 3, HEAVY), WorkoutSlot("row", 3, LIGHT)]
    heavy, light = turns(slots, [entry(1, "row", done(4, LIGHT)), entry(2, "row", done(20, HEAVY))])
    assert (heavy.done.id, light.done.id) == (2, 1)
    assert (heavy.key, light.key) == ("row@5-6", "row@12-15")


def test_an_exercise_that_stands_alone_goes_by_its_name() -> None:
    """Only a session that has an exercise twice tells its slots apart by range, and equal ones by number."""
    slots = [WorkoutSlot(name, 3, HEAVY) for name in ("row", "curl", "row")]
    assert [turn.key for turn in turns(slots)] == ["row@5-6", "curl", "row@5-6.2"]
    assert [turn.key for turn in turns(slots[:2])] == ["row", "curl"]
