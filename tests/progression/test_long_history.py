"""Ten years of log make no difference: what is asked for follows from the sessions a rule is given, the last 120."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from overload import Ladder, Performed, RepRange, SetDone, Slot
from overload.catalog import Catalog
from overload.equipment import ladder
from overload.model import Band, LoadedWith, Place
from overload.plan.lifting import HISTORY
from overload.plugins import catalog
from overload.progression import Occasion, e1rm, prescribe_on, reps_possible, rule_from
from overload.units import Unit, load

KNOWN: Catalog = catalog()
BODY = load("80 kg")
SESSIONS = HISTORY + 60


def slot_for(exercise: str, rungs: Ladder) -> Slot:
    """Return a slot that begins in the lower third of the ladder."""
    return Slot(exercise, 3, RepRange(8, 12), start=rungs.loads[len(rungs) // 3], bodyweight=BODY)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["grows", "holds", "has bad weeks", "is often away"])
@pytest.mark.parametrize("name", sorted(KNOWN.rules))
def test_older_sessions_change_nothing(name: str, form: str) -> None:
    """Whoever grows, holds, has bad weeks or pauses is asked the same from the last sessions as from all of them."""
    rng = Random(f"{name} {form}")
    exercise = next(
        one
        for one in KNOWN.exercises.values()
        if (one.loaded_with is LoadedWith.BODYWEIGHT) == (name == "pull-up-ladder")
        and one.id in {"pull-up", "dumbbell-row"}
    )
    place = Place("home", ("rack-kg-2",), bands=(Band(load("-15 kg")),), added=(load("5 kg"), load("10 kg")))
    rungs = ladder(exercise, place, KNOWN, Unit.KG)
    rule, slot = rule_from(KNOWN.rules[name], {}), slot_for(exercise.id, rungs)
    body = float(BODY.kg) if name == "pull-up-ladder" else 0.0
    maximum = e1rm(float(rungs.loads[len(rungs) // 3].kg) + body, 10)
    day, history = date(2020, 1, 6), list[Performed]()
    for number in range(SESSIONS):
        day += timedelta(weeks=5 if form == "is often away" and rng.random() < 0.05 else 1)
        asked, problem = prescribe_on(Occasion(day), rule, slot, history, rungs)
        assert problem is None
        if number > HISTORY:
            assert prescribe_on(Occasion(day), rule, slot, history[-HISTORY:], rungs) == (asked, None), number
        growth = 0.004 * number if form == "grows" else 0.0
        able = maximum * (1 + growth) * (0.8 if form == "has bad weeks" and rng.random() < 0.3 else 1)
        done = tuple(
            SetDone(
                max(0, min(one.reps + rng.randrange(2), reps_possible(able, float(one.load.kg) + body) - place)),
                one.load,
            )
            for place, one in enumerate(asked.sets)
        )
        history.append(Performed(day, done, asked))
