"""The guarded call of a rule: whatever a rule does, a slot gets a prescription that can be lifted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

import attrs

from overload.errors import Problem
from overload.guard import Failure, file_of, guarded
from overload.model import Ladder, Measure, Performed, Prescription, Rule, SetKind, SetTarget, Slot
from overload.progression.asking import ask, fit, snap, start
from overload.progression.missing_rule import MissingRule
from overload.progression.reading import counting, usual
from overload.units import Load

MOST_SETS: Final = 20
"""More sets of one exercise than this are never a plan."""
MOST_REST: Final = 1800
"""Seconds of the longest rest between two sets."""
MOST_RIR: Final = 10
_REPS: Final = Measure.REPS


def prescribe(
    rule: Rule, slot: Slot, history: Sequence[Performed], ladder: Ladder, plugin: str = ""
) -> tuple[Prescription, Problem | None]:
    """Ask a rule, of a `plugin` where it is not built in, for the next prescription of a slot; never be let down.

    `history` is oldest first, the ladder has a rung. A rule that raises, exits, prints, takes longer than the edges of
    the program allow, or returns something that cannot be lifted costs one "hold the last load", whose reason names
    the rule and its plugin, and the problem that says what it did. KeyboardInterrupt alone passes through.
    """
    if isinstance(rule, MissingRule):
        return hold(slot, history, ladder, f"rule '{rule.name}' is missing, {rule.why}"), _is_not_there(rule)
    named = f"rule '{name_of(rule)}'" + (f" of plugin '{plugin}'" if plugin else "")
    file, line = home_of(rule)
    outcome = guarded(lambda: _asked(rule, slot, tuple(history), ladder), file, named, line)
    if isinstance(outcome, Failure):
        why = f"{named} failed"
        return hold(slot, history, ladder, why), _problem(named, outcome.message, outcome.place or line)
    proposed, wrong = outcome
    if wrong:
        why = f"{named} asked for something that cannot be lifted"
        return hold(slot, history, ladder, why), _problem(named, wrong, line)
    return proposed, None


def _asked(rule: Rule, slot: Slot, history: tuple[Performed, ...], ladder: Ladder) -> tuple[Prescription, str]:
    proposed = rule.propose(slot, history, ladder)
    wrong = fault(proposed, ladder, slot)
    return proposed if wrong else completed(proposed, slot), wrong


def completed(proposed: Prescription, slot: Slot) -> Prescription:
    """Return what a rule asked for, with what it left to the slot: what is counted, and how far an open set goes."""
    return with_open_end(in_measure(proposed, slot), slot)


def in_measure(proposed: Prescription, slot: Slot) -> Prescription:
    """Return what a rule asked for in what the slot is counted in, where the rule says of no set what it counts.

    So a rule that steps a count serves a plank as well.
    """
    if slot.reps.measure is _REPS or any(target.measure is not _REPS for target in proposed.sets):
        return proposed
    return attrs.evolve(proposed, sets=tuple(attrs.evolve(one, measure=slot.reps.measure) for one in proposed.sets))


def with_open_end(proposed: Prescription, slot: Slot) -> Prescription:
    """Return what a rule asked for, its open sets as far as the slot lets them go where the rule does not say."""
    rir = slot.open_end.rir
    if rir is None or not any(target.amrap and target.rir is None for target in proposed.sets):
        return proposed
    ended = (attrs.evolve(one, rir=rir) if one.amrap and one.rir is None else one for one in proposed.sets)
    return attrs.evolve(proposed, sets=tuple(ended))


def hold(slot: Slot, history: Sequence[Performed], ladder: Ladder, because: str) -> Prescription:
    """Return the load last done once more, with the reps done as far as they are in the range.

    Days of not being well count only where there is no other. Where nothing was ever done, it is what was last asked
    for, else the start.
    """
    why = f"Hold the last load: {because}."
    reps, load = _last_done(slot, history) or _last_asked(history) or ((slot.reps.low,), start(slot, ladder))
    return ask(fit(reps, slot.sets), snap(load, ladder), why, measure=slot.reps.measure)


def _last_done(slot: Slot, history: Sequence[Performed]) -> tuple[tuple[int, ...], Load] | None:
    counted = [counting(session, slot) for session in history]
    lifted = [session for session in counted if any(done.reps for done in session.sets)]
    session = next((session for session in reversed(lifted) if not session.unwell), lifted[-1] if lifted else None)
    if session is None:
        return None
    load = usual([done.load for done in session.sets if done.reps])
    reps = [done.reps for done in session.sets if done.reps and done.load == load]
    return tuple(min(max(number, slot.reps.low), slot.reps.high) for number in reps), load


def _last_asked(history: Sequence[Performed]) -> tuple[tuple[int, ...], Load] | None:
    sets = next((session.asked.sets for session in reversed(history) if session.asked and session.asked.sets), ())
    return (tuple(target.reps for target in sets), sets[0].load) if sets else None


def name_of(rule: object) -> str:
    """Return the name a rule goes by, or its class's where it has none."""
    name = getattr(type(rule), "name", "")
    return name if isinstance(name, str) and name else type(rule).__name__


