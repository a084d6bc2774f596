"""The note an update leaves: from when until when it stands, and on what."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

import attrs

from overload.errors import OverloadError
from overload.settled.dependencies import DATABASE, FEEDS, Sources, file_digest, inputs_digest
from overload.store.notes import Notes, Run, open_notes

NOTE: Final = "settled"
ANSWER: Final = "answer."
"""How the names begin under which the database remembers what the plan said, as long as the note stands."""
FEED_MEMO: Final = "feed."
"""The name under which the database remembers the digests of what a feed says and of its file."""


@attrs.frozen
class Note:
    """What an update leaves: the digest of all it read, from when until when it stands (UTC), and modes of the feeds.

    `zone` is the athlete's; `watched` are busy calendars in files, `outside` the files that plugins named.
    """

    digest: str
    since: str
    until: str
    zone: str
    modes: Mapping[str, int]
    watched: Sequence[str] = ()
    outside: Sequence[str] = ()


def settle(
    sources: Sources,
    now: datetime,
    moments: Iterable[datetime],
    modes: Mapping[str, int],
    answers: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Leave a note that the folder is up to date at `now` (aware, in the athlete's zone), in place of the one before.

    It stands until the day ends, or the first of `moments` that is ahead. `modes` are the feeds by name with the
    permissions of their files; `answers` are what the plan says, by the names of the enquiries.
    """
    ends = [moment.astimezone(UTC) for moment in moments if moment > now] + [_midnight(now)]
    note = Note(
        digest=inputs_digest(sources),
        since=now.astimezone(UTC).isoformat(),
        until=min(ends).isoformat(),
        zone=sources.zone,
        modes=dict(modes),
        watched=[str(file) for file in sources.busy],
        outside=[str(file) for file in sources.outside],
    )
    kept = {NOTE: json.dumps(attrs.asdict(note), sort_keys=True), **answers}
    sources.store.set_all(kept, instead_of=ANSWER)


def unsettle(store: Notes) -> None:
    """Take the note away, and all that was kept with it: the next update looks at everything."""
    store.set_all({NOTE: ""}, instead_of=ANSWER)


def still_stands(path: Path, clock: Callable[[str], datetime], seconds: Callable[[], float]) -> bool:
    """Tell whether an update now would change nothing; if so the run is in the journal already.

    In doubt it says no, and leaves every error to the update that follows.
    """
    if not (path / DATABASE).is_file():
        return False
    try:
        with open_notes(path / DATABASE) as store:
            note = last_note(store)
            if note is None or not _holds(note, path, store, now := clock(note.zone).astimezone(UTC)):
                return False
            store.add_run(Run(now, note.digest, seconds=seconds()))
    except (OverloadError, OSError):
        return False
    return True


def last_note(store: Notes) -> Note | None:
    """Return the note the last update left, or None."""
    try:
        return Note(**json.loads(store.get(NOTE) or ""))
    except (ValueError, TypeError):
        return None


def _holds(note: Note, path: Path, store: Notes, now: datetime) -> bool:
    return _feeds_are_whole(path / FEEDS, store, note.modes) and plan_stands(note, sources_of(note, path, store), now)


def plan_stands(note: Note, sources: Sources, now: datetime) -> bool:
    """Tell whether planning at `now` (UTC) would come to what it came to when the note was left."""
    return note.since <= now.isoformat() < note.until and note.digest == inputs_digest(sources)


def sources_of(note: Note, path: Path, store: Notes) -> Sources:
    """Return where all is found in a training folder that the update read which left a note."""
    return Sources(path, store, note.zone, tuple(map(Path, note.watched)), tuple(map(Path, note.outside)))


def _feeds_are_whole(folder: Path, store: Notes, modes: Mapping[str, int]) -> bool:
    memos = store.named(FEED_MEMO)
    for name, mode in modes.items():
        file = folder / f"{name}.ics"
        if permissions(file) != mode:
            return False
        if memos.get(f"{FEED_MEMO}{name}", "").split()[1:2] != [file_digest(file)]:
            return False
    return bool(modes)


def permissions(path: Path) -> int | None:
    """Return the permissions of a plain file, None where there is something else or nothing."""
    try:
        found = path.lstat().st_mode
    except OSError:
        return None
    return stat.S_IMODE(found) if stat.S_ISREG(found) else None


def _midnight(now: datetime) -> datetime:
    """Return the end of the day of an aware time, as an instant."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo).astimezone(UTC)
