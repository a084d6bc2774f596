"""Sets of seconds and metres, and of other kinds than work, as rules read them and ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

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
    Rung,
    SetDone,
    SetKind,
    SetTarget,
    Slot,
)
from overload.progression import (
    DoubleProgression,
    Occasion,
    as_asked,
    ask,
    counting,
    fault,
    prescribe,
    prescribe_on,
    readings,
)
from overload.rules import overload_rules
from overload.units import Load, Unit, load

MONDAY = date(2026, 1, 5)
RULES = {rule.name: rule for rule in overload_rules()}
BODY = Load(Decimal(0), Unit.KG)
HELD = Slot("plank", 3, RepRange(30, 60, Measure.SECONDS), start=BODY)
CARRIED = Slot("carry", 2, RepRange(20, 40, Measure.METRES), start=load("16 kg"))
LIFTED = Slot("row", 3, RepRange(8, 12), start=load("20 kg"))


def ladder(*loads: str) -> Ladder:
    """Return a ladder of these loads."""
    return Ladder(tuple(Rung(load(one)) for one in loads))


WEIGHTS = ladder("0 kg", "5 kg", "10 kg", "15 kg", "16 kg", "20 kg", "22.5 kg")


def session(number: int, *sets: SetDone, asked: Prescription | None = None) -> Performed:
    """Return the session of that week."""
    return Performed(MONDAY + timedelta(weeks=number), sets, asked)


def held(*seconds: int, at: Load = BODY) -> list[SetDone]:
    """Return sets held so long."""
    return [SetDone(one, at, measure=Measure.SECONDS) for one in seconds]


def asked(slot: Slot, *reps: int, at: Load) -> Prescription:
    """Return what a slot was asked for."""
    return ask(reps, at, "why", measure=slot.reps.measure)


class TestSteps:
    """Double progression of what is held or carried: longer, then heavier."""

    def test_a_hold_gets_five_seconds_longer(self) -> None:
        """Who held on as long as asked is asked for five seconds more, from a round number on."""
        history = [session(0, *held(45, 47, 45), asked=asked(HELD, 45, 45, 45, at=BODY))]
        proposed = DoubleProgression().propose(HELD, history, WEIGHTS)
        assert [one.met() for one in proposed.sets] == held(50, 50, 50)
        assert proposed.why == "45, 47, 45 s at bodyweight met the target: 50, 50, 50 s next."

    def test_at_the_top_of_the_range_comes_the_next_load(self) -> None:
        """Three times 60 s earn the next rung, and the bottom of the range there."""
        history = [session(0, *held(60, 60, 60), asked=asked(HELD, 60, 60, 60, at=BODY))]
        proposed = DoubleProgression().propose(HELD, history, WEIGHTS)
        assert [one.met() for one in proposed.sets] == held(30, 30, 30, at=load("5 kg"))
        assert "reached the top of 30-60 s: up to 5 kg, back to 30 seconds" in proposed.why

    def test_without_a_heavier_load_it_gets_longer_still(self) -> None:
        """A plank that nothing is put on goes past its range, past 99 as well."""
        history = [session(0, *held(100, 100, 100), asked=asked(HELD, 100, 100, 100, at=BODY))]
        proposed = DoubleProgression().propose(HELD, history, ladder("0 kg"))
        assert [one.reps for one in proposed.sets] == [105, 105, 105]
        assert "keep adding seconds" in proposed.why

    def test_a_carry_gets_five_metres_farther(self) -> None:
        """What is carried is counted in metres."""
        at = load("16 kg")
        done = [SetDone(20, at, measure=Measure.METRES)] * 2
        proposed = DoubleProgression().propose(
            CARRIED, [session(0, *done, asked=asked(CARRIED, 20, 20, at=at))], WEIGHTS
        )
        assert {(one.reps, one.measure) for one in proposed.sets} == {(25, Measure.METRES)}

    @pytest.mark.parametrize("name", sorted(RULES))
    @pytest.mark.parametrize("slot", [HELD, CARRIED], ids=["held", "carried"])
    def test_every_rule_gets_on_with_what_is_held_or_carried(self, name: str, slot: Slot) -> None:
        """Half a year of doing what is asked stays in the measure, goes in steps, and ends with more."""
        rule = RULES[name]()
        history: list[Performed] = []
        for week in range(26):
            proposed, problem = prescribe(rule, slot, history, WEIGHTS)
            assert problem is None
            assert {one.measure for one in proposed.sets} == {slot.reps.measure}
            assert all(one.reps % 5 == 0 for one in proposed.sets)
            history.append(as_asked(proposed, MONDAY + timedelta(weeks=week), slot))
        first, last = history[0].sets[0], max(history[-1].sets + history[-2].sets, key=lambda one: (one.load, one.reps))
        assert (last.load, last.reps) > (first.load, first.reps)

    def test_time_off_and_deloads_stay_in_seconds(self) -> None:
        """What the engine takes off is taken off the seconds."""
        done = session(0, *held(50, 50, 50), asked=asked(HELD, 50, 50, 50, at=BODY))
        for days, reps in ((15, 55), (28, 50), (70, 45)):
            on = Occasion(done.date + timedelta(days=days))
            proposed, _ = prescribe_on(on, DoubleProgression(), HELD, [done], WEIGHTS)
            assert [one.met() for one in proposed.sets] == held(reps, reps, reps)
        easy, _ = prescribe_on(
            Occasion(done.date + timedelta(days=7), True), DoubleProgression(), HELD, [done], WEIGHTS
        )
        assert [one.met() for one in easy.sets] == held(35, 35)


class TestReading:
    """Like is compared with like."""

    TARGET = ask((10, 10, 10), load("20 kg"), "why")

    def test_warm_ups_and_unasked_drops_say_nothing(self) -> None:
        """They make neither a success nor a failure."""
        work = [SetDone(10, load("20 kg"))] * 3
        extras = [
            SetDone(10, load("20 kg"), kind=SetKind.WARM_UP),
            SetDone(3, load("15 kg"), kind=SetKind.DROP),
            SetDone(2, load("20 kg"), kind=SetKind.MINI),
            SetDone(30, load("20 kg"), measure=Measure.SECONDS),
        ]
        plain = next(readings([session(0, *work, asked=self.TARGET)], LIFTED, WEIGHTS))
        mixed = next(readings([session(0, extras[0], *work, *extras[1:], asked=self.TARGET)], LIFTED, WEIGHTS))
        assert (mixed.load, mixed.reps, mixed.asked) == (plain.load, plain.reps, plain.asked)
        assert mixed.is_hit

    def test_a_session_of_another_measure_is_passed_over(self) -> None:
        """Sixty reps say nothing to a plank that is held."""
        assert not list(readings([session(0, SetDone(60, BODY))], HELD, WEIGHTS))

    def test_sets_of_a_kind_that_was_asked_for_are_seen(self) -> None:
        """Who asks for minis reads the minis; the work is read by itself."""
        heavy, minis = load("20 kg"), ask((4, 4), load("20 kg"), "why", kind=SetKind.MINI, rest_s=15)
        both = Prescription((SetTarget(12, heavy), *minis.sets), "why")
        done = session(0, SetDone(12, heavy), *(SetDone(one, heavy, kind=SetKind.MINI) for one in (4, 3)), asked=both)
        work = next(readings([done], LIFTED, WEIGHTS))
        mini = next(readings([done], LIFTED, WEIGHTS, SetKind.MINI))
        assert (work.reps, work.asked, work.is_hit) == ((12,), (12,), True)
        assert (mini.reps, mini.asked, mini.is_hit) == ((4, 3), (4, 4), False)
        assert not list(readings([session(0, SetDone(8, heavy))], LIFTED, WEIGHTS, SetKind.DROP))

    def test_who_asks_for_negatives_alone_reads_negatives(self) -> None:
        """A session that asked for no work is read by the kind it asked for."""
        negatives = ask((5, 5), BODY, "why", kind=SetKind.NEGATIVE)
        done = session(0, *(one.met() for one in negatives.sets), SetDone(1, BODY), asked=negatives)
        assert next(readings([done], attrs.evolve(LIFTED, sets=2), WEIGHTS)).reps == (5, 5)

    def test_a_plain_session_is_handed_on_as_it_is(self) -> None:
        """Nothing is made anew where all sets count."""
        plain = session(0, SetDone(10, load("20 kg")), asked=self.TARGET)
        assert counting(plain, LIFTED) is plain

    @given(st.lists(st.sampled_from([SetKind.WARM_UP, SetKind.DROP, SetKind.MINI, SetKind.NEGATIVE, SetKind.BACK_OFF])))
    def test_no_rule_is_moved_by_what_is_not_work(self, kinds: Sequence[SetKind]) -> None:
        """Whatever else is done beside the work, the next session asks for the same."""
        work = [SetDone(9, load("20 kg"))] * 3
        others = [SetDone(5, load("15 kg"), kind=kind) for kind in kinds]
        for name, rule in RULES.items():
            plain, _ = prescribe(rule(), LIFTED, [session(0, *work, asked=self.TARGET)], WEIGHTS)
            mixed, _ = prescribe(rule(), LIFTED, [session(0, *others, *work, asked=self.TARGET)], WEIGHTS)
            assert mixed == plain, name


@attrs.frozen
class Asks:
    """A rule that asks for just these sets."""

    name: ClassVar[str] = "asks"
    sets: tuple[SetTarget, ...]

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return them."""
        del slot, history, ladder
        return Prescription(self.sets, "because")


