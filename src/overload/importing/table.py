"""Text -> rows of cells: which character splits fields, quotes that were not closed as they should, broken lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from overload.errors import DataError, Problem

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
    """A header and the rows below it, each with as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str


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
    """Split a text into rows, empty lines left out. Raises DataError where a row cannot be told apart from the next.

    `mend` is asked about rows with too many cells. Nothing is ever moved to another column by counting.
    """
    header, delimiter = header_of(text)
    if text.lower().startswith("sep="):
        text = "\n" + text.partition("\n")[2]  # an empty line in its place keeps the numbers of lines
    rows = _strict(text, delimiter)
    if rows is None:
        rows = list(_tolerant(text, delimiter))
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    is_ended = text.endswith("\n")
    width = len(header)
    return Table(header, tuple(_of_width(filled[1:], width, mend, is_ended=is_ended)), delimiter)


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
    end = len(text)
    while at <= end:
        if text.startswith('"', at):
            cell, after = _quoted(text, at, delimiter, start)
        else:
            after = min(found for found in (text.find(delimiter, at), text.find("\n", at), end) if found >= 0)
            cell = text[at:after]
        cells.append(cell)
        line += text.count("\n", at, after)
        if after >= end or text[after] == "\n":
            yield Row(start, cells)
            cells, line = [], line + 1
            start = line
        at = after + 1


def _quoted(text: str, at: int, delimiter: str, line: int) -> tuple[str, int]:
    """Return the field whose first quote is at `at`, and where what follows it is."""
    search = at + 1
    while True:
        quote = text.find('"', search)
        if quote < 0:
            raise DataError(Problem(f"line {line}", "a quote is never closed", "the file is cut off or damaged"))
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


def _of_width(rows: Sequence[Row], width: int, mend: Mend | None, *, is_ended: bool) -> Iterator[Row]:
    """Yield rows as wide as the header: broken lines joined, missing cells at the end empty, surplus mended."""
    at = 0
    while at < len(rows):
        row, at = rows[at], at + 1
        # A note with a line's end in it and no quotes around it: the next line goes on with this one only if both
        # together are not too wide.
        while len(row.cells) < width and at < len(rows) and len(row.cells) + len(rows[at].cells) - 1 <= width:
            row, at = _joined(row, rows[at]), at + 1
        if len(row.cells) > width:
            row = Row(row.line, _cut(row, width, mend))
        elif len(row.cells) < width:
            row = _padded(row, width, is_whole=is_ended or at < len(rows))
        yield row


def _joined(first: Row, second: Row) -> Row:
    """Return two lines as the one that a line's end inside an unquoted field had split."""
    return Row(first.line, [*first.cells[:-1], f"{first.cells[-1]}\n{second.cells[0]}", *second.cells[1:]])


def _cut(row: Row, width: int, mend: Mend | None) -> Cells:
    mended = mend(row.cells) if mend else None
    if mended is None and not any(cell.strip() for cell in row.cells[width:]):
        return row.cells[:width]
    if mended is None:
        message = f"{len(row.cells)} fields where the header names {width}"
        raise DataError(Problem(f"line {row.line}", message, "put quotes around the text that holds the separator"))
    return mended


def _padded(row: Row, width: int, *, is_whole: bool) -> Row:
    missing = width - len(row.cells)
    if is_whole and missing <= _MOST_LEFT_OUT:
        return Row(row.line, [*row.cells, *[""] * missing])
    message = f"{len(row.cells)} fields where the header names {width}"
    hint = "export it again" if is_whole else "the file seems to be cut off; export it again"
    raise DataError(Problem(f"line {row.line}", message, hint))
