"""What every command is called with, and how it tells what went wrong; the ground the commands stand on."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from overload.clock import WallClock
from overload.errors import OverloadError, Problem, UsageError
from overload.opening import read_regular

if TYPE_CHECKING:
    from overload.catalog import Catalog

TOLD, ENTERED = "overload.told", "overload.entered"
"""Where a run keeps the problems it has printed, and whether its options for plugins hold."""
COMPLETING = "_OVERLOAD_COMPLETE"
"""The variable by which a shell asks what may stand next."""


@attrs.frozen
class Call:
    """What every command is called with: the folder asked for, and the time it shall be."""

    folder: Path | None
    now_text: str | None
    may_restart: bool = False

    @property
    def path(self) -> Path:
        """The training folder: -C, else OVERLOAD_HOME, else the current folder if it holds a plan.toml."""
        if self.folder is not None:
            return self._existing(self.folder)
        if home := os.environ.get("OVERLOAD_HOME"):
            return self._existing(Path(home))
        if Path("plan.toml").exists():
            return Path.cwd()
        raise UsageError(
            Problem("", "no training folder here", "make one with 'overload init my-training', or name it with -C")
        )

    @property
    def path_to_begin(self) -> Path | None:
        """The folder that -C or OVERLOAD_HOME names, or the current one, if it is missing or empty; else None."""
        named = self.folder or Path(os.environ.get("OVERLOAD_HOME") or ".")
        try:
            return None if any(named.iterdir()) else named.absolute()
        except FileNotFoundError:
            return named.absolute()
        except OSError:
            return None

    def _existing(self, folder: Path) -> Path:
        if not (folder / "plan.toml").exists():
            raise UsageError(
                Problem(str(folder), "there is no plan.toml in it", f"make one with 'overload init {folder}'")
            )
        return folder.absolute()

    def now(self, zone: str) -> datetime:
        """Return --now or the clock's time in `zone`; a --now without offset is there. Raises UsageError."""
        try:
            return WallClock(self.now_text)(zone)
        except ValueError:
            raise UsageError(
                Problem("--now", f"'{self.now_text}' is not a time", "write it like 2026-11-23T05:00")
            ) from None

    def catalog(self) -> Catalog:
        """Return what there is: built in, from plugins and, inside a training folder, from its plan.toml."""
        from overload.update import known_things  # noqa: PLC0415 - not for --version and --help

        try:
            path: Path | None = self.path
        except UsageError:
            if self.folder is not None:
                raise
            path = None
        return known_things(path)


def may_be_connected(path: Path) -> bool:
    """Tell at a glance whether a folder may have a calendar of the athlete's own to sync with."""
    try:
        return b"caldav" in read_regular(path / "plan.toml")
    except OSError:
        return False


def tell(line: str) -> None:
    """Print a line on stderr; where nobody can be told, the exit code has to do."""
    with contextlib.suppress(OSError):
        click.echo(line, err=True)


def complain(error: OverloadError) -> int:
    """Print the problems of an error, a line each and where it points to, and return its exit code."""
    for problem in error.problems:
        tell(f"overload: {problem}")
        if problem.pointer:
            tell(problem.pointer)
    return error.exit_code


def report(problems: Sequence[Problem]) -> int:
    """Print problems that did not stop the work, a line each and once; return 3 if there are any, else 0."""
    context = click.get_current_context(silent=True)
    told: set[Problem] = context.meta.setdefault(TOLD, set()) if context else set()
    for problem in problems:
        if problem not in told:
            tell(f"overload: {problem}")
            told.add(problem)
    return 3 if problems else 0


def cannot_be_loaded(error: ImportError) -> str:
    """Say that a part of the program is not there: its disk fails, or it is just being replaced by another version."""
    return f"a part of the program cannot be loaded ({error}); install it again, and look at the disk it is on"
