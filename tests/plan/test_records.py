"""What counts as a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from overload.model import Entry, Exercise, LoadedWith, SetDone, Status
from overload.plan.records import records
from overload.units import Load, load

ROW = Exercise("dumbbell-row", "Dumbbell row", ("lats",), loaded_with=LoadedWith.ONE, sides=2)
PULL_UP = Exercise("pull-up", "Pull-up", ("lats",), loaded_with=LoadedWith.BODYWEIGHT)
FIRST = date(2026, 11, 2)


def log(*days: str, bodyweight: str | None = None) -> list[Entry]:
    """Return a log of one exercise, a day a week: `22.5 kg x 10 10 9`, help and sides included."""
    return [_entry(number, text, bodyweight) for number, text in enumerate(days, start=1)]


def _entry(number: int, text: str, bodyweight: str | None) -> Entry:
    weight, _, reps = text.partition(" x ")
    on = FIRST + number * timedelta(weeks=1)
    sets = tuple(SetDone(int(one), load(weight)) for one in reps.split())
    body = load(bodyweight) if bodyweight else None
    return Entry(number, datetime(2026, 11, 2, tzinfo=UTC), on, "x", sets, bodyweight=body)


def test_the_first_time_is_none() -> None:
    """There is nothing to beat the first time, and nothing done is no first time."""
    assert records(log("20 kg x 0 0", "20 kg x 8 8 8"), ROW) == {}


def test_the_same_again_is_none() -> None:
    """Equalling a performance, or doing less, is no record."""
    assert records(log("20 kg x 8 8 8", "20 kg x 8 8 8", "20 kg x 8 7 6", "18 kg x 9"), ROW) == {}


def test_heaviest() -> None:
    """A heavier load than ever, whatever the reps."""
    assert records(log("22.5 kg x 10 10", "24 kg x 8 6"), ROW) == {2: "heaviest yet, 24 kg x 8; 22.5 kg before"}


def test_most_reps() -> None:
    """More reps at a load than ever; after a heavier load only if nobody did as many with that."""
    found = records(log("22.5 kg x 10 9", "22.5 kg x 11 9", "24 kg x 12", "22.5 kg x 12 12"), ROW)
    assert found[2] == "most reps at 22.5 kg, 11; 10 before"
    assert set(found) == {2, 3}


def test_best_estimate() -> None:
    """At a load never used before, the estimated maximum decides; within a rounding it does not."""
    assert records(log("20 kg x 8", "24 kg x 8", "22.5 kg x 12"), ROW)[3] == (
        "best set yet, worth 4% more than any before"
    )
    assert 3 not in records(log("20 kg x 8", "24 kg x 8", "22.5 kg x 10"), ROW)
    assert 3 not in records(log("20 kg x 8", "24 kg x 8", "10 kg x 90"), ROW)


class TestPullUps:
    """Less help is more."""

    def test_less_help(self) -> None:
        """From a chair to a band, a lighter band, bodyweight and added load, each step is a record."""
        found = records(log("chair x 8", "-30 kg x 5", "-15 kg x 5", "bw x 3", "5 kg x 2"), PULL_UP)
        assert list(found.values()) == [
            "heaviest yet, 30 kg of help x 5; with a chair before",
            "heaviest yet, 15 kg of help x 5; 30 kg of help before",
            "heaviest yet, bodyweight x 3; 15 kg of help before",
            "heaviest yet, 5 kg x 2; bodyweight before",
        ]

    def test_more_help_is_none(self) -> None:
        """Going back to a stronger band is no record, however many reps it gives."""
        assert records(log("-15 kg x 8", "-30 kg x 12", bodyweight="80 kg"), PULL_UP) == {}

    def test_reps_with_a_chair(self) -> None:
        """Reps count with help that has no figure, too."""
        assert records(log("chair x 8", "chair x 9"), PULL_UP) == {2: "most reps with a chair, 9; 8 before"}


def test_the_weaker_side_decides() -> None:
    """One side alone makes no record."""
    sets = (SetDone(12, load("20 kg"), side="left"), SetDone(8, load("20 kg"), side="right"))
    first = log("20 kg x 8")[0]
    second = Entry(2, first.recorded, first.on + timedelta(days=7), "x", sets)
    assert records([first, second], ROW) == {}


@given(st.lists(st.tuples(st.integers(-40, 60), st.lists(st.integers(0, 30), min_size=1, max_size=4)), max_size=12))
def test_a_record_is_beaten_by_nothing_before(days: list[tuple[int, list[int]]]) -> None:
    """Of every record, no earlier day had a set with as much or more load and as many or more reps as all of its."""
    entries = log(*(f"{kg} kg x {' '.join(map(str, reps))}" for kg, reps in days), bodyweight="80 kg")
    found = records(entries, PULL_UP)
    for entry in entries:
        earlier = [(one.load, one.reps) for other in entries if other.id < entry.id for one in other.sets if one.reps]
        best: list[tuple[Load, int]] = [
            (one.load, one.reps)
            for one in entry.sets
            if one.reps and not any(weight >= one.load and reps >= one.reps for weight, reps in earlier)
        ]
        if entry.id in found:
            assert best
            assert earlier


def test_a_done_session_carries_its_records(story: Callable[..., Any]) -> None:
    """The plan says of each exercise done what was a record, whatever is logged later."""
    told = story(use="back-only")
    for now in ("2026-11-23T06:00", "2026-11-26T06:00", "2026-12-03T06:00"):
        told.did(next(one for one in told.at(now).ahead() if one.slots))
    plan = told.at("2026-12-11T06:00")
    done = [one for one in plan.sessions if one.status is Status.DONE and one.slots]
    assert not any(slot.record for slot in done[0].slots)
    asked = [[(one.prescription.sets, one.record) for one in session.slots] for session in done]
    pairs = zip(*asked[-2:], strict=True)
    more = [new for (old, _), (new, _) in pairs if sum(one.reps for one in new) > sum(one.reps for one in old)]
    assert more
    assert [new for new, record in asked[-1] if record] == more
