"""The functional core: everything known and the time go in, the plan comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import attrs
from dateutil.tz import resolve_imaginary

from overload.catalog import Catalog
from overload.model import (
    Configuration,
    Day,
    Decision,
    Entry,
    Log,
    Opening,
    Place,
    Placement,
    Published,
    Request,
    Status,
    Trained,
    Wanted,
    WeeklyCalendar,
    WorkoutSlot,
)
from overload.plan.advice import advice
from overload.plan.lifting import Lifting
from overload.plan.past import Past, sort_out
from overload.plan.split import days_of, is_back, muscles_of, slots_of
from overload.plan.values import Plan, Session
from overload.plan.volume import weekly
from overload.plan.wanted import Candidate, candidates, openings, weeks_ahead
from overload.schedule import solve

DIARY = timedelta(weeks=52)
"""How far back done and missed sessions stay in the plan."""
CANCELLED_FOR = timedelta(days=14)
"""How long after its date a session that fell away is still shown as cancelled."""
WEIGHT, WEIGHT_BACK, WEIGHT_EXTRA = 10, 30, 1
"""What losing a session costs: a back session three times another one, the added second back session least."""


@attrs.frozen
class Inputs:
    """All that a plan depends on. `now` is aware and in the athlete's zone; `weeks` is the horizon."""

    config: Configuration
    catalog: Catalog
    log: Log
    now: datetime
    published: tuple[Published, ...] = ()
    decisions: tuple[Decision, ...] = ()
    weeks: int = 4

    @property
    def wall(self) -> datetime:
        """The time on the wall: local, without a zone."""
        return self.now.replace(tzinfo=None)

    @property
    def calendar(self) -> WeeklyCalendar:
        """The weekly calendar in use."""
        return self.catalog.calendars[self.config.calendar.use]

    @property
    def days(self) -> tuple[Day, ...]:
        """One round of it, with the athlete's own workouts."""
        return days_of(self.calendar, self.config)

    def slots(self, day: Day, place: str) -> tuple[WorkoutSlot, ...]:
        """Return what a day asks for at a place."""
        return slots_of(day, self.place(place), self.config, self.catalog)

    def place(self, place: str) -> Place:
        """Return the place of that id, the first one where it is gone from the plan."""
        return next((one for one in self.config.places if one.id == place), self.config.places[0])

    def day(self, published: Published) -> Day:
        """Return the day a published session stands for; a name is all that is left of one the calendar lost."""
        known = {day.id: day for day in self.days}
        return known.get(published.day) or Day(published.day, published.day.replace("-", " ").capitalize(), ())


def build(inputs: Inputs) -> Plan:
    """Return the plan: which session on which day and why, what to lift in it and why.

    Pure: the same inputs give the same plan. Never raises for what an athlete or a plugin wrote; what is wrong with
    that is in `Plan.problems`.
    """
    past = _past(inputs)
    wanted = candidates(
        inputs.days, inputs.config, weeks_ahead(inputs.config, inputs.wall, inputs.weeks), past, inputs.wall
    )
    placement = solve(_request(inputs, past, wanted))
    published = _number(inputs, past, {one.key: one for one in wanted}, placement)
    sessions, lifting = _sessions(inputs, past, published, {one.key: one.why for one in placement.placed})
    return Plan(
        plan_id=inputs.config.plan_id,
        now=inputs.now,
        athlete=inputs.config.athlete,
        calendar=inputs.calendar,
        sessions=sessions,
        published=_remembered(inputs, published),
        volume=weekly(sessions),
        feeds=inputs.config.feeds,
        problems=tuple(lifting.problems),
        advice=advice(inputs.config, inputs.days, wanted, placement, sessions),
    )


def _past(inputs: Inputs) -> Past:
    shown = [one for one in inputs.published if one.start > inputs.wall - DIARY]
    slots = {one.ordinal: len(inputs.slots(inputs.day(one), one.place)) for one in shown}
    first = min((one.start.date() for one in shown), default=inputs.wall.date())
    return sort_out(shown, inputs.log.since(first - timedelta(days=7)), slots, inputs.wall)


def _request(inputs: Inputs, past: Past, wanted: Sequence[Candidate]) -> Request:
    weeks = weeks_ahead(inputs.config, inputs.wall, inputs.weeks)
    ahead = {one.key: one.start for one in past.ahead}
    return Request(
        wanted=tuple(_wanted(inputs, one, len(wanted) - number) for number, one in enumerate(wanted)),
        openings=tuple(one for one in openings(inputs.config, weeks) if one.start > inputs.wall),
        now=inputs.wall,
        trained=tuple(_trained(inputs, one) for one in (*past.done, *past.due)),
        published=ahead,
        per_day=inputs.config.calendar.sessions_per_day,
    )


