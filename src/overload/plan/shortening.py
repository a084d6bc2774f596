"""What a session asks for, and how long it takes: where it was cut short, what makes the most of the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from overload.model import Day, Published, WarmUp, WorkoutSlot
from overload.plan.gaps import is_cut_to_gaps
from overload.plan.inputs import Inputs
from overload.plan.instead import AS_PLANNED
from overload.plan.lanes import Turn
from overload.plan.lasting import fitting, minutes_of
from overload.plan.short_week import is_short, least_in_free_form, main_lifts


def slots_for(inputs: Inputs, session: Published, joining: tuple[WorkoutSlot, ...] = ()) -> tuple[WorkoutSlot, ...]:
    """Return what a session asks for, those that join it first; less where it was cut short."""
    day = inputs.day(session)
    whole = _whole(inputs, session, day, joining)
    if is_short(inputs, session):
        whole = main_lifts(whole)
    left = minutes_left(inputs, session)
    return whole if left is None else cut(inputs, day, session.place, whole, left)


def minutes_left(inputs: Inputs, session: Published) -> int | None:
    """Return the minutes that are left to a session, by hand or by the gap it stands in; None: as many as it takes."""
    by_hand = inputs.decided.shortened.get(session.ordinal)
    gap = session.minutes if is_cut_to_gaps(inputs) and session.ordinal not in inputs.decided.lengthened else None
    return min((left for left in (by_hand, gap) if left is not None), default=None)


def _whole(
    inputs: Inputs, session: Published, day: Day, joining: tuple[WorkoutSlot, ...] = ()
) -> tuple[WorkoutSlot, ...]:
    whole = inputs.slots_in(session)
    if joining:
        whole = fitting(inputs.catalog, day, (*joining, *whole), inputs.most_minutes(day))
    return (*whole, *inputs.extras_in(session))


def cut(inputs: Inputs, day: Day, place: str, whole: tuple[WorkoutSlot, ...], minutes: int) -> tuple[WorkoutSlot, ...]:
    """Return what makes the most of so many minutes of a session, all of it where it takes no longer."""
    if not whole or minutes_of(inputs.catalog, day, whole) <= minutes:
        return whole
    from overload.plan.cutting import best_cut  # noqa: PLC0415 - few sessions are cut

    asked = (day.id, place, minutes, tuple((slot.exercise, slot.reps, slot.sets, slot.superset) for slot in whole))
    if asked not in inputs.cuts:
        warm_up = _short_warm_up(inputs, day, whole)
        # A session lasts a multiple of five minutes.
        seconds = minutes // 5 * 300 - (60 * warm_up.minutes if warm_up else 0)
        inputs.cuts[asked] = best_cut(inputs.catalog, whole, seconds, _rest_of_the_week(inputs, day, place))
    return inputs.cuts[asked]


def _rest_of_the_week(inputs: Inputs, day: Day, place: str) -> dict[str, int]:
    """Return the half sets that the other days of a round give each muscle.

    What the calendar has, and not what became of it: so a session that was cut stays as it is whatever comes between.
    """
    from overload.plan.cutting import half_sets  # noqa: PLC0415 - as above

    others = list(inputs.days)
    if day in others:
        others.remove(day)
    return half_sets(inputs.catalog, (slot for other in others for slot in inputs.slots(other, place)))


def minutes_in_short_week(inputs: Inputs, day: Day, place: str) -> int:
    """Return how many minutes a session of a short week takes."""
    slots = main_lifts(inputs.slots(day, place))
    if not slots:
        return least_in_free_form(day)
    return minutes_of(inputs.catalog, day, slots, _short_warm_up(inputs, day, slots))


def _short_warm_up(inputs: Inputs, day: Day, slots: Sequence[WorkoutSlot]) -> WarmUp | None:
    warm_up = inputs.catalog.workouts[day.workout].warm_up if day.workout else None
    if warm_up is None:
        return None
    from overload.plan.cutting import shortened  # noqa: PLC0415 - as above

    return shortened(warm_up, (slot.exercise for slot in slots))


def warm_up_for(
    inputs: Inputs, session: Published, slots: tuple[WorkoutSlot, ...], joining: tuple[WorkoutSlot, ...] = ()
) -> WarmUp | None:
    """Return the warm-up of a session that asks for these slots: a shorter one where it was cut.

    An exercise that something else is done for has no light sets either.
    """
    day = inputs.day(session)
    if slots != _whole(inputs, session, day, joining):
        return _short_warm_up(inputs, day, slots)
    warm_up = inputs.catalog.workouts[day.workout].warm_up if day.workout else None
    if warm_up is None or inputs.changes_in(session) == AS_PLANNED:
        return warm_up
    gone = {slot.exercise for slot in inputs.slots(day, session.place)} - {slot.exercise for slot in slots}
    return attrs.evolve(warm_up, light_sets=tuple(one for one in warm_up.light_sets if one[0] not in gone))


def asked_of(turns: Sequence[Turn], asked: Sequence[WorkoutSlot]) -> Iterator[Turn]:
    """Yield the turns of a workout that a session asks for, with as many sets as it does."""
    left = list(asked)
    for turn in turns:
        found = next((slot for slot in left if _differs_in_sets(slot, turn.slot)), None)
        if found is not None:
            left.remove(found)
            yield turn if found is turn.slot else attrs.evolve(turn, slot=found)


def _differs_in_sets(slot: WorkoutSlot, other: WorkoutSlot) -> bool:
    """Tell whether slots are the same but for their sets, if for anything."""
    if slot is other or slot.exercise != other.exercise:
        return slot is other
    return attrs.evolve(slot, sets=other.sets) == other


def length(inputs: Inputs, session: Published, day: Day, slots: tuple[WorkoutSlot, ...]) -> int:
    """Return how many minutes a session takes; one that was cut short by hand takes what is left of it.

    A day in free form takes the minutes that it was given, and whatever was given more time has it.
    """
    given = inputs.decided.lengthened.get(session.ordinal)
    if given is not None:
        return max(session.minutes, given)
    left = minutes_left(inputs, session)
    is_cut = is_short(inputs, session)
    if left is None and not is_cut:
        return session.minutes
    most = session.minutes if left is None else min(session.minutes, left)
    if not slots:
        return min(most, least_in_free_form(day)) if is_cut else most
    warm_up = warm_up_for(inputs, session, slots)
    return min(session.minutes, minutes_of(inputs.catalog, day, slots, warm_up))
