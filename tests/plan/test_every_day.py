"""Every day of every weekly calendar can be trained, whatever somebody owns and wherever they train."""

from __future__ import annotations

from datetime import date

import pytest

from overload.catalog import Catalog
from overload.equipment import can_be_done, ladder
from overload.model import Athlete, CalendarChoice, Configuration, DumbbellKind, Experience, Gear, Place
from overload.plan.split import days_of, slots_of
from overload.units import Unit

CALENDARS = ("ppl", "ppl-twice", "three-day", "three-day-twice", "four-day", "five-day", "back-only")
START = date(2026, 11, 23)


@pytest.mark.slow
@pytest.mark.parametrize("has", [None, ()], ids=["what-any-home-has", "an-empty-room"])
@pytest.mark.parametrize("bar", [True, False], ids=["bar", "no-bar"])
@pytest.mark.parametrize("experience", list(Experience))
@pytest.mark.parametrize("use", CALENDARS)
def test_every_slot_can_be_done(
    known: Catalog, use: str, experience: Experience, bar: bool, has: tuple[str, ...] | None
) -> None:
    """With any pair of dumbbells there are, bar or not, chair or not: each slot has a load, and no range is absurd."""
    for dumbbell in known.dumbbells.values():
        if dumbbell.gear is not Gear.DUMBBELLS or dumbbell.single or dumbbell.kind is DumbbellKind.BAND:
            continue
        place = Place("home", (dumbbell.id,), pull_up_bar=bar, has=has)
        athlete = Athlete("UTC", experience=experience)
        config = Configuration("id", athlete, (place,), CalendarChoice(use, START, ()))
        for day in days_of(known.calendars[use], config, known):
            slots = slots_of(day, place, config, known)
            assert slots, day.id
            for slot in slots:
                exercise = known.exercises[slot.exercise]
                assert can_be_done(exercise, place, known), (dumbbell.id, day.id, slot.exercise)
                assert ladder(exercise, place, known, Unit.KG).rungs
                assert slot.reps.measure is exercise.measure
                assert 5 <= slot.reps.low <= 30
