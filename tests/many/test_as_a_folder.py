"""Rows do what a folder does: the same bytes in the feeds, and nothing is lost between the two."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from overload.errors import DataError, FileError, OverloadError, PlanError, UsageError
from overload.many import RowHome, bring, take
from overload.settled import NOTE
from overload.update import opened, start_folder, update
from overload.update.decide import move, skip
from overload.update.home import FolderHome, Home
from overload.update.record import record_session
from overload.update.undoing import undo_last

PLAN = """
id = "same-in-both"
[athlete]
bodyweight = "80 kg"
zone = "Europe/Berlin"
[places.home]
dumbbells = ["spinlock-2_5kg-full"]
pull_up_bar = true
[calendar]
use = "ppl"
start = 2026-11-23
days = { mon = "18:00", wed = "18:00", fri = "18:00" }
[feeds.training]
show = "full"
[feeds.family]
show = "busy"
publish = true
[web]
base_url = "https://training.example"
"""
BEGIN = datetime(2026, 11, 23, 6, tzinfo=ZoneInfo("Europe/Berlin"))
HISTORIES, MOMENTS = (500, 12) if os.environ.get("OVERLOAD_LONG") else (1, 8)
NUMBERS = itertools.count()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Begin a training folder, and publish it."""
    start_folder(tmp_path / "training", PLAN)
    update(tmp_path / "training", lambda zone: BEGIN.astimezone(ZoneInfo(zone)))
    return tmp_path / "training"


def feeds(home: Home) -> dict[str, tuple[bytes, int | None]]:
    """Return what subscribers have, by feed."""
    with opened(home) as training:
        found = {choice.name: training.feed_file(choice.name) for choice in training.config.feeds}
        return {name: (feed.read(), feed.mode) for name, feed in found.items()}


def everything(home: Home) -> dict[str, object]:
    """Return plan, key and all rows of a training but the note that nothing need be planned."""
    with opened(home) as training:
        tables = {
            table: [tuple(row) for row in rows if row[0] != NOTE and not str(row[0]).startswith("answer.")]
            for table, rows in training.store.everything()
        }
        return {"plan": training.text, "key": training.home.key(make=False), **tables}


def live(home: Path | Home, now: datetime, chance: Random) -> None:
    """Do, or let be, what an athlete does at some hour of some day."""

    def clock(zone: str) -> datetime:
        return now.astimezone(ZoneInfo(zone))

    with opened(home) as training:
        ahead = [one for one in training.plan(training.now(clock)).ahead() if one.ordinal]
    what = chance.random()
    try:
        if what < 0.45:
            record_session(home, clock)
        elif what < 0.6 and ahead:
            move(home, clock, ahead[0].id, now.date() + timedelta(days=chance.randrange(1, 5)), None)
        elif what < 0.7 and ahead:
            skip(home, clock, ahead[0].id)
        elif what < 0.8:
            undo_last(home, clock)
    except (UsageError, DataError):
        pass  # nothing to do that with: the same in both
    update(home, clock)


@pytest.mark.slow
def test_the_feeds_are_the_same_bytes(folder: Path, address: str, tmp_path: Path) -> None:
    """A history lived in a folder and in rows, by the same hands at the same moments, is published alike."""
    for seed in range(HISTORIES):
        path = tmp_path / f"life-{seed}"
        shutil.copytree(folder, path)
        home = bring(path, address, f"same-{next(NUMBERS)}")
        one, other, hours = Random(seed), Random(seed), Random(-seed)
        now = BEGIN
        for _ in range(MOMENTS):
            now += timedelta(hours=hours.randrange(5, 60))
            live(path, now, one)
            live(home, now, other)
            assert feeds(home) == feeds(FolderHome(path))


