"""What takes the place of an exercise: the same muscles, with what is there, and nothing that was refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload import plugins
from overload.equipment import can_be_done
from overload.model import Measure, Place
from overload.plan.instead import Reason, stand_ins

CATALOG = plugins.catalog()
PLACES = st.builds(
    Place,
    id=st.just("home"),
    dumbbells=st.sampled_from([(), ("bowflex-552",)]),
    pull_up_bar=st.booleans(),
    has=st.sets(st.sampled_from(["chair", "wall", "sofa", "towel"])).map(tuple),
)
NAMES = st.sampled_from(sorted(CATALOG.exercises))


@given(NAMES, st.sampled_from(Reason), PLACES, st.sets(NAMES, max_size=6))
def test_it_trains_the_same_and_can_be_done(name: str, why: Reason, place: Place, but: set[str]) -> None:
    """Whatever is offered works a muscle that the other works, can be done there, and is none of those named."""
    exercise = CATALOG.exercises[name]
    for one in stand_ins(exercise, why, place, CATALOG, but):
        assert set(one.direct) & set(exercise.direct)
        assert can_be_done(one, place, CATALOG)
        assert one.id not in {*but, name}
        assert why is not Reason.ROOM or one.measure is not Measure.METRES
        assert why is not Reason.GEAR or one.gear is not exercise.gear or exercise.needs
        assert why is not Reason.GEAR or not set(one.needs) & set(exercise.needs)


@pytest.mark.parametrize(
    ("name", "why", "but", "other"),
    [
        ("dumbbell-row", Reason.PAIN, {"pull-up"}, "chin-up"),
        ("dumbbell-row", Reason.GEAR, {"pull-up", "chin-up"}, "prone-arm-raise"),
        ("dumbbell-floor-press", Reason.GEAR, (), "push-up"),
        ("pull-up", Reason.GEAR, {"dumbbell-row"}, "bent-over-dumbbell-row"),
        ("farmers-carry", Reason.ROOM, (), "dumbbell-shrug"),
        ("dumbbell-deadlift", Reason.PAIN, (), "glute-bridge"),
    ],
)
def test_what_a_coach_would_say(name: str, why: Reason, but: set[str], other: str) -> None:
    """Another movement for what hurts, the floor for who has no dumbbells, standing still for who has no room."""
    place = Place("home", ("bowflex-552",))
    assert stand_ins(CATALOG.exercises[name], why, place, CATALOG, but)[0].id == other
