"""What every rule must satisfy, as pure checks: each returns the violation it finds in its smallest form, or None."""

from __future__ import annotations

import contextlib
import copy
import warnings
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from random import Random
from typing import Final

import attrs
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

from overload.guard import Failure, guarded
from overload.model import Prescription, RepRange, Rule, SetDone, Slot
from overload.progression import fault, home_of
from overload.testing.situations import (
    RuleFailedError,
    Situation,
    command,
    fair,
    make_ladder,
    nasty,
    openings,
)
from overload.testing.violation import Violation
from overload.testing.watching import deeds
from overload.units import Load

EXAMPLES: Final = 50
"""How many situations a check looks at."""
NASTY: Final = 100
"""How many where anything may be in the log."""
SESSIONS: Final = 40
"""So many sessions done as asked must lead to a heavier load."""
STILL: Final = 12
"""So many of them in a row must not all ask for the same."""
MOST_RUNGS, MOST_SHARE = 3, Decimal("1.2")
"""A session about as asked leads up by so many rungs or to such a share of the weight, no more."""
WAVE: Final = 4
"""After an easy session it may go back to what was lifted so many sessions ago."""
MOST_SETS: Final = 5
"""More sets than this are never added to those of the slot."""
MOST_REPS: Final = 5
"""And by so many reps in a set, past the top of the range and what was done."""
LONGEST_WHY: Final = 300
_ROW: Final = Slot("row", 3, RepRange(8, 10))
_NEAR: Final = make_ladder([str(Decimal("2.5") * step) for step in range(4, 40)])
_FAR: Final = make_ladder(["2", "4.5", "7", "12"])
_STARTS: Final = (
    Situation(_NEAR, _ROW),
    Situation(_NEAR, attrs.evolve(_ROW, start=_NEAR.loads[4])),
    Situation(_FAR, _ROW),
)


Look = Callable[[Situation], str]
"""Says what is wrong in a situation; empty if nothing is."""


class _HungError(BaseException):
    """Ends the search: what hangs is not tried again and again."""


def _smallest(
    check: str, rule: Rule, situations: st.SearchStrategy[Situation], look: Look, examples: int = EXAMPLES
) -> Violation | None:
    """Look at many situations; return the violation in the smallest one that has any.

    A rule that answers differently every time cannot be searched: of it the smallest one that was seen is returned.
    """
    seen: dict[int, Violation] = {}

    def is_wrong(situation: Situation) -> bool:
        try:
            message, place = look(situation), home_of(rule)[1]
        except RuleFailedError as error:
            message, place = error.failure.message, error.failure.place
            if error.failure.is_hang:
                # Smaller than any size there is, so this is the one that is told.
                seen[-1] = Violation(check, message, place, command(rule, situation))
                raise _HungError from None
        if message:
            seen[situation.size] = Violation(check, message, place, command(rule, situation))
        return bool(message)

    with warnings.catch_warnings(), contextlib.suppress(HypothesisException, ExceptionGroup, _HungError):
        warnings.simplefilter("ignore")
        find(situations, is_wrong, settings=settings(_LIMITS, max_examples=examples), random=Random(0))  # noqa: S311 - the same search every time
    return seen[min(seen)] if seen else None


_LIMITS: Final = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def total(rule: Rule) -> Violation | None:
    """It has an answer that can be lifted to whatever the log holds."""
    return _smallest("total", rule, nasty(rule), lambda one: fault(one.ask(rule), one.ladder), NASTY)


def on_the_ladder(rule: Rule) -> Violation | None:
    """It asks for loads that can be made and for 1 to 99 reps, in the sets the slot has or a few more."""

    def look(situation: Situation) -> str:
        proposed = situation.ask(rule)
        few = len(proposed.sets) <= situation.slot.sets + MOST_SETS if isinstance(proposed.sets, tuple) else True
        many = f"asked for {len(proposed.sets)} sets where the slot has {situation.slot.sets}"
        return fault(proposed, situation.ladder) or ("" if few else many)

    return _smallest("on the ladder", rule, fair(rule), look)


