"""What is remembered besides the log, and that remembering nothing new touches nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from overload.errors import DataError
from overload.model import Decision, Entry, Published, Revision, Status
from overload.store import Run, Store, open_store
from overload.store.notes import KEPT_RUNS

NOW = datetime(2026, 11, 30, 6, 30, tzinfo=UTC)
LOCAL = datetime(2026, 11, 30, 18, 0)

FIRST = Published(1, "2026-W49:0", "back", LOCAL, 75, "home")
SECOND = Published(2, "2026-W49:1", "legs", LOCAL + timedelta(days=2), 60, status=Status.DONE)
REVISIONS = (Revision("training", 1, "a1", 0, NOW), Revision("training", 2, "b2", 3, NOW))


def state(path: Path) -> tuple[object, ...]:
    """Return all that would show that a file was written to."""
    now = path.stat()
    names = sorted(one.name for one in path.parent.iterdir())
    return (path.read_bytes(), now.st_mtime_ns, now.st_ctime_ns, names)


class TestDecisions:
    """What the athlete decided by hand."""

    def test_decisions_come_back_in_order(self, store: Store) -> None:
        """Each decision gets a number and comes back as it was, local times without a zone."""
        move = store.decide(Decision(0, NOW, "move", 17, LOCAL, why="dentist"))
        away = store.decide(Decision(0, NOW, "away", start=LOCAL, until=LOCAL + timedelta(days=7)))
        assert (move.id, away.id) == (1, 2)
        assert store.decisions() == (move, away)
        assert store.decisions()[0].start == LOCAL


class TestPublished:
    """What subscribers have been shown."""

    def test_it_is_remembered_for_the_next_run(self, store: Store, again: Callable[[], Store]) -> None:
        """Sessions and revisions are there when the database is opened anew."""
        assert store.remember([FIRST, SECOND], {"training": REVISIONS}) is True
        with again() as other:
            assert other.published() == (FIRST, SECOND)
            assert other.revisions("training") == {1: REVISIONS[0], 2: REVISIONS[1]}
            assert other.revisions("busy") == {}

    def test_nothing_new_leaves_the_file_alone(self, path: Path) -> None:
        """Opening, reading, remembering the same again and closing does not touch the file or its folder."""
        with open_store(path) as store:
            store.remember([FIRST, SECOND], {"training": REVISIONS})
            store.set("feed.training", "abc")
            store.plan_id()
        before = state(path)
        with open_store(path) as store:
            assert store.remember([SECOND, FIRST], {"training": reversed(REVISIONS)}) is False
            assert store.set("feed.training", "abc") is False
            store.plan_id()
            store.entries()
            store.quick_check()
        assert state(path) == before

    def test_what_is_not_given_is_forgotten(self, store: Store) -> None:
        """Sessions and revisions that are not given go; a feed that is not named keeps its own."""
        busy = Revision("busy", 1, "c3", 1, NOW)
        store.remember([FIRST, SECOND], {"training": REVISIONS, "busy": [busy]})
        later = attrs.evolve(REVISIONS[1], sequence=4, digest="b3")
        assert store.remember([attrs.evolve(SECOND, minutes=65)], {"training": [later]}) is True
        assert store.published() == (attrs.evolve(SECOND, minutes=65),)
        assert store.revisions("training") == {2: later}
        assert store.revisions("busy") == {1: busy}

    def test_it_is_all_or_nothing(self, store: Store) -> None:
        """When one part cannot be kept, none of it is."""
        store.remember([FIRST], {"training": REVISIONS[:1]})
        broken = attrs.evolve(REVISIONS[1], digest=None)
        with pytest.raises(Exception, match="not written"):
            store.remember([SECOND], {"training": [broken]})
        assert store.published() == (FIRST,)
        assert store.revisions("training") == {1: REVISIONS[0]}


class TestNamed:
    """Small texts by name."""

    def test_the_last_text_counts(self, store: Store) -> None:
        """A name holds the text set last, and an unknown one nothing."""
        assert store.get("feed.training") is None
        assert store.set("feed.training", "abc") is True
        assert store.set("feed.training", "abd") is True
        assert store.get("feed.training") == "abd"

    def test_names_are_found_by_their_beginning(self, store: Store) -> None:
        """All names that begin so are returned, signs that mean something to SQL included."""
        for name in ("map.Bench_Press", "map.%", "mapping", "other"):
            store.set(name, name.upper())
        assert store.named("map.") == {"map.%": "MAP.%", "map.Bench_Press": "MAP.BENCH_PRESS"}

    def test_the_plan_keeps_its_name(self, store: Store, anew: Callable[[], Callable[[], Store]]) -> None:
        """The plan's id is made once; another folder's is another."""
        assert store.plan_id() == store.plan_id()
        with anew()() as other:
            assert other.plan_id() != store.plan_id()


class TestJournal:
    """One row per update."""

    def test_runs_come_newest_first(self, store: Store) -> None:
        """The journal gives back what was written, newest first, as many as asked for."""
        assert store.last_run() is None
        runs = [
            store.add_run(Run(NOW + timedelta(days=n), f"d{n}", n, 1, 2, ("plugins/x.py: é",), 0.25)) for n in (1, 2)
        ]
        assert store.runs() == (runs[1], runs[0])
        assert store.runs(1) == (runs[1],)
        assert store.last_run() == runs[1]

    def test_old_rows_are_dropped(self, store: Store) -> None:
        """Only so many of the newest rows are kept, and numbers are not used twice."""
        with store._database.transaction() as connection:
            row = "INSERT INTO runs VALUES (?, '2026-01-01T00:00:00+00:00', '', 0, 0, 0, '[]', 0.0, '[]')"
            connection.executemany(row, [(number,) for number in range(1, KEPT_RUNS + 5)])
        newest = store.add_run(Run(NOW, "d"))
        assert newest.id == KEPT_RUNS + 5
        assert [run.id for run in store.runs()] == list(range(KEPT_RUNS + 5, 5, -1))


class TestTogether:
    """Several things that are written as one."""

    def test_all_of_it_or_nothing(
        self, store: Store, again: Callable[[], Store], make_entry: Callable[..., Entry]
    ) -> None:
        """What is written together is unseen until the end, and gone where the end does not come."""
        with again() as other:
            with store.together():
                store.append(make_entry())
                store.set("tap.one", "taken")
                assert (other.entries(), other.get("tap.one")) == ((), None)
            assert (len(other.entries()), other.get("tap.one")) == (1, "taken")
            correcting_nothing = make_entry(replaces=99)
            with pytest.raises(DataError), store.together():
                store.append_many((store.append(make_entry()), correcting_nothing))
            assert len(other.entries()) == 1
