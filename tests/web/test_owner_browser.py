"""From the printed link to the first session that is written down, in a Chromium as on a phone; and what pages load."""

from __future__ import annotations

import re

import pytest
from tests.web.test_sight_and_hand import Eye

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow
DAY = "2026-11-25T18:00"
LARGEST = 40_000


@pytest.mark.parametrize("script", [True, False])
def test_from_the_printed_link_to_a_subscribed_feed_and_a_session_in_the_log(script, tmp_path, serve, phone) -> None:
    """Kim has one pair and a phone: seven taps and the answers that differ, twenty at most, then a tap an exercise."""
    server = serve(tmp_path / "kim", now="2026-11-25T07:00")
    server.process.stdout.readline()
    page, taps = phone(java_script_enabled=script, bypass_csp=True), 0
    # A name in the house, over plain http, is not secure: browsers send less with a form than from the loopback.
    page.goto(server.process.stdout.readline().strip().replace("127.0.0.1", "training.test"))
    changes = {1: ["40 minutes"], 2: ["Chest and back, shoulders and arms, legs:"]}
    if script:
        changes |= {0: ["Tuesday", "Monday"]}
    for number in range(7):
        if script:
            Eye(page).look()
        for label in changes.get(number, ()):
            page.get_by_label(label).first.tap()
            taps += 1
        if number == 3:
            page.get_by_label("Or fixed pairs").fill("10 kg")
            taps += 1
        title = page.title()
        page.locator("button.main").tap()
        taps += 1
        playwright.expect(page).not_to_have_title(title)
    playwright.expect(page.get_by_role("heading", name="You are set up")).to_be_visible()
    if script:
        Eye(page).look()
    address = page.get_by_role("link", name="Subscribe to").get_attribute("href").replace("webcal:", "http:")
    assert taps + 1 <= 20
    assert server.ask(re.sub(r"^http://[^/]+", "", address)).text.startswith("BEGIN:VCALENDAR")
    text = (tmp_path / "kim" / "plan.toml").read_text("utf-8")
    assert 'use = "three-day"' in text
    assert "session_minutes = 40" in text
    assert ('days = { tue = "18:00", wed' in text) is script
    page.get_by_role("link", name="Open it").tap()
    button = page.get_by_role("button", name="As asked", exact=True)
    playwright.expect(button.first).to_be_visible()
    while button.count():
        left = button.count()
        button.first.tap()
        playwright.expect(button).to_have_count(left - 1)
    log = server.log()
    assert len(log) > 1
    assert {str(one.load) for entry in log for one in entry.sets} <= {"10 kg", "0 kg"}


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
