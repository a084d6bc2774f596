"""A tap that the page keeps goes when the server says that it has it, or never will take it: whoever else answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.errors import LockedError, Problem
from overload.web import work
from overload.web.settings import Clock

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow
LOOKS_LIKE_OURS = '<!doctype html><title>Wi-Fi</title><div id="page">Welcome to the hotel</div>'


def _tap(page: Any, exercise: str = "dumbbell-row") -> None:
    page.locator(f"#{exercise}").get_by_role("button", name="As asked").tap()


def test_whatever_is_no_word_of_ours_keeps_it(server: Any, phone: Callable[..., Any]) -> None:
    """Too late, forbidden, not found, the page of a hotel, a redirect elsewhere: it stays, and is sent at last."""
    page = phone(service_workers="block")  # what it fetches cannot be answered here
    page.goto(server.address + server.session_paths()[0])
    answers = [(408, {}), (403, {}), (404, {}), (200, {}), (303, {"location": "/static/x"}), (502, {})]
    seen = []

    def answer(route: Any) -> None:
        if route.request.method != "POST" or len(seen) >= len(answers):
            route.continue_()
            return
        status, headers = answers[len(seen)]
        seen.append(status)
        route.fulfill(status=status, headers={"content-type": "text/html", **headers}, body=LOOKS_LIKE_OURS)

    page.route("**/s/*", answer)
    _tap(page)
    for place, (status, _) in enumerate(answers):
        for _ in range(1000):
            if len(seen) > place:
                break
            page.evaluate("dispatchEvent(new Event('online'))")
            page.wait_for_timeout(20)
        assert seen[place] == status
        if status in {403, 404, 408}:
            playwright.expect(page.locator("#notice")).to_contain_text(f"The server does not take it ({status})")
        playwright.expect(page.locator("#notice")).to_contain_text("1 tap is kept on this phone")
        assert server.log() == ()
    page.evaluate("dispatchEvent(new Event('online'))")
    playwright.expect(page.locator("#dumbbell-row.done")).to_have_count(1)
    playwright.expect(page.locator("#notice")).to_be_hidden()
    assert len(server.log()) == 1


def test_what_will_never_be_taken_goes_and_is_told(server: Any, phone: Callable[..., Any]) -> None:
    """A form that the server refuses for good is no longer kept, and what it was is said; the next one is sent."""
    page = phone()
    page.goto(server.address + server.session_paths()[0])
    page.evaluate("document.querySelector('#dumbbell-row [name=exercise]').value = 'back-squat'")
    _tap(page)
    playwright.expect(page.locator("#notice")).to_contain_text("Not done: Dumbbell row: As asked.")
    playwright.expect(page.get_by_role("alert")).to_contain_text("Names no exercise of this session")
    _tap(page)
    playwright.expect(page.locator("#dumbbell-row.done")).to_have_count(1)
    playwright.expect(page.locator("#notice")).to_be_hidden()


def test_a_link_that_has_ended_says_so_and_loses_nothing(server: Any, phone: Callable[..., Any]) -> None:
    """What was tapped under it stays on the phone, by name, until the athlete throws it away."""
    page = phone()
    page.goto(server.address + server.session_paths()[0])
    (server.folder / ".overload.key").write_text("0" * 64 + "\n")
    _tap(page)
    playwright.expect(page.locator("#notice")).to_contain_text("its link may have ended. 1 tap is kept")
    page.get_by_role("button", name="Throw away: Dumbbell row: As asked").tap()
    playwright.expect(page.locator("#notice")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 1  # the timer's


def test_a_tap_is_answered_in_one_go(server: Any) -> None:
    """With the word what became of it, and the page as it is then; a second time the same, and done once."""
    path = server.session_paths()[0]
    form = {"exercise": "dumbbell-row", "key": "k" * 12, "do": "asked"}
    for _ in range(2):
        reply = server.send(path, form, X_Tap="1")
        assert (reply.status, reply.headers["x-tap"]) == (200, "taken")
        assert "1 of 5 written down" in reply.text
    assert len(server.log()) == 1
    refused = server.send(path, {**form, "key": "j" * 12, "do": "dance"}, X_Tap="1")
    assert (refused.status, refused.headers["x-tap"]) == (400, "refused")
    assert server.ask(path, "POST", b"a=b", Content_Type="text/plain", X_Tap="1").headers["x-tap"] == "refused"
    elsewhere = server.send(path, form, X_Tap="1", Origin="https://elsewhere.example")
    assert (elsewhere.status, "x-tap" in elsewhere.headers) == (403, False)
    wrong = server.send(path[:-1] + ("A" if path[-1] != "A" else "B"), form, X_Tap="1")
    assert (wrong.status, "x-tap" in wrong.headers) == (404, False)


def test_a_busy_folder_is_no_word_at_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is locked takes it later, so nothing is said of the tap."""

    def locked(*_: object) -> None:
        raise LockedError(Problem("training", "is in use"))

    monkeypatch.setattr(work, "take", locked)
    done = work.take_tap(home, 2, "/s/x", b"do=call-off&key=kkkkkkkkkkkk", Clock("2026-11-25T18:00"))
    assert (done.status, done.verdict) == (503, "")
