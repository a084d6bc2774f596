"""How the sessions of a replay follow each other, and what a rule is told of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import attrs

from overload.model import Lazily, Performed, SetDone, Slot
from overload.moments import monday
from overload.units import Load, Unit

FIRST_DAY: Final = date(2026, 1, 5)
"""The first session is on this Monday where the slot has no date."""

Known = Callable[[str, date], Sequence[Performed]]
"""What is known of an exercise until a date, that day included."""


@attrs.frozen
class Given:
    """The histories of other exercises, by id; of one that is not among them nothing was ever done."""

    histories: Mapping[str, Sequence[Performed]] = attrs.field(factory=dict)

    def __call__(self, exercise: str, until: date) -> Sequence[Performed]:
        """Return what was done of an exercise."""
        return tuple(one for one in self.histories.get(exercise, ()) if one.date <= until)


@attrs.frozen
class Invented:
    """A history of any exercise at all, a session every so many days.

    `kind` 0 has none, 1 was done well, 2 has failures and sets left out.
    """

    kind: int
    every_days: int
    unit: Unit = Unit.KG

    def __call__(self, _: str, until: date) -> Sequence[Performed]:
        """Return what was done of an exercise, whichever it is."""
        days = (FIRST_DAY + timedelta(days=self.every_days * number) for number in range(10))
        return tuple(self._session(number, day) for number, day in enumerate(days) if day <= until and self.kind)

    def _session(self, number: int, day: date) -> Performed:
        at = Load(Decimal(20 + number), self.unit)
        failed = (SetDone(0, at, left_out=number % 2 == 0), SetDone(0, Load(Decimal("3.3"), self.unit)))
        return Performed(day, failed if self.kind == 2 and number % 3 == 1 else (SetDone(10, at),) * 3)


@attrs.frozen
class Until:
    """Reads what was known of an exercise on a day."""

    known: Known
    day: date

    def __call__(self, exercise: str) -> Sequence[Performed]:
        """Return what was done of an exercise."""
        return self.known(exercise, self.day)


@attrs.frozen
class Course:
    """How sessions follow each other: every so many days, with these workouts in turn (none: always the slot's own)."""

    every_days: int = 7
    workouts: tuple[str, ...] = ()
    known: Known = attrs.field(factory=Given)

    def opening(self, slot: Slot, day: date | None = None) -> Slot:
        """Return what a rule is told of the first session, on a day, else on the slot's."""
        told = self._on(slot, day or slot.date or FIRST_DAY)
        return self._with_workout(told, 0) if self.workouts else told

    def following(self, slot: Slot, day: date | None = None) -> Slot:
        """Return what a rule is told of the session after that of a slot, which has a date."""
        was = slot.date or FIRST_DAY
        now = day or was + timedelta(days=self.every_days)
        told = attrs.evolve(self._on(slot, now), week=slot.week + (monday(now) - monday(was)).days // 7)
        return self._with_workout(told, slot.session_of_week % len(self.workouts)) if self.workouts else told

    def _on(self, slot: Slot, day: date) -> Slot:
        body = slot.bodyweight and slot.athlete.bodyweights.on(day, slot.bodyweight)
        others = Lazily(None, Until(self.known, day))
        return attrs.evolve(slot, date=day, bodyweight=body, others=others)

    def _with_workout(self, slot: Slot, place: int) -> Slot:
        names = self.workouts
        return attrs.evolve(slot, workout=names[place], session_of_week=place + 1, sessions_a_week=len(names))
