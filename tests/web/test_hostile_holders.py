"""Hostile requests by whoever holds a link, of every kind: nothing is written that was not meant, and nothing leaks.

Each begins with a form that a page of ours really shows, or a link that really opens, and then something is changed.
They go straight into the application, with its workers in this process; `test_fuzz.py` has what comes over a socket.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

import attrs
import pytest
from tests.web.conftest import BASE, FORM
from tests.web.test_owner_fuzz import WORDS
from tests.web.test_set_up import CSV
from tests.web.test_uploads import KIND, multipart

from overload.config import read_plan
from overload.store import open_store
from overload.update import known_things
from overload.update.links import LinkKind, add_link, end_link, folder_key, links, session_token
from overload.update.revoking import revoke_all
from overload.web import desk as desk_module
from overload.web.app import App, make_app
from overload.web.settings import Clock, Settings
from overload.web.work import Page

pytestmark = pytest.mark.slow
REQUESTS = int(os.environ.get("HOSTILE_REQUESTS", "0")) or (10_000 if os.environ.get("OVERLOAD_LONG") else 60)
SEED = int(os.environ.get("HOSTILE_SEED", "20261125"))
NOW = "2026-11-25T18:00"
SECRETS = ("81.37", "twinge in the elbow", "female")
"""What is the owner's alone: the body, a note of another day, the sex."""
OTHERS = ("Zebulon", "91.73", "sore heel")
"""What is another athlete's: it may stand in no answer."""
MAY_WRITE: Mapping[str, frozenset[str]] = {
    "feed": frozenset(),
    "data": frozenset(),
    "all-data": frozenset(),
    "session": frozenset({"log", "decisions"}),
    "page": frozenset({"log", "decisions"}),
    "owner/plan": frozenset({"plan", "weights", "decisions"}),
    "owner/links": frozenset({"links", "key"}),
    "owner/import": frozenset({"log", "weights"}),
    "owner/calendar": frozenset(),
}
"""What each kind of link may change; of the owner's pages each changes its own."""
ALIEN = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://evil.example"},
    {"origin": "null", "sec-fetch-site": "cross-site"},
    {"content-type": "application/json"},
    {"content-type": "text/plain"},
    {"content-encoding": "gzip"},
    {"content-length": "99999999999"},
)
"""Headers with which nothing is ever taken."""
REFUSED = frozenset({400, 403, 404, 405, 408, 409, 410, 413, 415, 429})
TOKEN = re.compile(r"/(?:a|o|d|f|new)/([\w-]{43})")


class InProcess:
    """What stands for the workers: work is done at once, in this process."""

    def __init__(self, count: int) -> None:
        del count

    async def run(self, work: Callable[..., Page], /, *args: Any) -> Page:
        """Do it."""
        return work(*args)

    def stop(self) -> None:
        """There is nobody to stop."""


