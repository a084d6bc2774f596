"""Situations a rule may find itself in: a ladder, a slot and a history, drawn by Hypothesis and shrunk by it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import cycle
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from overload.guard import Failure, guarded
from overload.model import (
    ANYBODY,
    Experience,
    Ladder,
    Lifter,
    Performed,
    Prescription,
    RepRange,
    Rule,
    Rung,
    SetDone,
    SetTarget,
    Slot,
)
from overload.progression import fault, home_of, parameters
from overload.testing.course import Course, Invented
from overload.testing.replaying import Session, performed, write_history
from overload.units import Load, Unit, plain

Draw = Callable[[st.SearchStrategy[Any]], Any]

LADDERS: Final[Sequence[tuple[str, ...]]] = (
    ("10", "12", "14", "16", "18", "20", "22", "24", "26", "28", "30", "32", "34", "36", "38", "40"),
    ("2", "4.5", "7", "12"),
    ("20",),
    ("6", "16"),
    ("-30", "-15", "-7.5", "0", "2.5", "5", "10"),
    ("0", "10", "20"),
)
"""Loads of ladders worth trying: near steps, far steps, one load, two pairs, help and added load on a pull-up."""
AIDED: Final = LADDERS[4:]


_WEEKLY: Final = Course()


class RuleFailedError(Exception):
    """A rule raised, exited, printed or took too long."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


@attrs.frozen
class Situation:
    """What a rule is asked with: `history` is what `sessions` come to when the rule's own proposals were asked for."""

    ladder: Ladder
    slot: Slot
    sessions: tuple[Session, ...] = ()
    history: tuple[Performed, ...] = ()
    course: Course = _WEEKLY

    def ask(self, rule: Rule) -> Prescription:
        """Ask a rule under guard; raises RuleFailedError."""
        file, line = home_of(rule)
        outcome = guarded(lambda: rule.propose(self.slot, self.history, self.ladder), file)
        if isinstance(outcome, Failure):
            raise RuleFailedError(attrs.evolve(outcome, place=outcome.place or line))
        return outcome

    @property
    def size(self) -> int:
        """How much there is to read in it."""
        # A session less is easier to read than any number of reps less.
        return 1000 * len(self.sessions) + sum(10 + one.reps for each in self.sessions for one in each.sets)

    def then(self, asked: Prescription, sets: Iterable[SetDone]) -> Situation:
        """Return the situation after one more session, in which `asked` was asked for and these sets were done."""
        return self.after(asked, Session(tuple(sets)))

    def after(self, asked: Prescription, session: Session) -> Situation:
        """Return the situation after one more session, in which `asked` was asked for."""
        slot = self.slot
        if slot.start is None and not self.sessions and session.sets:
            slot = attrs.evolve(slot, start=session.sets[0].load)
        now = slot if slot.date else self.course.opening(slot)
        now = attrs.evolve(now, date=session.date or now.date)
        history = (*self.history, performed(session, now, asked))
        next_one = self.course.following(now)
        return attrs.evolve(self, slot=next_one, sessions=(*self.sessions, session), history=history)

    def with_more_reps(self, more: int) -> Situation:
        """Return the situation in which the last session had so many reps more in every set."""
        last, past = self.sessions[-1], self.history[-1]
        sets = tuple(attrs.evolve(one, reps=one.reps + more) for one in last.sets)
        changed = attrs.evolve(last, sets=sets), attrs.evolve(past, sets=sets)
        return attrs.evolve(self, sessions=(*self.sessions[:-1], changed[0]), history=(*self.history[:-1], changed[1]))


def command(rule: Rule, situation: Situation) -> str:
    """Return the command line that shows what a rule asks for in a situation."""
    slot, unit = situation.slot, situation.ladder.top.unit
    loads = ",".join(one.aid or plain(one.amount) for one in situation.ladder)
    words = ["overload", "rules", "try", str(rule.name), *_settings(rule)]
    words += ["--exercise", "pull-up", "--bodyweight", plain(slot.bodyweight.amount)] if slot.bodyweight else []
    words += [f"--ladder={loads}", *(["--unit", unit.value] if unit is not Unit.KG else [])]
    words += ["--slot", f"{slot.sets}x{slot.reps}"]
    words += [f"--start={str(slot.start).replace(' ', '')}"] if slot.start else []
    words += [f"--history={write_history(situation.sessions)}"] if situation.sessions else []
    words += [word for told in _told(situation) for word in ("--tell", told)]
    return shlex.join(words)


def _told(situation: Situation) -> Iterator[str]:
    """Yield what else a rule was told, as `--tell` takes it, where it is not as usual."""
    slot, course = situation.slot, situation.course
    if course.every_days != _WEEKLY.every_days:
        yield f"every_days={course.every_days}"
    if course.workouts:
        yield f"workouts={','.join(course.workouts)}"
    elif slot.sessions_a_week > 1:
        yield from (f"session_of_week={slot.session_of_week}", f"sessions_a_week={slot.sessions_a_week}")
    if slot.is_deload_week:
        yield "deload_week=yes"
    if slot.athlete.experience is not ANYBODY.experience:
        yield f"experience={slot.athlete.experience}"
    if slot.athlete.sex:
        yield f"sex={slot.athlete.sex}"
    for exercise, done in slot.others.items():
        if done:
            yield f"{exercise}={write_history([Session(one.sets) for one in done])}"


def _settings(rule: Rule) -> list[str]:
    words = []
    for one in parameters(type(rule)):
        value = getattr(rule, one.name, one.default)
        if value != one.default:
            words += ["--set", f"{one.name}={value}"]
    return words


