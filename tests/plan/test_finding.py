"""Which session is meant: by an id, a date, a day's name, a week, or by what was done when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from overload.errors import UsageError
from overload.model import SetDone
from overload.moments import (
    day_words,
    full_day_words,
    full_hours_words,
    full_moment_words,
    long_day_words,
    long_moment_words,
    moment_words,
    week_words,
)
from overload.plan import Plan
from overload.plan.finding import belonging, due_on, held_on, named, named_or_of_week, next_with, numbered
from overload.units import load

Make = Callable[..., Any]


@pytest.fixture
def plan(story: Make) -> Plan:
    """Push, pull and legs on Monday, Wednesday and Friday, the first morning."""
    found: Plan = story().at("2026-11-23T05:00")
    return found


@pytest.mark.parametrize(
    ("word", "ordinal"),
    [
        ("s2", 2),
        (" S2 ", 2),
        ("2026-11-25", 2),
        ("pull", 2),
        ("Pull", 2),
        ("legs", 3),
        ("2026-12-02", 5),
        ("wed", 2),
        ("Fri 27 Nov", 3),
        ("today", 1),
    ],
)
def test_a_word_names_a_session(plan: Plan, word: str, ordinal: int) -> None:
    """A session is named by its id, its date, or its day, of which the next one ahead is meant."""
    assert named(plan, word).ordinal == ordinal
    assert named_or_of_week(plan, word)[0].ordinal == ordinal


def test_what_is_printed_is_read_back(plan: Plan) -> None:
    """Every way in which a session's day, time and week are said names that session."""
    for session in plan.ahead():
        start = session.start
        ways = (day_words, moment_words, full_day_words, full_moment_words, long_day_words, long_moment_words)
        said = {way(start) for way in ways} | {full_hours_words(start, session.end), session.id}
        assert {named(plan, words).ordinal for words in said} == {session.ordinal}
        assert session in named_or_of_week(plan, week_words(start))


@pytest.mark.parametrize(
    ("word", "ordinals"),
    [("week", [1, 2, 3]), ("2026-W49", [4, 5, 6]), ("2026-w48", [1, 2, 3]), ("2026-11-24", [1, 2, 3])],
)
def test_a_week_has_several(plan: Plan, word: str, ordinals: list[int]) -> None:
    """A week, or a date without a session, stands for all sessions of the week."""
    assert [session.ordinal for session in named_or_of_week(plan, word)] == ordinals


@pytest.mark.parametrize("word", ["s99", "2027-12-24", "2030-W01", "monkey", "", "2026-W99"])
def test_an_unknown_word_is_answered_with_what_is_ahead(plan: Plan, word: str) -> None:
    """What names no session is told together with the next ones."""
    for ask in (named, named_or_of_week):
        with pytest.raises(UsageError, match=r"there is no session .* coming up: s1 Push Mon 23 Nov 18:00"):
            ask(plan, word)


def test_what_was_done_belongs_to_the_nearest_open_session(story: Make) -> None:
    """An exercise belongs to the session of that very date, else to the nearest open one of the week that has it."""
    tale = story()
    plan = tale.at("2026-11-23T05:00")
    assert [one.ordinal for one in belonging(plan, "dumbbell-row", date(2026, 11, 25))] == [2]
    assert [one.ordinal for one in belonging(plan, "dumbbell-row", date(2026, 11, 27))] == [2]
    assert belonging(plan, "dumbbell-row", date(2026, 11, 22)) == ()
    assert belonging(plan, "dumbbell-press", date(2026, 11, 25)) == ()
    assert held_on(plan, "dumbbell-row", date(2026, 11, 27)) is None
    tale.did(numbered(plan, 2))
    later = tale.at("2026-11-26T05:00")
    assert [one.ordinal for one in belonging(later, "dumbbell-row", date(2026, 11, 25))] == [2]
    assert belonging(later, "dumbbell-row", date(2026, 11, 26)) == ()


def test_due_is_its_own_day_or_what_is_still_open(story: Make) -> None:
    """On a training day its own session is due, on the day after one that is not done yet; else the next is told."""
    tale = story()
    plan = tale.at("2026-11-23T05:00")
    assert due_on(plan, date(2026, 11, 25)).ordinal == 2
    assert due_on(tale.at("2026-11-26T05:00"), date(2026, 11, 26)).ordinal == 2
    with pytest.raises(UsageError, match="the next is s2 Pull on Wed 25 Nov"):
        due_on(plan, date(2026, 11, 24))


def test_the_next_time_of_an_exercise(story: Make) -> None:
    """An exercise is to be done next where it is not done yet, but for the session that is left out."""
    tale = story()
    plan = tale.at("2026-11-23T05:00")
    first = next_with(plan, "dumbbell-row")
    assert first[0].ordinal == 2
    assert next_with(plan, "dumbbell-row", but=first[0])[0].ordinal == 5
    assert next_with(plan, "no-such-thing") is None
    tale.log("dumbbell-row", date(2026, 11, 25), (SetDone(8, load("16 kg")),), 2)
    assert next_with(tale.at("2026-11-25T19:00"), "dumbbell-row")[0].ordinal == 5
