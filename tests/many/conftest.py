"""A database of athletes for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from cluster import running

from overload.store import rows


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Start a PostgreSQL with the tables in it, and return where it is."""
    with running() as cluster, cluster.database("overload") as made:
        with closing(rows.connect(made)) as connection:
            rows.bring_up_to_date(connection)
        yield made
