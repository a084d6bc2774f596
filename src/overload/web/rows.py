"""The rows of an exercise on the page of a session: a set each, what is asked, what was done last time, and fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from overload.model import Entry, Ladder, LoadedWith, Measure, SetDone, SetKind, SetTarget, rows_of
from overload.plan import PlannedSlot
from overload.progression.today import as_carried_on
from overload.report.turns import InOrder
from overload.report.words import load_words
from overload.units import Load, Unit
from overload.web.forms import counted_as

NEAR = 2
"""Rungs above and below the one that is asked for, which a set offers; the next set to do offers them all.

The script of the page offers what the next one does in those after it as well.
"""
MORE = 6
"""An open set is asked for by a button for each count up to so many more than asked."""
CHAIR = Load(Decimal(0), Unit.KG, "chair")
"""Feet on a chair: help without a figure."""
KINDS = {
    SetKind.WARM_UP: "warm-up set",
    SetKind.BACK_OFF: "back-off set",
    SetKind.DROP: "drop set",
    SetKind.MINI: "mini set",
    SetKind.NEGATIVE: "negative: only the lowering",
}
"""What a set is called that is not plain work."""


@attrs.frozen
class Choice:
    """One of a list: what is sent and what is read."""

    value: str
    label: str
    is_chosen: bool = False


@attrs.frozen
class Row:
    """A set: what its fields hold, in what it is counted, and whether it is written down.

    `asked` says what was asked of it, `last` what was done in it last time, `said` what sets it apart. `name` is how
    its fields are called aloud: `set 2 of 3, dumbbell row`. `rest_s` is the rest after it; `then` the card whose set
    follows, if another.
    """

    number: int
    reps: str
    right: str
    rir: str
    loads: tuple[Choice, ...]
    measure: Measure
    name: str
    asked: str = ""
    last: str = ""
    said: str = ""
    rest_s: int = 0
    then: str = ""
    is_done: bool = False
    is_extra: bool = False


@attrs.frozen
class HowMany:
    """What is asked of an open set that was written down as it was asked: the counts that are offered, fewest first."""

    number: int
    counts: tuple[int, ...]
    most: int
    measure: Measure


def rows_for(
    slot: PlannedSlot, rungs: Ladder | None, here: InOrder, keys: Sequence[str], before: Entry | None
) -> tuple[Row, ...]:
    """Return a row for each set asked for or done, and one more when all are done; `before` is the last time."""
    last = rows_of(before.sets) if before else []
    name = slot.exercise.name.lower()
    count = max(len(slot.prescription.sets), slot.sets_done)
    found = []
    for row in _rows(slot, rungs):
        said = f"set {row.number} of {count}, {name}" if not row.is_extra else f"one more set, {name}"
        was = _set_words(slot, last[row.number - 1][0]) if row.number <= len(last) else ""
        found.append(attrs.evolve(_placed(row, slot, here, keys), name=said, last=was))
    return tuple(found)


def _placed(row: Row, slot: PlannedSlot, here: InOrder, keys: Sequence[str]) -> Row:
    """Return a row with the rest after it and whose turn it is then."""
    at = row.number - 1
    then = here.then[at] if here.called and at < len(here.then) else None
    follows = keys[then] if then is not None and keys[then] != slot.key else ""
    return attrs.evolve(row, rest_s=here.rests[min(at, len(here.rests) - 1)], then=follows)


def _rows(slot: PlannedSlot, rungs: Ladder | None) -> Iterator[Row]:
    asked, done = slot.prescription.sets, rows_of(slot.done.sets) if slot.done else []
    coming = as_carried_on(slot.prescription, slot.done.sets) if slot.done else asked
    count = max(len(asked), len(done))
    for number in range(1, count + 2):
        first, second = done[number - 1] if number <= len(done) else (None, None)
        target = coming[number - 1] if number <= len(coming) else None
        load = first.load if first else target.load if target else _last_load(asked, done)
        if load is None or (number > count and len(done) < count):
            continue
        yield Row(
            number,
            _typed(first) if first else str(target.reps) if target else "",
            _typed(second) if second else "",
            "" if first is None or first.rir is None else f"{first.rir:f}",
            _loads(slot, rungs, load, offers_all=number == len(done) + 1 <= count),
            counted_as(slot, number)[0],
            name="",
            asked=_target_words(slot, asked[number - 1]) if number <= len(asked) else "",
            said=KINDS.get(counted_as(slot, number)[1], ""),
            is_done=first is not None,
            is_extra=number > count,
        )


def how_many(slot: PlannedSlot) -> HowMany | None:
    """Return what is asked of the first open set that has the count it was asked for; None where all is said."""
    rows = rows_of(slot.done.sets) if slot.done else []
    for number, ((done, right), target) in enumerate(zip(rows, slot.prescription.sets, strict=False), 1):
        if right is None and is_unsaid(done, target):
            most = min(done.measure.most, done.reps + MORE * done.measure.step)
            return HowMany(
                number, tuple(range(done.reps, most + 1, done.measure.step)), done.measure.most, done.measure
            )
    return None


def is_unsaid(done: SetDone, target: SetTarget) -> bool:
    """Tell whether nobody said how far an open set really went."""
    is_like = done.counted_as == (target.measure, target.kind)
    return target.amrap and is_like and done.at_least and done.rir is None


def _target_words(slot: PlannedSlot, target: SetTarget) -> str:
    more = " or more" if target.amrap else ""
    return f"{target.reps}{more}{_sign(target.measure)} x {_short(slot, target.load)}"


def _set_words(slot: PlannedSlot, done: SetDone) -> str:
    more = "+" if done.at_least else ""
    return "left out" if done.left_out else f"{done.reps}{_sign(done.measure)}{more} x {_short(slot, done.load)}"


def _sign(measure: Measure) -> str:
    return f" {measure.sign}" if measure.sign else ""


def _short(slot: PlannedSlot, load: Load) -> str:
    """Return a load as a row has room for it."""
    if load.aid or slot.exercise.loaded_with is not LoadedWith.BODYWEIGHT or not load.amount:
        return load.aid or load_words(load, slot.exercise.loaded_with)
    return str(load) if load.amount < 0 else f"+{load}"


def _typed(done: SetDone) -> str:
    """Return the reps as a field holds them: empty where the set was left out."""
    return "" if done.left_out else str(done.reps)


def _last_load(asked: Sequence[SetTarget], done: Sequence[tuple[SetDone, SetDone | None]]) -> Load | None:
    if done:
        return done[-1][0].load
    return asked[-1].load if asked else None


def _loads(slot: PlannedSlot, rungs: Ladder | None, chosen: Load, *, offers_all: bool) -> tuple[Choice, ...]:
    """Return loads of the ladder, lightest first, and the chosen one though it be of another dumbbell.

    A chair stands everywhere: what can be helped is offered with one, also where the plan knows of no help.
    """
    labels: Mapping[Load, str] = {rung.load: rung.label for rung in rungs.rungs} if rungs else {}
    help_ = {CHAIR} if slot.exercise.is_helped and not any(load.aid for load in labels) else set()
    known = sorted({*labels, chosen, *help_})
    at = known.index(chosen)
    near = known if offers_all else known[max(0, at - NEAR) : at + NEAR + 1]
    return tuple(Choice(str(one), _label(slot, one, labels.get(one, "")), one == chosen) for one in near)


def _label(slot: PlannedSlot, load: Load, label: str) -> str:
    if slot.exercise.loaded_with is LoadedWith.BODYWEIGHT and (load.aid or not load.amount):
        return load.aid or "body"
    if slot.exercise.loaded_with is LoadedWith.BODYWEIGHT and not label:
        return _short(slot, load)
    return load_words(load, slot.exercise.loaded_with, label)