@attrs.frozen
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, lines of a feed unfolded."""
        return self.body.decode("utf-8", "replace").replace("\r\n ", "")


def _nothing() -> None:
    """Happen not at all."""


async def ask(
    app: App,
    method: str,
    path: str,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    meanwhile: Callable[[], object] = _nothing,
) -> Reply:
    """Put one request into the application and return its answer; `meanwhile` happens before its body is there."""
    parts, given = urlsplit(path), {"host": "here.test", **(headers or {})}
    scope = {
        "type": "http", "method": method, "path": unquote(parts.path), "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(), "headers": [(n.encode(), v.encode()) for n, v in given.items()],
        "client": ("192.0.2.7", 4711), "server": ("here.test", 80), "scheme": "http", "http_version": "1.1",
        "root_path": "",
    }  # fmt: skip
    said: dict[str, Any] = {"body": b""}

    async def receive() -> dict[str, Any]:
        meanwhile()
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            said["status"] = message["status"]
            said["headers"] = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            said["body"] += message.get("body", b"")

    await app(scope, receive, send)
    return Reply(said["status"], said["headers"], said["body"])


class Forms(HTMLParser):
    """The forms of a page: where each goes, its fields with all values they can have, the values of its buttons."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, list[str]], list[str]]] = []
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take a form, a field, a choice or a button down."""
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.found.append((given.get("action", ""), {}, []))
        elif not self.found:
            return
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "button" and given.get("name") == "do":
            self.found[-1][2].append(given.get("value", ""))
        elif tag in {"input", "option", "textarea"}:
            name = self._select if tag == "option" else given.get("name", "")
            self.found[-1][1].setdefault(name, []).append(given.get("value", ""))


def parts_of(path: Path) -> dict[str, Any]:
    """Return what can be written in a folder, part by part."""
    with open_store(path / "overload.db") as store:
        return {
            "log": store.entries(),
            "decisions": store.decisions(),
            "weights": store.weighings(),
            "links": links(store),
            "key": folder_key(path),
            "plan": (path / "plan.toml").read_bytes(),
        }


class Holder:
    """Somebody with every link of an athlete, with links that have ended, and with bad intentions."""

    def __init__(self, app: App, path: Path, other: Path) -> None:
        self.app, self.path, self.choose = app, path, random.Random(SEED)
        self.seen, self.taken, self.dead = Counter[str](), list[tuple[str, str, bytes, dict[str, str]]](), list[str]()
        self.live: dict[str, str] = {}
        self._forms: dict[str, list[tuple[str, dict[str, list[str]], list[str]]]] = {}
        with open_store(other / "overload.db") as store:
            made, gone = datetime.fromisoformat(NOW).replace(tzinfo=UTC), timedelta(days=-40)
            self._theirs = [add_link(store, kind, "", made, gone)[1] for kind in LinkKind]
            for kind in LinkKind:
                add_link(store, kind, "training" * (kind is LinkKind.FEED), made)
        self.renew()

    def renew(self) -> None:
        """Make links of every kind, and some that have ended; those of before are used as ended ones if they are."""
        self.dead += [token for kind, token in self.live.items() if kind != "session"]
        now, ended = datetime.fromisoformat(NOW).replace(tzinfo=UTC), timedelta(days=-1)
        with open_store(self.path / "overload.db") as store:
            for one in links(store):
                if not one.ends:
                    end_link(store, one.id, now)
            self.live = {kind.value: add_link(store, kind, "training" * (kind is LinkKind.FEED), now)[1]
                         for kind in LinkKind}  # fmt: skip
            self.dead += [add_link(store, kind, "", now, ended)[1] for kind in LinkKind]
        self.live["session"] = session_token(folder_key(self.path, make=True) or b"", self.ordinal())

    def ordinal(self) -> int:
        """Return the ordinal of the next session in the feed, 1 where there is none."""
        feed = (self.path / "calendars" / "training.ics").read_bytes().decode().replace("\r\n ", "")
        return int(found[1]) if (found := re.search(r"/s/[\w-]{12}\.(\d+)\.", feed)) else 1

    def where(self, kind: str, token: str) -> str:
        """Return a path under which a link of a kind opens something."""
        choose = self.choose
        if kind.startswith("owner"):
            return f"/o/{token}/{kind.partition('/')[2] or choose.choice(('', 'log', 'nothing', 'plan'))}"
        names = ("next", "week", "log", "progress", "bodyweight", "x")
        return {
            "feed": f"/f/{token}/{choose.choice(('training', 'busy', 'x'))}.ics",
            "page": f"/a/{token}{choose.choice(('', '', '', '/training.ics', '/app.webmanifest'))}",
            "session": f"/s/{token}{choose.choice(('', '', '', '/dumbbell-row', '/x'))}",
        }.get(kind, f"/d/{token}/{choose.choice(names)}.json")

    async def forms(self, kind: str, path: str) -> list[tuple[str, dict[str, list[str]], list[str]]]:
        """Return the forms of the page at a path, looked at anew now and then."""
        if kind not in self._forms or self.choose.random() < 0.4:
            self._forms[kind] = Forms((await ask(self.app, "GET", path)).text).found
        return self._forms[kind]

    async def request(self) -> tuple[str, str, str, bytes, dict[str, str]]:
        """Return kind of link, method, path, body and headers of one request."""
        choose = self.choose
        kind = choose.choice((*MAY_WRITE, "session", "page", "owner/plan", "owner/links"))
        token = self.live[kind.partition("/")[0]]
        path, method = self.where(kind, token), choose.choice(("GET", "POST", "POST", "POST"))
        if kind in {"feed", "data", "all-data"}:
            method = choose.choice(("GET", "GET", "HEAD", "POST"))
        elif method == "POST" and kind in {"page", "session"}:
            path = f"/{path[1]}/{token}"
        trick = choose.random()
        if trick < 0.06:
            kind, path = "ended", self.where(kind, choose.choice((*self.dead, *self._theirs)))
        elif trick < 0.12:
            room = kind.partition("/")[0].removeprefix("all-")
            strangers = [token for other, token in self.live.items() if other.removeprefix("all-") != room]
            kind, path = "elsewhere", self.where(kind, choose.choice(strangers))
        elif trick < 0.16:
            at = choose.randrange(3, len(path))
            path = path[:at] + choose.choice(("x", "%00", "..", "/", "%2e%2e%2f", "?", "#", "A")) + path[at + 1 :]
            kind = "mangled"
        headers = {"content-type": FORM, "origin": "http://here.test", "sec-fetch-site": "same-origin"}
        body = b"" if method in {"GET", "HEAD"} else await self._body(kind, path, headers)
        if choose.random() < 0.1:
            headers |= choose.choice(ALIEN)
        if choose.random() < 0.2:
            headers["x-tap"] = "1"
        return kind, method, path, body, headers

    async def _body(self, kind: str, path: str, headers: dict[str, str]) -> bytes:
        choose = self.choose
        known = await self.forms(kind, path) if kind in MAY_WRITE else []
        _, fields, buttons = choose.choice(known) if known else ("", {"key": ["k" * 16]}, ["asked", "undo", "move"])
        sent = {name: choose.choice(values) for name, values in fields.items() if name and name != "file"}
        sent["key"] = choose.choice((f"{choose.getrandbits(64):016x}",) * 20 + ("", "short", sent.get("key", "")))
        sent["do"] = choose.choice(buttons) if buttons and choose.random() < 0.9 else choose.choice(WORDS)
        # The end of all links, and a calendar to connect with, are tried by tests of their own.
        if sent["do"] == "end-all" and choose.random() < 0.8:
            sent["do"] = "new-page"
        spoilt = choose.choice((0.0, 0.0, 0.1, 0.3))
        for name in [name for name in sent if name not in {"key", "do"} and choose.random() < spoilt]:
            sent[name] = choose.choice((*WORDS, "8", "20 lb", NOW[:10], "07:30"))
        if choose.random() < 0.1:
            sent[choose.choice(("insist", "exercise", "session", "to", "x" * 50, "first", "weight"))] = "1"
        if sent["do"] == "connect":
            sent["address"] = choose.choice((*WORDS, "http://here.test/dav"))
        if kind == "owner/import":
            headers["content-type"] = KIND
            file = bytearray(CSV)
            if choose.random() < 0.5:
                file[choose.randrange(len(file))] = choose.randrange(256)
            return multipart(sent, choose.choice((bytes(file), b"", choose.randbytes(100), None)))
        body = urlencode(sent).encode()
        return body if choose.random() < 0.95 else choose.choice((body[1:] + b"%ff", body + b"&do=x", b"\xff" * 9))

    async def again(self) -> tuple[str, str, str, bytes, dict[str, str]]:
        """Return a request that was taken before, to be played again."""
        kind, path, body, headers = self.choose.choice(self.taken[-200:])
        return f"again {kind}", "POST", path, body, headers


def hold(holder: Holder, before: Mapping[str, Any], request: tuple[str, str, str, bytes, dict[str, str]],
         reply: Reply, after: Mapping[str, Any]) -> None:  # fmt: skip
    """Hold an answer, and what was written meanwhile, to the laws."""
    kind, method, path, body, headers = request
    told = (kind, method, path.replace(holder.live["owner"], "OWNER"), body[:300], headers, reply.status)
    changed = {part for part in before if before[part] != after[part]}
    assert reply.status in {200, 303, 304, *REFUSED}, told
    assert "set-cookie" not in reply.headers, told
    assert reply.headers["referrer-policy"] in {"no-referrer", "same-origin"}, told
    if method != "POST" or reply.status in REFUSED or kind not in MAY_WRITE or any(
        headers.get(name) == value for one in ALIEN for name, value in one.items()
    ):  # fmt: skip
        assert not changed, (told, changed)
    assert changed <= MAY_WRITE.get(kind, frozenset()), (told, changed)
    if kind == "session":
        mine = int(path.split(".")[1])
        for part in changed:
            new = [one for one in after[part] if one not in before[part]]
            assert {one.session for one in new} <= {mine, None}, (told, new)
            assert all(one.session == mine or one.kind == "undo" for one in new), (told, new)
    text = reply.text
    assert "<script>alert" not in text, told
    assert [word for word in OTHERS if word in text] == [], told
    if not kind.removeprefix("again ").startswith(("owner", "all-data")):
        assert [word for word in SECRETS if word in text] == [], told
        assert set(TOKEN.findall(text)) <= ({holder.live["page"]} if path.startswith("/a/") else set()), told


@pytest.fixture
def two(folder: Callable[..., Path], overload: Callable[..., Any], tmp_path: Path) -> tuple[Path, Path]:
    """Make two athletes below one root, each with a life."""
    made = []
    for name, weight, note in (("Kim", "81.37", "twinge in the elbow"), ("Zebulon", "91.73", "sore heel")):
        path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--name", name, "--calendar", "back-only")
        text = (path / "plan.toml").read_text("utf-8")
        (path / "plan.toml").write_text(text + f'\n[web]\nbase_url = "{BASE}"\n', "utf-8")
        overload(path, "log", "bodyweight", weight, now="2026-11-16T18:00")
        overload(path, "log", "pull-up", "0x5,5,5", "--note", note, now="2026-11-16T18:00")
        made.append(path.rename(tmp_path / name))
    plan = made[0] / "plan.toml"
    plan.write_text(plan.read_text("utf-8").replace("[athlete]", '[athlete]\nsex = "female"'), "utf-8")
    return made[0], made[1]


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_whoever_holds_a_link_does_what_it_is_for_and_no_more(two: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is sent is done as its link may, or refused and nothing written; nobody is told what is not theirs."""
    monkeypatch.setattr(desk_module, "Workers", InProcess)
    monkeypatch.setattr(desk_module.Buckets, "take", lambda *_: True)
    mine, theirs = two
    app = make_app(Settings(root=mine.parent, now_text=NOW))
    holder = Holder(app, mine, theirs)

    async def run() -> None:
        await app.desk.open()
        untouched, before = _contents(theirs), parts_of(mine)
        for number in range(REQUESTS):
            is_again = bool(holder.taken) and holder.choose.random() < 0.08
            request = await (holder.again() if is_again else holder.request())
            kind, method, path, body, headers = request
            reply = await ask(app, method, path, body, headers)
            after = parts_of(mine)
            hold(holder, before, request, reply, after)
            holder.seen[f"{reply.status}"] += 1
            holder.seen[f"{kind} wrote"] += after != before
            holder.seen["reached"] += reply.status in {200, 303, 304, 400, 409}
            if method == "POST" and kind in MAY_WRITE and reply.status in {200, 303} and not is_again:
                holder.taken.append((kind, path, body, headers))
            if after["links"] != before["links"] or after["key"] != before["key"] or number % 200 == 199:
                holder.renew()
                holder.taken.clear()
            before = parts_of(mine)
        assert _contents(theirs) == untouched

    asyncio.run(run())
    assert holder.seen["reached"] > 0.6 * REQUESTS, holder.seen
    plan: Any = read_plan((mine / "plan.toml").read_text("utf-8"), known_things(mine))
    assert plan.athlete.name == "Kim"


