"""The default rule fits the person: from wherever they start, with whatever comes between, on coarse dumbbells too.

Lives here are of a seed that nothing was tuned on; `OVERLOAD_LONG=1` looks at twice as many.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from functools import cache
from statistics import mean, median
from typing import Final

import attrs
import pytest
from tests.simulation.conftest import DUMBBELLS, case, catalog

from overload.progression import default_rule, rule_from
from overload.simulation.athletes import Model
from overload.simulation.judging import Judged, judge, verdict
from overload.simulation.trial import ByRule

pytestmark = pytest.mark.slow
LIVES: Final = 8 if os.environ.get("OVERLOAD_LONG") else 4
SEED: Final = 901
LEVELS: Final = ("novice", "intermediate", "experienced")
BEYOND: Final = {("two-pairs", level) for level in LEVELS} | {("powerblock", "experienced")}
"""Where the heaviest pair is too light for most, or the next one too far: what serves there is a harder variation."""
GAIN: Final = {Model.DOSE_RESPONSE: 0.84, Model.FITNESS_FATIGUE: 0.91}
"""Share of the oracle's gain in the mean: where effort counts much, and where it counts little."""
AS_ASKED: Final = {Model.DOSE_RESPONSE: 0.75, Model.FITNESS_FATIGUE: 0.86}
"""The same of who stops at every number and notes nothing."""


@cache
def lived(dumbbells: str, preset: str, model: Model, start: str, breaks: tuple[int, ...] = ()) -> tuple[Judged, ...]:
    """Return what the default rule comes to with each life of a cell."""
    found = attrs.evolve(case(dumbbells, preset, model, start), seed=SEED, breaks=breaks)
    rule = rule_from(catalog().rules[default_rule(found.exercise)], {})
    # A life with breaks is twice as long, and has two things to count.
    return tuple(judge(found, [rule], lifter)[0] for lifter in found.lifters(LIVES // 2 if breaks else LIVES))


def cells(
    model: Model, start: str = "right", breaks: tuple[int, ...] = ()
) -> dict[tuple[str, str], tuple[Judged, ...]]:
    """Return every cell of a model: all dumbbells at all levels."""
    return {(one, level): lived(one, level, model, start, breaks) for one in DUMBBELLS for level in LEVELS}


def until_right(judged: Sequence[Judged]) -> float:
    """Return the median of sessions until the load is right."""
    return median(math.inf if one.figures.right is None else one.figures.right for one in judged)


@pytest.mark.parametrize("model", list(Model))
def test_gains_what_can_be_gained(model: Model) -> None:
    """Nearly what an oracle gains, wherever the dumbbells reach, with few sets short and no leap."""
    found = {cell: verdict(judged) for cell, judged in cells(model).items()}
    assert mean(one.share for one in found.values()) >= GAIN[model]
    assert min(one.share for cell, one in found.items() if cell not in BEYOND) >= 0.8
    assert mean(one.failed for one in found.values()) <= 0.12
    assert max(one.failed for one in found.values()) <= 0.17
    assert max(one.highest for one in found.values()) <= 1.12 + 1e-6
    assert max(one.most_reps for one in found.values()) <= 30
    assert max(one.freeze for cell, one in found.items() if cell not in BEYOND and cell[1] != "experienced") <= 4


@pytest.mark.parametrize("model", list(Model))
@pytest.mark.parametrize(("start", "most"), [("x0.35", 8), ("x0.6", 10), ("x1.5", 6)])
def test_the_load_is_soon_right(model: Model, start: str, most: int) -> None:
    """From far too light and from far too heavy the right load is found within weeks."""
    within = {cell: until_right(judged) for cell, judged in cells(model, start).items() if cell not in BEYOND}
    assert median(within.values()) <= most
    assert sum(one > most for one in within.values()) <= len(within) // 8, within


@pytest.mark.parametrize("model", list(Model))
def test_a_break_is_soon_made_up(model: Model) -> None:
    """After four weeks off the old ask is back in four sessions, after ten in five."""
    lives = [one.regained for judged in cells(model, breaks=(4, 10)).values() for one in judged if one.regained]
    after_four, after_ten = zip(*lives, strict=True)
    assert median(math.inf if one is None else one for one in after_four) <= 4
    assert median(math.inf if one is None else one for one in after_ten) <= 5


@pytest.mark.parametrize("model", list(Model))
def test_who_misses_every_third_session_gains_all_the_same(model: Model) -> None:
    """One missed session is no time off."""
    shares = {one: verdict(lived(one, "erratic", model, "right")).share for one in DUMBBELLS}
    assert mean(share for one, share in shares.items() if one != "two-pairs") >= 0.8


@pytest.mark.parametrize("model", list(Model))
def test_who_always_says_as_asked_gets_there_too(model: Model) -> None:
    """The shortest way on every page: no open set, no reserve, and still most of the gain, and something new."""
    found = [verdict(lived(one, "always-as-asked", model, "right")) for one in DUMBBELLS]
    assert mean(one.share for one in found) >= AS_ASKED[model]
    assert max(one.freeze for one in found) < 4
    light = [lived(one, "always-as-asked", model, "x0.35") for one in DUMBBELLS if one != "two-pairs"]
    assert median(until_right(one) for one in light) <= 20


@pytest.mark.parametrize("model", list(Model))
@pytest.mark.parametrize("start", ["nothing", "right"])
def test_who_has_no_pull_up_is_not_sent_to_the_bar_in_vain(model: Model, start: str) -> None:
    """With bands at most one session in twenty goes by without a rep."""
    found = attrs.evolve(case("spin-lock", "no-pull-up-yet", model, start, "pull-up"), seed=SEED)
    rule = rule_from(catalog().rules[default_rule(found.exercise)], {})
    steps = [step for lifter in found.lifters(LIVES) for step in found.trial(ByRule(rule), lifter).steps]
    assert sum(all(done.reps == 0 for done in step.done) for step in steps) <= 0.05 * len(steps)