def make_ladder(loads: Sequence[str], unit: Unit = Unit.KG, aids: Sequence[str] = ()) -> Ladder:
    """Return a ladder of these loads."""
    helped = (Load(Decimal(0), unit, aid) for aid in aids)
    return Ladder(tuple(Rung(one) for one in (*helped, *(Load(Decimal(one), unit) for one in loads))))


@st.composite
def openings(draw: Draw) -> Situation:
    """Draw a situation without a history."""
    loads = draw(st.sampled_from((LADDERS[0], LADDERS[0], *LADDERS)))
    unit = draw(st.sampled_from((Unit.KG, Unit.LB)))
    is_aided = loads in AIDED
    aids = ("chair",) if is_aided and draw(st.booleans()) else ()
    ladder = make_ladder(loads, unit, aids)
    low = draw(st.sampled_from((8, 5, 1, 12, 20)))
    reps = RepRange(low, low + draw(st.sampled_from((4, 0, 2, 8))))
    start = draw(st.none() | st.sampled_from(ladder.loads[: 1 + len(ladder) // 2]))
    body = Load(Decimal(80), unit) if is_aided else None
    slot = Slot("row", draw(st.sampled_from((3, 2, 1, 5))), reps, bodyweight=body, start=start)
    situation: Situation = draw(_told_more(Situation(ladder, slot), unit))
    return situation


@st.composite
def _told_more(draw: Draw, situation: Situation, unit: Unit) -> Situation:
    """Draw what else a rule may know: when it is asked, for which session of the week, of whom, of what beside it."""
    every_days = draw(st.sampled_from((7, 7, 3, 2)))
    place, a_week = draw(st.sampled_from(((1, 1), (1, 3), (2, 3), (3, 3))))
    somebody = st.builds(Lifter, st.sampled_from(Experience), st.sampled_from(("", "female", "male")))
    course = Course(every_days, (), Invented(draw(st.sampled_from((0, 1, 2))), every_days, unit))
    slot = attrs.evolve(
        situation.slot,
        session_of_week=place,
        sessions_a_week=a_week,
        is_deload_week=draw(st.sampled_from((False, False, False, True))),
        athlete=draw(st.just(ANYBODY) | somebody),
    )
    return attrs.evolve(situation, slot=course.opening(slot), course=course)


Last = Callable[[Situation, Prescription], Iterable[SetDone]]
"""Says what is done in the last session of a situation, of what is asked there."""


@st.composite
def fair(draw: Draw, rule: Rule, most: int = 6, last: Last | None = None) -> Situation:
    """Draw a situation in which every session was about as asked: up to three reps more or less in a set."""
    situation: Situation = draw(openings())
    more = st.lists(st.sampled_from((0, 2, -3, 1, 3, -1, -2)), min_size=1, max_size=2)
    runs = draw(st.lists(st.tuples(more, st.sampled_from((1, 1, 3))), max_size=most // 2))
    for offsets in [one for one, times in runs for _ in range(times)]:
        asked = _asked(rule, situation)
        if asked is None:
            return situation
        pairs = zip(asked.sets, cycle(offsets), strict=False)
        situation = situation.then(asked, (one.met(max(1, one.reps + plus)) for one, plus in pairs))
    asked = _asked(rule, situation)
    return situation if last is None or asked is None else situation.then(asked, last(situation, asked))


@st.composite
def nasty(draw: Draw, rule: Rule, most: int = 5) -> Situation:
    """Draw a situation with anything in its history that a log can hold."""
    situation: Situation = draw(openings())
    # Workouts in turn, and weeks off between them.
    every_days, workouts = draw(st.sampled_from((7, 3, 40))), draw(st.sampled_from(((), ("heavy", "light"), ("a",))))
    course = Course(
        every_days, workouts, Invented(draw(st.sampled_from((0, 2))), every_days, situation.ladder.top.unit)
    )
    situation = attrs.evolve(situation, course=course, slot=course.opening(situation.slot))
    for _ in range(draw(st.integers(0, most))):
        asked = _asked(rule, situation)
        if asked is None:
            return situation
        situation = situation.after(asked, draw(_sessions(situation.ladder, asked)))
    return situation


def _asked(rule: Rule, situation: Situation) -> Prescription | None:
    """Ask a rule for what can be done; None where it fails, which the check that asks next will see."""
    try:
        asked = situation.ask(rule)
        return None if fault(asked, situation.ladder) else asked
    except RuleFailedError:
        return None


@st.composite
def _sessions(draw: Draw, ladder: Ladder, asked: Prescription) -> Session:
    """Draw a session: any loads and reps, sets left out or too many, unwell, unasked, asked again."""
    odd = Load(Decimal("3.3"), ladder.top.unit)
    loads = st.sampled_from((*ladder.loads, odd, *(one.load for one in asked.sets)))
    rir = st.sampled_from((None, None, None, Decimal(0), Decimal(3)))
    tried = st.builds(SetDone, st.sampled_from((0, 1, 5, 8, 10, 12, 13, 20, 40, 99)), loads, rir)
    sets = st.one_of(tried, tried, tried, st.builds(SetDone, st.just(0), loads, left_out=st.just(True)))
    done = tuple(draw(st.lists(sets, min_size=1, max_size=6)))
    kind = draw(st.sampled_from(("anyhow", "done well", "unwell", "unasked", "asked again", "anyhow")))
    if kind == "done well":
        return Session(tuple(one.met(one.reps + 3) for one in asked.sets))
    if kind == "asked again":
        targets = draw(st.lists(st.builds(SetTarget, st.integers(1, 30), loads), min_size=1, max_size=6))
        return Session(done, asked=tuple(targets))
    return Session(done, unwell=kind == "unwell", is_unasked=kind == "unasked")
