"""The page of an athlete: the coming two weeks, what became of each exercise, weekly sets, and feeds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import attrs
from markupsafe import Markup

from overload.model import MUSCLES, LoadedWith, Status
from overload.moments import clock_words, day_words, long_day_words
from overload.plan import Plan, Session
from overload.plan.beginning import OFFER
from overload.plan.decided import weighed
from overload.plan.volume import BAND, ENOUGH, Tier, tier_of
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
from overload.update.behind import behind_words, leave
from overload.update.folder import Folder
from overload.update.leveling import ACCEPTED, accept
from overload.update.links import folder_key, session_token
from overload.update.remarks import remark
from overload.update.session_form import days_to_move_to, decided_for, take
from overload.web.feeds import ENDING, published_files
from overload.web.forms import parse_form, refused
from overload.web.mending import LEAVE, MEND, mend
from overload.web.pictures import figure_address, movement, week_address
from overload.web.rendering import page
from overload.web.session_view import fresh_key
from overload.web.settings import Clock
from overload.web.work import AS_USUAL, Page, Told, carried_out, deciding, moves, told

DAYS = 14


@attrs.frozen
class Event:
    """A session in the small calendar.

    `state` is its status; `moves` are the days it may be moved to, (value, words) each; `decided` is what was decided
    for it by hand, and `asks` tells whether somebody has to say what became of it.
    """

    time: str
    title: str
    ordinal: int
    state: str
    moves: tuple[tuple[str, str], ...] = ()
    decided: str = ""
    asks: bool = False


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
    """All that the page says of a plan; `done` of how many sessions, `base_url` as plan.toml has it.

    `week` is the address of the map of the muscles by their weekly sets, and `week_words` what that shows, in words.
    `behind` is what a backup would bring and lose that knows more than the log.
    """

    name: str
    note: str
    days: tuple[DayCell, ...]
    lines: tuple[Line, ...]
    muscles: tuple[Muscle, ...]
    done: tuple[int, int]
    base_url: str
    next: Event | None = None
    next_day: str = ""
    offer: str = ""
    week: str = ""
    week_words: str = ""
    behind: tuple[str, ...] = ()


ENQUIRY: Final = Enquiry("page")
OWNERS: Final = Enquiry("page", about=("owner",))
"""What the owner's page asks: it shows what the body weighs in the charts of what is done with it as well."""
DECIDED: Final = {
    "move": "moved",
    "skip": "called off",
    "shorten": "cut short",
    "done": "done, as you said",
    "missed": "not done, as you said",
}
"""What is said of a session for which something was decided by hand."""


def show_overview(folder: Path, address: str, base_url: str, asked_at: str, clock: Clock) -> Page:
    """Return the page of an athlete; `address` is its own.

    `base_url` is where the server is reached; `asked_at` is where it was asked, for when nothing else says.
    """
    return told(lambda: _overview(folder, address, (base_url, asked_at), clock), folder, address)


def take_in_overview(folder: Path, address: str, base_url: str, asked_at: str, body: bytes, clock: Clock) -> Page:
    """Decide for a session what a form of the page says, and answer with the way back to the page."""

    def do() -> str:
        form = parse_form(body)
        if form.does == MEND:
            return mend(folder, clock)
        if form.does == LEAVE:
            return leave(folder)
        if form.does == ACCEPTED:
            return accept(folder, clock)
        if not re.fullmatch(r"[1-9]\d{0,6}", form.get("session"), re.ASCII):
            raise refused("names no session")
        take(folder, clock, int(form.get("session")), form.key, deciding(form))
        return f"#s{form.get('session')}"

    def show(answer_with: Told) -> Page:
        return _overview(folder, address, (base_url, asked_at), clock, answer_with)

    return told(lambda: carried_out(folder, clock, address, do, show, is_move=moves(body)), folder, address)


def _overview(path: Path, address: str, bases: tuple[str, str], clock: Clock, answer_with: Told = AS_USUAL) -> Page:
    shown = overview_of(path, clock)
    # As asked at comes last: behind a proxy it may be an address that only the proxy can reach.
    base = bases[0] or shown.base_url or bases[1]
    feeds = (one.name.removesuffix(ENDING) for one in published_files(path))
    links = tuple((one, f"{base}{address}/{one}{ENDING}") for one in feeds)
    key = folder_key(path)

    def leads(ordinal: int) -> str:
        return f"/s/{session_token(key, ordinal)}" if key and ordinal else ""

    named = {"leads": leads, "decided": DECIDED, "told": answer_with, "fresh_key": fresh_key}
    return Page(
        answer_with.status,
        page("overview", shown=shown, band=BAND, enough=ENOUGH, feeds=links, address=address, **named),
    )


def overview_of(path: Path, clock: Clock, enquiry: Enquiry = ENQUIRY) -> Overview:
    """Return all that the page says of a plan, kept or made anew. Raises what `opened` does."""
    return _kept(path, clock, enquiry) or _shown_in(
        answer(path, clock, enquiry, overview_blocks, to_write_down=True).text
    )


