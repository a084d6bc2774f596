"""The boundaries of what becomes of sessions, to the minute, the rep and the set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.model import Decision, Entry, Exercise, LoadedWith, Missed, Published, SetDone, Silence, Status
from overload.plan import Plan
from overload.plan.away import Away
from overload.plan.decided import Decided, decided
from overload.plan.lasting import fitting, minutes_of
from overload.plan.openings import openings, times_a_week
from overload.plan.past import FATES, REST_WAITS, Past, Terms, grace_end, sort_out
from overload.plan.records import records
from overload.plan.telling import is_deload_week
from overload.plan.values import WeekVolume
from overload.plan.volume import Tier, remedies, tier_of, volume_of
from overload.plan.wanted import candidates, rolls
from overload.units import load

Stories = Callable[..., Any]
Placed = Callable[[Plan], list[str]]

START = datetime(2026, 11, 23, 18)
MINUTE = timedelta(minutes=1)
ASKED = ("dumbbell-row", "pull-up", "hammer-curl")
ROW = Exercise("dumbbell-row", "Dumbbell row", ("lats",), ("biceps",), loaded_with=LoadedWith.ONE, sides=2)


def shown(status: Status = Status.PLANNED) -> Published:
    """Return a session of 60 minutes on Monday at 18:00."""
    return Published(1, "2026-W48:0", "push", START, 60, status=status)


def entry(day: int, exercise: str = "dumbbell-row", number: int = 1) -> Entry:
    """Return what was done of it on a day of November."""
    sets = (SetDone(8, load("20 kg")),)
    return Entry(number, datetime(2026, 11, day, 20, tzinfo=UTC), date(2026, 11, day), exercise, sets, 1)


def fate(now: datetime, *entries: Entry, slots: int = 2, grace: int = 1, **known: Any) -> str:
    """Return what has become of that session."""
    session = shown(known.pop("status", Status.PLANNED))
    asked = {1: ASKED[:slots]}
    is_free_done = known.pop("is_free_done", True)
    terms = Terms(grace, known.pop("silence", Silence.MISSED), known.pop("following", {}), is_free_done)
    past = sort_out([session], entries, asked, now, Decided(**known), terms)
    return next(name for name in FATES if getattr(past, name))


class TestFates:
    """Done, due, missed, ahead, cancelled: each begins and ends at a moment."""

    @pytest.mark.parametrize(
        ("now", "becomes"),
        [
            (START - MINUTE, "ahead"),
            (START, "due"),
            (datetime(2026, 11, 24, 23, 59), "due"),
            (datetime(2026, 11, 25), "missed"),
        ],
    )
    def test_without_a_word(self, now: datetime, becomes: str) -> None:
        """What starts right now is under way; when the day of grace has ended it is missed."""
        assert fate(now) == becomes

    @given(st.integers(0, 9), st.integers(-3 * 24 * 60, 14 * 24 * 60))
    def test_grace_counts_whole_days(self, grace: int, minutes: int) -> None:
        """Missed is what was not logged until the midnight that ends the last day of grace, whatever its hour."""
        now = START + minutes * MINUTE
        ended = now.date() > START.date() + timedelta(days=grace)
        assert fate(now, grace=grace) == ("ahead" if now < START else "missed" if ended else "due")
        assert (now > grace_end(START, grace)) == ended

    @pytest.mark.parametrize(("minutes", "becomes"), [(-1, "ahead"), (0, "due"), (59, "due"), (60, "done")])
    def test_a_day_in_free_form(self, minutes: int, becomes: str) -> None:
        """Nothing is logged for it: it is done in the minute in which it ends."""
        assert fate(START + minutes * MINUTE, slots=0) == becomes

    @pytest.mark.parametrize(
        ("now", "becomes"),
        [(START, "due"), (datetime(2026, 11, 24, 23, 59), "due"), (datetime(2026, 11, 25), "missed")],
    )
    def test_a_day_in_free_form_of_whom_silence_means_no(self, now: datetime, becomes: str) -> None:
        """Who wrote that silence means missed has it of every session, also those whose work is not in the program."""
        assert fate(now, slots=0, is_free_done=False) == becomes
        assert fate(now, slots=0, is_free_done=False, done=frozenset({1})) == "done"

    @given(st.integers(0, 9), st.integers(0, 14 * 24 * 60), st.integers(0, 2))
    def test_silence_that_is_no_answer(self, grace: int, minutes: int, slots: int) -> None:
        """Where it is not taken for one, nothing is done or missed by the clock, a free day no more than any."""
        now = START + minutes * MINUTE
        ended = now > grace_end(START, grace) if slots else minutes >= 60
        assert fate(now, slots=slots, grace=grace, silence=Silence.UNKNOWN) == ("unknown" if ended else "due")

    def test_what_is_said_of_it(self) -> None:
        """Done or not done counts at once and for good, in either silence; given another time it is a new try."""
        for silence in Silence:
            for now in (START + MINUTE, START + timedelta(days=9)):
                assert fate(now, silence=silence, done=frozenset({1})) == "done"
                assert fate(now, silence=silence, missed={1: START}) == "missed"
                assert fate(now, entry(23), silence=silence, done=frozenset({1})) == "done", "that was all"
            assert fate(START + MINUTE, silence=silence, missed={1: START - timedelta(days=1)}) == "due"

    def test_begun_it_waits_for_the_rest(self) -> None:
        """Half of it done, the rest is due for 36 hours at most; with all of it done nothing is."""
        assert fate(START + REST_WAITS - MINUTE, entry(23)) == "due"
        assert fate(START + REST_WAITS, entry(23)) == "done"
        assert fate(datetime(2026, 11, 23, 19), entry(23), entry(23, "pull-up", 2)) == "done"
        assert fate(START + REST_WAITS, entry(23), entry(24, "pull-up", 2), slots=3) == "done", "from when it began"
        assert fate(datetime(2026, 11, 23, 20), entry(23), entry(23, number=2)) == "due", "the same exercise twice"

    def test_begun_it_waits_no_longer_than_its_muscles_rest(self) -> None:
        """Once the next session of its groups begins, what is left of it is left."""
        following = {1: datetime(2026, 11, 24, 7)}
        assert fate(following[1] - MINUTE, entry(23), following=following) == "due"
        assert fate(following[1], entry(23), following=following) == "done"

    def test_done_over_midnight_it_stands_where_it_began(self) -> None:
        """The first entry says on which day it was done, at the hour it had been planned for."""
        past = sort_out([shown()], [entry(22), entry(23, "pull-up", 2)], {1: ASKED[:2]}, START, Decided(), Terms())
        assert [one.start for one in past.done] == [datetime(2026, 11, 22, 18)]
        assert [entry.on.day for entry in past.logged[1]] == [22, 23]

    def test_called_off(self) -> None:
        """Skipped it is cancelled, but not what was done of it; the skip taken back, it is as if it had never been."""
        skip = {"skipped": frozenset({1})}
        assert fate(START - MINUTE, **skip) == "cancelled"
        assert fate(datetime(2026, 11, 24), entry(23), **skip) == "done"
        assert fate(START, status=Status.CANCELLED) == "cancelled"
        assert fate(START - MINUTE, status=Status.CANCELLED) == "ahead"
        assert fate(START, status=Status.CANCELLED, called_back=frozenset({1})) == "due"

    def test_set_by_hand(self) -> None:
        """It is ahead until the minute it was put to, and what is done of it is done."""
        by_hand = {"starts": {1: datetime(2026, 11, 30, 7)}}
        assert fate(datetime(2026, 11, 30, 6, 59), **by_hand) == "ahead"
        assert fate(datetime(2026, 11, 30, 7), **by_hand) == "missed"
        assert fate(datetime(2026, 11, 24), entry(23), entry(23, "pull-up", 2), **by_hand) == "done"

    def test_reopened(self) -> None:
        """A due or missed session can be ahead again; all others are left as they were."""
        one, other = shown(), attrs.evolve(shown(), ordinal=2)
        past = Past(due=(one, other), missed=(attrs.evolve(one, ordinal=3),), unknown=(attrs.evolve(one, ordinal=5),))
        assert past.reopened(1) == attrs.evolve(past, due=(other,), ahead=(one,))
        assert past.reopened(3) == attrs.evolve(past, missed=(), ahead=past.missed)
        assert past.reopened(4) == past
        assert past.reopened(5) == attrs.evolve(past, unknown=(), ahead=past.unknown)


class TestWanted:
    """Which sessions still need a place."""

    def test_shift_wants_what_was_missed(self, story: Stories) -> None:
        """Missed sessions are wanted again where they may shift, and only there; what is done or due never is."""
        inputs = story().inputs("2026-11-25T05:00")
        monday = attrs.evolve(shown(), key="2026-W48:0")
        for missed in Missed:
            calendar = attrs.evolve(inputs.config.calendar, missed=missed)
            config = attrs.evolve(inputs.config, calendar=calendar)
            for heap in ("missed", "done", "due", "unknown"):
                found = candidates(inputs.days, config, inputs.horizon[:1], Past(**{heap: (monday,)}), inputs.wall)
                keys = [one.key for one in found]
                expected = ["2026-W48:0"] if heap == "missed" and missed is Missed.SHIFT else []
                assert keys == [*expected, "2026-W48:1", "2026-W48:2"], (missed, heap)

    def test_never_shown_it_must_not_have_passed(self, story: Stories) -> None:
        """A first plan at 18:00 still has the session of 18:00; a minute later it begins with the next."""
        for now, first in (("2026-11-23T18:00", 0), ("2026-11-23T18:01", 1)):
            inputs = story().inputs(now)
            found = candidates(inputs.days, inputs.config, inputs.horizon, Past(), inputs.wall)
            assert found[0].key == f"2026-W48:{first}"

    def test_as_many_times_as_days_is_a_week(self, story: Stories) -> None:
        """Three times for three days begin each week anew; two let the order roll on."""
        for days, is_rolling in (('["mon", "wed"]', True), ('["mon", "wed", "fri"]', False)):
            inputs = story(calendar=f"days = {days}").inputs("2026-11-23T05:00")
            assert rolls(inputs.days, inputs.config) is is_rolling

    def test_a_plan_of_later_begins_later(self, story: Stories) -> None:
        """The horizon begins with the plan's first week, or with this one where that has passed."""
        assert story(start="2026-12-09").inputs("2026-11-23T05:00", weeks=2).horizon == (
            date(2026, 12, 7),
            date(2026, 12, 14),
        )
        assert story().inputs("2026-12-06T23:59", weeks=1).horizon == (date(2026, 11, 30),)

    @pytest.mark.parametrize(("ahead", "weeks"), [(0, 2), (1, 2), (2, 3), (7, 8), (52, 53), (80, 53)])
    def test_what_was_shown_is_planned_on(self, story: Stories, ahead: int, weeks: int) -> None:
        """The horizon reaches the week of the furthest session shown, but no further than a year by itself."""
        tale = story()
        every = enumerate(range(ahead, -1, -13), 1)
        tale.published = tuple(
            attrs.evolve(shown(), ordinal=number, key=f"s{number}", start=START + timedelta(weeks=week))
            for number, week in every
        )
        assert len(tale.inputs("2026-11-23T05:00", weeks=2).horizon) == weeks
        tale.decisions = tuple(Decision(one.ordinal, START, "move", one.ordinal, one.start) for one in tale.published)
        assert len(tale.inputs("2026-11-23T05:00", weeks=2).horizon) == 2

    def test_what_a_wrong_clock_showed_is_not(self, story: Stories) -> None:
        """Beyond thirteen weeks without a session there is none that anybody planned."""
        tale = story()
        tale.published = (attrs.evolve(shown(), start=START + timedelta(weeks=14)),)
        assert len(tale.inputs("2026-11-23T05:00", weeks=2).horizon) == 2


