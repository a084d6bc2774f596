"""An event as text: a new one, or the one that was fetched with only our own lines replaced.

Everything else in it - colours, guests, reminders, places, what clients add of their own - stays as it was fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import attrs

from overload.caldav.event import MARK, Mark, Meaning
from overload.caldav.instants import moment_text
from overload.caldav.lines import name_of, unfolded
from overload.ical.content import EventContent
from overload.ical.text import escape, finish, link

BELOW: Final = "--- Your own notes go below this line ---"
"""What stands below it in the text of an event is the athlete's."""
_OURS: Final = frozenset(
    {"DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "X-ALT-DESC", "URL", "SEQUENCE", "DTSTAMP",
     "LAST-MODIFIED", "STATUS", MARK}
)  # fmt: skip


@attrs.frozen
class Writing:
    """What is written with a meaning: SEQUENCE, the time of it (UTC), the address of the page, and our mark."""

    sequence: int
    stamp: datetime
    url: str
    mark: Mark


def _our_lines(meaning: Meaning, writing: Writing, *, is_discreet: bool) -> list[str]:
    kind = ";VALUE=DATE" if meaning.is_all_day else ""
    stamp = moment_text(writing.stamp)
    cut = "" if is_discreet and not meaning.below else f"{BELOW}\n{meaning.below}".strip()
    text = "\n\n".join(filter(None, (meaning.text, cut)))
    lines = [
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{writing.sequence}",
        f"DTSTART{kind}:{moment_text(meaning.start)}",
        f"DTEND{kind}:{moment_text(meaning.end)}",
        f"SUMMARY:{escape(meaning.title)}",
        f"STATUS:{'CANCELLED' if meaning.is_cancelled else 'CONFIRMED'}",
        f"{MARK}:{writing.mark}",
    ]
    lines += [f"DESCRIPTION:{escape(text)}"] if text else []
    lines += [f"URL:{link(writing.url)}"] if writing.url else []
    return lines


def new_text(uid: str, content: EventContent, meaning: Meaning, writing: Writing) -> str:
    """Return the text of a new event, with its place, its categories and its alarms; later those are the athlete's."""
    is_discreet = not content.description
    alarms = [
        line
        for before in content.alarms
        for line in (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-PT{int(before.total_seconds()) // 60}M",
            f"DESCRIPTION:{escape(content.summary)}",
            "END:VALARM",
        )
    ]
    place = [f"LOCATION:{escape(content.location)}"] if content.location else []
    groups = [f"CATEGORIES:{','.join(escape(one) for one in sorted(content.categories))}"] if content.categories else []
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_product(is_discreet=is_discreet)}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
    ]
    lines += [*_our_lines(meaning, writing, is_discreet=is_discreet), *place, *groups, *alarms]
    return _written([*lines, "END:VEVENT", "END:VCALENDAR"])


def _product(*, is_discreet: bool) -> str:
    return "-//calendar//busy//EN" if is_discreet else "-//overload//training//EN"


def rewritten(text: str, meaning: Meaning, writing: Writing) -> str:
    """Return the text that was fetched, with only our own lines replaced."""
    lines, kept = unfolded(text), []
    depth, is_written = 0, False
    for line in lines:
        upper = line.upper()
        if upper == "BEGIN:VEVENT" and not is_written:
            depth = 1
            kept += [line, *_our_lines(meaning, writing, is_discreet=not meaning.text)]
            is_written = True
            continue
        if depth:
            depth += upper.startswith("BEGIN:")
            if depth == 1 and name_of(line) in _OURS:
                continue
            depth -= upper.startswith("END:")
        kept.append(line)
    return _written(kept)


def _written(lines: Iterable[str]) -> str:
    return finish("\r\n".join(lines) + "\r\n").decode()
