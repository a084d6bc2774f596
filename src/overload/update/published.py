"""The feeds as they are published: what subscribers have, whatever the plan says by now."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import attrs

from overload.errors import DataError, FileError, Problem, UsageError, did_you_mean
from overload.ical import SeenEvent, SeenFeed
from overload.update.folder import Clock, opened
from overload.update.shrinking import published_feed


@attrs.frozen
class PublishedFeed:
    """A published feed as it is seen at `now` (aware, where the athlete is)."""

    path: Path
    seen: SeenFeed
    now: datetime

    @property
    def events(self) -> tuple[SeenEvent, ...]:
        """Every event, in order of time."""
        return self.seen.events

    @property
    def ahead(self) -> tuple[SeenEvent, ...]:
        """The events of today and later."""
        return tuple(one for one in self.events if one.first_day(self.now.tzinfo) >= self.now.date())


def published(path: Path, clock: Clock, name: str | None = None) -> PublishedFeed:
    """Read the published file of a feed, the first one in plan.toml if no name is given.

    Raises UsageError for an unknown one, FileError where nothing is published, DataError for what is no calendar.
    """
    with opened(path) as folder:
        names = [one.name for one in folder.config.feeds]
        chosen = names[0] if name is None else name
        if chosen not in names:
            raise UsageError(Problem("", f"there is no feed '{chosen}'", did_you_mean(chosen, names)))
        file = folder.feed_file(chosen)
        if file.mode is None:
            raise FileError(Problem(str(file.path), "nothing is published yet", "run 'overload update'"))
        seen = published_feed(folder, chosen)
        if seen is None:
            raise DataError(Problem(str(file.path), "is not a calendar", "run 'overload update' to write it again"))
        return PublishedFeed(file.path, seen, folder.now(clock))
