"""Every answer of 500 and more leaves a line in the log of the server that says what is to blame, and why."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from pathlib import Path

import pytest

from overload.store import open_store
from overload.web import workers
from overload.web.settings import Clock
from overload.web.work import Page, show_session, take_form
from overload.web.workers import Workers

pytestmark = pytest.mark.slow
CLOCK = Clock("2026-11-25T18:00")


def test_one_line_for_each(home, serve, overload) -> None:
    """A feed that is gone, a damaged database, a plan that was never good: each line has its folder and its reason."""
    made = overload(home, "link", "add", "--no-qr", now="2026-11-25T18:00")
    feed = re.search(r"^http://training\.test(/\S+)$", made.out, re.MULTILINE)[1]
    server = serve(home, "--workers", "1")
    page, asked = server.session_paths()[0], 0
    shutil.move(home / "calendars", home / "elsewhere")
    asked += server.ask(feed).status == 503
    with open_store(home / "overload.db") as store:
        store.forget(["plan"])
    plan = (home / "plan.toml").read_text()
    (home / "plan.toml").write_text("nonsense = [")
    asked += server.ask(page).status == 503
    (home / "plan.toml").write_text(plan)
    with (home / "overload.db").open("r+b") as file:
        file.write(b"\0" * 4096)
    asked += server.ask(page).status == 503
    assert asked == 3
    server.process.terminate()
    _, err = server.process.communicate()
    lines = [line for line in err.splitlines() if "answered with 503" in line]
    assert len(lines) == 3, err
    assert all(line.startswith(f"overload: {home}: answered with 503: ") for line in lines)
    for line, why in zip(lines, ("training.ics cannot be read", "is not TOML", "overload.db"), strict=True):
        assert why in line
        assert page.rpartition(".")[2] not in line
        assert feed.split("/")[2] not in line


def test_a_tap_that_is_saved_is_not_asked_for_again(home) -> None:
    """Where the calendar cannot be written the tap counts all the same: its page comes, and the log says why."""
    shutil.rmtree(home / "calendars")
    (home / "calendars").write_text("in the way")
    form = b"key=a-key-of-its-own&exercise=dumbbell-row&do=asked"
    done = take_form(home, 2, "/s/x", form, Clock("2026-11-25T19:00"))
    assert (done.status, done.location) == (303, "/s/x")
    assert "calendars: file exists" in done.why
    with open_store(home / "overload.db") as store:
        assert len(store.entries()) == 1


def ends_its_process(_: Path, __: Clock) -> Page:
    """Work that ends whatever process it is done in."""
    os._exit(9)


def test_what_the_workers_cannot_do(home, monkeypatch) -> None:
    """A process that ends, one that takes too long, a queue that is full: each answer says which."""

    async def asked() -> list[Page]:
        pool = Workers(1, patience_s=60)
        try:
            ended = await pool.run(ends_its_process, home, CLOCK)
            pool._patience_s = 0
            late = await pool.run(show_session, home, 1, "/s/x", CLOCK)
            monkeypatch.setattr(workers, "_MOST_WAITING", 0)
            full = await pool.run(show_session, home, 1, "/s/x", CLOCK)
        finally:
            pool.stop()
        return [ended, late, full]

    ended, late, full = asyncio.run(asked())
    assert [one.status for one in (ended, late, full)] == [503, 503, 503]
    assert "ended by itself" in ended.why
    assert "answered within" in late.why
    assert "wait for a planning process" in full.why
