"""After what changes the plan: the athlete's own calendar follows, where one is connected."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from overload.cli.call import Call, may_be_connected, report, tell
from overload.errors import LockedError, OverloadError, Problem, UnreachableError

if TYPE_CHECKING:
    from overload.update import Clock


def sync_after(call: Call, *, is_told: bool = True) -> int:
    """Sync with the calendar that is connected, if any, and return 3 where that went wrong.

    What was taken from it is said, unless `is_told` is False because something else is printed; `runs` has it anyway.
    """
    if not may_be_connected(call.path):
        return 0
    problems, told = synced(call.path, call.now)
    for line in told if is_told else ():
        click.echo(line)
    return report(problems)


def synced(path: Path, clock: Clock) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """Sync a folder, and return what went wrong and what was taken from the calendar.

    A server that cannot be reached is no problem of what was asked for: it is tried again by the next run.
    """
    from overload.caldav.sync import NOT_CONNECTED, sync  # noqa: PLC0415 - only where a calendar is connected

    try:
        done = sync(path, clock, is_patient=True)
    except (UnreachableError, LockedError) as error:
        if sys.stderr.isatty():
            tell(f"overload: {error.problems[0]}")
        return (), ()
    except OverloadError as error:
        return (() if error.problems == (NOT_CONNECTED,) else error.problems), ()
    return (*done.exchanged.problems, *([done.question] if done.question else [])), done.exchanged.told
