"""The log takes an entry as long as the disk does: what is wrong with plan.toml is told, and costs nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW, step_by_step

from overload import run
from overload.store import open_store
from overload.web.overview import show_overview
from overload.web.settings import Clock
from overload.web.work import show_session, take_form

Overload = Callable[..., Any]

EVENING = "2026-11-25T19:00"
BROKEN = {
    "a wrong word": lambda text: text.replace('use = "', 'use = "no-such-', 1),
    "no TOML": lambda text: text + "\n[calendar\n",
    "empty": lambda _: "",
}


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that was updated once, and whose plan is small; nobody changes it."""
    path = tmp_path_factory.mktemp("updated") / "training"
    flags = ("--zone", "UTC", "--dumbbells", "bowflex-552", "--bodyweight", "80 kg", "--load", "row=10kg")
    assert run(["--now", NOW, "init", str(path), "--yes", *flags]) == 0
    step_by_step(path)
    assert run(["-C", str(path), "--now", NOW, "update"]) == 0
    return path


@pytest.fixture
def home(updated: Path, tmp_path: Path) -> Path:
    """Return a copy of it for one test."""
    return shutil.copytree(updated, tmp_path / "training")


def spoil(path: Path, how: str = "a wrong word") -> str:
    """Make a mistake in plan.toml; return what stood there before."""
    file = path / "plan.toml"
    before = file.read_text("utf-8")
    file.write_text(BROKEN[how](before), "utf-8")
    return before


def feed(path: Path) -> str:
    """Return the feed with its lines unfolded."""
    return (path / "calendars" / "training.ics").read_bytes().decode().replace("\r\n ", "")


def entries(path: Path) -> list[tuple[str, int | None, bool]]:
    """Return what counts in the log: exercise, session, and whether it holds what had been asked."""
    with open_store(path / "overload.db") as store:
        return [(one.exercise, one.session, one.asked is not None) for one in store.entries()]


