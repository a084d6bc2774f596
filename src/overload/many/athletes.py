"""The athletes of a database for those who run it: who is added, found, paused and removed, and how all of them are."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import datetime
from typing import Final

import attrs

from overload import config, plugins
from overload.errors import DataError, PlanError, Problem, UsageError
from overload.many.home import RowHome, place_of, refused
from overload.many.turns import PENDING
from overload.store.rows import RowDatabase, connect, guarded, require_up_to_date, shown
from overload.store.store import TABLES

_NAME: Final = re.compile(r"[^\W\d_][\w.@+-]{0,99}")
_NUMBER: Final = re.compile(r"[1-9]\d{0,17}")


@attrs.frozen
class Aside:
    """An athlete who is left alone, by number, and why, in words that name nobody."""

    athlete: int
    why: str


@attrs.frozen
class Status:
    """How many athletes there are by state, how many are due, for how long at most, and who is left alone."""

    active: int
    paused: int
    poison: int
    due: int
    late_s: float
    tried: int
    aside: tuple[Aside, ...]


def check_name(name: str) -> None:
    """Raise UsageError for what cannot be an athlete's name: one is told from a number, and stands in an address."""
    if not _NAME.fullmatch(name):
        hint = "begin with a letter, and go on with letters, digits or any of . _ @ + -"
        raise UsageError(Problem("", f"'{name}' cannot be an athlete's name", hint))


def add(address: str, name: str, plan: str) -> RowHome:
    """Add an athlete who begins with this plan, due at once.

    Raises PlanError for one with mistakes, and DataError where the name is taken.
    """
    check_name(name)
    check_plan(plan)
    place = place_of(address, name)
    with closing(connect(address)) as connection, guarded(place), connection.transaction():
        require_up_to_date(connection)
        query = "INSERT INTO athlete (name, plan) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING id"
        row = connection.execute(query, (name, plan)).fetchone()
        if row is None:
            raise DataError(Problem(place, "there is an athlete of that name already", "choose another name"))
    return RowHome(address, int(row[0]), name)


def check_plan(plan: str) -> None:
    """Raise PlanError for a plan with mistakes, and for what can only be had in a folder."""
    wrong = refused(config.read_plan(plan, plugins.catalog()))
    if wrong:
        raise PlanError(*wrong)


def found(address: str, who: str) -> RowHome:
    """Return the home of an athlete, by name or number. Raises DataError where there is none."""
    with closing(connect(address)) as connection, guarded(shown(address)):
        require_up_to_date(connection)
        column, value = ("id", int(who)) if _NUMBER.fullmatch(who) else ("name", who)
        query = f"SELECT id, name FROM athlete WHERE {column} = %s"  # noqa: S608 - one of two columns
        row = connection.execute(query, (value,)).fetchone()
    if row is None:
        hint = "names are as they were given to 'overload many add', small and large letters apart"
        raise DataError(Problem(shown(address), f"there is no athlete '{who}'", hint))
    return RowHome(address, int(row[0]), str(row[1]))


def set_plan(home: RowHome, plan: str) -> None:
    """Give an athlete another plan, due at once. Raises PlanError for one with mistakes."""
    check_plan(plan)
    with home.opened() as database, database.transaction() as writing:
        writing.execute("UPDATE athlete SET plan = ?, due = '-infinity' WHERE id = me()", (plan,))


def pause(home: RowHome) -> None:
    """Let nothing be published for an athlete until it is taken up again."""
    with home.opened() as database, database.transaction() as writing:
        writing.execute("UPDATE athlete SET state = 'paused' WHERE id = me()")


def take_up(home: RowHome) -> None:
    """Begin again with an athlete who was paused or left alone, at once, as if nothing had been tried."""
    with home.opened() as database, database.transaction() as writing:
        writing.execute("DELETE FROM attempt WHERE athlete = me()")
        writing.execute("UPDATE athlete SET state = 'active', due = '-infinity' WHERE id = me()")


def remove(home: RowHome, wait_s: float = 10) -> None:
    """Remove an athlete and all that is kept of them, all or nothing."""
    with home.opened() as database, database.held(wait_s):
        _remove(database)


def _remove(database: RowDatabase) -> None:
    with database.transaction() as writing:
        # The log only grows; this alone may take from it, and only of this athlete.
        writing.execute("SELECT set_config('overload.removing', me()::text, true)")
        for table in reversed(TABLES):
            writing.execute(f"DELETE FROM all_{table} WHERE athlete = me()")  # noqa: S608 - names of our tables
        for table in ("feed", "attempt"):
            writing.execute(f"DELETE FROM {table} WHERE athlete = me()")  # noqa: S608 - as above
        writing.execute("DELETE FROM athlete WHERE id = me()")


def status(address: str, now: datetime, most: int = 20) -> Status:
    """Return how all of them are as of `now` (aware); of those left alone no more than so many."""
    with closing(connect(address)) as connection, guarded(shown(address)), connection.transaction():
        require_up_to_date(connection)
        states = dict[str, int](connection.execute("SELECT state, count(*) FROM athlete GROUP BY state").fetchall())
        query = f"SELECT count(*), min(greatest(a.due, t.again)) FILTER (WHERE isfinite(a.due)) {PENDING}"
        waiting = connection.execute(query, (now, now)).fetchone() or (0, None)
        tried = connection.execute("SELECT count(*) FROM attempt").fetchone() or (0,)
        query = """
            SELECT a.id, coalesce(t.problem, '') FROM athlete a LEFT JOIN attempt t ON t.athlete = a.id
            WHERE a.state = 'poison' ORDER BY a.id LIMIT %s
        """
        aside = tuple(Aside(int(number), str(why)) for number, why in connection.execute(query, (most,)))
    late = (now - waiting[1]).total_seconds() if isinstance(waiting[1], datetime) else 0.0
    counts = {state: int(states.get(state, 0)) for state in ("active", "paused", "poison")}
    return Status(**counts, due=int(waiting[0]), late_s=max(0.0, late), tried=int(tried[0]), aside=aside)
