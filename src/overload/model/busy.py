"""When the athlete cannot train because something else is on, and where that is known from."""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs


@attrs.frozen
class BusyTime:
    """A time that is taken, from `start` to `end` (excluded): local wall clock in the athlete's zone, without a zone.

    `calendar` is the name of the busy calendar it comes from.
    """

    start: datetime
    end: datetime
    summary: str = ""
    calendar: str = ""

    def __str__(self) -> str:
        return f"'{self.summary}'" if self.summary else self.calendar


@attrs.frozen
class BusySource:
    """A busy calendar: a `file` (relative to the training folder, or `~/...`), or a `command` that prints one.

    `all_day` says what events that last whole days mean: `busy`, `free`, or `marked` (busy where the event itself
    says so). `buffer` is kept free before and after each event. A command is run again after `every`.
    """

    name: str
    file: str = ""
    command: str = ""
    all_day: str = "marked"
    buffer: timedelta = timedelta(0)
    every: timedelta = timedelta(hours=1)

    @property
    def place(self) -> str:
        """Where to look when something is wrong with it."""
        return self.file or f"plan.toml: busy.{self.name}.command"
