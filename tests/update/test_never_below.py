"""An event is never published below what its published file says, whatever the database knows or has lost."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest

from overload import run
from overload.store import open_store

Overload = Callable[..., Any]
Folder = Callable[..., Path]
Stamps = tuple[int, str, str]

MONDAY = datetime(2026, 11, 23, 5)
PLAN = ("--calendar", "ppl", "--dumbbells", "bowflex-552")


@attrs.frozen
class Ended:
    """How a command ended."""

    code: int


def stamps(path: Path, feed: str = "training") -> dict[str, Stamps]:
    """Return SEQUENCE, LAST-MODIFIED and DTSTAMP of each event by UID, each of which is there once."""
    found: dict[str, Stamps] = {}
    text = (path / "calendars" / f"{feed}.ics").read_bytes().decode().replace("\r\n ", "")
    for block in re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", text, re.DOTALL):
        values = dict(line.split(":", 1) for line in reversed(block.split("\r\n")) if ":" in line)
        assert values["UID"] not in found, values["UID"]
        found[values["UID"]] = int(values["SEQUENCE"]), values["LAST-MODIFIED"], values["DTSTAMP"]
    return found


def fallen(before: dict[str, Stamps], after: dict[str, Stamps]) -> list[str]:
    """Return the UIDs of events that stand below what they were in any of the three."""
    both = before.keys() & after.keys()
    return sorted(uid for uid in both if any(now < was for was, now in zip(before[uid], after[uid], strict=True)))


def starts(path: Path) -> dict[str, str]:
    """Return the start of each event that is not cancelled, by UID."""
    text = (path / "calendars" / "training.ics").read_bytes().decode().replace("\r\n ", "")
    blocks = re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", text, re.DOTALL)
    shown = (block for block in blocks if "STATUS:CANCELLED" not in block)
    return dict(tuple(re.findall(r"^(?:UID|DTSTART[^:\r]*):(.*)\r", one, re.MULTILINE)) for one in shown)


def ahead_of(path: Path) -> dict[str, str]:
    """Return the starts of what stands after the days of training."""
    return {uid: at for uid, at in starts(path).items() if at > "20261203T05"}


def train(path: Path, overload: Overload, days: int, first: datetime = MONDAY) -> None:
    """Update every morning, and write down a row every third evening."""
    for number in range(days):
        now = first + timedelta(days=number)
        assert overload(path, "update", now=now.isoformat()).code == 0
        if number % 3 == 0:
            evening = (now + timedelta(hours=15)).isoformat()
            assert overload(path, "log", "row", f"20x{9 + number % 4},9,9", now=evening).code == 0


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that was trained in for ten days; nobody changes it."""
    made = tmp_path_factory.mktemp("trained") / "training"
    assert run(["--now", MONDAY.isoformat(), "init", str(made), "--yes", "--zone", "UTC", *PLAN]) == 0
    train(made, lambda path, *words, now: Ended(run(["-C", str(path), "--now", now, *words])), 10)
    return made


@pytest.fixture
def path(trained: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(trained, tmp_path / "training"))


