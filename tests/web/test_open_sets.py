"""Sets that are open at the top: as asked writes them down, and the page asks how many there were, once each."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from overload.web.headers import packed

NOW = "2026-11-23T18:00"
ROW = "dumbbell-row"
Server = Any


@pytest.fixture
def server(folder: Callable[..., Path], overload: Callable[..., Any], serve: Callable[..., Any]) -> Server:
    """Serve the back workout with the usual rules: the last set of each exercise is open."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--calendar", "back-only")
    with (path / "plan.toml").open("a") as file:
        file.write('\n[web]\nbase_url = "http://training.test"\n')
    assert overload(path, "update").code == 0
    return serve(path, now=NOW)


def _send(server: Server, do: str, exercise: str = ROW, status: int = 303, **fields: object) -> str:
    path = server.session_paths()[0]
    named = {"exercise": exercise} if exercise else {}
    reply = server.send(path, {**named, "key": server.ask(path).key(exercise), "do": do, **fields})
    assert reply.status == status, reply.text
    return html.unescape(server.ask(path).text)


def _card(text: str, exercise: str = ROW) -> str:
    return text.partition(f'id="{exercise}"')[2].partition("</section>")[0]


def _done(server: Server, exercise: str = ROW) -> list[tuple[int, str, Decimal | None]]:
    (entry,) = (one for one in server.log() if one.exercise == exercise)
    return [(one.reps, str(one.load), one.rir) for one in entry.sets]


def _least(server: Server, exercise: str = ROW) -> list[bool]:
    (entry,) = (one for one in server.log() if one.exercise == exercise)
    return [one.at_least for one in entry.sets]


@pytest.mark.slow
def test_how_many_it_were(server: Server, overload: Callable[..., Any]) -> None:
    """A button for the count asked for and each of six more; the answer is what is written down, and asked no more."""
    card = _card(_send(server, "asked"))
    assert "Set 3 was open: how many reps?" in card
    assert re.findall(r'value="many-3-(\d+)"', card) == [str(count) for count in range(8, 15)]
    assert _done(server) == [(8, "35 lb", None)] * 3
    assert _least(server) == [False, False, True]  # passed over it says no more than that
    assert "8, 8, 8+" in card
    assert "8,8,8+" in overload(server.folder, "log", "list", now=NOW).out
    fields = {f"reps-{at}": 8 for at in (1, 2, 3)} | {f"load-{at}": "35 lb" for at in (1, 2, 3)}
    assert "Set 3 was open" in _card(_send(server, "save", **fields, note="slept well"))
    assert _least(server) == [False, False, True]  # a field that was left as it is says nothing either
    card = _card(_send(server, "many-3-11"))
    assert "how many" not in card
    assert _done(server) == [(8, "35 lb", None), (8, "35 lb", None), (11, "35 lb", None)]
    assert not any(_least(server))
    _send(server, "many-3", many="23")
    assert _done(server)[-1] == (23, "35 lb", None)
    card = _card(_send(server, "many-3-8"))
    assert _done(server)[-1] == (8, "35 lb", Decimal(0))  # who stops there, asked how many, had no more in them
    assert "could you have done" not in card
    for button, typed in (("many-1-9", ""), ("many-4-9", ""), ("many-3", "many"), ("many-3", "1000")):
        _send(server, button, status=400, many=typed)


@pytest.mark.slow
def test_a_load_goes_on_and_the_rest_is_as_asked(server: Server) -> None:
    """What was taken in the first set stands in the fields of the next, and is what the rest as asked writes down."""
    fields = {f"reps-{at}": 8 for at in (1, 2, 3)} | {f"load-{at}": "35 lb" for at in (1, 2, 3)}
    card = _card(_send(server, "set-1", **fields | {"reps-1": 9, "load-1": "40 lb"}))
    assert card.count("<option selected>40 lb") == 3
    assert "The rest as asked" in card
    _send(server, "asked")
    assert [(reps, load) for reps, load, _ in _done(server)] == [(9, "40 lb"), (8, "40 lb"), (8, "40 lb")]


@pytest.mark.slow
def test_the_whole_session_at_once(server: Server, overload: Callable[..., Any]) -> None:
    """All that is left is written down as asked by one tap; open sets are then asked for, one question at a time."""
    overload(server.folder, "log", "row", "15x8", now="2026-11-16T18:00")
    text = _send(server, "skip", "dumbbell-shrug")
    assert "last time 8 x 15 lb" in _card(text)
    text = _send(server, "all-asked", "")
    assert "All 5 written down" in text
    assert "Skipped" in _card(text, "dumbbell-shrug")
    for _ in range(4):
        assert text.count("was open: how many") == 1
        asking = re.findall(r'<section class="card exercise[^>]*id="([\w-]+)"', text.partition("was open")[0])[-1]
        number = re.search(r"Set (\d) was open", text)[1]
        text = _send(server, f"many-{number}-{12 if 'fly' not in asking else 14}", asking)
    assert "was open" not in text
    assert len(server.log()) == 6


@pytest.mark.slow
def test_a_page_is_small(server: Server, overload: Callable[..., Any]) -> None:
    """HTML, styles and scripts of five exercises: under 37,500 bytes new, with a last time in each row, and done."""
    for _ in ("new", "known", "done"):
        path = server.session_paths()[0]
        loaded = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"', server.ask(path).text)
        assert len(loaded) == 4
        assert sum(len(server.ask(one).body) for one in (path, *loaded)) < 37_500
        if "last time" not in server.ask(path).text:
            for name, sets in (("row", "15x8"), ("deadlift", "40x8"), ("pull-up", "bwx5"), ("shrug", "40x9")):
                assert overload(server.folder, "log", name, sets, now="2026-11-16T18:00").code == 0
        else:
            _send(server, "all-asked", "")
    travelled = [server.ask(one, Accept_Encoding="gzip, br") for one in (path, *loaded)]
    assert {one.headers.get("content-encoding") for one in travelled if len(one.body) > 1400} == {"gzip"}
    assert sum(len(one.body) for one in travelled) < 16_000


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("gzip;q=0", False), ("gzip; q=0.0", False), ("br", False), ("", False)],
)
def test_what_is_packed(accepted: str, takes: bool) -> None:
    """What says that it takes gzip gets it, unless it is too small to matter."""
    assert bool(packed(b"x" * 2000, accepted)[1]) is takes
    assert packed(b"x", accepted) == (b"x", ())