class TestNumbering:
    """Numbers are given once."""

    def test_new_numbers_are_above_all_known(self, story: Stories) -> None:
        """Also above those of sessions that are shown no more."""
        tale = story(use="back-only")
        tale.published = (attrs.evolve(shown(Status.DONE), ordinal=41, start=datetime(2024, 1, 1, 18), key="old"),)
        plan = tale.at("2026-11-23T05:00")
        assert [one.ordinal for one in plan.sessions] == [42, 43, 44, 45]
        assert [one.ordinal for one in plan.published] == [41, 42, 43, 44, 45]

    def test_the_diary_is_a_year(self, story: Stories) -> None:
        """A session done 52 weeks ago to the minute is left out, one a minute later is still told of."""
        tale = story(use="back-only")
        plan = tale.at("2026-11-23T05:00")
        tale.did(plan.sessions[0])
        assert tale.at("2027-11-22T17:59").sessions[0].id == "s1"
        assert tale.at("2027-11-22T18:00").sessions[0].id != "s1"

    def test_cancelled_for_two_weeks(self, story: Stories) -> None:
        """What fell away is shown until 14 days after its start, to the minute."""
        tale = story(use="back-only")
        tale.at("2026-11-23T05:00")
        tale.decisions = (Decision(1, START, "skip", 1),)
        assert tale.at("2026-12-07T18:00").sessions[0].id == "s1"
        assert tale.at("2026-12-07T18:01").sessions[0].id != "s1"


