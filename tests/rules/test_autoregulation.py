"""The default rule: what it makes of sessions that nobody asked for, of sets in vain, and of ladders with gaps."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from overload import Ladder, Performed, RepRange, Rung, SetDone, Slot, load
from overload.progression import Occasion, prescribe_on
from overload.rules import Autoregulation

MONDAY = date(2026, 1, 5)
ROW = Slot("dumbbell-row", 3, RepRange(8, 12), 90)
PULL_UP = Slot("pull-up", 3, RepRange(5, 10), 120, bodyweight=load("80 kg"))


def _ladder(text: str) -> Ladder:
    return Ladder(tuple(Rung(load(one)) for one in text.split(",")))


@pytest.mark.parametrize(
    ("slot", "ladder", "tried", "easier"),
    [
        (PULL_UP, "-30 kg,0 kg", "0 kg", "-30 kg"),
        (PULL_UP, "chair,0 kg", "0 kg", "chair"),
        (ROW, "10 kg,15 kg,20 kg", "20 kg", "15 kg"),
    ],
    ids=["band", "chair", "row"],
)
def test_a_try_in_vain_that_nobody_asked_for_comes_down(slot: Slot, ladder: str, tried: str, easier: str) -> None:
    """Whoever writes down zero reps of what nobody asked for is asked for something easier the very next time."""
    rungs, first = _ladder(ladder), Performed(MONDAY, (SetDone(0, load(tried)),) * 3)
    asked, _ = prescribe_on(Occasion(MONDAY + timedelta(days=7)), Autoregulation(), slot, (first,), rungs)
    assert max(one.load for one in asked.sets) <= load(easier)
    assert max(one.reps for one in asked.sets) <= 1.5 * slot.reps.high
    assert "as light as it gets" not in asked.why


def test_home_again_is_no_step_up() -> None:
    """After a week with lighter dumbbells the reason says that it is back where it was, not that sets earned it."""
    home, hotel = _ladder("15 kg,20 kg,25 kg"), _ladder("10 kg")
    past: list[Performed] = []
    for week, ladder in enumerate((home, home, hotel, home)):
        day = MONDAY + timedelta(weeks=week)
        asked, _ = prescribe_on(Occasion(day), Autoregulation(), attrs.evolve(ROW, start=load("20 kg")), past, ladder)
        past.append(Performed(day, tuple(SetDone(one.reps, one.load) for one in asked.sets), asked))
    assert past[-1].asked is not None
    assert past[-1].asked.why.startswith("Back to 20 kg, where you were (about ")


def test_weeks_off_at_the_end_of_the_ladder_begin_easier() -> None:
    """Where only sets and slower reps are left to add, ten weeks off take two reps, say so, and come back in two."""
    rungs, slot, past, day = _ladder("10 kg"), attrs.evolve(ROW, start=load("10 kg")), [], MONDAY
    asks = []
    for week in range(24):
        day += timedelta(weeks=10 if week == 20 else 1)
        asked, _ = prescribe_on(Occasion(day), Autoregulation(), attrs.evolve(slot, date=day), past, rungs)
        past.append(Performed(day, tuple(SetDone(one.reps, one.load) for one in asked.sets), asked))
        asks.append((sum(one.reps for one in asked.sets), len(asked.sets), asked.tempo))
    before, back = asks[19], asks[20:]
    assert back[0] == (before[0] - 2 * before[1], *before[1:])
    assert "10 weeks off" in (past[20].asked.why if past[20].asked else "")
    assert back[2][0] >= before[0]
