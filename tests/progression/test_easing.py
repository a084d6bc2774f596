"""Time off, deload weeks and stalls, around any rule."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload import (
    DoubleProgression,
    Ladder,
    Load,
    Performed,
    Prescription,
    RepRange,
    Rung,
    SetDone,
    SetTarget,
    Slot,
    Unit,
    load,
)
from overload.model import Rule
from overload.progression import Occasion, as_asked, prescribe_on
from overload.progression.deloading import _counted, _got_on, _newest_first, deload, sessions_without_progress
from overload.progression.lesser import said
from overload.progression.time_off import loss
from overload.rules import overload_rules
from overload.testing.situations import make_ladder

DAY = date(2026, 11, 2)
SLOT = Slot("dumbbell-row", 3, RepRange(8, 12))
LADDER = Ladder(tuple(Rung(Load(Decimal(one), Unit.KG)) for one in range(2, 42, 2)))


def session(day: date, kg: int, *reps: int, asked: int = 8, is_deload: bool = False) -> Performed:
    """Return a session at one load, with what had been asked."""
    weight = Load(Decimal(kg), Unit.KG)
    targets = tuple(SetTarget(asked, weight) for _ in reps)
    return Performed(day, tuple(SetDone(one, weight) for one in reps), Prescription(targets, "asked", "", is_deload))


def ask(
    history: list[Performed], day: date, *, is_deload_week: bool = False, after: int = 6, slot: Slot = SLOT
) -> Prescription:
    """Return what double progression asks for on a day, with the engine around it."""
    occasion = Occasion(day, is_deload_week, after)
    prescription, problem = prescribe_on(occasion, DoubleProgression(), slot, history, LADDER)
    assert problem is None
    return prescription


class TestTimeOff:
    """Nothing in three weeks, then what is lost and no more, until it is back."""

    @pytest.mark.parametrize(
        ("days", "asked", "why"),
        [
            (7, "11, 11, 11 at 20 kg", "10, 10, 10 at 20 kg met the target: 11, 11, 11 next."),
            (14, "11, 11, 11 at 20 kg", "10, 10, 10 at 20 kg met the target: 11, 11, 11 next."),
            (21, "11, 11, 11 at 20 kg", "10, 10, 10 at 20 kg met the target: 11, 11, 11 next."),
            (28, "10, 10, 10 at 20 kg", "4 weeks off, about 1 % less: 10, 10, 10 at 20 kg."),
            (70, "8, 8, 8 at 20 kg", "10 weeks off, about 5 % less: 8, 8, 8 at 20 kg."),
            (112, "6, 6, 6 at 20 kg", "16 weeks off, about 10 % less: 6, 6, 6 at 20 kg."),
            (
                365,
                "9, 9, 9 at 16 kg",
                "12 months off, about 22 % less: 9, 9, 9 at 16 kg instead of 11, 11, 11 at 20 kg.",
            ),
        ],
    )
    def test_takes_what_is_lost(self, days: int, asked: str, why: str) -> None:
        """The share is taken with reps; a lighter load comes where they would be far below the range."""
        next_one = ask([session(DAY, 20, 10, 10, 10, asked=10)], DAY + timedelta(days=days))
        assert (said(next_one.sets), next_one.why) == (asked, why)

    @pytest.mark.parametrize(
        ("every", "gap", "is_off"), [(7, 28, True), (14, 28, False), (14, 35, True), (30, 60, False), (30, 70, True)]
    )
    def test_one_missed_session_is_nothing(self, every: int, gap: int, is_off: bool) -> None:
        """Whoever trains every other week has missed one session after four; whoever trains weekly was away."""
        history = [session(DAY + timedelta(days=every * place), 20, 10, 10, 10, asked=10) for place in range(5)]
        next_one = ask(history, history[-1].date + timedelta(days=gap))
        assert ("off, about" in next_one.why) == is_off

    def test_every_third_monday_missed_costs_nothing(self) -> None:
        """A weekly session missed now and then is neither time off nor a stall: whoever does as asked gets on."""
        history: list[Performed] = []
        for week in (week for week in range(36) if week % 3 != 2):
            asked = ask(history, day := DAY + timedelta(weeks=week))
            assert not asked.is_deload
            assert "off" not in asked.why
            history.append(as_asked(asked, day, SLOT))
        assert max(history[-1].sets[0].load, history[-6].sets[0].load) >= load("10 kg")

    def test_the_old_ask_is_back_when_the_reps_say_so(self) -> None:
        """The easier sessions do not become what everything builds on: the rule goes on from before the break."""
        history = [session(DAY, 20, 10, 10, 10, asked=10)]
        day, whys = DAY + timedelta(weeks=10), []
        for week in range(5):
            asked = ask(history, day + timedelta(weeks=week))
            whys.append(asked.why)
            history.append(as_asked(asked, day + timedelta(weeks=week), SLOT))
        assert whys == [
            "10 weeks off, about 5 % less: 8, 8, 8 at 20 kg.",
            "Coming back after 10 weeks off: 9, 9, 9 at 20 kg.",
            "Coming back after 10 weeks off: 10, 10, 10 at 20 kg.",
            "Back where you were before 10 weeks off: 11, 11, 11 at 20 kg.",
            "11, 11, 11 at 20 kg met the target: 12, 12, 12 next.",
        ]

    def test_more_than_asked_is_taken_at_its_word(self) -> None:
        """Whoever does all that would have been asked without the break is back at once."""
        history = [session(DAY, 20, 10, 10, 10, asked=10)]
        back = DAY + timedelta(weeks=10)
        first = ask(history, back)
        did = attrs.evolve(as_asked(first, back, SLOT), sets=tuple(one.met(11) for one in first.sets))
        next_one = ask([*history, did], back + timedelta(weeks=1))
        assert next_one.why == "11, 11, 11 at 20 kg met the target: 12, 12, 12 next."

    def test_falling_short_is_not_hidden(self) -> None:
        """Short once: the same once more; short twice, or not a rep at all: the rule is shown, and eases."""
        history = [session(DAY, 20, 10, 10, 10, asked=10)]
        back = DAY + timedelta(weeks=10)
        for week, why in (
            (0, "10 weeks off, about 5 % less: 8, 8, 8 at 20 kg."),
            (1, "Coming back after 10 weeks off: 8, 8, 8 at 20 kg once more."),
            (2, "7, 6, 5 at 20 kg fell short of 8 reps, 2 times in a row: down to 18 kg."),
        ):
            day = back + timedelta(weeks=week)
            asked = ask(history, day)
            assert asked.why == why
            history.append(
                attrs.evolve(as_asked(asked, day, SLOT), sets=tuple(asked.sets[0].met(n) for n in (7, 6, 5)))
            )
        nothing = [*history[:1], attrs.evolve(history[1], sets=tuple(one.met(0) for one in history[1].asked.sets))]
        assert "Coming back" not in ask(nothing, back + timedelta(weeks=1)).why

    def test_a_second_break_takes_only_what_it_costs(self) -> None:
        """Four weeks off, a session, four weeks off: what came back is not taken again."""
        history = [session(DAY + timedelta(weeks=week), 20, 10, 10, 10, asked=10) for week in range(4)]
        for gap in (28, 28):
            day = history[-1].date + timedelta(days=gap)
            asked = ask(history, day)
            assert said(asked.sets) == "10, 10, 10 at 20 kg"
            history.append(as_asked(asked, day, SLOT))

    def test_who_comes_once_a_month_from_now_on_gets_on_again(self) -> None:
        """Five weeks between sessions are time off at first, and then the rhythm."""
        history = [session(DAY + timedelta(weeks=week), 20, 8, 8, 8) for week in range(12)]
        for _ in range(7):
            day = history[-1].date + timedelta(weeks=5)
            history.append(as_asked(ask(history, day), day, SLOT))
        asked = [said(one.asked.sets) for one in history[-7:] if one.asked]
        assert asked == [f"{reps}, {reps}, {reps} at 20 kg" for reps in (8, 8, 8, 9, 10, 11, 12)]

    def test_what_was_not_back_yet_is_told_with_the_next_break(self) -> None:
        """Ten weeks off, a session, four weeks off: half of the first is lost still, and what the second costs."""
        history = [session(DAY + timedelta(weeks=week), 20, 10, 10, 10, asked=10) for week in range(4)]
        for weeks, why in (
            (10, "10 weeks off, about 5 % less: 8, 8, 8 at 20 kg."),
            (4, "4 weeks off, about 4 % less: 9, 9, 9 at 20 kg."),
        ):
            day = history[-1].date + timedelta(weeks=weeks)
            asked = ask(history, day)
            assert asked.why == why
            history.append(as_asked(asked, day, SLOT))

    def test_an_open_set_brings_back_what_it_shows(self) -> None:
        """Two reps more than asked in the last set are more than half of what is lost."""
        history = [session(DAY, 20, 10, 10, 10, asked=10)]
        back = DAY + timedelta(weeks=10)
        first = ask(history, back)
        sets = (*(one.met() for one in first.sets[:2]), first.sets[2].met(10))
        history.append(attrs.evolve(as_asked(first, back, SLOT), sets=sets))
        assert ask(history, back + timedelta(weeks=1)).why == "Coming back after 10 weeks off: 10, 10, 10 at 20 kg."

    def test_sessions_left_out_or_unwell_change_nothing(self) -> None:
        """What says nothing of strength neither brings any back nor takes any."""
        history = [session(DAY, 20, 10, 10, 10, asked=10)]
        back = DAY + timedelta(weeks=10)
        asked = ask(history, back)
        did = as_asked(asked, back, SLOT)
        for nothing in (
            attrs.evolve(did, sets=tuple(one.skipped() for one in asked.sets)),
            attrs.evolve(did, sets=tuple(one.met(3) for one in asked.sets), unwell=True),
        ):
            again = attrs.evolve(nothing, date=back + timedelta(weeks=1))
            assert ask([*history, nothing, again], back + timedelta(weeks=2)).sets == asked.sets

    def test_what_nobody_asked_for_counts_as_it_is(self) -> None:
        """Somebody who trained without being asked after a break has chosen where to begin."""
        back = session(DAY + timedelta(weeks=10), 12, 10, 10, 10)
        history = [session(DAY, 20, 10, 10, 10, asked=10), attrs.evolve(back, asked=None)]
        assert said(ask(history, DAY + timedelta(weeks=11)).sets) == "11, 11, 11 at 12 kg"

    def test_other_ranges_bring_it_back_as_well(self) -> None:
        """Who came back to the heavy row on Monday has part of it back for the light one on Thursday."""
        light = attrs.evolve(SLOT, reps=RepRange(12, 15))
        own = session(DAY, 14, 13, 13, 13, asked=13)
        before = session(DAY, 20, 10, 10, 10, asked=10)
        monday = DAY + timedelta(weeks=10)

        def on_thursday(*heavy: Performed) -> str:
            on = Occasion(monday + timedelta(days=3), others=heavy)
            return prescribe_on(on, DoubleProgression(), light, [own], LADDER)[0].why

        back = session(monday, 20, 8, 8, 8, asked=8)
        assert on_thursday(before) == "10 weeks off, about 6 % less: 11, 11, 11 at 14 kg."
        assert on_thursday(before, back) == "Coming back after 10 weeks off: 12, 12, 12 at 14 kg."

    def test_help_is_not_brought_back_for_a_month(self) -> None:
        """35 days after pull-ups with 10 lb hung on it is fewer of them, not all the help there is."""
        rungs = make_ladder(["-60", "-30", "0", "10"], Unit.LB)
        slot = Slot("pull-up", 3, RepRange(5, 10), bodyweight=load("176 lb"))
        targets = (SetTarget(6, load("10 lb")),) * 3
        done = Performed(DAY, tuple(one.met() for one in targets), Prescription(targets, "asked"))
        asked, _ = prescribe_on(Occasion(DAY + timedelta(days=35)), DoubleProgression(), slot, [done], rungs)
        assert asked.why == "5 weeks off, about 2 % less: 6, 6, 6 at 10 lb."

    def test_a_rule_that_reads_strength_knows_by_itself(self) -> None:
        """Whose estimate has what a break costs is shown every session, and nothing is taken off twice."""
        rule, history = Knowing(), [session(DAY, 20, 10, 10, 10, asked=10)]
        back = DAY + timedelta(weeks=10)
        for week in range(3):
            asked, _ = prescribe_on(Occasion(back + timedelta(weeks=week)), rule, SLOT, history, LADDER)
            assert asked.why == f"{len(history)} seen."
            history.append(as_asked(asked, back + timedelta(weeks=week), SLOT))
        assert prescribe_on(Occasion(back + timedelta(weeks=9), True), rule, SLOT, history, LADDER)[0].is_deload

    def test_a_rule_that_fails_is_named_all_the_same(self) -> None:
        """The reason of a held load is not lost where less is asked for."""
        history = [session(DAY, 20, 10, 10, 10, asked=10)]
        asked, problem = prescribe_on(Occasion(DAY + timedelta(weeks=10)), Failing(), SLOT, history, LADDER)
        assert problem is not None
        assert asked.why == (
            "Hold the last load: rule 'failing' failed; 10 weeks off, about 5 % less: 7, 7, 7 at 20 kg."
        )


@pytest.mark.parametrize("weeks_off", [4, 10])
@pytest.mark.parametrize("ladder", ["2.5", "powerblock", "pairs"])
@pytest.mark.parametrize("rule", overload_rules(), ids=lambda rule: rule.name)
def test_whoever_lost_what_it_costs_is_soon_back(rule: type[Rule], ladder: str, weeks_off: int) -> None:
    """The old ask is back within five sessions of four weeks off, six of ten, for a body that lost just that much.

    A session brings back a third of what is lost; sets end where the reps do. The lifter had a rep to spare before.
    """
    is_pull_up = rule.name == "pull-up-ladder"
    slot = Slot("pull-up", 3, RepRange(5, 10), bodyweight=load("80 kg")) if is_pull_up else SLOT
    rungs = make_ladder(["-30", "-15", "0", "5", "10"]) if is_pull_up else LADDERS[ladder]
    slot = attrs.evolve(slot, start=rungs.loads[len(rungs) // 2])
    history = course(rule(), slot, rungs, [], DAY, 6)
    lifts = max(worth(one, slot) for done in history[-3:] for one in done.sets)
    following = course(rule(), slot, rungs, history, history[-1].date + timedelta(weeks=1), 1)[-1]
    lost, old = loss(7 * weeks_off), min(hardest(one.asked, slot) for one in (history[-1], following))
    day = history[-1].date + timedelta(weeks=weeks_off)
    for week in range(6 if weeks_off == 10 else 5):
        asked, _ = prescribe_on(Occasion(day + timedelta(weeks=week)), rule(), slot, history, rungs)
        if hardest(asked, slot) >= old * 0.995:
            return
        most = lifts * math.exp(-lost)
        sets = tuple(one.met(min(one.reps, able(most, one.load, slot) + 1)) for one in asked.sets)
        history.append(Performed(day + timedelta(weeks=week), sets, asked, slot.bodyweight))
        lost *= 2 / 3
    pytest.fail(f"still asked for {asked.why}")


LADDERS = {
    "2.5": make_ladder([str(kg / 2) for kg in range(10, 81, 5)]),
    "powerblock": make_ladder(["5", "15", "25", "35", "45", "55"], Unit.LB),
    "pairs": make_ladder(["6", "16"]),
}


def course(
    rule: Rule, slot: Slot, rungs: Ladder, history: list[Performed], day: date, sessions: int
) -> list[Performed]:
    """Return the history after so many weekly sessions done as asked."""
    for week in range(sessions):
        asked, _ = prescribe_on(Occasion(day + timedelta(weeks=week)), rule, slot, history, rungs)
        history = [*history, as_asked(asked, day + timedelta(weeks=week), slot)]
    return history


def weight(at: Load, slot: Slot) -> float:
    """Return the system weight in kg."""
    return float(at.kg) + (float(slot.bodyweight.kg) if slot.bodyweight else 0.0)


def worth(one: SetDone | SetTarget, slot: Slot) -> float:
    """Return what a set is worth by Epley."""
    return weight(one.load, slot) * (1 + one.reps / 30)


def hardest(asked: Prescription, slot: Slot) -> float:
    """Return what the hardest set of an ask is worth."""
    return max(worth(one, slot) for one in asked.sets)


def able(most: float, at: Load, slot: Slot) -> int:
    """Return the reps a strength is good for at a load."""
    return max(0, math.floor(30 * (most / weight(at, slot) - 1) + 1e-9))


@attrs.frozen
class Knowing:
    """Knows what time off costs, and asks for the same."""

    name: ClassVar[str] = "knowing"
    reads_strength: ClassVar[bool] = True

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Ask for the same, and say how much was shown."""
        return Prescription((SetTarget(8, ladder.loads[9]),) * slot.sets, f"{len(history)} seen.")


