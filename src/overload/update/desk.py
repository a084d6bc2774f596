"""An opened folder at a moment, with its plan: what entries and decisions are made at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import attrs

from overload.plan import Inputs, Plan, build
from overload.update.folder import Clock, Folder, opened
from overload.update.home import Home


@attrs.frozen
class Desk:
    """An opened folder at a moment, with its plan and all that the plan was made from."""

    folder: Folder
    inputs: Inputs
    plan: Plan

    @property
    def now(self) -> datetime:
        """The time, aware, where the athlete is."""
        return self.inputs.now

    @property
    def recorded(self) -> datetime:
        """The time as what is stored bears it."""
        return self.now.astimezone(UTC)


def seated(folder: Folder, now: datetime, planned: Callable[[Inputs], Plan] = build) -> Desk:
    """Return the desk of a folder that is open already."""
    inputs = folder.inputs(now)
    return Desk(folder, inputs, planned(inputs))


@contextmanager
def at_desk(path: Path | Home, clock: Clock, planned: Callable[[Inputs], Plan] = build) -> Iterator[Desk]:
    """Open a training folder for one run, holding its lock, and plan it; `as_shown` searches no new places.

    What is done at a desk is to be written down, whatever is wrong with plan.toml. Raises what `opened` does.
    """
    with opened(path, clock=clock, to_write_down=True) as folder:
        yield seated(folder, folder.now(clock), planned)
