"""A store of its own for every test, as a file and as rows, and entries to put into it.

Whoever asks for `path` wants the file; all that do not are run over both, for what they test is true of both.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest
from cluster import running

from overload.model import Entry, SetDone
from overload.store import Store, open_store, rows
from overload.units import load

Open = Callable[[], Store]
"""Opens one and the same training, each time anew."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is true of both over both."""
    if "kept" in metafunc.fixturenames:
        both = [pytest.param(kept, id=kept) for kept in ("as a file", "as rows")]
        metafunc.parametrize("kept", both[:1] if "path" in metafunc.fixturenames else both)


@attrs.frozen
class Athletes:
    """Trainings as rows: the address of the database they are in."""

    address: str
    numbers: Iterator[int] = attrs.field(factory=lambda: itertools.count(1))

    def add(self) -> Open:
        """Add an athlete, and return what opens the training."""
        name = f"athlete-{next(self.numbers)}"
        with closing(rows.connect(self.address)) as connection:
            number = connection.execute("INSERT INTO athlete (name) VALUES (%s) RETURNING id", (name,)).fetchone()[0]
        return lambda: rows.open_rows(rows.connect(self.address), number, f"postgresql://here/{name}")


@pytest.fixture(scope="session")
def athletes() -> Iterator[Athletes]:
    """Start a PostgreSQL with the tables in it."""
    with running() as cluster, cluster.database("overload") as address:
        with closing(rows.connect(address)) as connection:
            rows.bring_up_to_date(connection)
        yield Athletes(address)


@pytest.fixture
def anew(kept: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], Open]:
    """Make an empty training each time it is called."""
    if kept == "as rows":
        athletes: Athletes = request.getfixturevalue("athletes")
        return athletes.add
    numbers = itertools.count()

    def make() -> Open:
        path = tmp_path / str(next(numbers)) / "overload.db"
        path.parent.mkdir()
        return lambda: open_store(path)

    return make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of a test is."""
    return tmp_path / "overload.db"


@pytest.fixture
def again(kept: str, tmp_path: Path, request: pytest.FixtureRequest) -> Open:
    """Open the training of this test."""
    if kept == "as rows":
        athletes: Athletes = request.getfixturevalue("athletes")
        return athletes.add()
    return lambda: open_store(tmp_path / "overload.db")


@pytest.fixture
def store(again: Open) -> Iterator[Store]:
    """Open an empty store."""
    with again() as opened:
        yield opened


@pytest.fixture
def make_entry() -> Callable[..., Entry]:
    """Make an entry: a row of 3 x 10 on a day, unless said otherwise."""

    def make(on: str = "2026-11-30", exercise: str = "dumbbell-row", **other: object) -> Entry:
        values: dict[str, object] = {
            "id": 0,
            "recorded": datetime(2026, 11, 30, 18, 0, tzinfo=UTC),
            "sets": (SetDone(10, load("22.5 kg")),) * 3,
        }
        return Entry(on=date.fromisoformat(on), exercise=exercise, **(values | other))

    return make
