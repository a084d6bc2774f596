"""Which link leads where: the links of every folder that is served, looked up by digest and never by path."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Collection
from pathlib import Path
from typing import Final

import attrs

from overload import config
from overload.errors import OverloadError
from overload.opening import read_regular
from overload.settled import KEY_FILE
from overload.store.notes import open_notes
from overload.update.folder import DATABASE, PLAN_FILE
from overload.update.links import (
    Link,
    digest_of,
    folder_key,
    folder_name,
    is_token,
    links,
    parse_token,
)
from overload.update.many import find_folders
from overload.web.settings import Settings
from overload.web.twins import Twins, twins

RESTS: Final = 20
"""A refresh that found nothing new is not repeated for so many times as long as it kept the processor.

So a new link works at once, and wrong ones cannot keep a server busy. Time spent waiting on a busy machine is no work
of ours and does not count.
"""
_NO_KEY: Final = bytes(32)
_STAMPED: Final = (DATABASE, f"{DATABASE}-wal", KEY_FILE, PLAN_FILE)
"""The files in which it is written what a folder answers to."""
Stamp = tuple[tuple[int, int, int] | None, ...]


@attrs.frozen
class Known:
    """A folder as it was when it was looked at: its key, links and plan id, and what its files were then."""

    path: Path
    stamp: Stamp
    key: bytes | None = None
    links: tuple[Link, ...] = ()
    plan_id: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        """What it answers to: the name in the links of its events, and the digests of its addresses."""
        return (*((folder_name(self.key),) if self.key else ()), *(link.digest for link in self.links))


@attrs.frozen
class Found:
    """A folder, and the link that leads to it."""

    path: Path
    link: Link


class Index:
    """The links of all folders. Reading it again costs a look at each folder; what did not change is not read."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[Path, Known] = {}
        self._by_digest: dict[str, Found] = {}
        self._by_name: dict[str, tuple[Path, bytes]] = {}
        self._twins: frozenset[Twins] = frozenset()
        self._unserved: frozenset[Path] = frozenset()
        self._refused: frozenset[str] = frozenset()
        self._fresh_until = float("-inf")
        self._lock = threading.Lock()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders served."""
        return tuple(path for path in self._known if path not in self._unserved)

    @property
    def is_fresh(self) -> bool:
        """Tell whether it was read just now."""
        return time.monotonic() < self._fresh_until

    @property
    def refused(self) -> frozenset[Twins]:
        """The folders that are not served, since others are the same plan."""
        return self._twins

    def is_refused(self, token: str) -> bool:
        """Tell whether the token of a feed, a page or a session leads to a folder that is not served."""
        parsed = parse_token(token)
        return digest_of(token) in self._refused or (parsed is not None and parsed[0] in self._refused)

    def refresh(self) -> None:
        """Look at every folder again; for any thread."""
        with self._lock:
            began = time.thread_time()
            known = {path: self._look(path) for path in self._paths()}
            is_news = known != self._known
            self._known = known
            self._twins = _twins(known.values())
            self._unserved = frozenset(path for group in self._twins for path in group.paths)
            self._refused = frozenset(claim for path in self._unserved for claim in known[path].claims)
            served = [one for one in known.values() if one.path not in self._unserved]
            self._by_digest = {link.digest: Found(one.path, link) for one in served for link in one.links}
            self._by_name = {folder_name(one.key): (one.path, one.key) for one in served if one.key}
            took = time.thread_time() - began
            self._fresh_until = time.monotonic() + (0.0 if is_news else RESTS * took)

    def _paths(self) -> tuple[Path, ...]:
        if self._settings.root is None:
            return self._settings.folders
        try:
            return find_folders(self._settings.root)
        except OverloadError:
            return tuple(path for path in self._known if (path / PLAN_FILE).exists())

    def _look(self, path: Path) -> Known:
        was, stamp = self._known.get(path), _stamp(path)
        if was is not None and was.stamp == stamp:
            return was
        try:
            key = folder_key(path)
        except OverloadError:
            key = None
        before = was or Known(path, stamp)
        found, plan_id = _remembered(path, before)
        return Known(path, stamp, key, found, _plan_id(path, before) or plan_id)

    def linked(self, token: str) -> Found | None:
        """Return where the token of a feed or of a page leads, as its folder says now; None for a wrong one."""
        digest = digest_of(token)
        found = self._by_digest.get(digest)
        if found is None:
            return None
        known = self._known[found.path]
        again = self._as_now(known)
        if again is known:
            return found
        return next((Found(again.path, link) for link in again.links if link.digest == digest), None)

    def session(self, token: str) -> tuple[Path, int] | None:
        """Return the folder and the ordinal that a session's token names by its key of now; None for a wrong one."""
        parsed = parse_token(token)
        if parsed is None:
            return None
        name, ordinal, code = parsed
        # A name that is wrong takes as long as a code that is: it is compared with a code as well.
        path, key = self._by_name.get(name, (None, _NO_KEY))
        is_right = is_token(key, ordinal, code)
        if path is None or not is_right or self._as_now(self._known[path]).key != key:
            return None
        return path, ordinal

    def _as_now(self, known: Known) -> Known:
        """Return a folder as it is now; a link may have been taken back a second ago, and its folder says so.

        It is only read again where it changed.
        """
        if known.stamp == _stamp(known.path):
            return known
        again = self._look(known.path)
        with self._lock:
            self._known[known.path] = again
            for link in (one for one in again.links if one.digest not in self._refused):
                self._by_digest[link.digest] = Found(again.path, link)
            if again.key is not None and folder_name(again.key) not in self._refused:
                self._by_name[folder_name(again.key)] = (again.path, again.key)
        return again


def _twins(known: Collection[Known]) -> frozenset[Twins]:
    links = ((claim, one.path) for one in known for claim in one.claims)
    return twins(links, ((one.plan_id, one.path) for one in known if one.plan_id))


def _remembered(path: Path, before: Known) -> tuple[tuple[Link, ...], str]:
    """Return the links of a folder and the id its database gives the plan; those of before while it cannot be read."""
    if not (path / DATABASE).is_file():
        return (), ""
    try:
        with open_notes(path / DATABASE) as store:
            return links(store), store.get("plan_id") or ""
    except OverloadError:
        return before.links, before.plan_id


def _plan_id(path: Path, before: Known) -> str:
    """Return the id that a plan gives itself, '' where it gives itself none; that of before while it cannot be read."""
    try:
        said = config.parse(read_regular(path / PLAN_FILE).decode()).get("id", "")
    except (OverloadError, OSError, UnicodeDecodeError):
        return before.plan_id
    return said if isinstance(said, str) else ""


def _stamp(path: Path) -> Stamp:
    folder = f"{path}/"  # strings: this is asked with every request
    return tuple(_of_file(folder + name) for name in _STAMPED)


def _of_file(path: str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - four times as quick as a Path
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
