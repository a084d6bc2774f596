"""What is true of rows alone: no statement leaves its athlete, one writer at a time, errors that say what to do."""

from __future__ import annotations

import contextlib
import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import psycopg
import pytest

import overload
from overload.errors import DataError, FileError, LockedError
from overload.model import Decision, Entry, Published, Revision, Status, Weighing
from overload.store import Run, Store, rows, rows_schema, schema
from overload.store.store import TABLES
from overload.units import load

Make = Callable[..., Entry]
NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
SHOWN = Published(1, "2026-W49/pull/1", "Pull", NOW, 60, "home", Status.PLANNED)


@pytest.fixture
def both(athletes: Any) -> Iterator[tuple[Store, Store]]:
    """Open the trainings of two athletes in one database."""
    with athletes.add()() as kim, athletes.add()() as sam:
        yield kim, sam


def tour(store: Store, make_entry: Make) -> None:
    """Do everything that a store can do."""
    first, second = store.append_many([make_entry(), make_entry(on="2026-12-02")])
    store.append(make_entry(replaces=first.id))
    store.append_set(second.id, second.sets[0])
    store.append_imported([(make_entry(), ("row",))])
    store.known_rows(["row"]), store.imported_entries()
    store.remember([SHOWN], {"training": [Revision("training", 1, "d", 0, NOW)]})
    store.remember([attrs.evolve(SHOWN, minutes=45)], {"training": [Revision("training", 1, "e", 1, NOW)]})
    store.decide(Decision(0, NOW, "move", 1, start=NOW))
    store.decisions_are_published()
    store.decide(Decision(0, NOW, "undo", other=1))
    store.to_restore(), store.feeds(), store.revisions("training"), store.published()
    weighed = store.weigh(Weighing(0, NOW, NOW.date(), load("80 kg")))
    store.unweigh(weighed, NOW)
    store.add_run(Run(NOW, "d"))
    store.keep_calendar_events("https://there", {1: "row"})
    store.calendar_events("https://there"), store.forget_calendar_events("https://there")
    store.set_all({"a.b": "c"}, instead_of="a."), store.named("a."), store.forget(["a.b"])
    store.plan_id(), store.state(), store.said(), store.verify(), store.unsure_exercises(), store.last_entry()
    list(store.entries_in_portions(1)), store.history("dumbbell-row", 1), store.histories(2), store.since(NOW.date())
    store.entry(1), store.replaced_by(1), store.entry_count(), store.last_run(), store.weighings()


def everything(connection: psycopg.Connection) -> str:
    """Return a digest of all rows of all athletes."""
    found = hashlib.sha256()
    for table in TABLES:
        for row in connection.execute(f"SELECT * FROM all_{table} ORDER BY 1, 2, 3"):  # noqa: S608 - names of our tables
            found.update(repr((table, row)).encode())
    return found.hexdigest()


class NotKeptError(Exception):
    """Raised so that a transaction is rolled back."""


def tried(store: Store, sql: str, values: tuple[object, ...]) -> list[Any]:
    """Return what a statement answers in the training of somebody else, and keep nothing of what it did."""
    found: list[Any] = []
    with contextlib.suppress(NotKeptError, DataError), store._database.transaction() as writing:
        answer = writing.execute(sql, values)
        found += answer.fetchall() if sql.lstrip().startswith("SELECT") else []
        raise NotKeptError
    return found


