"""What a worker's process does, one athlete after the other: claim, look, publish, all in one transaction."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from overload import plugins
from overload.errors import OverloadError, Problem
from overload.guard import Limit
from overload.many import turns
from overload.many.home import AGAIN, RowHome
from overload.many.turns import Claimed, Pace
from overload.store.rows import RowDatabase, connect, guarded, is_lost, shown
from overload.update import Clock, update

if TYPE_CHECKING:
    from overload.store.rows import Connection

Look = Callable[[RowHome, Clock], Sequence[Problem]]
"""Brings an athlete's feeds up to date, and returns what went wrong without stopping that."""

DONE: Final = "done"
TROUBLED: Final = "troubled"
FAILED: Final = "failed"
SET_ASIDE: Final = "set aside"


@attrs.frozen
class Outcome:
    """What became of an athlete's turn: by number, and in words that name nobody where it did not go well."""

    athlete: int
    state: str
    words: str = ""


class BrokenError(Exception):
    """Raised where a process is not to go on: what it was at may have left anything behind. It has the outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.words)
        self.outcome = outcome


def look(home: RowHome, clock: Clock) -> Sequence[Problem]:
    """Bring an athlete's feeds up to date, unless all stands as it is."""
    if home.stands(clock):
        return ()
    # What was noted of one athlete, and what plugins have used up, is not for the next.
    with plugins.in_force(plugins.Policy(limit=Limit(), clock=clock, is_quiet=True)):
        done = update(home, clock)
    return (*done.problems, *done.unheard)


@attrs.define
class Worker:
    """Two connections to the database: one for the turns, and one that counts them whatever becomes of those."""

    address: str
    clock: Clock
    look: Look = look
    pace: Pace = attrs.field(factory=Pace)
    _turns: Connection | None = None
    _counting: Connection | None = None

    def turn(self, begun: Callable[[int], object]) -> Outcome | None:
        """Do what there is to do for whoever is due longest; None where nobody is.

        `begun` is told the athlete's number as soon as the row is held. Raises FileError where the database is out of
        reach: then nothing was kept, and the next turn begins with new connections. Raises BrokenError.
        """
        try:
            with guarded(shown(self.address)):
                return self._turn(begun)
        except OverloadError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connections."""
        for connection in (self._turns, self._counting):
            if connection is not None:
                with contextlib.suppress(Exception):
                    connection.close()
        self._turns = self._counting = None

    def _turn(self, begun: Callable[[int], object]) -> Outcome | None:
        connection = self._turns = self._turns or connect(self.address)
        counting = self._counting = self._counting or connect(self.address)
        now = self.clock("UTC")
        claimed: Claimed | None = None
        try:
            with connection.transaction():
                claimed = turns.claim(connection, now)
                if claimed is None:
                    return None
                begun(claimed.number)
                refused = turns.begin(counting, claimed.number, now, self.pace)
                if refused:
                    turns.set_aside(connection, claimed.number)
                    return Outcome(claimed.number, SET_ASIDE, refused)
                return self._looked_at(connection, claimed, now)
        except (OverloadError, KeyboardInterrupt):
            raise
        except BaseException as error:  # not even sys.exit may cost more than this attempt
            if claimed is None or is_lost(error):
                raise
            words = _words(error)
            turns.fail(counting, claimed.number, words, now, self.pace)
            raise BrokenError(Outcome(claimed.number, FAILED, words)) from error

    def _looked_at(self, connection: Connection, claimed: Claimed, now: datetime) -> Outcome:
        home = RowHome(self.address, claimed.number, claimed.name)
        database = RowDatabase(connection, claimed.number, home.place)
        problems: Sequence[Problem]
        with home.on(database):
            try:
                problems = self.look(home, self.clock)
            except OverloadError as error:
                if connection.closed:
                    raise
                problems = error.problems
                turns.try_later(connection, claimed.number, now + AGAIN)
        turns.succeed(connection, claimed.number)
        words = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}" if problems else ""
        return Outcome(claimed.number, TROUBLED if problems else DONE, words)


def _words(error: BaseException) -> str:
    """Say what was raised and where; not what it says itself, which may be an athlete's own words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"it raised {type(error).__name__}{place}"
