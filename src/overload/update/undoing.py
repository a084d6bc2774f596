"""Taking back the last deed, whatever it was: what was written down, or what was decided."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import attrs

from overload.errors import Problem, UsageError
from overload.model import Decision, Entry
from overload.plan.decided import REFUSE, in_force
from overload.plan.instead import OTHERWISE
from overload.update.correct import UNDONE, Corrected, newest_entry, weighed_last
from overload.update.correct import undo as undo_entry
from overload.update.decide import AFTER, Enacted
from overload.update.decide import undo as undo_decision
from overload.update.folder import Clock, Folder, opened
from overload.update.home import Home
from overload.update.publish import publish
from overload.update.taken import Taken, standing_entries, taken

BY_HAND: Final = frozenset(
    {
        *("move", "pin", "skip", "shorten", "lengthen", "swap", "away", "unwell", "done", "missed", "note", "short"),
        REFUSE,
        *OTHERWISE,
    }
)
"""The decisions an athlete makes."""


def undo_last(path: Path | Home, clock: Clock) -> Enacted | Corrected:
    """Take back the last entry, correction or decision that is in force. Raises UsageError where there is none.

    A session that was ticked off in the athlete's own calendar is one deed, whatever was written down of it.
    """
    with opened(path, to_write_down=True) as folder:
        now = folder.now(clock)
        decided = [one for one in in_force(folder.store.decisions()) if one.kind in BY_HAND]
        entry = newest_entry(folder)
        is_decision = bool(decided) and (entry is None or _came_after(folder, decided[-1], entry))
        is_decision = is_decision and weighed_last(folder, entry, decided[-1]) is None
        if not is_decision and weighed_last(folder, entry, None) is None and (tick := _tick(folder, entry, now)):
            return _unticked(folder, tick, now)
    if is_decision:
        return undo_decision(path, clock, BY_HAND, decided[-1].id)
    return undo_entry(path, clock)


def _tick(folder: Folder, entry: Entry | None, now: datetime) -> Taken | None:
    """Return the tick in the calendar that an entry was written down for."""
    ticks = taken(folder.store, now)
    return next((one for one in ticks if entry is not None and entry.id in one.entries), None)


def _unticked(folder: Folder, tick: Taken, now: datetime) -> Corrected:
    """Remove all that was written down for a tick; it stays in the history."""
    store, undone = folder.store, json.loads(folder.store.get(UNDONE) or "[]")
    with store.together():
        standing = standing_entries(store, tick)
        gone = store.append_many(
            attrs.evolve(one, recorded=now.astimezone(UTC), replaces=one.id, removed=True) for one in standing
        )
        numbers = (*tick.entries, *(one.id for one in (*standing, *gone)))
        store.set(UNDONE, json.dumps(sorted({*undone, *numbers})))
    return Corrected(None, None, publish(folder, now), tick.words)


def undo_taken(path: Path | Home, clock: Clock, key: str) -> Enacted | Corrected:
    """Take back what was taken from the calendar, by its `Taken.key`. Raises UsageError where it stands no more."""
    with opened(path, to_write_down=True) as folder:
        now = folder.now(clock)
        one = next((each for each in taken(folder.store, now) if each.key == key), None)
        if one is None:
            raise UsageError(Problem("", "that was taken back already, or is too long ago", "open the page again"))
        if one.entries:
            return _unticked(folder, one, now)
    return undo_decision(path, clock, BY_HAND, one.decision)


def _came_after(folder: Folder, decision: Decision, entry: Entry) -> bool:
    """Tell whether a decision came after an entry: by the last entry there was then, in older folders by the time."""
    known: dict[str, int] = json.loads(folder.store.get(AFTER) or "{}")
    last = decision.other if decision.kind == "unwell" else known.get(str(decision.id))
    return decision.recorded >= entry.recorded if last is None else last >= entry.id