class TestGuard:
    """What a rule may ask of a set."""

    KG = load("20 kg")

    @pytest.mark.parametrize(
        ("target", "said"),
        [
            (SetTarget(100, KG), "asked for 100 reps, not 1 to 99"),
            (SetTarget(4000, KG, measure=Measure.SECONDS), "asked for 4000 seconds, not 1 to 3600"),
            (SetTarget(20, KG, measure=Measure.METRES), "asked for metres of what is counted in reps"),
            (SetTarget(8, KG, measure="reps"), "measure 'reps', which is none"),
            (SetTarget(8, KG, kind="drop"), "kind 'drop', which is none"),
            (SetTarget(8, KG, rest_s=-1), "a rest of -1, not of 0 to 1800"),
            (SetTarget(8, KG, rest_s=1801), "a rest of 1801"),
            (SetTarget(8, KG, rest_s=15.5), "a rest of 15.5"),
            (SetTarget(8, KG, rir=Decimal(11)), "reps in reserve, not for a Decimal from 0 to 10"),
            (SetTarget(8, KG, rir=2), "asked for 2 reps in reserve"),
            (SetTarget(8, KG, amrap="yes"), "amrap='yes'"),
        ],
    )
    def test_what_no_set_can_be_is_named(self, target: SetTarget, said: str) -> None:
        """A wrong measure, kind, rest or reserve costs the slot a hold, and the problem says which it was."""
        assert said in fault(Prescription((target,), "why"), WEIGHTS, LIFTED)
        held_on, problem = prescribe(Asks((target,)), LIFTED, (), WEIGHTS)
        assert problem is not None
        assert said in problem.message
        assert held_on.sets[0].reps == LIFTED.reps.low

    def test_all_that_is_said_of_a_set_may_be_asked(self) -> None:
        """Kinds, rests, reserves and a hold at the end of a set of reps are all right."""
        sets = (
            SetTarget(8, self.KG, rir=Decimal("1.5")),
            SetTarget(4, self.KG, True, kind=SetKind.MINI, rest_s=15),
            SetTarget(8, load("15 kg"), kind=SetKind.DROP, rest_s=0),
            SetTarget(20, self.KG, measure=Measure.SECONDS),
        )
        assert prescribe(Asks(sets), LIFTED, (), WEIGHTS) == (Prescription(sets, "because"), None)

    def test_a_rule_that_names_no_measure_asks_in_the_slots(self) -> None:
        """Forty of a rule that steps counts are forty seconds of a plank, and forty metres of a carry."""
        for slot in (HELD, CARRIED):
            proposed, problem = prescribe(Asks((SetTarget(120, self.KG),)), slot, (), WEIGHTS)
            assert (problem, proposed.sets[0].measure) == (None, slot.reps.measure)

    def test_hold_is_in_seconds_too(self) -> None:
        """A rule that fails on a plank holds the time last held."""
        proposed, _ = prescribe(Asks(()), HELD, [session(0, *held(50, 40), SetDone(9, self.KG))], WEIGHTS)
        assert [one.met() for one in proposed.sets] == held(50, 40, 40)
