"""Folders of training as earlier versions left them: each goes on under this one, feed and log."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from overload import __version__
from overload.importing.export import entry_data
from overload.importing.own import read_own
from overload.model import Measure, SetKind
from overload.store import open_store
from overload.update import update

FOLDERS = sorted((Path(__file__).parent / "folders").iterdir())
"""Written by the version each is named after, its database as SQL."""


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Lay a folder as it was left."""
    left: Path = request.param
    (tmp_path / "calendars").mkdir()
    for name, put in (("plan.toml", "plan.toml"), ("training.ics", "calendars/training.ics")):
        (tmp_path / put).write_bytes((left / name).read_bytes())
    with closing(sqlite3.connect(tmp_path / "overload.db")) as connection:
        connection.executescript((left / "overload.sql").read_text(encoding="utf-8"))
    for name in ("log.json", "log.csv"):
        (tmp_path / name).write_bytes((left / name).read_bytes())
    return tmp_path


def _clock(zone: str) -> datetime:
    return datetime(2026, 12, 5, 10, 0, tzinfo=ZoneInfo(zone))


def _events(feed: Path) -> dict[str, int]:
    """Return the SEQUENCE of each event by its UID."""
    text = feed.read_bytes().decode().replace("\r\n ", "")
    found = {}
    for event in re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL):
        sequence = re.search(r"^SEQUENCE:(\d+)", event, re.MULTILINE)
        found[re.search(r"^UID:(\S+)", event, re.MULTILINE)[1]] = int(sequence[1]) if sequence else 0  # type: ignore[index]  # every event has a UID
    return found


def _covers(new: Any, old: Any) -> bool:
    """Tell whether everything that was said is still said; what came in since may stand beside it."""
    if isinstance(old, dict):
        return all(key in new and _covers(new[key], value) for key, value in old.items())
    if isinstance(old, list):
        return len(new) == len(old) and all(map(_covers, new, old))
    return bool(new == old)


def test_an_old_folder_goes_on(old: Path) -> None:
    """The first update keeps every event under its UID, lets no SEQUENCE fall and has nothing to complain of."""
    feed = old / "calendars" / "training.ics"
    before = _events(feed)
    done = update(old, _clock)
    after = _events(feed)
    assert not done.problems
    assert before.keys() <= after.keys()
    assert all(after[uid] >= sequence for uid, sequence in before.items())


def test_an_old_log_says_what_it_said(old: Path) -> None:
    """Every entry reads as its version exported it; every set was work, and counted in reps."""
    said = json.loads((old / "log.json").read_text(encoding="utf-8"))["log"]
    with open_store(old / "overload.db") as store:
        entries = store.entries()
    assert _covers([json.loads(json.dumps(entry_data(entry), default=str)) for entry in entries], said)
    assert {(done.measure, done.kind) for entry in entries for done in entry.sets} == {(Measure.REPS, SetKind.WORK)}


@pytest.mark.parametrize("name", ["log.json", "log.csv"])
def test_an_old_export_is_read(old: Path, name: str) -> None:
    """What an earlier version exported comes back as the entries it had."""
    with open_store(old / "overload.db") as store:
        entries = store.entries()
    found = read_own((old / name).read_bytes())
    assert found is not None
    assert [entry.sets for entry in found.entries] == [entry.sets for entry in entries]


def test_a_folder_of_every_version_is_there() -> None:
    """The version before this one is among them: whoever releases a version leaves a folder of the last."""
    newest = max(tuple(map(int, folder.name.split("."))) for folder in FOLDERS)
    assert newest >= tuple(map(int, __version__.split(".")[:3]))
