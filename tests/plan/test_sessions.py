"""Sessions keep their identity: what becomes of each as days pass, are logged, or the plan changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overload.model import Decision, Status
from overload.plan import Plan
from overload.report.words import is_begun

Stories = Callable[..., Any]
Placed = Callable[[Plan], list[str]]


def fates(plan: Plan) -> dict[str, tuple[str, str]]:
    """Return session id -> (status, date)."""
    return {one.id: (one.status.value, one.start.date().isoformat()) for one in plan.sessions}


class TestOrdinals:
    """A running number, given once, kept for life."""

    def test_they_run_from_one_in_order_of_time(self, story: Stories) -> None:
        """The first plan numbers its sessions as they come."""
        plan = story().at("2026-11-23T05:00")
        assert [one.ordinal for one in plan.sessions] == list(range(1, 13))
        assert [one.id for one in plan.sessions[:2]] == ["s1", "s2"]

    def test_a_key_keeps_its_ordinal(self, story: Stories) -> None:
        """As weeks pass, every session known keeps its number, and new weeks get numbers above all others."""
        tale = story()
        first = {one.key: one.ordinal for one in tale.at("2026-11-23T05:00").published}
        later = {one.key: one.ordinal for one in tale.at("2026-12-09T05:00").published}
        assert first.items() <= later.items()
        assert all(number > max(first.values()) for key, number in later.items() if key not in first)

    def test_a_shorter_horizon_gives_numbers_back_to_the_same_sessions(self, story: Stories) -> None:
        """What falls behind the horizon and comes back has the number it had."""
        tale = story()
        first = {one.key: one.ordinal for one in tale.at("2026-11-23T05:00", weeks=4).published}
        tale.at("2026-11-23T05:00", weeks=1)
        again = tale.at("2026-11-23T05:00", weeks=4)
        assert {one.key: one.ordinal for one in again.published if one.status is Status.PLANNED} == first


class TestWhatBecomesOfASession:
    """Done, due, missed, moved, cancelled."""

    def test_it_is_due_until_the_next_day_has_ended(self, story: Stories) -> None:
        """Not logged, it stays what comes next; when the day after has ended it is missed."""
        tale = story(use="back-only")
        tale.at("2026-11-23T05:00")
        for moment in ("2026-11-23T18:00", "2026-11-23T23:00", "2026-11-24T23:59"):
            assert tale.at(moment).ahead()[0].id == "s1", moment
        plan = tale.at("2026-11-25T00:00")
        assert fates(plan)["s1"] == ("missed", "2026-11-23")
        assert plan.ahead()[0].id == "s2"

    @pytest.mark.parametrize(("grace", "moment"), [(0, "2026-11-23T23:59"), (3, "2026-11-26T23:59")])
    def test_the_grace_can_be_chosen(self, story: Stories, grace: int, moment: str) -> None:
        """`grace_days` says how many days later a session may still be logged as what comes next."""
        tale = story(use="back-only", calendar=f"grace_days = {grace}")
        tale.at("2026-11-23T05:00")
        assert tale.at(moment).ahead()[0].id == "s1"
        next_day = date.fromisoformat(moment[:10]) + timedelta(days=1)
        assert tale.at(f"{next_day}T00:00").ahead()[0].id == "s2"

    def test_a_day_without_a_workout_counts_as_done(self, story: Stories) -> None:
        """Nothing is logged for a day that is the athlete's own: once over, it was done."""
        tale = story()
        tale.at("2026-11-23T05:00")
        assert fates(tale.at("2026-11-23T18:30"))["s1"][0] == "planned"
        assert fates(tale.at("2026-11-25T05:00"))["s1"] == ("done", "2026-11-23")

    def test_with_a_log_it_is_done(self, story: Stories) -> None:
        """All exercises logged: done, with what was done in its slots, and nothing asked for."""
        tale = story()
        back = tale.at("2026-11-23T05:00").sessions[1]
        tale.did(back)
        plan = tale.at("2026-11-25T21:00")
        assert fates(plan)["s2"] == ("done", "2026-11-25")
        assert all(slot.done for slot in plan.sessions[1].slots)
        assert plan.ahead()[0].day.id == "legs"

    def test_half_logged_its_rest_is_due_for_a_day_and_a_half(self, story: Stories) -> None:
        """The day after, too, what is left is still asked for; then it was done as it is."""
        tale = story()
        back = tale.at("2026-11-23T05:00").sessions[1]
        tale.did(back, only=("dumbbell-deadlift", "pull-up"))
        today = tale.at("2026-11-26T19:00").ahead()[0]
        assert [slot.exercise.id for slot in today.slots if slot.done is None] == [
            "dumbbell-row",
            "dumbbell-shrug",
            "reverse-dumbbell-fly",
        ]
        tomorrow = tale.at("2026-11-27T06:00").sessions[1]
        assert tomorrow.status is Status.DONE
        assert [slot.exercise.id for slot in tomorrow.slots] == ["dumbbell-deadlift", "pull-up"]

    def test_done_on_another_day_it_moves_there(self, story: Stories) -> None:
        """The diary says when it was done; the number stays."""
        tale = story()
        back = tale.at("2026-11-23T05:00").sessions[1]
        tale.did(back, on="2026-11-24")
        plan = tale.at("2026-11-24T21:00")
        assert fates(plan)["s2"] == ("done", "2026-11-24")
        assert fates(plan)["s3"] == ("planned", "2026-11-27")

    def test_missed_it_shifts_to_a_free_time_of_the_week(self, story: Stories, placed: Placed) -> None:
        """With a training time left in the week it is done there, under its old number."""
        tale = story(use="back-only", calendar='days = { mon = "18:00", thu = "18:00" }')
        tale.at("2026-11-23T05:00")
        plan = tale.at("2026-11-25T05:00")
        assert placed(plan)[:2] == ["Thu 26 Nov back", "Mon 30 Nov back"]
        assert fates(plan)["s1"] == ("planned", "2026-11-26")

    def test_the_back_is_what_shifts_when_one_must_be_lost(self, story: Stories, placed: Placed) -> None:
        """Wednesday's back missed: it takes Friday from the legs, which count a third of it; the advice says so."""
        tale = story()
        tale.at("2026-11-23T05:00")
        plan = tale.at("2026-11-27T05:00")
        assert placed(plan)[:2] == ["Fri 27 Nov back", "Mon 30 Nov push"]
        assert any("Legs of week 2026-W48" in line for line in plan.advice)

    def test_missed_and_nowhere_to_go_it_stays_missed(self, story: Stories, placed: Placed) -> None:
        """The week is over: the session is missed, and the next week is as if nothing had happened."""
        tale = story()
        tale.at("2026-11-23T05:00")
        plan = tale.at("2026-12-01T05:00")
        assert fates(plan)["s2"] == ("missed", "2026-11-25")
        assert placed(plan)[:2] == ["Wed 02 Dec back", "Fri 04 Dec legs"]

    def test_skip_gives_it_up_at_once(self, story: Stories, placed: Placed) -> None:
        """Where missed sessions are skipped, nothing else moves."""
        tale = story(calendar='missed = "skip"')
        tale.at("2026-11-23T05:00")
        plan = tale.at("2026-11-27T05:00")
        assert fates(plan)["s2"] == ("missed", "2026-11-25")
        assert placed(plan)[:2] == ["Fri 27 Nov legs", "Mon 30 Nov push"]

    @pytest.mark.parametrize(
        ("missed", "ahead"),
        [
            ("shift", ["Wed 25 Nov push", "Fri 27 Nov back", "Sat 28 Nov legs"]),
            ("skip", ["Wed 25 Nov back", "Fri 27 Nov legs"]),
        ],
    )
    def test_a_day_of_ones_own_is_missed_as_any(
        self, story: Stories, placed: Placed, missed: str, ahead: list[str]
    ) -> None:
        """Where silence means missed, a push day that is only a text shifts or is skipped; said to be done, it is."""
        days = 'days = ["mon", "wed", "fri", "sat"]'
        tale = story(calendar=f'silence = "missed"\nmissed = "{missed}"\n{days}')
        assert not tale.at("2026-11-23T05:00").ahead()[0].slots
        shown, plan = tale.published, tale.at("2026-11-25T05:00")
        assert placed(plan)[: len(ahead)] == ahead
        tale.published = shown
        tale.decisions = (Decision(1, datetime(2026, 11, 25), "done", 1),)
        assert fates(tale.at("2026-11-25T06:00"))["s1"] == ("done", "2026-11-23")

    def test_what_was_free_is_done_though_its_day_has_a_workout_now(self, story: Stories) -> None:
        """A day that was the athlete's own asked for nothing then: it is done, and is not placed again."""
        tale = story()
        tale.at("2026-11-23T05:00")
        tale.change(days="")
        plan = tale.at("2026-11-25T05:00")
        assert fates(plan)["s1"] == ("done", "2026-11-23")
        assert not next(one for one in plan.sessions if one.id == "s1").slots
        assert [one.day.id for one in plan.ahead()][:3] == ["back", "legs", "push"]
        assert all(one.slots for one in plan.ahead())
        later = tale.at("2026-11-29T05:00")
        assert fates(later)["s1"] == ("done", "2026-11-23")
        assert fates(later)["s3"][0] == "missed"

    def test_what_the_calendar_loses_is_cancelled_and_later_dropped(self, story: Stories) -> None:
        """A session that falls away is shown as cancelled until 14 days after its date, and remembered for good."""
        tale = story(use="five-day")
        tale.at("2026-11-23T05:00")
        tale.change(use="ppl")
        plan = tale.at("2026-11-23T06:00")
        gone = {one.id for one in plan.sessions if one.status is Status.CANCELLED}
        assert {one.day.id for one in plan.sessions if one.id in gone} == {"shoulders-calves", "arms"}
        assert len(gone) == 8
        assert fates(tale.at("2026-12-10T17:00"))["s4"] == ("cancelled", "2026-11-26")
        later = tale.at("2026-12-10T19:00")
        assert "s4" not in fates(later)
        assert 4 in {one.ordinal for one in later.published}

    def test_a_cancelled_number_is_never_given_to_another(self, story: Stories) -> None:
        """New sessions get new numbers, whatever was cancelled before."""
        tale = story(use="five-day")
        before = {one.ordinal: one.key for one in tale.at("2026-11-23T05:00").published}
        tale.change(use="ppl", calendar='days = ["mon", "fri"]')
        after = {one.ordinal: one.key for one in tale.at("2026-11-23T06:00").published}
        assert before.items() <= after.items()
        assert all(key.startswith("r") for number, key in after.items() if number not in before)


