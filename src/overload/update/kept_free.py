"""What busy calendars say, as a plan takes it; apart from their reading, which most folders have no need of."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import attrs

from overload.errors import Problem
from overload.model import BusyTime, Configuration, Share


@attrs.frozen
class Busy:
    """What was found: times to keep free, what went wrong, and when a calendar is to be fetched again (instants)."""

    times: tuple[BusyTime, ...] = ()
    problems: tuple[Problem, ...] = ()
    again: tuple[datetime, ...] = ()


def busy_files(path: Path, config: Configuration) -> tuple[Path, ...]:
    """Return the files that the plan depends on."""
    files = [path / Path(one.file).expanduser() for one in config.busy if one.file]
    return (*files, *(share_file(path, one) for one in config.shares))


def share_file(path: Path, share: Share) -> Path:
    """Return where the feed is of somebody who trains with the same dumbbells."""
    return path / Path(share.feed).expanduser()
