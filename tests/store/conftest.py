"""A store in a folder of its own, and entries to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from overload.model import Entry, SetDone
from overload.store import Store, open_store
from overload.units import load


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of a test is."""
    return tmp_path / "overload.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Open an empty store."""
    with open_store(path) as opened:
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