class TestMerge:
    """A missed session's first exercise joins the next that does not hold it."""

    def missed_back(self, story: Stories, now: str, **more: str) -> Plan:
        """Return the plan after the back of Wednesday was missed."""
        days = 'days = { mon = "18:00", wed = "18:00", fri = "18:00" }\nmissed = "merge"\ngrace_days = 0'
        tale = story(
            calendar=days,
            days='[days]\nlegs.workout = "home-back"\nback.workout = "home-back"\npush.text = ""',
            **more,
        )
        tale.at("2026-11-23T05:00")
        return tale.at(now)

    def test_an_exercise_that_is_there_is_not_done_twice(self, story: Stories) -> None:
        """The legs day, trained with the back's own workout, has it already."""
        friday = next(one for one in self.missed_back(story, "2026-11-26T05:00").ahead() if one.id == "s3")
        names = [slot.exercise.id for slot in friday.slots]
        assert len(names) == len(set(names)) == 5

    @pytest.mark.parametrize(
        ("now", "joins"),
        [
            ("2026-11-25T23:59", []),
            ("2026-11-26T00:00", ["dumbbell-deadlift"]),
            ("2026-11-27T17:59", ["dumbbell-deadlift"]),
            ("2026-11-27T18:00", []),
        ],
    )
    def test_to_the_minute(self, story: Stories, now: str, joins: list[str]) -> None:
        """From the moment it is missed, its first exercise and no other joins the legs, until these begin."""
        calendar = 'missed = "merge"\ngrace_days = 0'
        tale = story(calendar=calendar)
        tale.at("2026-11-23T05:00")
        friday = next(one for one in tale.at(now).sessions if one.id == "s3")
        assert [slot.exercise.id for slot in friday.slots] == joins

    def test_next_week_nothing_joins(self, story: Stories) -> None:
        """What was missed in a week stays in it."""
        tale = story(calendar='missed = "merge"')
        tale.at("2026-11-23T05:00")
        push = next(one for one in tale.at("2026-11-30T05:00").ahead() if one.start.date() == date(2026, 11, 30))
        assert not push.slots


