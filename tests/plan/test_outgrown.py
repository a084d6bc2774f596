"""Where the dumbbells end: the one to buy, worked out."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.config import read_plan, with_own
from overload.model import Entries, Entry, Exercise, LoadedWith, Prescription, RepRange, SetDone
from overload.plan import Inputs, Plan, PlannedSlot, build
from overload.plan.outgrown import Purchase, to_buy
from overload.plan.values import Outgrown
from overload.units import Load, load

UTC = ZoneInfo("UTC")
PLAN = """
id = "kim"
[athlete]
zone = "UTC"
bodyweight = "80 kg"
[places.home]
dumbbells = ["own"]
{more}
[dumbbells.own]
kind = "fixed"
{home}
[calendar]
use = "back-only"
start = 2026-11-23
"""
TWO = 'unit = "kg"\nsettings = [6, 16]'


def planned(known: Catalog, *log: Entry, home: str = TWO, more: str = "") -> Plan:
    """Return a plan of the back with pairs of 6 and 16 kg at home."""
    config = read_plan(PLAN.format(home=home, more=more), known)
    return build(Inputs(config, with_own(known, config), Entries(log), datetime(2026, 11, 23, 5, tzinfo=UTC)))


def done(number: int, exercise: str, reps: int, at: str = "16 kg", rir: str = "2") -> Entry:
    """Return an entry of the week before: three sets, the last with its reserve noted."""
    day = date(2026, 11, 16)
    sets = (*(SetDone(reps, load(at)),) * 2, SetDone(reps, load(at), rir=int(rir)))
    return Entry(number, datetime(2026, 11, 16, 18, tzinfo=UTC), day, exercise, sets)


def bought(plan: Plan) -> Purchase | None:
    """Return what to buy by a plan."""
    return to_buy(slot for one in plan.ahead() for slot in one.slots)


def test_nothing_done(known: Catalog) -> None:
    """Who has logged nothing is sold nothing."""
    assert bought(planned(known)) is None


def test_in_the_range(known: Catalog) -> None:
    """A pair that still makes hard sets in the range is heavy enough."""
    assert bought(planned(known, done(1, "dumbbell-row", 8))) is None


def test_above_the_range(known: Catalog) -> None:
    """Sets of twenty and more want a heavier pair: the heaviest one that can be lifted in the range now."""
    plan = planned(known, done(1, "dumbbell-row", 24))
    found = bought(plan)
    assert found is not None
    row = next(slot for one in plan.ahead() for slot in one.slots if slot.exercise.id == "dumbbell-row")
    assert row.outgrown is not None
    assert row.lane is not None
    most = float(row.outgrown.e1rm.kg) / (1 + (row.lane.low + 2) / 30)
    assert float(found.load.kg) <= most < float(found.load.kg) + 2.5
    ((exercise, reps),) = found.serves
    assert exercise.id == "dumbbell-row"
    assert reps >= row.lane.low
    assert any(found.words in line for line in plan.advice)


def test_one_for_several(known: Catalog) -> None:
    """The pair that serves two exercises goes before the heavier one that serves the stronger alone."""
    weaker, stronger = done(1, "dumbbell-row", 24), done(2, "dumbbell-deadlift", 28)
    found = bought(planned(known, weaker, stronger))
    assert found is not None
    assert found.words == (
        "a pair of 22.5 kg dumbbells would serve you longest, for about 13 reps of the dumbbell deadlift and "
        "10 reps of the dumbbell row to begin with"
    )


def test_forecasts_sell_nothing(known: Catalog) -> None:
    """What is only assumed to be done costs no money."""
    plan = planned(known, done(1, "dumbbell-row", 9))
    assert all(slot.outgrown is None for one in plan.ahead() for slot in one.slots if not slot.is_firm)


def test_heavy_enough_at_home(known: Catalog) -> None:
    """Where the ladder goes on nothing is to be bought."""
    home = 'unit = "kg"\nsettings = [6, 16, 22.5, 30, 40]'
    assert bought(planned(known, done(1, "dumbbell-row", 24), home=home)) is None


def test_not_for_the_cabin(known: Catalog) -> None:
    """Light dumbbells somewhere else are no reason to buy."""
    cabin = '[places.cabin]\ndumbbells = ["own"]'
    heavy = PLAN.replace('"own"', '"rack-kg-2_5"', 1) + 'days = {{ mon = {{ time = "18:00", place = "cabin" }} }}'
    config = read_plan(heavy.format(home=TWO, more=cabin), known)
    log = Entries((done(1, "dumbbell-row", 24),))
    plan = build(Inputs(config, with_own(known, config), log, datetime(2026, 11, 23, 5, tzinfo=UTC)))
    assert plan.ahead()[0].place.id == "cabin"
    assert bought(plan) is None


def test_in_pounds(known: Catalog) -> None:
    """Pairs are sold in the unit of those there are."""
    home = 'unit = "lb"\nsettings = [15, 35]'
    found = bought(planned(known, done(1, "dumbbell-row", 24, "35 lb"), home=home))
    assert found is not None
    assert str(found.load).endswith(" lb")
    assert found.load.amount % 5 == 0


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.floats(1.3, 3.0), st.integers(3, 12), st.booleans()), min_size=1, max_size=5
    )
)
def test_no_other_would_serve_longer(cases: list[tuple[int, float, int, bool]]) -> None:
    """Whatever is served can lift it in its range at once, and no heavier one that is sold serves all of that."""
    slots = [slot_of(number, *case) for number, case in enumerate(cases)]
    found = to_buy(slots)
    fitting = [{one.exercise for one in slots if fits(one, load(f"{size * 2.5} kg"))} for size in range(1, 25)]
    if found is None:
        assert not any(fitting)
        return
    served = {exercise for exercise, _ in found.serves}
    assert served == fitting[int(found.load.kg / load("2.5 kg").kg) - 1]
    assert not any(served <= those for those in fitting[int(found.load.kg / load("2.5 kg").kg) :])
    assert all(reps >= low for (_, reps), low in zip(found.serves, lows(slots, served), strict=True))


def slot_of(number: int, top: int, stronger: float, low: int, is_pair: bool) -> PlannedSlot:
    """Return a slot that has outgrown `top` kg: the strength is so many times that."""
    loaded = LoadedWith.PAIR if is_pair else LoadedWith.ONE
    exercise = Exercise(f"lift-{number}", f"Lift {number}", direct=("lats",), loaded_with=loaded)
    strength = Load(Decimal(f"{top * stronger:.3f}"))
    outgrown = Outgrown(load(f"{top} kg"), strength)
    return PlannedSlot(exercise, Prescription((), ""), 60, "", lane=RepRange(low, low + 4), outgrown=outgrown)


def fits(slot: PlannedSlot, size: Load) -> bool:
    """Tell whether a dumbbell is heavier than what there is, and light enough for the range with two reps left."""
    assert slot.outgrown is not None
    assert slot.lane is not None
    most = float(slot.outgrown.e1rm.kg) / (1 + (slot.lane.low + 2) / 30)
    return float(slot.outgrown.top.kg) < float(size.kg) <= round(most, 3)


def lows(slots: list[PlannedSlot], served: set[Exercise]) -> list[int]:
    """Return the bottoms of the ranges of what is served."""
    return [one.lane.low for one in slots if one.exercise in served and one.lane is not None]
