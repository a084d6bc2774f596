"""The bytes of a calendar -> its text, and the text in parts, before any library reads it.

Read by the reader of busy calendars in its own process: nothing of `overload` is imported here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import zip_longest

LONGEST = 200
"""Letters of a title."""
COMPONENT = re.compile(r"^BEGIN:(VEVENT|VFREEBUSY)[ \t]*$", re.IGNORECASE | re.MULTILINE)
"""What says when somebody is busy."""
_CALENDAR = re.compile(r"^[ \t]*BEGIN:VCALENDAR[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ENDS = re.compile(r"^END:(?:VEVENT|VFREEBUSY)[ \t]*(?:\n|\Z)", re.IGNORECASE | re.MULTILINE)


def text(data: bytes) -> str:
    """Decode a calendar: UTF-8 as it should be, else what old programs write."""
    # Outlook on Windows has exported both UTF-16 and its own code page.
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    for end in range(len(data), max(len(data) - 4, 0), -1):  # one that breaks off may do so within a letter
        try:
            return data[:end].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if error.end < end:
                break
    return data.decode("cp1252", errors="replace")


def calendars(text: str) -> list[tuple[str, str]]:
    """Return the calendars of a file one by one, each with the component that it breaks off in.

    That is empty for a whole one; what stands behind the last is none. One that breaks off is ended where its last
    whole component ends, and the other one may be no more than `BEGIN:VCALENDAR`.
    """
    found = [match.start() for match in _CALENDAR.finditer(text)] or [text.upper().index("BEGIN:VCALENDAR")]
    parts = (text[start:end] for start, end in zip(found, [*found[1:], len(text)], strict=True))
    return [_whole(part) for part in parts]


def _whole(part: str) -> tuple[str, str]:
    end = list(re.finditer(r"(?im)^[ \t]*END:VCALENDAR", part))
    if end:
        return f"{part[: end[-1].end()].strip()}\n", ""
    last = max((match.end() for match in _ENDS.finditer(part)), default=0)
    if not last:
        return "", part.strip()
    return f"{part[:last].strip()}\nEND:VCALENDAR\n", part[last:].strip() or "END:VCALENDAR"


def apart(text: str) -> Iterator[str]:
    """Yield each event of a calendar as a calendar of its own, with the zones of all."""
    zones = "".join(re.findall(r"^BEGIN:VTIMEZONE.*?^END:VTIMEZONE[^\n]*\n", text, re.MULTILINE | re.DOTALL))
    head = text[: text.find("BEGIN:", 6)].rstrip()
    for body in begun(text):
        end = _ENDS.search(body)
        yield f"{head}\n{zones}{(body[: end.end()] if end else body).rstrip()}\nEND:VCALENDAR\n"


def begun(text: str) -> Iterator[str]:
    """Yield what stands from the beginning of each event to that of the next."""
    starts = [match.start() for match in COMPONENT.finditer(text)]
    for start, after in zip_longest(starts, starts[1:]):
        yield text[start:after]


def said(text: str, name: str) -> str:
    """Return what an event in a text says under a name, `SUMMARY` or `UID`; empty if nothing."""
    match = re.search(rf"^{name}(?:;[^:\n]*)?:(.*)$", text, re.IGNORECASE | re.MULTILINE)
    return match[1].strip()[:LONGEST] if match else ""
