"""Bytes of a file -> its text."""

from __future__ import annotations

import codecs
from typing import Final

from overload.errors import DataError, Problem

MOST_BYTES: Final = 200_000_000
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes, encoding: str = "") -> str:
    """Return the text of a file, its lines ended by line feeds: UTF-8 or UTF-16 unless `encoding` says another.

    Raises DataError for what is neither, is empty or is no text.
    """
    if len(content) > MOST_BYTES:
        raise DataError(Problem("", f"the file is larger than {MOST_BYTES // 1_000_000} MB", "export less at once"))
    name = encoding or _encoding(content)
    try:
        text = content.decode(name)
    except LookupError:
        raise DataError(Problem("--encoding", f"there is no encoding '{name}'", "try cp1252 or utf-8")) from None
    except UnicodeError:
        hint = "export it again, or say how it is written: --encoding cp1252 (Windows, western Europe)"
        raise DataError(Problem("", f"the file is not written in {name.upper()}", hint)) from None
    if "\0" in text:
        raise DataError(Problem("", "the file is not text", "export it from the app as CSV or JSON"))
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DataError(Problem("", "the file is empty", "export it again"))
    return text


def _encoding(content: bytes) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    # Without a mark: in text of western languages every other byte of UTF-16 is zero.
    head = content[:400]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    return "utf-8"
