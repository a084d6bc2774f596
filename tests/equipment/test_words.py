"""Builds in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from overload.equipment import describe_build, plates_text
from overload.model import Build, Rung
from overload.units import Unit, load

QUARTERS = (Decimal("2.5"), Decimal("1.25"))
HALVES = (Decimal("0.5"), Decimal("0.5"))


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (Build(QUARTERS), "2.5 + 1.25 kg each end"),
        (Build(), "no plates"),
        (Build((), HALVES), "no plates, add-ons 0.5 + 0.5 kg"),
        (Build(QUARTERS, HALVES), "2.5 + 1.25 kg each end, add-ons 0.5 + 0.5 kg"),
        (Build((Decimal(5),), (), (Decimal("1.25"),)), "5 kg each end, 1.25 kg on one end only"),
        (Build((), (), (Decimal(1),)), "1 kg on one end only"),
    ],
)
def test_a_build_says_what_goes_where(build: Build, words: str) -> None:
    """Plates of each end, heaviest first, then what is on one end only, then add-ons."""
    assert describe_build(build, Unit.KG) == words


def test_a_rung_tells_its_first_build() -> None:
    """Of several minimal builds the first is told, in the unit of the load."""
    rung = Rung(load("10 lb"), "", "mine", (Build(QUARTERS), Build(HALVES)))
    assert plates_text(rung) == "2.5 + 1.25 lb each end"


def test_a_dial_has_nothing_to_put_on() -> None:
    """A dial or a fixed dumbbell as it is has no words; with add-ons only those are told."""
    assert plates_text(Rung(load("10 lb"), "4.5 kg", "dial")) == ""
    assert plates_text(Rung(load("11 lb"), "10 lb", "dial", (Build((), HALVES),))) == "add-ons 0.5 + 0.5 lb"