class TestOpenings:
    """Training times, to the minute."""

    def starts(self, story: Stories, days: str, **more: str) -> list[tuple[str, int, bool]]:
        """Return the openings of the first week: start, room, and whether it is the preferred one."""
        config = story(calendar=f"days = {days}", **more).inputs("2026-11-23T05:00").config
        return [(f"{one.start:%a %H:%M}", one.minutes, one.preferred) for one in openings(config, [date(2026, 11, 23)])]

    def test_a_window_shrinks_to_its_end(self, story: Stories) -> None:
        """Every half hour in it, the first preferred, each with the room left; none at its very end."""
        assert self.starts(story, '{ mon = "18:00-19:15" }') == [
            ("Mon 18:00", 75, True),
            ("Mon 18:30", 45, False),
            ("Mon 19:00", 15, False),
        ]
        assert self.starts(story, '{ mon = "18:00-19:00" }') == [("Mon 18:00", 60, True), ("Mon 18:30", 30, False)]

    def test_from_the_first_date_on(self, story: Stories) -> None:
        """The plan's first date has its training time, the day before has none."""
        found = self.starts(story, '["mon", "tue", "wed"]', start="2026-11-24")
        assert [start for start, _, _ in found] == ["Tue 18:00", "Wed 18:00"]

    def test_of_two_at_the_same_moment_the_preferred_stands(self, story: Stories) -> None:
        """The start of a window stands before a half hour in another."""
        found = self.starts(story, '{ mon = ["17:30-19:30", "18:00"] }')
        assert ("Mon 18:00", 24 * 60, True) in found
        assert [start for start, _, _ in found].count("Mon 18:00") == 1


