"""Whose turn it is: an athlete's row is claim, fence and due time, and how often its update was tried stands beside it.

A turn is one transaction. Who dies in it loses the connection, and with it the claim: the athlete is due as before.
That it was begun is counted in a transaction of its own, so that also an attempt that took its process along is known.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from overload.store.rows import Connection

MOST_FAILED: Final = 3
"""After so many attempts that are known to have failed by themselves an athlete is left alone."""
MOST_BEGUN: Final = 10
"""After so many that came to no end it is, too; some may be nobody's fault, as where a machine is switched off."""

ENDED: Final = "its process was ended again and again"

PENDING: Final = """
    FROM athlete a LEFT JOIN attempt t ON t.athlete = a.id
    WHERE a.state = 'active' AND a.due <= %s AND (t.again IS NULL OR t.again <= %s)
"""
"""Who is waiting for a turn, as of the same moment twice."""


@attrs.frozen
class Pace:
    """How long after an attempt the next one may be: one that came to no end, and one that failed."""

    unended: timedelta = timedelta(seconds=10)
    failed: timedelta = timedelta(minutes=2)


@attrs.frozen
class Claimed:
    """An athlete whose turn it is, by number and name."""

    number: int
    name: str


def claim(connection: Connection, now: datetime) -> Claimed | None:
    """Take the row of the athlete who is due longest, in a transaction that is open; None where nobody is due.

    What somebody else holds is passed over. Who holds it and is not heard of for ten minutes, though its connection
    stands, as where a machine has vanished from the network, loses it.
    """
    query = f"""
        SELECT a.id, a.name, set_config('idle_in_transaction_session_timeout', '10min', true)
        {PENDING} ORDER BY a.due LIMIT 1 FOR NO KEY UPDATE OF a SKIP LOCKED
    """
    row = connection.execute(query, (now, now)).fetchone()
    return Claimed(int(row[0]), str(row[1])) if row else None


def begin(counting: Connection, athlete: int, now: datetime, pace: Pace) -> str:
    """Count that an attempt begins, on a connection of its own; return why it may not, '' where it may."""
    query = """
        INSERT INTO attempt (athlete, begun, again) VALUES (%s, 1, %s)
        ON CONFLICT (athlete) DO UPDATE SET begun = attempt.begun + 1, again = excluded.again
        RETURNING begun, failed, problem
    """
    row = counting.execute(query, (athlete, now + pace.unended)).fetchone()
    begun, failed, problem = row or (1, 0, "")
    if failed >= MOST_FAILED:
        return str(problem)
    return ENDED if begun > MOST_BEGUN else ""


def fail(counting: Connection, athlete: int, problem: str, now: datetime, pace: Pace) -> None:
    """Count that an attempt failed, and why, in words that name nobody.

    The athlete's row is left alone: somebody else may be at it by now, and waiting for that could be for ever. After
    the last attempt there is nothing to wait for; whoever claims the athlete next sets it aside.
    """
    query = """
        UPDATE attempt SET failed = failed + 1, problem = %s, again = CASE WHEN failed + 1 < %s THEN %s ELSE again END
        WHERE athlete = %s
    """
    counting.execute(query, (problem, MOST_FAILED, now + pace.failed, athlete))


def succeed(connection: Connection, athlete: int) -> None:
    """Forget the attempts, in the transaction of the one that succeeded."""
    connection.execute("DELETE FROM attempt WHERE athlete = %s", (athlete,))


def set_aside(connection: Connection, athlete: int) -> None:
    """Leave an athlete whose turn it is alone from here on."""
    connection.execute("UPDATE athlete SET state = 'poison' WHERE id = %s", (athlete,))


def try_later(connection: Connection, athlete: int, due: datetime) -> None:
    """Note that an athlete is due at some other time."""
    connection.execute("UPDATE athlete SET due = %s WHERE id = %s", (due, athlete))
