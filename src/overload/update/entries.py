"""The one maker of log entries: for a line, `--done`, a walk, a tap on the page, an import.

It decides which session an entry belongs to, what had been asked there, what stands there already and how heavy the
athlete is. Whether the day was unwell is not kept with an entry: it is asked of the decisions in force (`MarkedLog`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import attrs

from overload.equipment import ladder
from overload.errors import DataError, Problem
from overload.model import Entry, LoadedWith, Prescription, SetDone, SetTarget
from overload.plan import PlannedSlot, Session
from overload.plan.asked import slots_asked
from overload.plan.finding import belonging
from overload.plan.lanes import nearest
from overload.progression.today import asked_anew
from overload.update.desk import Desk

LONGEST_NOTE: Final = 500
"""Characters that a note on an entry may have."""


def checked_note(text: str) -> str:
    """Return a note on one line. Raises DataError for one that is too long."""
    note = " ".join(text.split())
    if len(note) > LONGEST_NOTE:
        raise DataError(Problem("--note", f"has {len(note)} characters", f"use at most {LONGEST_NOTE}"))
    return note


@attrs.frozen
class Spot:
    """Where an exercise is written down: its session (None for none), and its slot there (None where not asked for)."""

    exercise: str
    session: Session | None = None
    slot: PlannedSlot | None = None

    @property
    def before(self) -> Entry | None:
        """What is written down there already."""
        return self.slot.done if self.slot else None

    @property
    def asked(self) -> Prescription | None:
        """What is asked there; None where nobody asks, or it is written down already."""
        is_open = self.slot is not None and self.slot.done is None and self.slot.prescription.sets
        return self.slot.prescription if self.slot and is_open else None


def spot_on(desk: Desk, exercise: str, day: date, sets: Sequence[SetDone] = ()) -> Spot:
    """Return where an exercise done on a date is written down; `sets` decide where it may be in several places."""
    return likeliest(spots_on(desk, exercise, day), sets)


def spots_on(desk: Desk, exercise: str, day: date) -> tuple[Spot, ...]:
    """Return all places where an exercise done on a date may be written down (one at least), likely sessions first."""
    sessions = belonging(desk.plan, exercise, day)
    return tuple(spot for session in sessions for spot in _spots_in(desk, exercise, session)) or (Spot(exercise),)


def spot_in(desk: Desk, exercise: str, session: Session, sets: Sequence[SetDone] = ()) -> Spot:
    """Return where an exercise is written down in a session."""
    return likeliest(_spots_in(desk, exercise, session), sets)


def _spots_in(desk: Desk, exercise: str, session: Session) -> tuple[Spot, ...]:
    slots = slots_asked(desk.inputs, desk.plan, session)
    found = tuple(Spot(exercise, session, slot) for slot in slots if slot.exercise.id == exercise)
    return found or (Spot(exercise, session),)


def likeliest(spots: Sequence[Spot], sets: Sequence[SetDone] = ()) -> Spot:
    """Return the spot (of one at least) where sets are written down; without sets the first that is not whole.

    It is in the session that asks for the exercise in the range nearest to theirs, the first such; and there in the
    nearest range that is not whole yet.
    """
    lanes = [spot.slot.lane for spot in spots if spot.slot and spot.slot.lane]
    lane = nearest(sets, lanes) if sets and lanes else None
    here = next((spot.session for spot in spots if lane and spot.slot and spot.slot.lane == lane), spots[0].session)
    there = [spot for spot in spots if spot.session is here]
    left = [spot for spot in there if spot.slot and not spot.slot.is_whole] or there
    lanes = [spot.slot.lane for spot in left if spot.slot and spot.slot.lane]
    lane = nearest(sets, lanes) if sets and lanes else None
    return next((spot for spot in left if lane and spot.slot and spot.slot.lane == lane), left[0])


def spots_left(desk: Desk, session: Session) -> tuple[Spot, ...]:
    """Return where what is left of a session is written down: all that it asks for and nobody has written yet."""
    slots = slots_asked(desk.inputs, desk.plan, session)
    left = (slot for slot in slots if slot.done is None and slot.prescription.sets)
    return tuple(Spot(slot.exercise.id, session, slot) for slot in left)


def entry_at(
    desk: Desk, spot: Spot, day: date, sets: tuple[SetDone, ...], note: str = "", *, unwell: bool = False
) -> Entry:
    """Return an entry that has yet to be stored. `unwell` is said of this exercise alone."""
    return Entry(
        id=0,
        recorded=desk.recorded,
        on=day,
        exercise=spot.exercise,
        sets=sets,
        session=spot.session.ordinal if spot.session else None,
        asked=spot.asked,
        bodyweight=desk.inputs.bodyweights.on(day),
        note=note,
        unwell=unwell,
    )


def asked_today(desk: Desk, spot: Spot, entry: Entry) -> Entry:
    """Return an entry with the rest of its sets asked anew, where it is today's and the first was far off."""
    if entry.asked is None or entry.removed or entry.on != desk.now.date() or not (spot.session and spot.slot):
        return entry
    exercise, config = spot.slot.exercise, desk.folder.config
    try:
        rungs = ladder(exercise, spot.session.place, desk.folder.catalog, config.athlete.unit)
    except DataError:
        return entry
    body = entry.bodyweight if exercise.loaded_with is LoadedWith.BODYWEIGHT else None
    if spot.slot.lane is None or (body is None and exercise.loaded_with is LoadedWith.BODYWEIGHT):
        return entry
    return attrs.evolve(entry, asked=asked_anew(entry.asked, entry.sets, rungs, spot.slot.lane, body))


def sets_asked(spot: Spot) -> tuple[SetDone, ...]:
    """Return the sets of whoever did just what was asked; none where nothing was."""
    return tuple(target.ticked() for target in spot.asked.sets) if spot.asked else ()


def rest_of(before: Entry) -> tuple[SetTarget, ...]:
    """Return what more sets of an entry are read against: what is left of what was asked, else the last set done."""
    sets = [done for done in before.sets if done.side != "right"]
    if not sets:
        return ()
    asked, last = before.asked.sets if before.asked else (), sets[-1]
    if len(sets) < len(asked) and asked[len(sets) - 1].load == last.load:
        return asked[len(sets) :]
    return (SetTarget(last.reps, last.load, measure=last.measure),)


def added_to(before: Entry, fresh: Entry) -> Entry:
    """Return an entry as it is with more sets of the same session; a correction, so that undo takes just those back."""
    return attrs.evolve(
        before,
        recorded=fresh.recorded,
        sets=(*before.sets, *fresh.sets),
        note="; ".join(filter(None, (before.note, fresh.note))),
        unwell=before.unwell or fresh.unwell,
        replaces=before.id,
    )


def instead_of(before: Entry, fresh: Entry) -> Entry:
    """Return the entry that says an exercise was done so, and not as before; without sets it takes that back."""
    return attrs.evolve(
        fresh,
        sets=fresh.sets or before.sets,
        asked=before.asked,
        bodyweight=before.bodyweight or fresh.bodyweight,
        unwell=before.unwell or fresh.unwell,
        replaces=before.id,
        removed=not fresh.sets,
    )