@pytest.mark.parametrize("kind", ["session", "page", "owner"])
def test_a_form_that_arrives_when_its_link_has_ended_is_not_taken(kind: str, two: Any, monkeypatch: Any) -> None:
    """Who begins to send before the end of a link, and goes on after it, writes nothing."""
    monkeypatch.setattr(desk_module, "Workers", InProcess)
    mine, theirs = two
    app = make_app(Settings(root=mine.parent, now_text=NOW))
    holder = Holder(app, mine, theirs)
    path = {"session": "/s/{}", "page": "/a/{}", "owner": "/o/{}/plan"}[kind].format(holder.live[kind])
    does = {"session": {"do": "was-done"}, "page": {"do": "was-done", "session": holder.ordinal()},
            "owner": {"do": "weigh", "weight": "80", "on": NOW[:10]}}[kind]  # fmt: skip
    headers = {"content-type": FORM, "host": "here.test"}

    ended: dict[str, object] = {}

    def end() -> None:
        revoke_all(mine, Clock(NOW))
        ended.update(parts_of(mine))

    async def run() -> Reply:
        await app.desk.open()
        return await ask(app, "POST", path, urlencode({"key": "k" * 16, **does}).encode(), headers, end)

    assert asyncio.run(run()).status == 404
    assert parts_of(mine) == ended
