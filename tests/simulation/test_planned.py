"""A plan lived whole: through the same scheduler and log as a training folder's."""

from __future__ import annotations

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


def _season(preset: str, model: Model = Model.DOSE_RESPONSE, weeks: int = WEEKS) -> Season:
    known = plugins.catalog()
    chosen = config.read_plan(TEXT, known)
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
