"""The page of an athlete: the coming two weeks, what became of each exercise, weekly sets, and feeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import attrs
from markupsafe import Markup

from overload.model import MUSCLES, Status
from overload.moments import clock_words, day_words
from overload.plan import Plan, Session
from overload.plan.decided import weighed
from overload.plan.volume import BAND
from overload.report.blocks import Block, from_text
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
from overload.settled import Enquiry, remembered
from overload.update.answers import answer
from overload.update.folder import Folder
from overload.update.remarks import remark
from overload.web.feeds import ENDING, published_files
from overload.web.pictures import figure_address, movement
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
    """An exercise over time: its best and latest in words, its last record, a chart, and its figure's address."""

    name: str
    best: str
    latest: str
    record: str
    chart: Markup
    figure: str
    movement: str


@attrs.frozen
class Muscle:
    """Weekly sets of a muscle, in the mean of the last weeks."""

    name: str
    sets: float
    word: str


@attrs.frozen
class Overview:
    """All that the page says of a plan; `done` of how many sessions, `base_url` as plan.toml has it."""

    name: str
    note: str
    days: tuple[DayCell, ...]
    lines: tuple[Line, ...]
    muscles: tuple[Muscle, ...]
    done: tuple[int, int]
    base_url: str


ENQUIRY: Final = Enquiry("page")


def show_overview(folder: Path, address: str, base_url: str, asked_at: str, clock: Clock) -> Page:
    """Return the page of an athlete; `address` is its own.

    `base_url` is where the server is reached; `asked_at` is where it was asked, for when nothing else says.
    """
    return told(lambda: _overview(folder, address, (base_url, asked_at), clock))


def _overview(path: Path, address: str, bases: tuple[str, str], clock: Clock) -> Page:
    shown = _kept(path, clock) or _shown_in(answer(path, clock, ENQUIRY, overview_blocks).text)
    # As asked at comes last: behind a proxy it may be an address that only the proxy can reach.
    base = bases[0] or shown.base_url or bases[1]
    feeds = (one.name.removesuffix(ENDING) for one in published_files(path))
    links = tuple((one, f"{base}{address}/{one}{ENDING}") for one in feeds)
    return Page(200, page("overview", shown=shown, band=BAND, feeds=links, address=address))


def _kept(path: Path, clock: Clock) -> Overview | None:
    """Return what is kept of a plan that still stands, None where there is nothing that can be read."""
    text = remembered(path, clock, ENQUIRY)
    try:
        return None if text is None else _shown_in(text)
    except (ValueError, TypeError, KeyError):
        return None


def _shown_in(text: str) -> Overview:
    (said,) = from_text(text)
    data = json.loads(str(said))
    data["days"] = tuple(
        DayCell(**one | {"events": tuple(Event(**each) for each in one["events"])}) for one in data["days"]
    )
    data["lines"] = tuple(Line(**one | {"chart": Markup(one["chart"])}) for one in data["lines"])  # noqa: S704 - escaped when it was drawn
    data["muscles"] = tuple(Muscle(**one) for one in data["muscles"])
    return Overview(**data | {"done": tuple(data["done"])})


def _day_in(data: dict[str, Any]) -> DayCell:
    return DayCell(**data | {"events": tuple(Event(**each) for each in data["events"])})


def overview_blocks(folder: Folder, plan: Plan, _: Enquiry) -> tuple[Block]:
    """Return all that the page shows of a plan, as one text of JSON; no address is in it, for those are secret."""
    today = plan.now.date()
    found = looking_back(
        folder.marked(weighed(folder.store.entries(), folder.bodyweights)),
        folder.catalog.exercises,
        plan,
        last_weeks(today, 26),
    )
    shown = Overview(
        name=plan.athlete.name,
        note=remark(folder, plan),
        days=tuple(_days(plan)),
        lines=tuple(_line(progress, today) for progress in found.exercises),
        muscles=tuple(_muscles(found)),
        done=(sum(one.done for one in found.adherence), sum(one.planned for one in found.adherence)),
        base_url=folder.config.base_url,
    )
    return (json.dumps(attrs.asdict(shown)),)


def _days(plan: Plan) -> Iterator[DayCell]:
    today = plan.now.date()
    for number in range(DAYS):
        day = today + timedelta(days=number)
        events = tuple(_event(one) for one in plan.sessions if _is_shown(one, day))
        yield DayCell(day_words(day), number == 0, events)


def _is_shown(one: Session, day: date) -> bool:
    return one.start.date() == day and one.status in {Status.PLANNED, Status.DONE, Status.UNKNOWN}


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
        figure_address(one.exercise),
        f"{one.exercise.name}: {movement(one.exercise)}",
    )


def _muscles(found: LookingBack) -> Iterator[Muscle]:
    for muscle, sets in mean_sets(found.volume[-MEAN_OF:]).items():
        yield Muscle(MUSCLES[muscle], round(sets, 1), beside_band(sets, muscle))