class TestLongSilence:
    """Weeks in which nobody updated or trained."""

    @pytest.mark.parametrize("days", [5, 26, 60, 400])
    @pytest.mark.parametrize("calendar", ["", 'missed = "skip"', 'missed = "merge"', 'days = ["tue", "sat"]'])
    def test_no_phantom_and_no_backlog(self, story: Stories, days: int, calendar: str) -> None:
        """Nothing appears in the past that had not been shown, and the weeks ahead hold what they always hold."""
        tale = story(calendar=calendar)
        first = tale.at("2026-11-23T05:00")
        known = {one.ordinal for one in first.published}
        day = date(2026, 11, 23) + timedelta(days=days)
        plan = tale.at(f"{day}T05:00")
        assert all(one.ordinal in known for one in plan.sessions if one.start < plan.now)
        usual = story(calendar=calendar, start=str(day)).at(f"{day}T05:00")
        whole_weeks = {one.start.isocalendar()[:2] for one in usual.sessions if one.start.date() > day}
        counts = [
            {
                week: [one.start.isocalendar()[:2] for one in each.ahead()].count(week)
                for week in sorted(whole_weeks)[1:]
            }
            for each in (plan, usual)
        ]
        assert counts[0] == counts[1]

    def test_only_the_loads_know(self, story: Stories) -> None:
        """After two months the calendar goes on with the current week, and less is asked for, with a reason."""
        tale = story(use="back-only")
        plan = tale.at("2026-11-23T05:00")
        tale.did(plan.sessions[0])
        before = tale.at("2026-11-24T05:00").ahead()[0].slots[2].prescription
        later = tale.at("2027-01-25T05:00").ahead()[0]
        assert later.start.date() == date(2027, 1, 25)
        row = next(slot for slot in later.slots if slot.exercise.id == "dumbbell-row").prescription
        asked, was = (float(one.sets[0].load.kg) * (1 + one.sets[0].reps / 30) for one in (row, before))
        assert 0.85 * was < asked < 0.97 * was
        assert row.why.startswith("9 weeks off, about 5 % less: ")

    def test_what_was_done_long_ago_stays_done(self, story: Stories) -> None:
        """After more than a year the first numbers still stand for what they stood for, and new ones are given."""
        tale = story(calendar='days = ["mon", "thu"]')
        for one in tale.at("2026-11-23T05:00").sessions[:2]:
            tale.did(one)
        before = tale.at("2026-11-30T05:00").published
        old = {one.ordinal: one for one in before if one.status is Status.DONE}
        assert len(old) == 2
        tale.at("2028-02-01T05:00")
        assert old.items() <= {one.ordinal: one for one in tale.published}.items()


