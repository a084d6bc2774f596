"""The page of an exercise of a session: how it went so far, and who sees what of it."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.web.exercise import show_exercise
from overload.web.settings import Clock

pytestmark = pytest.mark.slow
NOW = "2026-11-23T18:00"


def _page(path: Path, name: str, ordinal: int = 1, status: int = 200) -> str:
    shown = show_exercise(path, ordinal, name, "/s/x", Clock(NOW))
    assert shown.status == status
    return html.unescape(shown.body.decode())


def test_how_it_went(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """A plot, the best day, and the last times with their records, no note, and nothing the body can be read from."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--calendar", "back-only")
    assert overload(path, "update").code == 0
    assert "the first time" in _page(path, "dumbbell-row")
    for day, row, pull_up in (("09", "35x8,8,8", "bwx5,5"), ("16", "40x8,8,9", "bwx6,6")):
        now = f"2026-11-{day}T19:00"
        assert overload(path, "log", "row", row, "--note", "slept badly", now=now).code == 0
        assert overload(path, "log", "pull-up", pull_up, now=now).code == 0
    overload(path, "log", "row", "--done", now="2026-11-23T17:00")
    row, pull_up = _page(path, "dumbbell-row"), _page(path, "pull-up")
    assert 'class="chart"' in row
    assert "Best: 40 lb: 8, 8, 9." in row
    assert "35 lb: 8, 8, 8" in row
    assert "heaviest yet" in row
    assert row.index("Mon 16 Nov") < row.index("Mon 9 Nov")
    assert "bodyweight: 6, 6" in pull_up
    assert "chart" not in pull_up.replace("overview.css", "")
    assert "slept" not in row + pull_up
    assert "80 kg" not in row + pull_up
    assert 'href="/s/x#dumbbell-row"' in row


def test_what_is_no_part_of_the_session_is_not_shown(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """Another exercise, another session's, no name, and a session whose link ended: as every wrong address."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--calendar", "back-only")
    assert overload(path, "update").code == 0
    for name in ("goblet-squat", "no-such", "", "../dumbbell-row", "x" * 200, "dumbbell-row\n"):
        _page(path, name, status=404)
    _page(path, "dumbbell-row", ordinal=99, status=404)
    more = _page(path, "more")
    assert 'value="Goblet squat"' in more
    assert 'value="Dumbbell row"' not in more
