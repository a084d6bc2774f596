"""`overload rules`: lists, explains, and tries a rule over a history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Overload = Callable[..., Any]


def tried(overload: Overload, *words: str) -> list[dict[str, Any]]:
    """Return what `rules try ... --json` printed."""
    done = overload("rules", "try", *words, "--json")
    assert done.code == 0, done.err
    steps: list[dict[str, Any]] = done.data
    return steps


def loads_and_reps(step: dict[str, Any]) -> list[str]:
    """Return the sets of a step as text."""
    return [f"{one['reps']}x{one['load']}" for one in step["sets"]]


class TestTry:
    """A rule can be questioned without a training folder."""

    def test_a_step_more_than_sessions(self, overload: Overload) -> None:
        """The first item is what is asked before any session, then one after each."""
        words = ["--dumbbells", "bowflex-552", "--slot", "3x8-12", "--history", "20x12,12,12 | 22.5x10,9,8"]
        steps = tried(overload, "double-progression", "--exercise", "dumbbell-row", *words)
        assert [loads_and_reps(step)[0] for step in steps] == ["8x20 lb", "8x22.5 lb", "11x22.5 lb"]
        assert all(set(step) == {"sets", "why"} for step in steps)

    def test_a_ladder_of_its_own(self, overload: Overload) -> None:
        """--ladder and --unit stand in for dumbbells."""
        steps = tried(overload, "double", "--ladder", "2,4.5,7", "--unit", "kg", "--history", "2x12,12,12")
        assert loads_and_reps(steps[1]) == ["8x4.5 kg"] * 3

    def test_help_below_zero(self, overload: Overload) -> None:
        """A pull-up's ladder goes below nothing, and its history may."""
        steps = tried(
            overload, "double", "--exercise", "pull-up", "--ladder=-30,-15,0", "--bodyweight", "80", "--slot", "3x5-8",
            "--history", "-15x8,8,8",
        )  # fmt: skip
        assert loads_and_reps(steps[1]) == ["5x0 kg"] * 3

    def test_what_had_been_asked(self, overload: Overload) -> None:
        """Brackets before an arrow say what had been asked; a miss of it is told as one."""
        steps = tried(overload, "double", "--ladder", "18,20", "--history", "[10,10,9]>20x10,9,9")
        assert "fell short of 10, 10, 9" in steps[1]["why"]

    def test_parameters(self, overload: Overload) -> None:
        """--set gives the rule's parameters by name."""
        steps = tried(overload, "double", "--ladder", "18,20", "--set", "rep_step=2", "--history", "18x8,8,8")
        assert loads_and_reps(steps[1]) == ["10x18 kg"] * 3

    @pytest.mark.parametrize(
        ("words", "code", "message"),
        [
            (["dobule", "--ladder", "2,4"], 2, "double-progression"),
            (["double"], 2, "--dumbbells"),
            (["double", "--ladder", "2,x"], 65, "'x' is not a load"),
            (["double", "--ladder", "2,4", "--set", "rep_stp=2"], 65, "did you mean 'rep_step'"),
            (["double", "--ladder", "2,4", "--set", "rep_step"], 2, "--set rep_step=2"),
            (["double", "--ladder", "2,4", "--slot", "12-8"], 2, "3x8-12"),
            (["double", "--ladder", "2,4", "--slot", "3x12-8"], 2, "backwards"),
            (["double", "--ladder", "2,4", "--history", "2x8,,8"], 65, "missing"),
            (["double", "--exercise", "pull-up", "--dumbbells", "bowflex-552"], 2, "--ladder"),
        ],
    )
    def test_mistakes(self, overload: Overload, words: list[str], code: int, message: str) -> None:
        """Each says what is wrong and what to write."""
        done = overload("rules", "try", *words)
        assert (done.code, message in done.err) == (code, True), done.err


def test_every_rule_is_explained(overload: Overload) -> None:
    """`rules show` tells what a rule does, each of its parameters, and an example made by running it."""
    names = [line.split()[0] for line in overload("rules").out.splitlines()[2:] if line and not line.startswith(" ")]
    assert {"double-progression", "rep-target", "dumbbell-increments"} <= set(names)
    for name in names:
        shown = overload("rules", "show", name)
        assert shown.code == 0, shown.err
        assert "Parameter" in shown.out
        assert "Asked next" in shown.out


class TestTell:
    """All that a rule may know can be said."""

    def test_what_it_knows_is_told(self, overload: Overload, tmp_path: Path) -> None:
        """Each thing that is told reaches the rule, in its unit and on its day."""
        file = tmp_path / "parrot.py"
        file.write_text(PARROT, encoding="utf-8")
        words = ["--plugin", str(file), "--ladder", "10,12", "--history", "10x8", "--unit", "lb", "--bodyweight", "180"]
        told = [
            "date=2026-03-02", "every_days=3", "workouts=heavy,light", "experience=experienced", "sex=female",
            "deload_week=yes", "bodyweight.2026-03-04=182", "dumbbell-deadlift=30x8|32x8",
        ]  # fmt: skip
        steps = tried(overload, "parrot", *words, *(word for one in told for word in ("--tell", one)))
        assert [step["why"] for step in steps] == [
            "2026-03-02 heavy 1/2 1 True experienced female 180 lb 1",
            "2026-03-05 light 2/2 1 True experienced female 182 lb 2",
        ]

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            ("week", "has no value; write it like --tell date=2026-03-02"),
            ("weeks=2", "did you mean 'week'?"),
            ("week=0", "0 is not a whole number from 1 to 1000"),
            ("sex=x", "x is none of female, male"),
            ("experience=some", "some is none of beginner, intermediate, experienced"),
            ("deload_week=1", "1 is neither yes nor no"),
            ("date=monday", "'monday' cannot be read"),
            ("bodyweight.2026-03-04=heavy", "heavy"),
        ],
    )
    def test_what_is_not_understood_is_refused(self, overload: Overload, told: str, said: str) -> None:
        """A name there is not and a value that cannot be read are told with the words they stand in."""
        done = overload("rules", "try", "linear", "--ladder", "10,12", "--tell", told)
        assert done.code == 2
        assert f"--tell {told.partition('=')[0]}" in done.err
        assert said in done.err


PARROT = '''
from typing import ClassVar

import attrs

from overload import ask, hookimpl


@attrs.frozen
class Parrot:
    """Says what it knows."""

    name: ClassVar[str] = "parrot"

    def propose(self, slot, history, ladder):
        """Say it."""
        place = f"{slot.session_of_week}/{slot.sessions_a_week}"
        who = f"{slot.athlete.experience} {slot.athlete.sex} {slot.athlete.bodyweight_on(slot.date)}"
        known = len(slot.others["dumbbell-deadlift"])
        when = f"{slot.date} {slot.workout} {place} {slot.week} {slot.is_deload_week}"
        return ask([8], ladder.bottom, f"{when} {who} {known}")


@hookimpl
def overload_rules():
    return [Parrot]
'''
"""A rule that says what it is told."""