@attrs.frozen
class Failing:
    """Fails."""

    name: ClassVar[str] = "failing"

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Fail."""
        raise LookupError


def test_a_load_that_cannot_be_made() -> None:
    """Where the last load cannot be made here, the reason says so, and which load it is now."""
    lifted = session(DAY, 11, 8, 8, 8)
    again = ask([lifted], DAY + timedelta(days=7))
    assert str(again.sets[0].load) == "10 kg"
    assert again.why == "8, 8, 8 at 11 kg met the target: 9, 9, 9 next; 11 kg cannot be made here, so 10 kg."


class TestDeload:
    """An easy session, meant to be easy."""

    def test_a_planned_week(self) -> None:
        """Half the sets, lighter, at the bottom of the range, and it says so."""
        easy = ask([session(DAY, 20, 10, 10, 10, asked=10)], DAY + timedelta(days=7), is_deload_week=True)
        assert [(one.reps, str(one.load)) for one in easy.sets] == [(8, "18 kg"), (8, "18 kg")]
        assert easy.is_deload
        assert easy.why == (
            "Deload week: 2 sets instead of 3, 18 kg instead of 20 kg; then carry on from where you were."
        )

    @pytest.mark.parametrize("rungs", [["6", "16"], ["5", "16"], ["16"]])
    def test_a_far_rung_is_not_taken(self, rungs: list[str]) -> None:
        """Where the next dumbbell is worth far less, the load stays and the reps come down."""
        slot = attrs.evolve(SLOT, start=load("16 kg"))
        done = session(DAY, 16, 9, 9, 9, asked=9)
        on = Occasion(DAY + timedelta(days=7), is_deload_week=True)
        easy, _ = prescribe_on(on, DoubleProgression(), slot, [done], make_ladder(rungs))
        assert said(easy.sets) == "6, 6 at 16 kg"
        assert "2 sets instead of 3, 6 instead of 10 reps; " in easy.why

    def test_help_is_not_all_brought_back(self) -> None:
        """Of a pull-up nine tenths are of the body too: the band that leaves far less is not taken."""
        slot = Slot("pull-up", 3, RepRange(5, 10), bodyweight=load("80 kg"))
        on = Occasion(DAY + timedelta(days=7), is_deload_week=True)
        for bands, said_easy in ((["-30"], "4, 4 at bodyweight"), (["-30", "-10"], "5, 5 at -10 kg")):
            rungs = make_ladder([*bands, "0", "5"])
            easy, _ = prescribe_on(on, DoubleProgression(), slot, [session(DAY, 0, 6, 6, 6, asked=6)], rungs)
            assert said(easy.sets) == said_easy

    def test_a_single_rep_stays_one(self) -> None:
        """Where nothing can be easier, it says nothing else."""
        single = Prescription((SetTarget(1, load("16 kg")),), "One.")
        easy = deload("Deload week", attrs.evolve(SLOT, sets=1), single, make_ladder(["6", "16"]))
        assert (said(easy.sets), easy.is_deload) == ("1 at 16 kg", True)
        assert easy.why == "Deload week: nothing here is easier; then carry on from where you were."

    def test_after_it_all_goes_on(self) -> None:
        """The rule does not see the easy session: the next one asks for what would have come."""
        hard = session(DAY, 20, 10, 10, 10, asked=10)
        easy = session(DAY + timedelta(days=7), 18, 8, 8, is_deload=True)
        assert ask([hard, easy], DAY + timedelta(days=14)).sets == ask([hard], DAY + timedelta(days=7)).sets

    def test_a_stall(self) -> None:
        """Six sessions that beat none before them bring an easy one; the count starts anew after it."""
        history = [session(DAY + timedelta(weeks=week), 20, 10, 9, 8, asked=10) for week in range(7)]
        stalled = ask(history, DAY + timedelta(weeks=7))
        assert stalled.is_deload
        assert "6 sessions without progress" in stalled.why
        easy = session(DAY + timedelta(weeks=7), 18, 8, 8, is_deload=True)
        assert not ask([*history, easy], DAY + timedelta(weeks=8)).is_deload

    def test_never_if_not_wanted(self) -> None:
        """Zero turns the deload on a stall off."""
        history = [session(DAY + timedelta(weeks=week), 20, 10, 9, 8, asked=10) for week in range(20)]
        assert not ask(history, DAY + timedelta(weeks=20), after=0).is_deload

    def test_days_off_sick_are_no_stall(self) -> None:
        """An unwell day neither makes progress nor lacks it."""
        history = [
            attrs.evolve(session(DAY + timedelta(weeks=week), 20, 10, 9, 8, asked=10), unwell=week > 0)
            for week in range(9)
        ]
        assert not ask(history, DAY + timedelta(weeks=9)).is_deload

    def test_a_break_ends_the_count(self) -> None:
        """A session back from a break is no stall, and what was before it is no part of one."""
        before = [session(DAY + timedelta(weeks=week), 20, 10, 9, 8, asked=10) for week in range(6)]
        back = DAY + timedelta(weeks=12)
        after = [session(back + timedelta(weeks=week), 20, 10, 9, 8, asked=10) for week in range(6)]
        assert sessions_without_progress([*before, *after[:1]]) == 0
        assert sessions_without_progress([*before, *after]) == 5

    @pytest.mark.parametrize(
        ("then", "stalled"),
        [
            ((10, 9, 8), 1),
            ((9, 9, 9), 1),
            ((10, 9, 9), 0),
            ((12, 8, 6), 0),
        ],
    )
    def test_a_better_best_set_or_more_reps_in_all_is_progress(self, then: tuple[int, ...], stalled: int) -> None:
        """Either of them rising is enough; beyond 12 reps as well."""
        for more in (0, 10):
            first = session(DAY, 20, *(reps + more for reps in (10, 9, 8)))
            second = session(DAY + timedelta(weeks=1), 20, *(reps + more for reps in then))
            assert sessions_without_progress([first, second]) == stalled

    def test_more_at_a_lighter_load_is_progress(self) -> None:
        """A set worth more than any is progress at whatever load; a lighter load by itself is not."""
        first = session(DAY, 20, 8, 8, 8)
        same = session(DAY + timedelta(weeks=1), 20, 8, 8, 8)
        assert sessions_without_progress([first, same, session(DAY + timedelta(weeks=2), 18, 15, 12, 12)]) == 0
        assert sessions_without_progress([first, same, session(DAY + timedelta(weeks=2), 18, 8, 8, 8)]) == 1


PAST = st.lists(
    st.tuples(st.integers(1, 3), st.lists(st.integers(0, 3), min_size=1, max_size=3), st.sampled_from(["", "e", "u"])),
    max_size=8,
)


@given(PAST, st.sets(st.integers(0, 7), max_size=2))
def test_who_got_on_is_found_from_the_end(past: list[tuple[int, list[int], str]], off: set[int]) -> None:
    """Looked for backwards there is progress only where counting all sessions finds it, and everywhere it is plain."""
    days = [DAY + timedelta(days=3 * place + 70 * sum(one <= place for one in off)) for place in range(len(past))]
    history = [
        attrs.evolve(session(day, kg, *reps, is_deload=kind == "e"), unwell=kind == "u")
        for day, (kg, reps, kind) in zip(days, past, strict=True)
    ]
    found = [*_newest_first(history)]
    stalled = _counted(found[::-1])
    assert not (_got_on(found) and stalled)
    if history and not stalled and all(one.sets[0].load < history[-1].sets[0].load for one in history[:-1]):
        assert _got_on(found)


@given(
    st.lists(st.tuples(st.integers(1, 20), st.lists(st.integers(0, 15), min_size=1, max_size=4)), max_size=8),
    st.integers(0, 400),
    st.booleans(),
)
def test_always_something_that_can_be_lifted(
    past: list[tuple[int, list[int]]], days: int, is_deload_week: bool
) -> None:
    """Whatever happened and however long ago: rungs of the ladder, 1 to 99 reps, a reason of one line."""
    history = [session(DAY + timedelta(weeks=week), 2 * kg, *reps) for week, (kg, reps) in enumerate(past)]
    last = history[-1].date if history else DAY
    asked = ask(history, last + timedelta(days=days), is_deload_week=is_deload_week)
    assert all(one.load in LADDER and 1 <= one.reps <= 99 for one in asked.sets)
    assert asked.why.strip()
    assert "\n" not in asked.why
