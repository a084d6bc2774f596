"""`overload update` as cron runs it: quiet, quick when there is nothing to do, one folder or many."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from overload.settled import NOTE, last_note
from overload.store import open_store
from overload.update.children import work_on_each
from overload.update.many import Outcome, find_folders

pytestmark = pytest.mark.slow

FEED = Path("calendars") / "training.ics"


class TestNothingToDo:
    """A run that finds everything as the last one left it."""

    def imported(self, folder: Path, now: str) -> set[str]:
        """Return the modules an update imports."""
        code = f"import sys; from overload.cli import run; run(['-C', {str(folder)!r}, '--now', {now!r}, 'update']);"
        done = subprocess.run(
            [sys.executable, "-c", f"{code} print(*sys.modules)"], capture_output=True, text=True, check=True
        )
        return set(done.stdout.split())

    def test_the_planner_is_not_even_imported(self, folder: Callable[..., Path]) -> None:
        """The second run on a day does not plan."""
        home = folder()
        assert "overload.plan" not in self.imported(home, "2026-11-23T06:00")

    @pytest.mark.slow
    @pytest.mark.parametrize("now", ["2026-11-23T18:00", "2026-11-24T00:00", "2026-11-23T04:59"])
    def test_it_plans_again_when_time_has_come(self, folder: Callable[..., Path], now: str) -> None:
        """When a session begins, a day ends, or the clock was set back, it looks again."""
        assert "overload.plan" in self.imported(folder(), now)

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "change",
        [
            lambda home: (home / "plan.toml").write_text((home / "plan.toml").read_text() + "\n# a note\n"),
            lambda home: (home / FEED).write_bytes(b""),
            lambda home: (home / FEED).unlink(),
            lambda home: (home / FEED).chmod(0o644),
            lambda home: (home / "plugins" / "_draft.py").write_text(""),
        ],
        ids=["plan", "feed emptied", "feed gone", "feed readable by all", "plugin"],
    )
    def test_it_plans_again_after_a_change(self, folder: Callable[..., Path], change: Callable[[Path], object]) -> None:
        """Whatever it reads or wrote has changed: it looks again, and the feed is whole and private after it."""
        home = folder()
        whole = (home / FEED).read_bytes()
        change(home)
        assert "overload.plan" in self.imported(home, "2026-11-23T06:00")
        assert (home / FEED).read_bytes() == whole
        assert (home / FEED).stat().st_mode & 0o777 == 0o600

    def test_a_logged_set_unsettles(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """An entry that no update has seen yet, as after a crash, is planned with."""
        home = folder()
        overload(home, "log", "row", "16x10,10,9", now="2026-11-23T05:10")
        with open_store(home / "overload.db") as store:
            note = last_note(store)
            assert note is not None
            entry = store.entries()[0]
            store.append_set(entry.id, entry.sets[0])
        assert "overload.plan" in self.imported(home, "2026-11-23T06:00")

    def test_a_note_that_makes_no_sense_is_none(self, folder: Callable[..., Path]) -> None:
        """What another version wrote there is ignored."""
        home = folder()
        with open_store(home / "overload.db") as store:
            store.set(NOTE, '{"digest": 1}')
        assert "overload.plan" in self.imported(home, "2026-11-23T06:00")


class TestJournal:
    """Every run leaves a row."""

    def test_each_run_is_there(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """What was placed, a run with nothing to do, and one that could not read its plan."""
        home = folder("--calendar", "back-only")
        overload(home, "update", now="2026-11-23T06:00")
        plan = (home / "plan.toml").read_text()
        (home / "plan.toml").write_text(plan.replace("back-only", "back-olny"))
        assert overload(home, "update", now="2026-11-23T07:00").code == 78
        (home / "plan.toml").write_text(plan)
        overload(home, "update", now="2026-12-07T06:00")
        last, failed, idle, first = overload(home, "runs", "--json").data
        assert (first["placed"], idle["placed"], last["placed"]) == (4, 0, 2)
        assert first["digest"] == idle["digest"] != last["digest"]
        assert (failed["digest"], "did you mean 'back-only'" in failed["problems"][0]) == ("", True)
        assert "did you mean" in overload(home, "runs").out

    def test_a_run_with_nothing_to_do_has_its_time_too(
        self, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """A time that is only pretended is one in the plan's zone, whether or not there was anything to do."""
        home = folder("--zone", "Europe/Stockholm")
        assert [overload(home, "update").code for _ in range(2)] == [0, 0]
        assert {one["started"] for one in overload(home, "runs", "--json").data} == {"2026-11-23T04:00:00+00:00"}

    def test_no_run_yet(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """Without a database there is nothing to show, and that is said."""
        home = folder()
        (home / "overload.db").unlink()
        assert "no update has run yet" in overload(home, "runs").out


def test_without_anything_around_it(folder: Callable[..., Path], tmp_path: Path) -> None:
    """No environment at all, no terminal, another current folder: the update works, in silence."""
    home = folder("--zone", "Europe/Stockholm")
    old = (home / FEED).read_bytes()
    code = f"import sys; sys.path[:] = {sys.path!r}; from overload.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "-C", str(home), "--now", "2026-12-07T06:00", "update"],
        env={},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (home / FEED).read_bytes() != old


def test_weeks_that_were_missed(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """A machine that was off for three weeks: the next run plans from now on, as if nothing had happened."""
    home = folder()
    assert overload(home, "update", now="2026-12-16T05:00").code == 0
    ahead = overload(home, "week", "--json", now="2026-12-16T05:00").data
    assert min(one["session"]["date"] for one in ahead if one["session"]["date"] >= "2026-12-16") == "2026-12-16"


class TestAll:
    """`--all ROOT`."""

    @pytest.fixture
    def root(self, folder: Callable[..., Path], tmp_path: Path) -> Path:
        """Make three folders below a root, one of them deep, and things that are no folders."""
        made = folder()
        root = tmp_path / "club"
        for name in ("ann", "bob", "teams/youth/cid"):
            shutil.copytree(made, root / name)
        (root / "empty").mkdir()
        (root / ".trash").mkdir()
        shutil.copytree(made, root / ".trash" / "old")
        (root / "link").symlink_to(made)
        return root

    def test_every_folder_below_is_found(self, root: Path) -> None:
        """Deep ones too; hidden ones and links not."""
        found = [str(one.relative_to(root)) for one in find_folders(root)]
        assert found == ["ann", "bob", "teams/youth/cid"]

    @pytest.mark.slow
    def test_all_are_updated(self, root: Path, overload: Callable[..., Any]) -> None:
        """Each gets its new weeks; nothing is printed."""
        done = overload("update", "--all", root, now="2026-12-07T05:00")
        assert (done.code, done.out, done.err) == (0, "", "")
        feeds = [(one / FEED).read_bytes() for one in find_folders(root)]
        assert all(b"20261230" in feed for feed in feeds)

    @pytest.mark.slow
    def test_a_bad_folder_stops_nobody(self, root: Path, overload: Callable[..., Any]) -> None:
        """One with a broken plan, one that is locked by its own damage: named, the others done, exit 3."""
        (root / "ann" / "plan.toml").write_text("[calendar]\nuse = 'plp'\n")
        (root / "bob" / "overload.db").write_bytes(b"no database at all" * 100)
        done = overload("update", "--all", root, now="2026-12-07T05:00")
        assert done.code == 3
        named = {line.split(":")[1].strip() for line in done.err.splitlines()}
        assert named == {str(root / "ann"), str(root / "bob")}
        assert b"20261230" in (root / "teams/youth/cid" / FEED).read_bytes()

    @pytest.mark.slow
    def test_all_is_as_one_by_one(
        self, root: Path, tmp_path: Path, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """Served by one child after the other, each folder has the feed, and says, what it does alone; exit 3.

        A plugin of one folder that fails, and a plan that is broken, are told of that folder only.
        """
        (root / "ann" / "plugins" / "bad.py").write_text("raise RuntimeError('on purpose')\n")
        (root / "bob" / "plan.toml").write_text("[calendar]\nuse = 'plp'\n")
        shutil.rmtree(tmp_path / "training")
        shutil.copytree(folder("--calendar", "four-day", "--dumbbells", "bowflex-552"), root / "dan")
        kept, said, feeds, now = shutil.copytree(root, tmp_path / "kept", symlinks=True), set(), {}, "2026-12-07T05:00"
        for path in find_folders(root):
            lines = overload(path, "update", now=now).err.splitlines()
            said |= {line.replace("overload: ", f"overload: {path}: ", 1) for line in lines}
            feeds[path] = (path / FEED).read_bytes()
        shutil.rmtree(root)
        shutil.copytree(kept, root, symlinks=True)
        together = overload("update", "--all", root, "--jobs", 1, now=now)
        assert (together.code, set(together.err.splitlines())) == (3, said)
        assert {line.split(":")[1].strip() for line in said} == {str(root / "ann"), str(root / "bob")}
        assert {path: (path / FEED).read_bytes() for path in find_folders(root)} == feeds

    def test_nothing_there(self, tmp_path: Path, overload: Callable[..., Any]) -> None:
        """A root without a training folder is an error."""
        done = overload("update", "--all", tmp_path)
        assert (done.code, "no training folder" in done.err) == (74, True)

    def test_what_does_not_go_together(self, tmp_path: Path, overload: Callable[..., Any]) -> None:
        """--all has its own folders, so -C is refused."""
        assert overload(tmp_path, "update", "--all", tmp_path).code == 2

    @pytest.mark.slow
    def test_a_process_that_dies(self, tmp_path: Path) -> None:
        """A folder whose process is killed, and one that hangs: each is an outcome, and no other waits for it."""

        def work(path: Path) -> Outcome:
            if path.name == "dies":
                signal.raise_signal(signal.SIGKILL)
            if path.name == "hangs":
                signal.pause()
            return Outcome(path, 0)

        hangs, *others = (tmp_path / name for name in ("hangs", "dies", "good", "other"))
        outcomes = work_on_each([hangs, *others], work, 2, patience_s=600)
        found = {one.path.name: one for one in islice(outcomes, len(others))}
        assert {name: one.code for name, one in found.items()} == {"dies": 70, "good": 0, "other": 0}
        assert "ended with -9" in found["dies"].problems[0]
        outcomes.close()
        (stopped,) = work_on_each([hangs], work, 2, patience_s=0.1)
        assert (stopped.code, "too long" in stopped.problems[0]) == (70, True)
