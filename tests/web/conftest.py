"""A real server in a process of its own, and a plain client for it."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import attrs
import pytest
from tests.conftest import step_by_step
from tests.web.phones import chromium, phone

from overload.model import Entry
from overload.store import open_store

BASE = "http://training.test"
"""What plan.toml says of where the server is; the tests go to wherever it listens."""
TRAINING_DAY = "2026-11-25T18:00"
__all__ = ["chromium", "home", "phone", "serve", "server"]
FORM = "application/x-www-form-urlencoded"


@attrs.frozen
class Reply:
    """A response: status, headers by name in lower case, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def key(self, exercise: str = "") -> str:
        """The key of an exercise's form, or of the first form there is."""
        part = self.text.partition(f'id="{exercise}"')[2] if exercise else self.text
        return re.search(r'name="key" value="([^"]+)"', part)[1]


@attrs.frozen
class Server:
    """A running server, and the folder it serves."""

    port: int
    folder: Path
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        """Send one request and return the response; underscores in names of headers are dashes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return Reply(response.status, {n.lower(): v for n, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def send(self, path: str, fields: dict[str, object], **headers: str) -> Reply:
        """Send a form."""
        return self.ask(path, "POST", urlencode(fields).encode(), **{"Content_Type": FORM, **headers})

    def log(self) -> tuple[Entry, ...]:
        """Return what counts in the log."""
        with open_store(self.folder / "overload.db") as store:
            return store.entries()

    def session_paths(self) -> list[str]:
        """Return the paths of the pages that the feed links to, in its order."""
        feed = (self.folder / "calendars" / "training.ics").read_bytes().decode().replace("\r\n ", "")
        return [urlsplit(one).path for one in re.findall(r"^URL[^:\r\n]*:(\S+)\r$", feed, re.MULTILINE)]

    def path_with(self, exercise: str) -> str:
        """Return the path of the first page that asks for an exercise."""
        return next(path for path in self.session_paths() if f'id="{exercise}"' in self.ask(path).text)


@pytest.fixture
def home(folder: Callable[..., Path], overload: Callable[..., Any]) -> Path:
    """Make a training folder whose events have links."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--load", "row=10kg")
    step_by_step(path)
    with (path / "plan.toml").open("a") as file:
        file.write(f'\n[web]\nbase_url = "{BASE}"\n')
    assert overload(path, "update").code == 0
    return path


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers as a user does; they are stopped at the end."""
    running: list[subprocess.Popen[str]] = []

    def start(path: Path, *flags: str, now: str = TRAINING_DAY) -> Server:
        where = () if "--root" in flags else ("-C", str(path))
        words = [sys.executable, "-m", "overload", "--now", now, *where, "serve", "--port", "0", *flags]
        process = subprocess.Popen(
            words,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        running.append(process)
        said = process.stdout.readline()
        port = re.search(r":(\d+);", said)
        assert port, said + process.stderr.read()
        return Server(int(port[1]), path, process)

    yield start
    for process in running:
        process.terminate()
    for process in running:
        _, err = process.communicate()
        assert "Traceback" not in err, err


@pytest.fixture
def server(home: Path, serve: Callable[..., Server]) -> Server:
    """Serve the folder on its training day."""
    return serve(home)
