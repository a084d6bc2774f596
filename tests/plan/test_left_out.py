"""Nobody is left out for long: what a full week leaves without training comes next."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import attrs
import pytest

from overload.model import BusyTime, Placement, Status, focus_groups
from overload.plan import Plan, build
from overload.plan.inputs import Inputs
from overload.plan.numbering import number
from overload.plan.placing import placed as placing_of
from overload.plan.placing import remembered_as
from overload.plan.request import WEIGHT_BACK, request
from overload.plan.values import Placing
from overload.schedule import all_standing, broken, cost, obstacle, solve

Stories = Callable[..., Any]
BEGINS = date(2026, 11, 23)
STEP = 1 if os.environ.get("OVERLOAD_LONG") else 3


def taken(evenings: Iterable[tuple[int, int]]) -> tuple[BusyTime, ...]:
    """Return evenings that something else takes, by week and weekday."""
    days = (datetime(2026, 11, 23) + timedelta(weeks=week, days=day) for week, day in evenings)
    return tuple(BusyTime(day + timedelta(hours=17), day + timedelta(hours=22), "choir", "choir") for day in days)


def every_week(*weekdays: int) -> tuple[BusyTime, ...]:
    """Return the same evenings of twenty weeks."""
    return taken((week, day) for week in range(20) for day in weekdays)


def busy(tale: Any, times: tuple[BusyTime, ...], now: str = "2026-11-23T05:00", weeks: int = 8) -> Inputs:
    """Return all that the plan of a moment depends on, with times that are taken."""
    return attrs.evolve(tale.inputs(now, weeks), busy=times)


def weeks_of(plan: Plan) -> dict[str, list[int]]:
    """Return in which weeks of the plan each day is trained."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in plan.sessions:
        found[one.day.id].append((one.start.date() - BEGINS).days // 7)
    return found


class TestEveryGroupItsTurn:
    """What is left out for more than twice its rhythm counts as the back does."""

    @pytest.mark.parametrize(
        ("use", "evenings", "most"),
        [
            ("ppl", (4,), 2),
            ("five-day", (3, 4), 2),
            ("four-day", (0, 4), 3),
            ("ppl", (2, 4), 3),
            ("five-day", (0, 2, 3, 4), 5),
        ],
    )
    def test_no_day_is_left_out(self, story: Stories, use: str, evenings: tuple[int, ...], most: int) -> None:
        """With evenings taken in every week each day has its turn in its second or third week, and from then on."""
        plan = build(busy(story(use=use), every_week(*evenings), weeks=9))
        trained = weeks_of(plan)
        assert trained.keys() == {day.id for day in plan.calendar.days}
        for weeks in trained.values():
            assert max(later - sooner for sooner, later in pairwise([-1, *weeks, 9])) <= most + 1
        assert len(plan.sessions) == 9 * (len(plan.calendar.days) - len(evenings))

    def test_the_back_keeps_its_week(self, story: Stories) -> None:
        """Where there is room for two of three, the back is trained in each week and the others in every other one."""
        trained = weeks_of(build(busy(story(), every_week(4))))
        assert trained["back"] == list(range(8))
        assert sorted(trained["push"] + trained["legs"]) == list(range(8))

    def test_what_is_lost_in_every_week_is_said_once(self, story: Stories) -> None:
        """Of many weeks that lose something the first is told, with what would make room; the others are counted."""
        lost = [line for line in build(busy(story(), every_week(4), weeks=6)).advice if "has no room" in line]
        assert len(lost) == 1
        assert lost[0].startswith("Legs of week 2026-W48 has no room: ")
        assert lost[0].count("what would make room") == 1
        assert lost[0].endswith("; in 5 more weeks Legs or Push has none either")

    def test_what_was_done_before_counts(self, story: Stories) -> None:
        """Whoever did legs last week loses them in the next short one; two weeks ago, and they take their turn."""
        tale = story(start="2026-11-09")
        for one in tale.at("2026-11-09T05:00", weeks=2).ahead():
            tale.did(one)
        shown = tale.published
        for known, expected in ((shown, ["push", "back"]), (shown[:5], ["back", "legs"])):
            tale.published = known
            assert [one.day.id for one in build(busy(tale, every_week(4), weeks=1)).ahead()] == expected

    def test_what_is_trained_elsewhere_counts(self, story: Stories) -> None:
        """Whoever runs every Saturday is not left without legs: push and the back keep their weeks."""
        runs = tuple(
            BusyTime(day, day + timedelta(hours=2), "run", "sport", trains=frozenset({"legs"}))
            for day in (datetime(2026, 11, 28, 9) + timedelta(weeks=week) for week in range(8))
        )
        trained = weeks_of(build(busy(story(), every_week(4) + runs, weeks=6)))
        assert trained == {"push": list(range(6)), "back": list(range(6))}

    def test_what_has_no_place_at_all_takes_nobodys(self, story: Stories) -> None:
        """Only the back fits into any training time: it is trained every week, and the others do not count more."""
        days = 'days = { mon = "18:00-18:55", wed = "18:00-18:55", fri = "18:00-18:55" }'
        inputs = busy(story(calendar=days), (), weeks=6)
        assert weeks_of(build(inputs)) == {"back": list(range(6))}
        found = placing_of(inputs)
        assert found.asked == request(inputs, found.past, found.wanted)

    def test_a_week_lost_now_and_then_changes_nothing(self, story: Stories) -> None:
        """Where each group comes back in the next week nothing counts more than it did."""
        inputs = busy(story(), taken([(1, 4), (4, 0)]))
        found = placing_of(inputs)
        assert found.asked == request(inputs, found.past, found.wanted)
        assert len(found.placement.lost) == 2


class TestCalm:
    """A turn that was shown stays."""

    @pytest.mark.slow
    @pytest.mark.parametrize(("use", "evenings"), [("five-day", (3, 4)), ("ppl", (2, 4))])
    def test_daily_updates_move_nothing(self, story: Stories, use: str, evenings: tuple[int, ...]) -> None:
        """Over sixty days on which everything is done no session moves, falls away or comes back."""
        # Who says nothing is taken to have trained.
        tale, times = story(use=use, calendar='silence = "unknown"'), every_week(*evenings)
        shown: dict[int, datetime] = {}
        for day in range(0, 60, STEP):
            inputs = busy(tale, times, (datetime(2026, 11, 23, 5) + timedelta(days=day)).isoformat(), 4)
            tale.published = number(inputs, placing_of(inputs), {})
            for one in tale.published:
                assert shown.setdefault(one.ordinal, one.start) == one.start
                assert one.status in {Status.PLANNED, Status.UNKNOWN}
        assert len(shown) > 11 * (len(inputs.days) - len(evenings))

    def test_published_it_is_remembered_with_its_weights(self, story: Stories) -> None:
        """What is remembered of a plan asks the same question that the next plan does."""
        inputs = busy(story(), every_week(4))
        plan = build(inputs)
        shown = attrs.evolve(inputs, published=plan.published)
        kept, anew = remembered_as(shown, plan.placing), placing_of(shown)
        starts = {one.key: one.opening.start for one in kept.placement.placed}
        assert starts == {one.key: one.opening.start for one in anew.placement.placed}
        assert cost(kept.asked, kept.placement)[1:4] == (0, 0, 0)


LIVES = 10_000 if os.environ.get("OVERLOAD_LONG") else 6


@pytest.mark.slow
def test_laws_of_random_lives(story: Stories) -> None:
    """In any life: the answer is the best one to its question, it stays once it is shown, and nobody is left out.

    What was not trained for more than twice its rhythm has no place that something trained since has.
    """
    random = Random(21)
    for _ in range(LIVES):
        use = random.choice(["ppl", "four-day", "five-day", "three-day-twice", "ppl-twice"])
        tale = story(use=use, experience=random.choice(["intermediate", "experienced"]))
        often = random.choice([0.2, 0.4, 0.6])
        times = taken((week, day) for week in range(8) for day in range(7) if random.random() < often)
        inputs = busy(tale, times, weeks=random.choice([4, 6]))
        found = placing_of(inputs)
        assert cost(found.asked, found.placement) == cost(found.asked, solve(found.asked))
        assert not broken(found.asked, found.placement)
        nobody_is_left_out(inputs, found)
        again = placing_of(attrs.evolve(inputs, published=number(inputs, found, {})))
        assert starts_of(again.placement) == starts_of(found.placement)


def starts_of(placement: Placement) -> dict[str, datetime]:
    """Return where each session stands."""
    return {one.key: one.opening.start for one in placement.placed}


def nobody_is_left_out(inputs: Inputs, found: Placing) -> None:
    """Check that no session of a group left out for long could stand where one stands that is not."""
    wanted = {one.key: one for one in found.asked.wanted}
    openings = {one.key: one.opening for one in found.placement.placed}
    standing = all_standing(found.asked, found.placement)
    for week in {one.week for one in found.asked.wanted if one.week is not None}:
        starts, ends = (datetime.combine(week + timedelta(days=days), time.min) for days in (0, 7))
        last = {group: one.start for one in standing if one.start < starts for group in one.focus}
        late = {
            group
            for one in wanted.values()
            for group in one.focus
            if (ends - last.get(group, datetime.combine(BEGINS, time.min))).days
            > 14 / sum(group in focus_groups(day.focus) for day in inputs.days)
        }
        late -= {group for one in standing if starts <= one.start < ends for group in one.focus}
        for one in (one for one in wanted.values() if one.week == week and one.focus & late and not one.free):
            for other in (other for other in openings if wanted[other].week == week):
                if wanted[other].weight <= WEIGHT_BACK + 1:
                    rest = [each for each in standing if each.wanted is not wanted[other]]
                    assert obstacle(found.asked, one, openings[other], rest), (one.key, other)
