"""The story of the program: load, build, render, replace the feed. What cron, `log` and the web page all call."""

from __future__ import annotations

from pathlib import Path

from overload.update.folder import PLAN_FILE as PLAN_FILE
from overload.update.folder import Clock as Clock
from overload.update.folder import Folder as Folder
from overload.update.folder import known_things as known_things
from overload.update.folder import opened as opened
from overload.update.folder import start_folder as start_folder
from overload.update.publish import Updated as Updated
from overload.update.publish import moved as moved
from overload.update.publish import publish as publish
from overload.update.record import Logged as Logged
from overload.update.record import record as record
from overload.update.record import unwell_day as unwell_day


def update(path: Path, clock: Clock, weeks: int | None = None, *, dry_run: bool = False) -> Updated:
    """Bring the feeds of a training folder up to date; with nothing to change, nothing is written."""
    with opened(path) as folder:
        return publish(folder, folder.now(clock), weeks, dry_run=dry_run)
