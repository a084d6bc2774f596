"""The page in a real Chromium, as large as a phone: with JavaScript and without, in the light and in the dark."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest
from tests.web.phones import PHONE

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow
AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"


def _session_url(server: Any, feed: bytes) -> str:
    """Return the address of the first session that can be written down, as a calendar finds it in the feed."""
    events = icalendar.Calendar.from_ical(feed).walk("VEVENT")
    address = next(str(one["URL"]) for one in events if "URL" in one)
    return re.sub(r"^http://training\.test", server.address, address)


@pytest.mark.parametrize("script", [True, False])
def test_from_the_feed_to_the_log_and_back(script, home, overload, server, phone) -> None:
    """Open the link from the feed, write down the session in at most twelve taps, find the new numbers in the feed."""
    link = re.search(r"training\.test(/\S+)", overload(home, "link", "add", "--no-qr").out)[1]
    feed = server.ask(link)
    page, taps = phone(java_script_enabled=script), 0
    page.goto(_session_url(server, feed.body))
    while (button := page.get_by_role("button", name="As asked", exact=True)).count():
        left = button.count()
        button.first.tap()
        taps += 1
        playwright.expect(button).to_have_count(left - 1)
    assert taps <= 12
    playwright.expect(page.locator("#finished")).to_contain_text("Next:")
    assert page.locator(".coming").count() == 5
    again = server.ask(link, If_None_Match=feed.headers["etag"])
    assert again.status == 200
    rows = [
        one["DESCRIPTION"] for one in icalendar.Calendar.from_ical(again.body).walk("VEVENT") if "DESCRIPTION" in one
    ]
    old = [one["DESCRIPTION"] for one in icalendar.Calendar.from_ical(feed.body).walk("VEVENT") if "DESCRIPTION" in one]
    assert sum(one not in old for one in rows) >= 2
    assert len(server.log()) == 5


def test_set_by_set_with_a_thumb(server, phone) -> None:
    """Plus and minus change the reps, a set is written down by its button, the rest is counted down, undo works."""
    page = phone()
    page.clock.install(time=0)
    page.goto(server.address + server.session_paths()[0])
    page.clock.pause_at(3600)
    card = page.locator("#dumbbell-row")
    card.get_by_role("button", name="One more: reps, set 1 of 3, dumbbell row").tap()
    card.get_by_role("button", name="One more: reps, set 1 of 3, dumbbell row").tap()
    card.get_by_role("button", name="One less: reps, set 1 of 3, dumbbell row").tap()
    asked = int(card.locator("[name=reps-2]").input_value())
    card.get_by_label("load, set 1 of 3, dumbbell row", exact=True).select_option(index=1)
    card.get_by_role("button", name="Done: set 1 of 3, dumbbell row").tap()
    playwright.expect(card.locator("li.done")).to_have_count(1)
    playwright.expect(page.locator("#timer")).to_be_visible()
    playwright.expect(page.locator("#timer")).to_contain_text("Rest 2:00")
    page.clock.run_for(5000)
    playwright.expect(page.locator("#timer")).to_contain_text("Rest 1:55")
    (entry,) = server.log()
    assert [one.reps for one in entry.sets] == [asked + 1]
    card.get_by_role("button", name="Done: set 2 of 3, dumbbell row").tap()
    playwright.expect(card.locator("li.done")).to_have_count(2)
    card.get_by_role("button", name="Undo").tap()
    playwright.expect(card.get_by_role("button", name="As asked", exact=True)).to_be_visible()
    assert server.log() == ()


def test_a_lost_connection_loses_nothing(server, phone) -> None:
    """What is tapped offline is kept on the phone, over a reload too, and sent once when there is a connection."""
    page = phone()
    page.goto(server.address + server.session_paths()[0])
    page.context.set_offline(True)
    for name in ("dumbbell-row", "dumbbell-shrug"):
        page.locator(f"#{name}").get_by_role("button", name="As asked").tap()
    playwright.expect(page.locator("#notice")).to_contain_text("2 taps are kept on this phone")
    assert server.log() == ()
    page.context.set_offline(False)
    playwright.expect(page.locator(".exercise.done")).to_have_count(2)
    playwright.expect(page.locator("#notice")).to_be_hidden()
    assert len(server.log()) == 2
    page.context.set_offline(True)
    page.locator("#pull-up").get_by_role("button", name="As asked").tap()
    playwright.expect(page.locator("#notice")).to_contain_text("1 tap is kept")
    page.context.set_offline(False)
    page.reload()
    playwright.expect(page.locator("#pull-up.done")).to_have_count(1)
    assert len(server.log()) == 3


SHEET = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body{{font:17px -apple-system,Roboto,sans-serif;line-height:22px;margin:0 15px}}
nav{{height:91px}}h1{{font-size:22px;line-height:28px;margin:0 0 8px}}time{{display:block;margin-bottom:16px}}
pre{{width:360px;margin:0;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}}</style>
<nav></nav><h1>{title}</h1><time>Monday, 23 November 2026<br>18:00 - 19:00<br>home</time><pre>{text}</pre>"""
"""An event as a phone shows it: the clock and a bar of buttons, the title, when and where, and then the text."""


