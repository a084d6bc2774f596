"""Feeds over HTTP: the published file as it is, asked for by condition, and what becomes of revoked ones."""

from __future__ import annotations

import hashlib
import os
import time
from datetime import datetime
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path
from typing import Final

import attrs

from overload.ical.ended import ended_calendar
from overload.opening import open_below, read_opened
from overload.update.folder import FEEDS
from overload.update.links import Link, LinkKind, LinkState
from overload.web.headers import FEED_HEADERS, UNCHANGED_HEADERS, Headers, with_length
from overload.web.index import Found
from overload.web.settings import Clock

ENDING: Final = ".ics"
_UNSETTLED_S: Final = 2.0
"""A file this young may change again within the second that Last-Modified tells; only its ETag is trusted."""
_MOST_KEPT: Final = 10_000
_TAG: Final = 32
"""How many letters of its digest are the ETag of a feed."""


@attrs.frozen
class Answer:
    """A response: status, headers as ASGI wants them, body; `why` is for the server's log alone."""

    status: int
    headers: Headers
    body: bytes = b""
    why: str = ""


@attrs.frozen
class Condition:
    """What a client has already: the headers If-None-Match and If-Modified-Since, None where they are missing."""

    none_match: bytes | None = None
    modified_since: bytes | None = None


@attrs.frozen
class _Seen:
    stamp: tuple[int, int, int]
    etag: bytes
    modified: bytes
    fresh: Headers
    unchanged: Headers


_seen: dict[Path, _Seen] = {}


def feed_file(found: Found, name: str) -> Path | None:
    """Return the file of a feed that a link opens, None where it opens no feed of that name.

    The name is only compared with names that are there; it becomes no part of a path.
    """
    if found.link.kind is LinkKind.FEED:
        return _published(found.path, found.link.feed) if name == found.link.feed else None
    return {path.name.removesuffix(ENDING): path for path in published_files(found.path)}.get(name)


@lru_cache(maxsize=10_000)
def _published(folder: Path, feed: str) -> Path:
    return folder / FEEDS / f"{feed}{ENDING}"


def published_files(folder: Path) -> tuple[Path, ...]:
    """Return the feeds of a training folder that are published, by name."""
    return tuple(sorted((folder / FEEDS).glob(f"*{ENDING}")))


def answer_for(found: Found, name: str, given: Condition, clock: Clock) -> Answer | None:
    """Return the answer to a request for a feed; None where the link opens nothing of that name."""
    path = feed_file(found, name)
    if path is None:
        return None
    return of_ended(found.link, given, clock) or _of_file(path, given)


def of_ended(link: Link, given: Condition, clock: Clock) -> Answer | None:
    """Return the answer of a link that has ended; None where it works."""
    state = link.state(clock("UTC")) if link.ends else LinkState.LIVE
    if state is LinkState.GONE:
        return Answer(410, FEED_HEADERS)
    if state is LinkState.REVOKED:
        return _conditional(ended_calendar(link.digest[:16], datetime.fromisoformat(link.ends)), given)
    return None


def of_row(digest: str, body: bytes | None) -> Answer:
    """Return the answer from a row: its SHA-256 in hex, and what it says where the client has it not yet."""
    tag = (b"etag", b'"%s"' % digest[:_TAG].encode())
    if body is None:
        return Answer(304, (*UNCHANGED_HEADERS, tag))
    return Answer(200, with_length((*FEED_HEADERS, tag), body), body)


def known_tags(given: Condition) -> list[str]:
    """Return what a client says it has, as the beginnings of digests; `*` is whatever there is."""
    words = (one.strip().removeprefix(b"W/").strip(b'"') for one in (given.none_match or b"").split(b","))
    return [word.decode("ascii", "replace") for word in words if word]


def _conditional(body: bytes, given: Condition) -> Answer:
    etag = _etag(body)
    headers = (*FEED_HEADERS, (b"etag", etag))
    if given.none_match is not None and _matches(given.none_match, etag):
        return Answer(304, (*UNCHANGED_HEADERS, (b"etag", etag)))
    return Answer(200, with_length(headers, body), body)


def _of_file(path: Path, given: Condition) -> Answer:
    """Answer from a file that may be replaced at any moment: what is sent is what was opened, whole."""
    try:
        seen = _look(path)
        if _is_unchanged(seen, given):
            return Answer(304, seen.unchanged)
        # Of the open file, not of the path: another may stand there by now.
        seen, body = _read(path)
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        return Answer(503, (*FEED_HEADERS, (b"retry-after", b"60")), why=f"{FEEDS}/{path.name} cannot be read: {said}")
    return Answer(200, seen.fresh, body)


def _look(path: Path) -> _Seen:
    stamp, seen = _stamp(os.stat(path)), _seen.get(path)  # noqa: PTH116 - quicker, and asked with every request
    if seen is not None and seen.stamp == stamp:
        return seen
    return _read(path)[0]


def _read(path: Path) -> tuple[_Seen, bytes]:
    """Read a published file; what an athlete put in its place, or in that of its folder, leads nowhere else."""
    file = open_below(path.parent.parent, FEEDS, path.name)
    stamp = _stamp(os.fstat(file))
    body = read_opened(file)
    return _remember(path, stamp, body), body


def _remember(path: Path, stamp: tuple[int, int, int], body: bytes) -> _Seen:
    etag, modified = _etag(body), formatdate(stamp[1] // 1_000_000_000, usegmt=True).encode()
    known = ((b"etag", etag), (b"last-modified", modified))
    if len(_seen) >= _MOST_KEPT:
        _seen.clear()  # simpler than to know the oldest, and the next round fills it again
    fresh = with_length((*FEED_HEADERS, *known), body)
    _seen[path] = seen = _Seen(stamp, etag, modified, fresh, (*UNCHANGED_HEADERS, *known))
    return seen


def _stamp(found: os.stat_result) -> tuple[int, int, int]:
    # A replaced file has another inode, even if it was written within the tick of a coarse clock.
    return found.st_ino, found.st_mtime_ns, found.st_size


def _etag(body: bytes) -> bytes:
    return b'"%s"' % hashlib.sha256(body).hexdigest()[:_TAG].encode()


def _is_unchanged(seen: _Seen, given: Condition) -> bool:
    """Tell whether a client has this already; an ETag goes before a date (RFC 9110, 13.2.2).

    A date counts only if it is the very one that was sent: a clock may have been set back.
    """
    if given.none_match is not None:
        return _matches(given.none_match, seen.etag)
    is_settled = time.time() - seen.stamp[1] / 1e9 > _UNSETTLED_S
    return given.modified_since == seen.modified and is_settled


def _matches(wanted: bytes, etag: bytes) -> bool:
    if wanted == etag:
        return True
    # A proxy that compresses makes our ETag a weak one; for what is asked here weak is enough (RFC 9110, 8.8.3.2).
    return any(one.strip().removeprefix(b"W/") in {etag, b"*"} for one in wanted.split(b","))
