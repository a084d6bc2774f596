"""`overload log` on a terminal: through the session that is due; each answer is stored at once."""

from __future__ import annotations

import re
import select
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import attrs
import click

from overload.cli.call import Call, report
from overload.cli.doubts import open_doubts, settle
from overload.cli.meant import meant
from overload.cli.output import say
from overload.cli.syncing import sync_after
from overload.errors import DataError, Problem
from overload.model import Measure, SetDone, SetKind, SetTarget
from overload.model.notation import UnclearError, write_sets
from overload.moments import long_day_words
from overload.plan import Plan, PlannedSlot, Session
from overload.plan.finding import due_on, next_with
from overload.plan.reading import read_sets
from overload.progression.today import as_carried_on
from overload.report.effort import anew_words, effort_words
from overload.report.readiness import keep_in_mind, loading_lines, warm_up_lines
from overload.report.turns import InOrder, in_order
from overload.report.words import rest_words, rests_said, sentence, slot_name, target_line
from overload.update import opened
from overload.update.desk import at_desk
from overload.update.session_form import DoneSoFar, slots_of, write_down

HELP = """\
  Enter        as asked: all sets that are left
  r2           as asked, with two left in the last set: r0, r1, r2, r3+
  10           reps of the next set; 10,10,8 of the next three
  3x8          three sets of 8 at the load asked for; 20x12,12 at another load, 3x8@20kg too
  L10/R9       where the sides differ; 10@rir2 or 10@rpe8 with two left in reserve
  45s          held for so long, 20m carried so far; neg 5 lowered, drop 15x8 a drop set
  0            a set you tried and failed; - in place of reps is one left out: 10,-,8
  -            leave out what is left of the exercise
  ?            how it is done
  b            back to the exercise before, to enter it again
  n            on to the next one; what is missing stays open
  q            leave; what you wrote down is kept, and the rest is asked for next time"""


EARLY: Final = "  (Enter pressed before this appeared is ignored.)"


@attrs.define
class Walk:
    """Where a walk is: the session, and what was written down in it. `told` are the problems of the last update.

    `early` are the answers that were typed before they were asked for.
    """

    call: Call
    with_timer: bool
    ordinal: int
    today: date
    told: tuple[Problem, ...] = ()
    early: list[str] = attrs.field(factory=list)
    has_written: bool = False

    def look(self) -> tuple[Plan, Session, tuple[PlannedSlot, ...]]:
        """Return the plan, the session and its exercises as they are now."""
        with at_desk(self.call.path, self.call.now) as desk:
            session = next(session for session in desk.plan.sessions if session.ordinal == self.ordinal)
            return desk.plan, session, slots_of(desk, session)

    def store(self, exercise: str, sets: Sequence[SetDone]) -> None:
        """Write down how an exercise was done so far; when this returns it is on the disk."""
        done = DoneSoFar(exercise, tuple(sets), on=self.today)
        updated = write_down(self.call.path, self.call.now, self.ordinal, done)
        if updated is not None:
            self.told, self.has_written = updated.problems, True

    def take_early(self) -> bool:
        """Take what was typed before an exercise is shown; tell whether Enter alone was, which then says nothing."""
        lines: list[str] = []
        while select.select([sys.stdin], [], [], 0)[0] and (line := sys.stdin.readline()):
            lines.append(line.strip())
        self.early += filter(None, lines)
        return "" in lines


def walk(call: Call, *, with_timer: bool) -> int:
    """Go through the session that is due, after what of the log is in doubt. Raises UsageError where none is due."""
    settle(call, open_doubts(call))
    with at_desk(call.path, call.now) as desk:
        today = desk.now.date()
        session = due_on(desk.plan, today)
    going = Walk(call, with_timer, session.ordinal, today)
    for line in _opening(session):
        say(line)
    place = 0
    while True:
        _, session, slots = going.look()
        if place >= len(slots):
            break
        slot = slots[place]
        if slot.is_whole:
            place += 1
            continue
        step = _exercise(going, slot, place, in_order(slots))
        if step is None:
            break
        if step < 0 and place:
            place -= 1
            before = slots[place]
            if before.done is not None:
                say(f"{before.exercise.name}: {write_sets(before.done.sets)} is undone; enter it again")
                going.store(before.key, ())
        elif step > 0:
            place += 1
    return _closing(going)


def _opening(session: Session) -> Iterator[str]:
    how = "Enter means as asked, r2 as asked with 2 left, ? for help."
    yield f"{session.day.name}, {long_day_words(session.start)}. {how}"
    yield from warm_up_lines(session)
    yield from loading_lines(session)


AS_ASKED_WITH: Final = re.compile(r"r\s*(\d)\+?", re.ASCII)
"""`r2`: as asked, and two more would have gone; `r3+` three or more."""
LEAVE: Final = {"q": None, "quit": None, "b": -1, "back": -1, "n": 1, "next": 1}
"""Answers that leave an exercise: out of the walk, back, or on."""


