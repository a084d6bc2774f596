"""The story of the program: load, build, render, replace the feed. What cron, `log` and the web page all call."""

from __future__ import annotations

from pathlib import Path

from overload.update.begun import adopt as adopt
from overload.update.folder import PLAN_FILE as PLAN_FILE
from overload.update.folder import Clock as Clock
from overload.update.folder import Folder as Folder
from overload.update.folder import known_things as known_things
from overload.update.folder import opened as opened
from overload.update.folder import start_folder as start_folder
from overload.update.home import Home as Home
from overload.update.journal import Stopwatch as Stopwatch
from overload.update.journal import journaled as journaled
from overload.update.journal import keep_copy as keep_copy
from overload.update.journal import no_time as no_time
from overload.update.journal import note_run as note_run
from overload.update.journal import note_trouble as note_trouble
from overload.update.publish import Updated as Updated
from overload.update.publish import calendar_changes as calendar_changes
from overload.update.publish import moved as moved
from overload.update.publish import publish as publish


def update(  # noqa: PLR0913 - one for each option of the command
    where: Path | Home,
    clock: Clock,
    weeks: int | None = None,
    *,
    dry_run: bool = False,
    force: bool = False,
    wait_s: float = 10,
    seconds: Stopwatch = no_time,
) -> Updated:
    """Bring the feeds of a training up to date; with nothing to change, no feed is written.

    `force` replaces a feed though much would vanish from it.

    The run is written to the journal, a failed one too. Raises PlanError, FileError, DataError, LockedError.
    """
    with journaled(where, clock, seconds, dry_run=dry_run), opened(where, wait_s=wait_s, clock=clock) as folder:
        now = folder.now(clock)
        folder.store.require_sound()
        if dry_run:
            return publish(folder, now, weeks, dry_run=True, force=force)
        kept = keep_copy(folder, now)
        done = publish(folder, now, weeks, kept, force=force)
        note_run(folder, done, seconds())
        return done
