"""A program that mirrors calendars takes from the feed what changed, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Overload = Callable[..., Any]


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    extensions_map = {".ics": "text/calendar; charset=utf-8"}  # noqa: RUF012 - as its base class has it

    def log_message(self, *_: object) -> None:
        """Write no log."""


@pytest.fixture
def served(folder: Callable[..., Path], overload: Overload) -> Iterator[tuple[Path, str]]:
    """Publish a feed and serve its folder on this machine; yield the training folder and the feed's address."""
    path = folder("--calendar", "ppl", "--dumbbells", "bowflex-552")
    assert overload(path, "update").code == 0
    handler = partial(QuietHandler, directory=str(path / "calendars"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield path, f"http://127.0.0.1:{server.server_address[1]}/training.ics"
        server.shutdown()
        thread.join()


CONFIG = """
[general]
status_path = "{0}/status/"

[pair training]
a = "feed"
b = "mirror"
collections = null
conflict_resolution = "a wins"

[storage feed]
type = "http"
url = "{1}"

[storage mirror]
type = "filesystem"
path = "{0}/mirror/"
fileext = ".ics"
"""


@pytest.mark.slow
def test_one_moved_session_is_one_changed_item(served: tuple[Path, str], tmp_path: Path, overload: Overload) -> None:
    """A second run changes nothing; after one session moved, one item of twelve changes, and none comes or goes."""
    path, address = served
    (tmp_path / "config").write_text(CONFIG.format(tmp_path, address), encoding="utf-8")
    (tmp_path / "mirror").mkdir()
    vdirsyncer = [Path(sys.executable).parent / "vdirsyncer", "--config", tmp_path / "config"]

    def items(*command: str) -> dict[str, tuple[bytes, int]]:
        done = subprocess.run([*vdirsyncer, *command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        mirrored = (tmp_path / "mirror").glob("*.ics")
        return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in mirrored}

    items("discover")
    first = items("sync")
    assert len(first) == 12
    assert items("sync") == first
    assert overload(path, "update", now="2026-11-23T06:00").code == 0
    assert items("sync") == first
    assert overload(path, "move", "s6", "2026-12-05", "10:00").code == 0
    moved = items("sync")
    gone, come = (
        [one[name][0] for name in one if name not in other] for one, other in ((first, moved), (moved, first))
    )
    assert (len(gone), len(come)) == (1, 1)  # it names what it mirrors from an address by content
    assert b"DTSTART:20261204T180000Z" in gone[0]
    assert b"DTSTART:20261205T100000Z" in come[0]
    assert all(moved[name] == first[name] for name in moved.keys() & first.keys())
