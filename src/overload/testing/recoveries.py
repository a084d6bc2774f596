"""What every rule must do about the days that did not go as planned: it comes down, and it comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final

import attrs

from overload.model import Prescription, RepRange, Rule, SetDone, SetTarget, Slot
from overload.progression import Occasion, e1rm, home_of, prescribe_on, system_weight
from overload.testing.checks import SESSIONS, STILL
from overload.testing.course import FIRST_DAY
from overload.testing.replaying import Session
from overload.testing.situations import RuleFailedError, Situation, command, make_ladder
from overload.testing.violation import Violation
from overload.units import Load

IN_VAIN: Final = 2
"""So many sessions of nothing but zero reps in a row, and something easier is asked for."""
BACK: Final = 24
"""So many sessions done as asked after one that failed are enough to be back."""
WEEKS_OFF: Final = 4
BACK_AGAIN: Final = 5
"""So many sessions done as asked after weeks off are enough to be asked again for what was asked before them."""
STAYS: Final = 8
"""So many sessions later it is asked for still, if not more: a light one may be among them."""
CAN: Final = 60.0
"""The maximum of somebody who looks for their load, in kg."""
FAR_TOO_LIGHT: Final = Decimal("0.35")
FAR_TOO_HEAVY: Final = Decimal("1.5")
LIGHT_FOUND: Final = 12
HEAVY_FOUND: Final = 6
"""So many sessions are enough to find the load from there."""
NEAR: Final = (0.8, 1.06)
"""A load is found where what is asked is worth such a share of the maximum."""
TIRED: Final = 0.03
A_YEAR: Final = 52
GROWN: Final = 1.004
"""What a session adds to a maximum."""
FIVE: Final = 5
LED_IN: Final = 6
"""Sessions done as asked before something happens."""
_LADDER: Final = make_ladder([str(Decimal("2.5") * step) for step in range(4, 40)])
_SLOT: Final = Slot("row", 3, RepRange(8, 12), start=_LADDER.loads[6])
_PULL_UPS: Final = make_ladder(["-30", "-15", "0", "2.5", "5", "10"])
_PULL_UP: Final = Slot("pull-up", 3, RepRange(5, 10), bodyweight=Load(Decimal(80)), start=_PULL_UPS.loads[2])
_STARTS: Final = (Situation(_LADDER, _SLOT), Situation(_PULL_UPS, _PULL_UP))

Told = Iterator[tuple[Situation, str]]
"""What is wrong where, if anything."""


def comes_down(rule: Rule) -> Violation | None:
    """Zero reps come down: session after session in vain, it asks for something easier as long as there is such."""

    def look(start: Situation) -> Told:
        situation = start
        first = situation.ask(rule)
        for _ in range(IN_VAIN):
            asked = situation.ask(rule)
            situation = situation.then(asked, (attrs.evolve(_done(one), reps=0) for one in asked.sets))
        last = situation.ask(rule)
        if _heaviest(last) >= _heaviest(first) and _most(last) >= _most(first) and not _is_easiest(first, start):
            yield situation, f"asks for {_said(last)} after {IN_VAIN} sessions of nothing but 0 reps at {_said(first)}"

    return _each("comes down", rule, look)


def recovers(rule: Rule) -> Violation | None:
    """After a session that fell short, sessions done as asked lead back to what had been asked, and past it."""

    def look(start: Situation) -> Told:
        situation, _ = _led_in(rule, start, LED_IN)
        asked = situation.ask(rule)
        situation = situation.then(asked, (attrs.evolve(_done(one), reps=max(1, one.reps - 3)) for one in asked.sets))
        situation, seen = _led_in(rule, situation, BACK)
        if not any(_is_at_least(one, asked) for one in seen):
            yield situation, f"fell short once of {_said(asked)} and is still below it {BACK} sessions later"

    return _each("recovers", rule, look)


def takes_another_load(rule: Rule) -> Violation | None:
    """A heavier load than asked for, done with more reps than asked for, counts: the next ask is not below the last."""

    def look(start: Situation) -> Told:
        situation, _ = _led_in(rule, start, 2)
        asked = situation.ask(rule)
        up = situation.ladder.next_up(_heaviest(asked))
        if up is None:
            return
        reps = max(situation.slot.reps.high, _most(asked)) + 1
        situation = situation.then(asked, (SetDone(reps, up, measure=one.measure) for one in asked.sets))
        after = situation.ask(rule)
        if _heaviest(after) < _heaviest(asked):
            yield situation, f"asks for {_said(after)} after {reps} reps at {up}, where {_said(asked)} had been asked"

    return _each("takes another load", rule, look)


def leaves_out_what_was_left_out(rule: Rule) -> Violation | None:
    """A set left out is not a miss: what was asked does not come down for it."""

    def look(start: Situation) -> Told:
        situation, _ = _led_in(rule, start, LED_IN)
        asked = situation.ask(rule)
        if len(asked.sets) < 2:
            return
        *kept, last = map(_done, asked.sets)
        situation = situation.then(asked, (*kept, attrs.evolve(last, reps=0, left_out=True)))
        after = situation.ask(rule)
        if _heaviest(after) < min(one.load for one in asked.sets):
            yield situation, f"asks for {_said(after)} after one set of {_said(asked)} was left out"

    return _each("leaves out what was left out", rule, look)


def forgives_days_unwell(rule: Rule) -> Violation | None:
    """A day of not being well counts for nothing: it asks for what it had asked for."""

    def look(start: Situation) -> Told:
        situation, _ = _led_in(rule, start, LED_IN)
        asked = situation.ask(rule)
        ill = Session(tuple(attrs.evolve(_done(one), reps=max(1, one.reps // 2)) for one in asked.sets), unwell=True)
        situation = situation.after(asked, ill)
        after = situation.ask(rule)
        if _heaviest(after) < _heaviest(asked):
            yield situation, f"asks for {_said(after)} after an unwell day on which {_said(asked)} had been asked"

    return _each("forgives days unwell", rule, look)


def effort_never_freezes(rule: Rule) -> Violation | None:
    """Whoever notes that plenty was left is not asked for the same a dozen times for it."""

    def look(start: Situation) -> Told:
        for noted in (Decimal(4), Decimal(6)):
            situation, seen = _led_in(rule, start, SESSIONS, noted)
            recent = {(one.sets, one.tempo) for one in seen[-STILL:]}
            is_top = _heaviest(seen[-1]) >= situation.ladder.top
            if len(recent) == 1 and not is_top:
                yield situation, f"asks for {_said(seen[-1])} {STILL} times, each done with {noted} left in reserve"

    return _each("effort never freezes", rule, look)


def comes_back(rule: Rule) -> Violation | None:
    """Four weeks off are made up in five sessions: done as asked, they lead back to what had been asked, to stay.

    It is asked as a training folder asks, with what is taken off around any rule after weeks off.
    """

    def look(start: Situation) -> Told:
        situation, seen = _led_in(rule, start, LED_IN, ask=_on_the_day)
        asked = seen[-1]
        begin = FIRST_DAY + timedelta(weeks=LED_IN - 1 + WEEKS_OFF)
        situation = attrs.evolve(situation, slot=attrs.evolve(situation.slot, date=begin))
        situation, seen = _led_in(rule, situation, BACK_AGAIN + STAYS, ask=_on_the_day)
        if not any(_is_at_least(one, asked) for one in seen[:BACK_AGAIN]):
            yield situation, f"is still below {_said(asked)} {BACK_AGAIN} sessions after {WEEKS_OFF} weeks off"
        elif not any(_is_at_least(one, asked) for one in seen[-STAYS // 2 :]):
            yield situation, f"is below {_said(asked)} again {len(seen)} sessions after {WEEKS_OFF} weeks off"

    return _each("comes back", rule, look)


def finds_a_heavier_load(rule: Rule) -> Violation | None:
    """From a third of the right load it finds that within twelve sessions, where the last set goes to its end."""
    return _finds("finds a heavier load", rule, FAR_TOO_LIGHT, LIGHT_FOUND)


def finds_a_lighter_load(rule: Rule) -> Violation | None:
    """From half as much again as the right load it is down to what can be lifted within six sessions."""
    return _finds("finds a lighter load", rule, FAR_TOO_HEAVY, HEAVY_FOUND)


def _finds(check: str, rule: Rule, share: Decimal, within: int) -> Violation | None:
    right = Load(Decimal(f"{CAN / (1 + 10 / 30):.2f}"))
    begin = _LADDER.nearest(Load(right.amount * share))
    situation = Situation(_LADDER, attrs.evolve(_SLOT, start=begin))
    try:
        for _ in range(within):
            situation = _lived(rule, situation, CAN)
        asked = situation.ask(rule)
    except RuleFailedError as error:
        return Violation(check, error.failure.message, error.failure.place)
    worth = max(e1rm(system_weight(one.load), one.reps) for one in asked.sets)
    if NEAR[0] * CAN <= worth <= NEAR[1] * CAN:
        return None
    message = f"asks for {_said(asked)} {within} sessions after {begin}, of somebody who lifts {right} ten times"
    return Violation(check, message, home_of(rule)[1], command(rule, situation))


def never_the_same_for_ever(rule: Rule) -> Violation | None:
    """Whoever does what is asked, and grows a little, is not asked for just the same five times running."""

    def look(start: Situation) -> Told:
        body = 0.0 if start.slot.bodyweight is None else float(start.slot.bodyweight.kg)
        can, situation, same, before = (
            1.5 * (float((start.slot.start or start.ladder.bottom).kg) + body),
            start,
            0,
            None,
        )
        for _ in range(A_YEAR):
            asked = situation.ask(rule)
            same = same + 1 if (asked.sets, asked.tempo) == before else 1
            before = (asked.sets, asked.tempo)
            if same >= FIVE and _heaviest(asked) < situation.ladder.top:
                yield situation, f"asks for {_said(asked)} {FIVE} times running, of somebody who does what is asked"
            situation, can = _lived(rule, situation, can), can * GROWN

    return _each("never the same for ever", rule, look)


def _lived(rule: Rule, situation: Situation, can: float) -> Situation:
    """Return the situation after a session of somebody whose maximum (kg, system) is this, by Epley.

    Each set is a little tired by those before it; the last one goes to its end, with one left.
    """
    asked, done = situation.ask(rule), []
    for place, target in enumerate(asked.sets):
        weight = max(system_weight(target.load, situation.slot.bodyweight), 0.1)
        possible = max(0, int(30 * (can * (1 - TIRED * place) / weight - 1)))
        is_last = place == len(asked.sets) - 1
        reps = min(possible, max(target.reps, possible - 1) if is_last else target.reps)
        done.append(attrs.evolve(_done(target), reps=min(reps, target.measure.most)))
    return situation.then(asked, done)


def _on_the_day(rule: Rule, situation: Situation) -> Prescription:
    """Return what is asked for on the day the slot tells, time off and all."""
    slot = situation.slot if situation.slot.date else situation.course.opening(situation.slot)
    asked, problem = prescribe_on(Occasion(slot.date or FIRST_DAY), rule, slot, situation.history, situation.ladder)
    if problem is not None:
        situation.ask(rule)  # it fails with what it failed with
    return asked


def _each(check: str, rule: Rule, look: Callable[[Situation], Told]) -> Violation | None:
    """Look from each start; return the first violation, with the line that shows it."""
    for start in _STARTS:
        try:
            found = next(look(start), None)
        except RuleFailedError as error:
            return Violation(check, error.failure.message, error.failure.place)
        if found is not None:
            situation, message = found
            return Violation(check, message, home_of(rule)[1], command(rule, situation))
    return None


def _led_in(
    rule: Rule,
    situation: Situation,
    sessions: int,
    rir: Decimal | None = None,
    ask: Callable[[Rule, Situation], Prescription] = lambda rule, situation: situation.ask(rule),
) -> tuple[Situation, list[Prescription]]:
    """Return the situation after so many sessions done as asked, and what was asked for in them."""
    seen = []
    for _ in range(sessions):
        asked = ask(rule, situation)
        seen.append(asked)
        situation = situation.then(asked, (attrs.evolve(_done(one), rir=rir) for one in asked.sets))
    return situation, seen


def _done(target: SetTarget) -> SetDone:
    return SetDone(target.reps, target.load, measure=target.measure, kind=target.kind)


def _heaviest(asked: Prescription) -> Load:
    return max(one.load for one in asked.sets)


def _most(asked: Prescription) -> int:
    return max(one.reps for one in asked.sets)


def _is_at_least(one: Prescription, other: Prescription) -> bool:
    """Tell whether an ask is heavier than another, or as heavy with as many reps and sets."""
    if _heaviest(one) != _heaviest(other):
        return _heaviest(one) > _heaviest(other)
    return sum(each.reps for each in one.sets) >= sum(each.reps for each in other.sets)


def _is_easiest(asked: Prescription, start: Situation) -> bool:
    return _heaviest(asked) == start.ladder.bottom and _most(asked) <= start.slot.reps.low


def _said(asked: Prescription) -> str:
    return f"{', '.join(str(one.reps) for one in asked.sets)} at {_heaviest(asked)}"
