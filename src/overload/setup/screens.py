"""The questions of a first plan on seven screens, and the flags of the command line that their fields come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.config import default_weekdays
from overload.config.clock import WEEKDAYS
from overload.errors import OverloadError
from overload.model import Experience
from overload.setup import explained, typed
from overload.setup.interview import DEFAULT_CALENDAR, DEFAULT_DUMBBELLS, DEFAULT_TIME, Flags


@attrs.frozen
class Screen:
    """A screen: what it is called, its fields, and the flags that these answer."""

    id: str
    title: str
    fields: tuple[str, ...]
    answers: tuple[str, ...]


DAYS: Final = tuple(f"day-{number}" for number in range(7))
SCREENS: Final = (
    Screen("days", "When do you train?", (*DAYS, "time", "zone"), ("days", "time", "zone")),
    Screen("minutes", "How long may a session take?", ("minutes", "other-minutes"), ("minutes",)),
    Screen("split", "How do you split your training?", ("calendar", "experience"), ("calendar", "experience")),
    Screen(
        "dumbbells",
        "Which dumbbells do you have?",
        ("kind", "pairs", "handle", "plates", "unit"),
        ("dumbbells", "unit"),
    ),
    Screen("bar", "What can you hang from?", ("bar", "bands", "aid"), ("pull-up-help",)),
    Screen(
        "you", "What can you do now?", ("bodyweight", "pull-ups", "row", "name"), ("bodyweight", "pull-ups", "load")
    ),
    Screen("import", "Have you written your training down before?", ("both",), ()),
)
"""In the order they are shown."""
LENGTHS: Final = tuple(map(str, explained.OFFERED_MINUTES))


def defaults(known: Catalog) -> dict[str, str]:
    """Return what stands in the fields before anybody answers: the same that Enter takes on a terminal."""
    usual = default_weekdays(known.find_calendar(DEFAULT_CALENDAR), Experience.INTERMEDIATE)
    days = {f"day-{number}": "1" for number in usual}
    return {
        **days,
        "time": DEFAULT_TIME,
        "zone": typed.machine_zone(),
        "minutes": typed.NO_LIMIT,
        "calendar": DEFAULT_CALENDAR,
        "experience": Experience.INTERMEDIATE.value,
        "kind": DEFAULT_DUMBBELLS,
        "unit": "kg",
        "bar": "y",
        "aid": "",
        "both": "0",
    }


def flags_of(fields: Mapping[str, str]) -> Flags:
    """Return what fields come to, as the command line would say it. Raises UsageError for a bar that is neither."""
    said = {name: value.strip() for name, value in fields.items()}
    help_on_it = ", ".join(filter(None, (said.get("bands", ""), said.get("aid", ""))))
    row = said.get("row", "")
    return Flags(
        calendar=said.get("calendar"),
        experience=said.get("experience"),
        dumbbells=_owned(said),
        days=",".join(WEEKDAYS[number] for number, name in enumerate(DAYS) if said.get(name)),
        time=said.get("time"),
        minutes=said.get("other-minutes") or said.get("minutes"),
        zone=said.get("zone"),
        unit=said.get("unit"),
        bodyweight=said.get("bodyweight"),
        pull_ups=said.get("pull-ups"),
        bar=typed.yes_or_no(said["bar"]) if "bar" in said else None,
        pull_up_help=help_on_it or "none",
        loads=(f"row={row}",) if row else (),
        name=said.get("name", "")[:100],
    )


def _owned(said: Mapping[str, str]) -> str:
    """Return what is owned as one line: fixed pairs and a handle with its plates where they were typed, else a name."""
    handle, plates = said.get("handle", ""), said.get("plates", "")
    loaded = f"handle {handle}, plates {plates}" if handle or plates else ""
    typed_in = ", ".join(filter(None, (said.get("pairs", ""), loaded)))
    return typed_in or said.get("kind", "")


def screen_of(error: OverloadError) -> int | None:
    """Return the number of the screen that asks what is wrong, None where no screen does."""
    for number, screen in enumerate(SCREENS):
        if any(problem.place.removeprefix("--").split(" ")[0] in screen.answers for problem in error.problems):
            return number
    return None


def offered(known: Catalog) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what can be chosen on the screens, by field: values and words."""
    return {
        "minutes": ((typed.NO_LIMIT, typed.NO_LIMIT), *((one, f"{one} minutes") for one in LENGTHS)),
        "calendar": tuple(_calendars(known)),
        "experience": tuple((line.partition(":")[0], line) for line in explained.EXPERIENCE),
        "kind": tuple((one.id, one.name) for one in known.dumbbells.values()),
        "unit": (("kg", "kg"), ("lb", "lb")),
        "bar": (("y", "yes"), ("n", "no: a second row takes the pull-up's place")),
        "aid": (("", "none"), ("chair", "a chair"), ("partner", "a partner")),
    }


def _calendars(known: Catalog) -> Iterator[tuple[str, str]]:
    for calendar in known.todays_calendars():
        yield calendar.id, f"{calendar.name}: {' / '.join(day.name for day in calendar.days)}"
