"""Where a range begins that was never trained: with what the other ranges of its exercise showed."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.model import (
    Ladder,
    Measure,
    Performed,
    Prescription,
    RepRange,
    Rule,
    Rung,
    SetDone,
    SetKind,
    SetTarget,
    Slot,
)
from overload.progression import DoubleProgression, Occasion, e1rm, prescribe_on
from overload.progression.carrying import carried_over
from overload.rules import overload_rules
from overload.units import Load, load

DAY = date(2026, 11, 23)
LADDER = Ladder(tuple(Rung(load(f"{number} lb")) for number in range(5, 105, 5)))
LIGHT = Slot("dumbbell-row", 3, RepRange(12, 15), sides=2)
PULL_UP = Slot("pull-up", 3, RepRange(5, 8), bodyweight=load("80 kg"))
BARS = Ladder(tuple(Rung(load(f"{number} kg")) for number in range(-40, 45, 5)))


def did(reps: int, at: str, day: int = 0, sets: int = 3, **more: object) -> Performed:
    """Return a session so many days after the first."""
    done = SetDone(reps, load(at), measure=more.pop("measure", Measure.REPS))
    return Performed(DAY + timedelta(days=day), (done,) * sets, **more)


def begun(others: list[Performed], slot: Slot = LIGHT, ladder: Ladder = LADDER, days: int = 3) -> Load | None:
    """Return the load a range begins with so many days after the last of the other sessions."""
    last = others[-1].date if others else DAY
    found = carried_over(slot, others, ladder, last + timedelta(days=days))
    return found.load if found else None


def test_the_load_leaves_reps_in_reserve() -> None:
    """From 8 at 40 lb the bottom of 12-15 is 30 lb: by e1RM good for 14 reps and more."""
    found = carried_over(LIGHT, [did(8, "40 lb")], LADDER, DAY + timedelta(days=2))
    assert found.load == load("30 lb")
    assert found.why == "From 8, 8, 8 at 40 lb on Mon 23 Nov: 30 lb for 12-15 reps."


@given(
    reps=st.integers(1, 30),
    at=st.sampled_from(LADDER.loads),
    low=st.integers(1, 20),
    width=st.integers(0, 5),
    sets=st.integers(1, 5),
)
def test_it_can_be_made_and_is_never_too_much(reps: int, at: Load, low: int, width: int, sets: int) -> None:
    """Whatever was done, the load can be made, and the bottom of the range with it is within the strength shown."""
    slot = attrs.evolve(LIGHT, reps=RepRange(low, low + width))
    found = begun([did(reps, str(at), sets=sets)], slot)
    assert found in LADDER
    assert found == LADDER.bottom or e1rm(float(found.kg), low) <= e1rm(float(at.kg), reps) + 1e-9


@given(reps=st.integers(1, 12), more=st.integers(0, 5), at=st.sampled_from(LADDER.loads))
def test_more_strength_is_never_less_load(reps: int, more: int, at: Load) -> None:
    """Who did more reps with the same load begins with as much or more."""
    assert begun([did(reps, str(at))]) <= begun([did(reps + more, str(at))])


def test_the_best_of_the_latest_counts() -> None:
    """A light session of yesterday does not hide what a heavy one of last week showed; what is long past does."""
    heavy, light = did(5, "60 lb"), did(12, "20 lb", 7)
    assert begun([heavy, light]) == begun([heavy]) == load("45 lb")
    assert begun([heavy, *(did(12, "20 lb", day) for day in (7, 9, 11, 13))]) == load("15 lb")


def test_the_weakest_set_counts() -> None:
    """10, 10, 6 shows what 6 does."""
    mixed = attrs.evolve(did(10, "40 lb"), sets=tuple(SetDone(reps, load("40 lb")) for reps in (10, 10, 6)))
    assert begun([mixed]) == begun([did(6, "40 lb")])


def test_drop_sets_say_nothing() -> None:
    """Lighter sets behind the work sets are not what the exercise is worked with."""
    drops = tuple(SetDone(20, load("10 lb"), kind=SetKind.DROP) for _ in range(4))
    dropped = attrs.evolve(did(8, "40 lb"), sets=(*did(8, "40 lb").sets, *drops))
    assert begun([dropped]) == load("30 lb")


@pytest.mark.parametrize(
    "easy",
    [
        did(4, "20 lb", 7, unwell=True),
        did(8, "20 lb", 7, asked=Prescription((SetTarget(8, load("20 lb")),), "Deload week", is_deload=True)),
        Performed(DAY + timedelta(days=7), (SetDone(0, load("40 lb")),) * 3),
    ],
    ids=["unwell", "deload", "failed"],
)
def test_what_was_meant_to_be_easy_counts_only_by_itself(easy: Performed) -> None:
    """A day not well, a deload and a try that failed say nothing where there is another session."""
    assert begun([did(8, "40 lb"), easy]) == load("30 lb")
    assert (begun([easy]) is None) == (not any(done.reps for done in easy.sets))


def test_bodyweight_is_lifted_too() -> None:
    """From 12 pull-ups at 80 kg a range of 5-8 begins with weight hung on; without a bodyweight with the last load."""
    past = [did(12, "0 kg", bodyweight=load("80 kg"))]
    assert begun(past, PULL_UP, BARS) == load("10 kg")
    assert begun([did(12, "0 kg")], attrs.evolve(PULL_UP, bodyweight=None), BARS) == load("0 kg")


def test_no_estimate_means_the_last_load() -> None:
    """Seconds, and help without a figure, have no e1RM: the range begins with the load that was used."""
    held = did(40, "30 lb", measure=Measure.SECONDS)
    assert begun([held]) == load("30 lb")
    assert begun([did(8, "30 lb")], attrs.evolve(LIGHT, reps=RepRange(30, 60, Measure.SECONDS))) == load("30 lb")
    chair = Ladder((Rung(load("chair")), *BARS.rungs))
    assert begun([did(8, "chair")], PULL_UP, chair) == load("chair")


def begin(others: list[Performed], slot: Slot = LIGHT, **occasion: object) -> Prescription:
    """Return what is asked in a range without a past."""
    day = occasion.pop("day", others[-1].date + timedelta(days=3))
    found, problem = prescribe_on(Occasion(day, others=others, **occasion), DoubleProgression(), slot, [], LADDER)
    assert problem is None
    return found


def test_a_start_of_the_athlete_comes_first() -> None:
    """What somebody wrote for a range is what it begins with; a guess of ours is not."""
    past = [did(8, "40 lb")]
    said = attrs.evolve(LIGHT, start=load("20 lb"))
    assert begin(past, said).sets[0].load == load("20 lb")
    assert begin(past, attrs.evolve(said, is_start_guessed=True)).sets[0].load == load("30 lb")


def test_it_is_eased_like_any_other() -> None:
    """A range that begins after a long break, or in a deload week, is as careful as one that goes on."""
    past = [did(8, "40 lb")]
    assert begin(past).why.startswith("From 8, 8, 8 at 40 lb")
    assert begin(past, day=DAY + timedelta(days=60)).why == "8 weeks off, about 4 % less: 10, 10, 10 at 30 lb."
    easy = begin(past, is_deload_week=True)
    assert easy.is_deload
    assert len(easy.sets) == 2


def test_another_range_is_no_time_off() -> None:
    """The days since the exercise was last done count, in whatever range."""
    own, beside = did(12, "30 lb"), did(5, "40 lb", 30)
    occasion = Occasion(DAY + timedelta(days=33), others=[beside])
    found, _ = prescribe_on(occasion, DoubleProgression(), LIGHT, [own], LADDER)
    assert "off, about" not in found.why
    away, _ = prescribe_on(Occasion(DAY + timedelta(days=33)), DoubleProgression(), LIGHT, [own], LADDER)
    assert "4 weeks off, about 1 % less" in away.why


@pytest.mark.parametrize(
    "rule", [one for one in overload_rules() if one.name != "autoregulation"], ids=lambda one: one.name
)
def test_an_edited_range_begins_with_what_is_good_for_it(rule: type[Rule]) -> None:
    """4-6 made into 12-15 asks for 12 of what 5 showed to be good for them, and goes on from there."""
    asked = Prescription((SetTarget(5, load("50 lb")),) * 3, "", lane=RepRange(4, 6))
    past = [did(5, "50 lb", 7 * week, asked=asked) for week in range(3)]
    day, slot = DAY + timedelta(days=21), attrs.evolve(LIGHT, start=load("50 lb"))
    found, problem = prescribe_on(Occasion(day), rule(), slot, past, LADDER)
    assert (problem, found.sets[0].load) == (None, load("35 lb"))
    assert found.why == "From 5, 5, 5 at 50 lb on Mon 7 Dec: 35 lb for 12-15 reps."
    done = Performed(
        day, tuple(SetDone(one.reps, one.load) for one in found.sets), attrs.evolve(found, lane=LIGHT.reps)
    )
    after, _ = prescribe_on(Occasion(day + timedelta(days=7)), rule(), slot, [*past, done], LADDER)
    assert load("35 lb") <= after.sets[0].load <= load("40 lb")


HOME = Ladder(tuple(Rung(load(f"{number} lb")) for number in (20, 25, 30, 35, 40, 45, 50)))
HOTEL = Ladder((Rung(load("10 kg")),))


@pytest.mark.parametrize(
    "rule", [one for one in overload_rules() if one.name != "autoregulation"], ids=lambda one: one.name
)
def test_light_dumbbells_elsewhere_take_nothing(rule: type[Rule]) -> None:
    """A week with 10 kg a hand, twice, is no step down: at home the same is asked for as without it."""
    slot, past = Slot("dumbbell-deadlift", 3, RepRange(8, 12), start=load("45 lb")), list[Performed]()

    def on(day: int, ladder: Ladder, known: list[Performed]) -> Prescription:
        when = DAY + timedelta(days=day)
        asked, problem = prescribe_on(Occasion(when), rule(), attrs.evolve(slot, date=when), known, ladder)
        assert problem is None
        return asked

    for day, ladder in ((0, HOME), (7, HOME), (14, HOME), (21, HOTEL), (24, HOTEL)):
        asked = on(day, ladder, past)
        done = tuple(SetDone(one.reps, one.load) for one in asked.sets)
        past.append(Performed(DAY + timedelta(days=day), done, asked))
    assert {str(one.load) for session in past[3:] for one in session.sets} == {"10 kg"}
    assert on(28, HOME, past) == on(28, HOME, past[:3])
    assert on(28, HOTEL, past).sets != on(28, HOTEL, past[:3]).sets  # who stays there gets on there
