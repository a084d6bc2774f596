"""The database is opened safely: private, brought up to date, and never trusted when it is damaged."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from overload.errors import DataError, FileError, LockedError, OverloadError
from overload.model import Decision, Entry, Prescription, Published, Revision, SetDone, SetTarget
from overload.store import Run, Store, database, open_store, schema
from overload.units import load

Make = Callable[..., Entry]
NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)


@contextmanager
def by_hand(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database as any other program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def filled(path: Path) -> None:
    """Make a database with something in every table and more than one page of log."""
    asked = Prescription((SetTarget(8, load("22.5 kg"), amrap=True),), "top of the range reached", "3 s down")
    sets = tuple(SetDone(reps, load("22.5 kg"), Decimal("1.5")) for reps in (10, 9, 8))
    first = date(2026, 1, 1)
    with open_store(path) as store:
        store.append_many(
            Entry(0, NOW, first + timedelta(days=day), f"exercise-{day % 5}", sets, day, asked, load("80 kg"), "hard")
            for day in range(120)
        )
        store.append(Entry(0, NOW, first, "exercise-0", sets, replaces=1))
        store.decide(Decision(0, NOW, "move", 3, datetime(2026, 1, 1, 18, 0)))
        shown = [Published(n, f"w:{n}", "back", datetime(2026, 1, 1, 18, 0), 60) for n in range(40)]
        store.remember(shown, {"training": [Revision("training", n, "ab" * 16, 0, NOW) for n in range(40)]})
        store.add_run(Run(NOW, "abc", problems=("one",)))
        store.set("feed.training", "digest")


def read_all(store: Store) -> None:
    """Read every table through every query."""
    store.entries()
    store.all_entries()
    store.history("exercise-1", 5)
    store.since(date(2026, 3, 1))
    store.decisions()
    store.published()
    store.revisions("training")
    store.runs()
    store.get("feed.training")


class TestOpening:
    """A database is made, found again, and private."""

    def test_it_is_private(self, path: Path, store: Store, make_entry: Make) -> None:
        """The database, and whatever SQLite makes beside it, is for its owner only."""
        store.append(make_entry())
        modes = {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
        assert modes == {0o600}

    def test_a_readable_one_becomes_private(self, path: Path) -> None:
        """A database that others can read is closed to them when it is opened."""
        open_store(path).close()
        path.chmod(0o644)
        open_store(path).close()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_a_link_is_not_followed(self, path: Path, tmp_path: Path) -> None:
        """A symbolic link in the database's place is refused, dangling or not."""
        victim = tmp_path / "victim"
        path.symlink_to(victim)
        for _ in range(2):
            with pytest.raises(FileError, match="symbolic link"):
                open_store(path)
        assert not victim.exists()

    def test_a_link_in_the_journal_s_place_is_not_followed(self, path: Path, tmp_path: Path, make_entry: Make) -> None:
        """A symbolic link planted at the journal's name is never written through."""
        open_store(path).close()
        victim = tmp_path / "victim"
        victim.write_bytes(b"precious")
        for end in ("-journal", "-wal"):
            Path(f"{path}{end}").unlink(missing_ok=True)
            Path(f"{path}{end}").symlink_to(victim)
        with pytest.raises(OverloadError), open_store(path) as store:
            store.append(make_entry())
        assert victim.read_bytes() == b"precious"

    @pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
    def test_a_pipe_beside_it_keeps_nobody_waiting(self, path: Path, end: str) -> None:
        """A pipe where SQLite would look for what is half done is refused by name: it would wait in it for ever."""
        open_store(path).close()
        Path(f"{path}{end}").unlink(missing_ok=True)
        os.mkfifo(f"{path}{end}")
        with pytest.raises(FileError, match=rf"overload\.db{end}: it is not a file"):
            open_store(path)

    def test_a_folder_in_its_place_is_refused(self, path: Path) -> None:
        """A folder of that name is a FileError."""
        path.mkdir()
        with pytest.raises(FileError, match="it is not a file"):
            open_store(path)

    def test_a_missing_folder_is_named(self, path: Path) -> None:
        """A folder that is not there is a FileError with the path."""
        with pytest.raises(FileError, match=r"away/overload\.db: no such file"):
            open_store(path.parent / "away" / "overload.db")

    def test_many_may_open_a_new_one_at_once(
        self, path: Path, make_entry: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Several that make the same database at once all find it whole, however long they wait for each other."""
        monkeypatch.setattr(database, "BUSY_S", 3600.0)
        failures: list[BaseException] = []

        def log() -> None:
            try:
                with open_store(path) as store:
                    store.append(make_entry())
            except BaseException as error:  # noqa: BLE001 - reported below
                failures.append(error)

        threads = [threading.Thread(target=log) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        with open_store(path) as store:
            assert [one.id for one in store.entries()] == [1, 2, 3, 4]

    def test_connections_are_careful(self, store: Store, path: Path) -> None:
        """References are checked and every commit is synced to disk."""
        assert store._database.read("PRAGMA foreign_keys") == [(1,)]
        assert store._database.read("PRAGMA synchronous") == [(2,)]

    def test_every_table_is_strict(self, store: Store, path: Path) -> None:
        """No table takes a value of another type."""
        tables = store._database.read("SELECT name, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite_%'")
        assert {name for name, _ in tables} >= {"entries", "sets", "decisions", "placements", "revisions", "runs"}
        assert all(strict for _, strict in tables)


class TestJournalMode:
    """The write-ahead log is used only where it loses nothing."""

    @pytest.mark.parametrize(
        ("version", "safe"),
        [
            ((3, 40, 1), False),
            ((3, 44, 5), False),
            ((3, 44, 6), True),
            ((3, 44, 9), True),
            ((3, 45, 0), False),
            ((3, 50, 6), False),
            ((3, 50, 7), True),
            ((3, 51, 2), False),
            ((3, 51, 3), True),
            ((3, 52, 0), True),
            ((4, 0, 0), True),
        ],
    )
    def test_it_is_safe_on_mended_branches_only(self, version: tuple[int, int, int], safe: bool) -> None:
        """3.44.6, 3.50.7, 3.51.3 and what follows on each branch are safe, everything else is not."""
        assert database.wal_is_safe(version) is safe

    def test_an_unsafe_library_leaves_it(self, path: Path, monkeypatch: pytest.MonkeyPatch, make_entry: Make) -> None:
        """A log begun with a safe library is taken out of the write-ahead log by an unsafe one, nothing lost."""
        monkeypatch.setattr(database, "wal_is_safe", lambda: True)
        with open_store(path) as store:
            assert store._database.read("PRAGMA journal_mode") == [("wal",)]
            entry = store.append(make_entry())
        monkeypatch.setattr(database, "wal_is_safe", lambda: False)
        with open_store(path) as store:
            assert store._database.read("PRAGMA journal_mode") == [("truncate",)]
            assert store.entries() == (entry,)


class TestBusy:
    """Two that write at once wait for each other, not for ever."""

    def test_a_writer_that_does_not_end_is_named(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, make_entry: Make
    ) -> None:
        """Behind another writer that goes on and on, a LockedError (75) says so."""
        monkeypatch.setattr(database, "BUSY_S", 0.05)
        with open_store(path) as store, by_hand(path) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LockedError, match="another program is writing") as raised:
                store.append(make_entry())
            assert raised.value.exit_code == 75
            other.execute("ROLLBACK")
            assert store.append(make_entry()).id == 1


class TestMigrations:
    """An older database is brought up to date after a copy of it; a newer one is refused."""

    STEPS = (
        *schema.MIGRATIONS,
        ("ALTER TABLE decisions ADD COLUMN mood TEXT NOT NULL DEFAULT ''", "CREATE TABLE extra (x INTEGER) STRICT"),
    )

    def test_a_step_is_taken_after_a_copy(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The older database is copied whole and then gets the new tables, keeping all it had."""
        filled(path)
        with open_store(path) as store:
            before = store.all_entries()
        monkeypatch.setattr(schema, "MIGRATIONS", self.STEPS)
        with open_store(path) as store:
            assert store._database.read("PRAGMA user_version") == [(len(self.STEPS),)]
            assert store._database.read("SELECT count(*) FROM extra") == [(0,)]
            assert store.all_entries() == before
        copy = path.parent / "backups" / f"overload-format-{len(self.STEPS) - 1}.db"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        monkeypatch.undo()
        with open_store(copy) as store:
            assert store.all_entries() == before

    def test_a_step_that_fails_changes_nothing(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A step that fails half-way leaves the older database, which the older program opens."""
        filled(path)
        monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, (self.STEPS[-1][1], "CREATE NONSENSE")))
        with pytest.raises(DataError):
            open_store(path)
        monkeypatch.undo()
        with open_store(path) as store:
            assert store._database.read("SELECT name FROM sqlite_schema WHERE name = 'extra'") == []
            assert len(store.entries()) == 120

    def test_no_step_without_a_copy(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """When the copy cannot be made, the database stays as it was."""
        filled(path)
        (path.parent / "backups").write_bytes(b"in the way")
        monkeypatch.setattr(schema, "MIGRATIONS", self.STEPS)
        with pytest.raises(FileError, match="backups"):
            open_store(path)
        with by_hand(path) as other:
            assert other.execute("PRAGMA user_version").fetchone() == (len(self.STEPS) - 1,)

    def test_a_newer_database_is_refused_untouched(self, path: Path) -> None:
        """A database of a newer program is a DataError (65) saying so, and not a byte of it changes."""
        filled(path)
        with by_hand(path) as other:
            other.execute("PRAGMA user_version = 99")
        before = path.read_bytes()
        with pytest.raises(DataError, match="written by a newer overload") as raised:
            open_store(path)
        assert raised.value.exit_code == 65
        assert path.read_bytes() == before

    @pytest.mark.parametrize("version", [0, 1])
    def test_another_program_s_database_is_refused(self, path: Path, version: int) -> None:
        """Somebody else's database is left as it is, whatever version it says it has."""
        with by_hand(path) as other:
            other.execute("CREATE TABLE photos (x)")
            other.execute(f"PRAGMA user_version = {version}")
        before = path.read_bytes()
        with pytest.raises(DataError, match="another program"):
            open_store(path)
        assert path.read_bytes() == before


class TestDamage:
    """A damaged database is an error with a way out, never a traceback, and never an empty log in silence."""

    def test_what_is_no_database_is_named_with_the_newest_copy(self, path: Path) -> None:
        """The error names the file and the newest backup, and copying that back as told works."""
        filled(path)
        with open_store(path) as store:
            store.backup_daily(date(2026, 11, 29))
            store.set("x", "y")
            copy = store.backup_daily(date(2026, 11, 30))
        path.write_bytes(b"no database at all " * 100)
        with pytest.raises(DataError, match=r"the database is damaged .*overload-2026-11-30\.db"):
            open_store(path)
        assert copy is not None
        path.unlink()
        shutil.copy(copy, path)
        with open_store(path) as store:
            assert len(store.entries()) == 120

    def test_without_a_copy_it_says_so(self, path: Path) -> None:
        """Where there is no backup, that is what it says."""
        path.write_bytes(b"no database at all " * 100)
        with pytest.raises(DataError, match="there is no backup"):
            open_store(path)

    @pytest.mark.parametrize("empty", [True, False])
    def test_a_log_that_is_gone_is_not_begun_anew(self, path: Path, empty: bool) -> None:
        """An emptied or missing database with backups beside it is an error, not an empty log."""
        filled(path)
        with open_store(path) as store:
            store.backup_daily(date(2026, 11, 30))
        path.write_bytes(b"") if empty else path.unlink()
        for _ in range(2):
            with pytest.raises(DataError, match="the log is gone, but there are backups"):
                open_store(path)

    def test_a_sound_database_verifies(self, path: Path) -> None:
        """A sound database has no problems, quickly or thoroughly."""
        filled(path)
        with open_store(path) as store:
            assert (store.quick_check(), store.verify()) == ((), ())

    def test_a_value_that_makes_no_sense_is_found(self, path: Path, make_entry: Make) -> None:
        """A value that SQLite accepts but that is none is found by verify, and reading it is a DataError."""
        with open_store(path) as store:
            store.append(make_entry())
        with by_hand(path) as other:
            other.execute("DROP TRIGGER entries_are_not_changed")
            other.execute("UPDATE entries SET recorded = 'yesterday'")
        with open_store(path) as store:
            assert store.quick_check() == ()
            assert "yesterday" in str(store.verify()[0])
            with pytest.raises(DataError, match=r"overload\.db: the database is damaged \(the log: .*yesterday"):
                store.entries()

    @pytest.mark.slow
    def test_flipped_bytes_are_never_a_traceback(self, path: Path) -> None:
        """Whatever bytes are flipped, opening, reading, writing and checking end well or in an error of ours."""
        filled(path)
        whole = path.read_bytes()
        dice = random.Random(7)
        told: list[str] = []
        for turn in range(250):
            broken = bytearray(whole)
            region = 200 if turn % 3 == 0 else len(broken)
            for _ in range(dice.choice([1, 1, 4, 64])):
                broken[dice.randrange(region)] ^= 1 << dice.randrange(8)
            if turn % 10 == 0:
                del broken[dice.randrange(len(broken)) :]
            for old in path.parent.glob("overload.db*"):
                old.unlink()
            path.write_bytes(broken)
            try:
                with open_store(path) as store:
                    store.verify()
                    store.quick_check()
                    read_all(store)
                    store.append(Entry(0, NOW, date(2026, 11, 30), "exercise-1", (SetDone(1, load("1 kg")),)))
                    store.backup_daily(date(2026, 11, 30))
            except OverloadError as error:
                told.append(str(error))
            shutil.rmtree(path.parent / "backups", ignore_errors=True)
        assert len(told) > 50
        assert all(str(path.parent) in one for one in told)