def starts_where_told(rule: Rule) -> Violation | None:
    """Its first session is not above the starting load."""

    def look(situation: Situation) -> str:
        heaviest, start = _heaviest(situation.ask(rule)), situation.slot.start
        allowed = start is None or heaviest <= max(start, situation.ladder.bottom)
        return "" if allowed else f"started at {heaviest}, above the starting load of {start}"

    return _smallest("starts where told", rule, openings(), look)


def bounded_jumps(rule: Rule) -> Violation | None:
    """A session about as asked never leads far up, in load or in reps."""

    def look(situation: Situation) -> str:
        if not situation.history:
            return ""
        last, proposed = situation.history[-1], situation.ask(rule)
        recent = [one.load for each in situation.history[-WAVE:] for one in each.sets]
        before, after = max(recent), _heaviest(proposed)
        rungs = sum(before < one <= after for one in situation.ladder)
        # A share of all that is lifted: from bodyweight to 5 kg more is endless as a share of what is added.
        body = situation.slot.bodyweight.kg if situation.slot.bodyweight else 0
        if rungs > MOST_RUNGS and after.kg + body > (before.kg + body) * MOST_SHARE:
            return f"goes from {before} up to {after} at once, {rungs} rungs"
        asked = last.asked.sets if last.asked else ()
        known = max(situation.slot.reps.high, *(one.reps for one in last.sets), *(one.reps for one in asked))
        most = max(one.reps for one in proposed.sets)
        return f"goes up to {most} reps at once, from {known} at most" if most > known + MOST_REPS else ""

    def a_little_more(_: Situation, asked: Prescription) -> Iterable[SetDone]:
        return (one.met(one.reps + 2) for one in asked.sets)

    return _smallest("bounded jumps", rule, fair(rule, last=a_little_more), look)


def monotone(rule: Rule) -> Violation | None:
    """Of two sessions at the load asked for, the one with a rep more in every set leads to no lighter load."""

    def look(situation: Situation) -> str:
        if not situation.history:
            return ""
        less, more = situation.ask(rule), situation.with_more_reps(1).ask(rule)
        pairs = zip(more.sets, less.sets, strict=False)
        lighter = [(one.load, other.load) for one, other in pairs if one.load < other.load]
        end = "with one rep more in every set of the last session"
        return f"asks for {lighter[0][1]} next, but only for {lighter[0][0]} {end}" if lighter else ""

    return _smallest("monotone", rule, fair(rule), look)


def failure_never_raises(rule: Rule) -> Violation | None:
    """After too few reps in every set, out of the range at that, nothing heavier is asked for."""

    def too_few(situation: Situation, asked: Prescription) -> Iterable[SetDone]:
        low = situation.slot.reps.low
        return (one.met(max(1, min(low, one.reps) - 1)) for one in asked.sets)

    def look(situation: Situation) -> str:
        asked = situation.history[-1].asked if situation.history else None
        if asked is None or situation.slot.reps.low == 1:
            return ""
        before, after = _heaviest(asked), _heaviest(situation.ask(rule))
        return f"asks for {after} after {before} had failed" if after > before else ""

    return _smallest("failure never raises", rule, fair(rule, last=too_few), look)


def explains_itself(rule: Rule) -> Violation | None:
    """Each proposal has a reason in one line, and a heavier load has another reason than a lighter one."""

    def look(situation: Situation) -> str:
        proposed = situation.ask(rule)
        if not isinstance(proposed.why, str) or not proposed.why.strip() or len(proposed.why.splitlines()) > 1:
            return "gives no reason in one line"
        if len(proposed.why) > LONGEST_WHY:
            return f"gives a reason of {len(proposed.why)} characters; {LONGEST_WHY} is the most"
        if not situation.history:
            return ""
        other = situation.with_more_reps(2).ask(rule)
        is_same = other.why == proposed.why and _heaviest(other) != _heaviest(proposed)
        return f"gives the same reason for {_heaviest(proposed)} and for {_heaviest(other)}" if is_same else ""

    return _smallest("explains itself", rule, fair(rule), look)