@pytest.mark.slow
class TestABackupPutBack:
    """By hand, as the message of before said, or by the command."""

    @pytest.mark.parametrize("day", ["2026-11-24", "2026-11-26", "2026-12-02"])
    def test_no_event_falls(self, path: Path, overload: Overload, day: str) -> None:
        """With a database of some days ago no event is published below what it was, nor twice."""
        before, ahead = stamps(path), ahead_of(path)
        for left in path.glob("overload.db*"):
            left.unlink()
        shutil.copy(path / "backups" / f"overload-{day}.db", path / "overload.db")
        assert overload(path, "update", now="2026-12-03T05:00").code == 0
        after = stamps(path)
        assert fallen(before, after) == []
        assert before.keys() <= after.keys()
        assert ahead_of(path) == ahead
        assert overload(path, "update", now="2026-12-03T05:10").code == 0
        assert stamps(path) == after

    def test_a_new_machine(self, path: Path, overload: Overload) -> None:
        """With plan.toml, the old feed and an imported log, events go on under their names."""
        before, ahead = stamps(path), ahead_of(path)
        assert overload(path, "log", "export", path / "log.csv", now="2026-12-03T05:00").code == 0
        for left in path.glob("overload.db*"):
            left.unlink()
        shutil.rmtree(path / "backups")
        overload(path, "import", path / "log.csv", "--yes", now="2026-12-03T05:00")
        assert overload(path, "update", now="2026-12-03T05:01").code == 0
        after = stamps(path)
        assert fallen(before, after) == []
        assert ahead_of(path) == ahead

    def test_a_database_of_another_machine(self, path: Path, tmp_path: Path, overload: Overload) -> None:
        """With the database of another athlete's folder in its place no event falls, and none is there twice."""
        other = tmp_path / "other"
        assert overload("init", other, "--yes", "--zone", "UTC", *PLAN).code == 0
        train(other, overload, 1)
        before = stamps(path)
        for left in path.glob("overload.db*"):
            left.unlink()
        shutil.copy(other / "overload.db", path / "overload.db")
        for day in ("2026-12-03T05:00", "2026-12-04T05:00"):
            assert overload(path, "update", now=day).code in {0, 3}
            after = stamps(path)
            assert fallen(before, after) == []
            assert {uid.split("@")[1] for uid in after} == {uid.split("@")[1] for uid in before}
            before |= after

    def test_a_plan_without_an_id_takes_up_that_of_its_feed(self, path: Path, overload: Overload) -> None:
        """Where plan.toml gives the plan no name, a new database goes by the one that subscribers know."""
        plan = path / "plan.toml"
        lines = plan.read_text(encoding="utf-8").splitlines(keepends=True)
        plan.write_text("".join(line for line in lines if not line.startswith("id =")), encoding="utf-8")
        overload(path, "update", "--force", now="2026-12-03T05:00")
        before = stamps(path)
        for left in (*path.glob("overload.db*"), *(path / "backups").iterdir()):
            left.unlink()
        assert overload(path, "update", now="2026-12-03T05:01").code == 0
        assert fallen(before, stamps(path)) == []
        assert {uid.split("@")[1] for uid in stamps(path)} == {uid.split("@")[1] for uid in before}


