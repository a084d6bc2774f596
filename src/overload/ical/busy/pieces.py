"""The bytes of a calendar -> its text, and the text in parts, before any library reads it.

Read by the reader of busy calendars in its own process: nothing of `overload` is imported here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

LONGEST = 200
"""Letters of a title."""
COMPONENT = re.compile(r"^BEGIN:(VEVENT|VFREEBUSY)[ \t]*$", re.IGNORECASE | re.MULTILINE)
"""What says when somebody is busy."""


def text(data: bytes) -> str:
    """Decode a calendar: UTF-8 as it should be, else what old programs write."""
    # Outlook on Windows has exported both UTF-16 and its own code page.
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def calendars(text: str) -> list[str] | None:
    """Return the calendars of a file one by one; what stands behind the last is none. None where one breaks off."""
    found = [
        match.span() for match in re.finditer(r"^[ \t]*BEGIN:VCALENDAR[ \t]*$", text, re.IGNORECASE | re.MULTILINE)
    ]
    starts = [start for start, _ in found] or [text.upper().index("BEGIN:VCALENDAR")]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    whole = []
    for part in parts:
        end = list(re.finditer(r"^[ \t]*END:VCALENDAR", part, re.IGNORECASE | re.MULTILINE))
        # A download that broke off would read as a calendar in which the rest is free.
        if not end:
            return None
        whole.append(f"{part[: end[-1].end()].strip()}\n")
    return whole


def apart(text: str) -> Iterator[str]:
    """Yield each event of a calendar as a calendar of its own, with the zones of all."""
    zones = "".join(re.findall(r"^BEGIN:VTIMEZONE.*?^END:VTIMEZONE[^\n]*\n", text, re.MULTILINE | re.DOTALL))
    head = text[: text.find("BEGIN:", 6)].rstrip()
    starts = [(match.start(), match[1].upper()) for match in COMPONENT.finditer(text)]
    for (start, name), after in zip(starts, [*(at for at, _ in starts[1:]), len(text)], strict=True):
        body = text[start:after]
        end = re.search(rf"^END:{name}[ \t]*$", body, re.IGNORECASE | re.MULTILINE)
        yield f"{head}\n{zones}{body[: end.end()] if end else body.rstrip()}\nEND:VCALENDAR\n"


def title(text: str) -> str:
    """Return the title of an event in a text; empty if it has none."""
    match = re.search(r"^SUMMARY[^:\n]*:(.*)$", text, re.IGNORECASE | re.MULTILINE)
    return match[1].strip()[:LONGEST] if match else ""


def written(value: str) -> datetime:
    """Return the first moment of a property as it is written, on whichever wall."""
    return datetime.fromisoformat(value[:15] if "T" in value[:9] else value[:8])


def in_utc(value: str, offset: timedelta) -> str:
    """Return times of a fixed offset as those of UTC."""
    if "T" not in value or value.endswith("Z"):
        return value
    return f"{written(value) - offset:%Y%m%dT%H%M%SZ}"
