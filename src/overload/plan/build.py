"""The functional core: everything known and the time go in, the plan comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import resolve_imaginary

from overload.model import Entry, Placement, Published, Status, WorkoutSlot
from overload.plan.adjusting import adjusted
from overload.plan.advice import advice, remarks
from overload.plan.apart import today
from overload.plan.fallen import Fallen, fallen
from overload.plan.inputs import Inputs
from overload.plan.lanes import turns
from overload.plan.lifting import Lifting
from overload.plan.marks import marks
from overload.plan.merging import merged
from overload.plan.numbering import number, remembered
from overload.plan.past import Past
from overload.plan.placing import DIARY, left_in_place, placed, remembered_as
from overload.plan.readiness import Readiness
from overload.plan.shortening import length, slots_for
from overload.plan.values import Placing, Plan, Session
from overload.plan.volume import weekly

CANCELLED_FOR = timedelta(days=14)
"""How long after its date a session that fell away is still shown as cancelled."""


def build(inputs: Inputs) -> Plan:
    """Return the plan: which session on which day and why, what to lift in it and why.

    Pure: the same inputs give the same plan. Never raises for what an athlete or a plugin wrote; what is wrong with
    that is in `Plan.problems`.
    """
    return _laid_out(inputs, placed(inputs))


def as_shown(inputs: Inputs) -> Plan:
    """Return the plan with every session where subscribers were shown it; where it should go now is not searched.

    What is to be lifted, and what has become of each session, is as of now. Where nothing was shown yet it is `build`.
    """
    return _laid_out(inputs, left_in_place(inputs)) if inputs.published else build(inputs)


def once_shown(inputs: Inputs, plan: Plan) -> Plan:
    """Return what `build` makes of inputs that differ from those of a plan in that it is published now."""
    return _laid_out(inputs, remembered_as(inputs, plan.placing))


def _laid_out(inputs: Inputs, placing: Placing) -> Plan:
    without = fallen(inputs, placing)
    published = number(inputs, placing, without)
    sessions, lifting = _sessions(inputs, placing.past, published, _reasons(inputs, placing.placement, without))
    return Plan(
        plan_id=inputs.config.plan_id,
        now=inputs.now,
        athlete=inputs.config.athlete,
        calendar=inputs.calendar,
        sessions=sessions,
        published=remembered(inputs, published),
        placing=placing,
        volume=weekly(sessions),
        feeds=inputs.config.feeds,
        problems=(*inputs.problems, *lifting.problems),
        advice=advice(inputs.config, inputs.days, placing.wanted, without, sessions),
        remarks=remarks(inputs.config, inputs.days, sessions),
        marks=marks(inputs, sessions, (inputs.wall - DIARY).date(), (inputs.wall - CANCELLED_FOR).date()),
    )


def _reasons(inputs: Inputs, placement: Placement, without: Mapping[str, Fallen]) -> dict[str, str]:
    """Return why each session stands where it stands, or fell away, by key."""
    skipped = inputs.decided.skipped
    reasons = {session.key: "skipped by hand" for session in inputs.published if session.ordinal in skipped}
    reasons |= {key: lost.sentence for key, lost in without.items()}
    return reasons | {each.key: each.why for each in placement.placed}


def _sessions(
    inputs: Inputs, past: Past, published: Sequence[Published], why: Mapping[str, str]
) -> tuple[tuple[Session, ...], Lifting]:
    lifting = Lifting(inputs.config, inputs.catalog, inputs.marked_log, inputs.telling)
    readiness = Readiness(lifting, inputs.catalog, inputs.config.athlete.unit)
    oldest = inputs.wall - CANCELLED_FOR
    shown = [each for each in published if each.status is not Status.CANCELLED or each.start >= oldest]
    joining = merged(inputs, shown)
    sessions = [
        _session(
            inputs,
            each,
            lifting,
            past.logged.get(each.ordinal, ()),
            why.get(each.key, ""),
            joining.get(each.ordinal, ()),
        )
        for each in shown
    ]
    return tuple(map(readiness.made_ready, sessions)), lifting


def _session(
    inputs: Inputs,
    shown: Published,
    lifting: Lifting,
    logged: Sequence[Entry],
    why: str,
    joining: tuple[WorkoutSlot, ...],
) -> Session:
    day, place = inputs.day(shown), inputs.place(shown.place)
    start = aware(shown.start, shown.zone or inputs.config.athlete.zone)
    is_ahead = shown.status is Status.PLANNED
    fits = inputs.slots(day, shown.place)
    every = turns((*joining, *inputs.workout(day, shown.place)), logged)
    # What was done stays in the diary, even if a session has no time for it any more.
    workout = [turn for place, turn in enumerate(every) if place < len(joining) or turn.slot in fits or turn.done]
    asked = slots_for(inputs, shown, joining)
    to_plan = [turn for turn in workout if turn.done or (is_ahead and turn.slot in asked)]
    session = Session(
        ordinal=shown.ordinal,
        key=shown.key,
        day=day,
        start=start,
        end=later(start, length(inputs, shown, day, asked)),
        place=place,
        status=shown.status,
        why=why,
        slots=lifting.slots(to_plan, place, inputs.telling.setting(shown, day)),
        warm_up=inputs.catalog.workouts[day.workout].warm_up if day.workout and to_plan else None,
        text=day.text,
        exercises=tuple(turn.slot.exercise for turn in workout),
        change=shown.change,
        keys=tuple(turn.key for turn in workout),
        apart=inputs.in_turns(day, shown.place).apart if is_ahead else (),
    )
    return today(adjusted(session, inputs.adjusters, lifting), lifting.ladder, inputs.catalog.dumbbells)


def aware(wall: datetime, zone: str) -> datetime:
    """Return a wall-clock time as an instant; one that a clock change leaves out moves past the gap."""
    there: datetime = resolve_imaginary(wall.replace(tzinfo=ZoneInfo(zone)))
    return there


def later(start: datetime, minutes: int) -> datetime:
    """Return the instant so many elapsed minutes later, in the same zone."""
    utc = ZoneInfo("UTC")
    return (start.astimezone(utc) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
