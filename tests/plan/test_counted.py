"""How sets of seconds and metres, and of other kinds than work, are counted: volume, minutes, records, progress."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from overload.catalog import Catalog
from overload.model import (
    Day,
    Entry,
    Exercise,
    LoadedWith,
    Measure,
    RepRange,
    SetKind,
    SetTarget,
    WarmUp,
    Workout,
    WorkoutSlot,
)
from overload.model.notation import parse_sets
from overload.plan.lasting import minutes_of
from overload.plan.records import records
from overload.plan.volume import sets_in
from overload.report.progress import progress_of, weekly_volume
from overload.units import Load, Unit, load

PLANK = Exercise("plank", "Plank", ("abs",), loaded_with=LoadedWith.BODYWEIGHT, measure=Measure.SECONDS)
CARRY = Exercise("carry", "Carry", ("upper-traps",), ("abs",), sides=2, measure=Measure.METRES)
ROW = Exercise("row", "Row", ("lats",))
HELD = (Measure.SECONDS, SetKind.WORK)
FIRST = date(2026, 11, 2)
BODY = Load(Decimal(0), Unit.KG)


def log(exercise: Exercise, *days: str) -> list[Entry]:
    """Return a log, a day a week, written as an athlete writes it."""
    return [
        Entry(
            number,
            datetime(2026, 11, 2, tzinfo=UTC),
            FIRST + timedelta(weeks=number),
            exercise.id,
            parse_sets(text, Unit.KG, measure=exercise.measure, body=BODY),
            bodyweight=load("80 kg"),
        )
        for number, text in enumerate(days, 1)
    ]


class TestVolume:
    """Weekly sets."""

    @pytest.mark.parametrize(
        ("text", "sets"),
        [
            ("20x8,8,8", 3),
            ("warm-up 10x10 20x8,8", 2),
            ("20x8,8 drop 15x6", 2.5),
            ("20x12 mini 20x4,4,4", 1.75),
            ("20x8 back-off 15x12", 2),
            ("neg bwx5,5", 2),
            ("bwx45s,40s,0s,-", 2),
            ("16kgx20m,20m", 2),
            ("20xL8/R7,8", 2),
        ],
    )
    def test_what_a_set_counts(self, text: str, sets: float) -> None:
        """Work, holds, carries, back-offs and negatives are whole sets; a drop is a half, a mini a quarter."""
        entry = log(ROW, text)[0]
        assert sets_in(entry.performed().sets) == sets
        assert weekly_volume([entry], {"row": ROW})[0].sets["lats"] == sets

    def test_what_is_asked_counts_as_what_is_done(self) -> None:
        """A forecast counts as it will when it is done."""
        asked = [SetTarget(8, BODY, kind=kind) for kind in SetKind]
        assert sets_in(asked) == sets_in([one.met() for one in asked]) == 3.75


def test_minutes() -> None:
    """A hold takes as long as it is held, a carry a second a metre, a rep four seconds; sides twice as long."""
    minutes = {}
    for exercise, reps in (
        (PLANK, RepRange(30, 120, Measure.SECONDS)),
        (CARRY, RepRange(20, 150, Measure.METRES)),
        (ROW, RepRange(8, 12)),
    ):
        slots = (WorkoutSlot(exercise.id, 5, reps, rest_s=0),)
        workout = Workout("w", "W", slots, WarmUp("", (), 0))
        catalog = Catalog(exercises={exercise.id: exercise}, workouts={"w": workout})
        minutes[exercise.id] = minutes_of(catalog, Day("d", "D", (), workout="w"), slots)
    assert minutes == {"plank": 10, "carry": 25, "row": 5}


class TestRecords:
    """Each measure by itself."""

    def test_longest_hold(self) -> None:
        """A plank is held longer than ever, and then with more on the back than ever."""
        found = records(log(PLANK, "60s", "75s", "70s", "5kgx40s", "bwx80s"), PLANK)
        assert found == {
            2: "longest hold at bodyweight, 75 s; 60 s before",
            4: "heaviest yet, 5 kg x 40 s; bodyweight before",
            5: "longest hold at bodyweight, 80 s; 75 s before",
        }

    def test_farthest_carry(self) -> None:
        """A carry goes farther than ever at a load."""
        found = records(log(CARRY, "16kgx20m", "16kgx30m", "20kgx20m"), CARRY)
        assert found == {
            2: "farthest carry at 16 kg, 30 m; 20 m before",
            3: "heaviest yet, 20 kg x 20 m; 16 kg before",
        }

    def test_seconds_are_no_reps(self) -> None:
        """Sixty seconds after ten reps are a first time, and no most reps."""
        assert records(log(ROW, "20x10", "20kgx60s", "20kgx50s"), ROW) == {}

    @pytest.mark.parametrize("kind", ["warm-up", "drop", "mini"])
    def test_what_is_not_work_makes_none(self, kind: str) -> None:
        """A warm-up, or one more rep in a drop set, is no record."""
        assert records(log(ROW, "20x10", f"20x10 {kind} 30x15"), ROW) == {}

    def test_negatives_are_compared_among_themselves(self) -> None:
        """What was only lowered beats no lift, and is beaten by none."""
        found = records(log(ROW, "20x10", "neg 30x5", "neg 30x6", "25x12", "neg 35x3"), ROW)
        assert found == {
            3: "most negatives at 30 kg, 6; 5 before",
            4: "heaviest yet, 25 kg x 12; 20 kg before",
            5: "heaviest negative yet, 35 kg x 3; 30 kg before",
        }


class TestProgress:
    """An exercise over time."""

    def test_a_hold_has_no_estimated_maximum(self) -> None:
        """Of a plank the time is shown, and how much longer it has become; nobody has an e1RM of it."""
        found = progress_of(PLANK, log(PLANK, "warm-up 20s; bwx60s,50s", "bwx75s,60s"), sort=HELD)
        assert [(one.count, one.total, one.estimate) for one in found.points] == [("60 s", 110, 0), ("75 s", 135, 0)]
        assert found.gained == 0.25
        assert found.name == "Plank"

    def test_what_is_held_stands_apart_from_what_is_lifted(self) -> None:
        """A day with both has a point in each."""
        entries = log(ROW, "20x10 20kgx30s")
        reps, seconds = progress_of(ROW, entries), progress_of(ROW, entries, sort=HELD)
        assert (reps.points[0].count, reps.points[0].total, reps.name) == ("10", 10, "Row")
        assert (seconds.points[0].count, seconds.points[0].total, seconds.name) == ("30 s", 30, "Row, seconds")
        assert reps.points[0].estimate > 0
        assert seconds.points[0].estimate == 0

    def test_reps_of_what_is_usually_held_have_no_estimate_either(self) -> None:
        """Ten reps of a plank are shown, and worth no weight."""
        lifted = progress_of(PLANK, log(PLANK, "bwx10 reps"))
        assert (lifted.name, lifted.points[0].count, lifted.points[0].estimate) == ("Plank, reps", "10", 0)

    def test_negatives_have_a_line_of_their_own(self) -> None:
        """A pull-up that was only lowered is no pull-up, and is shown all the same."""
        lowered = progress_of(ROW, log(ROW, "20x10 neg 30x5,4"), sort=(Measure.REPS, SetKind.NEGATIVE))
        assert (lowered.name, lowered.points[0].total, lowered.points[0].estimate) == ("Row, negatives", 9, 0)


@pytest.mark.parametrize("text", ["warm-up 40x8,10", "warm-up 100x3"])
def test_a_day_of_warm_ups_is_no_session(story: Callable[..., Any], text: str) -> None:
    """What is asked next, its load, its reason and the days since, is as if the warm-ups had never been logged."""
    tale = story()
    tale.log("dumbbell-row", date(2026, 11, 2), parse_sets("22.5x8,8,8", Unit.KG), None)
    without = [session.slots for session in tale.at("2026-11-23T05:00").sessions]
    tale.log("dumbbell-row", date(2026, 11, 20), parse_sets(text, Unit.KG), None)
    tale.log("pull-up", date(2026, 11, 20), parse_sets(text, Unit.KG), None)
    assert [session.slots for session in tale.at("2026-11-23T05:00").sessions] == without
