"""A header with a bit turned is called damage, and never anything that would make somebody throw the log away."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from overload.errors import DataError, FileError
from overload.store import database, open_store, schema

HEADER = 100
_NOW = len(schema.MIGRATIONS)
TURNED = sorted({1, (_NOW + 1) & ~_NOW, 128})
"""The second of them makes a format of this version a little newer."""


def test_every_byte_of_the_header(tmp_path: Path) -> None:
    """Whichever bit is turned: it is read as before, or it is damaged, or it is of a newer format; never another's."""
    made = tmp_path / "made.db"
    with open_store(made) as store:
        store.set("x", "y")
    with sqlite3.connect(made) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data, said = made.read_bytes(), set[str]()
    for at in range(HEADER):
        for bit in TURNED:
            file = tmp_path / f"{at}-{bit}.db"
            spoiled = bytearray(data)
            spoiled[at] ^= bit
            file.write_bytes(spoiled)
            try:
                with open_store(file) as store:
                    store.require_sound()
                    assert store.get("x") == "y"
                    store.set("x", "z")
            except DataError as error:
                (problem,) = error.problems
                assert "\n" not in problem.message
                said.add(problem.message.partition(" (")[0])
                assert "move it away" not in problem.suggestion, (at, bit)
            file.unlink()
    assert said == {"the database is damaged", "it was written by a newer overload"}


@pytest.mark.parametrize("tables", ["CREATE TABLE notes (x)", "CREATE TABLE entries (x)"])
def test_what_is_anothers_is_called_so(tmp_path: Path, tables: str) -> None:
    """The database of another program is not called damaged, also where one of its tables has a name of ours."""
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as connection:
        connection.execute(tables)
    connection.close()
    with pytest.raises(DataError, match="another program"), open_store(file):
        pass


def test_memory_that_runs_out_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SQLite gets no memory it says so, and what to do."""

    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(database, "_prepare", fail)
    with pytest.raises(FileError, match="needs more memory than there is; free some"), open_store(tmp_path / "x.db"):
        pass
