"""The reasons of the rules agree with what they ask for, over lives that go well and lives that do not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import attrs
import pytest

from overload import Ladder, Performed, Prescription, RepRange, Rule, Rung, SetDone, Slot, load
from overload.progression import Occasion, prescribe_on
from overload.rules import overload_rules

LADDERS = {"two pairs": "4 kg,10 kg", "bar": "-30 kg,-15 kg,0 kg,5 kg"}
OFF = ((0,), (-2, -1, 0, 0, 1), (0, 0, -1, -4, -30))
"""How far sets are from what was asked: in a life as asked, a mixed one, and a bad one."""


def lives(rule: Rule, loads: str) -> Iterator[tuple[Slot, Performed | None, Prescription]]:
    """Yield what is asked for in some lives, with the slot and the session before it."""
    ladder = Ladder(tuple(Rung(load(one)) for one in loads.split(",")))
    body = load("80 kg") if ladder.bottom <= load("0 kg") else None
    slot = Slot("x", 3, RepRange(8, 12), bodyweight=body, start=ladder.loads[1])
    for mood, off in enumerate(OFF):
        chance, past = random.Random(mood), list[Performed]()
        for week in range(26):
            day = date(2026, 1, 5) + timedelta(weeks=week)
            asked, problem = prescribe_on(Occasion(day), rule, attrs.evolve(slot, date=day), past, ladder)
            assert problem is None
            yield slot, past[-1] if past else None, asked
            reps = [max(0, one.reps + chance.choice(off)) for one in asked.sets]
            sets = zip(reps, asked.sets, strict=True)
            done = tuple(SetDone(count, one.load, measure=one.measure, kind=one.kind) for count, one in sets)
            past.append(Performed(day, done, asked, body))


UPWARD = ("keep adding reps", "add reps first", "reps here first", "so far, not enough to go up")
DOWNWARD = ("eased to", "fell short", "as many as you can do well", "try for one good rep")


@pytest.mark.parametrize("loads", LADDERS.values(), ids=LADDERS)
@pytest.mark.parametrize("rule", overload_rules(), ids=lambda rule: rule.name)
def test_a_reason_does_not_contradict_itself(rule: type[Rule], loads: str) -> None:
    """Who falls short is not told to add reps, nothing near is far, no load is 0 kg, and ways lead where they say."""
    for slot, last, asked in lives(rule(), loads):
        said = asked.why
        assert not (any(up in said for up in UPWARD) and any(down in said for down in DOWNWARD)), said
        assert not ("far as it is" in said and min(one.reps for one in asked.sets) >= slot.reps.low), said
        assert " 0 kg" not in said, said
        assert said.count("is the heaviest load you can make") <= 1, said
        if last is None or last.asked is None or last.asked.is_deload or asked.is_deload or "off, about" in said:
            continue
        old, new = max(one.load for one in last.sets), max(one.load for one in asked.sets)
        assert not (": up to " in said and new <= old), said
        assert not (": down to " in said and new >= old), said
        assert not (said.endswith("the same again.") and new != max(one.load for one in last.asked.sets)), said
