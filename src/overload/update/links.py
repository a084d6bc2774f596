"""Addresses that let somebody in: the page of one session, derived from a key; all else, by random tokens.

A session's address is an HMAC (RFC 2104, SHA-256, 160 bits of it) under a key in the training folder, so whoever writes
the feed writes the same bytes. Every other token is random, shown once, and only its SHA-256 is kept.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import os
import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

import attrs

from overload.errors import FileError, Problem, UsageError
from overload.model import Status
from overload.opening import open_regular
from overload.plan import Plan
from overload.report.words import is_logged
from overload.settled import KEY_FILE
from overload.store.files import replace_file
from overload.store.notes import Notes

PREFIX: Final = "link."
"""Links are remembered in the database under names that begin so."""
WRITABLE: Final = timedelta(days=7)
"""How long after its start a session may be written down by its link."""
TOMBSTONE: Final = timedelta(days=30)
"""How long a revoked feed still answers with a calendar that says so; after that it is gone."""
_MAC_BYTES: Final = 20
_FOLDER_BYTES: Final = 9
_TOKEN: Final = re.compile(r"([\w-]{12})\.(\d{1,7})\.([\w-]{27})", re.ASCII)


class LinkKind(StrEnum):
    """What a link opens: a feed; the athlete's page with all feeds under it; the owner's pages; JSON, or all of it."""

    FEED = "feed"
    PAGE = "page"
    OWNER = "owner"
    DATA = "data"
    ALL_DATA = "all-data"

    @property
    def way(self) -> str:
        """How the paths of such links begin: `/a/`."""
        return f"/{_WAYS[self]}/"


_WAYS: Final = {
    LinkKind.FEED: "f",
    LinkKind.PAGE: "a",
    LinkKind.OWNER: "o",
    LinkKind.DATA: "d",
    LinkKind.ALL_DATA: "d",
}


def data_names(kind: LinkKind) -> tuple[str, ...]:
    """Return what a link reads as JSON, each as `NAME.json` under it; nothing where it is of another kind."""
    if kind is LinkKind.DATA:
        return SHARED_DATA
    return (*SHARED_DATA, *PRIVATE_DATA) if kind is LinkKind.ALL_DATA else ()


SHARED_DATA: Final = ("next", "week")
"""What a program may know that is not the owner's own: nothing of bodies, notes or days gone by."""
PRIVATE_DATA: Final = ("log", "progress", "bodyweight")


class LinkState(StrEnum):
    """What has become of a link."""

    LIVE = "live"
    REVOKED = "revoked"
    GONE = "gone"


@attrs.frozen
class Link:
    """A link as it is kept. `ends` is when it stops, if that is decided; instants are UTC, ISO 8601."""

    number: int
    kind: LinkKind
    feed: str
    digest: str
    made: str
    ends: str = ""

    @property
    def id(self) -> str:
        """What it is called on the command line: `k3`."""
        return f"k{self.number}"

    def state(self, now: datetime) -> LinkState:
        """Return what it is at an instant (aware)."""
        if not self.ends or now < datetime.fromisoformat(self.ends):
            return LinkState.LIVE
        return LinkState.REVOKED if now < datetime.fromisoformat(self.ends) + TOMBSTONE else LinkState.GONE