moves = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 23), st.sampled_from(["", "did", "half", "late"])),
    min_size=1,
    max_size=6,
)
calendars = st.sampled_from(["", 'days = ["mon", "thu"]', 'days = ["mon", "wed", "fri", "sat"]', 'missed = "skip"'])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(
    moves,
    calendars,
    st.sampled_from(["ppl", "back-only", "four-day"]),
    st.sampled_from(["intermediate", "experienced"]),
)
@pytest.mark.slow
def test_any_story_keeps_the_laws(
    story: Stories, moves: list[tuple[int, int, str]], calendar: str, use: str, experience: str
) -> None:
    """Whatever is trained or let go, numbers stay, what was logged is done, and a second update changes nothing.

    No number is given twice, and nothing past its grace is still planned.
    """
    tale = story(use=use, calendar=calendar, experience=experience, dumbbells="bowflex-552")
    day = date(2026, 11, 23)
    plan = tale.at(f"{day}T05:00")
    for days, hour, deed in moves:
        numbers = {one.ordinal: one.key for one in tale.published}
        day += timedelta(days=days)
        to_lift = [one for one in plan.ahead() if one.slots and one.start.date() <= day][:1]
        for one in to_lift if deed else ():
            only = {"half": ("dumbbell-row",)}.get(deed, ())
            tale.did(one, on=str(day) if deed == "late" else None, only=only)
        plan = tale.at(f"{day}T{hour:02}:00")
        again = tale.at(f"{day}T{hour:02}:00")
        assert numbers.items() <= {one.ordinal: one.key for one in plan.published}.items()
        ordinals = [one.ordinal for one in plan.sessions]
        assert len(set(ordinals)) == len(ordinals)
        begun = [one for one in plan.ahead() if is_begun(one)]
        assert all(one.start.date() >= day - timedelta(days=2) for one in begun)
        assert all(one.start.date() >= day - timedelta(days=1) for one in plan.ahead() if one not in begun)
        known = {one.ordinal for one in begun}
        assert {entry.session for entry in tale.entries if entry.on < day} - known <= {
            one.ordinal for one in plan.sessions if one.status is Status.DONE
        }
        assert again.published == plan.published
        assert [attrs.evolve(one, why="") for one in again.sessions] == [
            attrs.evolve(one, why="") for one in plan.sessions
        ]


