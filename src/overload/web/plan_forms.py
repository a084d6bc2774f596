"""The owner's plan in forms: days and minutes, dumbbells, bodyweight, days away, feeds; each with its undo."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from types import MappingProxyType
from typing import Final

from overload.config.clock import WEEKDAYS
from overload.config.template import own_dumbbell
from overload.errors import DataError, OverloadError, PlanError, Problem, UsageError
from overload.moments import clock_words, read_clock
from overload.setup import typed
from overload.setup.owned import dumbbells
from overload.units import Load, Unit
from overload.update.decide import away, undo
from overload.update.folder import Folder, opened
from overload.update.replanning import Edits, replan, undo_change
from overload.update.session_form import is_seen, remember_form
from overload.update.weigh import unweigh_last, weigh
from overload.web.forms import Form, parse_form, refused
from overload.web.owner import Where
from overload.web.plan_view import (
    SHOWS,
    alarms_text,
    dumbbells_text,
    help_text,
    is_simple,
    minutes_text,
    plan_view,
)
from overload.web.rendering import page
from overload.web.session_view import fresh_key
from overload.web.settings import Clock
from overload.web.syncing import start_sync
from overload.web.work import Page, Told, told

_LONGEST: Final = 400
_FINE: Final = Told()
_EMPTY: Final[Mapping[str, str]] = MappingProxyType({})
_BACK: Final = re.compile(r"back-(?P<number>[1-9]\d{0,8})", re.ASCII)
"""The button that takes days away back."""


def show_plan(folder: Path, where: Where, clock: Clock) -> Page:
    """Return the page of the plan."""
    return told(lambda: _shown(folder, where, clock))


def _shown(path: Path, where: Where, clock: Clock, answer: Told = _FINE, typed_in: Mapping[str, str] = _EMPTY) -> Page:
    """Show the plan; `typed_in` is what stands in the fields of a form that was not taken."""
    with opened(path, clock=clock) as folder:
        view = plan_view(folder, path, folder.now(clock).date().isoformat())
    body = page(
        "owner_plan", address=where.address, here="plan", view=view, told=answer, kept=typed_in, shows=SHOWS,
        key=fresh_key(),
    )  # fmt: skip
    return Page(answer.status, body)


def take_plan(folder: Path, where: Where, body: bytes, clock: Clock) -> Page:
    """Do what a form of the plan says, and answer with the way back; what is wrong stands above the forms."""
    return told(lambda: _take(folder, where, body, clock))


def _take(path: Path, where: Where, body: bytes, clock: Clock) -> Page:
    form = Form({})
    try:
        form = parse_form(body)
        _once(path, form, clock)
    except (DataError, UsageError, PlanError) as error:
        return _shown(path, where, clock, Told(400, _told(error)), form.fields)
    start_sync(path, clock("UTC"))
    return Page(303, location=f"{where.address}/plan#{_card(form)}")


def _told(error: OverloadError) -> str:
    """Say what is wrong as the command line does, place and suggestion included."""
    return "\n".join(map(str, error.problems))


def _card(form: Form) -> str:
    """Return the place on the page that a form belongs to."""
    return {"days": "days", "gear": "gear", "weigh": "weight", "unweigh": "weight"}.get(form.does, "top")


def _once(path: Path, form: Form, clock: Clock) -> None:
    """Do what a form says unless it came before. Raises what is wrong with it."""
    if any(len(value) > _LONGEST for value in form.fields.values()):
        raise refused(f"a field is at most {_LONGEST} characters")
    key, work = form.key, _work(form)
    with opened(path, clock=clock) as folder:
        if is_seen(folder.store, key):
            return
    work(path, form, clock)
    # Remembered when it is done: one that is cut off may come again, and changes what it changed into the same.
    with opened(path, clock=clock) as folder:
        remember_form(folder.store, key, clock("UTC"))


Work = Callable[[Path, Form, Clock], object]


def _work(form: Form) -> Work:
    """Return what a form asks for. Raises DataError where it asks for nothing."""
    if form.does in _WORKS:
        return _WORKS[form.does]
    if _BACK.fullmatch(form.does):
        return _not_away
    raise refused("does not say what to do")


def _days(path: Path, form: Form, clock: Clock) -> object:
    starts = {WEEKDAYS[number]: _clock(form, number) for number in range(7) if form.get(f"time-{number}")}
    minutes = typed.session_minutes(form.get("minutes"))

    def edits(folder: Folder) -> Edits:
        if not is_simple(folder.config):
            raise UsageError(
                Problem("calendar.days", "says more than this form can", "change it in plan.toml: docs/plan.md")
            )
        before = {WEEKDAYS[one.weekday]: clock_words(one.start) for one in folder.config.calendar.times}
        found: dict[tuple[str, ...], object] = {}
        if {day: clock_words(start) for day, start in starts.items()} != before:
            found["calendar", "days"] = starts
        if str(minutes or "") != minutes_text(folder.config):
            found["calendar", "session_minutes"] = minutes
        return found

    return replan(path, clock, "days and minutes", edits)


def _clock(form: Form, number: int) -> time:
    try:
        return read_clock(form.get(f"time-{number}"))
    except DataError as error:
        problem = error.problems[0]
        raise UsageError(Problem(f"calendar.days.{WEEKDAYS[number]}", problem.message, problem.suggestion)) from None


def _gear(path: Path, form: Form, clock: Clock) -> object:
    def edits(folder: Folder) -> Edits:
        home, unit = folder.config.places[0], folder.config.athlete.unit
        found: dict[tuple[str, ...], object] = {}
        if form.get("dumbbells") != dumbbells_text(home):
            for one in (owned := dumbbells(folder.catalog, unit)(form.get("dumbbells"))):
                if one.id not in folder.catalog.dumbbells or folder.catalog.dumbbells[one.id] != one:
                    found["dumbbells", one.id] = own_dumbbell(one)
            found["places", home.id, "dumbbells"] = [one.id for one in owned]
        if (has_bar := form.get("bar") == "1") != home.pull_up_bar:
            found["places", home.id, "pull_up_bar"] = has_bar
        if form.get("help") != help_text(home):
            bands, aid = typed.pull_up_help(unit)(form.get("help"))
            found["places", home.id, "bands"] = list(bands) or None
            found["places", home.id, "help"] = aid or None
        return found

    return replan(path, clock, "dumbbells and bar", edits)


def _weigh(path: Path, form: Form, clock: Clock) -> object:
    def read(unit: Unit) -> Load:
        weight = typed.bodyweight(unit)(form.get("weight"))
        if weight is None:
            raise UsageError(Problem("bodyweight", "is empty", f"write it like 81.5 {unit}"))
        return weight

    return weigh(path, clock, read, _day(form, "on"))


def _day(form: Form, name: str) -> date:
    try:
        return date.fromisoformat(form.get(name))
    except ValueError:
        raise UsageError(Problem(name, f"'{form.get(name)}' is not a day", "write it like 2026-12-24")) from None


def _unweigh(path: Path, _: Form, clock: Clock) -> object:
    return unweigh_last(path, clock)


def _away(path: Path, form: Form, clock: Clock) -> object:
    first = _day(form, "first")
    return away(path, clock, first, _day(form, "last") if form.get("last") else first, form.get("why"), ())


def _not_away(path: Path, form: Form, clock: Clock) -> object:
    return undo(path, clock, frozenset({"away"}), int(form.does.removeprefix("back-")))


def _feed(path: Path, form: Form, clock: Clock) -> object:
    def edits(folder: Folder) -> Edits:
        feed = next((one for one in folder.config.feeds if one.name == form.get("feed")), None)
        if feed is None or form.get("show") not in dict(SHOWS):
            raise refused("names no feed, or nothing that one can show")
        found: dict[tuple[str, ...], object] = {}
        if form.get("show") != feed.show:
            found["feeds", feed.name, "show"] = form.get("show")
        if form.get("alarm") != alarms_text(feed):
            parts = [typed.alarm_before(one) for one in form.get("alarm").split(",")]
            found["feeds", feed.name, "alarm"] = [one for one in parts if one is not None] or None
        return found

    return replan(path, clock, f"the feed {form.get('feed')}", edits)


def _undo(path: Path, _: Form, clock: Clock) -> object:
    return undo_change(path, clock)


_WORKS: Final[Mapping[str, Work]] = {
    "days": _days,
    "gear": _gear,
    "weigh": _weigh,
    "unweigh": _unweigh,
    "away": _away,
    "feed": _feed,
    "undo": _undo,
}
"""The value of the button, and what it comes to."""
