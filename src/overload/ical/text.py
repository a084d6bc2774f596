"""Text as iCalendar can carry it: cleaned, escaped, and lines folded at 75 octets.

Nothing an athlete or a plugin writes gets past these: a line break would begin a new property, other control
characters are forbidden (RFC 5545, 3.1), and lone surrogates cannot be written as UTF-8.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

LONGEST_LINE: Final = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""
LONGEST_TITLE: Final = 200
"""Characters of a text that stands on one line; clients show a fraction of it."""

_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MARK = "\0"
"""Stands for the end of a line while a calendar is gone over: it cannot be part of one."""
# The same, but for the mark itself.
_UNMARKED = re.compile(_UNWRITABLE.pattern.replace("\0-", "\1-"))
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_LIST_SIGNS = re.compile(r"[\\,;]")
_UNSAFE_ID = re.compile(r"[^A-Za-z0-9._@-]")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


def block(text: str) -> str:
    """Return text of several lines that can be written: every kind of line break is a newline, the rest is clean."""
    broken = _BREAKS.sub("\n", text).replace("\t", " ")
    written = _SURROGATES.sub("\ufffd", _UNWRITABLE.sub("", broken))
    return "\n".join(line.rstrip() for line in written.split("\n")).strip()


def one_line(text: str) -> str:
    """Return text that can be written on one line, cut where it is longer than anybody reads."""
    line = " ".join(block(text).split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def category(text: str) -> str:
    """Return text for a list of categories, where parsers disagree on escapes: it has none that needs one."""
    return one_line(_LIST_SIGNS.sub(" ", text))


def link(url: str) -> str:
    """Return an address that can be written: what a URI cannot hold is percent-encoded."""
    return quote(_BARE_PERCENT.sub("%25", "".join(block(url).split())), safe=_URL_SAFE)


def identity(uid: str) -> str:
    """Return a UID of plain characters."""
    return _UNSAFE_ID.sub("", uid)


def escape(text: str) -> str:
    """Return a TEXT value (RFC 5545, 3.3.11)."""
    return text.translate(_ESCAPES)


def finish(written: str) -> bytes:
    """Return a serialised calendar as bytes: folded, CRLF after every line, nothing in it that is forbidden."""
    # ics ends its lines with CRLF; a lone line feed left in a value would begin a new property, so it is escaped once
    # the real ends are out of the way.
    marked = written.replace(_MARK, "").replace("\r\n", _MARK)
    clean = _SURROGATES.sub("\ufffd", _UNMARKED.sub("", marked)).replace("\n", "\\n")
    return b"".join(fold(line) + b"\r\n" for line in clean.split(_MARK) if line)


def fold(line: str) -> bytes:
    """Return a line cut into pieces of at most 75 octets, never within a character."""
    data = line.encode()
    pieces, start, end = [], 0, LONGEST_LINE
    while end < len(data):
        at = _cut(data, end)
        pieces.append(data[start:at])
        start, end = at, at + LONGEST_LINE - 1  # the space that marks a continued line counts
    return b"\r\n ".join((*pieces, data[start:]))


def _cut(data: bytes, end: int) -> int:
    """Return where to cut: between characters, and away from spaces, which some parsers lose at the end of a line."""
    # 10xxxxxx is a byte within a character of UTF-8 (RFC 3629, 3).
    if data[end] & 0xC0 != 0x80 and b" " not in data[end - 1 : end + 1]:
        return end
    borders = [at for at in range(end, end - 24, -1) if data[at] & 0xC0 != 0x80]
    return next((at for at in borders if b" " not in data[at - 1 : at + 1]), borders[0])
