"""The owner's calendar on a page: connected, tried, left and answered there, and nowhere the password."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from real_servers import PASSWORD, USER, Running

from overload.clock import WallClock
from overload.web import owner_calendar
from overload.web.owner import Where
from overload.web.work import Page

pytestmark = pytest.mark.slow
WHERE = Where("/o/TOKEN", "", "", "")
NOW = "2026-11-23T05:00"


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Note which folders are synced in the background, and sync none."""
    found: list[Path] = []
    monkeypatch.setattr(owner_calendar, "start_sync", lambda path, _: found.append(path))
    return found


def _show(path: Path, now: str = NOW) -> str:
    return owner_calendar.show_calendar(path, WHERE, WallClock(now)).body.decode()


def _tap(path: Path, does: str, now: str = NOW, **fields: str) -> Page:
    """Send the form of a button, as the page has it."""
    before = _show(path, now).partition(f'value="{does}"')[0]
    key = re.findall(r'name="key" value="([^"]+)"', before)[-1]
    body = urlencode({"key": key, "do": does, **fields}).encode()
    return owner_calendar.take_calendar(path, WHERE, body, WallClock(now))


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_a_calendar_is_connected_tried_and_left(
    server: Running, folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, started: list[Path]
) -> None:
    """The password goes into a file of the owner's alone, and into no page, plan or database."""
    path = folder("--calendar", "ppl", "--zone", "Europe/Stockholm", now=NOW)
    refused = _tap(path, "connect", address=server.url, user=USER, password=PASSWORD)
    assert refused.status == 400
    assert b"begins with https://" in refused.body
    monkeypatch.setattr(owner_calendar, "is_fit", lambda _: True)
    wrong = _tap(path, "connect", address=server.url, user=USER, password="not-this-word")  # noqa: S106 - it is none
    assert b"the password is not taken" in wrong.body
    assert b"not-this-word" not in wrong.body
    assert not (path / ".overload.caldav").exists()
    assert "[caldav]" not in (path / "plan.toml").read_text()

    done = _tap(path, "connect", address=server.url, user=USER, password=PASSWORD)
    assert (done.status, done.location) == (303, "/o/TOKEN/calendar")
    assert started == [path]
    assert (path / ".overload.caldav").read_text() == f"{PASSWORD}\n"
    assert (path / ".overload.caldav").stat().st_mode & 0o777 == 0o600
    tried = _tap(path, "try").body.decode()
    assert re.search(r"It works\. \d+ events were written\.", tried)
    assert "Nothing was to be written" in _tap(path, "try").body.decode()
    shown = _show(path)
    assert "Synced Mon 23 Nov 05:00." in shown
    for said in (tried, shown, (path / "plan.toml").read_text()):
        assert PASSWORD not in said
    assert PASSWORD.encode() not in (path / "overload.db").read_bytes()
    left = _tap(path, "leave").body.decode()
    assert re.search(r"Left\. [1-9]\d* events were removed\.", left)
    assert "Connect it" in left
    assert not (path / ".overload.caldav").exists()
    assert "[caldav]" not in (path / "plan.toml").read_text()


def test_what_was_taken_is_taken_back_with_a_tap(life: Any) -> None:
    """It stands there with "Undo" for two weeks, a tick with all that it logged, and once it is undone no more."""
    one = life()
    one.edit("s1", DTSTART="20261124T170000Z", DTEND="20261124T180000Z")
    one.sync()
    one.now = "2026-11-25T19:30"
    one.edit("s2", SUMMARY="✓ Pull")
    one.sync()
    shown = _show(one.path, one.now)
    assert "s1 Push moved to Tue 24 Nov 18:00, as in your calendar" in shown
    (tick,) = re.findall(r'value="(undo-e\d+)"', shown)
    assert _tap(one.path, tick, one.now).status == 303
    assert one.run("log", "list", "--json").data == []
    shown = _show(one.path, one.now)
    assert tick not in shown
    (move,) = re.findall(r'value="(undo-d\d+)"', shown)
    assert move not in _show(one.path, "2026-12-08T06:00")
    again = urlencode({"key": "k" * 12, "do": tick}).encode()
    assert owner_calendar.take_calendar(one.path, WHERE, again, WallClock(one.now)).status == 400
    assert _tap(one.path, move, one.now).status == 303
    assert "Undo" not in _show(one.path, one.now)
    one.sync()
    one.quiet()


def test_the_question_is_answered_with_a_tap(life: Any) -> None:
    """Where most events are gone the page asks with two buttons, and the answer is done at once."""
    one = life()
    gone = [f"s{number}" for number in range(1, 9)]
    for name in gone:
        one.server.edit(one.href(name), None)
    assert one.run("caldav", "sync").code == 3
    assert re.search(r"8 of \d+ sessions are gone from your calendar\. Nothing was changed", _show(one.path))
    assert 'value="write-again"' in _show(one.path)
    assert _tap(one.path, "accept-deletions").status == 200
    assert "Did you take them out?" not in _show(one.path)
    assert one.session("s2")["session"]["status"] == "cancelled"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"address": "http://127.0.0.1:1/", "password": "x"}, b"begins with https://"),
        ({"address": "file:///etc/passwd", "password": "x"}, b"begins with https://"),
        ({"address": "kim@gmail.com", "password": "x"}, b"lets no program in with a password"),
        ({"address": "kim@example.org", "password": ""}, b"Type the password as well"),
        ({"address": "kim@example.org", "password": "a\nb"}, b"Has more in it than can be typed"),
        ({"address": "https://kim:hunter2@cal.example.org/", "password": "x"}, b"begins with https://"),
    ],
)
def test_what_cannot_be_connected_is_said(folder: Callable[..., Path], fields: dict[str, str], said: bytes) -> None:
    """Each says what to write instead, asks no server, and writes nothing."""
    path = folder()
    done = _tap(path, "connect", **fields)
    assert said in done.body.partition(b'role="alert">')[2].partition(b"</div>")[0]
    assert b"Connect it" in done.body
    assert b"hunter2" not in done.body
    assert "[caldav]" not in (path / "plan.toml").read_text()
