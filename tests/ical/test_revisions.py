"""SEQUENCE and stamps move on a real change only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from overload.ical import digest, events, render, revise
from overload.model import FeedChoice, Revision
from overload.plan.values import Plan

NOW = datetime(2026, 11, 27, 11, 0, 5, 999_999, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def by_ordinal(revisions: tuple[Revision, ...]) -> dict[int, Revision]:
    """Return revisions as they are stored."""
    return {one.ordinal: one for one in revisions}


def changed(plan: Plan, ordinal: int, **change: Any) -> Plan:
    """Return a plan with one session changed."""
    sessions = (attrs.evolve(one, **change) if one.ordinal == ordinal else one for one in plan.sessions)
    return attrs.evolve(plan, sessions=tuple(sessions))


def test_new_events_begin_at_0(plan: Plan, feed: FeedChoice) -> None:
    """An event never written before has SEQUENCE 0 and is stamped with now, in whole seconds of UTC."""
    for revision in revise(events(plan, feed), {}, "training", NOW):
        assert (revision.feed, revision.sequence, revision.stamped) == ("training", 0, NOW.replace(microsecond=0))


def test_an_unchanged_plan_gives_identical_bytes(plan: Plan, feed: FeedChoice) -> None:
    """A day later, with nothing changed, not one byte differs, and the digest tells without writing."""
    contents = events(plan, feed)
    first = revise(contents, {}, feed.name, NOW)
    second = revise(events(plan, feed), by_ordinal(first), feed.name, LATER)
    assert second == first
    assert render(contents, second, feed, plan) == render(contents, first, feed, plan)
    assert digest(feed, plan, second) == digest(feed, plan, first)


def test_one_changed_session_bumps_one_event(plan: Plan, feed: FeedChoice) -> None:
    """Moving one session counts its SEQUENCE up and stamps it; all others stay as they were."""
    first = revise(events(plan, feed), {}, feed.name, NOW)
    session = next(one for one in plan.sessions if one.ordinal == 6)
    moved = changed(plan, 6, start=session.start + timedelta(hours=1), end=session.end + timedelta(hours=1))
    second = revise(events(moved, feed), by_ordinal(first), feed.name, LATER)
    differ = [(old, new) for old, new in zip(first, second, strict=True) if old != new]
    assert [(new.ordinal, new.sequence, new.stamped) for _, new in differ] == [(6, 1, LATER.replace(microsecond=0))]
    assert digest(feed, moved, second) != digest(feed, plan, first)
    before, after = (
        render(events(one, feed), revisions, feed, one) for one, revisions in ((plan, first), (moved, second))
    )
    parts = zip(before.split(b"BEGIN:VEVENT"), after.split(b"BEGIN:VEVENT"), strict=True)
    assert [b"UID:s6@" in new for old, new in parts if old != new] == [True]


def test_time_alone_changes_no_words(plan: Plan, feed: FeedChoice) -> None:
    """A plan that differs only in its now, and in why a session stands on its day, is the same feed."""
    first = events(plan, feed)
    assert events(changed(attrs.evolve(plan, now=LATER), 5, why=""), feed) == first


def test_the_stamp_always_grows(plan: Plan, feed: FeedChoice) -> None:
    """Where the clock stands still or went back, a change is stamped a second after the last one."""
    first = revise(events(plan, feed), {}, feed.name, NOW)
    moved = changed(plan, 6, text="Something else")
    for clock in (NOW, NOW - timedelta(days=400)):
        second = by_ordinal(revise(events(moved, feed), by_ordinal(first), feed.name, clock))
        assert second[6].stamped == by_ordinal(first)[6].stamped + timedelta(seconds=1)


def test_local_time_is_stamped_as_utc(plan: Plan, feed: FeedChoice) -> None:
    """The athlete's zone does not show in stamps."""
    assert revise(events(plan, feed), {}, feed.name, plan.now)[0].stamped == datetime(2026, 11, 27, 11, tzinfo=UTC)


def test_the_head_is_in_the_digest(plan: Plan, feed: FeedChoice) -> None:
    """A new name or colour of the calendar is a reason to write it, though no event changed."""
    revisions = revise(events(plan, feed), {}, feed.name, NOW)
    others = {digest(attrs.evolve(feed, **one), plan, revisions) for one in ({}, {"title": "X"}, {"color": "red"})}
    assert len(others) == 3


@given(st.lists(st.sampled_from(["Dips", "Rows", "Presses"]), min_size=1, max_size=8))
def test_sequence_counts_the_changes(plan: Plan, feed: FeedChoice, texts: list[str]) -> None:
    """After any history of edits SEQUENCE is the number of times what an event says changed."""
    known: dict[int, Revision] = {}
    for hour, text in enumerate(texts):
        contents = events(changed(plan, 6, text=text), feed)
        known = by_ordinal(revise(contents, known, feed.name, NOW + timedelta(hours=hour)))
    assert known[6].sequence == sum(old != new for old, new in pairwise(texts))
    assert known[5].sequence == 0
