"""A fresh plan.toml from what was answered (on a terminal, or by flags): what has a good default is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from typing import Final

import attrs

from overload.config.clock import WEEKDAYS
from overload.config.written import quoted_key, toml
from overload.model import Dumbbell, DumbbellKind, Experience, Silence
from overload.units import Load, Unit

_COMMENT_AT: Final = 36
"""Column of the comments, so that the keys can be read down the page."""

Line = tuple[str, object, str]
"""A key, its value and the comment on it; a value of None is left out."""


@attrs.frozen
class Answers:
    """What a new plan is made of. `days` is weekday (0 = Monday) -> start; `loads` exercise id -> starting load.

    `own` are dumbbells to define in the plan itself (weighed by the athlete, or a bare pair of fixed ones).
    """

    zone: str
    start: date
    days: Mapping[int, time]
    plan_id: str = ""
    name: str = ""
    experience: Experience = Experience.INTERMEDIATE
    calendar: str = "ppl"
    unit: Unit = Unit.KG
    bodyweight: Load | None = None
    pull_ups: int | None = None
    place: str = "home"
    dumbbells: tuple[str, ...] = ()
    pull_up_bar: bool = True
    bands: tuple[Load, ...] = ()
    help: str = ""
    added: tuple[Load, ...] = ()
    workout: str = "home-back"
    loads: Mapping[str, Load] = attrs.field(factory=dict)
    rules: Mapping[str, str] = attrs.field(factory=dict)
    own: tuple[Dumbbell, ...] = ()
    session_minutes: int | None = None
    alarm_minutes: int | None = None


def new_plan(answers: Answers) -> str:
    """Return the text of plan.toml, which `read_plan` reads."""
    parts = (
        [_INTRODUCTION, *_lines([("id", answers.plan_id or None, "names the events of this plan; leave it as it is")])],
        _section("athlete", _athlete(answers)),
        _section(f"places.{quoted_key(answers.place)}", _place(answers)),
        _section("dumbbells", _dumbbells(answers)),
        _section("calendar", _calendar(answers)),
        _section(f"workouts.{quoted_key(answers.workout)}", _slots(answers), "only what differs"),
        # The heading alone says that there is this feed: whoever adds another one below does not lose it.
        _heading("feeds.training", "the calendar to subscribe to: calendars/training.ics") + _lines(_feed(answers)),
    )
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


_INTRODUCTION: Final = (
    "# Your training. Change what you like, then run 'overload update'. All there is to say: docs/plan.md"
)


def _section(title: str, lines: Iterable[Line], comment: str = "") -> list[str]:
    written = _lines(lines)
    return [*_heading(title, comment), *written] if written else []


def _heading(title: str, comment: str) -> list[str]:
    return [f"{f'[{title}]':<{_COMMENT_AT}}# {comment}" if comment else f"[{title}]"]


def _lines(lines: Iterable[Line]) -> list[str]:
    return [_line(key, value, comment) for key, value, comment in lines if value is not None]


def _line(key: str, value: object, comment: str) -> str:
    pair = f"{quoted_key(key)} = {toml(value)}"
    return f"{pair:<{_COMMENT_AT - 1}} # {comment}"


def _athlete(answers: Answers) -> Iterator[Line]:
    yield "name", answers.name or None, "what to call you"
    yield "experience", answers.experience, '"beginner", "intermediate", or "experienced": back twice a week'
    yield "unit", None if answers.unit is Unit.KG else answers.unit, 'how loads are shown: "kg" or "lb"'
    yield "bodyweight", answers.bodyweight, "for the pull-up, and for the first loads"
    can = None if answers.pull_ups is None else {"pull-up": answers.pull_ups}
    yield "can", can, "in one set, when this plan began"
    yield "zone", answers.zone, "your time zone"


def _place(answers: Answers) -> Iterator[Line]:
    yield "dumbbells", answers.dumbbells, "see 'overload dumbbells', or your own under [dumbbells]"
    yield "pull_up_bar", answers.pull_up_bar, "without one a second row takes the pull-up's place"
    yield "bands", answers.bands or None, "what each band takes off a pull-up"
    yield "help", answers.help or None, 'help on the bar: "chair" or "partner"'
    yield "added", answers.added or None, "what you can hang on yourself"


def _dumbbells(answers: Answers) -> Iterator[Line]:
    for own in answers.own:
        is_plate = own.kind is DumbbellKind.PLATE
        yield own.id, own_dumbbell(own), "[weight, how many]" if is_plate else "every load it can be set to"


def own_dumbbell(own: Dumbbell) -> Mapping[str, object]:
    """Return a dumbbell of the athlete's own as its table under [dumbbells] has it."""
    named: Mapping[str, object] = {} if own.name == own.id else {"name": own.name}
    kind = {"kind": own.kind, "unit": own.unit}
    if own.kind is not DumbbellKind.PLATE:
        return {**named, **kind, "settings": own.settings}
    plates = [[weight, count] for weight, count in own.plates]
    alone = {} if own.plates_for == "pair" else {"plates_for": own.plates_for}
    return {**named, **kind, "handle": own.handle, "plates": plates, **alone}


def _calendar(answers: Answers) -> Iterator[Line]:
    days = {WEEKDAYS[weekday]: start for weekday, start in sorted(answers.days.items())}
    yield "use", answers.calendar, "see 'overload calendars'"
    yield "start", answers.start, "the first day of the plan"
    yield "days", days, "when you train"
    yield "silence", Silence.UNKNOWN, 'a past session without a word: "unknown", or "missed"'
    yield "session_minutes", answers.session_minutes, "no session is longer: its first exercises stay"


def _slots(answers: Answers) -> Iterator[Line]:
    for exercise in (*answers.loads, *(exercise for exercise in answers.rules if exercise not in answers.loads)):
        changes = {"rule": answers.rules.get(exercise), "start": answers.loads.get(exercise)}
        yield exercise, {key: change for key, change in changes.items() if change is not None}, "what to start with"


def _feed(answers: Answers) -> Iterator[Line]:
    minutes = answers.alarm_minutes
    yield "alarm", None if minutes is None else [timedelta(minutes=minutes)], "a reminder before each session"
