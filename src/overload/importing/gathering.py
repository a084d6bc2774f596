"""Rows gathered into sessions: what is a set, what is not and why, and which session each belongs to."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, datetime, time
from typing import Any

import attrs

from overload.importing.words import is_assisted, is_weighted
from overload.model import Imported, ImportedSession, ImportedSet, Weight


@attrs.define
class Gathering:
    """Takes sets one by one and counts what is none."""

    app: str
    variant: str
    sets: dict[Hashable, list[ImportedSet]] = attrs.field(factory=dict)
    heads: dict[Hashable, ImportedSession] = attrs.field(factory=dict)
    skipped: dict[str, int] = attrs.field(factory=dict)
    odd: dict[str, int] = attrs.field(factory=dict)
    shared: dict[ImportedSet, ImportedSet] = attrs.field(factory=dict)

    def skip(self, why: str) -> None:
        """Count a row that is no set."""
        self.skipped[why] = self.skipped.get(why, 0) + 1

    def remark(self, what: str) -> None:
        """Count something that was read, but should be known to whoever imports it."""
        self.odd[what] = self.odd.get(what, 0) + 1

    def add(self, key: Hashable, head: Callable[[], ImportedSession], one: ImportedSet) -> None:
        """Add a set to the session of that key; `head` makes it when it is the first."""
        if key not in self.sets:
            self.sets[key] = []
            self.heads[key] = head()
        self.sets[key].append(self.shared.setdefault(one, one))  # ten years hold few sets that differ

    def done(self, *, is_per_dumbbell: bool = False) -> Imported:
        """Return everything, sessions oldest first."""
        found = [attrs.evolve(self.heads[key], sets=tuple(sets)) for key, sets in self.sets.items()]
        remarks = tuple(f"{what} ({count} times)" if count > 1 else what for what, count in self.odd.items())
        return Imported(self.app, self.variant, tuple(sorted(found, key=_when)), self.skipped, is_per_dumbbell, remarks)


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
