"""Putting a backup back: what it brings, what it loses, and that nobody ever sees less than was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import attrs

from overload import ical
from overload.errors import DamagedError, DataError, FileError, OverloadError, Problem, UsageError
from overload.model import Decision, Entry, Published, Revision
from overload.model.notation import write_entry
from overload.moments import day_words, full_day_words
from overload.store import Store, folder_lock, open_store
from overload.store.backups import backups_folder, daily_backups
from overload.store.exchange import Copy, exchange, look_into
from overload.store.notes import open_notes
from overload.store.store import open_copy
from overload.store.unwritable import lock_as_far_as_possible
from overload.update.folder import DATABASE
from overload.update.links import PREFIX
from overload.update.lost import MEANT

MOST_NAMED: Final = 20
"""So many entries that are lost are named."""


@attrs.frozen
class Loss:
    """What a backup brings back, and what is lost with it.

    `entries` are not in it; None where the database of now cannot be read. `decisions` counts those lost.
    `unsound` are the days of newer backups that cannot be used, and so were passed over.
    """

    day: date
    copy: Copy
    entries: tuple[Entry, ...] | None
    decisions: int = 0
    unsound: tuple[date, ...] = ()


@attrs.frozen
class Restored:
    """A backup that was put back, and where what was there is kept (None: there was nothing)."""

    loss: Loss
    kept: Path | None


@attrs.frozen
class _Standing:
    """What the database of now remembers of what was published: a backup knows less of it, never more.

    `links` are what became of each address, by the name it is kept under: what was revoked since stays so.
    """

    published: tuple[Published, ...] = ()
    revisions: Mapping[str, Mapping[int, Revision]] = attrs.field(factory=dict)
    links: Mapping[str, str] = attrs.field(factory=dict)


def loss(path: Path, day: date | None = None) -> Loss:
    """Return what putting back the backup of a day would lose; without a day it is the newest sound one.

    Raises UsageError where there is none of that day, FileError where there is none at all, DataError.
    """
    with lock_as_far_as_possible(path / DATABASE, 10):
        return _loss(path, day)[0]


def loss_of(store: Store, database: Path, day: date) -> Loss:
    """Return what putting back the backup of a day would lose of a log that is open. Raises what `loss` raises."""
    return _compared(store, *_chosen(database, day))


def known_since(store: Store, database: Path) -> tuple[date, int] | None:
    """Return the day of the newest sound backup, and how many entries it has that a log knows nothing of, if any."""
    try:
        day, copy, _ = _chosen(database, None)
        with open_copy(copy.path) as newest:
            known = {_said(one) for one in store.all_entries()}
            more = sum(_said(one) not in known for one in newest.entries())
    except OverloadError:
        return None
    return (day, more) if more else None


def restore(path: Path, now: datetime, day: date | None = None) -> Restored:
    """Put the backup of a day (without one: the newest sound one) in the place of the database, which is kept.

    What was published stays known as far as the database of now can be read; the files say the rest to the update that
    should follow. Raises what `loss` raises, and LockedError.
    """
    with folder_lock(path, 10):
        found, standing = _loss(path, day)
        kept = exchange(path / DATABASE, found.copy.path, now)
        with open_store(path / DATABASE) as store:
            _take_over(store, standing)
            store.set(MEANT, "yes")
        return Restored(found, kept)


def is_damaged(path: Path) -> bool:
    """Tell whether the database of a folder cannot be trusted, or is gone. Raises FileError, LockedError."""
    try:
        with open_store(path / DATABASE) as store:
            store.require_sound()
    except DamagedError:
        return True
    return False


def _loss(path: Path, day: date | None) -> tuple[Loss, _Standing]:
    chosen, copy, unsound = _chosen(path / DATABASE, day)
    if not (path / DATABASE).exists():
        return Loss(chosen, copy, None, unsound=unsound), _Standing()
    links = _links(path / DATABASE)
    try:
        with open_store(path / DATABASE) as store:
            store.require_sound()
            standing = _Standing(store.published(), {feed: store.revisions(feed) for feed in store.feeds()}, links)
            return _compared(store, chosen, copy, unsound), standing
    except OverloadError:
        return Loss(chosen, copy, None, unsound=unsound), _Standing(links=links)


def _compared(store: Store, day: date, copy: Copy, unsound: tuple[date, ...]) -> Loss:
    with open_copy(copy.path) as old:
        known = {_said(one) for one in old.decisions()}
        decisions = sum(_said(one) not in known for one in store.decisions())
        gone = _entries_lost(store.all_entries(), old.entries())
        return Loss(day, copy, tuple(sorted(gone, key=lambda one: (one.on, one.id))), decisions, unsound)


def _entries_lost(now: Sequence[Entry], old: Iterable[Entry]) -> Iterator[Entry]:
    """Yield what counts in a log and is not in a copy of it: an entry, one more set of it, that it was taken out.

    Compared by what they say: after an older copy was put in its place a log goes on with numbers the copy has too.
    """
    said_before = {_said(one) for one in old}
    by_number = {one.id: one for one in now}
    corrected = {one.replaces for one in now}
    for one in now:
        if one.id in corrected:
            continue
        if not one.removed:
            if _said(one) not in said_before:
                yield one
        elif one.replaces and _said(by_number[one.replaces]) in said_before:
            yield one


def _said(one: Entry | Decision) -> object:
    """Return all that was said with an entry or a decision; whether it is in doubt, a later version may see anew."""
    return attrs.evolve(one, id=0, replaces=None, is_sure=True) if isinstance(one, Entry) else attrs.evolve(one, id=0)


def _links(database: Path) -> Mapping[str, str]:
    """Return what a database says of links, as far as it can be read: damage elsewhere in it revives none."""
    try:
        with open_notes(database) as store:
            return store.named(PREFIX)
    except OverloadError:
        return {}


def _chosen(database: Path, day: date | None) -> tuple[date, Copy, tuple[date, ...]]:
    """Return the day of a backup, the backup, and the days of newer ones that are not sound."""
    copies = daily_backups(database)
    if not copies:
        raise FileError(Problem(str(backups_folder(database)), "there is no backup to put back", "see docs/backup.md"))
    if day is not None:
        if day not in copies:
            known = ", ".join(one.isoformat() for one in sorted(copies, reverse=True)[:5])
            raise UsageError(Problem("", f"there is no backup of {day}", f"there are: {known}"))
        return day, look_into(copies[day]), ()
    wrong: dict[date, OverloadError] = {}
    for newest in sorted(copies, reverse=True):
        try:
            return newest, look_into(copies[newest]), tuple(wrong)
        except OverloadError as error:
            wrong[newest] = error
    raise DataError(*(problem for error in wrong.values() for problem in error.problems))


def _take_over(store: Store, standing: _Standing) -> None:
    """See to it that a database which was put back knows what has been published since."""
    known = store.published()
    numbers = {one.ordinal for one in known}
    since = (one for one in standing.published if one.ordinal not in numbers)
    raised = {feed: ical.never_below(store.revisions(feed), was).values() for feed, was in standing.revisions.items()}
    store.remember((*known, *since), raised)
    store.set_all(standing.links)


def loss_words(found: Loss, *, would: bool) -> Iterator[str]:
    """Yield what is put back, or would be, and what is lost with it, in a line each."""
    count = "1 entry" if found.copy.entries == 1 else f"{found.copy.entries} entries"
    said = "would put back" if would else "put back"
    yield f"{said} the backup of {full_day_words(found.day)}: {count} in the log"
    for day in found.unsound:
        yield f"the backup of {full_day_words(day)} cannot be used"
    lost = "would be lost" if would else "lost"
    if found.entries is None:
        since = full_day_words(found.day - timedelta(days=1))
        yield f"{lost}: whatever was written down after {since} and is not in it; the database of now cannot be read"
        return
    if not found.entries and not found.decisions:
        yield f"{lost}: nothing"
    for entry in found.entries[:MOST_NAMED]:
        yield f"{lost}: {_entry(entry)}"
    if len(found.entries) > MOST_NAMED:
        yield f"{lost}: {len(found.entries) - MOST_NAMED} more entries"
    if found.decisions:
        count = "1 decision" if found.decisions == 1 else f"{found.decisions} decisions"
        yield f"{lost}: {count} (moves, skips, time away)"


def _entry(entry: Entry) -> str:
    if entry.removed:
        return f"{day_words(entry.on)} {entry.exercise}: that it was taken out"
    return f"{day_words(entry.on)} {entry.exercise} {write_entry(entry)}".rstrip()
