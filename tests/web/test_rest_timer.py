"""The rest timer: right by the clock, over a reload too, heard and read out once, and silent after the last set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow
HEARD = """
window.heard = 0; window.held = [];
window.AudioContext = class {
    constructor() { this.currentTime = 0; this.destination = {}; }
    resume() {}
    createGain() { return { gain: {}, connect: () => ({}) }; }
    createOscillator() { return { frequency: {}, connect: (to) => to, start() { window.heard += 1; }, stop() {} }; }
};
Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
    window.held.push(kind);
    return { addEventListener() {}, release() { window.held.push("released"); } };
} } });
new MutationObserver(() => {
    const said = document.getElementById("said");
    if (said && !window.listening) {
        window.listening = true; window.said = [];
        const look = () => said.textContent && window.said.push(said.textContent);
        new MutationObserver(look).observe(said, { childList: true });
    }
}).observe(document, { childList: true, subtree: true });
"""


def _opened(server: Any, phone: Callable[..., Any]) -> Any:
    page = phone()
    page.add_init_script(HEARD)
    page.clock.install(time=0)
    page.goto(server.address + server.session_paths()[0])
    page.clock.pause_at(3600)
    return page


def _set_done(page: Any, exercise: str, number: int) -> None:
    card = page.locator(f"#{exercise}")
    card.get_by_role("button", name=f"Done: set {number} of 3").tap()
    playwright.expect(card.locator("li.done")).to_have_count(number)


def test_it_counts_by_the_clock_and_comes_back(server: Any, phone: Callable[..., Any]) -> None:
    """A clock that leaps ahead is believed, a reload goes on with it, 30 seconds are added, and then it is over."""
    page = _opened(server, phone)
    timer = page.locator("#timer")
    _set_done(page, "dumbbell-row", 1)
    playwright.expect(timer).to_contain_text("Rest 2:00")
    playwright.expect(timer).to_contain_text("Next: Dumbbell row, set 2: 8 x 20 lb")
    playwright.expect(timer).to_contain_text("Nothing rings while the phone is locked")
    page.clock.pause_at(3600 + 40)  # no tick between: as a phone in a pocket
    page.clock.run_for(250)
    playwright.expect(timer).to_contain_text("Rest 1:2")
    page.reload()
    playwright.expect(timer).to_contain_text("Rest 1:")
    page.get_by_role("button", name="+30 s of rest").tap()
    playwright.expect(timer).to_contain_text("Rest 1:5")
    assert page.evaluate("heard") == 0
    page.clock.run_for(115_000)
    playwright.expect(timer).to_contain_text("Go")
    assert page.evaluate("heard") == 3
    assert page.evaluate("said") == ["Rest is over. Next: Dumbbell row, set 2: 8 x 20 lb"]
    assert page.evaluate("held") == ["screen", "released"]
    page.clock.run_for(15_000)
    playwright.expect(timer).to_be_hidden()
    _set_done(page, "dumbbell-row", 2)
    playwright.expect(timer).to_contain_text("Rest 2:00")
    playwright.expect(timer).not_to_contain_text("Nothing rings")


def test_there_is_none_after_the_last_set(server: Any, phone: Callable[..., Any]) -> None:
    """The exercise before it has one, and says which set follows; a rest long over is not told of after a reload."""
    page = _opened(server, phone)
    cards = [one.get_attribute("id") for one in page.locator(".exercise").all()]
    for at, card in enumerate(cards, 1):
        page.locator(f"#{card}").get_by_role("button", name="As asked").tap()
        playwright.expect(page.locator(".exercise.done")).to_have_count(at)
        if at == 1:
            playwright.expect(page.locator("#timer .next")).to_contain_text(", set 1: ")
            page.clock.pause_at(3600 + 3600)
            page.reload()
            playwright.expect(page.locator("h1")).to_be_visible()
            page.clock.run_for(1000)
            playwright.expect(page.locator("#timer")).to_be_hidden()
        elif at < len(cards):
            playwright.expect(page.locator("#timer")).to_be_visible()
    playwright.expect(page.locator("#timer")).to_be_hidden()
