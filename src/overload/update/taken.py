"""What was taken from the athlete's own calendar lately, in the words it was told in, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import attrs

from overload.model import Entry
from overload.moments import moment_words
from overload.plan.decided import in_force
from overload.settled import unsettle
from overload.store import Store
from overload.update.calendar_status import status_of
from overload.update.folder import Folder

TAKEN: Final = "caldav.taken"
"""Under this name the store remembers what was taken from the calendar: when, in which words, and as what."""
SHOWN: Final = timedelta(days=14)
"""So long it stands where it can be taken back with a tap."""
REPORTED: Final = timedelta(days=7)


@attrs.frozen
class Taken:
    """Something that was taken from the calendar: a decision, or the entries of a session that was ticked off.

    `is_asking` tells that nobody said yet how far the open sets of those went.
    """

    at: datetime
    words: str
    decision: int = 0
    entries: tuple[int, ...] = ()
    is_asking: bool = False

    @property
    def key(self) -> str:
        """What it is called in a form: `d12`, or `e5` by the first of its entries."""
        return f"d{self.decision}" if self.decision else f"e{self.entries[0]}"


def note_taken(store: Store, now: datetime, words: str, *, decision: int = 0, entries: Sequence[int] = ()) -> None:
    """Remember what was taken from the calendar; what is older than is ever shown is forgotten."""
    kept = [one for one in _known(store) if one.at > now - SHOWN]
    new = Taken(now.astimezone(UTC), words, decision, tuple(entries), is_asking=bool(entries))
    _keep(store, [*kept, new])


def taken(store: Store, now: datetime, since: timedelta = SHOWN) -> tuple[Taken, ...]:
    """Return what was taken from the calendar lately and still stands, the newest first."""
    found = [one for one in reversed(_known(store)) if one.at > now - since]
    standing = {one.id for one in in_force(store.decisions())} if found else set()
    return tuple(one for one in found if (one.decision in standing if one.decision else standing_entries(store, one)))


def standing_entries(store: Store, one: Taken) -> tuple[Entry, ...]:
    """Return the entries of a session that was ticked off as they are now, without those that were removed."""
    found = (newest(store, number) for number in one.entries)
    return tuple(entry for entry in found if entry is not None and not entry.removed)


def newest(store: Store, number: int) -> Entry | None:
    """Return the last version of an entry."""
    entry = store.entry(number)
    while entry is not None and (later := store.replaced_by(entry.id)):
        entry = later
    return entry


def asking(store: Store, now: datetime) -> frozenset[int]:
    """Return the numbers of entries, as they are now, of which their athlete may yet say how far they went."""
    return frozenset(entry.id for one in taken(store, now) if one.is_asking for entry in standing_entries(store, one))


def ask_no_more(store: Store, session: int) -> None:
    """Take note that nothing more is to be asked about a session that was ticked off (its ordinal)."""
    known = _known(store)
    about = {one: [newest(store, number) for number in one.entries] for one in known if one.is_asking}
    done = {one for one, entries in about.items() if any(entry and entry.session == session for entry in entries)}
    if done:
        _keep(store, [attrs.evolve(one, is_asking=False) if one in done else one for one in known])
        unsettle(store)


def _known(store: Store) -> list[Taken]:
    said: list[dict[str, Any]] = json.loads(store.get(TAKEN) or "[]")
    return [
        Taken(datetime.fromisoformat(one["at"]), one["words"], one["decision"], tuple(one["entries"]), one["asks"])
        for one in said
    ]


def _keep(store: Store, all_of_it: Sequence[Taken]) -> None:
    rows = [
        {"at": one.at.isoformat(), "words": one.words, "decision": one.decision, "entries": one.entries,
         "asks": one.is_asking}
        for one in all_of_it
    ]  # fmt: skip
    store.set(TAKEN, json.dumps(rows, ensure_ascii=False))


def own_calendar_words(folder: Folder, now: datetime) -> Iterator[str]:
    """Say of the calendar that is connected when it was synced last, what went wrong since, and what was taken."""
    chosen = folder.config.own_calendar
    if chosen is None:
        return
    status, host = status_of(folder.store), urlsplit(chosen.url).hostname or chosen.url
    done = last_synced(folder.store, now)
    when = f"synced {done}" if done else "never synced"
    yield f"{host}: {when}" + (f"; since then: {status['error']}" if "error" in status else "")
    if question := status.get("question"):
        yield f"{question[0]} of {question[1]} sessions are gone from it; see 'overload caldav sync --help'"
    yield from (
        f"{moment_words(one.at.astimezone(now.tzinfo))}: {one.words}" for one in taken(folder.store, now, REPORTED)
    )


def last_synced(store: Store, now: datetime) -> str:
    """Say when the calendar was synced last, '' for never."""
    done = status_of(store).get("done")
    return moment_words(datetime.fromisoformat(done).astimezone(now.tzinfo), now.date()) if done else ""
