"""Columns that change what a row means, in whichever app: how many sets it is, whose, on which side, with what help."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem
from overload.importing import unclear
from overload.importing.columns import Names
from overload.importing.counting import kind_said
from overload.importing.sayings import BOTH, LEFT, NAMES, NO, RIGHT, YES
from overload.importing.sheet import Sheet
from overload.importing.table import Row
from overload.importing.words import folded
from overload.model import ImportedSet

MOST_SETS: Final = 50


@attrs.frozen
class Meaning:
    """Reads these columns for a table; `fields` are those that its app has no say about, `whose` the sets wanted."""

    sheet: Sheet
    fields: frozenset[str]
    whose: str = ""
    remark: Callable[[str], None] | None = None

    def why_not(self, row: Row) -> str:
        """Return why a row is none of the athlete's sets; empty if it may be one."""
        if "person" not in self.fields:
            return ""
        name = self.sheet.text(row, "person")
        if not self.whose or folded(name) == folded(self.whose):
            return ""
        return f"set of {name}" if name else "set that does not say whose it is"

    def of(self, row: Row, one: ImportedSet) -> tuple[ImportedSet, ...] | str:
        """Return the sets that a row is, or why it is none. Raises DataError for a word that is not understood."""
        if not self.fields:  # as in most files
            return (one,)
        count = self._count(row)
        if not count:
            return "row of 0 sets"
        changed = {**self._kind(row, one), **self._effort(row, one), **self._help(row, one)}
        if side := self._side(row):
            changed["side"] = side
        return (attrs.evolve(one, **changed) if changed else one,) * count

    def _text(self, row: Row, field: str) -> str:
        return self.sheet.text(row, field) if field in self.fields else ""

    def _count(self, row: Row) -> int:
        text = self._text(row, "sets")
        match = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?", text)
        if not text:
            return 1
        if not match or int(match[1]) > MOST_SETS:
            raise DataError(Problem("", f"'{text}' is not a number of sets"))
        return int(match[1])

    def _side(self, row: Row) -> str:
        text = self._text(row, "side")
        word = folded(text).strip(". ")
        if not word or word in BOTH:
            return ""
        if word in LEFT or word in RIGHT:
            return "left" if word in LEFT else "right"
        raise DataError(Problem("", f"'{text}' is neither left nor right nor both"))

    def _kind(self, row: Row, one: ImportedSet) -> dict[str, Any]:
        text = self._text(row, "warmup")
        if text and self._is_yes(text, "warm-up"):
            return {"warmup": True}
        word = self._text(row, "kind")
        kind = kind_said(word) if word else None
        if word and kind is None and self.remark:
            self.remark(f"sets of the type '{word}' are counted as normal sets")
        if kind in {None, "normal"} or one.warmup or one.kind != "normal":
            return {}
        return {"warmup": True} if kind == "warmup" else {"kind": kind}

    def _is_yes(self, text: str, what: str) -> bool:
        word = folded(text).strip(". ")
        if word in YES or kind_said(text) == "warmup":
            return True
        if word in NO or kind_said(text) == "normal":
            return False
        raise DataError(Problem("", f"'{text}' is neither yes nor no ({what})"))

    def _effort(self, row: Row, one: ImportedSet) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if "rir" in self.fields and one.rir is None:
            found["rir"] = self.sheet.effort(row, "rir")
        if "rpe" in self.fields and one.rpe is None:
            found["rpe"] = self.sheet.effort(row, "rpe") or None  # 0 where nobody said
        return {field: value for field, value in found.items() if value is not None}

    def _help(self, row: Row, one: ImportedSet) -> dict[str, Any]:
        text = self._text(row, "assist")
        word = folded(text).strip(". ")
        # 1 is yes, unless the other cells of the column are kilograms.
        is_number = word.replace(".", "").replace(",", "").isdigit() and not self._is_flag
        if not word or (not is_number and word in NO):
            return {}
        lifted = one.load or one.added
        if not is_number and word in YES:
            return {"assist": lifted, "load": None, "added": None} if lifted else {}
        weight = self.sheet.weight(row, "assist")
        if weight is None or not weight.amount:
            return {}
        if lifted:
            raise DataError(Problem("", f"has a load and help of {text} at once"))
        return {"assist": attrs.evolve(weight, amount=abs(weight.amount)), "load": None, "added": None}

    @property
    def _is_flag(self) -> bool:
        """Whether the column of help says yes and no in ones and zeros."""
        at = self.sheet.columns["assist"][0]
        return not at.unit and {row.cells[at.at].strip() for row in self.sheet.table.rows} <= {"", "0", "1"}


def meaning_of(sheet: Sheet, own: Mapping[str, Sequence[str]]) -> Meaning:
    """Return what reads the columns that an app with these names of its own has no say about.

    Raises DataError where it has to be asked: whose sets are wanted, and whether `Sets` counts or numbers them.
    """
    fields = frozenset(field for field in NAMES if field in sheet.columns and field not in own)
    whose = _whose(sheet) if "person" in fields else ""
    if "sets" in fields and _is_numbering(sheet):
        name = sheet.table.header[sheet.columns["sets"][0].at]
        hint = f"say so: --column '{name}=-' (numbers), or --column '{name}=sets' (how many)"
        problem = Problem("", f"'{name}' may number the sets or say how many there are", hint)
        raise unclear.numbering(problem, name)
    return Meaning(sheet, fields, whose)


def _whose(sheet: Sheet) -> str:
    people = {folded(name): name for row in sheet.table.rows if (name := sheet.text(row, "person"))}
    wanted = sheet.reading.person
    named = ", ".join(people.values())
    if wanted and folded(wanted) not in people:
        raise DataError(Problem(f"--person {wanted}", "has no set in this file", f"it has sets of {named}"))
    if not wanted and len(people) > 1:
        first = next(iter(people.values()))
        problem = Problem("", f"the file has sets of {named}", f"say whose you want: --person '{first}'")
        raise unclear.person(problem, tuple(people.values()))
    return wanted


def _is_numbering(sheet: Sheet) -> bool:
    """Tell whether a column of sets runs 1, 2, 3 along the rows of each exercise, and nobody said what that means."""
    column = sheet.columns["sets"][0]
    if any(field == "sets" for _, field in sheet.reading.columns):
        return False
    runs: list[tuple[str, list[str]]] = []
    for row in sheet.table.rows:
        name, text = sheet.text(row, "exercise"), row.cells[column.at].strip()
        if runs and runs[-1][0] == name and text != "1":
            runs[-1][1].append(text)
        else:
            runs.append((name, [text]))
    in_order = all(run == [str(number) for number in range(1, len(run) + 1)] for _, run in runs)
    return in_order and any(len(run) > 1 for _, run in runs)


def names_with(own: Names) -> Names:
    """Return the names of an app's columns with those of columns that mean the same in any table."""
    taken = {name for names in own.values() for name in names}
    also = {field: tuple(one for one in names if one not in taken) for field, names in NAMES.items()}
    return {**own, **{field: (*own.get(field, ()), *names) for field, names in also.items()}}
