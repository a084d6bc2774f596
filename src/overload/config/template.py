"""A fresh plan.toml with a comment on each line, from what was answered (on a terminal, or by flags)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final

import attrs

from overload.config.clock import WEEKDAYS
from overload.config.written import quoted_key, toml
from overload.model import Dumbbell, DumbbellKind, Experience
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
    alarm_minutes: int | None = None


def new_plan(answers: Answers) -> str:
    """Return the text of plan.toml; `read_plan` reads it, and so it does with any of its examples uncommented."""
    parts = (
        ["# Your training. Change what you like, then run 'overload update'; mistakes are told with their place."],
        _lines([("id", answers.plan_id or None, "names the events of this plan; leave it as it is")]),
        _section("athlete", _athlete(answers)),
        _section(f"places.{quoted_key(answers.place)}", _place(answers)),
        *(_section(f"dumbbells.{quoted_key(dumbbell.id)}", _dumbbell(dumbbell)) for dumbbell in answers.own),
        _section("calendar", _calendar(answers)),
        _section(f"workouts.{quoted_key(answers.workout)}", _slots(answers), "only what differs"),
        _section("feeds.training", _feed(answers), "the calendar to subscribe to: calendars/training.ics"),
        _EXAMPLES,
    )
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _section(heading: str, lines: Iterable[Line], comment: str = "") -> list[str]:
    title = f"[{heading}]"
    return [f"{title:<{_COMMENT_AT}}# {comment}" if comment else title, *_lines(lines)]


def _lines(lines: Iterable[Line]) -> list[str]:
    return [_line(key, value, comment) for key, value, comment in lines if value is not None]


def _line(key: str, value: object, comment: str) -> str:
    """Write one line; a key that begins with `#` is an example, commented out."""
    example, bare = ("# ", key[1:]) if key.startswith("#") else ("", key)
    pair = f"{example}{quoted_key(bare)} = {toml(value)}"
    return f"{pair:<{_COMMENT_AT - 1}} # {comment}"


def _unless(value: object, default: object) -> str:
    """Return the mark of an example where the value is only the default."""
    return "#" if value == default else ""


def _example(kg: int, lb: int, unit: Unit) -> Load:
    return Load(Decimal(kg if unit is Unit.KG else lb), unit)


def _athlete(answers: Answers) -> Iterator[Line]:
    weight = answers.bodyweight or _example(80, 176, answers.unit)
    yield f"{_unless(answers.name, '')}name", answers.name or "Kim", "what to call you"
    yield "experience", answers.experience, '"intermediate": back once a week; "experienced": twice'
    yield "unit", answers.unit, 'how loads are shown: "kg" or "lb"'
    yield f"{_unless(answers.bodyweight, None)}bodyweight", weight, "for the pull-up, and for the first loads"
    yield "zone", answers.zone, "where the clock on your wall runs"


def _place(answers: Answers) -> Iterator[Line]:
    small = _example(15, 35, answers.unit)
    bands = answers.bands or (Load(-small.amount, small.unit),)
    yield "dumbbells", answers.dumbbells, "see 'overload dumbbells', or your own under [dumbbells.NAME]"
    yield "pull_up_bar", answers.pull_up_bar, "without one a second row takes the pull-up's place"
    yield f"{_unless(answers.bands, ())}bands", bands, "what each band takes off a pull-up"
    yield f"{_unless(answers.help, '')}help", answers.help or "chair", 'help on the bar: "chair" or "partner"'
    yield f"{_unless(answers.added, ())}added", answers.added or (small,), "what you can hang on yourself"


def _dumbbell(own: Dumbbell) -> Iterator[Line]:
    plates = [[weight, count] for weight, count in own.plates]
    yield "name", own.name, "as it is shown"
    yield "kind", own.kind, '"fixed", "dial", or "plate" for plates on a handle'
    yield "unit", own.unit, "of the figures below; they are per dumbbell"
    if own.kind is DumbbellKind.PLATE:
        yield "handle", own.handle, "the empty handle with its collars"
        yield "plates", plates, "[weight, how many]"
        yield "plates_for", own.plates_for, 'the count is for a "pair" or for "one"'
    else:
        yield "settings", own.settings, "every load it can be set to"


def _calendar(answers: Answers) -> Iterator[Line]:
    days = {WEEKDAYS[weekday]: start for weekday, start in sorted(answers.days.items())}
    yield "use", answers.calendar, "see 'overload calendars'"
    yield "start", answers.start, "the first day of the plan"
    yield "days", days, "when you train"
    yield "#missed", "shift", 'a missed session: "shift" it, "skip" it, or "merge" its first exercise'
    yield "#weeks", 4, "how many weeks ahead are planned"


def _slots(answers: Answers) -> Iterator[Line]:
    for exercise in (*answers.loads, *(exercise for exercise in answers.rules if exercise not in answers.loads)):
        changes = {"rule": answers.rules.get(exercise), "start": answers.loads.get(exercise)}
        yield exercise, {key: change for key, change in changes.items() if change is not None}, "what to start with"
    if "dumbbell-row" not in answers.loads and "dumbbell-row" not in answers.rules:
        row = {"start": _example(20, 45, answers.unit), "reps": "8-12", "rest": "2:00"}
        yield "#dumbbell-row", row, "a load to start with, own reps, own rest"


def _feed(answers: Answers) -> Iterator[Line]:
    minutes = answers.alarm_minutes
    alarm = timedelta(minutes=30 if minutes is None else minutes)
    yield "show", "full", '"full", or "busy" for a feed without a word of training'
    yield f"{_unless(minutes, None)}alarm", [alarm], "a reminder before each session"
    yield "#location", "At home", "where the events say it is"


_EXAMPLES: Final = (
    "# [days.push]                       # the other days are yours: words, or a workout of your own",
    '# text = "Bench press 3x8, press 3x10"',
)
