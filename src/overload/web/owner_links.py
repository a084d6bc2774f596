"""The links of a folder on the owner's page: which there are, a new one, the end of one, the end of all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from overload.errors import DataError, OverloadError, UsageError
from overload.moments import full_moment_words
from overload.store import Store, folder_lock, open_store
from overload.update import update
from overload.update.folder import DATABASE, opened
from overload.update.links import Link, LinkKind, LinkState, add_link, data_names, end_link, links
from overload.update.revoking import revoke_all
from overload.update.session_form import is_seen, remember_form
from overload.web.codes import code_to_scan
from overload.web.feeds import ENDING, published_files
from overload.web.forms import Form, parse_form, refused
from overload.web.owner import Where
from overload.web.rendering import page
from overload.web.session_view import fresh_key
from overload.web.settings import Clock
from overload.web.syncing import start_sync
from overload.web.work import Page, sentence_of, told

_NEW: Final = re.compile(r"new-(?P<kind>[a-z-]{1,20})(?::(?P<feed>.{1,200}))?")
_END: Final = re.compile(r"end-(?P<id>k[1-9]\d{0,6})", re.ASCII)
END_ALL: Final = "end-all"
_OPENS: Final[Mapping[LinkKind, str]] = {
    LinkKind.PAGE: "The page: coming weeks, progress, all feeds",
    LinkKind.OWNER: "Your pages, as this one",
    LinkKind.DATA: "JSON: next session, week",
    LinkKind.ALL_DATA: "JSON: log, progress and bodyweight too",
}
"""What a link opens; of a feed its name says it."""


@attrs.frozen
class Shown:
    """A link that still works, in words; `is_ours` where it is the one the page was opened with."""

    id: str
    opens: str
    made: str
    ends: str
    is_ours: bool


@attrs.frozen
class New:
    """A link that was just made: its address is told here, and never again."""

    opens: str
    address: str
    code: str
    others: tuple[str, ...] = ()


@attrs.frozen
class Said:
    """What a form came to: the new link, or what was wrong; after the end of all also the new address of the pages."""

    new: New | None = None
    problem: str = ""
    status: int = 200
    all_ended: bool = False


def show_links(folder: Path, where: Where, clock: Clock) -> Page:
    """Return the page of all links."""
    return told(lambda: _shown(folder, where, clock))


def _shown(path: Path, where: Where, clock: Clock, said: Said = Said()) -> Page:
    """Show the links; a plan that cannot be read keeps nobody from ending them."""
    with folder_lock(path, 10), open_store(path / DATABASE) as store:
        now, known = clock("UTC"), links(store)
    _, zone = _base_and_zone(path, where, clock)
    living = tuple(_words(one, where, zone) for one in known if one.state(now) is LinkState.LIVE)
    kinds = [(f"new-feed:{name}", f"The feed “{name}”") for name in _feeds(path)]
    kinds += [(f"new-{kind}", words) for kind, words in _OPENS.items()]
    body = page(
        "owner_links", address=where.address, here="links", links=living, kinds=kinds, key=fresh_key(), said=said
    )
    return Page(said.status, body)


def _words(one: Link, where: Where, zone: ZoneInfo) -> Shown:
    made, ends = (
        full_moment_words(datetime.fromisoformat(at).astimezone(zone)) if at else "" for at in (one.made, one.ends)
    )
    return Shown(one.id, _opens(one), made, ends, one.digest == where.digest)


def _opens(one: Link) -> str:
    return f"The feed “{one.feed}”" if one.kind is LinkKind.FEED else _OPENS[one.kind]


def _feeds(path: Path) -> Iterator[str]:
    yield from (file.name.removesuffix(ENDING) for file in published_files(path))


def _base_and_zone(path: Path, where: Where, clock: Clock) -> tuple[str, ZoneInfo]:
    """Return where the server is reached and the owner's zone, as far as the plan can be read."""
    try:
        with opened(path, clock=clock) as folder:
            base, zone = folder.config.base_url, folder.config.athlete.zone
    except OverloadError:
        base, zone = "", "UTC"
    return where.base_url or base or where.asked_at, ZoneInfo(zone)


def take_links(folder: Path, where: Where, body: bytes, clock: Clock) -> Page:
    """Do what a form of the page of links says; a new address is told in the answer, and in no other."""
    return told(lambda: _take(folder, where, body, clock))


def _take(path: Path, where: Where, body: bytes, clock: Clock) -> Page:
    try:
        form = parse_form(body)
        if form.does == END_ALL:
            return _end_all(path, where, form, clock)
        done = _do(path, where, form, clock)
    except (DataError, UsageError) as error:
        return _shown(path, where, clock, Said(problem=sentence_of(error), status=400))
    return _shown(path, where, clock, done) if done.new else Page(303, location=f"{where.address}/links")


def _do(path: Path, where: Where, form: Form, clock: Clock) -> Said:
    base, _ = _base_and_zone(path, where, clock)
    with folder_lock(path, 10), open_store(path / DATABASE) as store:
        now = clock("UTC")
        if is_seen(store, form.key):
            return Said()
        with store.together():
            remember_form(store, form.key, now)
            if found := _END.fullmatch(form.does):
                end_link(store, found["id"], now)
                return Said()
            return Said(_made(path, store, form, base, now))


def _made(path: Path, store: Store, form: Form, base: str, now: datetime) -> New:
    asked = _NEW.fullmatch(form.does)
    kind = next((one for one in LinkKind if asked and one.value == asked["kind"]), None)
    if asked is None or kind is None:
        raise refused("does not say what to do")
    feed = asked["feed"] or ""
    if (kind is LinkKind.FEED) != (feed in set(_feeds(path))):
        raise refused("names no feed")
    made, token = add_link(store, kind, feed, now)
    return _new(made, token, base)


def _new(made: Link, token: str, base: str) -> New:
    address = f"{base}{made.kind.way}{token}"
    if made.kind is LinkKind.FEED:
        address = f"{address}/{made.feed}{ENDING}"
    others = tuple(f"{address}/{name}.json" for name in data_names(made.kind))
    return New(_opens(made), address, code_to_scan(address), others)


def _end_all(path: Path, where: Where, form: Form, clock: Clock) -> Page:
    """End every link, this one too, and answer with the owner's new one: whoever has a lost phone has not got it."""
    with folder_lock(path, 10), open_store(path / DATABASE) as store:
        if is_seen(store, form.key):
            return Page(303, location=f"{where.address}/links")
        remember_form(store, form.key, clock("UTC"))
    base, _ = _base_and_zone(path, where, clock)
    revoke_all(path, clock)
    with folder_lock(path, 10), open_store(path / DATABASE) as store:
        made, token = add_link(store, LinkKind.OWNER, "", clock("UTC"))
    problem = ""
    try:
        update(path, clock)
    except OverloadError:
        problem = "The feeds could not be brought up to date; 'overload check' says why. Every old link has ended."
    start_sync(path, clock("UTC"))
    there = attrs.evolve(where, address=f"{LinkKind.OWNER.way}{token}", digest=made.digest)
    return _shown(path, there, clock, Said(_new(made, token, base), problem, all_ended=True))
