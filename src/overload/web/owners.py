"""Which pages the owner has: what shows each, and what takes its forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import attrs

from overload.web.bringing import show_import, take_import
from overload.web.owner import Where, show_home, show_log
from overload.web.owner_calendar import show_calendar, take_calendar
from overload.web.owner_links import show_links, take_links
from overload.web.plan_forms import show_plan, take_plan
from overload.web.settings import Clock
from overload.web.work import Page


@attrs.frozen
class Room:
    """A page of the owner's: how it is shown, and how its forms are taken, if it has any, or those with a file."""

    show: Callable[[Path, Where, Clock], Page]
    take: Callable[[Path, Where, bytes, Clock], Page] | None = None
    take_file: Callable[[Path, Where, str, bytes, Clock], Page] | None = None


OWNERS_PAGES: Final[Mapping[str, Room]] = {
    "": Room(show_home),
    "log": Room(show_log),
    "plan": Room(show_plan, take_plan),
    "import": Room(show_import, take_file=take_import),
    "links": Room(show_links, take_links),
    "calendar": Room(show_calendar, take_calendar),
}
"""What stands behind `/o/TOKEN/` -> the page."""
