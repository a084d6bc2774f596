"""What the owner's plan says, as the fields of forms hold it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from overload.config.clock import span_text
from overload.model import Configuration, FeedChoice, Place, TrainingTime
from overload.moments import WEEKDAYS, clock_words, full_day_words
from overload.plan.decided import in_force
from overload.update.decide import described
from overload.update.folder import Folder
from overload.update.replanning import to_undo

SHOWN_WEIGHTS = 8
SHOWS = (("full", "everything"), ("busy", "only when, not a word of what"), ("back", "only days with the back"))
"""What a feed can show, as plan.toml and as people say it."""


@attrs.frozen
class DayField:
    """A weekday and when training starts on it, '' where it does not."""

    number: int
    name: str
    time: str


@attrs.frozen
class FeedFields:
    """What a feed shows, and when its events ring."""

    name: str
    show: str
    alarms: str


@attrs.frozen
class PlanView:
    """All that the forms hold. `days` is empty where the plan says more of them than a form can."""

    days: tuple[DayField, ...]
    minutes: str
    dumbbells: str
    has_bar: bool
    help: str
    place: str
    weights: tuple[tuple[str, str], ...]
    today: str
    unit: str
    away: tuple[tuple[int, str], ...]
    feeds: tuple[FeedFields, ...]
    undo: str


def plan_view(folder: Folder, path: Path, today: str) -> PlanView:
    """Return what the forms of an opened folder hold; `today` is an ISO date."""
    chosen = folder.config
    home, known = chosen.places[0], folder.bodyweights.said
    return PlanView(
        days=tuple(_days(chosen)),
        minutes=minutes_text(chosen),
        dumbbells=dumbbells_text(home),
        has_bar=home.pull_up_bar,
        help=help_text(home),
        place=home.id,
        weights=tuple((full_day_words(day), str(weight)) for day, weight in reversed(known[-SHOWN_WEIGHTS:])),
        today=today,
        unit=chosen.athlete.unit.value,
        away=tuple((one.id, described(one)) for one in in_force(folder.store.decisions()) if one.kind == "away"),
        feeds=tuple(FeedFields(one.name, one.show, alarms_text(one)) for one in chosen.feeds),
        undo=last.what if (last := to_undo(path, folder.store)) else "",
    )


def is_simple(chosen: Configuration) -> bool:
    """Tell whether the training days are one time each at the first place, which is all that a form can say."""
    times, home = chosen.calendar.times, chosen.places[0].id
    plain = all(one == TrainingTime(one.weekday, one.start, home) for one in times)
    return plain and not chosen.calendar.also and len({one.weekday for one in times}) == len(times)


def _days(chosen: Configuration) -> Iterator[DayField]:
    if not is_simple(chosen):
        return
    starts = {one.weekday: clock_words(one.start) for one in chosen.calendar.times}
    yield from (DayField(number, name, starts.get(number, "")) for number, name in enumerate(WEEKDAYS))


def minutes_text(chosen: Configuration) -> str:
    """Return the most minutes of a session, '' where there is no limit."""
    return str(chosen.calendar.session_minutes or "")


def dumbbells_text(home: Place) -> str:
    """Return what is owned as it is typed: ids."""
    return ", ".join(home.dumbbells)


def help_text(home: Place) -> str:
    """Return what helps on the bar as it is typed: `15 kg, chair`."""
    bands = (str(one.load).removeprefix("-") for one in home.bands)
    return ", ".join(filter(None, (*bands, home.help)))


def alarms_text(feed: FeedChoice) -> str:
    """Return when the events of a feed ring, as it is typed: `30 min, 1 h`."""
    return ", ".join(span_text(one).removeprefix("-") for one in feed.alarms)
