"""`next` and `week` of a plan that still stands: read, not made; and made again as soon as it does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from overload.store import open_store

pytestmark = pytest.mark.slow

READ = {
    *("cli", "cli.answering", "cli.bounds", "cli.call", "cli.entering", "cli.look", "cli.output"),
    *("clock", "compiled", "errors", "opening", "report", "report.blocks"),
    *("settled", "settled.answers", "settled.dependencies", "settled.note"),
    *("store", "store.backups", "store.database", "store.dialect", "store.files", "store.notes", "store.schema"),
    *("store.tables", "store.unwritable", "store.whose"),
}
"""All of the program that a reader needs where nothing is to be planned."""
FOREIGN = {"ics", "cattrs", "tomlkit", "tomllib", "pluggy", "dateutil", "importlib.metadata", "subprocess"}
"""What costs too much to be imported for nothing."""
TELL = """
import sys
from overload.cli import run
code = run(sys.argv[1:])
print(code, *sys.modules, file=sys.stderr)
"""


def imported(folder: Path, *words: str, now: str = "2026-11-23T06:00", **environment: str) -> tuple[str, set[str]]:
    """Run a command in a process of its own; return what it printed, and the modules it imported."""
    argv = [sys.executable, "-c", TELL, "-C", str(folder), "--now", now, *words]
    done = subprocess.run(argv, capture_output=True, text=True, check=True, env=os.environ | environment)
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code == "0"
    return done.stdout, set(modules)


def ours(modules: set[str]) -> set[str]:
    """Return the modules of the program, without its name before them."""
    return {one.removeprefix("overload.") for one in modules if one.startswith("overload.")}


@pytest.mark.parametrize("words", [("next",), ("week",), ("next", "--json"), ("week", "--json")], ids=" ".join)
def test_what_was_planned_is_read(folder: Callable[..., Path], words: tuple[str, ...]) -> None:
    """After an update neither the planner nor any of its libraries is imported, also the first time one asks."""
    home = folder()
    read, modules = imported(home, *words)
    assert ours(modules) <= READ
    assert not modules & FOREIGN
    planned, others = imported(home, "--no-plugins", *words)
    assert read == planned
    assert "overload.plan" in others


def test_what_was_asked_once_is_read_the_second_time(folder: Callable[..., Path]) -> None:
    """What nobody prepared is kept by who asks first."""
    home = folder()
    first, planned = imported(home, "week", "--weeks", "2")
    second, read = imported(home, "week", "--weeks", "2")
    assert first == second
    assert "overload.plan" in planned
    assert "overload.plan" not in read


@pytest.mark.parametrize("width", ["60", "100"])
def test_a_table_is_as_wide_as_where_it_is_shown(folder: Callable[..., Path], width: str) -> None:
    """What is kept is not what was drawn: each reader has a terminal of their own."""
    home = folder("--dumbbells", "bowflex-552")
    shown, modules = imported(home, "week", COLUMNS=width)
    assert "overload.plan" not in modules
    assert max(map(len, shown.split("weekly sets")[0].splitlines())) <= int(width)
    assert "Session: Pull" in imported(home, "--plain", "week")[0]


@pytest.mark.parametrize("words", [("--no-plugins", "next"), ("--strict", "next")], ids=" ".join)
def test_who_says_something_of_plugins_has_it_planned(folder: Callable[..., Path], words: tuple[str, ...]) -> None:
    """What is kept was planned with all plugins, and may not be what is asked for."""
    assert "overload.plan" in imported(folder(), *words)[1]


def test_a_plan_that_was_edited_is_planned(folder: Callable[..., Path], overload: Callable[..., object]) -> None:
    """Nobody has to say `update` to see what an edit does."""
    home = folder()
    plan = home / "plan.toml"
    plan.write_text(plan.read_text().replace('mon = "18:00"', 'mon = "19:15"'))
    assert "19:15" in imported(home, "next")[0]


def test_what_cannot_be_read_is_planned(folder: Callable[..., Path]) -> None:
    """An answer that somebody meddled with costs no more than the time to make it."""
    home = folder()
    good, _ = imported(home, "next")
    for broken in ("", "nonsense", "[1, {}]", json.dumps([{"titles": 1, "rows": 2}])):
        with open_store(home / "overload.db") as store:
            store.set_all(dict.fromkeys(store.named("answer."), broken))
        assert imported(home, "next")[0] == good


def test_a_folder_that_may_not_be_written_is_read(folder: Callable[..., Path]) -> None:
    """Reading leaves nothing behind: not a byte of the database changes."""
    home = folder()
    imported(home, "next")
    before = {one.name: one.stat().st_mtime_ns for one in home.iterdir() if one.suffix == ".db"}
    imported(home, "week")
    assert before == {one.name: one.stat().st_mtime_ns for one in home.iterdir() if one.suffix == ".db"}


def test_writing_down_imports_no_more_than_it_needs(folder: Callable[..., Path]) -> None:
    """What plans and writes a feed needs neither what reads other apps and busy calendars nor what knows packages."""
    _, modules = imported(folder("--calendar", "back-only"), "log", "row", "3x10@20lb", now="2026-11-25T20:00")
    assert not modules & {
        "importlib.metadata",
        "subprocess",
        "statistics",
        "tomlkit",
        "tempfile",
        "matplotlib",
        "jinja2",
        "tatsu",
    }
    unneeded = {"importing.recognise", "ical.busy", "ical.differences", "ical.lint.calendar", "schedule.elsewhere"}
    unneeded |= {"update.busy", "update.delivery", "update.links", "config.template", "model.figure"}
    assert not sorted(ours(modules) & (unneeded | {"cli.bodyweight", "cli.catalog", "cli.logbook"}))


def test_planning_anew_imports_nothing_that_writes_down(folder: Callable[..., Path]) -> None:
    """An update knows neither the commands of the log nor how what is typed becomes an entry."""
    _, modules = imported(folder(), "update", now="2026-11-30T05:00")
    assert not ours(modules) & {"update.record", "update.correct", "update.entries", "update.decide", "update.links"}


def test_a_command_does_not_look_for_garbage_that_is_not_there(folder: Callable[..., Path]) -> None:
    """All that was imported is not gone over once more before the process ends."""
    tell = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count(), file=sys.stderr))"
    code = f"import sys; {tell}\nfrom overload.cli import main\nmain(sys.argv[1:])"
    argv = [sys.executable, "-c", code, "-C", str(folder()), "--now", "2026-11-25T20:00", "log", "row", "3x10@20lb"]
    said = subprocess.run(argv, capture_output=True, text=True, check=True).stderr.splitlines()[-1]
    assert int(said) > 10_000
