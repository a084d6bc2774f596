"""Rows gathered into sessions: what is a set, what is not and why, and which session each belongs to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, time
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem
from overload.importing.columns import Names
from overload.importing.counting import kind_said
from overload.importing.meaning import Meaning, meaning_of
from overload.importing.sheet import Sheet
from overload.importing.table import Row
from overload.importing.words import is_assisted, is_weighted
from overload.model import Account, Imported, ImportedSession, ImportedSet, LeftOut, Weight

MOST_TOLD: Final = 5


@attrs.define
class Gathering:
    """Takes sets one by one, counts what is none, and keeps the account of every row.

    `meaning` is what columns say that change what a row means; `is_strict` refuses a file with a row that cannot be
    read.
    """

    app: str
    variant: str
    meaning: Meaning | None = None
    is_strict: bool = False
    sets: dict[Hashable, list[ImportedSet]] = attrs.field(factory=dict)
    heads: dict[Hashable, ImportedSession] = attrs.field(factory=dict)
    skipped: dict[str, int] = attrs.field(factory=dict)
    odd: dict[str, int] = attrs.field(factory=dict)
    shared: dict[ImportedSet, ImportedSet] = attrs.field(factory=dict)
    rows: int = 0
    left_out: list[LeftOut] = attrs.field(factory=list)
    lines: dict[str, list[int]] = attrs.field(factory=dict)
    columns: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Those used and those not, where they are not those of a sheet."""
    _row: Row = attrs.field(factory=lambda: Row(0, []))
    _is_told: bool = False

    def each(self, rows: Iterable[Row], read: Callable[[Row], object]) -> None:
        """Read each row: it adds sets, is counted as none, or is left out with its line and why."""
        for row in rows:
            self.rows += 1
            self._row, self._is_told = row, False
            try:
                why_not = self.meaning.why_not(row) if self.meaning else ""
                if why_not:
                    self.skip(why_not)
                else:
                    read(row)
            except DataError as error:
                self.leave_out(row.line, error)
                continue
            if not self._is_told:
                self.skip("row that says nothing of a set")

    def leave_out(self, line: int, error: DataError) -> None:
        """Leave out a row that cannot be read."""
        self.left_out.append(LeftOut(line, "; ".join(_said(one) for one in error.problems)))

    def pass_over(self) -> None:
        """Take no account of a line that is no row of its own: the head of a workout."""
        self.rows, self._is_told = self.rows - 1, True

    def skip(self, why: str, *, is_row: bool = True) -> None:
        """Count a row that is no set, or a part of one."""
        self.skipped[why] = self.skipped.get(why, 0) + 1
        if is_row and not self._is_told:
            self.lines.setdefault(why, []).append(self._row.line)
            self._is_told = True

    def remark(self, what: str) -> None:
        """Count something that was read, but should be known to whoever imports it."""
        self.odd[what] = self.odd.get(what, 0) + 1

    def kind(self, word: str, called: str) -> str:
        """Return the kind of set that a word means; a set of another one is a normal set, and it is told."""
        kind = kind_said(word)
        if kind is None:
            self.remark(f"sets {called} '{word}' are counted as normal sets")
        return kind or "normal"

    def add(self, key: Hashable, head: Callable[[], ImportedSession], one: ImportedSet) -> None:
        """Add a set to the session of that key; `head` makes it when it is the first."""
        meant = self.meaning.of(self._row, one) if self.meaning else (one,)
        if isinstance(meant, str):
            self.skip(meant)
            return
        if key not in self.sets:
            self.heads[key] = head()
            self.sets[key] = []
        # Ten years hold few sets that differ.
        self.sets[key] += [self.shared.setdefault(each, each) for each in meant]
        self._is_told = True

    def done(self, *, is_per_dumbbell: bool = False) -> Imported:
        """Return everything, sessions oldest first. Raises DataError where no row, or not every one, can be read."""
        sheet = self.meaning.sheet if self.meaning else None
        if sheet:
            self.left_out += sheet.table.left_out
            self.rows += len(sheet.table.left_out)
        left_out = sorted(self.left_out, key=lambda one: one.line)
        if left_out and (self.is_strict or not self.sets):
            raise DataError(*_problems(left_out))
        used, unused = sheet.columns_used() if sheet else self.columns
        lines = {why: tuple(some) for why, some in self.lines.items()}
        account = Account(self.rows, lines, tuple(left_out), used, unused)
        found = [attrs.evolve(self.heads[key], sets=tuple(sets)) for key, sets in self.sets.items()]
        return Imported(
            self.app,
            self.variant,
            tuple(sorted(found, key=_when)),
            self.skipped,
            is_per_dumbbell,
            tuple(f"{what} ({count} times)" if count > 1 else what for what, count in self.odd.items()),
            account,
        )


def gathering(app: str, variant: str, sheet: Sheet, own: Names) -> Gathering:
    """Return what gathers the sets of a table; `own` are the names of the columns that its app reads by itself.

    Raises DataError where it has to be asked what a column means.
    """
    found = Gathering(app, variant, is_strict=sheet.reading.is_strict)
    found.meaning = attrs.evolve(meaning_of(sheet, own), remark=found.remark)
    return found


def _said(problem: Problem) -> str:
    return f"{problem.message}; {problem.suggestion}" if problem.suggestion else problem.message


def _problems(left_out: list[LeftOut]) -> list[Problem]:
    some = [Problem(f"line {one.line}", one.why) for one in left_out[:MOST_TOLD]]
    more = len(left_out) - MOST_TOLD
    return [*some, *([Problem("", f"and {more} more rows that cannot be read")] if more > 0 else [])]


def _when(session: ImportedSession) -> datetime:
    if session.start is None:
        return datetime.combine(session.on, time(12)) if session.on else datetime.min  # noqa: DTZ901 - only to sort by
    return session.start.astimezone(UTC).replace(tzinfo=None) if session.start.tzinfo else session.start


def carried(exercise: str, weight: Weight | None) -> dict[str, Any]:
    """Return which field of a set a weight belongs in: help where the name says so or the number is below zero.

    A weight of 0 is bodyweight and belongs in none.
    """
    if weight is None or not weight.amount:
        return {}
    if weight.amount < 0 or is_assisted(exercise):
        return {"assist": attrs.evolve(weight, amount=abs(weight.amount))}
    return {"added" if is_weighted(exercise) else "load": weight}