def _problem(named: str, message: str, place: str) -> Problem:
    return Problem(place, f"{named} {message}", "the last load is held; fix the rule or choose another in plan.toml")


def _is_not_there(rule: MissingRule) -> Problem:
    held = "the last load is held; bring the plugin back, or choose another rule in plan.toml"
    hint = f"{rule.hint} {held[0].upper()}{held[1:]}" if rule.hint else held
    return Problem("plan.toml", f"rule '{rule.name}' is missing: {rule.why}", hint)


def home_of(rule: object) -> tuple[str, str]:
    """Return the file a rule's class is written in, and its propose() in it (`file:line`); empty where it has none.

    A class that takes its propose() from another file is its own file's all the same: that one is to blame.
    """
    code = getattr(getattr(type(rule), "propose", None), "__code__", None)
    file = file_of(type(rule)) or (code.co_filename if code else "")
    return file, f"{file}:{code.co_firstlineno}" if code and code.co_filename == file else file


def fault(proposed: object, ladder: Ladder, slot: Slot | None = None) -> str:
    """Say what is wrong with what a rule returned for a slot; empty if nothing is."""
    if not isinstance(proposed, Prescription):
        return f"returned {type(proposed).__name__}, not a Prescription"
    if not isinstance(proposed.sets, tuple) or not 1 <= len(proposed.sets) <= MOST_SETS:
        return f"returned sets that are not a tuple of 1 to {MOST_SETS}"
    for text, word in ((proposed.why, "why"), (proposed.tempo, "tempo")):
        if not isinstance(text, str) or len(text.splitlines()) > 1 or (word == "why" and not text.strip()):
            return f"returned a {word} that is not one line of text"
    measure = slot.reps.measure if slot else None
    return next(filter(None, (_set_fault(target, ladder, measure) for target in proposed.sets)), "")


def _set_fault(target: object, ladder: Ladder, measure: Measure | None) -> str:
    if not isinstance(target, SetTarget):
        return f"returned {type(target).__name__} among its sets, not a SetTarget"
    counts, kind = _read(Measure, target.measure), _read(SetKind, target.kind)
    if counts is None or kind is None:
        wrong = f"measure {target.measure!r}" if counts is None else f"kind {target.kind!r}"
        return f"asked for a set of {wrong}, which is none"
    # Who names no measure means the slot's.
    counts = measure or counts if counts is _REPS else counts
    if counts is Measure.METRES and measure not in {None, Measure.METRES}:
        return f"asked for metres of what is counted in {measure}"
    if type(target.reps) is not int or not 1 <= target.reps <= counts.most:
        return f"asked for {target.reps!r} {counts}, not 1 to {counts.most}"
    return _effort_fault(target) or _load_fault(target.load, ladder)


_E = TypeVar("_E", bound=StrEnum)


def _read(kind: type[_E], value: object) -> _E | None:
    """Return a value as that enum's, None where it is another's: a plugin's types are not checked by anybody."""
    return value if isinstance(value, kind) else None


def _effort_fault(target: SetTarget) -> str:
    rest: object = target.rest_s
    if rest is not None and (type(rest) is not int or not 0 <= rest <= MOST_REST):
        return f"asked for a rest of {rest!r}, not of 0 to {MOST_REST} whole seconds"
    rir: object = target.rir
    if rir is not None and not (isinstance(rir, Decimal) and rir.is_finite() and 0 <= rir <= MOST_RIR):
        return f"asked for {rir!r} reps in reserve, not for a Decimal from 0 to {MOST_RIR}"
    return "" if isinstance(target.amrap, bool) else f"asked for amrap={target.amrap!r}, not True or False"


def _load_fault(load: object, ladder: Ladder) -> str:
    amount: object = load.amount if isinstance(load, Load) else None
    if not isinstance(load, Load) or not isinstance(amount, Decimal):
        return f"asked for the load {load!r}, not a Load"
    if not amount.is_finite():
        return f"asked for a load of {amount}"
    if load in ladder:
        return ""
    near = " and ".join(str(rung) for rung in (ladder.next_down(load), ladder.next_up(load)) if rung)
    return f"asked for {load}, which cannot be made; the nearest loads are {near}"
