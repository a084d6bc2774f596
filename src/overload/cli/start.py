"""`overload init`: questions with good defaults, or flags, and a plan.toml comes out."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import attrs
import click

from overload.catalog import Catalog
from overload.cli import Call, report
from overload.cli.catalog import WEEKDAYS, dumbbell_facts
from overload.config import Answers, new_plan
from overload.errors import DataError, FileError, OverloadError, Problem, UsageError, did_you_mean
from overload.model import Exercise, Experience, LoadedWith, WeeklyCalendar
from overload.units import Load, Unit, parse_load, plain
from overload.update import PLAN_FILE, known_things, start_folder, update

DEFAULT_CALENDAR, DEFAULT_DUMBBELLS, DEFAULT_TIME = "ppl", "fixed-two-pairs", "18:00"


@attrs.frozen
class Flags:
    """What the command line says, as typed; None or empty where it says nothing."""

    calendar: str | None = None
    experience: str | None = None
    dumbbells: str | None = None
    days: str | None = None
    times: str | None = None
    zone: str | None = None
    unit: str | None = None
    bodyweight: str | None = None
    start: date | None = None
    bar: bool | None = None
    loads: tuple[str, ...] = ()
    name: str = ""


@click.command("init")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing; take the defaults for what no flag says.")
@click.option("--calendar", help=f"Weekly calendar (default: {DEFAULT_CALENDAR}); `overload calendars` lists them.")
@click.option("--experience", help="intermediate (back once a week, the default) or experienced (twice).")
@click.option("--dumbbells", metavar="ID,...", help="What you own; `overload dumbbells` lists what is known.")
@click.option("--days", metavar="mon,wed,...", help="Training days (default: the calendar's own).")
@click.option("--time", "times", metavar="HH:MM,...", help="When training starts, one time or one per day.")
@click.option("--zone", help="IANA time zone (default: this machine's).")
@click.option("--unit", help="kg (default) or lb, for what has no unit of its own.")
@click.option("--bodyweight", help="For instance '80 kg'.")
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="First date of the plan (default: today).")
@click.option("--pull-up-bar/--no-pull-up-bar", "bar", default=None, help="Is there a bar? (default: yes)")
@click.option("--load", "loads", multiple=True, metavar="EXERCISE=LOAD", help="A starting load: row=20kg.")
@click.option("--name", default="", help="Whose plan it is.")
@click.pass_obj
def init_command(
    call: Call,
    directory: Path,
    yes: bool,
    calendar: str | None,
    experience: str | None,
    dumbbells: str | None,
    days: str | None,
    times: str | None,
    zone: str | None,
    unit: str | None,
    bodyweight: str | None,
    start: datetime | None,
    bar: bool | None,
    loads: tuple[str, ...],
    name: str,
) -> int:
    """Make a training folder in DIR: its plan.toml and the first calendar.

    Asks what it needs to know, each question with a good default. With --yes it asks nothing.
    """
    if (directory / PLAN_FILE).exists():
        raise FileError(Problem(str(directory / PLAN_FILE), "is there already", "edit it, or choose another folder"))
    if not yes and not sys.stdin.isatty():
        raise UsageError(Problem("", "there is no terminal to ask on", "add --yes, and flags for what differs"))
    flags = Flags(
        calendar, experience, dumbbells, days, times, zone, unit, bodyweight, start and start.date(), bar, loads, name
    )
    answers = Interview(known_things(None), flags, call, asks=not yes).answers()
    start_folder(directory, new_plan(answers))
    done = update(directory.absolute(), call.now)
    _say_what_is_there(directory, done.plan.advice)
    return report(done.problems)


def _say_what_is_there(directory: Path, advice: Iterable[str]) -> None:
    click.echo(f"made {directory / PLAN_FILE}: yours to read and edit")
    click.echo(f"made {directory / 'calendars' / 'training.ics'}: import it, or publish it and subscribe")
    for line in advice:
        click.echo(f"advice: {line}")


@attrs.define
class Interview:
    """Takes each answer from the flags, else asks for it, else takes the default."""

    known: Catalog
    flags: Flags
    call: Call
    asks: bool

    def answers(self) -> Answers:
        """Return everything a plan.toml needs; raises UsageError or DataError for what cannot be."""
        flags = self.flags
        experience = Experience(self._experience())
        calendar = self.known.find_calendar(
            self._answer(
                "Weekly calendar", flags.calendar, DEFAULT_CALENDAR, self._known_calendar, self._list_calendars
            )
        )
        days = self._days(calendar, experience)
        zone = self._answer("Time zone", flags.zone, machine_zone(), _zone)
        unit = Unit(self._answer("Unit for bodyweight and bands (kg or lb)", flags.unit, "kg", _one_of(Unit, "unit")))
        owned = self._dumbbells()
        bar = self._bar()
        bodyweight = self._bodyweight(unit)
        return Answers(
            plan_id=secrets.token_hex(6),
            name=flags.name,
            experience=experience,
            calendar=calendar.id,
            start=flags.start or self.call.now(zone).date(),
            days=days,
            zone=zone,
            unit=unit,
            bodyweight=bodyweight,
            dumbbells=tuple(owned),
            pull_up_bar=bar,
            loads=self._loads(owned, unit),
        )

    def _answer(
        self,
        question: str,
        given: str | None,
        default: str,
        check: Callable[[str], str],
        introduce: Callable[[], None] = lambda: None,
    ) -> str:
        """Return a checked answer; a question is asked again until the answer is right, a flag is not."""
        if given is not None or not self.asks:
            return check(default if given is None else given)
        introduce()

        def convert(text: str) -> str:
            try:
                return check(text)
            except OverloadError as error:
                raise click.UsageError(str(error)) from None

        answer: str = click.prompt(question, default=default, value_proc=convert, err=True)
        return answer

    def _experience(self) -> str:
        question = "Experience: intermediate (back once a week) or experienced (twice)"
        return self._answer(question, self.flags.experience, "intermediate", _one_of(Experience, "experience"))

    def _known_calendar(self, text: str) -> str:
        return self.known.find_calendar(text).id

    def _list_calendars(self) -> None:
        for one in self.known.calendars.values():
            click.echo(f"  {one.id:16} {' / '.join(day.name for day in one.days)}", err=True)

    def _days(self, calendar: WeeklyCalendar, experience: Experience) -> Mapping[int, time]:
        own = calendar.weekdays
        if experience is Experience.EXPERIENCED and calendar.weekdays_experienced:
            own = calendar.weekdays_experienced
        default = ",".join(WEEKDAYS[day].lower() for day in own)
        days = weekdays(self._answer("Training days", self.flags.days, default, _days_again))
        times = self._answer("Start time, or one per day", self.flags.times, DEFAULT_TIME, _times_again).split(",")
        if len(times) not in {1, len(days)}:
            raise UsageError(Problem("--time", f"{len(times)} times for {len(days)} days", "give one, or one per day"))
        at = [time.fromisoformat(one) for one in times] * (len(days) if len(times) == 1 else 1)
        return dict(zip(days, at, strict=True))

    def _dumbbells(self) -> list[str]:
        given, question = self.flags.dumbbells, "Dumbbells (ids from `overload dumbbells`)"
        answer = self._answer(question, given, DEFAULT_DUMBBELLS, self._known_dumbbells)
        owned = answer.split(",")
        for one in owned:
            self._confirm(one)
        return owned

    def _known_dumbbells(self, text: str) -> str:
        return ",".join(self.known.find_dumbbell(one).id for one in text.split(",") if one.strip())

    def _confirm(self, dumbbell_id: str) -> None:
        """Show the settings of a dumbbell whose figures are not certain, and ask whether they are right."""
        one = self.known.dumbbells[dumbbell_id]
        if one.confidence != "low":
            return
        click.echo(f"{one.name}: the figures are not certain.", err=True)
        for line in dumbbell_facts(one):
            click.echo(f"  {line}", err=True)
        if self.asks and not click.confirm("Are these yours?", default=True, err=True):
            raise UsageError(
                Problem(dumbbell_id, "is not what you own", "write your own settings: docs/plan.md, [dumbbells.NAME]")
            )

    def _bar(self) -> bool:
        if self.flags.bar is not None or not self.asks:
            return self.flags.bar is not False
        return click.confirm("Is there a pull-up bar?", default=True, err=True)

    def _bodyweight(self, unit: Unit) -> Load | None:
        text = self._answer("Bodyweight (Enter: not told)", self.flags.bodyweight, "", _weight(unit))
        return parse_load(text, unit) if text else None

    def _loads(self, owned: Iterable[str], unit: Unit) -> Mapping[str, Load]:
        hardware = {self.known.dumbbells[one].unit for one in owned}
        default = hardware.pop() if len(hardware) == 1 else unit
        loads = dict(self._load(one, default, unit) for one in self.flags.loads)
        if self.asks and not loads:
            loads |= self._row_load(default)
        return loads

    def _row_load(self, unit: Unit) -> Mapping[str, Load]:
        question = f"A weight you can row 8 times with two left, in {unit} (Enter: not known)"
        text = self._answer(question, None, "", _weight(unit))
        return {"dumbbell-row": parse_load(text, unit)} if text else {}

    def _load(self, text: str, hardware: Unit, unit: Unit) -> tuple[str, Load]:
        name, equals, amount = text.partition("=")
        if not equals:
            raise UsageError(Problem(f"--load {text}", "names no load", "write it like row=20kg"))
        exercise: Exercise = self.known.find_exercise(name)
        try:
            return exercise.id, parse_load(amount, unit if exercise.loaded_with is LoadedWith.BODYWEIGHT else hardware)
        except DataError as error:
            raise UsageError(*(attrs.evolve(one, place=f"--load {text}") for one in error.problems)) from None


def weekdays(text: str) -> list[int]:
    """Read `mon,wed,fri` as weekdays (0 = Monday), ascending; raises UsageError."""
    names = [name.lower() for name in WEEKDAYS]
    found = []
    for word in text.replace(" ", ",").split(","):
        short = word.strip().lower()[:3]
        if short and short not in names:
            raise UsageError(Problem("--days", f"'{word}' is no weekday", did_you_mean(word, names)))
        if short:
            found.append(names.index(short))
    if not found or len(set(found)) != len(found):
        raise UsageError(Problem("--days", f"'{text}' names a day twice or none", "write mon,wed,fri"))
    return sorted(found)


def machine_zone() -> str:
    """Return the IANA zone this machine is set to, UTC where it does not say."""
    named = [os.environ.get("TZ", "").lstrip(":")]
    for path, read in ((Path("/etc/timezone"), Path.read_text), (Path("/etc/localtime"), _linked)):
        try:
            named.append(read(path).strip().rpartition("zoneinfo/")[2])
        except OSError:
            continue
    return next((name for name in named if name and is_zone(name)), "UTC")


def _linked(path: Path) -> str:
    return str(path.resolve(strict=True))


def is_zone(name: str) -> bool:
    """Tell whether this machine knows a time zone of that name."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True