def folder_key(path: Path, *, make: bool = False) -> bytes | None:
    """Return the key of a training folder, made if asked; None where there is none. Raises FileError."""
    file = path / KEY_FILE
    try:
        if make:
            _make_key(file)
        descriptor = open_regular(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileError(Problem(str(file), f"cannot be used: {(error.strerror or '').lower()}")) from None
    with os.fdopen(descriptor, "rb") as opened:
        text = opened.read(100).strip()
    # A short key would still make addresses, and ones that can be guessed.
    if not re.fullmatch(rb"[0-9a-f]{64}", text):
        raise FileError(Problem(str(file), "is damaged", "remove it; links in feeds then change with the next update"))
    return bytes.fromhex(text.decode())


def renew_key(path: Path) -> None:
    """Replace the key of a training folder by a fresh one, if it has one: every link to a session ends with it.

    What stands in its place, a damaged key or a link, is replaced as well. Raises FileError.
    """
    file = path / KEY_FILE
    if file.is_symlink() or file.exists():
        replace_file(file, _fresh_key())


def _fresh_key() -> bytes:
    return os.urandom(32).hex().encode() + b"\n"


def _make_key(file: Path) -> None:
    """Write a fresh key that only this user can read, unless there is one; it appears whole or not at all."""
    if file.is_symlink() or file.exists():
        return
    made = file.with_name(f"{file.name}.{os.urandom(8).hex()}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(_fresh_key())
            opened.flush()
            os.fsync(opened.fileno())
        with contextlib.suppress(FileExistsError):
            # A link, not a rename: of two that make a key at once the first stays, and its links go on opening.
            os.link(made, file)
    finally:
        made.unlink()


def folder_name(key: bytes) -> str:
    """Return the public name of a folder, by which a server finds it; it tells nothing about the key."""
    return _short(key, b"folder", _FOLDER_BYTES)


def session_token(key: bytes, ordinal: int) -> str:
    """Return what the address of a session's page ends with."""
    return f"{folder_name(key)}.{ordinal}.{_short(key, b'session %d' % ordinal, _MAC_BYTES)}"


def _short(key: bytes, message: bytes, size: int) -> str:
    return base64.urlsafe_b64encode(hmac.digest(key, message, "sha256")[:size]).rstrip(b"=").decode()


def parse_token(text: str) -> tuple[str, int, str] | None:
    """Return the folder's name, the ordinal and the code of a session's token; None for what cannot be one."""
    match = _TOKEN.fullmatch(text)
    return (match[1], int(match[2]), match[3]) if match else None


def is_token(key: bytes, ordinal: int, code: str) -> bool:
    """Tell, in a time that does not depend on how much is right, whether a code is that of a session."""
    return hmac.compare_digest(_short(key, b"session %d" % ordinal, _MAC_BYTES), code)


def session_links(key: bytes | None, plan: Plan, base_url: str) -> dict[int, str]:
    """Return the address of the page of each session that is written down, by ordinal; none without key and address."""
    if key is None or not base_url:
        return {}
    open_ones = [one for one in plan.sessions if is_logged(one) and one.status is not Status.CANCELLED]
    return {one.ordinal: f"{base_url}/s/{session_token(key, one.ordinal)}" for one in open_ones if one.ordinal}


def digest_of(token: str) -> str:
    """Return what is kept of a feed's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def links(store: Notes) -> tuple[Link, ...]:
    """Return the links of a folder, oldest first."""
    found = []
    for name, text in store.named(PREFIX).items():
        # One that a later version wrote in its own way opens nothing here, and keeps nobody from the others.
        with contextlib.suppress(ValueError, TypeError, KeyError):
            raw = json.loads(text)
            found.append(Link(int(name.removeprefix(PREFIX)), **{**raw, "kind": LinkKind(raw["kind"])}))
    return tuple(sorted(found, key=lambda one: one.number))


def add_link(
    store: Notes, kind: LinkKind, feed: str, now: datetime, lasts: timedelta | None = None
) -> tuple[Link, str]:
    """Make a link that `lasts` so long, for good without, and return it with its token, which is told only here."""
    from secrets import token_urlsafe  # noqa: PLC0415 - every update reads links, and few make one

    token = token_urlsafe(32)
    number = max((one.number for one in links(store)), default=0) + 1
    ends = (now + lasts).astimezone(UTC).isoformat() if lasts is not None else ""
    link = Link(number, kind, feed, digest_of(token), now.astimezone(UTC).isoformat(), ends)
    _keep(store, link)
    return link, token


def end_link(store: Notes, name: str, now: datetime, overlap: timedelta = timedelta(0)) -> Link:
    """Let a link end after some time; raises UsageError where there is none of that name, or it has ended."""
    known = {one.id: one for one in links(store)}
    link = known.get(name.lower())
    if link is None:
        listed = ", ".join(known) or "none"
        raise UsageError(Problem("", f"there is no link '{name}'", f"there are: {listed}"))
    if link.state(now) is not LinkState.LIVE:
        raise UsageError(Problem(link.id, "has already ended"))
    ended = attrs.evolve(link, ends=(now + overlap).astimezone(UTC).isoformat())
    _keep(store, ended)
    return ended


def end_links(store: Notes, now: datetime) -> tuple[Link, ...]:
    """Let every link that works end at once; return those that did work."""
    living = tuple(one for one in links(store) if one.state(now) is LinkState.LIVE)
    for one in living:
        _keep(store, attrs.evolve(one, ends=now.astimezone(UTC).isoformat()))
    return living


def _keep(store: Notes, link: Link) -> None:
    raw = attrs.asdict(link)
    store.set(f"{PREFIX}{raw.pop('number')}", json.dumps(raw, sort_keys=True))