@pytest.mark.slow
class TestRestore:
    """`overload restore`, in one step."""

    def test_what_comes_back_and_what_is_lost(self, path: Path, overload: Overload) -> None:
        """It says both, keeps what was there, and publishes; the log is that of the backup."""
        before = stamps(path)
        done = overload(path, "restore", "2026-11-27", now="2026-12-03T05:00")
        assert (done.code, done.err) == (0, "")
        assert "put back the backup of Fri 27 Nov 2026: 2 entries in the log\n" in done.out
        assert done.out.count("\nlost: ") == 2
        assert "lost: Sun 29 Nov dumbbell-row 20lbx11,9,9\n" in done.out
        kept = re.search(r"kept what was there: (\S+)", done.out)
        assert kept
        assert Path(kept[1]).is_file()
        assert fallen(before, stamps(path)) == []
        assert overload(path, "log", "list", now="2026-12-03T05:00").out.count("dumbbell-row") == 2
        assert overload(path, "log", "verify", now="2026-12-03T05:00").code == 0

    def test_a_dry_run_changes_nothing(self, path: Path, overload: Overload) -> None:
        """With --dry-run it only says so."""
        before = {one: one.read_bytes() for one in path.rglob("*.db")}
        done = overload(path, "restore", "2026-11-27", "--dry-run", now="2026-12-03T05:00")
        assert done.code == 0
        assert done.out.startswith("would put back the backup of Fri 27 Nov 2026: 2 entries")
        assert {one: one.read_bytes() for one in path.rglob("*.db")} == before

    def test_a_damaged_database(self, path: Path, overload: Overload) -> None:
        """The message names the command, and the command mends it; the damaged file is kept."""
        for left in path.glob("overload.db-*"):
            left.unlink()
        (path / "overload.db").write_bytes(b"no database at all " * 100)
        refused = overload(path, "update", now="2026-12-03T05:00")
        assert refused.code == 65
        assert "'overload restore'" in refused.err
        before = stamps(path)
        done = overload(path, "restore", now="2026-12-03T05:00")
        assert (done.code, done.err) == (0, "")
        assert fallen(before, stamps(path)) == []
        kept = [one for one in (path / "backups").iterdir() if "replaced" in one.name]
        assert [one.read_bytes() for one in kept] == [b"no database at all " * 100]

    def test_a_database_that_is_gone(self, path: Path, overload: Overload) -> None:
        """Where there is none any more, the newest backup takes its place."""
        for left in path.glob("overload.db*"):
            left.unlink()
        assert overload(path, "restore", now="2026-12-03T05:00").code == 0
        assert overload(path, "check", now="2026-12-03T05:00").code == 0

    @pytest.mark.parametrize("left", [None, b"no database at all " * 100])
    def test_the_backup_of_a_day(self, path: Path, overload: Overload, left: bytes | None) -> None:
        """A date is read without the database, which may be gone or damaged; nothing is made in its place before."""
        for one in path.glob("overload.db*"):
            one.unlink()
        if left is not None:
            (path / "overload.db").write_bytes(left)
        before = stamps(path)
        told = overload(path, "restore", "wed", "--dry-run", now="2026-12-03T05:00")
        assert (told.code, told.err) == (0, "")
        assert (path / "overload.db").exists() == (left is not None)
        done = overload(path, "restore", "2026-12-02", now="2026-12-03T05:00")
        assert (done.code, done.err) == (0, "")
        assert fallen(before, stamps(path)) == []

    def test_a_day_without_one(self, path: Path, overload: Overload) -> None:
        """A date of which there is none is named, with those there are."""
        done = overload(path, "restore", "2026-11-01", now="2026-12-03T05:00")
        assert done.code == 2
        assert "there is no backup of 2026-11-01; there are: 2026-12-02" in done.err

    def test_the_newest_is_the_one_whose_name_says_so(self, path: Path, overload: Overload) -> None:
        """However old the files say they are, the last date goes first."""
        for number, one in enumerate(sorted((path / "backups").iterdir(), reverse=True)):
            os.utime(one, (1_000_000 + number, 1_000_000 + number))
        assert "of Wed 2 Dec" in overload(path, "restore", "--dry-run", now="2026-12-03T05:00").out

    def test_all_that_would_be_lost_is_named(self, path: Path, overload: Overload) -> None:
        """Also a set that was added to an entry since, what was taken out, and an entry written down since that day."""
        done = overload(path, "log", "row", "20x8,8", now="2026-12-02T18:00")
        assert done.code == 0
        with open_store(path / "overload.db") as store:
            assert store.backup_daily(date(2026, 12, 3))
        assert overload(path, "log", "row", "20x7", now="2026-12-02T19:00").code == 0
        first = overload(path, "log", "list", "--json", now="2026-12-02T19:00").data[0]["entry"]
        assert overload(path, "log", "remove", str(first), now="2026-12-02T19:30").code == 0
        assert overload(path, "skip", "s9", now="2026-12-02T20:00").code == 0
        done = overload(path, "restore", "--dry-run", now="2026-12-03T21:00")
        assert done.err == ""
        assert done.out.splitlines()[1:] == [
            "would be lost: Mon 23 Nov dumbbell-row: that it was taken out",
            "would be lost: Wed 2 Dec dumbbell-row 20lbx10,9,9,8,8,7",
            "would be lost: 1 decision (moves, skips, time away)",
        ]

    def test_a_log_that_took_another_way_since(self, path: Path, overload: Overload) -> None:
        """Where an old copy was put in its place by hand, what was logged since has numbers that the backup has too."""
        for left in path.glob("overload.db*"):
            left.unlink()
        shutil.copy(path / "backups" / "overload-2026-11-24.db", path / "overload.db")
        assert overload(path, "log", "shrug", "20x8,8", now="2026-12-02T18:00").code == 0
        told = overload(path, "restore", "2026-12-02", "--dry-run", now="2026-12-02T21:00").out.splitlines()
        assert told[1:] == ["would be lost: Wed 2 Dec dumbbell-shrug 20lbx8,8"]

    def test_one_that_cannot_be_used_is_passed_over_with_words(self, path: Path, overload: Overload) -> None:
        """Where the newest is damaged the one before it is put back, and that is said."""
        (path / "backups" / "overload-2026-12-02.db").write_bytes(b"no database at all " * 100)
        done = overload(path, "restore", "--dry-run", now="2026-12-03T05:00")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("would put back the backup of Tue 1 Dec 2026: ")
        assert "\nthe backup of Wed 2 Dec 2026 cannot be used\n" in done.out


HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


@pytest.mark.slow
@pytest.mark.parametrize("jump", [HOUR, -HOUR, YEAR, -YEAR], ids=["hour on", "hour back", "year on", "year back"])
def test_a_clock_that_was_wrong(folder: Folder, overload: Overload, jump: timedelta) -> None:
    """Whatever it said meanwhile no event falls; set right, sessions are where they were, and the log says the same."""
    path, today = folder("--calendar", "back-only", "--dumbbells", "bowflex-552"), datetime(2026, 12, 3, 5)
    assert overload(path, "log", "row", "20x9,9,9", now="2026-11-23T20:00").code == 0
    assert overload(path, "update", now=today.isoformat()).code == 0
    before, ahead = stamps(path), ahead_of(path)
    log = overload(path, "log", "list", "--json", now=today.isoformat()).out
    for now in (today + jump, today + timedelta(minutes=10)):
        assert overload(path, "update", now=now.isoformat()).code in {0, 3}
        after = stamps(path)
        assert fallen(before, after) == []
        before |= after
    assert ahead_of(path) == ahead
    assert overload(path, "log", "list", "--json", now=today.isoformat()).out == log


WEEKS = 60 if os.environ.get("OVERLOAD_LONG") else 20


@pytest.mark.slow
def test_many_weeks_with_three_restores(folder: Folder, overload: Overload) -> None:
    """Whatever is put back in between, no event ever falls, and none is there twice."""
    path = folder(*PLAN)
    chance, last = Random(11), dict[str, Stamps]()

    def look() -> None:
        now = stamps(path)
        assert fallen(last, now) == []
        last.update(now)

    for week in range(WEEKS):
        monday = MONDAY + timedelta(weeks=week)
        for day in (0, 3):
            now = (monday + timedelta(days=day)).isoformat()
            assert overload(path, "update", now=now).code == 0
            look()
            if chance.random() < 0.6:
                overload(path, "log", "row", f"20x{chance.randint(6, 12)},9,9", now=now.replace("T05", "T20"))
                look()
        if chance.random() < 0.2:
            ahead = min((at, uid) for uid, at in starts(path).items() if at > f"{monday + timedelta(days=4):%Y%m%d}")
            overload(path, "skip", ahead[1].split("@")[0], now=(monday + timedelta(days=3, hours=2)).isoformat())
            look()
        if week in {WEEKS // 5, WEEKS // 2, WEEKS * 7 // 8}:
            copies = sorted(one for one in (path / "backups").glob("overload-2*.db"))
            day = copies[0 if week == WEEKS // 2 else -2].name[9:19]
            done = overload(path, "restore", day, now=(monday + timedelta(days=5)).isoformat())
            assert done.code == 0, done.err
            look()
    assert max(sequence for sequence, _, _ in last.values()) > 2
    assert len({uid.split("@")[1] for uid in last}) == 1
