"""What a session costs on the phone: taps as asked and for an honest one, and what a stepper is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow
FIVE = ("dumbbell-deadlift", "pull-up", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly")


@pytest.fixture
def server(folder: Callable[..., Path], overload: Callable[..., Any], serve: Callable[..., Any]) -> Any:
    """Serve the back workout with the usual rules: the last set of each exercise is open."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--calendar", "back-only")
    with (path / "plan.toml").open("a") as file:
        file.write('\n[web]\nbase_url = "http://training.test"\n')
    assert overload(path, "update").code == 0
    return serve(path, now="2026-11-23T18:00")


class Thumb:
    """A thumb that counts its taps."""

    def __init__(self, page: Any) -> None:
        self.page, self.taps = page, 0

    def tap(self, card: str, name: str) -> None:
        """Tap the button of a card that is called so, in full or up to a colon."""
        self.taps += 1
        self.page.locator(f"#{card}").get_by_role("button", name=name, exact=":" not in name).first.tap()

    def finished(self, card: str, *, asks: bool) -> None:
        """Wait until a card is done, and whether it asks how many there were."""
        playwright.expect(self.page.locator(f"#{card}.done")).to_have_count(1)
        playwright.expect(self.page.locator(f"#{card} .many")).to_have_count(int(asks))


@pytest.mark.parametrize("script", [True, False])
def test_as_asked_it_is_a_tap_each_and_one_for_an_open_set(
    server: Any, phone: Callable[..., Any], script: bool
) -> None:
    """One for each exercise, and one that says how many were done in its open set."""
    page = phone(java_script_enabled=script)
    page.goto(server.address + server.session_paths()[0])
    thumb = Thumb(page)
    for card in FIVE:
        thumb.tap(card, "As asked")
        thumb.finished(card, asks=True)
        thumb.tap(card, page.locator(f"#{card} .many button").nth(2).inner_text())
        thumb.finished(card, asks=False)
    assert thumb.taps == 10
    assert [entry.sets[-1].reps - entry.sets[0].reps for entry in server.log()] == [2] * 5
    assert page.evaluate("document.documentElement.scrollWidth") <= 390 if script else True


def test_an_honest_session_is_fourteen(server: Any, phone: Callable[..., Any]) -> None:
    """A heavier dumbbell, a set that came out lower, one higher, one lower: what the fields hold is written down."""
    page = phone()
    page.goto(server.address + server.session_paths()[0])
    thumb = Thumb(page)
    thumb.tap(FIVE[0], "Heavier: load, set 1 of 3, dumbbell deadlift")
    thumb.tap(FIVE[0], "Save as entered")
    thumb.finished(FIVE[0], asks=True)
    thumb.tap(FIVE[0], "10")
    thumb.finished(FIVE[0], asks=False)
    for card, name, asks in (
        ("pull-up", "One less: reps, set 2 of 3, pull-up", True),
        ("dumbbell-row", "One more: reps, set 3 of 3, dumbbell row", False),
        ("dumbbell-shrug", "One less: reps, set 1 of 3, dumbbell shrug", True),
    ):
        thumb.tap(card, name)
        thumb.tap(card, "Save as entered")
        thumb.finished(card, asks=asks)
        if asks:
            thumb.tap(card, page.locator(f"#{card} .many button").first.inner_text())
            thumb.finished(card, asks=False)
    thumb.tap(FIVE[4], "As asked")
    thumb.finished(FIVE[4], asks=True)
    thumb.tap(FIVE[4], "12")
    thumb.finished(FIVE[4], asks=False)
    assert thumb.taps <= 14
    done = {entry.exercise: [(one.reps, str(one.load)) for one in entry.sets] for entry in server.log()}
    assert done["dumbbell-deadlift"] == [(8, "45 lb"), (8, "45 lb"), (10, "45 lb")]
    assert [reps for reps, _ in done["pull-up"]] == [5, 4, 5]
    assert [reps for reps, _ in done["dumbbell-row"]] == [8, 8, 9]
    assert [reps for reps, _ in done["dumbbell-shrug"]] == [9, 10, 10]


def test_every_stepper_has_a_name_of_its_own(server: Any, phone: Callable[..., Any]) -> None:
    """No two buttons or fields of the page are called the same, so that who hears it knows which set it is."""
    page = phone()
    page.goto(server.address + server.session_paths()[0])
    names = page.locator("[aria-label]").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    sets = [name for name in names if ", set " in name or ": set " in name]
    assert "One more: reps, set 2 of 3, dumbbell row" in sets
    assert "Lighter: load, set 2 of 3, dumbbell row" in sets
    assert len(sets) == 7 * 15
    assert len(set(sets)) == len(sets)
