"""Sets, loads, rests and titles in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import attrs
import pytest

from overload.model import Day, Entry, LoadedWith, Prescription, SetDone, SetTarget, Status
from overload.plan.values import PlannedSlot, Session
from overload.report.words import (
    done_line,
    load_words,
    minutes_words,
    reps_words,
    rest_words,
    short_name,
    target_line,
    title,
)
from overload.units import load

Slot = Callable[..., PlannedSlot]
Make = Callable[..., Session]


def sets(*reps: int, amrap: bool = False) -> Prescription:
    """Return a prescription of these reps, the last one as many as possible if wanted."""
    last = len(reps) - 1
    return Prescription(tuple(SetTarget(one, load("20 kg"), amrap and at == last) for at, one in enumerate(reps)), "")


@pytest.mark.parametrize(
    ("prescription", "sides", "words"),
    [
        (sets(10, 10, 10), 1, "3 x 10"),
        (sets(10, 10, 10), 2, "3 x 10 each side"),
        (sets(12, 12, 11), 1, "12, 12, 11"),
        (sets(12, 12, 11), 2, "12, 12, 11 each side"),
        (sets(8), 1, "1 x 8"),
        (sets(8, 8, 8, amrap=True), 1, "8, 8, 8 or more"),
        (sets(13, 12, 10, amrap=True), 2, "13, 12, 10 or more, each side"),
        (sets(), 2, ""),
    ],
)
def test_sets(prescription: Prescription, sides: int, words: str) -> None:
    """Equal sets are counted, others listed; a set of two sides says so."""
    assert reps_words(prescription.sets, sides) == words


@pytest.mark.parametrize(
    ("weight", "loaded_with", "label", "words"),
    [
        ("22.5 kg", LoadedWith.PAIR, "", "22.5 kg"),
        ("52.5 lb", LoadedWith.ONE, "24 kg", "52.5 lb (dial: 24 kg)"),
        ("24 kg", LoadedWith.ONE, "24 kg", "24 kg"),
        ("24 kg", LoadedWith.ONE, "24", "24 kg"),
        ("bw", LoadedWith.BODYWEIGHT, "", "bodyweight"),
        ("5 kg", LoadedWith.BODYWEIGHT, "", "bodyweight + 5 kg"),
        ("-15 kg", LoadedWith.BODYWEIGHT, "", "with 15 kg of help (band)"),
        ("-15 kg", LoadedWith.BODYWEIGHT, "band", "with 15 kg of help (band)"),
        ("-15 kg", LoadedWith.BODYWEIGHT, "red band", "red band (-15 kg)"),
        ("-45 kg", LoadedWith.BODYWEIGHT, "red + 30 kg bands", "red + 30 kg bands (-45 kg)"),
        ("15 kg", LoadedWith.ONE, "red band", "15 kg (red band)"),
        ("chair", LoadedWith.BODYWEIGHT, "", "with a chair"),
        ("partner", LoadedWith.BODYWEIGHT, "", "with a partner"),
    ],
)
def test_loads(weight: str, loaded_with: LoadedWith, label: str, words: str) -> None:
    """A load is said as people say it; the dial only where it prints something else."""
    assert load_words(load(weight), loaded_with, label) == words


@pytest.mark.parametrize(("seconds", "words"), [(120, "2:00"), (90, "1:30"), (45, "0:45"), (605, "10:05"), (0, "none")])
def test_rests(seconds: int, words: str) -> None:
    """A rest is minutes and seconds."""
    assert rest_words(seconds) == words


@pytest.mark.parametrize(("minutes", "words"), [(57, "57 min"), (90, "90 min"), (120, "2 h"), (125, "2 h 5 min")])
def test_minutes(minutes: int, words: str) -> None:
    """Up to two hours are minutes, as in a gym; more are hours."""
    assert minutes_words(minutes) == words


def test_loads_that_differ_are_grouped(make_slot: Slot) -> None:
    """Sets at one load stand together, in the order they are lifted."""
    slot = make_slot("deadlift", [(8, "24 kg"), (10, "20 kg"), (10, "20 kg")])
    assert target_line(slot, name="") == "24 kg: 1 x 8, then 20 kg: 2 x 10"


def test_help_stands_where_a_load_does(make_slot: Slot) -> None:
    """`with a chair` and `bodyweight` are said before the reps, as every load is."""
    slot = make_slot("pull-up", [(6, "chair"), (5, "bw")])
    assert target_line(slot, name="") == "with a chair: 1 x 6, then bodyweight: 1 x 5"


def test_what_was_done(make_slot: Slot) -> None:
    """Sides that differ, reserve, failed tries and sets left out are all said."""
    weight = load("20 kg")
    done = (
        SetDone(10, weight, Decimal("1.5")),
        SetDone(9, weight, side="left"),
        SetDone(8, weight, side="right"),
        SetDone(0, weight),
        SetDone(0, weight, left_out=True),
        SetDone(7, load("22.5 kg")),
    )
    entry = Entry(1, datetime(2026, 11, 23, tzinfo=UTC), date(2026, 11, 23), "row", done)
    words = done_line(make_slot("row", [(10, "20 kg")]), entry, name="")
    assert words == "20 kg: 10 (RIR 1.5), L9/R8, 0, -, then 22.5 kg: 7"


def test_tempo_is_part_of_a_target(make_slot: Slot) -> None:
    """It is said behind the reps, on the same line; warm-up sets have none."""
    slot = make_slot("row", [(8, "20 kg"), (8, "20 kg")])
    slow = attrs.evolve(slot, prescription=attrs.evolve(slot.prescription, tempo="3 s down"))
    assert target_line(slow) == "Dumbbell row 20 kg: 2 x 8 each side, 3 s down"
    assert target_line(slow, name="Before", sets=slot.prescription.sets) == "Before 20 kg: 2 x 8 each side"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Dumbbell row", "row"),
        ("Reverse dumbbell fly", "reverse fly"),
        ("Pull-up", "pull-up"),
        ("Dumbbell", "Dumbbell"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    """In passing an exercise loses its dumbbell, but never its whole name."""
    assert short_name(name) == short


class TestTitle:
    """What a session is called."""

    def test_due(self, make_session: Make, make_slot: Slot) -> None:
        """A session ahead says how much there is to do and how long it takes."""
        slots = [make_slot(name, [(8, "20 kg")]) for name in ("deadlift", "row")]
        assert title(make_session(*slots)) == "Back: 2 exercises, 57 min"
        assert title(make_session(slots[0])) == "Back: 1 exercise, 57 min"

    @pytest.mark.parametrize("status", [Status.PLANNED, Status.DONE])
    @pytest.mark.parametrize(
        ("name", "focus", "said"),
        [
            ("Push", ("chest", "shoulders", "triceps"), "Push: chest, shoulders, triceps"),
            ("Legs", ("legs",), "Legs"),
            ("Chest + back", ("chest", "back"), "Chest + back"),
            ("Pull", (), "Pull"),
        ],
    )
    def test_days_without_a_workout(
        self, make_session: Make, status: Status, name: str, focus: tuple[str, ...], said: str
    ) -> None:
        """They say their groups where the name does not, and the same before and after."""
        assert title(make_session(status=status, day=Day("x", name, focus))) == said

    def test_missed_and_cancelled(self, make_session: Make) -> None:
        """They say so."""
        assert title(make_session(status=Status.MISSED)) == "Back, missed"
        assert title(make_session(status=Status.CANCELLED)) == "Back, cancelled"

    def test_done_without_a_record(self, make_session: Make, make_slot: Slot) -> None:
        """A session done says how much of it."""
        slots = [make_slot(name, [(8, "20 kg")], [(8, "20 kg")]) for name in ("deadlift", "row")]
        assert title(make_session(*slots, status=Status.DONE)) == "Back, done: 2 exercises"
        part = make_session(slots[0], status=Status.DONE, exercises=("a", "b", "c"))
        assert title(part) == "Back, done: 1 of 3 exercises"

    def test_done_with_nothing_of_its_own(self, make_session: Make) -> None:
        """Where only other exercises were logged, it is simply done."""
        assert title(make_session(status=Status.DONE, exercises=("pull-up",))) == "Back, done"

    def test_records(self, make_session: Make, make_slot: Slot) -> None:
        """Records are named with the heaviest set, two of them at most."""
        row = make_slot("row", [(8, "22.5 kg")], [(8, "22.5 kg"), (6, "24 kg")], record="heaviest yet")
        pull = make_slot("pull-up", [(8, "bw")], [(8, "bw"), (9, "bw")], record="most reps")
        fly = make_slot("fly", [(12, "6 kg")], [(15, "6 kg")], record="most reps")
        plain = attrs.evolve(fly, record="")
        assert title(make_session(row, plain, status=Status.DONE)) == "Back, done: row 24 kg (record)"
        assert title(make_session(row, pull, status=Status.DONE)) == "Back, done: row 24 kg, pull-up x 9 (records)"
        three = make_session(row, pull, fly, status=Status.DONE)
        assert title(three) == "Back, done: row 24 kg, pull-up x 9 (3 records)"
