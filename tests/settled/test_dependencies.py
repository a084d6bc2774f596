"""What an update depends on stands in one list: the inputs of a plan and the note of an update are made of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zoneinfo
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs
import pytest

from overload.plan import Inputs
from overload.settled import Dependency, Sources, dependencies, files_of, inputs_digest, still_stands
from overload.store.notes import open_notes
from overload.update.folder import INPUTS, RENDERED_OF, opened

pytestmark = pytest.mark.slow

BUSY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20260101T000000Z
DTSTART:20261125T170000Z
DTEND:20261125T200000Z
SUMMARY:{0}
END:VEVENT
END:VCALENDAR
"""
PLUGIN = """
from overload import hookimpl

@hookimpl
def overload_rules(context):
    context.depends_on("sleep.json")
    return []

@hookimpl
def overload_event_extras(context):
    file = context.depends_on(context.folder.parent / "diary.txt")
    if file.exists():
        file.read_text()
"""


@pytest.fixture
def settled_folder(folder, overload, tmp_path, monkeypatch) -> Path:
    """Make a folder of which every dependency is there, and bring it up to date."""
    (tmp_path / "some-packages").mkdir()
    (tmp_path / "zones").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "some-packages")])
    monkeypatch.setattr(zoneinfo, "TZPATH", (*zoneinfo.TZPATH, str(tmp_path / "zones")))
    path = folder()
    (path / "plugins" / "mine.py").write_text(PLUGIN)
    (path / "work.ics").write_text(BUSY.format("Meeting"))
    (tmp_path / "diary.txt").write_text("Slept well.")
    plan = path / "plan.toml"
    plan.write_text(plan.read_text().replace("[calendar]", '[calendar]\nbusy = ["work.ics"]'))
    done = overload(path, "update")
    assert (done.code, done.err) == (0, "")
    return path


def _stands(path: Path, now: str = "2026-11-23T05:01") -> bool:
    def clock(zone: str) -> datetime:
        return datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))

    return still_stands(path, clock, lambda: 0.0)


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text() + text)


def _record(path: Path) -> None:
    """Change what is published behind the back of every command, so that none leaves a new note."""
    with opened(path) as home, home.store._database.transaction() as connection:
        connection.execute("DELETE FROM placements WHERE rowid = (SELECT min(rowid) FROM placements)")


CHANGES: dict[Dependency, Callable[[Path, pytest.MonkeyPatch], object]] = {
    Dependency.PLAN: lambda path, _: _append(path / "plan.toml", "# more\n"),
    Dependency.RECORDS: lambda path, _: _record(path),
    Dependency.PLUGINS: lambda path, _: _append(path / "plugins" / "mine.py", "# more\n"),
    Dependency.CHOICE: lambda _, monkeypatch: monkeypatch.setenv("OVERLOAD_PLUGINS", "other"),
    Dependency.PACKAGES: lambda path, _: (path.parent / "some-packages" / "new").mkdir(),
    Dependency.PROGRAM: lambda _, monkeypatch: monkeypatch.setattr(dependencies, "_program", lambda: ("newer",)),
    Dependency.KEY: lambda path, _: (path / ".overload.key").write_text("another"),
    Dependency.BUSY: lambda path, _: (path / "work.ics").write_text(BUSY.format("Another meeting")),
    Dependency.OUTSIDE: lambda path, _: (path / "sleep.json").write_text("{}"),
    Dependency.ZONE: lambda path, _: (path.parent / "zones" / "UTC").write_bytes(b"TZif2"),
}


@pytest.mark.parametrize("dependency", CHANGES, ids=lambda dependency: dependency.name)
def test_a_note_falls_with_each_dependency(dependency: Dependency, settled_folder: Path, monkeypatch) -> None:
    """As long as nothing changes an update stands; when any one of the things it depends on does, it does not."""
    assert set(CHANGES) == set(Dependency) - {Dependency.TIME}
    assert _stands(settled_folder)
    CHANGES[dependency](settled_folder, monkeypatch)
    assert not _stands(settled_folder)


