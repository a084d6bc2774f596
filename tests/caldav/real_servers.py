"""Real calendar servers, each a process of its own on this machine, and a training folder connected to one."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from model import changed
from overload.caldav.wire import Login, Request, Wire
from overload.errors import CalendarError

USER, PASSWORD = "kim", "secret-word"
NOW = "2026-11-23T05:00"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@attrs.frozen
class Running:
    """A server that runs: its kind, its port, and the path of the calendars of its user."""

    kind: str
    port: int
    home: str

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}{self.home}"

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        """Ask it something as another device would."""
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        answer = Wire(Login(USER, PASSWORD)).ask(
            Request(method, f"http://127.0.0.1:{self.port}{path}", body.encode(), sent)
        )
        return answer.status, answer.body.decode(errors="replace")


def _radicale(folder: Path, port: int) -> tuple[list[str], str]:
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    (folder / "config").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\n"
        f"htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {folder}/store\n"
        "[logging]\nlevel = error\n"
    )
    return [sys.executable, "-m", "radicale", "--config", str(folder / "config")], f"/{USER}/"


def _xandikos(folder: Path, port: int) -> tuple[list[str], str]:
    words = ["-d", str(folder / "store"), "-l", "127.0.0.1", "-p", str(port)]
    more = ["--current-user-principal", f"/{USER}/", "--defaults"]
    return [sys.executable, "-m", "xandikos", "serve", *words, *more], f"/{USER}/calendars/"


def _sabre(folder: Path, port: int) -> tuple[list[str], str]:
    here = Path(__file__).parent / "sabre.php"
    start = ["env", f"SABRE_DB={folder}/store.db", "php", "-S", f"127.0.0.1:{port}", str(here)]
    return start, f"/calendars/{USER}/"


KINDS = {"radicale": _radicale, "xandikos": _xandikos, "sabre": _sabre}


def is_here(kind: str) -> bool:
    """Tell whether a server can be run on this machine."""
    if kind == "sabre":
        return shutil.which("php") is not None and Path("/usr/share/php/Sabre/autoload.php").exists()
    return importlib.util.find_spec(kind) is not None


@pytest.fixture(params=KINDS, scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run a server of each kind, with one user and nothing in it."""
    if not is_here(request.param):
        pytest.skip(f"{request.param} is not installed")
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    words, home = KINDS[request.param](folder, port)
    with (folder / "log").open("wb") as log, subprocess.Popen(words, stdout=log, stderr=log, cwd=folder) as process:
        running = Running(request.param, port, home)
        try:
            while True:
                assert process.poll() is None, (folder / "log").read_text()
                try:
                    running.ask("OPTIONS", "/")
                except CalendarError:
                    continue
                break
            yield running
        finally:
            process.terminate()
            process.wait()


@attrs.define
class Connected:
    """A training folder connected to a server, and the athlete's phone."""

    path: Path
    server: Running
    overload: Callable[..., Any]
    base: str
    now: str = NOW

    def run(self, *words: str) -> Any:
        """Run a command in the folder."""
        return self.overload(self.path, *words, now=self.now)

    def sync(self) -> str:
        """Sync, and return what it said."""
        done = self.run("caldav", "sync")
        assert done.code == 0, done.err
        return str(done.out)

    def events(self) -> dict[str, str]:
        """Return the hrefs and texts of all events, as another device sees them."""
        body = '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
        _, found = self.server.ask("PROPFIND", self.base, body, Depth="1", Content_Type="application/xml")
        names = {one.partition("</")[0] for one in found.replace("d:href>", "href>").replace("D:href>", "href>")
                 .replace("ns0:href>", "href>").split("href>") if ".ics" in one.partition("</")[0]}  # fmt: skip
        return {name: self.server.ask("GET", name)[1] for name in sorted(names)}

    def href(self, session: str) -> str:
        """Return where the event of a session is."""
        name = session.removeprefix("s")
        found = [href for href, text in self.events().items() if f"\nUID:s{name}@" in text.replace("\r", "")]
        assert len(found) == 1, found
        return found[0]

    def text(self, session: str) -> str:
        """Return the event of a session, unfolded."""
        return self.server.ask("GET", self.href(session))[1].replace("\r\n ", "").replace("\n ", "")

    def edit(self, session: str, **lines: str) -> None:
        """Change lines of an event, as a phone does."""
        href = self.href(session)
        text = changed(self.text(session).replace("\r\n", "\n").replace("\n", "\r\n"), **lines)
        status, said = self.server.ask("PUT", href, text, Content_Type="text/calendar")
        assert status in {200, 201, 204}, said

    def delete(self, session: str) -> None:
        """Take an event out, as a phone does."""
        assert self.server.ask("DELETE", self.href(session))[0] in {200, 204}

    def shown(self, session: str) -> dict[str, Any]:
        """Return a session as the plan has it."""
        found = self.run("week", "--json").data
        return next(one["session"] for one in found if one["session"]["id"] == session)

    def asked(self, session: str) -> list[Any]:
        """Return what a session asks for."""
        found = self.run("week", "--json").data
        return next(list(one["slots"]) for one in found if one["session"]["id"] == session)


@pytest.fixture
def connected(
    server: Running, folder: Callable[..., Path], overload: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Connected]:
    """Connect a fresh folder with a server, in a calendar made for it."""
    path = folder("--calendar", "ppl", "--zone", "Europe/Stockholm", now=NOW)
    text = (path / "plan.toml").read_text()
    assert "[calendar]" in text
    (path / "plan.toml").write_text(text.replace("[calendar]", "[calendar]\nweeks = 2", 1))
    monkeypatch.setenv("CAL_PASSWORD", PASSWORD)
    done = overload(path, "caldav", "connect", server.url, "--user", USER, "--password-env", "CAL_PASSWORD", now=NOW)
    assert done.code == 0, done.err
    found = Connected(path, server, overload, f"{server.home}overload-training/")
    yield found
    server.ask("DELETE", found.base)