@pytest.mark.parametrize("dumbbells", ["spinlock-2_5kg-full", "bowflex-552"])
def test_the_targets_of_an_event_need_no_scrolling(folder, overload, phone, tmp_path, dumbbells) -> None:
    """Link and all five targets are on the first screen of a phone; the picture of it is kept."""
    path = folder("--calendar", "back-only", "--dumbbells", dumbbells, "--bodyweight", "80 kg")
    with (path / "plan.toml").open("a", encoding="utf-8") as plan:
        plan.write('\n[web]\nbase_url = "https://training.example.org"\n')
    assert overload(path, "update").code == 0
    feed = icalendar.Calendar.from_ical((path / "calendars" / "training.ics").read_bytes())
    event = min(feed.walk("VEVENT"), key=lambda one: one["DTSTART"].dt)
    text = str(event["DESCRIPTION"])
    lines = text.splitlines()
    blocks = text.split("\n\n")
    assert lines[0].startswith("https://training.example.org/")
    targets = blocks[1].splitlines()
    assert len(targets) == 5
    page = phone()
    page.set_content(SHEET.format(title=html.escape(str(event["SUMMARY"])), text=html.escape(text)))
    bottom = page.evaluate(
        """last => {
            const text = document.querySelector("pre").firstChild, range = document.createRange();
            const at = text.data.indexOf(last);
            range.setStart(text, at); range.setEnd(text, at + last.length);
            return range.getBoundingClientRect().bottom;
        }""",
        targets[-1],
    )
    shots = Path(os.environ.get("TEST_ARTEFACTS", tmp_path))
    shots.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=shots / f"event-{dumbbells}.png")
    assert 0 < bottom <= PHONE["viewport"]["height"], targets


@pytest.mark.parametrize("script", [True, False])
def test_a_first_set_far_off_changes_the_rest(script, server, phone) -> None:
    """The line appears and the fields below hold what is asked anew, with JavaScript and without."""
    page = phone(java_script_enabled=script)
    page.goto(server.address + server.session_paths()[0])
    card = page.locator("#dumbbell-row")
    card.locator("[name=reps-1]").fill("15")
    card.get_by_role("button", name="Done: set 1 of 3, dumbbell row").tap()
    playwright.expect(card.locator(".adjusted")).to_have_text("20 lb was too light today: 22.5 lb x 8 for the rest.")
    playwright.expect(card.locator("[name=load-2]")).to_have_value("22.5 lb")
    card.get_by_role("button", name="Done: set 3 of 3, dumbbell row").tap()
    playwright.expect(card.locator("li.done")).to_have_count(3)
    (entry,) = server.log()
    assert [str(one.load) for one in entry.sets] == ["20 lb", "22.5 lb", "22.5 lb"]


@pytest.mark.parametrize(("scheme", "motion", "fragment"), [("light", "no-preference", ""), ("dark", "reduce", "#ds")])
def test_a_figure_is_shown_as_its_reader_likes_it(server, phone, scheme, motion, fragment) -> None:
    """How to do it is drawn on a page of its own, dark and still for who wants that, and a tap lets it stand."""
    page = phone(color_scheme=scheme, reduced_motion=motion)
    page.goto(server.address + server.path_with("dumbbell-row"))
    page.locator("#dumbbell-row").get_by_text("How to do it").tap()
    card = page.locator("section.how")
    moving, still = card.locator(".moving img"), card.locator(".still img")
    playwright.expect(moving).to_be_visible()
    playwright.expect(moving).to_have_js_property("complete", value=True)
    page.wait_for_function("one => one.naturalWidth > 0", arg=moving.element_handle())
    assert moving.evaluate("one => one.currentSrc").endswith(f"-dumbbell-row.svg{fragment}")
    assert moving.get_attribute("alt").startswith("Dumbbell row: one dumbbell from a straight arm")
    moving.tap()
    playwright.expect(moving).to_be_hidden()
    playwright.expect(still).to_be_visible()
    still.tap()
    playwright.expect(moving).to_be_visible()
