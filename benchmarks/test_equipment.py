"""The ladder of the largest plate set, beside trying every choice of plates, and the loading plan of a long session."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

import pytest

from overload.equipment.loading import Lift, loading_plan
from overload.equipment.plates import available, plate_loads
from overload.model import Dumbbell, DumbbellKind, Rung
from overload.units import Load, Unit

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

KINDS = ("0.25", "0.5", "1", "1.25", "2", "2.5", "5", "10")


def plates(count: int) -> Dumbbell:
    """Return a pair of handles with so many plates of each of eight kinds, the most a set can have."""
    owned = tuple((Decimal(kind), count) for kind in KINDS)
    return Dumbbell("own", "Own", DumbbellKind.PLATE, Unit.KG, handle=Decimal(2), plates=owned)


def every_choice(dumbbell: Dumbbell) -> dict[Decimal, int]:
    """Return every load of one dumbbell -> the fewest plates an end, by trying them all."""
    kinds = available(dumbbell, pair=False)
    found: dict[Decimal, int] = {}
    for counts in product(*(range(count // 2 + 1) for _, count in kinds)):
        load = dumbbell.handle + 2 * sum(weight * number for (weight, _), number in zip(kinds, counts, strict=True))
        found[load] = min(found.get(load, 10**6), sum(counts))
    return found


@pytest.mark.benchmark(group="ladder of eight kinds of plates, four of each")
def test_trying_every_choice(benchmark: BenchmarkFixture) -> None:
    """The yardstick: all 6561 choices for one end."""
    assert len(benchmark(every_choice, plates(4))) > 100


@pytest.mark.benchmark(group="ladder of eight kinds of plates, four of each")
@pytest.mark.parametrize("pair", [True, False], ids=["pair", "one"])
def test_ladder(benchmark: BenchmarkFixture, pair: bool) -> None:
    """Every load with all its minimal builds; to be had under 5 ms."""
    loads = benchmark(plate_loads, plates(4), pair=pair)
    benchmark.extra_info["rungs"] = len(loads)
    if not pair:
        assert {load: len(builds[0].plates) for load, builds in loads.items()} == every_choice(plates(4))


def session(dumbbell: Dumbbell) -> list[Lift]:
    """Return twelve sets with warm-ups, a row with one dumbbell among them."""
    wanted = [(2, True), (2, False), (2, True), (9, True), (15, True), (24, True), (30, True)]
    wanted += [(13, False), (21, False), (26, False), (32, True), (6, True)]
    loads = {pair: plate_loads(dumbbell, pair=pair) for pair in (True, False)}
    return [
        Lift("exercise", Rung(Load(Decimal(amount)), "", dumbbell.id, loads[pair][Decimal(amount)]), pair)
        for amount, pair in wanted
    ]


@pytest.mark.benchmark(group="loading plan of twelve sets")
def test_loading_plan(benchmark: BenchmarkFixture) -> None:
    """The fewest plate moves through a session of twelve different sets."""
    dumbbell = plates(4)
    steps = benchmark(loading_plan, session(dumbbell), {dumbbell.id: dumbbell})
    benchmark.extra_info["plates moved"] = sum(step.moves for step in steps)
