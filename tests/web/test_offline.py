"""The page as an app, over loopback: installed, opened while the server is out of reach, and sent once it is back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow
ROW = "dumbbell-row"


def _kept(page: Any, part: str) -> None:
    """Wait until the phone keeps what has this in its address, and everything that it loads."""
    there = "async part => (await (await caches.open('overload-1')).keys()).some(one => one.url.includes(part))"
    for wanted in (part, "style.css", "session.js", "timer.js"):
        while not page.evaluate(there, wanted):
            page.wait_for_timeout(50)


def test_a_session_is_opened_and_logged_without_a_connection(
    home: Path, serve: Callable[..., Any], phone: Callable[..., Any]
) -> None:
    """A reload shows it, with what was written down; what is tapped is kept and shown so, and sent once."""
    server, page = serve(home), phone()
    path = server.session_paths()[0]
    page.goto(server.address + path)
    _kept(page, path)
    page.locator("#pull-up").get_by_role("button", name="As asked").tap()
    playwright.expect(page.locator("#pull-up.done")).to_have_count(1)
    server.process.terminate()
    server.process.wait()
    page.reload()
    playwright.expect(page.locator("#pull-up.done")).to_have_count(1)
    playwright.expect(page.locator("#missing")).to_be_hidden()
    page.get_by_role("button", name="One more: reps, set 2 of 3, dumbbell row").tap()
    for number in (1, 2):
        page.locator(f"#{ROW}").get_by_role("button", name=f"Done: set {number} of 3").tap()
    playwright.expect(page.locator("#notice")).to_contain_text("2 taps are kept on this phone")
    page.reload()
    playwright.expect(page.locator("#notice")).to_contain_text("2 taps are kept on this phone")
    playwright.expect(page.locator(f"#{ROW}.waiting li.kept")).to_have_count(2)
    playwright.expect(page.locator(f"#{ROW} [name=reps-2]")).to_have_value("9")
    assert len(server.log()) == 1
    serve(home, "--port", str(server.port))
    page.evaluate("dispatchEvent(new Event('online'))")
    playwright.expect(page.locator(f"#{ROW} li.done")).to_have_count(2)
    playwright.expect(page.locator("#notice")).to_be_hidden()
    done = {one.exercise: [each.reps for each in one.sets] for one in server.log()}
    assert (done[ROW], len(done["pull-up"])) == ([8, 9], 3)
    (home / ".overload.key").write_text("0" * 64 + "\n")
    page.reload()
    playwright.expect(page.locator("h1")).to_have_text("Nothing here")
    here = "async path => Boolean(await (await caches.open('overload-1')).match(path))"
    while page.evaluate(here, path):
        page.wait_for_timeout(50)


def test_the_page_can_be_installed(
    home: Path, serve: Callable[..., Any], phone: Callable[..., Any], overload: Any
) -> None:
    """Chromium finds nothing that is in the way, and what it installs opens the athlete's own page."""
    link = re.search(r"training\.test(/a/\S+)", overload(home, "link", "add", "--page", "--no-qr").out)[1]
    server, page = serve(home), phone()
    page.goto(server.address + link)
    devtools = page.context.new_cdp_session(page)
    found = devtools.send("Page.getAppManifest")
    assert found["errors"] == []
    told = json.loads(found["data"])
    assert (told["start_url"], told["display"]) == (link, "standalone")
    found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {one["errorId"] for one in found} <= {"in-incognito"}  # as every page of a test is
    for icon in told["icons"]:
        assert server.ask(icon["src"]).headers["content-type"].startswith(icon["type"])
    assert server.ask(f"{link[:-1]}/app.webmanifest").status == 404
    overload(home, "link", "revoke", "k1", now="2026-11-25T17:00")
    assert server.ask(f"{link}/app.webmanifest").status == 404
    worker = server.ask("/worker.js")
    assert (worker.status, worker.headers["cache-control"]) == (200, "no-cache")


def test_over_plain_http_a_line_says_what_is_missing(server: Any, phone: Callable[..., Any], overload: Any) -> None:
    """Under a name that is no loopback all works but what the line names; taps offline are kept and sent."""
    page = phone()
    page.goto(f"http://training.test:{server.port}{server.session_paths()[0]}")
    playwright.expect(page.locator("#missing")).to_contain_text("Over plain http this page cannot be opened without")
    page.locator(f"#{ROW}").get_by_role("button", name="As asked").tap()
    playwright.expect(page.locator(f"#{ROW}.done")).to_have_count(1)
    assert page.evaluate("isSecureContext") is False
    page.context.set_offline(True)
    page.locator("#dumbbell-shrug").get_by_role("button", name="As asked").tap()
    playwright.expect(page.locator("#notice")).to_contain_text("1 tap is kept")
    page.context.set_offline(False)
    playwright.expect(page.locator("#dumbbell-shrug.done")).to_have_count(1)
    assert len(server.log()) == 2
    made = overload(server.folder, "link", "add", "--page", "--no-qr", now="2026-11-25T17:00").out
    page.goto(f"http://training.test:{server.port}{re.search(r'/a/[-_A-Za-z0-9]+', made)[0]}")
    playwright.expect(page.locator("#missing")).to_contain_text("Over plain http this page cannot be installed")
