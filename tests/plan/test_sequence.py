"""An order that goes on from week to week: what was missed comes next, and what is put off does not fall away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from overload.model import Decision, Status
from overload.plan.numbering import number
from overload.plan.placing import placed as placing_of

Stories = Callable[..., Any]
SEQUENCE = 'order = "sequence"\nsilence = "unknown"'


def on(tale: Any, now: datetime) -> list[str]:
    """Publish at a moment; return what is ahead then as words: `Mon 23 push`."""
    inputs = tale.inputs(now.isoformat())
    tale.published = number(inputs, placing_of(inputs), {})
    ahead = [one for one in tale.published if one.status is Status.PLANNED and one.start > now]
    return [f"{one.start:%a %d} {one.day}" for one in ahead]


def missed(tale: Any, session: int, at: datetime) -> None:
    """Say of a session that it was not done."""
    start = next(one.start for one in tale.published if one.ordinal == session)
    tale.decisions = (*tale.decisions, Decision(len(tale.decisions) + 1, at, "missed", session, start))


class TestSequence:
    """No Monday begins the order again."""

    def test_what_was_missed_comes_next(self, story: Stories) -> None:
        """Friday's legs missed, they come on Monday, and push after them; by the week Monday is push."""
        now = datetime(2026, 11, 28, 5)
        for calendar, expected in (
            (SEQUENCE, ["Mon 30 legs", "Wed 02 push", "Fri 04 back"]),
            ('silence = "unknown"', ["Mon 30 push", "Wed 02 back", "Fri 04 legs"]),
        ):
            tale = story(calendar=calendar)
            assert on(tale, datetime(2026, 11, 23, 5))[:3] == ["Mon 23 push", "Wed 25 back", "Fri 27 legs"]
            missed(tale, 3, now)
            assert on(tale, now)[:3] == expected

    def test_every_training_time_is_used(self, story: Stories) -> None:
        """With more times than sessions the round is shorter than a week."""
        tale = story(calendar=f'{SEQUENCE}\ndays = ["mon", "tue", "thu", "fri"]')
        first = on(tale, datetime(2026, 11, 23, 5))[:5]
        assert first == ["Mon 23 push", "Tue 24 back", "Thu 26 legs", "Fri 27 push", "Mon 30 back"]

    def test_by_the_week_with_fewer_times_all_take_turns(self, story: Stories) -> None:
        """Who asks for weeks gets them, also with two times for three sessions: none is left out for long."""
        tale = story(calendar='order = "week"\ndays = ["mon", "thu"]')
        days = {words.split()[-1] for words in on(tale, datetime(2026, 11, 23, 5))}
        assert days == {"push", "back", "legs"}

    def test_changed_over_it_goes_on_after_what_was_done(self, story: Stories) -> None:
        """Push and pull were done by the week; in sequence legs come next."""
        tale = story(calendar='silence = "unknown"')
        on(tale, datetime(2026, 11, 23, 5))
        tale.change(calendar=SEQUENCE)
        assert on(tale, datetime(2026, 11, 27, 5))[:2] == ["Fri 27 legs", "Mon 30 push"]


class TestPutOff:
    """What has no place any more within the weeks ahead goes further."""

    @pytest.mark.parametrize("calendar", ['silence = "unknown"\ndays = ["mon", "thu"]', SEQUENCE])
    @pytest.mark.parametrize("what", ["missed", "away"])
    def test_nothing_shown_is_cancelled(self, story: Stories, calendar: str, what: str) -> None:
        """Over a month with a session missed, or two weeks away, no session is called off, and an update is settled."""
        tale = story(calendar=calendar)
        for day in range(0, 29, 2):
            now = datetime(2026, 11, 23, 5) + timedelta(days=day)
            if day == 4 and what == "missed":
                missed(tale, 2, now)
            if day == 4 and what == "away":
                away = Decision(1, now, "away", None, datetime(2026, 12, 7), until=datetime(2026, 12, 20))
                tale.decisions = (away,)
            ahead = on(tale, now)
            assert not any(one.status is Status.CANCELLED for one in tale.published)
            assert on(tale, now) == ahead