def test_who_trains_only_now_and_then_trains_at_no_other_time(story: Callable[..., Any]) -> None:
    """Times that do not come every week are all there is, where no weekly ones are written, and all are used."""
    also = '[[calendar.also]]\nwhen = "every other sat"\ntime = "10:00"\n'
    for days in ("", "days = {}\n"):
        plan = story(use="back-only", calendar=f"{days}{also}").at("2026-11-23T05:00")
        assert [f"{one.start:%a %d %b %H:%M}" for one in plan.ahead()] == ["Sat 28 Nov 10:00", "Sat 12 Dec 10:00"]


def _gaps(plan: Plan, day: str) -> list[int]:
    dates = [one.start.date() for one in plan.ahead() if one.day.name == day]
    return [(later - earlier).days for earlier, later in pairwise(dates)]


@pytest.mark.parametrize("times", ['mon = "18:00", fri = "18:00"', 'tue = "18:00", thu = "07:00", sun = "10:00"'])
def test_once_a_week_is_about_seven_days(story: Callable[..., Any], times: str) -> None:
    """However many times there are in a week, a session a week keeps its rhythm."""
    plan = story(use="back-only", calendar=f"days = {{ {times} }}").at("2026-11-23T05:00", weeks=8)
    gaps = _gaps(plan, "Back")
    assert len(gaps) == 7
    assert all(5 <= gap <= 9 for gap in gaps)


@pytest.mark.parametrize(
    "times", ['mon = "18:00", wed = "18:00"', 'mon = ["07:00", "18:00"], wed = ["07:00", "18:00"]']
)
def test_more_times_a_day_lose_no_day_of_the_split(story: Callable[..., Any], times: str) -> None:
    """Two days a week are two sessions a week, and each of three has its turn."""
    plan = story(use="ppl", calendar=f"days = {{ {times} }}").at("2026-11-23T05:00", weeks=8)
    counts = {day: sum(one.day.name == day for one in plan.ahead()) for day in ("Push", "Pull", "Legs")}
    assert sorted(counts.values()) == [5, 5, 6]
