"""What of a folder's log is in doubt, and the athlete's answer to it."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from overload.errors import Problem, UsageError
from overload.model import Entry
from overload.model.notation import Meaning, write_sets
from overload.moments import full_day_words
from overload.plan import Session
from overload.plan.doubts import Doubt, Doubts
from overload.report.example import example_sets
from overload.update.desk import Desk
from overload.update.doubted import doubts_of
from overload.update.folder import Clock, Folder, opened
from overload.update.home import Home
from overload.update.publish import publish

if TYPE_CHECKING:
    from overload.update.correct import Corrected


def doubt_of_new(folder: Folder, entry: Entry) -> Doubt | None:
    """Return what is odd about an entry that is to be stored, beside the time before it."""
    before = folder.store.history(entry.exercise, 1)
    last = max((done.load for done in before[0].sets), default=None) if before else None
    return Doubts(folder.config, folder.catalog).of_new(entry, last)


def keep(path: Path | Home, clock: Clock, number: int) -> Corrected:
    """Let an entry count as it stands: its athlete stands by it. Raises UsageError, also where it is yet to be read."""
    from overload.update.correct import Corrected, entry_that_counts  # noqa: PLC0415 - most entries raise no doubt

    with opened(path, to_write_down=True) as folder:
        now = folder.now(clock)
        was = entry_that_counts(folder, number)
        if was.unread:
            raise UsageError(told(Doubts(folder.config, folder.catalog).of(was) or Doubt(was, "is not read yet")))
        if was.is_sure:
            return Corrected(was, was, publish(folder, now))
        sure = attrs.evolve(was, recorded=now.astimezone(UTC), replaces=was.id, is_sure=True)
        return Corrected(was, folder.store.append(sure), publish(folder, now))


def doubts_in(desk: Desk, session: Session) -> tuple[Doubt, ...]:
    """Return what is in doubt of the exercises of a session, whenever that was: it is what its numbers hang on."""
    return tuple(doubt for doubt in doubts_of(desk.folder) if doubt.entry.exercise in session.exercises)


def answered(desk: Desk, session: Session, number: int, meant: int | None) -> Entry:
    """Return the entry that answers a doubt that a session's page shows: what was `meant`, or None for as it stands.

    Raises UsageError where that is no question any more.
    """
    doubt = next((doubt for doubt in doubts_in(desk, session) if doubt.entry.id == number), None)
    is_offered = doubt is not None and (not doubt.entry.unread if meant is None else meant < len(doubt.meant))
    if doubt is None or not is_offered:
        raise UsageError(Problem(f"entry {number}", "has already been answered", "open the page again"))
    sets = doubt.entry.sets if meant is None else doubt.meant[meant]
    return attrs.evolve(
        doubt.entry, recorded=desk.recorded, sets=sets, unread="", is_sure=True, replaces=doubt.entry.id
    )


def told(doubt: Doubt) -> Problem:
    """Return a doubt in words, with a line to write for each thing that may have been meant."""
    entry = doubt.entry
    lines = [f"overload log edit {entry.id} {write_sets(sets)} (for {Meaning(sets).words})" for sets in doubt.meant]
    lines += [] if entry.unread else [f"overload log keep {entry.id} (if it is right as it is)"]
    said = entry.unread or write_sets(entry.sets)
    return Problem(
        f"entry {entry.id}, {entry.exercise} {said} on {full_day_words(entry.on)}",
        f"{doubt.why}; your plan ignores it until you answer",
        " or ".join(lines) or f"overload log edit {entry.id} {example_sets(entry.asked.sets if entry.asked else ())}",
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
