"""The page of an athlete: the coming two weeks, what became of each exercise, weekly sets, and feeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import attrs
from markupsafe import Markup

from overload.model import MUSCLES, Status
from overload.moments import clock_words, day_words
from overload.plan import Plan, Session
from overload.plan.volume import BAND
from overload.report.progress import (
    MEAN_OF,
    LookingBack,
    Progress,
    beside_band,
    last_weeks,
    looking_back,
    mean_sets,
)
from overload.report.svg import line_svg
from overload.report.words import load_words, title
from overload.update.folder import opened
from overload.update.remarks import remark
from overload.web.feeds import ENDING, published_files
from overload.web.rendering import page
from overload.web.settings import Clock
from overload.web.work import Page, told

DAYS = 14


@attrs.frozen
class Event:
    """A session in the small calendar."""

    time: str
    title: str
    is_done: bool


@attrs.frozen
class DayCell:
    """A day of the small calendar with its sessions."""

    name: str
    is_today: bool
    events: tuple[Event, ...]


@attrs.frozen
class Line:
    """An exercise over time: its best and latest in words, its last record, and a chart."""

    name: str
    best: str
    latest: str
    record: str
    chart: Markup


@attrs.frozen
class Muscle:
    """Weekly sets of a muscle, in the mean of the last weeks."""

    name: str
    sets: float
    word: str


def show_overview(folder: Path, address: str, base_url: str, asked_at: str, clock: Clock) -> Page:
    """Return the page of an athlete; `address` is its own.

    `base_url` is where the server is reached; `asked_at` is where it was asked, for when nothing else says.
    """
    return told(lambda: _overview(folder, address, (base_url, asked_at), clock))


def _overview(path: Path, address: str, bases: tuple[str, str], clock: Clock) -> Page:
    with opened(path, clock=clock) as folder:
        now = folder.now(clock)
        # As asked at comes last: behind a proxy it may be an address that only the proxy can reach.
        plan, base = folder.plan(now), bases[0] or folder.config.base_url or bases[1]
        entries = folder.store.entries()
        found = looking_back(entries, folder.catalog.exercises, plan, last_weeks(now.date(), 26))
        note = remark(folder, plan)
        feeds = tuple(one.name.removesuffix(ENDING) for one in published_files(path))
    body = page(
        "overview",
        name=plan.athlete.name,
        note=note,
        days=tuple(_days(plan)),
        lines=tuple(_line(progress, now.date()) for progress in found.exercises),
        muscles=tuple(_muscles(found)),
        band=BAND,
        done=(sum(one.done for one in found.adherence), sum(one.planned for one in found.adherence)),
        feeds=tuple((one, f"{base}{address}/{one}{ENDING}") for one in feeds),
    )
    return Page(200, body)


def _days(plan: Plan) -> Iterator[DayCell]:
    today = plan.now.date()
    for number in range(DAYS):
        day = today + timedelta(days=number)
        events = tuple(_event(one) for one in plan.sessions if _is_shown(one, day))
        yield DayCell(day_words(day), number == 0, events)


def _is_shown(one: Session, day: date) -> bool:
    return one.start.date() == day and one.status in {Status.PLANNED, Status.DONE}


def _event(one: Session) -> Event:
    return Event(clock_words(one.start), title(one), one.status is Status.DONE)


def _line(one: Progress, today: date) -> Line:
    best, last = one.best, one.points[-1]
    known = [(point.day, point.estimate) for point in one.points if point.estimate]
    record = next((point.record for point in reversed(one.points) if point.record), "")
    words = one.exercise.loaded_with
    chart = (
        line_svg(known, f"{one.exercise.name}: estimated maximum, {known[0][1]:.0f} to {known[-1][1]:.0f} kg")
        if known
        else ""
    )
    return Line(
        one.name,
        f"{load_words(best.load, words)} x {best.count}",
        f"{load_words(last.load, words)} x {last.count}, {day_words(last.day, today)}",
        record,
        Markup(chart),  # noqa: S704 - made of figures, its words are escaped
    )


def _muscles(found: LookingBack) -> Iterator[Muscle]:
    for muscle, sets in mean_sets(found.volume[-MEAN_OF:]).items():
        yield Muscle(MUSCLES[muscle], round(sets, 1), beside_band(sets))