def _exercise(going: Walk, slot: PlannedSlot, place: int, order: Sequence[InOrder]) -> int | None:
    """Ask for one exercise until all its sets are known; return where to go: 1 on, -1 back, None out."""
    asked = slot.prescription.sets
    done = list(slot.done.sets) if slot.done else []
    here = order[place]
    name = f"{here.called} {slot.exercise.name}".strip()
    words = target_line(slot, name=f"{name} ({place + 1} of {len(order)})")
    is_early = going.take_early()
    say(f"\n{words}, rest {rests_said(here.rests)}")
    about = (slot.plates, sentence(effort_words(asked)), slot.prescription.why, *keep_in_mind(slot))
    for line in filter(None, about):
        say(f"  {line}", hang=0)
    if is_early:
        say(EARLY, hang=0)
    while _count(done) < max(1, len(asked)):
        said = going.early.pop(0) if going.early else _ask(_count(done), len(asked))
        if said in LEAVE:
            return LEAVE[said]
        if said in {"?", "h", "help"}:
            _explain(slot)
        elif given := _read(going, said, slot, _count(done)):
            done += given
            going.store(slot.key, done)
            say(f"  kept: {write_sets(done)}", hang=8)
            if _count(done) < len(asked):
                slot = _asked_again(going, slot)
                if going.with_timer:
                    _rest(here.rests[_count(done) - 1])
    _tell_what_comes(going, slot)
    return 1


def _asked_again(going: Walk, slot: PlannedSlot) -> PlannedSlot:
    """Return a slot with what is asked of the sets that are left, and say so where that is no longer the same."""
    _, _, slots = going.look()
    now = next((one for one in slots if one.key == slot.key), slot)
    if now.prescription.sets != slot.prescription.sets:
        words = anew_words(now.prescription, slot.exercise, slot.labels) or f"As before: {target_line(now, name='')}."
        is_early = going.take_early()
        say(f"  {words}{f' ({now.plates})' if now.plates else ''}", hang=2)
        if is_early:
            say(EARLY, hang=0)
    return now


def _ask(known: int, count: int) -> str:
    """Ask for what comes after so many sets; the end of input leaves."""
    which = f"set {known + 1} of {count}" if known else "sets"
    try:
        return input(f"  {which}> ").strip()
    except EOFError:
        return "q"


def _read(going: Walk, said: str, slot: PlannedSlot, known: int) -> tuple[SetDone, ...]:
    """Read an answer; what cannot be read is told and gives no sets."""
    try:
        return _answer(going, said, slot, known)
    except UnclearError as unclear:
        chosen = meant(unclear)
        return chosen.sets if chosen else ()
    except DataError as error:
        for problem in error.problems:
            click.echo(f"  {problem}")
            if problem.pointer:
                click.echo(problem.pointer)
        return ()


def _answer(going: Walk, said: str, slot: PlannedSlot, known: int) -> tuple[SetDone, ...]:
    """Read an answer as sets: nothing is what is left as asked, a dash leaves it out. Raises DataError."""
    left = as_carried_on(slot.prescription, slot.done.sets if slot.done else ())[known:]
    if not said:
        return tuple(target.ticked() for target in left)
    if match := AS_ASKED_WITH.fullmatch(said.lower()):
        return _with_left(left, Decimal(match[1]))
    if said == "-":
        return tuple(target.skipped() for target in left)
    with opened(going.call.path, to_write_down=True) as folder:
        return read_sets(folder.config, folder.catalog, slot.exercise, said, left, is_shown=True)


def _with_left(targets: Sequence[SetTarget], rir: Decimal) -> tuple[SetDone, ...]:
    """Return sets as asked, the last of work in reps with so many left. Raises DataError where there is none."""
    sets = [target.met() for target in targets]
    places = [at for at, one in enumerate(sets) if one.counted_as == (Measure.REPS, SetKind.WORK)]
    if not places:
        raise DataError(Problem("", "these sets count no reps that could be left", "press Enter if it went as asked"))
    sets[places[-1]] = attrs.evolve(sets[places[-1]], rir=rir)
    return tuple(sets)


def _count(sets: Sequence[SetDone]) -> int:
    """Return how many sets these are; left and right are one."""
    return sum(done.side != "right" for done in sets)


def _explain(slot: PlannedSlot) -> None:
    say(HELP, hang=13)
    say(f"  {slot.exercise.name}: {slot.exercise.instructions}", hang=0)
    for cue in slot.exercise.cues:
        say(f"  - {cue}")


def _tell_what_comes(going: Walk, slot: PlannedSlot) -> None:
    plan, session, _ = going.look()
    found = next_with(plan, slot.exercise.id, but=session, lane=slot.lane)
    if found is not None:
        later = found[1]
        say(f"  next time: {target_line(later, name='')}. {sentence(later.prescription.why)}", hang=2)


def _closing(going: Walk) -> int:
    _, session, slots = going.look()
    left = [slot_name(slot) for slot in slots if slot.sets_done < len(slot.prescription.sets)]
    click.echo("")
    if left:
        say(f"kept; still open in {session.id}: {', '.join(left)} ('overload log' picks up there)")
    else:
        say(f"{session.id} {session.day.name} is logged; the calendar is up to date")
    if going.has_written:
        say("'overload log undo' undoes the last entry")
    return max(report(going.told), sync_after(going.call))


def _rest(seconds: int, clock: Callable[[], float] = time.monotonic) -> None:
    """Count down on one line; Enter ends it."""
    end = clock() + seconds
    while (left := end - clock()) > 0:
        click.echo(f"\r  rest {rest_words(round(left))} (Enter: carry on) ", nl=False)
        if select.select([sys.stdin], [], [], min(1.0, left))[0]:
            sys.stdin.readline()
            break
    click.echo("\r" + " " * 40 + "\r", nl=False)