def test_the_leanest_of_four_weeks_counts(story: Stories) -> None:
    """A time every other week is no training time a week."""
    inputs = story(calendar='days = ["mon"]').inputs("2026-11-23T05:00")
    assert times_a_week(inputs.config) == 1


class TestDecided:
    """What was decided by hand, the latest word on each session."""

    def decision(self, number: int, kind: str, day: int | None = None) -> Decision:
        """Return a decision on the session s1."""
        return Decision(number, START, kind, 1, datetime(2026, 11, day, 18) if day else None)

    def test_the_last_word_counts(self) -> None:
        """A skip forgets where the session was put, a move that it was skipped; an undo the word before it."""
        move, skip = self.decision(1, "move", 26), self.decision(2, "skip")
        undo = Decision(3, START, "undo", other=2)
        assert decided([move, skip]) == Decided({}, frozenset({1}))
        assert decided([move, skip, self.decision(3, "move", 27)]) == Decided(
            {1: datetime(2026, 11, 27, 18)}, called_back=frozenset({1})
        )
        assert decided([move, skip, undo]) == Decided({1: datetime(2026, 11, 26, 18)}, called_back=frozenset({1}))

    def test_away_from_first_to_last(self) -> None:
        """Both days included."""
        away = Away(1, date(2026, 11, 28), date(2026, 11, 29))
        assert [away.holds(date(2026, 11, day)) for day in (27, 28, 29, 30)] == [False, True, True, False]


class TestDeloadWeeks:
    """Every n-th week since the plan's first."""

    @pytest.mark.parametrize("every", range(8))
    def test_the_last_of_each_n(self, story: Stories, every: int) -> None:
        """Counted in weeks from the plan's own; none before it, none where none are planned."""
        config = story(start="2026-11-25").inputs("2026-11-23T05:00").config
        config = attrs.evolve(config, deload=attrs.evolve(config.deload, every_weeks=every))
        for days in range(-70, 140):
            week = days // 7
            expected = every > 0 and week >= 0 and (week + 1) % every == 0
            assert is_deload_week(date(2026, 11, 23) + timedelta(days=days), config) is expected


