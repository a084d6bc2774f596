"""Text -> rows of cells: which character splits fields, quotes that were not closed as they should, broken lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from overload.model import LeftOut

DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST: Final = 1_000_000
_MOST_LEFT_OUT: Final = 4
"""So many empty fields at the end of a row some programs leave out."""
Cells = list[str]
Mend = Callable[[Cells], Cells | None]
"""Puts a row with too many cells right; None where it cannot."""


@attrs.frozen
class Row:
    """The cells of a row, and the line of the file it begins in."""

    line: int
    cells: Cells


@attrs.frozen
class Table:
    """A header and the rows below it, each with as many cells as the header; `left_out` are those that are not so."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    left_out: tuple[LeftOut, ...] = ()


def header_of(text: str) -> tuple[tuple[str, ...], str]:
    """Return the names of the columns and what splits them; a first line `sep=;` is taken at its word."""
    lines = text.split("\n", 2)
    given = re.fullmatch(r"sep=(.)", lines[0].strip(), re.IGNORECASE)
    if given:
        line = lines[1] if len(lines) > 1 else ""
        return _names(line, given[1]), given[1]
    line = next((one for one in text.split("\n", 50) if one.strip()), "")
    # What splits the header into most names: it holds no free text in which the others may stand.
    delimiter = max(DELIMITERS, key=lambda one: len(_names(line, one)))
    return _names(line, delimiter), delimiter


def _names(line: str, delimiter: str) -> tuple[str, ...]:
    names = next(iter(_tolerant(line, delimiter)), Row(1, [])).cells
    while names and not names[-1].strip():
        names.pop()
    return tuple(name.strip() for name in names)


def read_table(text: str, mend: Mend | None = None) -> Table:
    """Split a text into rows, empty lines left out.

    `mend` is asked about rows with too many cells. Nothing is ever moved to another column by counting: a row that is
    too wide or too narrow is left out, and costs no other.
    """
    header, delimiter = header_of(text)
    if text.lower().startswith("sep="):
        text = "\n" + text.partition("\n")[2]  # an empty line in its place keeps the numbers of lines
    rows = _strict(text, delimiter)
    is_loose = rows is None
    if rows is None:
        rows = list(_tolerant(text, delimiter))
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    found = _Widths(len(header), mend, text.split("\n"), delimiter, is_ended=text.endswith("\n"), is_loose=is_loose)
    whole = [one for row in _groups(filled[1:], len(header)) for one in found.of(*row)]
    left_out = tuple(one for one in whole if isinstance(one, LeftOut))
    return Table(header, tuple(one for one in whole if isinstance(one, Row)), delimiter, left_out)


def _strict(text: str, delimiter: str) -> list[Row] | None:
    """Read it as CSV should be; None where it is not."""
    csv.field_size_limit(_LONGEST)
    # Without line feeds the reader is quicker, and with quotes it needs them to put fields of several lines together.
    reader = csv.reader(text.split("\n") if '"' not in text else _lines(text), delimiter=delimiter, strict=True)
    rows, line = [], 1
    shared: dict[str, str] = {}  # ten years say few things many times
    try:
        for cells in reader:
            rows.append(Row(line, [shared.setdefault(cell, cell) for cell in cells]))
            line = reader.line_num + 1
    except csv.Error:
        return None
    return rows


def _lines(text: str) -> Iterator[str]:
    return (line + "\n" for line in text.split("\n"))


def _tolerant(text: str, delimiter: str) -> Iterator[Row]:
    """Read with quotes inside quoted fields: one ends its field only where a delimiter or a line's end follows."""
    cells, line, start, at = list[str](), 1, 1, 0
    end, is_closed = len(text), True
    while at <= end:
        quoted = _quoted(text, at, delimiter) if is_closed and text.startswith('"', at) else None
        if quoted is not None:
            cell, after = quoted
        else:
            # A quote that is never closed is text; what is behind it holds none that is, so nobody looks again.
            is_closed = is_closed and not text.startswith('"', at)
            after = min(found for found in (text.find(delimiter, at), text.find("\n", at), end) if found >= 0)
            cell = text[at:after].removeprefix('"')
        cells.append(cell)
        line += text.count("\n", at, after)
        if after >= end or text[after] == "\n":
            yield Row(start, cells)
            cells, line = [], line + 1
            start = line
        at = after + 1


