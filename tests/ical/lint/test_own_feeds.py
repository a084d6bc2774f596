"""Whatever is written into a plan, the feed made of it is sound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from overload.ical import events, render, revise
from overload.ical.lint import lint
from overload.model import FeedChoice
from overload.plan.values import Plan

LINES = st.sampled_from(
    ["\r\nEND:VEVENT\r\n", "a;b,c\\", "\\n\n", "\u2028\x85\ufeff", "\x00\x1b", "💪🏽" * 30, " " * 90]
)
TEXTS = st.lists(st.text(max_size=60) | LINES, max_size=4).map("".join)
ALARMS = st.lists(st.integers(0, 10**6).map(lambda seconds: timedelta(seconds=seconds)), max_size=3).map(tuple)
KINDS = st.tuples(st.sampled_from(["full", "busy"]), st.booleans())


@settings(max_examples=40)
@given(st.lists(TEXTS, min_size=6, max_size=6), TEXTS, TEXTS, ALARMS, KINDS)
def test_no_text_makes_a_fault(
    make_plan: Callable[..., Plan],
    texts: list[str],
    title: str,
    location: str,
    alarms: tuple[timedelta, ...],
    kind: tuple[str, bool],
) -> None:
    """Names, notes, reasons, places, ids, titles and reminders of any kind leave neither fault nor hint."""
    plan = make_plan(*texts)
    feed = FeedChoice("training", kind[0], title, alarms, location, "seagreen", all_day=kind[1])
    contents = events(plan, feed)
    data = render(contents, revise(contents, {}, feed.name, plan.now), feed, plan)
    assert lint(data) == ()