def test_no_statement_leaves_its_athlete(
    athletes: Any, both: tuple[Store, Store], make_entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each statement of the store fails with no athlete named; with another it sees and changes none of the first."""
    said: list[tuple[str, tuple[object, ...]]] = []
    plain = rows._Writing.execute
    many = rows._Writing.executemany

    def noted(self: object, sql: str, parameters: Any = (), /) -> object:
        said.append((sql, tuple(parameters)))
        return plain(self, sql, parameters)

    def noted_many(self: object, sql: str, parameters: Any, /) -> object:
        listed = [tuple(row) for row in parameters]
        said.extend((sql, row) for row in listed)
        return many(self, sql, listed)

    monkeypatch.setattr(rows._Writing, "execute", noted)
    monkeypatch.setattr(rows._Writing, "executemany", noted_many)
    kim, sam = both
    tour(kim, make_entry)
    statements = list(dict.fromkeys(said))
    words = " ".join(sql for sql, _ in statements)
    assert all(table in words for table in TABLES)
    assert len(statements) > 60
    with closing(rows.connect(athletes.address)) as outside:
        before = everything(outside)
        for sql, values in statements:
            with pytest.raises((psycopg.errors.UndefinedObject, psycopg.errors.InvalidTextRepresentation)):
                outside.execute(rows.POSTGRES.said(sql), values)
        monkeypatch.undo()
        for sql, values in statements:
            # What is counted is counted as nothing, and the next number is the first.
            assert {str(value) for row in tried(sam, sql, values) for value in row} <= {"0", "1", "None"}, sql
        assert everything(outside) == before


def test_what_is_held_is_read_at_once_and_again_after_a_writing(athletes: Any, make_entry: Make) -> None:
    """Histories are those of one by one, also after something was written down; nothing is asked for meanwhile."""
    with athletes.add()() as plain:
        database = plain._database
        held = rows.HeldStore(database)
        assert held.history("dumbbell-row", 3) == ()
        for day in ("2026-12-01", "2026-12-02", "2026-12-03"):
            held.append(make_entry(day))
            for limit in (0, 2, rows.NEWEST, rows.NEWEST + 1, None):
                assert held.history("dumbbell-row", limit) == plain.history("dumbbell-row", limit)
        assert held.history("pull-up", 3) == ()


def test_an_athlete_s_rows_cannot_be_given_away(both: tuple[Store, Store]) -> None:
    """A view takes no row of another, not even where the statement names one."""
    kim, _ = both
    with pytest.raises(psycopg.ProgrammingError), kim._database.transaction() as writing:
        writing.execute("INSERT INTO meta (athlete, key, value) VALUES (1, 'a', 'b')")


@pytest.mark.parametrize("table", rows_schema.LOG)
@pytest.mark.parametrize("words", ["UPDATE all_{} SET unit = 'lb'", "DELETE FROM all_{}", "TRUNCATE all_{} CASCADE"])
def test_nothing_logged_is_changed(
    athletes: Any, both: tuple[Store, Store], make_entry: Make, table: str, words: str
) -> None:
    """The database refuses to forget, whoever asks."""
    tour(both[0], make_entry)
    with closing(rows.connect(athletes.address)) as outside:
        before = everything(outside)
        with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
            outside.execute(words.format(table))
        assert everything(outside) == before


def test_a_text_that_rows_cannot_hold_is_refused(both: tuple[Store, Store], make_entry: Make) -> None:
    """PostgreSQL has no zero bytes in texts, which SQLite has: said, and nothing is kept."""
    kim, _ = both
    for note in ("a\0b", "a\ud800"):
        with pytest.raises(DataError, match=r"not (written|saved)"):
            kim.append(make_entry(note=note))
    assert kim.all_entries() == ()


def test_one_writer_at_a_time(athletes: Any, make_entry: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes second waits; whoever would wait too long is told."""
    again = athletes.add()
    with again() as first, again() as second:
        ready, made = threading.Event(), []

        def write() -> None:
            ready.set()
            made.append(second.append(make_entry()))

        with first.together():
            mine = first.append(make_entry())
            other = threading.Thread(target=write)
            other.start()
            ready.wait()
        other.join()
        assert (mine.id, made[0].id) == (1, 2)
        monkeypatch.setattr(rows, "WAIT_S", 0.05)
        with first.together(), pytest.raises(LockedError, match="another program is writing"):
            second.append(make_entry())
        assert len(first.entries()) == 2


def test_what_broke_is_named(athletes: Any, make_entry: Make) -> None:
    """No server, no tables, no connection any more: each with its place, and none with a password."""
    with pytest.raises(FileError, match="cannot be reached") as refused:
        rows.connect("postgresql://me:secret@/overload?host=/nowhere")
    assert "secret" not in str(refused.value)
    empty = athletes.address.replace("/overload?", "/postgres?")
    with rows.open_rows(rows.connect(empty), 1, "postgresql://x/kim") as store, pytest.raises(DataError, match="init"):
        store.append(make_entry())
    with athletes.add()() as store:
        with pytest.raises(FileError, match="cannot be reached"):
            store._database.read("SELECT pg_terminate_backend(pg_backend_pid())")
        store._database.reopened(lambda: None)
        assert store.all_entries() == ()


def test_the_tables_are_made_once(athletes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second time there is nothing to do; what a newer version made is refused; a step that fails leaves no trace."""
    with closing(rows.connect(athletes.address)) as connection:
        assert rows.bring_up_to_date(connection) == 0
        step = ("CREATE TABLE half (x BIGINT)", "CREATE TABLE half (x BIGINT)")
        monkeypatch.setattr(rows, "MIGRATIONS", (*rows_schema.MIGRATIONS, step))
        with pytest.raises(psycopg.errors.DuplicateTable):
            rows.bring_up_to_date(connection)
        assert connection.execute("SELECT to_regclass('half')").fetchone() == (None,)
        monkeypatch.setattr(rows, "MIGRATIONS", ())
        with pytest.raises(DataError, match="newer overload"):
            rows.bring_up_to_date(connection)


def test_rows_have_the_columns_of_the_file(athletes: Any, tmp_path: Path) -> None:
    """Every table of overload.db is a view of the same columns in the same order."""
    with overload.store.open_store(tmp_path / "overload.db") as store:
        tables = [name for (name,) in store._database.read("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        wanted = {
            table: [row[1] for row in store._database.read(f"PRAGMA table_info({table})")] for table in sorted(tables)
        }
    query = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
    with closing(rows.connect(athletes.address)) as connection:
        found = {table: [row[0] for row in connection.execute(query, (table,))] for table in wanted}
    assert found == wanted
    assert schema.MIGRATIONS


def test_one_place_knows_what_sql_says_otherwise() -> None:
    """No statement asks which database it is for, and none but the two databases imports one."""
    source = Path(overload.__file__).parent
    for file in source.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        name = str(file.relative_to(source))
        if name not in ("store/rows.py", "store/rows_schema.py", "store/dialect.py"):
            assert not re.search(r"\bpsycopg\b|\bpostgres(ql)?\b", text, re.IGNORECASE), name
