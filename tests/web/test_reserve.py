"""How much was left: asked once an exercise at most, with a button for each answer."""

from __future__ import annotations

import html
from typing import Any

import pytest

pytestmark = pytest.mark.slow
ROW = "dumbbell-row"
QUESTION = "How many more could you have done in the last set?"
Server = Any


def _card(server: Server, exercise: str = ROW) -> str:
    text = html.unescape(server.ask(server.session_paths()[0]).text)
    return text.partition(f'id="{exercise}"')[2].partition("</section>")[0]


def _tap(server: Server, do: str, **fields: object) -> int:
    path = server.session_paths()[0]
    status: int = server.send(path, {"exercise": ROW, "key": server.ask(path).key(ROW), "do": do, **fields}).status
    return status


@pytest.mark.parametrize(("button", "rir"), [("0", 0), ("2", 2), ("3+", 3)])
def test_it_is_asked_when_all_is_done_and_never_again(server: Server, button: str, rir: int) -> None:
    """Four buttons below what was done; the answer is kept with the last set, and then nothing is asked any more."""
    assert QUESTION not in _card(server)
    assert _tap(server, "asked") == 303
    card = _card(server)
    assert QUESTION in card
    assert [one for one in ("0", "1", "2", "3+") if f'value="left-{one}"' in card] == ["0", "1", "2", "3+"]
    assert _tap(server, f"left-{button}") == 303
    (entry,) = server.log()
    assert [one.rir for one in entry.sets] == [None, None, rir]
    card = _card(server)
    assert QUESTION not in card
    assert f'name="rir-3" value="{rir}"' in card


def test_who_says_nothing_is_served(server: Server) -> None:
    """All else works without an answer, and the question goes once a set fell short."""
    _tap(server, "asked")
    assert (
        _tap(
            server, "save", **{f"reps-{at}": 8 - at for at in (1, 2, 3)}, **{f"load-{at}": "20 lb" for at in (1, 2, 3)}
        )
        == 303
    )
    assert QUESTION not in _card(server)
    assert _tap(server, "left-2") == 400
    assert "0 of 5" not in server.ask(server.session_paths()[0]).text


def test_only_of_what_was_written_down_last_it_is_asked(server: Server) -> None:
    """Once the next exercise is written down, the question is about that one: never two of them at a time."""
    _tap(server, "asked")
    path, shrug = server.session_paths()[0], "dumbbell-shrug"
    form = {"exercise": shrug, "key": server.ask(path).key(shrug), "do": "asked"}
    assert server.send(path, form).status == 303
    assert QUESTION not in _card(server)
    assert QUESTION in _card(server, shrug)


def test_a_set_not_done_yet_has_no_field_for_it(server: Server) -> None:
    """The page does not ask for it set by set."""
    assert "reserve" not in _card(server)
