"""Bytes -> content lines: line ends, folding, encoding, forbidden characters (RFC 5545, 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from overload.ical.lint.faults import Fault
from overload.ical.text import LONGEST_LINE

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_BREAKS_LINES: Final = re.compile("[\x80-\x9f\u2028\u2029\ufeff]")
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_MARK: Final = b"\xef\xbb\xbf"


@attrs.frozen
class Line:
    """A content line, unfolded: the number of the line it begins on, and its text."""

    number: int
    text: str


@attrs.define
class _Piece:
    """A line as it stands in the file, without its end."""

    number: int
    data: bytes


def content_lines(data: bytes, faults: list[Fault]) -> list[Line]:
    """Return the content lines of a file, and add what is wrong with their form to `faults`."""
    # UTF-16 without its mark: every other byte of plain text is zero.
    if data.startswith(_WIDE_MARKS) or data[:40].count(0) > 10:
        faults.append(Fault(1, "encoding", "the file is written as UTF-16; a calendar is UTF-8"))
        return []
    if not data.strip():
        faults.append(Fault(1, "empty", "the file is empty; a client that reads it may wipe its calendar"))
        return []
    if data.startswith(_MARK):
        faults.append(Fault(1, "bom", "a byte order mark comes before BEGIN; some clients refuse the file"))
        data = data.removeprefix(_MARK)
    pieces = _pieces(data, faults)
    return [_decoded(one, faults) for one in _unfolded(pieces, faults)]


def _pieces(data: bytes, faults: list[Fault]) -> list[_Piece]:
    """Split at the line feeds, as editors count; a line that does not end in CRLF is a fault."""
    rows = data.split(b"\n")
    last = rows.pop()
    if last:
        faults.append(Fault(len(rows) + 1, "line-end", "the last line has no line end; the file may have been cut off"))
    bare = [number for number, row in enumerate(rows, start=1) if not row.endswith(b"\r")]
    # A file from another system has them all wrong: that is one fault to mend, not a thousand.
    if len(bare) == len(rows) > 1:
        faults.append(Fault(1, "line-end", f"all {len(rows)} lines end in LF alone instead of CR LF"))
    else:
        faults.extend(Fault(number, "line-end", "the line ends in LF alone instead of CR LF") for number in bare)
    pieces = [_Piece(number, row.removesuffix(b"\r")) for number, row in enumerate(rows, start=1)]
    return [*pieces, _Piece(len(rows) + 1, last)] if last else pieces


def _unfolded(pieces: list[_Piece], faults: list[Fault]) -> Iterator[list[_Piece]]:
    """Yield the pieces of each content line, the space of each fold removed."""
    line: list[_Piece] = []
    for piece in pieces:
        if len(piece.data) > LONGEST_LINE:
            what = f"the line has {len(piece.data)} octets; fold it at {LONGEST_LINE}"
            faults.append(Fault(piece.number, "line-length", what))
        if not piece.data.strip(b" \t\r"):
            faults.append(Fault(piece.number, "empty-line", "the line is empty"))
            continue
        if piece.data[:1] in {b" ", b"\t"}:
            if not line:
                faults.append(Fault(piece.number, "folding", "the line continues one that does not exist"))
            line.append(_Piece(piece.number, piece.data[1:]))
            continue
        if line:
            yield line
        line = [piece]
    if line:
        yield line


def _decoded(pieces: list[_Piece], faults: list[Fault]) -> Line:
    """Put the pieces of a line together; a character cut by a fold is whole again then, but a fault."""
    try:
        text = b"".join(one.data for one in pieces).decode()
    except UnicodeDecodeError:
        bad = next((one for one in pieces if not _is_text(one.data)), pieces[0])
        faults.append(Fault(bad.number, "encoding", "the line is not UTF-8"))
        text = b"".join(one.data for one in pieces).decode(errors="replace")
    else:
        cut = (one.number for one in pieces[1:] if one.data[:1] and one.data[0] & 0xC0 == 0x80)
        faults.extend(Fault(number, "folding", "the fold before this line cuts a character in two") for number in cut)
    for piece in pieces:
        _look_at_characters(piece, faults)
    return Line(pieces[0].number, text)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _look_at_characters(piece: _Piece, faults: list[Fault]) -> None:
    text = piece.data.decode(errors="ignore")
    if found := _FORBIDDEN.search(text):
        faults.append(Fault(piece.number, "control", f"the control character U+{ord(found[0]):04X} is forbidden"))
    if found := _BREAKS_LINES.search(text):
        what = f"the character U+{ord(found[0]):04X} ends a line in some clients"
        faults.append(Fault(piece.number, "control", what, is_hint=True))