def _kept(path: Path, clock: Clock, enquiry: Enquiry) -> Overview | None:
    """Return what is kept of a plan that still stands, None where there is nothing that can be read."""
    text = remembered(path, clock, enquiry)
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
    data["next"] = Event(**data["next"]) if data["next"] else None
    data["lines"] = tuple(Line(**one | {"chart": Markup(one["chart"])}) for one in data["lines"])  # noqa: S704 - escaped when it was drawn
    data["muscles"] = tuple(Muscle(**one) for one in data["muscles"])
    return Overview(**data | {"done": tuple(data["done"]), "behind": tuple(data["behind"])})


def overview_blocks(folder: Folder, plan: Plan, enquiry: Enquiry) -> tuple[Block]:
    """Return all that the page shows of a plan, as one text of JSON; no address is in it, for those are secret."""
    today = plan.now.date()
    found = looking_back(
        folder.marked(weighed(folder.store.entries(), folder.bodyweights)),
        folder.catalog.exercises,
        plan,
        last_weeks(today, 26),
    )
    coming, coming_day = _next(folder, plan)
    shown = Overview(
        name=plan.athlete.name,
        note=remark(folder, plan),
        days=tuple(_days(folder, plan)),
        lines=tuple(_line(one, today, with_body=enquiry == OWNERS) for one in found.exercises),
        muscles=tuple(_muscles(found)),
        done=(sum(one.done for one in found.adherence), sum(one.planned for one in found.adherence)),
        base_url=folder.config.base_url,
        next=coming,
        next_day=coming_day,
        offer="" if plan.offer is None else OFFER,
        behind=behind_words(folder),
        **_week(found),
    )
    return (json.dumps(attrs.asdict(shown)),)


def _days(folder: Folder, plan: Plan) -> Iterator[DayCell]:
    """Yield the days of this week and the next, from Monday on."""
    today = plan.now.date()
    monday = today - timedelta(days=today.weekday())
    for number in range(DAYS):
        day = monday + timedelta(days=number)
        events = (_event(folder, plan, one) for one in plan.sessions if one.start.date() == day)
        yield DayCell(day_words(day), day == today, tuple(one for one in events if one is not None))


def _event(folder: Folder, plan: Plan, one: Session) -> Event | None:
    """Return a session as the calendar shows it; None for one that fell away without anybody's doing."""
    decided = decided_for(folder.store, one.ordinal) if one.ordinal else ""
    if one.status is Status.CANCELLED and not decided:
        return None
    is_open = one.status in {Status.PLANNED, Status.UNKNOWN, Status.MISSED} and not any(slot.done for slot in one.slots)
    moves = [(day.isoformat(), day_words(day)) for day in days_to_move_to(one, plan.now)] if is_open else []
    asks = one.status is Status.UNKNOWN
    return Event(clock_words(one.start), title(one), one.ordinal or 0, one.status.value, tuple(moves), decided, asks)


def _next(folder: Folder, plan: Plan) -> tuple[Event | None, str]:
    """Return the session that comes next or is due, and its day in words."""
    today = plan.now.date()
    coming = (one for one in plan.sessions if one.status is Status.PLANNED and one.start.date() >= today)
    session = min(coming, key=lambda one: one.start, default=None)
    if session is None:
        return None, ""
    day = session.start.date()
    return _event(folder, plan, session), "Today" if day == today else long_day_words(day)


def _line(one: Progress, today: date, *, with_body: bool) -> Line:
    """Return an exercise over time; a chart of what has the body in it is the owner's alone, be it without figures."""
    best, last = one.best, one.points[-1]
    is_shown = with_body or one.exercise.loaded_with is not LoadedWith.BODYWEIGHT
    known = [(point.day, point.estimate) for point in one.points if point.estimate and is_shown]
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


def _week(found: LookingBack) -> dict[str, str]:
    """Return the map of the muscles by their weekly sets, and what it shows in words; none where nothing was done."""
    tiers: dict[Tier | None, list[str]] = {}
    for muscle, sets in mean_sets(found.volume[-MEAN_OF:]).items():
        tiers.setdefault(tier_of(muscle, round(sets, 1)), []).append(muscle)
    best, growing = [*tiers.get(Tier.BEST, ()), *tiers.get(Tier.OVER, ())], tiers.get(Tier.GROWS, [])
    if not best and not growing:
        return {}
    said = (("ten sets a week or more", best), ("enough to grow", growing))
    words = "; ".join(f"{what}: {', '.join(MUSCLES[one] for one in those)}" for what, those in said if those)
    return {"week": week_address(best, growing), "week_words": f"Muscles by weekly sets. {words.capitalize()}"}


def _muscles(found: LookingBack) -> Iterator[Muscle]:
    for muscle, sets in mean_sets(found.volume[-MEAN_OF:]).items():
        yield Muscle(MUSCLES[muscle], round(sets, 1), beside_band(sets, muscle))
