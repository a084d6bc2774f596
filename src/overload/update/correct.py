"""Correcting the log: what was written stays, a correction is a new entry, and the last change can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import attrs

from overload.errors import DataError, Problem, UsageError
from overload.model import Decision, Entry, SetDone, SetTarget, Weighing
from overload.model.notation import parse_sets
from overload.moments import full_day_words
from overload.plan.decided import in_force
from overload.plan.reading import read_sets
from overload.update.decide import described
from overload.update.desk import seated
from overload.update.entries import checked_note, spot_on
from overload.update.folder import Clock, Folder, opened
from overload.update.home import Home
from overload.update.publish import Updated, publish
from overload.update.weigh import described as said

UNDONE: Final = "log.undone"
"""Under this name the store remembers which entries were taken back, and by which."""


@attrs.frozen
class Corrected:
    """What a correction did: the entry as it was, as it is now (None: it counts no more), and the update it caused.

    `words` say what was taken back where that was no entry.
    """

    was: Entry | None
    now: Entry | None
    updated: Updated
    words: str = ""


def edit(
    path: Path | Home, clock: Clock, number: int, sets: str = "", on: date | None = None, note: str | None = None
) -> Corrected:
    """Write an entry anew: other sets, another date, another note. Raises UsageError, DataError."""

    def changed(folder: Folder, was: Entry, now: datetime) -> Entry:
        new = attrs.evolve(was, note=was.note if note is None else checked_note(note))
        if sets:
            # Whoever writes an entry anew has looked at it: nothing of it is doubted any more.
            new = attrs.evolve(new, sets=_corrected(folder, was, sets), unread="", is_sure=True)
        return _on_another_day(folder, new, on, now) if on and on != was.on else new

    return _correct(path, clock, number, changed)


def _corrected(folder: Folder, was: Entry, text: str) -> tuple[SetDone, ...]:
    """Read other sets for an entry; bare reps are at the loads it has."""
    sets = (done for done in was.sets if done.side != "right")
    done = tuple(SetTarget(one.reps, one.load, measure=one.measure, kind=one.kind) for one in sets)
    asked = done or (was.asked.sets if was.asked else ())
    exercise = folder.catalog.exercises.get(was.exercise)
    if exercise is None:  # its plugin is gone: nothing is known of what can be made
        return parse_sets(text, asked[0].load.unit if asked else folder.config.athlete.unit, asked)
    return read_sets(folder.config, folder.catalog, exercise, text, asked)


def _on_another_day(folder: Folder, entry: Entry, on: date, now: datetime) -> Entry:
    if on > now.date():
        raise DataError(Problem("--on", f"{full_day_words(on)} is in the future", "only log what is already done"))
    spot = spot_on(seated(folder, now), entry.exercise, on, entry.sets)
    number = spot.session.ordinal if spot.session else None
    asked = entry.asked if number == entry.session else spot.asked or entry.asked
    return attrs.evolve(entry, on=on, session=number, asked=asked)


def remove(path: Path | Home, clock: Clock, number: int) -> Corrected:
    """Let an entry count no more; it stays in the history. Raises UsageError."""
    return _correct(path, clock, number, lambda _folder, was, _now: attrs.evolve(was, removed=True))


def _correct(
    path: Path | Home, clock: Clock, number: int, changed: Callable[[Folder, Entry, datetime], Entry]
) -> Corrected:
    with opened(path, to_write_down=True) as folder:
        now = folder.now(clock)
        was = entry_that_counts(folder, number)
        new = changed(folder, was, now)
        if new == was:
            return Corrected(was, was, publish(folder, now))
        stored = folder.store.append(attrs.evolve(new, recorded=now.astimezone(UTC), replaces=was.id))
        return Corrected(was, None if stored.removed else stored, publish(folder, now))


def entry_that_counts(folder: Folder, number: int) -> Entry:
    """Return an entry by its number. Raises UsageError for one that is not there, was corrected, or was removed."""
    found, later = folder.store.entry(number), folder.store.replaced_by(number)
    if found is None:
        raise UsageError(Problem(f"entry {number}", "is not in the log", "'overload log list' shows the numbers"))
    if later is not None or found.removed:
        last = later or found
        what = "was removed" if last.removed else f"was corrected by entry {last.id}"
        hint = "'overload log undo' undoes the last change" if last.removed else f"change entry {last.id}"
        raise UsageError(Problem(f"entry {number}", what, hint))
    return found


def undo(path: Path | Home, clock: Clock) -> Corrected:
    """Take back the last change of the log: an entry, a correction, a removal, a day not well, a bodyweight.

    Again, the one before.

    Raises UsageError where nothing is left to take back.
    """
    with opened(path, to_write_down=True) as folder:
        now = folder.now(clock)
        undone: list[int] = json.loads(folder.store.get(UNDONE) or "[]")
        last = newest_entry(folder)
        unwell = _unwell_since(folder, last)
        weighing = weighed_last(folder, last, unwell)
        if weighing is not None:
            folder.store.unweigh(weighing, now.astimezone(UTC))
            return Corrected(None, None, publish(folder, now), said(weighing))
        if unwell is not None:
            folder.store.decide(Decision(0, now.astimezone(UTC), "undo", other=unwell.id))
            return Corrected(None, None, publish(folder, now), described(unwell))
        if last is None:
            raise UsageError(Problem("", "there is nothing to undo", "'overload log list' shows what is there"))
        before = folder.store.entry(last.replaces) if last.replaces else None
        kept = before if before is not None and not before.removed else None
        tip = _tip(folder, last)
        new = attrs.evolve(kept or last, recorded=now.astimezone(UTC), replaces=tip.id, removed=kept is None)
        with folder.store.together():
            stored = folder.store.append(new)
            folder.store.set(UNDONE, json.dumps([*undone, last.id, stored.id]))
        return Corrected(None if last.removed else last, kept and stored, publish(folder, now))


def _unwell_since(folder: Folder, last: Entry | None) -> Decision | None:
    """Return the last day called unwell if that was said after the last entry that stands, else None."""
    known = in_force(folder.store.decisions())
    noted = next((decision for decision in reversed(known) if decision.kind == "unwell"), None)
    # One that does not say after which entry it came is of a version that wrote new entries for it.
    is_last = noted is not None and noted.other is not None and noted.other >= (last.id if last else 0)
    return noted if is_last else None


def weighed_last(folder: Folder, entry: Entry | None, decision: Decision | None) -> Weighing | None:
    """Return the last bodyweight if it was said after an entry and a decision, the last ones that stand; else None."""
    last = next(iter(reversed(folder.store.weighings())), None)
    is_last = last is not None and last.after_entry >= (entry.id if entry else 0)
    return last if last and is_last and last.after_decision >= (decision.id if decision else 0) else None


def newest_entry(folder: Folder) -> Entry | None:
    """Return the last entry, correction or removal that was not taken back, or None."""
    undone = set(json.loads(folder.store.get(UNDONE) or "[]"))
    last = folder.store.last_entry()
    number = last.id if last else 0
    while number in undone:
        number -= 1
    return folder.store.entry(number) if number else None


def _tip(folder: Folder, entry: Entry) -> Entry:
    while later := folder.store.replaced_by(entry.id):
        entry = later
    return entry


def story(folder: Folder, number: int) -> Iterator[Entry]:
    """Yield every version of an entry, the oldest first, whichever of them is named. Raises UsageError for none."""
    entry = folder.store.entry(number)
    if entry is None:
        raise UsageError(Problem(f"entry {number}", "is not in the log", "'overload log list' shows the numbers"))
    while entry.replaces and (before := folder.store.entry(entry.replaces)):
        entry = before
    yield entry
    while later := folder.store.replaced_by(entry.id):
        yield later
        entry = later