def _days_again(text: str) -> str:
    return ",".join(WEEKDAYS[day].lower() for day in weekdays(text))


def _times_again(text: str) -> str:
    try:
        return ",".join(f"{_clock(one):%H:%M}" for one in text.split(","))
    except ValueError:
        raise UsageError(Problem("--time", f"'{text}' is not a time", "write 18:00, or 18:00,18:00,07:00")) from None


def _clock(text: str) -> time:
    hours, _, minutes = text.strip().partition(":")
    return time(int(hours), int(minutes or 0))


def _zone(text: str) -> str:
    if is_zone(text):
        return text
    raise UsageError(Problem("--zone", f"there is no time zone '{text}'", did_you_mean(text, available_timezones())))


def _one_of(choices: type[Unit] | type[Experience], what: str) -> Callable[[str], str]:
    known = [one.value for one in choices]

    def check(text: str) -> str:
        if text.strip().lower() not in known:
            raise UsageError(Problem(f"--{what}", f"'{text}' is not known", did_you_mean(text, known)))
        return text.strip().lower()

    return check


def _weight(unit: Unit) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not text.strip():
            return ""
        read = parse_load(text, unit)
        if read.amount <= 0:
            raise DataError(Problem(text, "is not a weight", f"write it like '80 {unit}'"))
        return f"{plain(read.amount)} {read.unit}"

    return check
