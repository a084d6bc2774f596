"""Every page for eyes and hands of all kinds: one Chromium walks through them, in light and dark, large and small.

Text at twice its size is the browser's own default size of text, which is what a reader sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.test_browser import AXE

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow
DAY = "2026-11-25T18:00"
USUAL = 16
ACROSS = "[document.documentElement.scrollWidth, innerWidth]"
TARGETS = (
    "[...document.querySelectorAll('button, summary, select, input:not([type=hidden]), a')]"
    ".filter((one) => one.offsetParent).map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])"
    ".map(([text, box]) => [text, box.width, box.height]).filter(([, w, h]) => Math.min(w, h) < 47.5)"
)
NAMELESS = (
    "[...document.querySelectorAll('button, a, input:not([type=hidden]), select, summary, meter, img')]"
    ".filter((one) => one.offsetParent && !(one.ariaLabel || one.innerText || one.alt || one.labels?.length"
    " || one.title)).map((one) => one.outerHTML.slice(0, 120))"
)
BORDERLESS = (
    "[...document.querySelectorAll('button, a.button, input:not([type=hidden]), select')]"
    ".filter((one) => one.offsetParent && !one.matches('.stop, [type=checkbox], [type=radio]')"
    " && !parseFloat(getComputedStyle(one).borderTopWidth))"
    ".map((one) => one.outerHTML.slice(0, 120))"
)
"""Without a border a button is plain text where the reader's own colours replace ours."""


class Eye:
    """A page in a browser whose width, colours and size of text are changed as readers do."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._wire = page.context.new_cdp_session(page)

    def _text(self, pixels: int) -> None:
        self._wire.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}})
        playwright.expect(self.page.locator("html")).to_have_css("font-size", f"{pixels}px")

    def _at(self, width: int, height: int = 844) -> None:
        self.page.set_viewport_size({"width": width, "height": height})
        scrolled, seen = self.page.evaluate(ACROSS)
        assert scrolled <= seen, (self.page.title(), width, scrolled)

    def _axe(self, options: str) -> None:
        found = self.page.evaluate(f"axe.run(document, {{resultTypes: ['violations'], {options}}})")["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], self.page.title()

    def look(self) -> None:
        """Hold the open page to what every page is held to."""
        page = self.page
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.add_script_tag(path=AXE)
        self._axe("")
        page.emulate_media(color_scheme="dark")
        self._axe("runOnly: ['color-contrast']")
        assert page.evaluate(TARGETS) == [], page.title()
        assert page.evaluate(NAMELESS) == [], page.title()
        page.emulate_media(forced_colors="active")
        assert page.evaluate(BORDERLESS) == [], page.title()
        page.emulate_media(color_scheme="light", forced_colors="none")
        self._at(1280, 800)
        self._at(320)
        self._at(390)
        self._text(2 * USUAL)
        self._at(390)
        self._at(1280, 800)
        self._text(USUAL)
        self._at(390)


@pytest.fixture
def eye(phone: Any) -> Iterator[Eye]:
    """Open a page whose scripts may be added to, for axe."""
    return Eye(phone(bypass_csp=True))


def test_every_page_of_a_life(home: Any, overload: Any, serve: Any, eye: Eye) -> None:
    """The session before and after, the athlete's page, the owner's, each with something in it, and a refusal."""
    overload(home, "log", "pull-up", "0x5,5,5", "--note", "good grip", now="2026-11-18T18:00")
    overload(home, "log", "pull-up", "0x6,5,5", now="2026-11-23T18:00")
    overload(home, "away", "add", "20 dec to 3 jan", now=DAY)
    kinds = {kind: re.search(r"/[ao]/\S+", overload(home, "link", "add", f"--{kind}", "--no-qr", now=DAY).out)[0]
             for kind in ("page", "owner")}  # fmt: skip
    server, page = serve(home), eye.page
    owner = f"{server.address}{kinds['owner']}"
    page.goto(server.address + server.path_with("dumbbell-row"))
    eye.look()
    page.locator("#dumbbell-row").get_by_role("button", name="As asked").tap()
    playwright.expect(page.locator("#dumbbell-row.done")).to_have_count(1)
    eye.look()
    page.goto(server.address + page.locator("#dumbbell-row .how a").first.get_attribute("href"))
    eye.look()
    page.goto(f"{server.address}{kinds['page']}")
    eye.look()
    page.goto(f"{server.address}/a/nothing")
    eye.look()
    for part in ("", "/log", "/calendar", "/import", "/links"):
        page.goto(f"{owner}{part}")
        eye.look()
    page.get_by_role("button", name="JSON: next session").tap()
    playwright.expect(page.locator("#new")).to_be_visible()
    eye.look()
    page.get_by_role("link", name="Plan").tap()
    page.get_by_label("Minutes a session may take").fill("4")
    page.get_by_role("button", name="Save days").tap()
    playwright.expect(page.get_by_role("alert")).to_contain_text("is not a length for a session")
    page.get_by_label("Minutes a session may take").fill("45")
    page.get_by_role("button", name="Save days").tap()
    playwright.expect(page.get_by_text("Changed last: days and minutes.")).to_be_visible()
    eye.look()


def test_a_whole_session_by_keyboard(server: Any, phone: Any) -> None:
    """Tab and Enter alone write every exercise down; what has the focus is seen to have it, and keeps its place."""
    page = phone()
    page.goto(server.address + server.session_paths()[0])
    count = page.locator(".exercise").count()
    for done in range(1, count + 1):
        for _ in range(60 * count):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.value") == "asked":
                break
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        playwright.expect(page.locator(".exercise.done")).to_have_count(done)
    assert len(server.log()) == count
