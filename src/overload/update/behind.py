"""A log that is older than its published calendar, as after an old copy was put in its place: told, never passed over.

An update takes up from the file what the log has lost of its sessions, so that this shows only once: it is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from overload.errors import OverloadError
from overload.ical.stamps import UNKNOWN
from overload.model import Revision
from overload.moments import full_day_words
from overload.store import Store, folder_lock, open_store
from overload.update.folder import DATABASE, Folder
from overload.update.lost import MEANT

_BEHIND: Final = "older than the backup of"
"""What a log remembers that was found to be behind, by the day of the backup that knows more."""


def said_once(folder: Folder, stood: Iterable[Mapping[int, Revision]]) -> tuple[str, ...]:
    """Say, this once, that a log is older than its calendar and what a backup knows that it does not.

    `stood` is how the events of each feed stood: of one that the file knew better only the stamps are known.
    """
    if folder.store.get(MEANT):
        folder.store.set(MEANT, "")
        return ()
    if not any(one.digest == UNKNOWN for feed in stood for one in feed.values()):
        return ()
    from overload.update.restoring import known_since  # noqa: PLC0415 - only where a log is behind

    found = known_since(folder.store, folder.path / DATABASE)
    if found is None or not folder.store.set(_BEHIND, found[0].isoformat()):
        return ()
    return (f"the log is older than the calendar: {_knows(*found)}; 'overload restore' puts it back",)


def _knows(day: date, more: int) -> str:
    count = "1 entry that is" if more == 1 else f"{more} entries that are"
    return f"the backup of {full_day_words(day)} has {count} not in it"


def behind(store: Store) -> date | None:
    """Return the day of the backup that knows more than a log, None where none was found to."""
    day = store.get(_BEHIND)
    return date.fromisoformat(day) if day else None


def behind_words(folder: Folder) -> tuple[str, ...]:
    """Say what the backup that knows more than the log would bring, and what would be lost with it; nothing if none."""
    day = behind(folder.store)
    if day is None:
        return ()
    from overload.update.restoring import loss_of, loss_words  # noqa: PLC0415 - as above

    try:
        found = loss_of(folder.store, folder.path / DATABASE, day)
    except OverloadError:  # it is kept for two weeks
        return ()
    _, *lines = loss_words(found, would=True)
    count = "1 entry" if found.copy.entries == 1 else f"{found.copy.entries} entries"
    backup = f"the backup of {full_day_words(day)}"
    told = f"An older copy is in its place. Putting back {backup} brings back a log of {count}."
    return (told, *(f"{line[:1].upper()}{line[1:]}." for line in lines))


def leave(path: Path) -> str:
    """Let a log stay as it is though a backup knows more; return the place on the page to go back to: its top."""
    with folder_lock(path, 10), open_store(path / DATABASE) as store:
        store.set(_BEHIND, "")
    return ""
