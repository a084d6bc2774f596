"""What an event says below its title."""

from __future__ import annotations

from collections.abc import Callable

import attrs
from hypothesis import given
from hypothesis import strategies as st

from overload.model import Day, SetTarget, Status, WarmUp
from overload.plan.values import PlannedSlot, Session
from overload.report.description import LONGEST, Wording, description
from overload.report.words import Units
from overload.units import Unit, load

Slot = Callable[..., PlannedSlot]
Make = Callable[..., Session]

SHORT = Wording("short")


def test_a_session_ahead(make_session: Make, make_slot: Slot) -> None:
    """What to lift first, a line an exercise with its plates; then how to get warm; then why, each told once."""
    warm = tuple(SetTarget(reps, load(weight)) for reps, weight in ((10, "10 kg"), (5, "15 kg")))
    session = make_session(
        make_slot("deadlift", [(8, "22.5 kg")] * 3, rest_s=150, plates="5 + 2.5 kg each end", warm_up=warm),
        make_slot("row", [(10, "52.5 lb")] * 3, labels={load("52.5 lb"): "24 kg"}, tempo="3 s down", rest_s=0),
        warm_up=WarmUp("Two minutes of brisk steps.", (("dumbbell-deadlift", 10), ("dumbbell-press", 8))),
    )
    assert description(session).splitlines() == [
        "Dumbbell deadlift 22.5 kg: 3 x 8, rest 2:30 (plates: 5 + 2.5 kg each end)",
        "Dumbbell row 52.5 lb (dial: 24 kg): 3 x 10 each side, 3 s down, no rest",
        "",
        "Warm-up: Two minutes of brisk steps. Then light sets: deadlift: 1 x 10, press: 1 x 8.",
        "Before the deadlift, 10 kg: 1 x 10, then 15 kg: 1 x 5",
        "",
        "Deadlift, row: All sets reached the top.",
        "",
        "Session s17",
    ]


def test_forecasts_are_marked(make_session: Make, make_slot: Slot) -> None:
    """A forecast among firm slots is marked by itself; where all are, it is said once."""
    firm, guess = make_slot("deadlift", [(8, "20 kg")]), make_slot("fly", [(12, "6 kg")], is_firm=False)
    mixed = description(make_session(firm, guess)).splitlines()
    assert "Deadlift: All sets reached the top." in mixed
    assert "Reverse fly: Forecast: All sets reached the top." in mixed
    alone = description(make_session(guess))
    assert alone.startswith("Forecast: these numbers assume")
    assert alone.count("Forecast") == 1


def test_a_session_done(make_session: Make, make_slot: Slot) -> None:
    """What was done, what was asked where that differs, the record, the note, and the volume of the week so far."""
    session = make_session(
        make_slot("deadlift", [(8, "20 kg")] * 2, [(8, "20 kg")] * 2),
        make_slot("row", [(10, "24 kg")] * 2, [(10, "24 kg"), (8, "24 kg")], record="heaviest yet", note="Grip\nwent"),
        make_slot("fly", [], [(15, "6 kg")], unwell=True),
        status=Status.DONE,
    )
    assert description(session, volume={"lats": 2.0, "mid-back": 1.5, "rear-delts": 2.0}).splitlines() == [
        "Dumbbell deadlift 20 kg: 8, 8",
        "Dumbbell row 24 kg: 10, 8",
        "Asked for: 24 kg: 2 x 10 each side",
        "Record: heaviest yet",
        "Grip",
        "went",
        "Reverse dumbbell fly 6 kg: 15",
        "Not feeling well: not counted as a miss.",
        "",
        "Sets this week so far: lats 2, rear delts 2, mid traps + rhomboids 1.5",
    ]


def test_short_detail(make_session: Make, make_slot: Slot) -> None:
    """Short detail is the bare exercises, or the text of a free day."""
    session = make_session(make_slot("deadlift", [(8, "20 kg")] * 3, plates="5 kg each end"))
    assert description(session, SHORT) == "Dumbbell deadlift 20 kg: 3 x 8, rest 2:00"
    free = make_session(day=Day("push", "Push", ("chest",)), text="Bench press")
    assert description(free, SHORT) == description(free) == "Bench press"


def test_missed_and_cancelled(make_session: Make) -> None:
    """They say what happened in a line."""
    assert description(make_session(status=Status.MISSED)) == "Nothing was logged for this session."
    assert description(make_session(status=Status.CANCELLED)) == "This session was dropped."


def test_time_alone_changes_nothing(make_session: Make, make_slot: Slot) -> None:
    """Why a session stands on its day is not in its text: that is known only while it is being placed."""
    assert "preferred" not in description(make_session(make_slot("deadlift", [(8, "20 kg")])))