def test_there_and_back_again(folder: Path, address: str, tmp_path: Path) -> None:
    """Import, export, import: the same rows, and a folder that goes on as the first would."""
    chance, now = Random(7), BEGIN
    for _ in range(4):
        now += timedelta(hours=40)
        live(folder, now, chance)
    first = bring(folder, address, f"first-{next(NUMBERS)}")
    take(first, tmp_path / "back")
    second = bring(tmp_path / "back", address, f"second-{next(NUMBERS)}")
    assert everything(first) == everything(second) == everything(FolderHome(folder))
    assert everything(FolderHome(tmp_path / "back")) == everything(first)
    assert feeds(first) == feeds(second) == feeds(FolderHome(folder)) == feeds(FolderHome(tmp_path / "back"))
    with pytest.raises(FileError, match="already exists"):
        take(first, folder)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[busy.work]\nfile = "work.ics"\n', "files and commands of an athlete"),
        ('[busy.work]\ncommand = "cat work.ics"\n', "files and commands of an athlete"),
        ('[shares.kim]\nfeed = "../kim/calendars/training.ics"\n', "files of an athlete"),
        ('[feeds.other]\npublish_command = ["true"]\n', "commands of an athlete"),
        ("plugin", "plugins of a single athlete"),
    ],
)
def test_what_only_a_folder_can_do_is_refused(folder: Path, address: str, more: str, said: str) -> None:
    """Files, commands and plugins of an athlete are named with what to do instead, and nothing is left behind."""
    if more == "plugin":
        (folder / "plugins" / "mine.py").write_text("")
    else:
        (folder / "plan.toml").write_text(PLAN + more)
    with pytest.raises(PlanError, match=said) as refused:
        bring(folder, address, "refused")
    assert all(one.suggestion for one in refused.value.problems)
    (folder / "plugins" / "mine.py").unlink(missing_ok=True)
    (folder / "plan.toml").write_text(PLAN)
    bring(folder, address, f"refused-{next(NUMBERS)}")


def test_a_name_is_taken_once(folder: Path, address: str) -> None:
    """Who is there already is not written over."""
    name = f"kim-{next(NUMBERS)}"
    home = bring(folder, address, name)
    before = everything(home)
    with pytest.raises(DataError, match="already"):
        bring(folder, address, name)
    assert everything(home) == before


def test_what_was_written_stays_where_publishing_stops(
    folder: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that was logged is kept, also where the feeds cannot follow; a bug of ours leaves nothing."""
    home = bring(folder, address, f"kept-{next(NUMBERS)}")
    now = BEGIN + timedelta(hours=14)

    def broken(raised: Exception) -> Callable[..., object]:
        def fail(*_: object, **__: object) -> object:
            raise raised

        return fail

    def count() -> int:
        with opened(home) as training:
            return training.store.entry_count()

    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["overload.update.publish"], "_replace", broken(RuntimeError("a bug")))
        with pytest.raises(RuntimeError):
            record_session(home, lambda zone: now.astimezone(ZoneInfo(zone)))
    assert count() == 0
    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["overload.update.publish"], "_replace", broken(FileError()))
        with pytest.raises(OverloadError):
            record_session(home, lambda zone: now.astimezone(ZoneInfo(zone)))
    assert count() == 7


def test_nobody_of_that_number_is_said(address: str) -> None:
    """An athlete who is not there is an error with a place, and no new training."""
    with pytest.raises(OverloadError, match="no such athlete"), opened(RowHome(address, 10**9, "nobody")):
        pass


def test_a_lost_key_is_made_once(folder: Path, address: str) -> None:
    """The key of the links is kept with the athlete."""
    home = bring(folder, address, f"key-{next(NUMBERS)}")
    assert home.key(make=True) == home.key(make=False) == FolderHome(folder).key(make=False)


def test_it_is_due_when_its_plan_no_longer_stands(folder: Path, address: str) -> None:
    """What an update leaves says when the next one has something to do."""
    home = bring(folder, address, f"due-{next(NUMBERS)}")
    update(home, lambda zone: BEGIN.astimezone(ZoneInfo(zone)))
    with home.opened() as database:
        due = database.read("SELECT due FROM athlete WHERE id = me()")[0][0]
    session = BEGIN.replace(hour=18)
    assert session <= due <= session + timedelta(hours=2)
