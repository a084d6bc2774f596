"""What subscribers see of a feed, and what they will notice when it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.ical import EventContent, SeenFeed, events, render, revise, seen_as, seen_in
from overload.ical.differences import differences
from overload.model import FeedChoice
from overload.plan.values import Plan

ZONE = ZoneInfo("Europe/Stockholm")
LINES = st.sampled_from(["\r\nEND:VEVENT\r\n", "a;b,c\\", "\\n\n", "\u2028\x85", "\x00\x1b", "💪🏽" * 30, "a\\,b,c"])
TEXTS = st.lists(st.text(max_size=60) | LINES, max_size=4).map("".join)


class TestSeen:
    """A feed that is read back is seen as it was meant."""

    @settings(max_examples=40)
    @given(st.lists(TEXTS, min_size=6, max_size=6), TEXTS, TEXTS)
    def test_the_file_says_what_was_to_be_written(
        self, make_plan: Callable[..., Plan], texts: list[str], title: str, location: str
    ) -> None:
        """Whatever the texts, the published file and what it was made of look the same: nothing is noticed."""
        plan = make_plan(*texts)
        feed = FeedChoice("training", title=title, location=location, alarms=(timedelta(minutes=30),), color="seagreen")
        contents = events(plan, feed)
        data = render(contents, revise(contents, {}, feed.name, plan.now), feed, plan)
        assert seen_in(data) == seen_as(plan, feed, contents)
        assert differences(seen_in(data), seen_as(plan, feed, contents), ZONE) == ()

    def test_days(self, plan: Plan, feed: FeedChoice) -> None:
        """Events of whole days are seen as dates."""
        chosen = attrs.evolve(feed, all_day=True)
        contents = events(plan, chosen)
        data = render(contents, revise(contents, {}, feed.name, plan.now), chosen, plan)
        assert seen_in(data) == seen_as(plan, chosen, contents)

    @pytest.mark.parametrize("data", [b"", b"nonsense", b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"])
    def test_what_is_no_calendar(self, data: bytes) -> None:
        """A file that is not a calendar shows nothing."""
        assert seen_in(data) is None


@pytest.fixture
def said(plan: Plan, feed: FeedChoice) -> Callable[..., list[tuple[str, str]]]:
    """Say what is noticed when the fifth session of the plan changes so, or goes."""
    contents = events(plan, feed)
    plain = attrs.evolve(contents[4], summary="Back", description="one\ntwo\nthree", alarms=(timedelta(minutes=30),))

    def noticed(change: Callable[[EventContent], EventContent | None], *, back: bool = False) -> list[tuple[str, str]]:
        changed = change(plain)
        old = seen_as(plan, feed, (plain,))
        new = seen_as(plan, feed, (changed,) if changed else ())
        pair: tuple[SeenFeed, SeenFeed] = (new, old) if back else (old, new)
        found = differences(*pair, ZONE)
        return [(one.kind, " | ".join((one.sentence, *one.lines))) for one in found]

    return noticed


class TestDifferences:
    """Each change is a sentence."""

    def test_nothing(self, said: Any) -> None:
        """The same is nothing."""
        assert said(lambda one: one) == []

    def test_moved(self, said: Any) -> None:
        """A session that moves is named with both times, as the clock there says."""
        hours = timedelta(hours=25)
        moved = said(lambda one: attrs.evolve(one, start=one.start + hours, end=one.end + hours, summary="Back!"))
        words = "'Back!' moves from Mon 30 Nov 18:00 to Tue 1 Dec 19:00; its title is now 'Back!'."
        assert moved == [("moved", words)]

    def test_text(self, said: Any) -> None:
        """Of a text, the lines that go and come are shown."""
        words = "'Back' on Mon 30 Nov 18:00: its text changes. | - two | + 2 | + four"
        assert said(lambda one: attrs.evolve(one, description="one\n2\nthree\nfour")) == [("changed", words)]

    def test_several(self, said: Any) -> None:
        """Several changes of one event are one sentence."""
        change = {"location": "", "alarms": (), "categories": ("A",), "url": "https://example.org"}
        found = said(lambda one: attrs.evolve(one, end=one.end + timedelta(minutes=10), **change))
        parts = (
            "it lasts 70 min instead of 60 min, it no longer has a place, its reminders are now none, "
            "its categories are now A and its link changes"
        )
        assert found == [("changed", f"'Back' on Mon 30 Nov 18:00: {parts}.")]

    def test_cancelled_and_back(self, said: Any) -> None:
        """A session that is called off is cancelled; the other way round it is no longer."""
        cancelled = {"status": "CANCELLED", "alarms": ()}
        assert said(lambda one: attrs.evolve(one, **cancelled)) == [
            ("cancelled", "'Back' on Mon 30 Nov 18:00 is cancelled.")
        ]
        assert said(lambda one: attrs.evolve(one, **cancelled), back=True) == [
            ("back", "'Back' on Mon 30 Nov 18:00 is no longer cancelled.")
        ]

    def test_gone_and_new(self, said: Any) -> None:
        """What is no longer there is gone; the other way round it is new."""
        assert said(lambda _: None) == [("gone", "'Back' on Mon 30 Nov 18:00 is gone.")]
        assert said(lambda _: None, back=True) == [("new", "'Back' on Mon 30 Nov 18:00 is new.")]

    def test_the_calendar_itself(self, plan: Plan, feed: FeedChoice) -> None:
        """Another name and another colour of the calendar are noticed."""
        other = attrs.evolve(feed, title="Garage", color="")
        found = differences(seen_as(plan, feed, ()), seen_as(plan, other, ()), ZONE)
        assert [one.sentence for one in found] == [
            "The calendar 'Back, mostly' is now called 'Garage'.",
            "The calendar's colour is now left to the client.",
        ]