def test_units_of_the_athlete(make_session: Make, make_slot: Slot) -> None:
    """A load has its own figure first and the other unit's behind; plates, reasons and records only change the word."""
    slot = make_slot(
        "row", [(8, "52.5 lb")], labels={load("52.5 lb"): "24 kg"}, plates="5 kg each end", why="20 kg, then."
    )
    done = make_slot(
        "fly", [(8, "5 kg")], [(8, "5 kg")], record="heaviest yet, 5 kg x 8; 4 kg before", note="5 kg more"
    )
    units = Units(Unit.KG, {Unit.KG: "kilo", Unit.LB: "pounds"})
    lines = description(make_session(slot, done), Wording(units=units)).splitlines()
    assert lines[0] == (
        "Dumbbell row 52.5 pounds (23.8 kilo, dial: 24 kg): 1 x 8 each side, rest 2:00 (plates: 5 kilo each end)"
    )
    assert "Row: 20 kilo, then." in lines
    assert "Record: heaviest yet, 5 kilo x 8; 4 kilo before" in lines
    assert "5 kg more" in lines


def test_how_to_do_it(make_session: Make, make_slot: Slot) -> None:
    """On demand, and only of what is still to do: the exercise's own link or text."""
    slot = make_slot("deadlift", [(8, "20 kg")])
    taught = attrs.evolve(slot, exercise=attrs.evolve(slot.exercise, instructions="Hinge.", link="https://example.org"))
    session = make_session(taught)
    assert "ow to" not in description(session)
    assert "Dumbbell deadlift, how to: Hinge." in description(session, Wording(how_to="text"))
    assert "How to: https://example.org" in description(session, Wording(how_to="link"))
    other = Wording(how_to="link", links={"dumbbell-deadlift": "https://example.net"})
    assert "How to: https://example.net" in description(session, other)


WORD = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)
TEXT = st.lists(WORD, max_size=20).map(" ".join)


@given(TEXT, st.lists(WORD, max_size=60).map("\n".join))
def test_a_line_is_a_paragraph(make_session: Make, make_slot: Slot, why: str, note: str) -> None:
    """No paragraph is wrapped and no word of a reason, the plates or a note is lost, whatever they say."""
    ahead = make_slot("deadlift", [(8, "20 kg"), (9, "22 kg"), (10, "24 kg")] * 3, why=why, plates=why, tempo="slow")
    behind = make_slot("row", [(8, "20 kg")], [(8, "20 kg")], note=note)
    lines = description(make_session(ahead, behind)).splitlines()
    assert f"Deadlift: {why}" in lines or not why
    assert sum(line.startswith("Dumbbell deadlift 20 kg: 1 x 8, then 22 kg: 1 x 9") for line in lines) == 1
    assert all(line in lines for line in note.splitlines() if line.strip())


@given(st.lists(st.one_of(TEXT, st.just("All sets reached the top.")), min_size=5, max_size=5))
def test_targets_come_first_and_reasons_last(make_session: Make, make_slot: Slot, reasons: list[str]) -> None:
    """Whatever the reasons, the targets of five exercises are the first five lines and all of it stays readable."""
    names = ("deadlift", "pull-up", "row", "shrug", "fly")
    slots = [
        make_slot(name, [(20, "22.5 kg")] * 3, why=why, labels={load("22.5 kg"): "50 lb"})
        for name, why in zip(names, reasons, strict=True)
    ]
    text = description(make_session(*slots, warm_up=WarmUp("Two or three minutes of brisk steps and hinges.", ())))
    expected = [f"{slot.exercise.name} " for slot in slots]
    assert [line[: len(name)] for line, name in zip(text.splitlines(), expected, strict=False)] == expected
    assert text.splitlines()[5] == ""
    assert len(text) <= LONGEST
    assert text.count("All sets reached the top.") <= 1
    assert text.splitlines()[-1] == "Session s17"


def test_what_is_not_read_yet_is_shown_as_it_was_typed(make_session: Make, make_slot: Slot) -> None:
    """Words that can mean two things stand in the event as they are: nothing is made of them."""
    slot = make_slot("row", [(8, "20 kg")] * 3, [(8, "20 kg")])
    kept = attrs.evolve(slot, done=attrs.evolve(slot.done, sets=(), unread="3x10"))
    assert description(make_session(kept, status=Status.DONE)) == "Dumbbell row: '3x10', not read yet"


def test_plates_are_named_where_they_change(make_session: Make, make_slot: Slot) -> None:
    """What stays on the handles is not named again; empty handles are called that once."""
    plates = ("5 kg each end", "5 kg each end", "no plates", "5 kg each end")
    names = ("deadlift", "row", "fly", "deadlift")
    slots = [make_slot(name, [(8, "12 kg")], plates=on) for name, on in zip(names, plates, strict=True)]
    told = [line.partition(" (")[2] for line in description(make_session(*slots)).splitlines()[:4]]
    assert told == ["plates: 5 kg each end)", "", "no plates)", "plates: 5 kg each end)"]
