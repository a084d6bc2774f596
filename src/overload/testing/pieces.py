"""What every plugin must satisfy besides its rules, as classes for pytest: derive from one, and name the plugin.

class TestMine(AdjusterConformance):
    plugin = Path(__file__).with_name("mine.py")

Each runs the plugin in a training folder of its own, as an athlete would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar, Final

from overload.equipment import changed_by, ladder
from overload.model import Dumbbell, Exercise, Gear, Imported, LoadedWith, Place, WeeklyCalendar
from overload.plugins import Plugins, load_all
from overload.plugins.sources import from_file
from overload.testing.home import Home
from overload.units import Unit

FOREIGN: Final = (
    b"",
    b"hello",
    bytes(range(256)),
    b'{"workouts": []}',
    b"Date,Workout Name,Exercise Name,Set Order,Weight,Reps\r\n2026-01-05 18:00:00,Back,Row,1,20,10\r\n",
    b"\x50\x4b\x03\x04 no archive",
)
"""Files that are nobody's, or another app's."""
LONGEST: Final = 150
"""Minutes of a session that nobody has."""
WEEKS: Final = 4
SHORTEST_INSTRUCTIONS: Final = 40


class PluginConformance:
    """Tests that a plugin loads and says what it adds without a complaint. `plan` is added to plan.toml.

    `plugin` is its file or folder, or the name of one that is installed.
    """

    plugin: ClassVar[Path | str]
    plan: ClassVar[str] = ""

    @property
    def _loaded(self) -> Plugins:
        return load_all(more=[] if isinstance(self.plugin, str) else [from_file(self.plugin)])

    @property
    def _name(self) -> str:
        return self.plugin if isinstance(self.plugin, str) else from_file(self.plugin).name

    def _added(self, kind: str) -> Sequence[Any]:
        """Return what it adds to a shelf of the catalogue."""
        loaded = self._loaded
        ids = loaded.gathered.added.get(self._name, {}).get(kind, ())
        shelf: Mapping[str, Any] = getattr(loaded.catalog, kind)
        return [shelf[one] for one in ids if one in shelf]

    def _home(self, path: Path) -> Home:
        home = Home(path)
        if isinstance(self.plugin, Path):
            home.plugin(self.plugin)
        if self.plan:
            home.plan(self.plan)
        return home

    def test_it_loads(self) -> None:
        """It loads, and what it adds can be used."""
        problems = self._loaded.problems
        require(not problems, "; ".join(map(str, problems)))

    def test_a_folder_with_it_is_planned(self, tmp_path: Path) -> None:
        """A training folder that has it is planned without a complaint, and a second update changes nothing."""
        home = self._home(tmp_path / "kim")
        home.update()
        before = home.feed()
        home.update()
        require(home.feed() == before, "a second update changed the feed, though nothing else had changed")


class AdjusterConformance(PluginConformance):
    """Tests of a plugin that changes prescriptions; `plan` is what makes it do so."""

    def test_it_adjusts_the_same_each_time(self, tmp_path: Path) -> None:
        """The same plan is adjusted to the same prescriptions each time, and all of them can be lifted."""
        home = self._home(tmp_path / "kim")
        require(home.week() == home.week(), "the same plan was adjusted in two ways")

    def test_what_it_leaves_alone_stays(self, tmp_path: Path) -> None:
        """Sessions stay on their days, with their exercises: only what is asked for changes."""
        plain, adjusted = Home(tmp_path / "plain").week(), self._home(tmp_path / "kim").week()
        require(_outlines(plain) == _outlines(adjusted), "other sessions, or other exercises in them")


class ImporterConformance(PluginConformance):
    """Tests of a plugin that reads the files of another app; `files` are some that it knows."""

    files: ClassVar[Sequence[Path]]

    def test_it_knows_its_own_files(self) -> None:
        """Each is read without a complaint, with at least a set, and comes to the same when it is read again."""
        for file in self.files:
            found, again = (self._read(file.read_bytes()) for _ in range(2))
            sets = [one for session in found.sessions for one in session.sets] if found else []
            require(bool(sets), f"{file.name} is not known, or has no sets")
            require(found == again, f"{file.name} was read in two ways")

    def test_it_leaves_other_files_to_others(self) -> None:
        """What is not its own it does not claim, and it never fails on it; nor on a file of its own cut short."""
        for content in FOREIGN:
            require(self._read(content) is None, f"it claims a file that begins {content[:40]!r}")
        for file in self.files:
            content = file.read_bytes()
            self._read(content[: len(content) // 2])

    def _read(self, content: bytes) -> Imported | None:
        loaded = self._loaded
        found = loaded.import_file(content)
        require(not loaded.ledger, "; ".join(map(str, loaded.ledger)))
        return found


class GearConformance(PluginConformance):
    """Tests of a plugin that adds gear."""

    def test_it_can_be_lifted(self) -> None:
        """Each thing makes a ladder for an exercise that is done with it, and no load twice."""
        known = self._loaded.catalog
        for thing in self._gear():
            probe = Exercise("probe", "Probe", ("lats",), gear=thing.gear, loaded_with=LoadedWith.ONE)
            loads = ladder(probe, Place("here", (thing.id,)), known, Unit.KG).loads
            require(bool(loads), f"{thing.id} cannot be loaded at all")
            require(all(low < high for low, high in pairwise(loads)), f"{thing.id} has loads that do not ascend")

    def test_it_changes_no_other_exercise(self) -> None:
        """Beside dumbbells it changes the loads of nothing that is done with something else."""
        known = self._loaded.catalog
        place = Place("here", ("bowflex-552",))
        for thing in self._gear():
            others = [name for name in changed_by(thing, place, known) if not _is_for(known.exercises[name], thing)]
            require(not others, f"{thing.id} changes the loads of {', '.join(others)}")

    def _gear(self) -> list[Dumbbell]:
        return [one for one in self._added("dumbbells") if isinstance(one, Dumbbell) and one.gear is not Gear.DUMBBELLS]


class ExercisesConformance(PluginConformance):
    """Tests of a plugin that adds exercises."""

    def test_each_says_how_it_is_done(self) -> None:
        """Each has instructions, a cue or more, and no muscle that it works both directly and indirectly."""
        for one in self._exercises():
            require(len(one.instructions) >= SHORTEST_INSTRUCTIONS, f"{one.id} does not say how it is done")
            require(bool(one.cues), f"{one.id} has no cues")
            require(not set(one.direct) & set(one.indirect), f"{one.id} works a muscle directly and indirectly")

    def test_each_is_found_by_its_name(self) -> None:
        """By its id, its name and its aliases it is found, and it takes no name that means another exercise."""
        known = self._loaded.catalog
        for one in (*self._exercises(), *load_all().catalog.exercises.values()):
            for name in (one.id, one.name, *one.aliases):
                found = known.find_exercise(name).id
                require(found == one.id, f"'{name}' means {found}, not {one.id}")

    def _exercises(self) -> Sequence[Exercise]:
        return self._added("exercises")


class ProgrammeConformance(PluginConformance):
    """Tests of a plugin that adds a whole programme: weekly calendars with the workouts of their days."""

    def test_each_week_is_placed_whole(self, tmp_path: Path) -> None:
        """On its own days each calendar has all its sessions every week, none of them longer than anybody has."""
        calendars: Sequence[WeeklyCalendar] = self._added("calendars")
        require(bool(calendars), "it adds no weekly calendar")
        for one in calendars:
            home = self._home(tmp_path / one.id)
            home.replace('use = "back-only"', f'use = "{one.id}"')
            home.replace(_days_of(home), _days(one))
            sessions = [each["session"] for each in home.week(WEEKS)]
            weeks = Counter(datetime.fromisoformat(each["start"]).isocalendar()[:2] for each in sessions)
            short = [week for week, count in weeks.items() if count < len(one.days)]
            require(
                not short, f"{one.id}: {len(one.days)} days a week, but fewer in week {short[0][1] if short else ''}"
            )
            longest = max(map(_minutes, sessions))
            require(longest <= LONGEST, f"{one.id}: a session of {longest:.0f} minutes")


def _outlines(sessions: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(one["session"]["start"], [slot["exercise"] for slot in one["slots"]]) for one in sessions]


def _minutes(session: Mapping[str, Any]) -> float:
    begin, end = (datetime.fromisoformat(session[name]) for name in ("start", "end"))
    return (end - begin).total_seconds() / 60


def _is_for(one: Exercise, thing: Dumbbell) -> bool:
    """Tell whether an exercise is done with a thing; a vest is worn with whatever is loaded with bodyweight."""
    return one.gear is thing.gear or (thing.gear is Gear.VEST and one.loaded_with is LoadedWith.BODYWEIGHT)


_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _days(one: WeeklyCalendar) -> str:
    times = ", ".join(f'{_WEEKDAYS[day]} = "18:00"' for day in sorted(set(one.weekdays)))
    return f"days = {{ {times} }}"


def _days_of(home: Home) -> str:
    lines = (home.path / "plan.toml").read_text(encoding="utf-8").splitlines()
    return next(line.partition("#")[0].rstrip() for line in lines if line.startswith("days ="))


def require(is_so: bool, otherwise: str) -> None:
    """Fail the test in these words unless it is so."""
    if not is_so:
        raise AssertionError(otherwise)
