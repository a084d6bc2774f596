"""What is asked and what was done, set by set: the values a rule reads and returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Protocol, runtime_checkable

import attrs

from overload.model.effort import OpenEnd
from overload.model.equipment import Ladder
from overload.model.lazily import Lazily
from overload.model.lifter import ANYBODY, Lifter, Strength
from overload.model.training import Measure, RepRange
from overload.units import Load


class SetKind(StrEnum):
    """What a set is in its session."""

    WORK = "work"
    WARM_UP = "warm-up"
    BACK_OFF = "back-off"
    """Lighter, after the work sets."""
    DROP = "drop"
    """Lighter, right after the set before it."""
    MINI = "mini"
    """A few more after a few breaths, as in rest-pause."""
    NEGATIVE = "negative"
    """Only the lowering."""


@attrs.frozen
class SetTarget:
    """One set as asked: so many `reps` at a load, or so many seconds or metres where the `measure` says so.

    `amrap`: open, as far as good form goes, `reps` at least. `rest_s` is the rest after it in seconds (None: the
    slot's), `rir` the reps in reserve it should end with, where that matters; of an open set it
    tells how far it goes (see `OpenEnd`).
    """

    reps: int
    load: Load
    amrap: bool = False
    measure: Measure = Measure.REPS
    kind: SetKind = SetKind.WORK
    rest_s: int | None = None
    rir: Decimal | None = None

    def met(self, reps: int | None = None) -> SetDone:
        """Return it as done, just as asked or with other `reps`."""
        return SetDone(self.reps if reps is None else reps, self.load, measure=self.measure, kind=self.kind)

    def ticked(self) -> SetDone:
        """Return it as done by who said no more than that it was: of an open set, at least what was asked."""
        return attrs.evolve(self.met(), at_least=self.amrap)

    def skipped(self) -> SetDone:
        """Return it as left out."""
        return SetDone(0, self.load, left_out=True, measure=self.measure, kind=self.kind)


@attrs.frozen
class Prescription:
    """What one slot asks for on one day, and why in one line.

    `tempo` is asked for in words (`3 s down`), empty for the usual one. `is_deload` marks an easy session that was
    meant to be easy: rules do not see it, so progression goes on from where it was. `lane` is the range of the slot
    that asked; the engine fills it in. `at_first` are the sets as they stood before the first of them was far off and
    the rest of them were adjusted; empty where that never happened.
    """

    sets: tuple[SetTarget, ...]
    why: str
    tempo: str = ""
    is_deload: bool = False
    lane: RepRange | None = None
    at_first: tuple[SetTarget, ...] = ()

    @property
    def began(self) -> tuple[SetTarget, ...]:
        """The sets as they were asked for before the first was done."""
        return self.at_first or self.sets


@attrs.frozen
class SetDone:
    """One set as done: reps, load, reps in reserve if noted, and the side if only one was meant.

    `reps` counts seconds or metres where the `measure` says so. No reps are a try that failed, unless the set was
    `left_out`: then it says nothing of what the athlete can do. `at_least` so many is all that is known of an open set
    whose count nobody said: where it ended, it does not tell.
    """

    reps: int
    load: Load
    rir: Decimal | None = None
    side: str = ""
    left_out: bool = False
    measure: Measure = Measure.REPS
    kind: SetKind = SetKind.WORK
    at_least: bool = False

    @property
    def counted_as(self) -> tuple[Measure, SetKind]:
        """What its count counts and what it is: only sets that share both are compared."""
        return self.measure, self.kind


def rows_of(sets: Sequence[SetDone]) -> list[tuple[SetDone, SetDone | None]]:
    """Return sets row by row: what was done, and what the right side did where the sides differ."""
    rows: list[tuple[SetDone, SetDone | None]] = []
    for done in sets:
        left = rows[-1] if rows and done.side == "right" else None
        if left and left[0].side == "left" and left[1] is None and left[0].counted_as == done.counted_as:
            rows[-1] = (rows[-1][0], done)
        else:
            rows.append((done, None))
    return rows


@attrs.frozen
class Performed:
    """A past session of one exercise: when, what was done, what had been asked (None when nobody asked).

    One-sided exercises: a set done with different reps left and right arrives here as one set with the weaker
    side's reps. `bodyweight` is that day's. `unwell`: the athlete said so; such a day is not a miss. `workout` and
    `day` are the ids of its workout and of its day in the weekly calendar, empty where nobody knows.
    """

    date: date
    sets: tuple[SetDone, ...]
    asked: Prescription | None = None
    bodyweight: Load | None = None
    unwell: bool = False
    workout: str = ""
    day: str = ""

    @property
    def lane(self) -> RepRange | None:
        """The range of the slot that asked for it; None where nobody asked, or nobody wrote it down then."""
        return self.asked.lane if self.asked else None

    @property
    def reserve(self) -> Decimal | None:
        """The fewest reps in reserve that were noted with a set; None where none were."""
        return min((done.rir for done in self.sets if done.rir is not None), default=None)


def _nothing(_: str) -> Sequence[Performed]:
    return ()


def _no_others() -> Mapping[str, Sequence[Performed]]:
    return Lazily(None, _nothing)


@attrs.frozen
class Slot:
    """What a rule is told about the slot it serves, and about the session it is asked for.

    `rest_s` in seconds; `sides` 2 when a set is left + right; `bodyweight` is the day's, set where the exercise is
    loaded with it; `start` is the athlete's starting load if given, or a guess of ours (`is_start_guessed`), which
    goes by `start_from`, in words ("what you told"; empty: by bodyweight or nothing).

    `date` is the day it is asked for (None: nobody said), `workout` and `day` are the ids of the workout and of the day
    in the weekly calendar. It is session `session_of_week` of `sessions_a_week`, both in the order of the weekly
    calendar: one moved to another day keeps its number, and where the order rolls over weeks it is the place in its
    round. `week` is that of the plan. All three are counted from 1. `athlete` is who trains. `others` are the histories
    of all exercises by id, each read when it is asked for: without deloads, and with what this plan asks for until
    then. `strength` is what the log says of this exercise, None where nothing is known.
    `open_end` is how far a set of it goes that is open at the top.
    """

    exercise: str
    sets: int
    reps: RepRange
    rest_s: int = 120
    sides: int = 1
    bodyweight: Load | None = None
    start: Load | None = None
    is_start_guessed: bool = False
    start_from: str = ""
    date: date | None = None
    workout: str = ""
    day: str = ""
    session_of_week: int = 1
    sessions_a_week: int = 1
    week: int = 1
    is_deload_week: bool = False
    athlete: Lifter = ANYBODY
    others: Mapping[str, Sequence[Performed]] = attrs.field(factory=_no_others, hash=False, repr=False)
    strength: Strength | None = None
    open_end: OpenEnd = OpenEnd.CLEAN_REP


@runtime_checkable
class Rule(Protocol):
    """Computes the next prescription of a slot from its history: pure, total, and only loads of the ladder.

    `history` is oldest first and of this slot's lane: its exercise in its range. Where that is empty the answer is the
    starting prescription; `slot.start` is then what other ranges make good, if there are any.
    """

    name: ClassVar[str]

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        ...
