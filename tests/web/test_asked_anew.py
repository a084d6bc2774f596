"""A first set that was far off: the page asks for the rest of today's sets anew, in plain forms."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
ROW = "dumbbell-row"
TOO_LIGHT = "20 lb was too light today: 22.5 lb x 8 for the rest."
AT_FIRST = {f"reps-{number}": 8 for number in (1, 2, 3)} | {f"load-{number}": "20 lb" for number in (1, 2, 3)}
Server = Any


def _tap(server: Server, do: str, **fields: object) -> str:
    path = server.session_paths()[0]
    key = server.ask(path).key(ROW)
    reply = server.send(path, {"exercise": ROW, "key": key, "do": do, **AT_FIRST, **fields})
    assert reply.status == 303, reply.text
    return _card(server)


def _card(server: Server) -> str:
    text = html.unescape(server.ask(server.session_paths()[0]).text)
    return text.partition(f'id="{ROW}"')[2].partition("</section>")[0]


def _asked(server: Server) -> list[str]:
    (entry,) = server.log()
    return [f"{one.reps} x {one.load}" for one in entry.asked.sets]


def test_it_is_said_and_the_fields_hold_it(server: Server) -> None:
    """After the first set the page says so in a line, and offers the new load and reps for each of the rest."""
    assert "20 lb: 3 x 8" in _card(server)
    card = _tap(server, "set-1", **{"reps-1": 15})
    assert TOO_LIGHT in card
    for number in (2, 3):
        chosen = card.partition(f'name="load-{number}"')[2].partition("</select>")[0]
        assert "<option selected>22.5 lb" in chosen
    assert _asked(server) == ["8 x 20 lb", "8 x 22.5 lb", "8 x 22.5 lb"]


def test_the_log_keeps_both(server: Server, overload: Callable[..., Any]) -> None:
    """What was asked of each set stands with it, and what at first; the next session goes on from there."""
    _tap(server, "set-1", **{"reps-1": 15})
    rest = {"reps-1": 15, "load-2": "22.5 lb", "load-3": "22.5 lb"}
    card = _tap(server, "set-3", **rest)
    assert TOO_LIGHT in card
    (entry,) = server.log()
    assert _asked(server) == ["8 x 20 lb", "8 x 22.5 lb", "8 x 22.5 lb"]
    assert [str(one.load) for one in entry.asked.at_first] == ["20 lb"] * 3
    coming = overload(server.folder, "explain", "row", "--json", now="2026-11-25T20:00").data
    assert all(one["load"] != "15 lb" for one in coming["ahead"][0]["sets"])


def test_a_slip_of_the_finger_is_taken_back(server: Server) -> None:
    """The first set corrected, or all undone, the rest is what it was."""
    _tap(server, "set-1", **{"reps-1": 15})
    card = _tap(server, "set-1", **{"reps-1": 8})
    assert "too light" not in card
    assert _asked(server) == ["8 x 20 lb"] * 3
    _tap(server, "set-1", **{"reps-1": 3})
    assert "20 lb was too heavy today: 15 lb x 8 for the rest." in _card(server)
    card = _tap(server, "undo")
    assert "20 lb: 3 x 8" in card
    assert "too heavy" not in card


def test_who_writes_all_sets_at_once_is_told_nothing(server: Server) -> None:
    """Sets that are done already cannot be asked anew."""
    card = _tap(server, "save", **{"reps-1": 15})
    assert "too light" not in card
    assert _asked(server) == ["8 x 20 lb"] * 3
