"""What a session asks for; one that is behind us, what its own date asked, from the log before it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date

import attrs

from overload.model import Entry, Log, Status
from overload.plan.adjusting import adjusted
from overload.plan.apart import today
from overload.plan.inputs import Inputs
from overload.plan.lanes import turns
from overload.plan.lifting import Lifting
from overload.plan.shortening import asked_of, slots_for
from overload.plan.values import Plan, PlannedSlot, Session


@attrs.frozen
class LogBefore:
    """A log as it stood before a date, without what was done early of a session that is asked about."""

    log: Log
    day: date
    session: int

    def history(self, exercise: str, limit: int) -> Sequence[Entry]:
        """Return the newest `limit` entries of an exercise, oldest first."""
        # As many more as there are since: then `limit` of those before are among them.
        newest = self.log.history(exercise, limit + len(self.log.since(self.day)))
        return [entry for entry in newest if self._is_before(entry)][-limit:]

    def since(self, day: date) -> Sequence[Entry]:
        """Return all entries of that date and later, oldest first."""
        return [entry for entry in self.log.since(day) if self._is_before(entry)]

    def exercises(self) -> Set[str]:
        """Return the ids of all exercises that have entries, before the date or later."""
        return self.log.exercises()

    def _is_before(self, entry: Entry) -> bool:
        return entry.on < self.day and entry.session != self.session


def slots_asked(inputs: Inputs, plan: Plan, session: Session) -> tuple[PlannedSlot, ...]:
    """Return the exercises of a session with what they ask for; what is written down already stands as done.

    Of a session behind us those not done are asked for as its own date asked, as if it had been done on time: what was
    logged since is not looked at.
    """
    if session.status not in {Status.MISSED, Status.UNKNOWN, Status.DONE}:
        return session.slots
    found = {slot.key: slot for slot in _asked_then(inputs, plan, session)}
    found |= {slot.key: slot for slot in session.slots}
    return tuple(found[key] for key in session.keys if key in found)


def _asked_then(inputs: Inputs, plan: Plan, session: Session) -> tuple[PlannedSlot, ...]:
    shown = next((shown for shown in plan.published if shown.ordinal == session.ordinal), None)
    if shown is None:
        return ()
    day = session.start.date()
    before, day_then = LogBefore(inputs.marked_log, day, session.ordinal), inputs.day(shown)
    lifting = Lifting(inputs.config, inputs.catalog, before, inputs.telling, inputs.rack)
    asked, every = slots_for(inputs, shown), turns(inputs.workout_in(shown))
    setting = inputs.telling.setting(shown, day_then)
    slots = lifting.slots(list(asked_of(every, asked)), session.place, setting)
    as_planned = attrs.evolve(session, status=Status.PLANNED, slots=slots)
    return today(adjusted(as_planned, inputs.adjusters, lifting), lifting.ladder, inputs.catalog.dumbbells).slots


def last_time(inputs: Inputs, session: Session, slot: PlannedSlot) -> Entry | None:
    """Return what was done in a slot the last time before its session, in its own range if ever; None for never."""
    before = LogBefore(inputs.marked_log, session.start.date(), session.ordinal or 0)
    known = [entry for entry in before.history(slot.exercise.id, 6) if entry.sets and not entry.is_warm_up]
    own = [entry for entry in known if entry.asked is None or entry.asked.lane in {None, slot.lane}]
    found = own or known
    return found[-1] if found else None