def _quoted(text: str, at: int, delimiter: str) -> tuple[str, int] | None:
    """Return the field whose first quote is at `at`, and where what follows it is; None if it is never closed."""
    search = at + 1
    while True:
        quote = text.find('"', search)
        if quote < 0:
            return None
        after = quote + 1
        if text.startswith('"', after) and not _ends(text, after + 1, delimiter):
            search = after + 1
        elif _ends(text, after, delimiter):
            return text[at + 1 : quote].replace('""', '"'), after
        elif text.startswith('"', after) and _ends(text, after + 1, delimiter) and quote > at + 1:
            # `"a ""b"""` ends with an escaped quote and the closing one behind it.
            search = after
        else:
            search = after


def _ends(text: str, at: int, delimiter: str) -> bool:
    return at >= len(text) or text[at] == delimiter or text[at] == "\n"


def _groups(rows: Sequence[Row], width: int) -> Iterator[tuple[Row, int]]:
    """Yield rows, broken lines joined, each with the line behind it (0 for the last).

    A note with a line's end in it and no quotes around it: the next line goes on with this one only if it is not whole
    by itself, and both together are not too wide.
    """
    at = 0
    while at < len(rows):
        row, at = rows[at], at + 1
        while len(row.cells) < width and at < len(rows) and _goes_on(row, rows[at], width):
            row, at = _joined(row, rows[at]), at + 1
        yield row, rows[at].line if at < len(rows) else 0


def _goes_on(row: Row, behind: Row, width: int) -> bool:
    return len(behind.cells) < width and len(row.cells) + len(behind.cells) - 1 <= width


def _joined(first: Row, second: Row) -> Row:
    """Return two lines as the one that a line's end inside an unquoted field had split."""
    return Row(first.line, [*first.cells[:-1], f"{first.cells[-1]}\n{second.cells[0]}", *second.cells[1:]])


@attrs.frozen
class _Widths:
    """Makes rows as wide as the header: missing cells at the end empty, surplus mended, else left out."""

    width: int
    mend: Mend | None
    lines: Sequence[str]
    delimiter: str
    is_ended: bool = attrs.field(kw_only=True)
    is_loose: bool = attrs.field(kw_only=True)
    """Quotes are not as they should be, somewhere."""

    def of(self, row: Row, following: int) -> Iterator[Row | LeftOut]:
        """Yield the row, or the lines it is made of one by one where only they are as wide as they should be.

        A quote that was not closed swallows the rows behind it.
        """
        whole = self._whole(row, is_last=not following)
        end = following - 1 if following else len(self.lines)
        lines = [number for number in range(row.line, end + 1) if self.lines[number - 1].strip()]
        if isinstance(whole, Row) or len(lines) < 2:
            yield whole
            return
        for number in lines:
            cells = next(_tolerant(self.lines[number - 1], self.delimiter)).cells
            yield self._whole(Row(number, cells), is_last=number == lines[-1] and not following)

    def _whole(self, row: Row, *, is_last: bool) -> Row | LeftOut:
        count, width = len(row.cells), self.width
        # A quote that was not closed takes the next fields in, and all behind them would stand in the wrong columns.
        if self.is_loose and any(f'{self.delimiter}"' in cell for cell in row.cells):
            return LeftOut(row.line, "a quote in it is not closed")
        if count == width:
            return row
        if count > width:
            mended = self.mend(row.cells) if self.mend else None
            if mended is not None:
                return Row(row.line, mended)
            if not any(cell.strip() for cell in row.cells[width:]):
                return Row(row.line, row.cells[:width])
            hint = "put quotes around the text that holds the separator"
        elif width - count <= _MOST_LEFT_OUT and (self.is_ended or not is_last):
            return Row(row.line, [*row.cells, *[""] * (width - count)])
        else:
            hint = "the file seems to be cut off there" if is_last and not self.is_ended else "some are missing"
        return LeftOut(
            row.line, f"{count} {'field' if count == 1 else 'fields'} where the header names {width}; {hint}"
        )
