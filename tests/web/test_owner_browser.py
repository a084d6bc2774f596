"""The owner's pages and the set-up in a Chromium as on a phone: nothing for axe, large targets, little to load."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.web.test_browser import AXE

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow
DAY = "2026-11-25T18:00"
LARGEST = 40_000
TARGETS = (
    "[...document.querySelectorAll('button, summary, select, input:not([type=hidden]), a.button, nav a')]"
    ".filter((one) => one.offsetParent).map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])"
    ".map(([text, box]) => [text, box.width, box.height]).filter(([, w, h]) => Math.min(w, h) < 47.5)"
)


def _look_at(page: Any) -> None:
    """Hold an open page to what every page is held to."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate(TARGETS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 390, "height": 844})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_owners_pages(scheme, home, overload, serve, phone) -> None:
    """Each is looked at as it stands, with something in it, and after a form was refused and one was taken."""
    overload(home, "log", "pull-up", "0x5,5,5", "--note", "good grip", now="2026-11-18T18:00")
    overload(home, "log", "pull-up", "0x6,5,5", now=DAY)
    overload(home, "away", "add", "20 dec to 3 jan", now=DAY)
    owner = re.search(r"/o/\S+", overload(home, "link", "add", "--owner", "--no-qr", now=DAY).out)[0]
    server = serve(home)
    page = phone(color_scheme=scheme, bypass_csp=True)
    for part in ("", "/plan", "/log", "/calendar", "/import", "/links"):
        page.goto(f"{server.address}{owner}{part}")
        _look_at(page)
    page.get_by_role("button", name="JSON: next session").tap()
    playwright.expect(page.locator("#new")).to_be_visible()
    _look_at(page)
    page.get_by_role("link", name="Plan").tap()
    page.get_by_label("Minutes a session may take").fill("4")
    page.get_by_role("button", name="Save days").tap()
    playwright.expect(page.get_by_role("alert")).to_contain_text("is not a length for a session")
    page.get_by_label("Minutes a session may take").fill("45")
    page.get_by_role("button", name="Save days").tap()
    playwright.expect(page.get_by_text("Changed last: days and minutes.")).to_be_visible()
    _look_at(page)


@pytest.mark.parametrize("script", [True, False])
def test_from_the_printed_link_to_a_subscribed_feed(script, tmp_path, serve, phone) -> None:
    """Seven taps for who takes what is offered; with six answers changed still no more than twenty."""
    server = serve(tmp_path / "kim", now="2026-11-25T07:00")
    server.process.stdout.readline()
    page, taps = phone(java_script_enabled=script, bypass_csp=True), 0
    page.goto(server.process.stdout.readline().strip())
    changes = {1: ["25 minutes"], 2: ["Chest and back, shoulders and arms, legs:"]}
    if script:
        changes |= {0: ["Tuesday", "Monday"]}
    for number in range(7):
        if script:
            _look_at(page)
        for label in changes.get(number, ()):
            page.get_by_label(label).first.tap()
            taps += 1
        title = page.title()
        page.locator("button.main").tap()
        taps += 1
        playwright.expect(page).not_to_have_title(title)
    playwright.expect(page.get_by_role("heading", name="You are set up")).to_be_visible()
    if script:
        _look_at(page)
    address = page.get_by_role("link", name="Subscribe to").get_attribute("href").replace("webcal:", "http:")
    assert taps + 1 <= 20
    assert server.ask(re.sub(r"^http://[^/]+", "", address)).text.startswith("BEGIN:VCALENDAR")
    text = (tmp_path / "kim" / "plan.toml").read_text("utf-8")
    assert 'use = "three-day"' in text
    assert "session_minutes = 25" in text
    assert ('days = { tue = "18:00", wed' in text) is script


def test_pages_are_small(home, overload, serve, tmp_path) -> None:
    """HTML, CSS and scripts of a page are under 40 KB together."""
    owner = re.search(r"/o/\S+", overload(home, "link", "add", "--owner", "--no-qr", now=DAY).out)[0]
    server, new = serve(home), serve(tmp_path / "new")
    new.process.stdout.readline()
    link = re.search(r"/new/\S+", new.process.stdout.readline())[0]
    for one, path in (
        (new, link),
        *((server, f"{owner}{part}") for part in ("", "/plan", "/log", "/calendar", "/links")),
    ):
        page = one.ask(path)
        loads = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page.text)
        assert len(page.body) + sum(len(one.ask(each).body) for each in loads) < LARGEST, path
