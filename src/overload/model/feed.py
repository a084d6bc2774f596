"""What an athlete chose of a feed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import attrs

from overload.units import Unit

NOTHING: Final = timedelta(0)


@attrs.frozen
class FeedChoice:
    """One feed: its file is `calendars/NAME.ics`.

    `show` is `full`, `busy` (only when) or `back` (only days with the back in focus). `alarms` are before the start;
    `before` and `after` are kept free around the session. Of weeks, this one is the first; None shows all there are.
    `detail` is `text` or `short`; `how_to` is `none`, `link` or `text`, and `how_to_links` are addresses by exercise
    id. `unit` is what loads of the other unit are said in besides, `unit_words` what units are called. `marks` are
    `deload` and `away`, as events of whole days. `categories` None are those of its own.
    `event_title` is `lifts` (what is to be lifted) or `name` (nothing but the day's, for screens others see).
    With `notes` the events of past sessions have what was noted, and days called unwell: whoever reads it is told.
    `publish_command` are the words of what brings a new file to where it is published, in `publish_within` at most.
    """

    name: str
    show: str = "full"
    title: str = ""
    alarms: tuple[timedelta, ...] = ()
    location: str = ""
    color: str = ""
    publish: bool = False
    publish_command: tuple[str, ...] = ()
    publish_within: timedelta = timedelta(minutes=1)
    all_day: bool = False
    categories: tuple[str, ...] | None = None
    weeks_ahead: int | None = None
    weeks_back: int | None = None
    before: timedelta = NOTHING
    after: timedelta = NOTHING
    detail: str = "text"
    how_to: str = "none"
    how_to_links: Mapping[str, str] = attrs.field(factory=dict)
    unit: Unit | None = None
    unit_words: Mapping[Unit, str] = attrs.field(factory=dict)
    marks: tuple[str, ...] = ()
    event_title: str = "lifts"
    notes: bool = False
