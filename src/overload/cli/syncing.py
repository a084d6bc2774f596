"""After what changes the plan: the athlete's own calendar follows, where one is connected."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from overload.cli.call import Call, report, tell
from overload.errors import LockedError, OverloadError

if TYPE_CHECKING:
    from overload.caldav.sync import Synced


def sync_after(call: Call) -> int:
    """Sync with the calendar that is connected, if any, and return 3 where that went wrong.

    A server that cannot be reached is no error of what was asked for: it is tried again by the next run.
    """
    if b"[caldav" not in (call.path / "plan.toml").read_bytes():
        return 0
    from overload.caldav.failures import UnreachableError  # noqa: PLC0415 - only where a calendar is connected
    from overload.caldav.sync import sync  # noqa: PLC0415 - only where a calendar is connected

    try:
        done = sync(call.path, call.now)
    except (UnreachableError, LockedError) as error:
        if sys.stderr.isatty():
            tell(f"overload: {error.problems[0]}")
        return 0
    except OverloadError as error:
        return report(error.problems)
    tell_synced(done)
    return report((*done.exchanged.problems, *([done.question] if done.question else [])))


def tell_synced(done: Synced) -> None:
    """Say what was taken from the calendar."""
    for line in done.exchanged.told:
        click.echo(line)
