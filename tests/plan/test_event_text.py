"""What an event says fits a phone, over many weeks of training with many dumbbells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from overload.ical import EventContent, events
from overload.model import FeedChoice, Status
from overload.report.words import target_line

LINK = "https://training.example.org/t/0123456789abcdef0123456789abcdef/s1"
FIRST, WHOLE = 600, 1100
"""Characters that the link and all targets fit in, and those of the whole text."""
CALENDARS = ("back-only", "ppl", "three-day", "four-day", "five-day")
DUMBBELLS = ("spinlock-2_5kg-full", "bowflex-552", "ironmaster-75-as-plates", "fixed-two-pairs", "rack-kg-2_5")


def texts(plan: Any) -> list[tuple[Any, EventContent]]:
    """Return the sessions that are shown with their events, each with the link to its page."""
    links = {session.ordinal: LINK for session in plan.sessions}
    told = {event.ordinal: event for event in events(plan, FeedChoice("training"), links)}
    return [(session, told[session.ordinal]) for session in plan.sessions if session.ordinal in told]


@pytest.mark.slow
@pytest.mark.parametrize("dumbbells", DUMBBELLS)
@pytest.mark.parametrize("calendar", CALENDARS)
def test_six_weeks_fit_a_phone(story: Callable[..., Any], calendar: str, dumbbells: str) -> None:
    """Link and targets stand in the first 600 characters, all in 1,100, and no sentence is there twice."""
    going, start = story(use=calendar, dumbbells=dumbbells, bar="true"), "2026-11-23T05:00"
    plan, most = going.at(start), 0
    for _ in range(12):
        for session, event in texts(plan):
            text = event.description
            assert len(text) <= WHOLE, text
            if session.status is Status.PLANNED and session.slots:
                sentences = Counter(filter(None, re.split(r"\n|(?<=\w\w\.) ", text)))
                assert not [sentence for sentence, count in sentences.items() if count > 1], text
                assert text.startswith(LINK)
                last = target_line(session.slots[-1])
                assert 0 < text.find(last) + len(last) <= FIRST, text
                most = max(most, len(session.slots))
        coming = next((session for session in plan.ahead() if session.slots), None)
        if coming is None:
            break
        going.did(coming)
        plan = going.at((coming.end + timedelta(hours=1)).replace(tzinfo=None).isoformat())
    assert most >= 5
