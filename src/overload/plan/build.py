"""The functional core: everything known and the time go in, the plan comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
from dateutil.tz import resolve_imaginary

from overload.errors import Problem
from overload.model import Entry, Published, Status, WorkoutSlot
from overload.plan.adjusting import adjusted
from overload.plan.advice import advice, remarks
from overload.plan.apart import today
from overload.plan.beginning import offered_in
from overload.plan.changes import fell_away, why_here
from overload.plan.fallen import Fallen, fallen
from overload.plan.families import told
from overload.plan.gaps import why_cut
from overload.plan.inputs import Inputs
from overload.plan.lanes import turns
from overload.plan.lifting import Lifting
from overload.plan.marks import marks
from overload.plan.merging import merged
from overload.plan.numbering import number, remembered
from overload.plan.past import Past
from overload.plan.placing import DIARY, left_in_place, placed, remembered_as
from overload.plan.readiness import Readiness
from overload.plan.short_week import SAID, is_short, why_short
from overload.plan.shortening import asked_of, length, slots_for, warm_up_for
from overload.plan.usual import causes
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


def build_through(inputs: Inputs, last: date) -> Plan:
    """Return the plan that `build` returns without the sessions after a date, which costs only what is asked of it."""
    return _laid_out(inputs, placed(inputs), last)


def once_shown(inputs: Inputs, plan: Plan, shown: tuple[Published, ...]) -> Plan:
    """Return what `build` makes of the inputs of a plan once it is published, which is `shown`."""
    now = inputs.shown_as(shown)
    placing = remembered_as(now, plan.placing)
    without = fallen(now, placing)
    published = number(now, placing, without)
    if not _asks_the_same(inputs, plan, now, placing, published):
        return _put_together(now, placing, without, published)
    told, why = {one.ordinal: one for one in published}, _reasons(now, placing, without, published)
    sessions = tuple(
        attrs.evolve(one, why=why.get(one.key, ""), change=told[one.ordinal].change) for one in plan.sessions
    )
    return _plan(now, placing, without, published, sessions, plan.problems)


def _asks_the_same(inputs: Inputs, plan: Plan, now: Inputs, placing: Placing, published: Sequence[Published]) -> bool:
    """Tell whether nothing that rules are told of the sessions of a plan is another now that it is shown.

    What moved a session and why it stands where it does are told to those who adjust sessions, and to no rule.
    """
    before = {one.ordinal: attrs.evolve(one, change="") for one in plan.published}
    workouts = {one.ordinal: (one.day, one.workout) for one in now.published}
    return (
        not inputs.adjusters
        and placing.past.logged == plan.placing.past.logged
        and all(attrs.evolve(one, change="") == before.get(one.ordinal) for one in published)
        and [one.ordinal for one in _in_sight(now, published)] == [one.ordinal for one in plan.sessions]
        and all(workouts.get(one.ordinal) == (one.day, one.workout) for one in inputs.published)
    )


def _laid_out(inputs: Inputs, placing: Placing, last: date = date.max) -> Plan:
    without = fallen(inputs, placing)
    return _put_together(inputs, placing, without, number(inputs, placing, without), last)


def _put_together(
    inputs: Inputs,
    placing: Placing,
    without: Mapping[str, Fallen],
    published: tuple[Published, ...],
    last: date = date.max,
) -> Plan:
    why = _reasons(inputs, placing, without, published)
    sessions, lifting = _sessions(inputs, placing.past, _in_sight(inputs, published, last), why)
    return _plan(inputs, placing, without, published, sessions, (*inputs.problems, *lifting.problems))


def _plan(
    inputs: Inputs,
    placing: Placing,
    without: Mapping[str, Fallen],
    published: tuple[Published, ...],
    sessions: tuple[Session, ...],
    problems: tuple[Problem, ...],
) -> Plan:
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
        problems=problems,
        advice=advice(inputs.config, inputs.days, placing.wanted, without, sessions),
        remarks=remarks(inputs.config, inputs.days, placing.wanted, without, sessions),
        offer=offered_in(inputs.config, published),
        marks=marks(inputs, sessions, (inputs.wall - DIARY).date(), (inputs.wall - CANCELLED_FOR).date()),
    )


def _reasons(
    inputs: Inputs, placing: Placing, without: Mapping[str, Fallen], published: Sequence[Published]
) -> dict[str, str]:
    """Return why each session stands where it stands, or fell away, by key."""
    skipped = inputs.decided.skipped
    reasons = {one.key: fell_away(inputs, without, one) for one in inputs.published if one.ordinal in skipped}
    reasons |= {key: lost.sentence for key, lost in without.items()}
    changes = {session.key: session.change for session in published}
    here = {each.key: why_here(changes.get(each.key, ""), each.why) for each in placing.placement.placed}
    here |= causes(inputs, placing, here)
    shown = [one for one in published if one.key in here]
    here |= why_cut(inputs, shown, here)
    return reasons | here | why_short(inputs, shown, here)


def _in_sight(inputs: Inputs, published: Iterable[Published], last: date = date.max) -> list[Published]:
    """Return the sessions that a plan holds, none of them after a date."""
    oldest = inputs.wall - CANCELLED_FOR
    held = [each for each in published if each.status is not Status.CANCELLED or each.start >= oldest]
    return [each for each in held if each.start.date() <= last]


def _sessions(
    inputs: Inputs, past: Past, shown: Sequence[Published], why: Mapping[str, str]
) -> tuple[tuple[Session, ...], Lifting]:
    lifting = Lifting(inputs.config, inputs.catalog, inputs.marked_log, inputs.telling, inputs.rack)
    readiness = Readiness(lifting, inputs.catalog, inputs.config.athlete.unit)
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
    fits = (*inputs.slots_in(shown), *inputs.extras_in(shown))
    every = turns((*joining, *inputs.workout_in(shown)), logged)
    # What was done stays in the diary, even if a session has no time for it any more.
    workout = [turn for place, turn in enumerate(every) if place < len(joining) or turn.slot in fits or turn.done]
    asked = slots_for(inputs, shown, joining)
    wanted = {turn.key: turn for turn in asked_of(workout, asked)} if is_ahead else {}
    to_plan = [turn if turn.done else wanted[turn.key] for turn in workout if turn.done or turn.key in wanted]
    session = Session(
        ordinal=shown.ordinal,
        key=shown.key,
        day=day,
        start=start,
        end=later(start, length(inputs, shown, day, asked)),
        place=place,
        status=shown.status,
        why=why,
        slots=told(lifting.slots(to_plan, place, inputs.telling.setting(shown, day)), inputs.variations(day, place.id)),
        warm_up=warm_up_for(inputs, shown, asked, joining) if to_plan else None,
        text=f"Short week: {SAID}.\n{day.text}".rstrip() if is_ahead and is_short(inputs, shown) else day.text,
        exercises=tuple(turn.slot.exercise for turn in workout),
        change=shown.change,
        keys=tuple(turn.key for turn in workout),
        apart=inputs.in_turns(day, shown.place, inputs.changes_in(shown)).apart if is_ahead else (),
        note=inputs.decided.notes.get(shown.ordinal, ""),
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
