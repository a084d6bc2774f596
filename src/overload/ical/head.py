"""What stands above the events: the name and colour of a calendar, and how often to look at it."""

from __future__ import annotations

import attrs

from overload.ical import colors
from overload.ical.identity import MAIN
from overload.ical.text import one_line
from overload.model import FeedChoice
from overload.plan.values import Plan

PRODUCT, DISCREET_PRODUCT = "-//overload//training//EN", "-//calendar//busy//EN"
"""Without a version: an upgrade that writes the same events gives the same bytes."""

REFRESH = "PT6H"
"""How often to look again. Clients that heed it should see today's numbers by the evening."""

BUSY = "Busy"
UNNAMED = "Training"
"""What a session or a calendar is called where its name leaves nothing to read; also the category of all events."""


@attrs.frozen
class Head:
    """The properties of a calendar: PRODID, its name, and its colour as CSS name and figure ('' for none)."""

    product: str
    name: str
    color: str = ""
    figure: str = ""
    refresh: str = REFRESH


def head(feed: FeedChoice, plan: Plan) -> Head:  # noqa: ARG001 - a plan may come to name its calendar
    """Return the head of a feed; a busy one does not say whose it is or what for."""
    color, figure = colors.both(feed.color) or ("", "")
    if feed.show == "busy":
        return Head(DISCREET_PRODUCT, BUSY, color, figure)
    usual = UNNAMED if feed.name == MAIN else f"{UNNAMED} ({feed.name})"
    return Head(PRODUCT, one_line(feed.title) or one_line(usual), color, figure)
