"""What every rule must satisfy beyond its answers: its parameters, its speed, and the same answers in any process."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import partial
from types import FrameType
from typing import Any, Final

from overload.config.written import toml
from overload.errors import DataError
from overload.guard import Failure, guarded
from overload.model import RepRange, Rule, Slot
from overload.progression import Parameter, home_of, parameters, rule_from, summary
from overload.testing.elsewhere import differing
from overload.testing.situations import LADDERS, RuleFailedError, Situation, command, make_ladder
from overload.testing.violation import Violation
from overload.testing.watching import uncollected
from overload.units import Load

MOST_STEPS: Final = 250_000
"""Lines of Python that a proposal after two years of training may run: some 50 ms, a built-in rule runs 2,000.

They are counted, not timed: a machine with other work to do, or a slow one, must not make a rule wrong.
"""
_TWO_YEARS: Final = 120
_NAME: Final = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


def is_documented(rule: Rule) -> Violation | None:
    """It has a name, a sentence that says what it does, and each parameter a type, a default and a help text."""
    said = next(_undocumented(type(rule)), "")
    return Violation("is documented", said, home_of(rule)[1]) if said else None


def _undocumented(rule: type[Rule]) -> Iterator[str]:
    name = getattr(rule, "name", None)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield f"has the name {name!r}; write it in lower case with hyphens, like name = 'my-rule'"
    if "__attrs_attrs__" not in vars(rule):
        yield "is not an attrs class; write @attrs.frozen above it"
    if not summary(rule):
        yield "has no docstring; its first line is what 'overload rules' shows"
    for one in parameters(rule):
        if not one.help:
            yield f"parameter '{one.name}' has no help text; write {one.name}: TYPE = parameter(DEFAULT, help='...')"


def can_be_set(rule: Rule) -> Violation | None:
    """Each parameter can be written in plan.toml and comes back as it was; a value of another type is refused."""
    for one in parameters(type(rule)):
        said = _unsettable(type(rule), one, getattr(rule, one.name, one.default))
        if said:
            return Violation("can be set", f"parameter '{one.name}' {said}", home_of(rule)[1])
    return None


def _unsettable(rule: type[Rule], one: Parameter, value: object) -> str:
    for wanted in dict.fromkeys((one.default, value, *one.choices)):
        if wanted is None:
            continue
        outcome = guarded(partial(_there_and_back, rule, one.name, wanted), home_of(rule)[0])
        if isinstance(outcome, Failure):
            return f"cannot be {wanted!r} in plan.toml: it {outcome.message}"
        if outcome != wanted:
            return f"is {outcome!r} after {wanted!r} was written in plan.toml"
    if type(one.default) is int and _changed(rule, one.name, one.default + 1) not in {None, one.default + 1}:
        return f"is not {one.default + 1} after {one.default + 1} was written in plan.toml"
    try:
        rule_from(rule, {one.name: [[]]})
    except DataError:
        return ""
    except Exception as error:  # noqa: BLE001 - whatever a validator raises
        return f"raises {type(error).__name__} for a value of another type, not a problem with its place"
    return "takes a list of lists for a value"


def _changed(rule: type[Rule], name: str, value: int) -> object:
    """Return what comes of another value; None where it is refused."""
    try:
        return _there_and_back(rule, name, value)
    except DataError:
        return None


def _there_and_back(rule: type[Rule], name: str, value: object) -> object:
    read = tomllib.loads(f"value = {toml(value)}", parse_float=Decimal)["value"]
    return getattr(rule_from(rule, {name: read}), name)


def is_quick(rule: Rule) -> Violation | None:
    """A proposal after two years of training runs no more than 250,000 lines of Python."""
    situation = Situation(make_ladder(LADDERS[0]), Slot("row", 3, RepRange(8, 12)))
    try:
        for _ in range(_TWO_YEARS):
            asked = situation.ask(rule)
            situation = situation.then(asked, (one.met() for one in asked.sets))
        situation.ask(rule)
    except RuleFailedError as error:
        return Violation("is quick", error.failure.message, error.failure.place)
    # It has just answered this. Asked without a limit, no look at the clock is among what is counted.
    steps = _steps(lambda: rule.propose(situation.slot, situation.history, situation.ladder))
    if steps <= MOST_STEPS:
        return None
    return Violation("is quick", f"runs {steps:,} lines of Python after {_TWO_YEARS} sessions", home_of(rule)[1])


def _steps(call: Callable[[], object]) -> int:
    """Call, and return how many lines of Python it ran (the calls and returns among them count as lines).

    What it raises other checks tell.
    """
    steps = 0

    def count(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    with uncollected():
        sys.settrace(count)
        try:
            with suppress(Exception):
                call()
        finally:
            sys.settrace(before)
    return steps


def same_anywhere(rule: Rule) -> Violation | None:
    """It answers the same in processes that order sets and dictionaries of text in other ways."""
    situations = list(_canned(rule))
    found = differing(rule, situations)
    if found is None:
        return None
    said = "answers differently in another process: does it go through a set, or use hash() or id()?"
    return Violation("deterministic", said, home_of(rule)[1], command(rule, situations[found]))


def _canned(rule: Rule) -> Iterator[Situation]:
    """Yield situations in the order of their size: sessions as asked, a little more, and too little."""
    for loads in LADDERS:
        body = Load(Decimal(80)) if loads[0].startswith(("-", "0")) else None
        for pattern in ((0, 0, 0, 0), (2, 2, -3, -3), (4, -1, -9, 1)):
            yield from _following(
                rule, Situation(make_ladder(loads), Slot("row", 3, RepRange(8, 12), 90, 1, body)), pattern
            )


def _following(rule: Rule, situation: Situation, pattern: Sequence[int]) -> Iterator[Situation]:
    for more in pattern:
        yield situation
        try:
            asked = situation.ask(rule)
        except RuleFailedError:
            return
        situation = situation.then(asked, (one.met(max(1, one.reps + more)) for one in asked.sets))
