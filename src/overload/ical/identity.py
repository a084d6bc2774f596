"""How events are named for life: never by their date or text, and never alike where they say different things.

Two feeds of one plan say different things of one session, and somebody may subscribe to both; so each feed has names
of its own.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from overload.ical.text import identity
from overload.model import FeedChoice
from overload.plan.values import Mark

MAIN: Final = "training"
"""The feed a plan has if nothing is said; the names of its events do not repeat it."""

# Patterns are compiled when they are first used: few runs read the names of events.
_NAME: Final = r"(?P<kind>s|deload-|away-|)(?P<number>[0-9]{1,9})"

_SESSION: Final = r"s[0-9]{1,9}@(?:.+\.)?(?P<plan>[^.@]+)\.overload"


def uid_end(plan_id: str, feed: FeedChoice) -> str:
    """Return how the UIDs of a feed's events end; those of a busy one hide both the plan and what it is for."""
    if feed.show == "busy":
        return f"@{_digest(f'busy {feed.name} {plan_id}')}"
    name = "" if feed.name == MAIN else f"{_fit(feed.name)}."
    return f"@{name}{_fit(plan_id)}.overload"


def named_in_uids(plan_id: str) -> str:
    """Return how the UIDs of a plan's sessions name it, whichever feed they stand in."""
    return _fit(plan_id).rpartition(".")[2]


def plan_of(uid: str) -> str | None:
    """Return what names the plan of a session in its UID, None where that is no session or hides its plan."""
    found = re.fullmatch(_SESSION, uid)
    return found["plan"] if found else None


def mark_ordinal(mark: Mark) -> int:
    """Return the number a mark's revisions are kept by: below zero, where no session is."""
    # Two kinds of marks, each numbered by itself: the even numbers are of one, the odd ones of the other.
    return -2 * mark.number - (1 if mark.kind == "deload" else 0)


def ordinal_of(uid: str, end: str) -> int | None:
    """Return the number that the revisions of an event are kept by, from its UID; None where it is not of this feed."""
    name = re.fullmatch(_NAME, uid.removesuffix(end)) if uid.endswith(end) else None
    if name is None:
        return None
    number = int(name["number"])
    return -2 * number - (name["kind"] == "deload-") if name["kind"].endswith("-") else number


def _fit(name: str) -> str:
    """Return a name that is fit for a UID; one that is not keeps its own by a digest."""
    if name and len(name) <= 64 and name.isascii() and identity(name) == name and "@" not in name:
        return name
    return _digest(name)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]
