"""The page of an athlete: what is ahead, what lies behind, and feeds under its own secret address."""

from __future__ import annotations

import re
from datetime import date, timedelta
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
    assert page.text.count('<th scope="row">Wed') == 2
    assert "Dumbbell row" in page.text
    assert "<polyline" in page.text
    assert "<meter" in page.text
    assert f'value="http://training.test{link}/training.ics"' in page.text
    assert f'href="webcal://training.test{link}/training.ics"' in page.text
    assert " style=" not in page.text
    feed = server.ask(f"{link}/training.ics")
    assert feed.body == (home / "calendars" / "training.ics").read_bytes()
    assert server.ask(f"{link}/other.ics").status == 404
    assert server.ask(link, "POST").status == 405
    overload(home, "link", "revoke", "k1", now="2026-11-25T17:00")
    assert server.ask(link).status == 404


def test_a_page_of_an_unchanged_plan_is_not_planned(home, overload, monkeypatch) -> None:
    """Who looks a second time gets the same page without any planning, whatever address they came by."""
    overload(home, "log", "row", "20x10,10", now=DAY)
    first = show_overview(home, "/a/one", "", "http://here.test", Clock(DAY))
    monkeypatch.setattr("overload.update.folder.build", None)
    second = show_overview(home, "/a/two", "", "http://there.test", Clock("2026-11-25T18:01"))
    assert first.status == second.status == 200
    assert second.body == first.body.replace(b"/a/one", b"/a/two").replace(b"here.test", b"there.test")
    with open_store(home / "overload.db") as store:
        assert not [text for text in store.named("").values() if "/a/one" in text]
        store.set_all(dict.fromkeys(store.named("answer."), '["{}"]'))
    with pytest.raises(TypeError):  # what cannot be read is planned
        show_overview(home, "/a/one", "", "http://here.test", Clock(DAY))


@given(st.dictionaries(st.integers(0, 900), st.floats(0, 1e4), max_size=20), st.text(max_size=20))
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
