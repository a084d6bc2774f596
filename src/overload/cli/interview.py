"""The questions of `overload init`, with good defaults; a flag answers its question, `--yes` all of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Final, NoReturn, TypeVar

import attrs
import click

from overload.catalog import Catalog
from overload.cli import typed
from overload.cli.call import Call
from overload.cli.catalog import WEEKDAYS, dumbbell_facts, weekly_calendar_words
from overload.cli.words import a_day
from overload.config import Answers, default_weekdays
from overload.errors import OverloadError, Problem, UsageError
from overload.model import Dumbbell, Experience, LoadedWith, WeeklyCalendar
from overload.moments import Toward
from overload.units import Load, Unit, parse_load

DEFAULT_CALENDAR: Final = "ppl"
DEFAULT_DUMBBELLS: Final = "fixed-two-pairs"
DEFAULT_TIME: Final = "18:00"
NOT_THEIRS: Final = (
    "Then type the loads of your fixed pairs, like '8 kg, 20 kg', or other dumbbells; plates and dials that are not in"
    " the list you can describe in plan.toml later (docs/plan.md)."
)

Answer = TypeVar("Answer")


@attrs.frozen
class Flags:
    """What the command line says, as typed; None or empty where it says nothing."""

    calendar: str | None = None
    experience: str | None = None
    dumbbells: str | None = None
    days: str | None = None
    time: str | None = None
    zone: str | None = None
    unit: str | None = None
    bodyweight: str | None = None
    start: str | None = None
    bar: bool | None = None
    loads: tuple[str, ...] = ()
    name: str = ""


@attrs.define
class Interview:
    """Takes each answer from the flags, else asks for it, else takes the default."""

    known: Catalog
    flags: Flags
    call: Call
    asks: bool

    def answers(self) -> Answers:
        """Return everything a plan.toml needs; raises UsageError for what cannot be."""
        experience = self._experience()
        calendar = self._calendar()
        days = self._days(calendar, experience)
        zone = self._answer("zone", "Time zone", typed.machine_zone(), typed.zone)
        unit = self._answer("unit", "Unit for bodyweight and bands (kg or lb)", "kg", typed.one_of(Unit))
        owned = self._dumbbells()
        bar = self._bar()
        bodyweight = self._answer("bodyweight", "Bodyweight (Enter: not told)", "", typed.bodyweight(unit))
        return Answers(
            plan_id=secrets.token_hex(6),
            name=self.flags.name,
            experience=experience,
            calendar=calendar.id,
            start=self._start(self.call.now(zone).date()),
            days=days,
            zone=zone,
            unit=unit,
            bodyweight=bodyweight,
            dumbbells=tuple(one.id for one in owned),
            own=tuple(one for one in owned if one.id not in self.known.dumbbells),
            pull_up_bar=bar,
            loads=self._loads(owned, unit),
        )

    def _answer(
        self,
        flag: str,
        question: str,
        default: str,
        read: Callable[[str], Answer],
        introduce: Callable[[], None] = lambda: None,
    ) -> Answer:
        """Return an answer; a question is asked again until its answer is right, a flag is not."""
        given: str | None = getattr(self.flags, flag, None)
        if given is not None or not self.asks:
            try:
                return read(default if given is None else given)
            except OverloadError as error:
                _refuse(f"--{flag}", error)
        introduce()
        answer: Answer = click.prompt(question, default=default, value_proc=_again(read), err=True)
        return answer

    def _experience(self) -> Experience:
        question = "Experience: intermediate (back once a week) or experienced (twice)"
        return self._answer("experience", question, "intermediate", typed.one_of(Experience))

    def _calendar(self) -> WeeklyCalendar:
        return self._answer(
            "calendar", "Weekly calendar", DEFAULT_CALENDAR, self.known.find_calendar, self._list_calendars
        )

    def _list_calendars(self) -> None:
        for one in self.known.calendars.values():
            click.echo(f"  {weekly_calendar_words(one)}", err=True)

    def _days(self, calendar: WeeklyCalendar, experience: Experience) -> Mapping[int, time]:
        default = ",".join(WEEKDAYS[day].lower() for day in default_weekdays(calendar, experience))
        days = self._answer("days", "Training days", default, typed.weekdays)
        times = self._answer("time", "Start time, or one per day", DEFAULT_TIME, typed.times_for(len(days)))
        return dict(zip(days, times, strict=True))

    def _dumbbells(self) -> tuple[Dumbbell, ...]:
        """Ask what they own until they say that what is shown is theirs."""
        question = "Dumbbells (ids from 'overload dumbbells', or loads of fixed pairs like '8 kg, 20 kg')"
        while True:
            owned = self._answer("dumbbells", question, DEFAULT_DUMBBELLS, typed.dumbbells(self.known))
            if all(map(self._is_theirs, owned)):
                return owned
            click.echo(NOT_THEIRS, err=True)
            self.flags = attrs.evolve(self.flags, dumbbells=None)

    def _is_theirs(self, one: Dumbbell) -> bool:
        """Show the settings of a dumbbell whose figures are not certain, and ask whether they are right."""
        if one.confidence != "low":
            return True
        click.echo(f"{one.name}: the figures are not certain.", err=True)
        for line in dumbbell_facts(one):
            click.echo(f"  {line}", err=True)
        return not self.asks or click.confirm("Are these yours?", default=True, err=True)

    def _bar(self) -> bool:
        if self.flags.bar is not None or not self.asks:
            return self.flags.bar is not False
        return click.confirm("Is there a pull-up bar?", default=True, err=True)

    def _start(self, today: date) -> date:
        start = self.flags.start
        return today if start is None else a_day(start, today, "--start", Toward.FUTURE)

    def _loads(self, owned: tuple[Dumbbell, ...], unit: Unit) -> Mapping[str, Load]:
        """Return the starting loads of the flags; without any, ask for the one load people know."""
        hardware = {one.unit for one in owned}
        default = hardware.pop() if len(hardware) == 1 else unit
        if self.flags.loads or not self.asks:
            return dict(self._load(one, default, unit) for one in self.flags.loads)
        question = f"A weight you can row 8 times with two left, in {default} (Enter: not known)"
        row = self._answer("row", question, "", typed.load_in(default))
        return {"dumbbell-row": row} if row else {}

    def _load(self, text: str, hardware: Unit, unit: Unit) -> tuple[str, Load]:
        """Read `row=20kg`; what is added to or taken off bodyweight may be below zero."""
        flag = f"--load {text}"
        name, equals, amount = text.partition("=")
        if not equals:
            raise UsageError(Problem(flag, "names no load", "write it like row=20kg"))
        try:
            exercise = self.known.find_exercise(name)
            is_bodyweight = exercise.loaded_with is LoadedWith.BODYWEIGHT
            load = parse_load(amount, unit) if is_bodyweight else typed.load_in(hardware)(amount)
        except OverloadError as error:
            _refuse(flag, error)
        if load is None:
            raise UsageError(Problem(flag, "names no load", "write it like row=20kg"))
        return exercise.id, load


def _refuse(flag: str, error: OverloadError) -> NoReturn:
    raise UsageError(*(attrs.evolve(one, place=flag) for one in error.problems)) from None


def _again(read: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Return the reader as a prompt needs it: what it refuses is said, and asked again."""

    def convert(text: str) -> Answer:
        try:
            return read(text)
        except OverloadError as error:
            raise click.UsageError(str(error)) from None

    return convert
