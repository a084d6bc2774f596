"""Once all is written down: how much it was, how long it took, what was never done before, and what comes next."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from overload.web.settings import Clock
from overload.web.work import show_session, take_form

pytestmark = pytest.mark.slow


def _tap(path: Path, ordinal: int, at: str, **fields: str) -> None:
    body = urlencode({"key": f"a-tap-at-{at}".replace(":", "-"), **fields}).encode()
    assert take_form(path, ordinal, "/s/x", body, Clock(f"2026-11-{at}")).status == 303


def _finished(path: Path, ordinal: int, at: str) -> str:
    text = html.unescape(show_session(path, ordinal, "/s/x", Clock(f"2026-11-{at}")).body.decode())
    return " ".join(text.partition('id="finished"')[2].partition("</section>")[0].split())


def test_what_a_session_came_to(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """Sets and minutes from the first to the last, corrections included; records by name; the next session and why."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--calendar", "back-only")
    assert overload(path, "update").code == 0
    _tap(path, 1, "23T18:00", do="all-asked")
    first = _finished(path, 1, "23T18:01")
    assert "15 sets." in first
    assert " min" not in first
    assert "★" not in first
    row = {"load-1": "45 lb", "reps-1": "12"}
    _tap(path, 2, "30T18:05", exercise="dumbbell-row", do="set-1", **row)
    _tap(path, 2, "30T18:09", exercise="dumbbell-row", do="set-1", **row, note="steady")
    _tap(path, 2, "30T18:52", do="all-asked")
    second = _finished(path, 2, "30T18:53")
    assert "sets in 47 min, from the first to the last." in second
    assert "<b>Dumbbell row</b>: " in second
    assert "★" in second
    assert "Next: Back, Monday 7 December, 18:00." in second
