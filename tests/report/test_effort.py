"""How hard to go, in the words of a coach."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from overload.model import Exercise, Measure, OpenEnd, Prescription
from overload.plan.values import PlannedSlot
from overload.progression import ask
from overload.report.effort import asked_words, effort_lines, effort_words, open_end_words
from overload.report.words import reps_words
from overload.units import load

TWENTY = load("20 kg")
ROW, SHRUG = (Exercise(name.lower(), f"Dumbbell {name.lower()}", ("lats",)) for name in ("Row", "Shrug"))


def _asked(reps: tuple[int, ...] = (12, 11, 10), **more: Any) -> Prescription:
    return ask(reps, TWENTY, "why", **more)


def _slot(exercise: Exercise, asked: Prescription) -> PlannedSlot:
    return PlannedSlot(exercise, asked, 120, "rule")


class TestOneExercise:
    """What is said of it, once."""

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({}, ""),
            ({"rir": Decimal(2)}, "stop with 2 left"),
            ({"rir": Decimal("1.5")}, "stop with 1-2 left"),
            ({"rir": Decimal(0)}, "stop with none left"),
            ({"amrap_last": True}, "last set: as far as good form goes"),
            ({"amrap_last": True, "open_end": OpenEnd.ONE_LEFT}, "last set: until one good rep is left"),
            ({"amrap_last": True, "open_end": OpenEnd.FAILURE}, "last set: to failure"),
            (
                {"rir": Decimal(2), "amrap_last": True},
                "stop with 2 left; last set: as far as good form goes",
            ),
            ({"measure": Measure.SECONDS, "amrap_last": True}, "last set: as long as good form lasts"),
        ],
    )
    def test_is_said_as_a_coach_says_it(self, more: dict[str, Any], said: str) -> None:
        """What closed sets leave, and how far the open one goes; nothing where nothing is asked."""
        assert effort_words(_asked(**more).sets) == said

    def test_names_the_sets_that_differ(self) -> None:
        """Closed sets with different reserves are listed, open ones that are not the last are numbered."""
        three = tuple(attrs.evolve(one, rir=Decimal(3 - at)) for at, one in enumerate(_asked().sets))
        assert effort_words(three) == "stop with 3, 2, 1 left"
        top = attrs.evolve(three[0], amrap=True, rir=None)
        assert effort_words((top, *_asked().sets)) == "set 1: as far as good form goes"
        assert effort_words((top, top)) == "every set: as far as good form goes"
        assert effort_words((top,)) == "as far as good form goes"

    def test_is_said_once_and_not_with_every_set(self) -> None:
        """The counts stand alone; whoever looks up what was asked reads the reserve behind all of them."""
        asked = _asked((8, 8, 8), rir=Decimal(2))
        assert reps_words(asked.sets, 1) == "3 x 8"
        assert asked_words(asked, ROW) == "20 kg: 3 x 8, stop with 2 left"

    def test_the_open_set_is_a_plus_in_a_table(self) -> None:
        """`10+` where there is little room, `10 or more` in words."""
        asked = _asked(amrap_last=True)
        assert reps_words(asked.sets, 2, in_table=True) == "12, 11, 10+ each side"
        assert reps_words(asked.sets, 2) == "12, 11, 10 or more, each side"

    @pytest.mark.parametrize("measure", Measure)
    def test_no_two_ends_sound_alike(self, measure: Measure) -> None:
        """Nobody can take one end of an open set for another."""
        assert len({open_end_words(one, measure) for one in OpenEnd}) == len(OpenEnd)


class TestASession:
    """What is said of all its exercises."""

    def test_exercises_that_are_to_be_done_alike_are_told_together(self) -> None:
        """All alike are every exercise; else those that share it are named."""
        opened, left = _asked(amrap_last=True), _asked(rir=Decimal(2))
        both = [_slot(ROW, opened), _slot(SHRUG, opened)]
        assert effort_lines(both) == ["Every exercise, last set: as far as good form goes."]
        assert effort_lines([*both, _slot(ROW, left)]) == [
            "Row and shrug, last set: as far as good form goes.", "Row: stop with 2 left.",
        ]  # fmt: skip
        assert effort_lines([*both, _slot(ROW, _asked())]) == ["Row and shrug, last set: as far as good form goes."]
        assert effort_lines(both[:1]) == ["Row, last set: as far as good form goes."]
        assert effort_lines([_slot(ROW, _asked())]) == []

    def test_what_is_done_asks_for_nothing_more(self) -> None:
        """An exercise that is written down is not told how hard to go."""
        done: Any = object()
        assert effort_lines([attrs.evolve(_slot(ROW, _asked(amrap_last=True)), done=done)]) == []
