"""Reading a log once for a plan: whoever asks gets the log's own answer, and nothing is read twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from overload.model import Entries, Entry
from overload.plan.decided import ReadOnce

FIRST = date(2026, 1, 5)
EXERCISES = ("dumbbell-row", "pull-up")
ENTRIES = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(EXERCISES)), max_size=12).map(
    lambda rows: tuple(
        Entry(number, datetime(2026, 1, 5, tzinfo=UTC), FIRST + timedelta(days=day), exercise, ())
        for number, (day, exercise) in enumerate(sorted(rows))
    )
)
QUESTIONS = st.lists(
    st.one_of(st.tuples(st.sampled_from(EXERCISES), st.integers(1, 8)), st.tuples(st.just(""), st.integers(-1, 10))),
    max_size=8,
)


@given(ENTRIES, QUESTIONS)
def test_every_answer_is_that_of_the_log(entries: tuple[Entry, ...], questions: list[tuple[str, int]]) -> None:
    """Whatever was asked before, in whatever order."""
    log = Entries(entries)
    once = ReadOnce(log)
    assert once.exercises() == log.exercises()
    for exercise, number in questions:
        if exercise:
            assert list(once.history(exercise, number)) == list(log.history(exercise, number))
        else:
            day = FIRST + timedelta(days=number)
            assert list(once.since(day)) == list(log.since(day))


def test_what_is_known_is_not_read_again() -> None:
    """An answer serves all that ask for a part of it, and one that has all of it serves everybody."""
    asked: list[object] = []

    class Counting(Entries):
        def history(self, exercise, limit):
            asked.append((exercise, limit))
            return super().history(exercise, limit)

        def since(self, day):
            asked.append(day)
            return super().since(day)

    once = ReadOnce(Counting(tuple(Entry(n, datetime(2026, 1, 5, tzinfo=UTC), FIRST, "pull-up", ()) for n in range(9))))
    for limit in (4, 2, 8, 20, 120, 1000):
        once.history("pull-up", limit)
        once.history("dumbbell-row", limit)
    for days in (0, 7, 0):
        once.since(FIRST + timedelta(days=days))
    assert asked == [("pull-up", 4), ("pull-up", 8), ("pull-up", 20), FIRST]