@pytest.mark.parametrize("now", ["2026-11-23T04:59", "2026-11-24T00:00", "2026-11-23T18:00"])
def test_a_note_falls_with_time(now: str, settled_folder: Path) -> None:
    """It stands from when it was left until a session begins or the day ends, and not before or after."""
    assert not _stands(settled_folder, now)
    assert _stands(settled_folder)


@pytest.mark.parametrize("name", ["mine.py", "more.py"])
def test_a_note_falls_with_a_plugin_that_comes_or_goes(name: str, settled_folder: Path) -> None:
    """A file of plugins/ that is added or deleted counts as one that changes."""
    file = settled_folder / "plugins" / name
    if file.exists():
        file.unlink()
    else:
        file.write_text(PLUGIN)
    assert not _stands(settled_folder)


def test_a_note_falls_with_a_file_that_a_plugin_read(settled_folder: Path) -> None:
    """A file anywhere that a hook depends on counts as the folder's own, when it changes or goes."""
    diary = settled_folder.parent / "diary.txt"
    diary.write_text("Slept badly, and wrote more.")
    assert not _stands(settled_folder)


def test_every_input_of_a_plan_says_what_it_is_made_of() -> None:
    """The inputs are made from the list, field by field, and nothing in the list is there for nothing."""
    assert set(INPUTS) == {field.name for field in attrs.fields(Inputs)}
    assert {one for made in INPUTS.values() for one in made.of} | {*RENDERED_OF} == set(Dependency)


LISTEN = """
import json, sys
heard = []
sys.addaudithook(lambda event, given: heard.append(given[0]) if event == "open" else None)
from overload.cli import run
code = run(sys.argv[1:])
print(json.dumps([code, [str(one) for one in heard if isinstance(one, (str, bytes))]]))
"""


def test_an_update_opens_no_file_that_is_not_in_the_list(settled_folder: Path) -> None:
    """Whatever file an update reads, beside the program's own and those it writes, is one of a dependency."""
    (settled_folder / ".overload.key").unlink(missing_ok=True)
    _append(settled_folder / "plan.toml", "# more\n")
    words = ["--now", "2026-11-23T05:01", "-C", str(settled_folder), "update"]
    done = subprocess.run([sys.executable, "-c", LISTEN, *words], capture_output=True, text=True, check=True)
    code, heard = json.loads(done.stdout)
    assert code == 0
    outside = (settled_folder / "sleep.json", settled_folder.parent / "diary.txt")
    with open_notes(settled_folder / "overload.db") as notes:
        sources = Sources(settled_folder, notes, "UTC", (settled_folder / "work.ics",), outside)
        known = {os.path.realpath(file) for one in Dependency for file in files_of(one, sources)}
    read = {os.path.realpath(file) for file in heard if Path(file).is_absolute() and not _is_ours(file, settled_folder)}
    assert read <= known
    named = ("plan.toml", "work.ics", "plugins/mine.py", "../diary.txt")
    assert {os.path.realpath(settled_folder / name) for name in named} <= read


def _is_ours(file: str, home: Path) -> bool:
    """Tell whether a file is the program's, the system's, or one that an update writes itself."""
    program = Path(dependencies.__file__).parent.parent
    if Path(file).is_relative_to(home):
        inside = Path(file).relative_to(home).parts[:1]
        return inside == () or inside[0].startswith(("overload.db", "calendars", "backups", ".busy", ".overload.lock"))
    return file.startswith((sys.prefix, sys.base_prefix, str(program), "/proc", "/dev", "/etc", "/usr/lib"))


def test_the_digest_tells_dependencies_apart(settled_folder: Path) -> None:
    """A busy file that becomes a plugin is a change, though no byte of it is."""
    with open_notes(settled_folder / "overload.db") as notes:
        one = Sources(settled_folder, notes, "UTC", (settled_folder / "work.ics",))
        assert inputs_digest(one) != inputs_digest(attrs.evolve(one, busy=()))
        assert inputs_digest(one) == inputs_digest(attrs.evolve(one))
