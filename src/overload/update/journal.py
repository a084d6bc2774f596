"""The journal: a row for each update, the failed ones too."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from overload.errors import LockedError, OverloadError, Problem
from overload.model import Status
from overload.settled import inputs_digest
from overload.store import Run
from overload.update.folder import Clock, Folder
from overload.update.home import Home, home_of
from overload.update.publish import Updated

Stopwatch = Callable[[], float]
"""Tells how many seconds the run has taken so far; only the edges have one."""


def no_time() -> float:
    """The stopwatch of who does not measure."""
    return 0.0


def note_run(folder: Folder, done: Updated, seconds: float = 0.0, told: tuple[str, ...] = ()) -> Run:
    """Write a run to the journal; `told` is what it took from the athlete's own calendar."""
    was = {one.ordinal: one for one in done.before}
    now = {one.ordinal: one for one in done.plan.published}
    both = [(was[ordinal], now[ordinal]) for ordinal in was.keys() & now.keys()]
    return folder.store.add_run(
        Run(
            started=done.plan.now.astimezone(UTC),
            digest=inputs_digest(folder.sources),
            placed=len(now.keys() - was.keys()),
            moved=sum(old.start != new.start for old, new in both),
            cancelled=sum(new.status is Status.CANCELLED is not old.status for old, new in both),
            problems=tuple(str(problem) for problem in (*done.problems, *done.unheard)),
            seconds=seconds,
            told=told,
        )
    )


def keep_copy(folder: Folder, now: datetime) -> tuple[Problem, ...]:
    """Make the copy of the day before anything is written; where it cannot be made, that is a problem."""
    try:
        folder.store.backup_daily(now.date())
    except OverloadError as error:
        return error.problems
    return ()


@contextlib.contextmanager
def journaled(where: Path | Home, clock: Clock, seconds: Stopwatch, *, dry_run: bool) -> Iterator[None]:
    """Write what stops a run to the journal too, where there is one; a run that only waited is none."""
    try:
        yield
    except LockedError:
        raise
    except OverloadError as error:
        if not dry_run:
            note_trouble(where, clock, error.problems, seconds)
        raise


def note_trouble(where: Path | Home, clock: Clock, problems: Iterable[Problem], seconds: Stopwatch = no_time) -> None:
    """Write what went wrong to the journal, where there is one, as a run of its own."""
    home = home_of(where)
    if not home.has_store:
        return
    with contextlib.suppress(OverloadError), home.store() as store:
        told = tuple(map(str, problems))
        store.add_run(Run(clock("UTC").astimezone(UTC), "", problems=told, seconds=seconds()))
