"""Whether the last update of a training folder still stands: then the next one has nothing to do, and does it quickly.

A plan depends on what is in the folder, on the program, and on the time only where a session begins or ends or a day
ends. An update leaves a note of all that in the database; as long as the note holds, nothing needs to be planned, nor
the planner even imported.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import attrs

from overload.errors import OverloadError
from overload.store.notes import Notes, Run, open_notes

PLAN_FILE: Final = "plan.toml"
DATABASE: Final = "overload.db"
FEEDS: Final = "calendars"
PLUGINS: Final = "plugins"
NOTE: Final = "settled"
FEED_MEMO: Final = "feed."
"""The name under which the database remembers the digests of what a feed says and of its file."""


@attrs.frozen
class Note:
    """What an update leaves: the digest of all it read, from when until when it stands (UTC), and modes of the feeds.

    `zone` is the athlete's; `watched` are files outside the folder's own that were read, as `fingerprint` has them.
    """

    digest: str
    since: str
    until: str
    zone: str
    modes: Mapping[str, int]
    watched: Mapping[str, str] = attrs.field(factory=dict)


def settle(
    path: Path,
    store: Notes,
    now: datetime,
    moments: Iterable[datetime],
    modes: Mapping[str, int],
    watched: Iterable[Path] = (),
) -> None:
    """Leave a note that the folder is up to date at `now` (aware, in the athlete's zone).

    It stands until the day ends, or the first of `moments` that is ahead. `modes` are the feeds by name with the
    permissions of their files.
    """
    ends = [one.astimezone(UTC) for one in moments if one > now] + [_midnight(now)]
    note = Note(
        digest=inputs_digest(path, store),
        since=now.astimezone(UTC).isoformat(),
        until=min(ends).isoformat(),
        zone=str(now.tzinfo),
        modes=dict(modes),
        watched={str(one): fingerprint(one) for one in watched},
    )
    store.set(NOTE, json.dumps(attrs.asdict(note), sort_keys=True))


def unsettle(store: Notes) -> None:
    """Take the note away: the next update looks at everything."""
    store.set(NOTE, "")


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
    return (
        note.since <= now.isoformat() < note.until
        and all(fingerprint(Path(one)) == known for one, known in note.watched.items())
        and _feeds_are_whole(path / FEEDS, store, note.modes)
        and note.digest == inputs_digest(path, store)
    )


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


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def inputs_digest(path: Path, store: Notes) -> str:
    """Return a digest of everything an update reads but the time: plan, log, decisions, plugins, the program itself."""
    digest = hashlib.sha256()
    for part in _parts(path, store):
        digest.update(part.encode("utf-8", "replace") + b"\0")
    return digest.hexdigest()[:32]


def _parts(path: Path, store: Notes) -> Iterator[str]:
    yield file_digest(path / PLAN_FILE)
    yield store.state()
    yield fingerprint(path / ".overload.key")
    yield from (fingerprint(one) for one in sorted((path / PLUGINS).rglob("*.py")))
    yield os.environ.get("OVERLOAD_PLUGINS", "")
    # Installing a package changes the folder it goes to.
    yield from (fingerprint(Path(one)) for one in sys.path if one.endswith("-packages"))
    yield from _program()


@cache
def _program() -> tuple[str, ...]:
    """Return what changes when the program does: names, sizes and times of its files as this process found them."""
    found = []
    for folder, names, files in os.walk(Path(__file__).parent):
        names.sort()
        for name in sorted(one for one in files if one.endswith((".py", ".toml"))):
            stats = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - some 200 files each time
            found.append(f"{name} {stats.st_size} {stats.st_mtime_ns}")
    return tuple(found)


def fingerprint(path: Path) -> str:
    """Return size and time of change of a file or folder; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"


def _midnight(now: datetime) -> datetime:
    """Return the end of the day of an aware time, as an instant."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo).astimezone(UTC)
