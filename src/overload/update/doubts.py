"""What of a folder's log is in doubt, and the athlete's answer to it."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import attrs

from overload.errors import Problem, UsageError
from overload.model import Entry
from overload.model.notation import Meaning, write_sets
from overload.moments import full_day_words
from overload.plan.doubts import Doubt, Doubts
from overload.update.correct import Corrected, entry_that_counts
from overload.update.folder import Clock, Folder, opened
from overload.update.publish import publish


def doubts_of(folder: Folder) -> tuple[Doubt, ...]:
    """Return what is in doubt in the whole log, the oldest first."""
    exercises = folder.store.unsure_exercises()
    if not exercises:
        return ()
    looks = Doubts(folder.config, folder.catalog)
    found = [doubt for exercise in exercises for doubt in looks.among(folder.store.history(exercise))]
    return tuple(sorted(found, key=lambda doubt: (doubt.entry.on, doubt.entry.id)))


def doubt_of_new(folder: Folder, entry: Entry) -> Doubt | None:
    """Return what is odd about an entry that is to be stored, beside the time before it."""
    before = folder.store.history(entry.exercise, 1)
    last = max((done.load for done in before[0].sets), default=None) if before else None
    return Doubts(folder.config, folder.catalog).of_new(entry, last)


def keep(path: Path, clock: Clock, number: int) -> Corrected:
    """Let an entry count as it stands: its athlete stands by it. Raises UsageError, also where it is yet to be read."""
    with opened(path) as folder:
        now = folder.now(clock)
        was = entry_that_counts(folder, number)
        if was.unread:
            raise UsageError(told(Doubts(folder.config, folder.catalog).of(was) or Doubt(was, "is not read yet")))
        if was.is_sure:
            return Corrected(was, was, publish(folder, now))
        sure = attrs.evolve(was, recorded=now.astimezone(UTC), replaces=was.id, is_sure=True)
        return Corrected(was, folder.store.append(sure), publish(folder, now))


def told(doubt: Doubt) -> Problem:
    """Return a doubt in words, with a line to write for each thing that may have been meant."""
    entry = doubt.entry
    lines = [f"overload log edit {entry.id} {write_sets(sets)} (for {Meaning(sets).words})" for sets in doubt.meant]
    lines += [] if entry.unread else [f"overload log keep {entry.id} (if it is right as it is)"]
    said = entry.unread or write_sets(entry.sets)
    return Problem(
        f"entry {entry.id}, {entry.exercise} {said} on {full_day_words(entry.on)}",
        f"{doubt.why}; it says nothing to your plan until you answer",
        " or ".join(lines) or f"overload log edit {entry.id} 22.5x10,10,9",
    )


def doubt_data(doubt: Doubt) -> dict[str, object]:
    """Return a doubt as JSON-ready data: what is written, what is odd about it, and the sets that may be meant."""
    entry = doubt.entry
    return {
        "entry": entry.id,
        "date": entry.on.isoformat(),
        "exercise": entry.exercise,
        "written": entry.unread or write_sets(entry.sets),
        "why": doubt.why,
        "meant": [write_sets(sets) for sets in doubt.meant],
    }
