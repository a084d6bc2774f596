"""When the athlete cannot train because something else is on, and where that is known from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

import attrs

T = TypeVar("T")


def titles_pattern(titles: Iterable[str]) -> str:
    """Return the pattern that finds any of these titles, as whole words and in any case, in a case-folded title."""
    return "|".join(rf"(?<!\w){re.escape(title.casefold().strip())}(?!\w)" for title in titles)


def told_of(summary: str, by_title: Mapping[str, T]) -> list[T]:
    """Return what is told of an event by its title: `Long run` is meant by `Long run, 24 km` and not by `Brunch`."""
    return [told for title, told in by_title.items() if re.search(titles_pattern([title]), summary.casefold())]


@attrs.frozen
class BusyTime:
    """A time that is taken, from `start` to `end` (excluded): local wall clock in the athlete's zone, without a zone.

    `calendar` is the name of the busy calendar it comes from. One that `is_free` takes no time, and is told only for
    the focus groups that it works, `trains`: they need their recovery on both sides of it.
    """

    start: datetime
    end: datetime
    summary: str = ""
    calendar: str = ""
    trains: frozenset[str] = frozenset()
    is_free: bool = False

    def __str__(self) -> str:
        return f"'{self.summary}'" if self.summary else self.calendar


@attrs.frozen
class BusySource:
    """A busy calendar: a `file` (relative to the training folder, or `~/...`), or a `command` that prints one.

    `all_day` says what events that last whole days mean: `busy`, `free`, or `marked` (busy where the event itself
    says so). `buffer` is kept free before and after each event, `before` and `after` around those of a title. What a
    title of `trains` names works these focus groups. `me` are the addresses under which the athlete declines
    invitations. A command is run again after `every`.
    """

    name: str
    file: str = ""
    command: str = ""
    all_day: str = "marked"
    buffer: timedelta = timedelta(0)
    every: timedelta = timedelta(hours=1)
    trains: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    before: Mapping[str, timedelta] = attrs.field(factory=dict)
    after: Mapping[str, timedelta] = attrs.field(factory=dict)
    me: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where to look when something is wrong with it."""
        return self.file or f"plan.toml: busy.{self.name}.command"

    def told(self, one: BusyTime) -> Iterator[BusyTime]:
        """Yield a time as plan.toml has it by its title: with what is kept free around it, and what it trains."""
        if not one.is_free:
            before = max((self.buffer, *told_of(one.summary, self.before)))
            after = max((self.buffer, *told_of(one.summary, self.after)))
            yield attrs.evolve(one, start=one.start - before, end=one.end + after)
        if trains := frozenset(group for groups in told_of(one.summary, self.trains) for group in groups):
            yield attrs.evolve(one, trains=trains, is_free=True)


@attrs.frozen
class Share:
    """Dumbbells shared with somebody: `feed` is what the other folder publishes, relative to the training folder."""

    name: str
    feed: str

    @property
    def place(self) -> str:
        """Where to look when something is wrong with it."""
        return f"plan.toml: shares.{self.name}.feed"
