"""A folder below a root in which an athlete put anything but files: every other athlete is served as before."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
SECRET = b"SUMMARY:nobody else's business"


def _link(overload: Callable[..., Any], path: Path, *words: str) -> str:
    done = overload(path, "link", "add", "--no-qr", *words, now="2026-11-25T18:00")
    assert done.code == 0, done.err
    return re.search(r"^http://training\.test(/\S+)$", done.out, re.MULTILINE)[1]


def _instead(path: Path, what: str, target: Path) -> None:
    """Put something else in the place of a file or a folder."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    if what == "link":
        path.symlink_to(target)
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "device" and os.getuid() == 0:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))  # as /dev/zero is
    elif what == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(10_000_000_000)


NAMES = ("calendars/training.ics", "plan.toml", ".overload.key", "overload.db")


@pytest.mark.parametrize("what", ["link", "pipe", "device", "holes"])
def test_other_athletes_are_served(home, serve, overload, tmp_path: Path, what: str) -> None:
    """Whatever stands in the place of some athletes' files, it is not served, and keeps nobody waiting."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"BEGIN:VCALENDAR\r\n" + SECRET + b"\r\nEND:VCALENDAR\r\n")
    theirs = {}
    for number, name in enumerate(NAMES):
        bad = Path(shutil.copytree(home, home.parent / f"bad\n{number}"))
        plan = (bad / "plan.toml").read_text()
        (bad / "plan.toml").write_text(re.sub(r'^id = "', f'id = "{number}', plan, flags=re.MULTILINE))
        theirs[name] = _link(overload, bad)
        (bad / ".overload.key").unlink()
        _instead(bad / name, what, victim)
    mine, mine_page = _link(overload, home), _link(overload, home, "--page")
    expected = (home / "calendars" / "training.ics").read_bytes()
    server = serve(home, "--root", str(home.parent))
    for name, link in theirs.items():
        answer = server.ask(link)
        assert SECRET not in answer.body
        assert answer.status in ({503} if name.endswith(".ics") else {200, 404}), name
    assert server.ask(mine).body == expected
    assert server.ask(mine_page).status == 200
    assert server.ask(server.session_paths()[0]).status == 200


@pytest.mark.parametrize("what", ["link", "pipe"])
def test_a_folder_that_is_a_link_is_not_served(home, serve, overload, tmp_path: Path, what: str) -> None:
    """With its folder of calendars put elsewhere nothing of that place is served."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "training.ics").write_bytes(SECRET)
    mine = _link(overload, home)
    _instead(home / "calendars", what, elsewhere)
    assert SECRET not in serve(home).ask(mine).body


@pytest.mark.parametrize("what", ["link", "pipe", "device", "holes"])
@pytest.mark.parametrize("name", ["plan.toml", "calendars/training.ics", "plugins/mine.py"])
def test_an_update_ends(home, overload, tmp_path: Path, what: str, name: str) -> None:
    """An update says what is wrong with the file, or writes it anew; it never waits for ever, nor writes elsewhere."""
    victim = tmp_path / "victim"
    victim.write_bytes(SECRET)
    _instead(home / name, what, victim)
    done = overload(home, "update", now="2026-11-24T05:00")
    assert victim.read_bytes() == SECRET
    assert "Traceback" not in done.err
    if name == "plan.toml":
        assert done.code == 74
        assert "plan.toml: cannot be read" in done.err
    elif name.endswith(".ics"):
        assert done.code == 0
        assert not (home / name).is_symlink()
        assert (home / name).read_bytes().startswith(b"BEGIN:VCALENDAR")
