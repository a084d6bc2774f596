"""Questioning a rule with a history written as lifters write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from overload import Ladder, Load, Performed, Prescription, RepRange, Rule, Rung, SetDone, SetTarget, Slot

MONDAY = date(2026, 1, 5)


def _rack(*amounts: str) -> Ladder:
    return Ladder(tuple(Rung(Load(Decimal(amount))) for amount in amounts))


RACK = _rack(*(str(Decimal("2.5") * step) for step in range(1, 17)))


def _sets(text: str) -> tuple[SetDone, ...]:
    """Read `20x12,12 22.5x8`."""
    pairs = (part.split("x") for part in text.split())
    return tuple(SetDone(int(reps), Load(Decimal(load))) for load, all_reps in pairs for reps in all_reps.split(","))


def session(text: str, day: date, proposed: Prescription | None) -> Performed:
    """Read one session; `[10,10,9]>20x10,9,9` says what had been asked, `~` before it an unwell day."""
    match = re.fullmatch(r"(~?)(?:\[([\d,]+)\](?:@([\d.]+))?>)?(.*)", text.strip())
    assert match
    done = _sets(match[4])
    asked = proposed
    if match[2]:
        load = Load(Decimal(match[3])) if match[3] else done[0].load
        asked = Prescription(tuple(SetTarget(int(reps), load) for reps in match[2].split(",")), "as given")
    return Performed(day, done, asked, unwell=bool(match[1]))


@pytest.fixture
def play() -> Callable[..., list[Prescription]]:
    """Play a history through a rule: what it proposes at first and after each session."""

    def run(
        rule: Rule,
        history: str,
        *,
        reps: tuple[int, int] = (8, 12),
        sets: int = 3,
        ladder: Ladder = RACK,
        start: str = "",
    ) -> list[Prescription]:
        slot = Slot("row", sets, RepRange(*reps), start=Load(Decimal(start)) if start else None)
        past: list[Performed] = []
        proposed = [rule.propose(slot, (), ladder)]
        for number, text in enumerate(history.split("|") if history else []):
            past.append(session(text, MONDAY + timedelta(weeks=number), proposed[-1]))
            proposed.append(rule.propose(slot, tuple(past), ladder))
        return proposed

    return run


@pytest.fixture
def ladder() -> Callable[..., Ladder]:
    """Build a ladder of loads in kg."""
    return _rack


@pytest.fixture
def brief() -> Callable[[Prescription], str]:
    """Write a prescription as `20x12,12,12`."""
    return lambda one: f"{str(one.sets[0].load).split()[0]}x{','.join(str(target.reps) for target in one.sets)}"