class TestVolume:
    """The band of 10 to 20 weekly sets, both included."""

    @pytest.mark.parametrize(
        ("sets", "said"),
        [
            (3.5, "0.5 direct"),
            (4, "enough to grow"),
            (9.5, "enough to grow"),
            (10, ""),
            (20, ""),
            (20.5, "0.5 over 20"),
        ],
    )
    def test_the_band_has_its_ends_in_it(self, story: Stories, sets: float, said: str) -> None:
        """Four sets are enough to grow; a muscle at 10 or at 20 is in the band; half a set beyond is told."""
        plan = story(use="back-only").at("2026-11-23T05:00")
        told = remedies(attrs.evolve(plan, volume=(WeekVolume(date(2026, 11, 23), {"lats": sets}),)))
        lats = [line for line in told if line.startswith("lats")]
        assert bool(lats) == bool(said)
        assert all(said in line for line in lats)
        assert (tier_of("lats", sets) in (Tier.LITTLE, Tier.GROWS)) == (sets < 10)

    def test_what_is_counted_only_is_never_told(self, story: Stories) -> None:
        """The forearms get what they need from what trains the others."""
        plan = story(use="back-only").at("2026-11-23T05:00")
        week = WeekVolume(date(2026, 11, 23), {"forearms": 25, "lats": 12})
        told = remedies(attrs.evolve(plan, volume=(week,)))
        assert told
        assert not any("forearms" in line for line in told)
        assert {tier_of("forearms", 1), tier_of("obliques", 1)} == {None}

    def test_indirect_sets_count_half(self) -> None:
        """Ten rows are ten sets of the lats and five of the biceps."""
        assert volume_of([(ROW, 6), (ROW, 4)]) == {"lats": 10, "biceps": 5}


class TestRecordMargin:
    """An estimate is a record from half a percent on."""

    @given(st.integers(20, 60), st.integers(3, 12))
    def test_no_record_within_the_rounding_of_a_load(self, kg: int, reps: int) -> None:
        """At a load lighter than the heaviest, never lifted before, so many reps that they are worth 0.4 % more."""
        best = Entry(1, datetime(2026, 11, 2, tzinfo=UTC), date(2026, 11, 2), "x", (SetDone(2, load(f"{kg} kg")),))
        worth = kg * (1 + 2 / 30)
        for share, is_record in ((1.004, False), (1.006, True)):
            lighter = worth * share / (1 + reps / 30)
            if lighter < kg:
                sets = (SetDone(reps, load(f"{lighter:.6f} kg")),)
                again = attrs.evolve(best, id=2, on=date(2026, 11, 9), sets=sets)
                assert (2 in records([best, again], ROW)) is is_record


def test_minutes_are_rounded_up_to_five(story: Stories) -> None:
    """Warm-up, four seconds a rep and each rest; one second more than a five is the next five."""
    inputs = story(use="back-only").inputs("2026-11-23T05:00")
    day = attrs.evolve(inputs.days[0], workout="")
    slot = inputs.slots(inputs.days[0], "home")[1]
    slot = attrs.evolve(slot, sets=1, reps=attrs.evolve(slot.reps, low=1, high=1))
    sides = inputs.catalog.exercises[slot.exercise].sides
    for seconds, minutes in ((300, 5), (301, 10), (599, 10), (600, 10)):
        assert minutes_of(inputs.catalog, day, [attrs.evolve(slot, rest_s=seconds - 4 * sides)]) == minutes


def test_cut_short_to_the_minute(story: Stories) -> None:
    """A session keeps what just fits in; with a minute less the last exercise goes, but never the first."""
    inputs = story(use="back-only").inputs("2026-11-23T05:00")
    day = inputs.days[0]
    slots = inputs.slots(day, "home")
    for count in range(2, len(slots) + 1):
        minutes = minutes_of(inputs.catalog, day, slots[:count])
        assert fitting(inputs.catalog, day, slots, minutes) == slots[:count]
        assert fitting(inputs.catalog, day, slots, minutes - 1) == slots[: count - 1]
    assert fitting(inputs.catalog, day, slots, 0) == slots[:1]
    assert fitting(inputs.catalog, day, slots, None) == slots
