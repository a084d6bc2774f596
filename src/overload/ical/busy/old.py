"""vCalendar 1.0, as old phones write it -> iCalendar, line by line.

Read by the reader of busy calendars in its own process: nothing of `overload` is imported here.
"""

from __future__ import annotations

import quopri
import re
from typing import Final

_QUOTED = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
_CHARSET = re.compile(r";CHARSET=([^;:]+)", re.IGNORECASE)
_EVERY = re.compile(r"(D|W|MD|MP|YM|YD)(\d+)", re.IGNORECASE)
_FREQUENCY: Final = {"D": "DAILY", "W": "WEEKLY", "MD": "MONTHLY", "MP": "MONTHLY", "YM": "YEARLY", "YD": "YEARLY"}
_DAYS: Final = frozenset({"MO", "TU", "WE", "TH", "FR", "SA", "SU"})


def is_old(text: str) -> bool:
    """Tell whether a calendar is of version 1.0."""
    return re.search(r"^VERSION:1\.0\s*$", text, re.IGNORECASE | re.MULTILINE) is not None


def modern(text: str) -> str:
    """Return a calendar of version 1.0 as one of 2.0; what cannot be said so is left, and fails in its event."""
    text = re.sub(r"=\r?\n", "", text)  # a quoted line goes on in the next
    return "".join(f"{_line(line)}\n" for line in text.splitlines())


def _line(line: str) -> str:
    head, colon, value = line.partition(":")
    if not colon:
        return line
    name = head.partition(";")[0].upper()
    if _QUOTED.search(head):
        charset = _CHARSET.search(head)
        value = quopri.decodestring(value.encode("utf-8", "replace")).decode(
            charset[1] if charset else "utf-8", "replace"
        )
        value = " ".join(value.split())
        head = _CHARSET.sub("", _QUOTED.sub("", head))
    if name == "RRULE":
        return f"RRULE:{_rule(value)}"
    if name in {"EXDATE", "RDATE"}:
        return f"{head}:{value.replace(';', ',')}"
    if name == "TRANSP" and value.strip().isdigit():
        return f"TRANSP:{'OPAQUE' if value.strip() == '0' else 'TRANSPARENT'}"
    if name == "VERSION":
        return "VERSION:2.0"
    return f"{head}:{value}"


def _rule(value: str) -> str:
    """Return `W1 MO TU #5` as `FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU;COUNT=5`.

    Without an end a rule holds twice, and `#0` is for ever; so the specification has it.
    """
    words = value.upper().split()
    match = _EVERY.fullmatch(words[0]) if words else None
    if not match:
        return value
    kind, end, by = match[1], "COUNT=2", list[str]()
    for word in words[1:]:
        if word.startswith("#"):
            end = "" if word == "#0" else f"COUNT={word[1:]}"
        elif re.fullmatch(r"\d{8}(T\d{6}Z?)?", word):
            end = f"UNTIL={word}"
        else:
            by.append(word)
    parts = [f"FREQ={_FREQUENCY[kind]}", f"INTERVAL={match[2]}", *_by(kind, by), *([end] if end else [])]
    return ";".join(parts)


def _by(kind: str, words: list[str]) -> list[str]:
    if not words:
        return []
    if kind == "W":
        return [f"BYDAY={','.join(words)}"]
    if kind == "MP":
        places, found = list[str](), list[str]()
        for word in words:
            if word in _DAYS:
                found += [f"{place}{word}" for place in places] or [word]
            else:
                places = [f"-{word[:-1]}" if word.endswith("-") else word.rstrip("+")]
        return [f"BYDAY={','.join(found)}"]
    name = {"MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY"}.get(kind, "BYHOUR")
    return [f"{name}={','.join('-1' if word == 'LD' else word for word in words)}"]
