"""The rows of a calendar as overload.db keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any, Final

import attrs

from overload.caldav.event import Known, Mark
from overload.caldav.merge import Row, State
from overload.caldav.sides import Bookmark
from overload.store import Store

BOOKMARK: Final = "caldav.bookmark "
"""Under this name and a calendar's address the store remembers how far it was read."""


class StoredMemory:
    """What is remembered of the calendar of an address, in a store."""

    def __init__(self, store: Store, calendar: str) -> None:
        self._store, self._calendar = store, calendar

    def rows(self) -> dict[int, Row]:
        """Return the rows, by ordinal."""
        return {number: row_from_text(text) for number, text in self._store.calendar_events(self._calendar).items()}

    def bookmark(self) -> Bookmark:
        """Return how far it was read."""
        return Bookmark(*json.loads(self._store.get(BOOKMARK + self._calendar) or "[]"))

    def keep(self, rows: Iterable[Row], bookmark: Bookmark | None = None) -> None:
        """Remember rows, on disk when it returns."""
        with self._store.together():
            self._store.keep_calendar_events(self._calendar, {row.ordinal: row_to_text(row) for row in rows})
            if bookmark is not None:
                self._store.set(BOOKMARK + self._calendar, json.dumps(attrs.astuple(bookmark)))

    def together(self) -> AbstractContextManager[None]:
        """Keep all that is done in the block, or nothing."""
        return self._store.together()

    def forget(self) -> None:
        """Forget everything of this calendar."""
        with self._store.together():
            self._store.forget_calendar_events(self._calendar)
            self._store.forget([BOOKMARK + self._calendar])


class Sketch:
    """A memory for looking only: it reads what is remembered, and what it is told is gone with it."""

    def __init__(self, memory: StoredMemory) -> None:
        self._rows, self._bookmark = memory.rows(), memory.bookmark()

    def rows(self) -> dict[int, Row]:
        """Return the rows, by ordinal."""
        return dict(self._rows)

    def bookmark(self) -> Bookmark:
        """Return how far it was read."""
        return self._bookmark

    def keep(self, rows: Iterable[Row], bookmark: Bookmark | None = None) -> None:
        """Remember rows for the time being."""
        self._rows |= {row.ordinal: row for row in rows}
        self._bookmark = bookmark or self._bookmark

    def together(self) -> AbstractContextManager[None]:
        """Do nothing about it: nothing of it is kept."""
        from contextlib import nullcontext  # noqa: PLC0415 - only for looking

        return nullcontext()


def row_to_text(row: Row) -> str:
    """Write a row; fields that are as usual are left out."""
    usual = {field.name: field.default for field in attrs.fields(Row)}
    values = {field.name: getattr(row, field.name) for field in attrs.fields(Row)}
    said = {name: value for name, value in values.items() if value != usual[name]}
    return json.dumps({name: _plain(value) for name, value in said.items()}, ensure_ascii=False)


def row_from_text(text: str) -> Row:
    """Read what `row_to_text` wrote. Raises ValueError."""
    said: dict[str, Any] = json.loads(text)
    if "base" in said:
        said["base"] = Known.read(said["base"])
    for name in ("sent", "mark"):
        if name in said:
            said[name] = Mark.read(said[name])
    if "state" in said:
        said["state"] = State(said["state"])
    known = {field.name for field in attrs.fields(Row)}
    return Row(**{name: value for name, value in said.items() if name in known})


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int) else str(value)
