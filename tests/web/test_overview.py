"""The page of an athlete: what is ahead, what lies behind, and feeds under its own secret address."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.report.svg import line_svg
from overload.store import open_store
from overload.web.overview import show_overview
from overload.web.settings import Clock

DAY = "2026-11-25T18:00"


@pytest.mark.slow
def test_the_page_and_the_feeds_under_it(home, serve, overload) -> None:
    """It shows two weeks, progress and weekly sets; its feeds are served; once revoked it is gone."""
    overload(home, "log", "row", "20x10,10", now="2026-11-18T18:00")
    overload(home, "log", "row", "25x10,10", now=DAY)
    link = re.search(r"training\.test(/a/\S+)", overload(home, "link", "add", "--page", "--no-qr", now=DAY).out)[1]
    server = serve(home)
    page = server.ask(link)
    assert page.status == 200
    assert page.text.count("<h3>Wed") == 2
    assert "Dumbbell row" in page.text
    assert "<polyline" in page.text
    assert "<meter" in page.text
    assert f'value="http://training.test{link}/training.ics"' in page.text
    assert f'href="webcal://training.test{link}/training.ics"' in page.text
    assert " style=" not in page.text
    feed = server.ask(f"{link}/training.ics")
    assert feed.body == (home / "calendars" / "training.ics").read_bytes()
    assert server.ask(f"{link}/other.ics").status == 404
    assert server.ask(link, "POST").status == 415
    assert server.ask(link, "PUT").status == 405
    overload(home, "link", "revoke", "k1", now="2026-11-25T17:00")
    assert server.ask(link).status == 404


def _decided(overload: Any, path: Path, now: str) -> dict[str, tuple[str, str]]:
    sessions = [one["session"] for one in overload(path, "week", "--json", now=now).data]
    return {one["id"]: (one["date"], one["status"]) for one in sessions}


@pytest.mark.slow
def test_the_calendar_moves_skips_and_says_what_was_done(home, serve, overload) -> None:
    """Each by a button of its day, taken back by another; the next session is a tap away, and other days are not."""
    morning = "2026-11-25T08:00"
    link = re.search(r"training\.test(/a/\S+)", overload(home, "link", "add", "--page", "--no-qr").out)[1]
    server = serve(home, now=morning)
    first = server.ask(link)
    opened = re.search(r'data-next href="([^"]+)"', first.text)[1]
    assert server.ask(opened).status == 200
    assert opened == server.session_paths()[0]
    before = _decided(overload, home, morning)

    def press(do: str, session: int = 2, status: int = 303, **fields: object) -> str:
        fields = {"key": f"key-{do}-{len(pressed)}", "do": do, "session": session, **fields}
        pressed.append(fields)
        reply = server.send(link, fields)
        assert reply.status == status, reply.text
        assert status != 303 or reply.headers["location"] == f"{link}#s{session}"
        return server.ask(link).text if status == 303 else reply.text

    pressed: list[dict[str, object]] = []
    assert "moved" in press("move", to="2026-11-26", insist="1")
    assert _decided(overload, home, morning)["s2"][0] == "2026-11-26"
    assert "moved" not in press("back")
    assert "called off" in press("call-off")
    assert _decided(overload, home, morning)["s2"][1] == "cancelled"
    press("back")
    assert _decided(overload, home, morning) == before
    assert "all the same" not in press("back", status=409)
    for fields in ({"do": "move", "to": "2030-01-01"}, {"do": "dance"}, {"do": "call-off", "session": "../2"}):
        press(status=400, **fields)
    reply = server.send(link, {"key": "k" * 12, "do": "call-off", "session": 2}, Origin="https://elsewhere.example")
    assert reply.status == 403
    assert server.send(link[:-1] + "_", {"key": "k" * 12, "do": "call-off", "session": 2}).status == 404
    assert server.log() == ()
    assert _decided(overload, home, morning) == before


@pytest.mark.slow
@pytest.mark.parametrize("button", ["was-done", "was-not-done"])
def test_a_past_session_is_said_to_be_done_or_not(button, home, serve, overload) -> None:
    """By the calendar and by the session's own page alike: a button each, and one that takes it back."""
    later = "2026-11-28T10:00"
    link = re.search(r"training\.test(/a/\S+)", overload(home, "link", "add", "--page", "--no-qr").out)[1]
    server = serve(home, now=later)
    path = server.session_paths()[0]
    before = _decided(overload, home, later)
    for where, session in ((link, {"session": 2}), (path, {})):
        assert 'value="was-done"' in _event(server, link)
        assert "Did you train?" in server.ask(path).text
        assert server.send(where, {"key": f"{button}-{len(where)}", "do": button, **session}).status == 303
        assert "Undo: " in _event(server, link)
        assert 'value="was-done"' not in _event(server, link)
        page = server.ask(path).text
        assert "Did you train?" not in page
        assert "Undo that" in page
        assert (_decided(overload, home, later)["s2"][1] == "done") is (button == "was-done")
        assert server.send(where, {"key": f"back-{button}-{len(where)}", "do": "back", **session}).status == 303
        assert _decided(overload, home, later) == before


def _event(server: Any, link: str, name: str = "s2") -> str:
    """Return the part of the calendar that shows a session."""
    return server.ask(link).text.partition(f'<div id="{name}"')[2].partition("</div>")[0]


def test_a_page_of_an_unchanged_plan_is_not_planned(home, overload, monkeypatch) -> None:
    """Who looks a second time gets the same page without any planning, whatever address they came by."""
    overload(home, "log", "row", "20x10,10", now=DAY)
    first = show_overview(home, "/a/one", "", "http://here.test", Clock(DAY))
    monkeypatch.setattr("overload.update.folder.build", None)
    second = show_overview(home, "/a/two", "", "http://there.test", Clock("2026-11-25T18:01"))
    assert first.status == second.status == 200
    there = first.body.replace(b"/a/one", b"/a/two").replace(b"here.test", b"there.test")
    bare = [re.sub(rb'name="key" value="[^"]+"', b"", one) for one in (second.body, there)]
    assert bare[0] == bare[1]
    with open_store(home / "overload.db") as store:
        assert not [text for text in store.named("").values() if "/a/one" in text]
        store.set_all(dict.fromkeys(store.named("answer."), '["{}"]'))
    with pytest.raises(TypeError):  # what cannot be read is planned
        show_overview(home, "/a/one", "", "http://here.test", Clock(DAY))


@given(st.dictionaries(st.integers(0, 900), st.floats(0, 1e4), max_size=20), st.text(max_size=20))
@pytest.mark.slow
def test_a_chart_is_well_formed(values, title) -> None:
    """Whatever the figures and the words: XML with every point inside its frame."""
    title = "".join(one for one in title if one.isprintable())
    points = [(date(2026, 1, 1) + timedelta(days=day), value) for day, value in sorted(values.items())]
    text = line_svg(points, title)
    assert bool(text) == (len(points) > 1)
    if text:
        root = ET.fromstring(text)  # noqa: S314 - our own
        assert root.find("title").text == (title or None)
        assert len(root.findall("circle")) == len(points)
        assert all(
            0 <= float(one.get("cx")) <= 320 and 0 <= float(one.get("cy")) <= 80 for one in root.findall("circle")
        )
