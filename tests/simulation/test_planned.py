"""A plan lived whole: through the same scheduler and log as a training folder's; with two light pairs, too."""

from __future__ import annotations

import os
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from overload import config, plugins
from overload.model import Entries
from overload.plan import Inputs
from overload.simulation.athletes import Model, lifters
from overload.simulation.planned import Season, season

ZONE = ZoneInfo("Europe/Stockholm")
TEXT = """
id = "a1b2c3d4e5f6"
[athlete]
zone = "Europe/Stockholm"
bodyweight = "80 kg"
[places.home]
dumbbells = ["spinlock-2_5kg-full"]
bands = ["-30 kg", "-15 kg"]
[calendar]
use = "ppl"
start = 2026-11-30
days = { mon = "18:00", wed = "18:00", fri = "18:00" }
"""
WEEKS = 12


TWO_PAIRS = """
id = "a1b2c3d4e5f6"
[athlete]
zone = "Europe/Stockholm"
bodyweight = "80 kg"
[places.home]
dumbbells = ["two-pairs"]
pull_up_bar = false
[dumbbells.two-pairs]
kind = "fixed"
unit = "kg"
settings = [4, 10]
[calendar]
use = "ppl"
start = 2026-11-30
"""
A_YEAR = 52
LONG = bool(os.environ.get("OVERLOAD_LONG"))


def _season(preset: str, model: Model = Model.DOSE_RESPONSE, weeks: int = WEEKS, text: str = TEXT) -> Season:
    known = plugins.catalog()
    chosen = config.read_plan(text, known)
    inputs = Inputs(chosen, config.with_own(known, chosen), Entries(), now=datetime(2026, 11, 30, 6, tzinfo=ZONE))
    return season(inputs, lifters(preset, model, 1, 1)[0], weeks)


@pytest.mark.slow
@pytest.mark.parametrize("model", list(Model))
def test_a_plan_is_lived(model: Model) -> None:
    """Whoever misses nothing does every day of the split each week, gains, and gains less than the oracle's twin."""
    lived = _season("always-as-asked", model)
    assert 3 * (WEEKS - 2) <= lived.done <= lived.planned <= 3 * (WEEKS + 1)
    alike = {"dumbbell-deadlift", "dumbbell-row", "pull-up"}
    assert set(lived.traces) >= alike
    for name, (_, trace) in lived.traces.items():
        # Others go along their families, whose variations share the weeks.
        assert (WEEKS - 2 if name in alike else 1) <= len(trace.steps) <= WEEKS + 1, name
        assert trace.gain <= lived.oracle[name].gain * 1.05 + 0.005
    assert any(week.get("lats", 0) > 0 for week in lived.weeks)


@pytest.mark.slow
def test_missed_sessions_are_missed() -> None:
    """Whoever misses one in three does fewer; the same seed misses the same ones."""
    erratic, again = _season("erratic", weeks=6), _season("erratic", weeks=6)
    assert erratic.done < _season("always-as-asked", weeks=6).done
    assert erratic == again


@pytest.mark.slow
@pytest.mark.parametrize("model", list(Model) if LONG else [Model.DOSE_RESPONSE])
def test_two_light_pairs_and_no_bar(model: Model) -> None:
    """Never more than 30 reps, no session over 70 minutes; what is gained in a variation is gained in its family."""
    lived = _season("always-as-asked", model, A_YEAR if LONG else 5, TWO_PAIRS)
    asked = [one for _, trace in lived.traces.values() for step in trace.steps for one in step.asked.sets]
    assert max(one.reps for one in asked) <= 30
    assert max(lived.minutes) <= 70
    knees, deficit = (lived.traces[name][1].gain for name in ("knee-push-up", "deficit-push-up"))
    assert knees == pytest.approx(deficit)
    assert deficit > 0