class TestAPlanWithMistakes:
    """What is written down counts against the last plan that had none."""

    @pytest.mark.parametrize("how", BROKEN)
    def test_a_set_is_written_down_and_the_mistake_told(self, home: Path, overload: Overload, how: str) -> None:
        """An entry goes to its session with what was asked there; it says so, names the mistake, and ends with 3."""
        spoil(home, how)
        done = overload(home, "log", "row", "10x12,12,12", now=EVENING)
        assert done.code == 3
        assert "logged dumbbell-row" in done.out
        assert "plan.toml" in done.err
        assert "what you write down is kept, and goes by the plan as it last was" in done.err
        assert entries(home) == [("dumbbell-row", 2, True)]

    def test_nothing_is_lost_when_it_is_mended(self, home: Path, overload: Overload) -> None:
        """The calendar tells of the mistake while it is there; mended, all is as it is where none was made."""
        twin = shutil.copytree(home, home.with_name("twin"))
        assert overload(twin, "log", "row", "10x12,12,12", now=EVENING).code == 0
        before = spoil(home)
        assert overload(home, "log", "row", "10x12,12,12", now=EVENING).code == 3
        assert "plan.toml has a mistake" in feed(home)
        assert overload(home, "update", now=EVENING).code == 78
        (home / "plan.toml").write_text(before, "utf-8")
        done = overload(home, "update", now=EVENING)
        assert done.code == 0, done.err
        assert "mistake" not in feed(home)
        assert overload(home, "week", now=EVENING).out == overload(twin, "week", now=EVENING).out

    def test_everything_else_that_is_written_down_is_taken_too(self, home: Path, overload: Overload) -> None:
        """A session, a correction, an undo, a bodyweight, a day not well, a decision: each is kept and ends with 3."""
        spoil(home)
        for words in (
            ("log", "--done"),
            ("log", "edit", "1", "10x10"),
            ("undo",),
            ("log", "undo"),
            ("log", "bodyweight", "81 kg"),
            ("log", "--unwell"),
            ("move", "s3", "sat"),
            ("skip", "s3"),
            ("undo",),
            ("log", "list"),
        ):
            done = overload(home, *words, now=EVENING)
            assert done.code == 3, (words, done.err)
            assert "as it last was" in done.err

    def test_what_is_planned_for_reading_is_refused(self, home: Path, overload: Overload) -> None:
        """Who only wants to read is told what is wrong with the plan, not what another plan would say."""
        spoil(home)
        for words in (("update",), ("week",), ("next",)):
            assert overload(home, *words, now=EVENING).code == 78

    def test_strictly_nothing_is_done(self, home: Path, overload: Overload) -> None:
        """With --strict a plan with mistakes is refused and nothing changed."""
        spoil(home)
        assert overload(home, "--strict", "log", "row", "10x9", now=EVENING).code == 78
        assert entries(home) == []

    def test_a_plan_that_cannot_be_opened_costs_no_set_either(self, home: Path, overload: Overload) -> None:
        """A plan.toml that is a link or a folder is as good as one with mistakes."""
        (home / "plan.toml").rename(home / "elsewhere.toml")
        (home / "plan.toml").symlink_to(home / "elsewhere.toml")
        assert overload(home, "log", "row", "10x9", now=EVENING).code == 3
        assert entries(home) == [("dumbbell-row", 2, True)]

    def test_where_no_plan_was_ever_good_the_words_are_kept(self, home: Path, overload: Overload) -> None:
        """With nothing to go by the words are kept as they are, and read by who wrote them once the plan is fixed."""
        with open_store(home / "overload.db") as store:
            store.forget(["plan"])
        before = spoil(home)
        done = overload(home, "log", "row", "20x10,9,8", "--note", "hot", now=EVENING)
        assert done.code == 3
        assert "kept dumbbell-row '20x10,9,8' on Wed 25 Nov 2026: not read yet" in done.out
        assert "no-such-" in done.err
        assert "does not count yet" in done.err
        for words in (("log", "nothing-known", "10x9"), ("log", "row", "--done"), ("log", "row", "9", "--on", "mon")):
            assert overload(home, *words, now=EVENING).code == 78
        (home / "plan.toml").write_text(before, "utf-8")
        assert "has not been read yet" in overload(home, "log", "doubts", now=EVENING).out
        assert overload(home, "log", "edit", "1", "20x10,9,8", now=EVENING).code == 0
        assert [one[0] for one in entries(home)] == ["dumbbell-row"]

    def test_also_where_a_plugin_is_gone(self, home: Path, overload: Overload) -> None:
        """What the last plan needs may be gone as well: its weekly calendar, say, with the plugin that gave it."""
        with open_store(home / "overload.db") as store:
            store.set("plan", BROKEN["a wrong word"]((home / "plan.toml").read_text("utf-8")))
        spoil(home)
        assert overload(home, "log", "row", "20x10,9,8", now=EVENING).code == 3
        with open_store(home / "overload.db") as store:
            assert [one.unread for one in store.entries()] == ["20x10,9,8"]


class TestTheSessionsPage:
    """What is tapped is kept as well, and the page says what is wrong."""

    def test_a_tap_is_kept(self, home: Path) -> None:
        """Under a plan with mistakes the page comes, takes a tap, and tells its reader."""
        spoil(home)
        clock = Clock(EVENING)
        form = b"key=a-key-of-its-own&exercise=dumbbell-row&do=asked"
        assert take_form(home, 2, "/s/x", form, clock).status == 303
        assert entries(home) == [("dumbbell-row", 2, True)]
        shown = show_session(home, 2, "/s/x", clock)
        assert shown.status == 200
        assert b"plan.toml has a mistake" in shown.body
        athletes = show_overview(home, "/a/x", "", "", clock)
        assert athletes.status == 200
        assert b"plan.toml has a mistake" in athletes.body