def changes_nothing(rule: Rule) -> Violation | None:
    """What it is given, and the rule itself, are as they were after it was asked."""

    def look(situation: Situation) -> str:
        history = list(situation.history)
        given = (situation.slot, history, situation.ladder)
        before, was = copy.deepcopy(given), repr(rule)
        outcome = guarded(lambda: rule.propose(*given), home_of(rule)[0])
        if given != before:
            return "changed what it was given"
        if isinstance(outcome, Failure):
            raise RuleFailedError(outcome)
        return "" if repr(rule) == was else "changed itself"

    return _smallest("changes nothing", rule, fair(rule), look)


def deterministic(rule: Rule) -> Violation | None:
    """The same question has the same answer, whatever was asked before and whoever asks."""

    def look(situation: Situation) -> str:
        first = situation.ask(rule)
        twin = attrs.evolve(rule) if attrs.has(type(rule)) else rule  # type: ignore[misc]  # attrs has been made sure of, which mypy does not see
        copied = copy.deepcopy(situation)
        for _ in range(2):
            attrs.evolve(situation, history=(), sessions=()).ask(rule)
            if situation.ask(rule) != first or copied.ask(twin) != first:
                return "answers the same question in different ways"
        return ""

    return _smallest("deterministic", rule, fair(rule), look)


def touches_nothing(rule: Rule) -> Violation | None:
    """It reaches for no file, network, clock or random number."""
    found: list[tuple[str, str]] = []

    def look(situation: Situation) -> str:
        situation.ask(rule)
        file = home_of(rule)[0]
        seen = deeds(lambda: _quietly(lambda: rule.propose(situation.slot, situation.history, situation.ladder)))
        found[:] = seen
        return f"reaches for {seen[0][0]}" if seen and file else ""

    violation = _smallest("touches nothing", rule, fair(rule, most=3), look)
    return attrs.evolve(violation, place=found[0][1]) if violation and found else violation


def _quietly(call: Callable[[], object]) -> None:
    with contextlib.suppress(Exception):
        call()


def makes_progress(rule: Rule) -> Violation | None:
    """Done as asked again and again, it leads to heavier loads, and never stands still for long below the heaviest."""
    ends: list[Situation] = []

    def look(situation: Situation) -> str:
        seen, wrong = [situation.ask(rule)], ""
        while not wrong and len(seen) <= SESSIONS:
            situation = situation.then(seen[-1], (one.met() for one in seen[-1].sets))
            seen.append(situation.ask(rule))
            wrong = fault(seen[-1], situation.ladder) or _standing(seen, situation)
        ends[:] = [situation]
        return wrong or _gained(seen, situation)

    found = _smallest("makes progress", rule, st.sampled_from(_STARTS), look)
    return attrs.evolve(found, command=command(rule, ends[0])) if found and ends else found


def _gained(seen: Sequence[Prescription], situation: Situation) -> str:
    """Say whether the load did not go up in the end; on a ladder of far rungs it need not."""
    early, late = (max(map(_heaviest, some)) for some in (seen[:STILL], seen[-STILL:]))
    if late < early:
        return f"is down from {early} to {late} after {SESSIONS} sessions done as asked"
    is_on = late > early or early == situation.ladder.top or situation.ladder is not _NEAR
    return "" if is_on else f"is still at {late} after {SESSIONS} sessions done as asked"


def _standing(seen: Sequence[Prescription], situation: Situation) -> str:
    """Say whether the same was asked too often in a row, or too many sets."""
    if len(seen[-1].sets) > situation.slot.sets + MOST_SETS:
        return f"has come to {len(seen[-1].sets)} sets"
    recent = {(one.sets, one.tempo) for one in seen[-STILL:]}
    if len(seen) < STILL or len(recent) > 1 or _heaviest(seen[-1]) >= situation.ladder.top:
        return ""
    return f"asks for the same {STILL} times in a row though every set was done as asked"


def _heaviest(asked: Prescription) -> Load:
    return max(one.load for one in asked.sets)
