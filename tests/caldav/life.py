"""A training folder whose calendar is held in memory, and the athlete's phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from model import Server, changed
from overload.caldav import sync as syncing

NOW = "2026-11-23T05:00"


@attrs.define
class Life:
    """A folder whose calendar is in memory, and the athlete's phone."""

    path: Path
    overload: Callable[..., Any]
    server: Server
    now: str = NOW

    def run(self, *words: str) -> Any:
        """Run a command in the folder, now."""
        return self.overload(self.path, *words, now=self.now)

    def sync(self, *words: str) -> str:
        """Sync, and return what it said."""
        done = self.run("caldav", "sync", *words)
        assert done.code == 0, done.err
        return str(done.out)

    def quiet(self) -> None:
        """Check that there is nothing left to write."""
        puts = len(self.server.puts)
        assert self.sync() == "nothing to write\n"
        assert len(self.server.puts) == puts

    def href(self, session: str) -> str:
        """Return where the event of a session is."""
        return next(href for href in self.server.events if href.rpartition("/")[2].startswith(f"{session}-"))

    def text(self, session: str) -> str:
        """Return the event of a session, unfolded."""
        return self.server.events[self.href(session)][1].replace("\r\n ", "")

    def edit(self, session: str, **lines: str) -> None:
        """Change lines of an event."""
        self.server.edit(self.href(session), changed(self.text(session), **lines))

    def add(self, session: str, line: str) -> None:
        """Add a line to an event."""
        self.server.edit(self.href(session), self.text(session).replace("END:VEVENT", f"{line}\r\nEND:VEVENT"))

    def session(self, name: str) -> Any:
        """Return a session as the plan has it, with its slots."""
        return next(one for one in self.run("week", "--json").data if one["session"]["id"] == name)


@pytest.fixture
def life(folder: Any, overload: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Life]:
    """Connect a folder with a calendar in memory; more lines may stand in [caldav], and `before` it."""

    def start(*lines: str, before: str = "") -> Life:
        path = folder("--calendar", "ppl", "--zone", "Europe/Stockholm", now=NOW)
        text = (path / "plan.toml").read_text().replace("[calendar]", "[calendar]\nweeks = 1", 1)
        more = "\n".join(lines)
        own = f'\n{before}\n[caldav]\nurl = "http://127.0.0.1:1/kim/training/"\npassword = {{ env = "NONE" }}\n{more}\n'
        (path / "plan.toml").write_text(text + own)
        server = Server()
        monkeypatch.setattr(syncing, "client_of", lambda *_: server)
        found = Life(path, overload, server)
        found.sync()
        return found

    return start
