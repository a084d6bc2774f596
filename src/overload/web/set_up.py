"""Setting up in the browser: seven screens behind a link that works once, and what is there at their end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import attrs

from overload.config.edit import set_value
from overload.errors import DataError, OverloadError, UsageError
from overload.moments import long_moment_words
from overload.setup.owned import PLATES_EXAMPLE
from overload.setup.planning import first_plan
from overload.setup.screens import DAYS, SCREENS, defaults, flags_of, offered, screen_of
from overload.update import known_things, opened, start_folder, update
from overload.update.folder import PLAN_FILE
from overload.update.links import LinkKind, add_link, session_links
from overload.web.bringing import brought_in
from overload.web.codes import code_to_scan
from overload.web.feeds import ENDING, published_files
from overload.web.forms import Form, refused
from overload.web.rendering import message_page, page
from overload.web.settings import Clock
from overload.web.uploads import parse_upload
from overload.web.work import Page, told

LAST: Final = len(SCREENS) - 1
_LONGEST: Final = 400
_LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BEGUN: Final = 201
"""The status of the page that stands at the end: then the link is used up."""


@attrs.frozen
class Begun:
    """What stands at the end: addresses by kind, with codes to scan, the first session, and what became of a file."""

    first: str
    session: str
    page: str
    page_code: str
    owner: str
    owner_code: str
    feeds: tuple[tuple[str, str], ...]
    is_local: bool
    imported: str
    problems: tuple[str, ...]


def show_set_up(folder: Path, address: str, clock: Clock) -> Page:
    """Return the first screen; `address` is that of the screens."""
    del clock
    return told(lambda: _screen(folder, address, 0, {}))


def _screen(path: Path, address: str, number: int, fields: Mapping[str, str], problem: str = "") -> Page:
    """Show a screen with what was answered so far; what other screens answered goes along."""
    known = known_things(None)
    screen = SCREENS[number]
    # A day that was not ticked sends nothing: only who has not answered yet is shown the defaults.
    held = {**({} if "step" in fields else defaults(known)), **fields}
    carried = {name: held[name] for one in SCREENS if one is not screen for name in one.fields if name in held}
    body = page(
        "set_up", screen=screen, number=number, count=len(SCREENS), address=address, held=held, carried=carried,
        offered=offered(known), days=tuple(zip(DAYS, _DAY_NAMES, strict=True)), problem=problem, folder=path.name,
        example=PLATES_EXAMPLE,
    )  # fmt: skip
    return Page(400 if problem else 200, body)


def take_set_up(folder: Path, address: str, base: str, kind: str, body: bytes, clock: Clock) -> Page:
    """Take the answers of a screen and show the next, or begin at the last; `base` is where the server is reached."""
    return told(lambda: _take(folder, address, base, parse_or_none(kind, body), clock))


@attrs.frozen
class _Sent:
    form: Form
    content: bytes
    problem: str = ""


def parse_or_none(kind: str, body: bytes) -> _Sent:
    """Read what a screen sends; what is none of ours is a problem on the first screen."""
    try:
        upload = parse_upload(kind, body)
        if any(len(value) > _LONGEST for value in upload.form.fields.values()):
            raise refused(f"a field is at most {_LONGEST} characters")
        return _Sent(upload.form, upload.content)
    except DataError as error:
        return _Sent(Form({}), b"", _sentence(error))


def _take(path: Path, address: str, base: str, sent: _Sent, clock: Clock) -> Page:
    if (path / PLAN_FILE).exists():
        return Page(409, message_page("Set up already", "This folder has a plan. Its owner's link changes it."))
    if sent.problem:
        return _screen(path, address, 0, {}, sent.problem)
    fields = dict(sent.form.fields)
    step = fields.get("step", "")
    number = int(step) if step in set(map(str, range(len(SCREENS)))) else 0
    if sent.form.does == "back":
        return _screen(path, address, max(0, number - 1), fields)
    try:
        text = first_plan(flags_of(fields), clock)
    except (UsageError, DataError) as error:
        wrong = screen_of(error)
        # What a later screen asks may still be open; what this one or an earlier one asked is said at once.
        if number == LAST or wrong is None or wrong <= number:
            return _screen(path, address, number if wrong is None else wrong, fields, _sentence(error))
        text = ""
    if number < LAST:
        return _screen(path, address, number + 1, fields)
    return _begin(path, base, text, sent, clock)


def _sentence(error: OverloadError) -> str:
    """Say what is wrong without the flag that would have said it."""
    said = error.problems[0]
    text = f"{said.message}; {said.suggestion}" if said.suggestion else said.message
    return f"{text[:1].upper()}{text[1:]}."


def _begin(path: Path, base: str, text: str, sent: _Sent, clock: Clock) -> Page:
    """Make the folder, publish, bring the file in, and show the links; each is told here and never again."""
    is_local = urlsplit(base).hostname in _LOCAL
    # An address that only this machine knows would stand in every event on the phone.
    start_folder(path, text if is_local else set_value(text, ["web", "base_url"], base))
    done = update(path, clock)
    imported = brought_in(path, sent.content, clock, both=sent.form.get("both") == "1") if sent.content else ""
    with opened(path, clock=clock) as folder:
        now = folder.now(clock)
        plan = folder.plan(now)
        sessions = session_links(folder.home.key(make=True), plan, base)
        _, page_token = add_link(folder.store, LinkKind.PAGE, "", now)
        _, owner_token = add_link(folder.store, LinkKind.OWNER, "", now)
    first = next((one for one in plan.ahead() if one.ordinal in sessions), None)
    mine, own = f"{base}{LinkKind.PAGE.way}{page_token}", f"{base}{LinkKind.OWNER.way}{owner_token}"
    begun = Begun(
        first=f"{first.day.name}, {long_moment_words(first.start)}" if first else "",
        session=sessions[first.ordinal] if first else "",
        page=mine,
        page_code=code_to_scan(mine),
        owner=own,
        owner_code=code_to_scan(own),
        feeds=tuple((one.name.removesuffix(ENDING), f"{mine}/{one.name}") for one in published_files(path)),
        is_local=is_local,
        imported=imported,
        problems=tuple(map(str, done.problems)),
    )
    return Page(BEGUN, page("begun", begun=begun, folder=str(path)))