def _wanted(inputs: Inputs, one: Candidate, left: int) -> Wanted:
    """Return what the scheduler is asked for; of an order that rolls on, only the end (fewest `left`) may be lost."""
    slots = inputs.slots(one.day, inputs.config.places[0].id)
    weight = WEIGHT_EXTRA if one.is_extra else WEIGHT_BACK if is_back(one.day) else WEIGHT
    weight = left if one.week is None else weight
    return Wanted(
        key=one.key,
        focus=frozenset(one.day.focus),
        muscles=muscles_of(one.day, slots, inputs.catalog),
        week=one.week,
        weight=weight,
        minutes=minutes_of(one.day, slots, inputs),
        free=one.is_extra,
    )


def _trained(inputs: Inputs, one: Published) -> Trained:
    day = inputs.day(one)
    return Trained(one.start, frozenset(day.focus), muscles_of(day, inputs.slots(day, one.place), inputs.catalog))


def minutes_of(day: Day, slots: Sequence[WorkoutSlot], inputs: Inputs) -> int:
    """Return how long a session takes: warm-up, sets (4 s a rep, each side) and rests, rounded up to 5 minutes."""
    if not slots:
        return day.minutes
    warm_up = inputs.catalog.workouts[day.workout].warm_up
    seconds = 60 * warm_up.minutes if warm_up else 0
    for slot in slots:
        sides = inputs.catalog.exercises[slot.exercise].sides
        seconds += slot.sets * (4 * slot.reps.high * sides + slot.rest_s)
    return -(-seconds // 300) * 5


def _number(inputs: Inputs, past: Past, wanted: Mapping[str, Candidate], placement: Placement) -> tuple[Published, ...]:
    """Give every placed session its ordinal for life and say what has become of the rest."""
    known = {one.key: one.ordinal for one in inputs.published if one.status is not Status.CANCELLED}
    fresh = count(max((one.ordinal for one in inputs.published), default=0) + 1)
    placed = [
        Published(
            known[one.key] if one.key in known else next(fresh),
            one.key,
            wanted[one.key].day.id,
            one.opening.start,
            _minutes_at(inputs, wanted[one.key].day, one.opening),
            one.opening.place,
        )
        for one in placement.placed
    ]
    shown = {one.ordinal for one in placed}
    rest = (
        *_as(Status.DONE, past.done),
        *_as(Status.PLANNED, past.due),
        *_as(Status.MISSED, past.missed),
        *_as(Status.CANCELLED, (*past.ahead, *past.cancelled)),
    )
    everything = [*placed, *(one for one in rest if one.ordinal not in shown)]
    return tuple(sorted(everything, key=lambda one: (one.start, one.ordinal)))


def _minutes_at(inputs: Inputs, day: Day, opening: Opening) -> int:
    return minutes_of(day, inputs.slots(day, opening.place), inputs)


def _as(status: Status, published: Iterable[Published]) -> Iterable[Published]:
    return (attrs.evolve(one, status=status) for one in published)


def _sessions(
    inputs: Inputs, past: Past, published: Sequence[Published], why: Mapping[str, str]
) -> tuple[tuple[Session, ...], Lifting]:
    lifting = Lifting(inputs.config, inputs.catalog, inputs.log)
    oldest = inputs.wall - CANCELLED_FOR
    shown = (one for one in published if one.status is not Status.CANCELLED or one.start >= oldest)
    sessions = tuple(
        _session(inputs, one, lifting, past.logged.get(one.ordinal, ()), why.get(one.key, "")) for one in shown
    )
    return sessions, lifting


def _session(inputs: Inputs, one: Published, lifting: Lifting, logged: Sequence[Entry], why: str) -> Session:
    day, place = inputs.day(one), inputs.place(one.place)
    start = aware(one.start, inputs.config.athlete.zone)
    done = {entry.exercise: entry for entry in logged}
    workout = inputs.slots(day, one.place)
    slots = tuple(slot for slot in workout if _is_shown(one, slot, done))
    return Session(
        ordinal=one.ordinal,
        key=one.key,
        day=day,
        start=start,
        end=later(start, one.minutes),
        place=place,
        status=one.status,
        why=why,
        slots=lifting.slots(slots, place, one.start.date(), done),
        warm_up=inputs.catalog.workouts[day.workout].warm_up if day.workout and slots else None,
        text=day.text,
        exercises=tuple(slot.exercise for slot in workout),
    )


def _is_shown(one: Published, slot: WorkoutSlot, done: Mapping[str, Entry]) -> bool:
    return one.status is Status.PLANNED or slot.exercise in done


def aware(wall: datetime, zone: str) -> datetime:
    """Return a wall-clock time as an instant; one that a clock change leaves out moves past the gap."""
    there: datetime = resolve_imaginary(wall.replace(tzinfo=ZoneInfo(zone)))
    return there


def later(start: datetime, minutes: int) -> datetime:
    """Return the instant so many elapsed minutes later, in the same zone."""
    utc = ZoneInfo("UTC")
    return (start.astimezone(utc) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def _remembered(inputs: Inputs, published: Sequence[Published]) -> tuple[Published, ...]:
    """Return what to store: all that is shown, and the older sessions as they were."""
    numbers = {one.ordinal for one in published}
    older = tuple(one for one in inputs.published if one.ordinal not in numbers)
    return tuple(sorted((*older, *published), key=lambda one: one.ordinal))
