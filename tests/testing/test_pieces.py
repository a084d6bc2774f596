"""What every plugin must satisfy besides its rules: the shipped ones do, and each fault is told in words."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from overload.testing import (
    AdjusterConformance,
    ExercisesConformance,
    GearConformance,
    ImporterConformance,
    PluginConformance,
    ProgrammeConformance,
)

SHIPPED = Path(__file__).parents[2] / "plugins"
pytestmark = pytest.mark.slow


class TestKettlebells(GearConformance, ExercisesConformance):
    """A pack of gear with its exercises."""

    plugin = SHIPPED / "kettlebells.py"


class TestBack(ExercisesConformance):
    """A pack of exercises."""

    plugin = SHIPPED / "more_back_and_biceps.py"


class TestEasyWeeks(AdjusterConformance):
    """An adjuster."""

    plugin = SHIPPED / "deload_weeks.py"
    plan = "[plugins.deload_weeks]\nsince = 2026-11-23\nevery = 2"


HEAD = "import attrs, random\nfrom decimal import Decimal\nfrom overload import *\nfrom overload import hookimpl\n"
FAULTS = {
    "does not load": (PluginConformance, "test_it_loads", "nothing.of.that.name", "raised"),
    "adjusts anyhow": (
        AdjusterConformance,
        "test_it_adjusts_the_same_each_time",
        """
        @hookimpl
        def overload_adjust_session(session, ladders):
            one = session.slots[0]
            rung = random.choice(list(ladders[one.exercise.id]))
            return {one.key: Prescription((SetTarget(random.randint(1, 60), rung),), "Anyhow.")}
        """,
        "in two ways",
    ),
    "claims every file": (
        ImporterConformance,
        "test_it_leaves_other_files_to_others",
        """
        @hookimpl
        def overload_import(content):
            return Imported("mine", "", ())
        """,
        "it claims a file that begins",
    ),
    "fails on what it does not know": (
        ImporterConformance,
        "test_it_leaves_other_files_to_others",
        """
        @hookimpl
        def overload_import(content):
            return None if content.decode("utf-8") else None
        """,
        "UnicodeDecodeError",
    ),
    "says nothing": (
        ExercisesConformance,
        "test_each_says_how_it_is_done",
        """
        @hookimpl
        def overload_exercises():
            return [Exercise("curl-of-mine", "Curl of mine", ("biceps",), instructions="Curl.")]
        """,
        "curl-of-mine does not say how it is done",
    ),
    "takes a name": (
        ExercisesConformance,
        "test_each_is_found_by_its_name",
        """
        @hookimpl
        def overload_exercises():
            return [Exercise("row-of-mine", "Row of mine", ("lats",), aliases=("shrug",))]
        """,
        "'shrug' means",
    ),
    "has too many days": (
        ProgrammeConformance,
        "test_each_week_is_placed_whole",
        """
        @hookimpl
        def overload_calendars():
            day = Day("back", "Back", ("back",), workout="home-back")
            other = Day("again", "Again", ("back",), workout="home-back")
            return [WeeklyCalendar("too-much", "Too much", (day, other), (0, 1))]
        """,
        "too-much: .*fewer",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told(fault: str, tmp_path: Path) -> None:
    """A plugin with a fault fails the test that is meant for it, in words."""
    kind, test, code, words = FAULTS[fault]
    file = tmp_path / "mine.py"
    file.write_text(HEAD + textwrap.dedent(code))
    made = type("Mine", (kind,), {"plugin": file, "files": ()})()
    look = getattr(made, test)
    with pytest.raises(AssertionError, match=words):
        look(tmp_path) if "tmp_path" in look.__code__.co_varnames[: look.__code__.co_argcount] else look()


CHALK = """
@hookimpl
def overload_import(content):
    \"\"\"Read lines of `chalk DATE EXERCISE KGxREPS`.\"\"\"
    if not content.startswith(b"chalk "):
        return None
    sessions = []
    for line in content.decode().splitlines():
        word, day, exercise, done = (line.split() + [""] * 4)[:4]
        kg, x, reps = done.partition("x")
        if word == "chalk" and reps.isdigit():
            one = ImportedSet(exercise, int(reps), load=Weight(Decimal(kg), Unit.KG))
            sessions.append(ImportedSession((one,), on=date.fromisoformat(day)))
    return Imported("chalk", "", tuple(sessions))
"""


def test_a_sound_importer_passes(tmp_path: Path) -> None:
    """One that knows its own files, whole and cut short, and leaves the others."""
    plugin, file = tmp_path / "chalk.py", tmp_path / "log.chalk"
    plugin.write_text(f"from datetime import date\n{HEAD}{CHALK}")
    file.write_text("chalk 2026-01-05 dumbbell-row 20x10\nchalk 2026-01-05 dumbbell-row 20x9\n")
    made = type("Chalk", (ImporterConformance,), {"plugin": plugin, "files": (file,)})()
    made.test_it_loads()
    made.test_it_knows_its_own_files()
    made.test_it_leaves_other_files_to_others()


def test_a_sound_programme_passes(tmp_path: Path) -> None:
    """One whose days fit into a week."""
    plugin = tmp_path / "twice.py"
    code = """
        @hookimpl
        def overload_calendars():
            day = Day("back", "Back", ("back",), workout="home-back")
            other = Day("again", "Again", ("back",), workout="home-back")
            return [WeeklyCalendar("twice", "Twice", (day, other), (0, 3))]
    """
    plugin.write_text(HEAD + textwrap.dedent(code))
    made = type("Twice", (ProgrammeConformance,), {"plugin": plugin})()
    made.test_each_week_is_placed_whole(tmp_path)
