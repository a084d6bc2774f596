"""What a page sends -> what is to be written down. Anything a page of ours would not send is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import parse_qsl

import attrs

from overload.errors import DataError, Problem
from overload.model import Measure, OpenEnd, SetDone, SetKind, SetTarget, rows_of
from overload.model.notation import MOST_SETS, reps_in, reserve_in
from overload.plan import PlannedSlot
from overload.plan.finding import called
from overload.progression.today import where_reserve_counts
from overload.units import Load, parse_load
from overload.update.session_form import DoneSoFar, and_the_rest

MOST_FIELDS: Final = 1000
LONGEST_NOTE: Final = 300
_KEY: Final = re.compile(r"[\w-]{8,64}", re.ASCII)
_EXERCISE: Final = re.compile(r"[\w.@-]{1,120}", re.ASCII)
_LONGEST_LOAD: Final = 24


@attrs.frozen
class Form:
    """The fields of a form, each at most once."""

    fields: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return a field without spaces around it; '' where it is missing."""
        return self.fields.get(name, "").strip()

    @property
    def key(self) -> str:
        """What tells this form from every other; raises DataError without one."""
        found = self.get("key")
        if not _KEY.fullmatch(found):
            raise refused("a form comes with a key")
        return found

    @property
    def does(self) -> str:
        """What is to be done: the value of the button."""
        return self.get("do")


def refused(why: str) -> DataError:
    """Return the error for a form that no page of ours sends."""
    return DataError(Problem("the form", why, "open the page again"))


def parse_form(body: bytes) -> Form:
    """Read `application/x-www-form-urlencoded`. Raises DataError for what is not, or names a field twice."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise refused("cannot be read") from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise refused("names a field twice")
    if any("\x00" in value for value in fields.values()):
        raise refused("has characters that cannot be typed")
    return Form(fields)


def read_done(form: Form, slots: Sequence[PlannedSlot]) -> DoneSoFar:
    """Return what a form says of one exercise. Raises DataError."""
    slot = _slot(form.get("exercise"), slots)
    note = " ".join(form.get("note").split())
    if len(note) > LONGEST_NOTE:
        raise refused(f"a note is at most {LONGEST_NOTE} characters")
    old = slot.done.note if slot.done else ""
    return DoneSoFar(slot.key, _sets(form, slot), note if "note" in form.fields else old, _day(form))


def _slot(name: str, slots: Sequence[PlannedSlot]) -> PlannedSlot:
    found = called(slots, name) if _EXERCISE.fullmatch(name) else None
    if found is None:
        raise refused("names no exercise of this session")
    return found


def follows(form: Form) -> str:
    """Return the exercise whose turn it is after the set that a form writes down, '' where it is the same one's."""
    then = form.get(form.does.replace("set-", "then-")) if form.does.startswith("set-") else ""
    return then if _EXERCISE.fullmatch(then) else ""


def _day(form: Form) -> date | None:
    if not form.get("on"):
        return None
    try:
        return date.fromisoformat(form.get("on"))
    except ValueError:
        raise refused("names a day that does not exist") from None


def _sets(form: Form, slot: PlannedSlot) -> tuple[SetDone, ...]:
    whole: Mapping[str, Callable[[], tuple[SetDone, ...]]] = {
        "undo": lambda: (),
        "asked": lambda: and_the_rest(slot, SetTarget.ticked),
        "skip": lambda: and_the_rest(slot, SetTarget.skipped) or (SetDone(0, Load(Decimal(0)), left_out=True),),
        "save": lambda: _typed(form, slot, MOST_SETS),
    }
    if form.does in whole:
        return whole[form.does]()
    if match := re.fullmatch(r"many-([1-9]\d?)(?:-(\d{1,4}))?", form.does, re.ASCII):
        return _with_count(slot, int(match[1]), match[2] or form.get("many"))
    if match := re.fullmatch(r"left-([0-9])\+?", form.does, re.ASCII):
        return _with_reserve(slot, Decimal(match[1]))
    if match := re.fullmatch(r"set-([1-9]\d{0,2})", form.does, re.ASCII):
        return _typed(form, slot, max(int(match[1]), slot.sets_done))
    raise refused("does not say what to do")


def _with_count(slot: PlannedSlot, number: int, typed: str) -> tuple[SetDone, ...]:
    """Return what is written down already, with how far an open set went."""
    rows, asked = rows_of(slot.done.sets) if slot.done else [], slot.prescription.sets
    if not 0 < number <= min(len(rows), len(asked)) or not asked[number - 1].amrap or rows[number - 1][1]:
        raise refused("says how many there were where nobody asked")
    done = rows[number - 1][0]
    rows[number - 1] = as_counted(done, asked[number - 1], _count(typed, done.measure, ())), None
    return tuple(one for pair in rows for one in pair if one)


