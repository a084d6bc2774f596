"""What may change the prescriptions of a session ahead: each sees it as the one before left it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import attrs

from overload.errors import Problem
from overload.model import Exercise, Ladder, Place, Prescription, Status
from overload.plan.values import PlannedSlot, Session
from overload.progression import fault

Adjusted = tuple[Mapping[str, Prescription] | None, Problem | None]
"""Other prescriptions by the keys of slots (None: as they were), and what went wrong, if anything did."""


@attrs.frozen
class Adjuster:
    """Asks for other prescriptions, given a session and the ladders of its exercises; `blame` names who asked."""

    ask: Callable[[Session, Mapping[str, Ladder]], Adjusted]
    blame: Callable[[str], Problem]


class Lifts(Protocol):
    """What plans the slots."""

    problems: list[Problem]

    def ladder(self, exercise: Exercise, place: Place) -> Ladder | None:
        """Return the ladder of an exercise at a place."""
        ...

    def replace(self, slot: PlannedSlot, prescription: Prescription, rungs: Ladder) -> PlannedSlot:
        """Return a slot with another prescription, assumed done from now on."""
        ...


def adjusted(session: Session, adjusters: Sequence[Adjuster], lifts: Lifts) -> Session:
    """Return the session as all adjusters leave it; what cannot be lifted is refused, and what was before stands."""
    to_do = [slot for slot in session.slots if slot.done is None]
    if session.status is not Status.PLANNED or not to_do or not adjusters:
        return session
    found = {slot.exercise.id: lifts.ladder(slot.exercise, session.place) for slot in to_do}
    ladders = {name: rungs for name, rungs in found.items() if rungs is not None}
    for adjuster in adjusters:
        wanted, problem = adjuster.ask(session, ladders)
        wrong = _illegal(wanted or {}, to_do, ladders)
        if wrong:
            problem = adjuster.blame(wrong)
        # The same plugin goes wrong in every session alike; once said is enough.
        if problem is not None and problem.place not in {known.place for known in lifts.problems}:
            lifts.problems.append(problem)
        if wanted and not wrong:
            session = _changed(session, wanted, ladders, lifts)
    return session


def _illegal(wanted: Mapping[str, Prescription], to_do: Sequence[PlannedSlot], ladders: Mapping[str, Ladder]) -> str:
    for name, prescription in wanted.items():
        meant = [slot for slot in to_do if _is_meant(slot, name) and slot.exercise.id in ladders]
        if not meant:
            return f"returned a prescription for '{name}', which is not part of this session"
        if len(meant) > 1:
            keys = " or ".join(f"'{slot.key}'" for slot in meant)
            return f"returned a prescription for '{name}', which is in this session more than once; name {keys}"
        wrong = fault(prescription, ladders[meant[0].exercise.id])
        if wrong:
            return f"{wrong} ({name})"
    return ""


def _is_meant(slot: PlannedSlot, name: str) -> bool:
    return name in {slot.key, slot.exercise.id}


def _changed(
    session: Session, wanted: Mapping[str, Prescription], ladders: Mapping[str, Ladder], lifts: Lifts
) -> Session:
    def changed(slot: PlannedSlot) -> PlannedSlot:
        new = wanted.get(slot.key) or wanted.get(slot.exercise.id)
        if slot.done is not None or new is None or new == slot.prescription:
            return slot
        return lifts.replace(slot, new, ladders[slot.exercise.id])

    return attrs.evolve(session, slots=tuple(map(changed, session.slots)))
