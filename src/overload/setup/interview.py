"""The questions of a first plan, with good defaults; a flag answers its question, and where nobody is asked, all."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Final, NoReturn, TypeVar

import attrs

from overload.catalog import Catalog
from overload.config import default_weekdays
from overload.config.clock import WEEKDAYS
from overload.config.template import Answers
from overload.errors import OverloadError, Problem, UsageError
from overload.model import Day, Dumbbell, Experience, LoadedWith, WeeklyCalendar
from overload.moments import Toward, read_day
from overload.setup import explained, typed
from overload.setup.asking import Asker, Question, nobody
from overload.setup.explained import dumbbell_facts, weekly_calendar_words
from overload.setup.owned import PLATES_EXAMPLE, dumbbells
from overload.units import Load, Unit, parse_load

DEFAULT_CALENDAR: Final = "ppl"
DEFAULT_DUMBBELLS: Final = "fixed-two-pairs"
DEFAULT_TIME: Final = "18:00"
NOT_THEIRS: Final = (
    f"Then type what you own, like '8 kg, 20 kg' or '{PLATES_EXAMPLE}'; other dials you can describe in plan.toml later"
    " (docs/plan.md)."
)
THEIRS: Final = ("y if yours are the same; n, and you are asked again what you own.",)
INTRODUCTION: Final = "Enter takes what stands in [ ]; ? explains a question and lists what can be answered."

Answer = TypeVar("Answer")


@attrs.frozen
class Flags:
    """What is said without being asked, as typed: by the command line or a form; None or empty where nothing is."""

    calendar: str | None = None
    experience: str | None = None
    dumbbells: str | None = None
    days: str | None = None
    time: str | None = None
    minutes: str | None = None
    zone: str | None = None
    unit: str | None = None
    bodyweight: str | None = None
    pull_ups: str | None = None
    start: str | None = None
    bar: bool | None = None
    pull_up_help: str | None = None
    alarm: str | None = None
    loads: tuple[str, ...] = ()
    name: str = ""


@attrs.define
class Interview:
    """Takes each answer from the flags, else asks for it, else takes the default.

    `now` reads the clock of a zone; `ask` is None where nobody is asked, and `tell` says what is no question.
    """

    known: Catalog
    flags: Flags
    now: Callable[[str], datetime]
    ask: Asker | None = None
    tell: Callable[[str], None] = nobody

    def answers(self) -> Answers:
        """Return everything a plan.toml needs; raises UsageError for what cannot be."""
        if self.ask:
            self.tell(INTRODUCTION)
        experience = self._experience()
        calendar = self._calendar(experience)
        days = self._days(calendar, experience)
        minutes = self._minutes(calendar, experience)
        zone = self._answer("zone", "Time zone", typed.machine_zone(), typed.zone, lambda: explained.ZONE)
        unit = self._answer(
            "unit", "Unit for bodyweight and bands (kg or lb)", "kg", typed.one_of(Unit), lambda: explained.UNIT
        )
        owned = self._dumbbells(unit)
        bar = self._bar()
        bands, aid = self._pull_up_help(unit, bar=bar)
        bodyweight = self._answer(
            "bodyweight", "Bodyweight (Enter: not told)", "", typed.bodyweight(unit), lambda: explained.BODYWEIGHT
        )
        pull_ups = self._pull_ups(bar=bar)
        return Answers(
            plan_id=secrets.token_hex(6),
            name=self.flags.name,
            experience=experience,
            calendar=calendar.id,
            start=self._start(self.now(zone).date()),
            days=days,
            session_minutes=minutes,
            zone=zone,
            unit=unit,
            bodyweight=bodyweight,
            pull_ups=pull_ups,
            dumbbells=tuple(one.id for one in owned),
            own=tuple(one for one in owned if one.id not in self.known.dumbbells),
            pull_up_bar=bar,
            bands=bands,
            help=aid,
            loads=self._loads(owned, unit),
            alarm_minutes=self._answer(
                "alarm", "Reminder before each session, like 30 min", "none", typed.alarm, lambda: explained.ALARM
            ),
        )

    def _answer(
        self,
        flag: str,
        words: str,
        default: str,
        read: Callable[[str], Answer],
        explain: Callable[[], Iterable[str]],
    ) -> Answer:
        """Return an answer; a question is asked again until its answer is right, a flag is not."""
        given: str | None = getattr(self.flags, flag.replace("-", "_"), None)
        if given is None and self.ask:
            return self.ask(Question(words, default, read, explain))
        try:
            return read(default if given is None else given)
        except OverloadError as error:
            _refuse(f"--{flag}", error)

    def _means(self, line: str) -> None:
        """Say what a choice means, if there is anything to say and somebody who made it."""
        if line and self.ask:
            self.tell(f"  {line}")

    def _experience(self) -> Experience:
        question = "Experience: beginner or intermediate (back once a week), experienced (twice)"
        experience = self._answer(
            "experience", question, "intermediate", typed.experience, lambda: explained.EXPERIENCE
        )
        self._means(explained.experience_means(experience))
        return experience

    def _calendar(self, experience: Experience) -> WeeklyCalendar:
        if self.ask and self.flags.calendar is None:
            for calendar in self.known.todays_calendars():
                self.tell(f"  {weekly_calendar_words(calendar)}")
        chosen = self._answer(
            "calendar",
            "Weekly calendar",
            DEFAULT_CALENDAR,
            self.known.find_calendar,
            lambda: explained.calendars(self.known),
        )
        self._means(explained.calendar_means(_round(chosen, experience)))
        return chosen

    def _days(self, calendar: WeeklyCalendar, experience: Experience) -> Mapping[int, time]:
        default = ",".join(WEEKDAYS[day] for day in default_weekdays(calendar, experience))
        sessions = len(_round(calendar, experience))
        days = self._answer(
            "days", "Training days", default, typed.weekdays, lambda: explained.days(calendar, sessions)
        )
        self._means(explained.days_mean(calendar, sessions, len(days)))
        times = self._answer(
            "time",
            "Start time, or one per day",
            DEFAULT_TIME,
            typed.times_for(len(days)),
            lambda: explained.TIMES,
        )
        return dict(zip(days, times, strict=True))

    def _minutes(self, calendar: WeeklyCalendar, experience: Experience) -> int | None:
        back = next((day for day in _round(calendar, experience) if day.workout), None)
        offered = ", ".join(map(str, explained.OFFERED_MINUTES))
        minutes = self._answer(
            "minutes",
            f"How many minutes a session may take ({offered}, or {typed.NO_LIMIT})",
            typed.NO_LIMIT,
            typed.session_minutes,
            lambda: explained.minutes(self.known, back, experience),
        )
        self._means(explained.minutes_mean(self.known, back, experience, minutes))
        return minutes

    def _dumbbells(self, unit: Unit) -> tuple[Dumbbell, ...]:
        """Ask what they own until they say that what is shown is theirs."""
        question = "Dumbbells (ids from 'overload dumbbells', or loads of fixed pairs like '8 kg, 20 kg'; ? for plates)"
        while True:
            owned = self._answer(
                "dumbbells",
                question,
                DEFAULT_DUMBBELLS,
                dumbbells(self.known, unit),
                lambda: explained.dumbbells(self.known),
            )
            if all(map(self._is_theirs, owned)):
                for one in owned:
                    self._means(explained.plates_mean(self.known, one) if one.id not in self.known.dumbbells else "")
                return owned
            self.tell(NOT_THEIRS)
            self.flags = attrs.evolve(self.flags, dumbbells=None)

    def _is_theirs(self, one: Dumbbell) -> bool:
        """Show the settings of a dumbbell whose figures are not certain, and ask whether they are right."""
        if one.confidence != "low":
            return True
        self.tell(f"{one.name}: the figures are not certain.")
        lines = dumbbell_facts(one)
        for line in lines:
            self.tell(f"  {line}")
        if self.ask is None:
            return True
        return self.ask(Question("Are these yours?", "y", typed.yes_or_no, lambda: (*lines, *THEIRS)))

    def _bar(self) -> bool:
        if self.flags.bar is not None or self.ask is None:
            return self.flags.bar is not False
        return self.ask(Question("Is there a pull-up bar?", "y", typed.yes_or_no, lambda: explained.BAR))

    def _pull_up_help(self, unit: Unit, *, bar: bool) -> tuple[tuple[Load, ...], str]:
        """Ask what helps on the bar; without a bar nothing does."""
        if not bar and self.flags.pull_up_help is None:
            return (), ""
        return self._answer(
            "pull-up-help",
            "Help with pull-ups: bands by what they take off, a chair, a partner",
            "none",
            typed.pull_up_help(unit),
            lambda: explained.pull_up_help(unit),
        )

    def _pull_ups(self, *, bar: bool) -> int | None:
        """Ask how many they can do; without a bar nobody is asked for any."""
        if not bar and self.flags.pull_ups is None:
            return None
        question = "How many pull-ups you can do in one go (Enter: not known)"
        return self._answer("pull-ups", question, "", typed.pull_ups, lambda: explained.PULL_UPS)

    def _start(self, today: date) -> date:
        start = self.flags.start
        if start is None:
            return today
        try:
            return read_day(start, today, Toward.FUTURE)
        except OverloadError as error:
            _refuse("--start", error)

    def _loads(self, owned: tuple[Dumbbell, ...], unit: Unit) -> Mapping[str, Load]:
        """Return the starting loads of the flags; without any, ask for the one load people know."""
        hardware = {one.unit for one in owned}
        default = hardware.pop() if len(hardware) == 1 else unit
        if self.flags.loads or self.ask is None:
            return dict(self._load(one, default, unit) for one in self.flags.loads)
        question = f"A weight you can row 8 times with two left, in {default} (Enter: not known)"
        row = self._answer("row", question, "", typed.load_in(default), lambda: explained.row(default))
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


def _round(calendar: WeeklyCalendar, experience: Experience) -> Sequence[Day]:
    """Return the sessions of a week of a calendar."""
    return (experience is Experience.EXPERIENCED and calendar.days_experienced) or calendar.days