def as_counted(done: SetDone, target: SetTarget, count: int) -> SetDone:
    """Return an open set with the count that was said; who says the number that was asked for had no more in them."""
    left = OpenEnd.of(target.rir).rir or Decimal(0)
    return attrs.evolve(done, reps=count, rir=left if count == target.reps else None, left_out=False, at_least=False)


def _with_reserve(slot: PlannedSlot, rir: Decimal) -> tuple[SetDone, ...]:
    """Return what is written down already, with the reps left in the set whose reserve tells something."""
    rows = rows_of(slot.done.sets) if slot.done else []
    row = where_reserve_counts(slot.prescription, slot.done.sets) if slot.done else None
    if row is None:
        raise refused("says how many reps were left where nobody asked")
    first, right = rows[row]
    rows[row] = attrs.evolve(first, rir=rir), right and attrs.evolve(right, rir=rir)
    return tuple(one for pair in rows for one in pair if one)


def _typed(form: Form, slot: PlannedSlot, count: int) -> tuple[SetDone, ...]:
    """Return the first `count` rows of a form; an empty one is a set left out, at the end only where it was one."""
    numbers = sorted(int(name[5:]) for name in form.fields if re.fullmatch(r"reps-[1-9]\d{0,2}", name, re.ASCII))
    if len(numbers) > MOST_SETS or (numbers and numbers[-1] > MOST_SETS):
        raise refused(f"has more than {MOST_SETS} sets")
    wanted = [number for number in numbers if number <= count]
    while wanted and not form.get(f"reps-{wanted[-1]}") and not _was_left_out(slot, wanted[-1]):
        wanted.pop()
    if not wanted:
        raise refused("has no set with reps")
    return tuple(done for number in wanted for done in _row(form, slot, number))


def _is_unsaid(slot: PlannedSlot, number: int, done: SetDone) -> bool:
    """Tell whether a field that still holds what was asked of an open set was left so: then nobody said its count."""
    written, asked = _written(slot, number), slot.prescription.sets
    if written:
        return written[0].at_least and written[0].reps == done.reps and done.rir is None
    is_as_asked = number <= len(asked) and asked[number - 1].amrap and asked[number - 1].reps == done.reps
    return is_as_asked and done.rir is None


def _was_left_out(slot: PlannedSlot, number: int) -> bool:
    return any(done.left_out for done in _written(slot, number)[:1])


def _written(slot: PlannedSlot, number: int) -> tuple[SetDone, ...]:
    """Return what is written down in a row: nothing, a set, or one for each side."""
    rows = rows_of(slot.done.sets) if slot.done else []
    return tuple(done for done in rows[number - 1] if done) if number <= len(rows) else ()


def _row(form: Form, slot: PlannedSlot, number: int) -> tuple[SetDone, ...]:
    load = _load(form.get(f"load-{number}"))
    typed, right = form.get(f"reps-{number}"), form.get(f"right-{number}")
    rir = form.get(f"rir-{number}")
    reserve = reserve_in(rir)
    if rir and reserve is None:
        raise refused("has reps in reserve that are not a number")
    imported = {done.reps for done in _written(slot, number)}
    measure, kind = counted_as(slot, number)
    count = _count(typed, measure, imported) if typed else 0
    done = SetDone(count, load, reserve, left_out=not typed, measure=measure, kind=kind)
    if not right or right == typed:
        return (attrs.evolve(done, at_least=_is_unsaid(slot, number, done)),)
    other = attrs.evolve(done, reps=_count(right, measure, imported), side="right", left_out=False)
    return attrs.evolve(done, side="left"), other


def counted_as(slot: PlannedSlot, number: int) -> tuple[Measure, SetKind]:
    """Return what a row counts and what its set is: as written down, else as asked; one more is work like the rest."""
    written, asked = _written(slot, number), slot.prescription.sets
    if written:
        return written[0].counted_as
    if number <= len(asked):
        return asked[number - 1].measure, asked[number - 1].kind
    known = [target.measure for target in asked] or [done.measure for done in (slot.done.sets if slot.done else ())]
    return (known[-1] if known else slot.exercise.measure), SetKind.WORK


def _count(text: str, measure: Measure, imported: Collection[int]) -> int:
    """Read a count within the limit of everything typed; more may stand there from another app's file."""
    known = next((count for count in imported if str(count) == text), None)
    found = reps_in(text, measure) if known is None else known
    if found is None:
        raise refused(f"has {measure} that are not a number from 0 to {measure.most}")
    return found


def _load(text: str) -> Load:
    if not 0 < len(text) <= _LONGEST_LOAD or not text.isascii():
        raise refused("has a set without a load")
    try:
        return parse_load(text)
    except DataError:
        raise refused("has a load that cannot be read") from None
