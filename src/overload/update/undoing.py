"""Taking back the last deed, whatever it was: what was written down, or what was decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from overload.model import Decision, Entry
from overload.plan.decided import in_force
from overload.update.correct import Corrected, newest_entry, weighed_last
from overload.update.correct import undo as undo_entry
from overload.update.decide import AFTER, Enacted
from overload.update.decide import undo as undo_decision
from overload.update.folder import Clock, Folder, opened

BY_HAND: Final = frozenset({"move", "pin", "skip", "shorten", "lengthen", "swap", "away", "unwell", "done", "missed"})
"""The decisions an athlete makes."""


def undo_last(path: Path, clock: Clock) -> Enacted | Corrected:
    """Take back the last entry, correction or decision that is in force. Raises UsageError where there is none."""
    with opened(path, to_write_down=True) as folder:
        decided = [one for one in in_force(folder.store.decisions()) if one.kind in BY_HAND]
        entry = newest_entry(folder)
        is_decision = bool(decided) and (entry is None or _came_after(folder, decided[-1], entry))
        is_decision = is_decision and weighed_last(folder, entry, decided[-1]) is None
    if is_decision:
        return undo_decision(path, clock, BY_HAND, decided[-1].id)
    return undo_entry(path, clock)


def _came_after(folder: Folder, decision: Decision, entry: Entry) -> bool:
    """Tell whether a decision came after an entry: by the last entry there was then, in older folders by the time."""
    known: dict[str, int] = json.loads(folder.store.get(AFTER) or "{}")
    last = decision.other if decision.kind == "unwell" else known.get(str(decision.id))
    return decision.recorded >= entry.recorded if last is None else last >= entry.id
