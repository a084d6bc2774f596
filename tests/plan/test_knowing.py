"""What is known before an exercise is trained: told, chosen, or shown by others."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import attrs
import pytest

from overload.catalog import Catalog
from overload.config import read_plan, with_own
from overload.errors import PlanError
from overload.model import Best, Entries, Entry, SetDone
from overload.plan import Inputs, PlannedSlot, build
from overload.units import load

PLAN = """
id = "kim"
[athlete]
zone = "UTC"
{athlete}
[places.home]
dumbbells = ["spinlock-2_5kg-full"]
{place}
[calendar]
use = "back-only"
start = 2026-11-23
{more}
"""
WEIGHS = 'bodyweight = "80 kg"'


def asked(
    known: Catalog, exercise: str, athlete: str = "", place: str = "", more: str = "", *log: Entry
) -> PlannedSlot:
    """Return what a plan of the back alone asks of an exercise in its first session that is not behind us."""
    config = read_plan(PLAN.format(athlete=athlete, place=place, more=more), known)
    now = datetime(2026, 11, 23, 5, tzinfo=ZoneInfo("UTC"))
    plan = build(Inputs(config, with_own(known, config), Entries(log), now))
    return next(slot for one in plan.ahead() for slot in one.slots if slot.exercise.id == exercise)


def row(*reps: int, at: str = "30 kg") -> Entry:
    """Return an entry of the row a week before, stopped where it fell short."""
    day = date(2026, 11, 16)
    sets = tuple(SetDone(one, load(at)) for one in reps)
    return Entry(1, datetime(2026, 11, 16, 18, tzinfo=ZoneInfo("UTC")), day, "dumbbell-row", sets)


class TestTold:
    """What an athlete can do in one set is where the estimate begins."""

    def test_a_load_and_its_reps(self, known: Catalog) -> None:
        """The first ask keeps its margin from it, in the range."""
        slot = asked(known, "dumbbell-row", 'can = { dumbbell-row = "30 kg x 12" }')
        assert {str(one.load) for one in slot.prescription.sets} == {"28.5 kg"}
        assert slot.prescription.why.startswith("By what you told, about 42 kg for one")

    def test_pull_ups_with_bodyweight(self, known: Catalog) -> None:
        """Ten pull-ups are no three with the most help."""
        slot = asked(known, "pull-up", f"{WEIGHS}\ncan = {{ pull-up = 10 }}", 'bands = ["-15 kg"]')
        assert slot.prescription.sets[0].load.amount >= 0
        assert slot.prescription.sets[0].reps >= 5

    def test_no_pull_up_and_bands(self, known: Catalog) -> None:
        """Help comes first."""
        slot = asked(known, "pull-up", f"{WEIGHS}\ncan = {{ pull-up = 0 }}", 'bands = ["-15 kg", "-30 kg"]')
        assert str(slot.prescription.sets[0].load) == "-30 kg"

    def test_no_pull_up_and_no_help(self, known: Catalog) -> None:
        """Nobody is sent to the bar in vain: the lowering comes first."""
        slot = asked(known, "pull-up", f"{WEIGHS}\ncan = {{ pull-up = 0 }}")
        assert {str(one.kind) for one in slot.prescription.sets} == {"negative"}

    @pytest.mark.parametrize(("count", "first"), [(0, "-30 kg"), (6, "0 kg")])
    def test_whose_body_weighs_nobody_knows_what(self, known: Catalog, count: int, first: str) -> None:
        """There is nothing to reckon with; some pull-ups are pull-ups, none are helped."""
        slot = asked(known, "pull-up", f"can = {{ pull-up = {count} }}", 'bands = ["-15 kg", "-30 kg"]')
        assert str(slot.prescription.sets[0].load) == first

    def test_the_log_says_more_from_the_first_session_on(self, known: Catalog) -> None:
        """What was told too high is forgotten where sets fell short."""
        told = 'can = { dumbbell-row = "40 kg x 10" }'
        slot = asked(known, "dumbbell-row", told, "", "", row(8, 7, 6, at="20 kg"))
        assert slot.prescription.sets[0].load <= load("30 kg")


class TestFirstLoads:
    """Careful ones, from what is known of related exercises."""

    def test_nothing_told_and_bands_there(self, known: Catalog) -> None:
        """A first pull-up has the most help."""
        slot = asked(known, "pull-up", WEIGHS, 'bands = ["-15 kg", "-30 kg"]\nbands_at_once = 2')
        assert str(slot.prescription.sets[0].load) == "-45 kg"

    def test_the_deadlift_goes_by_the_row(self, known: Catalog) -> None:
        """Whoever chose a row needs no bodyweight for a deadlift; without either it is the lightest."""
        start = '[workouts.home-back.dumbbell-row]\nstart = "35 lb"'
        slot = asked(known, "dumbbell-deadlift", "", "", start)
        assert load("12.5 kg") <= slot.prescription.sets[0].load <= load("20 kg")
        assert "going by your dumbbell row" in slot.prescription.why
        assert asked(known, "dumbbell-deadlift").prescription.sets[0].load < load("5 kg")

    def test_measured_before_guessed(self, known: Catalog) -> None:
        """What was done comes before a load that was chosen; what other muscles did, before no share of bodyweight."""
        start, strong = '[workouts.home-back.dumbbell-row]\nstart = "10 kg"', row(12, 11, 9, at="45 kg")
        for athlete, most in (("", False), (WEIGHS, True)):
            chose = asked(known, "dumbbell-deadlift", athlete, "", start).prescription.sets[0].load
            shown = asked(known, "dumbbell-deadlift", athlete, "", start, strong).prescription.sets[0].load
            assert (shown == chose) is most

    def test_a_start_of_ones_own_stands(self, known: Catalog) -> None:
        """Nothing is guessed where somebody said with what to begin."""
        start = '[workouts.home-back.dumbbell-row]\nstart = "20 kg"'
        slot = asked(known, "dumbbell-row", f'{WEIGHS}\ncan = {{ dumbbell-shrug = "60 kg x 10" }}', "", start)
        assert str(slot.prescription.sets[0].load) == "20 kg"


class TestInThePlan:
    """How it is written, and refused."""

    def test_it_is_read(self, known: Catalog) -> None:
        """Reps alone, or a load and reps."""
        config = read_plan(
            PLAN.format(athlete='can = { pull-up = 3, dumbbell-row = "20 kg x 10" }', place="", more=""), known
        )
        assert config.athlete.can == {"pull-up": Best(3), "dumbbell-row": Best(10, load("20 kg"))}
        assert str(attrs.evolve(Best(10), load=load("20 kg"))) == "20 kg x 10"

    @pytest.mark.parametrize(
        ("can", "said"),
        [
            ("dumbbell-row = 10", "athlete.can.dumbbell-row: names no load; write dumbbell-row = '20 kg x 10'"),
            ("pull-up = 100", "not 0 to 60 reps"),
            ('pull-up = "many"', "not what can be done in one set"),
            ('dumbbell-row = "20 kg x 0"', "a load"),
            ("plank = 60", "is not counted in reps"),
            ("rows = 3", "no exercise 'rows'"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(self, known: Catalog, can: str, said: str) -> None:
        """With its place, and the line to write."""
        with pytest.raises(PlanError) as refused:
            read_plan(PLAN.format(athlete=f"can = {{ {can} }}", place="", more=""), known)
        assert said in str(refused.value)


def test_what_is_done_in_a_session_leaves_its_first_loads_as_they_were(known: Catalog) -> None:
    """A row far heavier than was thought moves the next session, and not the fly of this one."""
    today = attrs.evolve(row(12, 12, 12, at="45 kg"), on=date(2026, 11, 23), session=1)
    asks = [asked(known, "reverse-dumbbell-fly", WEIGHS, "", "", *log).prescription.sets for log in ((), (today,))]
    assert asks[0] == asks[1]
