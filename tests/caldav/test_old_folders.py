"""Connected folders as earlier versions left them, with the events as they lay in the calendar: each goes on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from life import Life

from model import Server
from overload.caldav import sync as syncing
from overload.caldav.reading import read_event
from overload.store import open_store

FOLDERS = sorted((Path(__file__).parent / "folders").iterdir())
"""Written by the version each is named after: s1 had been moved, s2 renamed, s3 deleted, s4 given a note."""


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def old(
    request: pytest.FixtureRequest, tmp_path: Path, overload: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> Life:
    """Lay a folder as it was left, and its calendar."""
    left: Path = request.param
    (tmp_path / "plan.toml").write_bytes((left / "plan.toml").read_bytes())
    with closing(sqlite3.connect(tmp_path / "overload.db")) as connection:
        connection.executescript((left / "overload.sql").read_text(encoding="utf-8"))
    server = Server()
    for href, (_, text) in json.loads((left / "events.json").read_text(encoding="utf-8")).items():
        server.edit(href, text)
    monkeypatch.setattr(syncing, "client_of", lambda *_: server)
    return Life(tmp_path, overload, server, now="2026-11-23T06:00")


def test_an_old_connection_goes_on(old: Life) -> None:
    """What was agreed is agreed: nothing is decided, doubled or brought back, and theirs stays theirs."""
    with open_store(old.path / "overload.db") as store:
        before = store.decisions()
    events = set(old.server.events)
    old.run("caldav", "sync")
    old.quiet()
    with open_store(old.path / "overload.db") as store:
        assert store.decisions() == before
    assert set(old.server.events) == events
    assert "DTSTART:20261124T170000Z" in old.text("s1")
    assert "SUMMARY:With Ida" in old.text("s2")
    assert not any("/s3-" in href for href in old.server.events)
    note = read_event(old.text("s4"), syncing.UTC)
    assert note is not None
    assert note.meaning.below == "bring the belt"
    old.edit("s1", DTSTART="20261124T180000Z", DTEND="20261124T190000Z")
    assert "s1 Push moved to Tue 24 Nov 19:00, as in your calendar" in old.sync()
