"""Bodyweights in overload.db: append-only, and taken back without being lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from overload.errors import DataError
from overload.model import Entry, Weighing
from overload.store import Store
from overload.units import load

NOW, TODAY = datetime(2026, 11, 23, 18, tzinfo=UTC), date(2026, 11, 23)


def _weighing(weight: str = "81.5 kg", on: date = TODAY) -> Weighing:
    return Weighing(0, NOW, on, load(weight))


def test_what_is_said_is_kept(store: Store) -> None:
    """Weights come back in the order they were said, as they were written."""
    said = [store.weigh(_weighing("81.50 kg")), store.weigh(_weighing("180 lb", date(2026, 11, 1)))]
    assert store.weighings() == tuple(said)
    assert [str(one.weight) for one in said] == ["81.5 kg", "180 lb"]


def test_one_taken_back_counts_no_more(store: Store) -> None:
    """Taking one back lets the one before it count again; twice is refused."""
    first, second = store.weigh(_weighing()), store.weigh(_weighing("91.5 kg"))
    store.unweigh(second, NOW)
    assert store.weighings() == (first,)
    with pytest.raises(DataError, match="taken back already"):
        store.unweigh(second, NOW)
    assert store.weigh(_weighing("82 kg")).id == 4


def test_it_knows_what_came_before(store: Store, make_entry: type[Entry]) -> None:
    """A weighing keeps which entry and which decision were the last ones then."""
    entry = store.append(make_entry())
    assert store.weigh(_weighing()).after_entry == entry.id


def test_an_update_is_due_after_it(store: Store) -> None:
    """What an update depends on is another after a weighing, and after it was taken back."""
    states = [store.state()]
    said = store.weigh(_weighing())
    states.append(store.state())
    store.unweigh(said, NOW)
    states.append(store.state())
    assert len(set(states)) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bodyweights SET amount = '70'",
        "DELETE FROM bodyweights",
        "INSERT OR REPLACE INTO bodyweights SELECT id, recorded, on_date, '70', unit, 0, 0, NULL FROM bodyweights",
    ],
)
def test_nothing_is_ever_changed(store: Store, path: Path, statement: str) -> None:
    """No statement changes, deletes or overwrites what was said."""
    said = store.weigh(_weighing())
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    assert store.weighings() == (said,)


def test_a_damaged_one_is_found(store: Store, path: Path) -> None:
    """A weight that is no number is named when the database is verified."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO bodyweights VALUES (1, 'x', '2026-11-23', 'heavy', 'kg', 0, 0, NULL)")
        connection.commit()
    assert any("bodyweights" in str(problem) for problem in store.verify())
