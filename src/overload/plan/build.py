"""The functional core: everything known and the time go in, the plan comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
from dateutil.tz import resolve_imaginary

from overload.model import Day, Entry, Missed, Placement, Published, Status, WorkoutSlot
from overload.plan.adjusting import adjusted
from overload.plan.advice import advice
from overload.plan.fallen import Fallen, fallen
from overload.plan.inputs import Inputs
from overload.plan.lifting import Lifting
from overload.plan.marks import marks
from overload.plan.numbering import number, remembered
from overload.plan.past import Past, sort_out
from overload.plan.readiness import Readiness
from overload.plan.request import minutes_of, request, set_by_hand
from overload.plan.shortening import fitting
from overload.plan.values import Plan, Session
from overload.plan.volume import weekly
from overload.plan.wanted import Candidate, candidates, monday
from overload.schedule import solve

DIARY = timedelta(weeks=52)
"""How far back done and missed sessions stay in the plan."""
CANCELLED_FOR = timedelta(days=14)
"""How long after its date a session that fell away is still shown as cancelled."""


def build(inputs: Inputs) -> Plan:
    """Return the plan: which session on which day and why, what to lift in it and why.

    Pure: the same inputs give the same plan. Never raises for what an athlete or a plugin wrote; what is wrong with
    that is in `Plan.problems`.
    """
    past = past_of(inputs)
    wanted = wanted_of(inputs, past)
    asked = request(inputs, past, wanted)
    placement = solve(asked)
    published = number(inputs, past, {one.key: one for one in wanted}, placement)
    without = fallen(inputs, asked, wanted, placement)
    sessions, lifting = _sessions(inputs, past, published, _reasons(inputs, placement, without))
    return Plan(
        plan_id=inputs.config.plan_id,
        now=inputs.now,
        athlete=inputs.config.athlete,
        calendar=inputs.calendar,
        sessions=sessions,
        published=remembered(inputs, published),
        volume=weekly(sessions),
        feeds=inputs.config.feeds,
        problems=(*inputs.problems, *lifting.problems),
        advice=advice(inputs.config, inputs.days, wanted, without, sessions),
        marks=marks(inputs, sessions, (inputs.wall - DIARY).date(), (inputs.wall - CANCELLED_FOR).date()),
    )


def _reasons(inputs: Inputs, placement: Placement, without: Mapping[str, Fallen]) -> dict[str, str]:
    """Return why each session stands where it stands, or fell away, by key."""
    reasons = {one.key: "skipped by hand" for one in inputs.published if one.ordinal in inputs.decided.skipped}
    reasons |= {one.key: one.sentence for one in without.values()}
    return reasons | {one.key: one.why for one in placement.placed}


def past_of(inputs: Inputs) -> Past:
    """Return what has become of the sessions that were shown."""
    shown = [one for one in inputs.published if one.start > inputs.wall - DIARY]
    slots = {one.ordinal: len(slots_for(inputs, one)) for one in shown}
    first = min((one.start.date() for one in shown), default=inputs.wall.date())
    entries = inputs.log.since(first - timedelta(days=7))
    past = sort_out(shown, entries, slots, inputs.wall, inputs.decided, inputs.config.calendar.grace_days)
    oldest = inputs.wall - DIARY
    return attrs.evolve(past, long_past=tuple(one.key for one in inputs.published if one.start <= oldest))


def slots_for(inputs: Inputs, one: Published, joining: tuple[WorkoutSlot, ...] = ()) -> tuple[WorkoutSlot, ...]:
    """Return what a session asks for, those that join it first; less where it was cut short by hand."""
    day = inputs.day(one)
    slots = (*joining, *inputs.slots(day, one.place))
    return fitting(inputs, day, slots, inputs.decided.shortened.get(one.ordinal))


def length(inputs: Inputs, one: Published, day: Day, slots: tuple[WorkoutSlot, ...]) -> int:
    """Return how many minutes a session takes; one that was cut short by hand takes what is left of it."""
    is_short = one.ordinal in inputs.decided.shortened
    return min(one.minutes, minutes_of(inputs, day, slots)) if is_short and slots else one.minutes


def wanted_of(inputs: Inputs, past: Past) -> tuple[Candidate, ...]:
    """Return what is still to be placed; what was set by hand to a time ahead comes with it, missed or not."""
    skipped = {one.key for one in inputs.published if one.ordinal in inputs.decided.skipped}
    found = candidates(inputs.days, inputs.config, inputs.horizon, past, inputs.wall, set_by_hand(inputs))
    return tuple(one for one in found if one.key not in skipped)


def _sessions(
    inputs: Inputs, past: Past, published: Sequence[Published], why: Mapping[str, str]
) -> tuple[tuple[Session, ...], Lifting]:
    lifting = Lifting(inputs.config, inputs.catalog, inputs.log)
    readiness = Readiness(lifting, inputs.catalog, inputs.config.athlete.unit)
    oldest = inputs.wall - CANCELLED_FOR
    shown = [one for one in published if one.status is not Status.CANCELLED or one.start >= oldest]
    joining = merged(inputs, shown)
    sessions = [
        _session(
            inputs, one, lifting, past.logged.get(one.ordinal, ()), why.get(one.key, ""), joining.get(one.ordinal, ())
        )
        for one in shown
    ]
    return tuple(map(readiness.made_ready, sessions)), lifting


def merged(inputs: Inputs, published: Sequence[Published]) -> dict[int, tuple[WorkoutSlot, ...]]:
    """Return, where missed sessions are merged, the slots that join a session ahead, by its ordinal.

    The first exercise of a session missed this week joins the next one of the week that does not hold it already.
    """
    if inputs.config.calendar.missed is not Missed.MERGE:
        return {}
    joining: dict[int, tuple[WorkoutSlot, ...]] = {}
    this_week = [one for one in published if monday(one.start.date()) == monday(inputs.wall.date())]
    ahead = [one for one in this_week if one.status is Status.PLANNED and one.start > inputs.wall]
    for missed in (one for one in this_week if one.status is Status.MISSED):
        slots = inputs.slots(inputs.day(missed), missed.place)
        host = next((one for one in ahead if slots and not _holds(inputs, one, slots[0], joining)), None)
        if host is not None:
            joining[host.ordinal] = (*joining.get(host.ordinal, ()), slots[0])
    return joining


def _holds(inputs: Inputs, one: Published, slot: WorkoutSlot, joining: Mapping[int, tuple[WorkoutSlot, ...]]) -> bool:
    slots = (*inputs.slots(inputs.day(one), one.place), *joining.get(one.ordinal, ()))
    return any(other.exercise == slot.exercise for other in slots)


def _session(
    inputs: Inputs,
    one: Published,
    lifting: Lifting,
    logged: Sequence[Entry],
    why: str,
    joining: tuple[WorkoutSlot, ...],
) -> Session:
    day, place = inputs.day(one), inputs.place(one.place)
    start = aware(one.start, one.zone or inputs.config.athlete.zone)
    done = {entry.exercise: entry for entry in logged}
    workout = (*joining, *inputs.slots(day, one.place))
    asked = slots_for(inputs, one, joining)
    slots = tuple(slot for slot in workout if slot.exercise in done or (one.status is Status.PLANNED and slot in asked))
    session = Session(
        ordinal=one.ordinal,
        key=one.key,
        day=day,
        start=start,
        end=later(start, length(inputs, one, day, asked)),
        place=place,
        status=one.status,
        why=why,
        slots=lifting.slots(slots, place, one.start.date(), done),
        warm_up=inputs.catalog.workouts[day.workout].warm_up if day.workout and slots else None,
        text=day.text,
        exercises=tuple(slot.exercise for slot in workout),
    )
    return adjusted(session, inputs.adjusters, lifting)


def aware(wall: datetime, zone: str) -> datetime:
    """Return a wall-clock time as an instant; one that a clock change leaves out moves past the gap."""
    there: datetime = resolve_imaginary(wall.replace(tzinfo=ZoneInfo(zone)))
    return there


def later(start: datetime, minutes: int) -> datetime:
    """Return the instant so many elapsed minutes later, in the same zone."""
    utc = ZoneInfo("UTC")
    return (start.astimezone(utc) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
