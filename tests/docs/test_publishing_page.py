"""docs/publishing.md: each recipe is read as it stands, and the one for WebDAV uploads what it says."""

from __future__ import annotations

import os
import re
import shutil
import threading
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from overload import plugins
from overload.config import read_plan

PAGE = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text(encoding="utf-8")
NEEDED = '\n[athlete]\nzone = "Europe/Stockholm"\n'


def blocks(kind: str) -> list[str]:
    """Return the fenced blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("recipe", blocks("toml"))
def test_a_recipe_is_read(recipe: str) -> None:
    """Each recipe is part of a plan, and its command names the feed's file once."""
    plan = read_plan(recipe + NEEDED, plugins.catalog())
    assert plan.feeds[0].publish_command.count("{file}") == 1


class Putting(BaseHTTPRequestHandler):
    """Takes what is uploaded, as WebDAV does."""

    taken: dict[str, bytes] = {}  # noqa: RUF012 - one for all requests

    def do_PUT(self) -> None:
        """Keep the body under its path."""
        self.taken[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Write no log."""


@pytest.fixture
def server() -> Iterator[str]:
    """Serve uploads on this machine; yield the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Putting) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{one.server_address[1]}"
        one.shutdown()


@pytest.mark.slow
@pytest.mark.skipif(
    not shutil.which("curl") and not os.environ.get("CI"), reason="no curl; tests/system-packages installs it as root"
)
def test_webdav(folder: Callable[..., Path], overload: Callable[..., Any], server: str, tmp_path: Path) -> None:
    """The recipe for WebDAV, with another address, brings the very bytes of the feed; one refused is a problem."""
    recipe = next(one for one in blocks("toml") if "remote.php" in one)
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login kim password secret\n", encoding="utf-8")
    local = recipe.replace("https://cloud.example.org", server).replace("/home/kim/.netrc-cloud", f"{tmp_path}/netrc")
    command = tomllib.loads(local)["feeds"]["training"]["publish_command"]
    path = folder("--calendar", "back-only")
    plan = path / "plan.toml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("[feeds.training]", f"[feeds.training]\npublish_command = {command}\n#"), "utf-8")
    assert overload(path, "update").code == 0
    feed = (path / "calendars" / "training.ics").read_bytes()
    assert Putting.taken["/remote.php/dav/files/kim/training.ics"] == feed
    plan.write_text(plan.read_text(encoding="utf-8").replace(server, f"{server[:-1]}x/"), encoding="utf-8")
    refused = overload(path, "update")
    assert (refused.code, refused.err.count("\n")) == (3, 1)
