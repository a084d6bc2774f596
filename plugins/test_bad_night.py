"""Half the sets after a bad night: as an adjuster must be, and what it promises."""

import json
from pathlib import Path

from overload.testing import AdjusterConformance

FILE = Path(__file__).with_name("bad_night.py")


class TestBadNight(AdjusterConformance):
    """What holds for every adjuster holds for this one."""

    plugin = FILE


def test_a_short_night_halves_the_sets(home):
    """Three sets become two on the day itself, as soon as the file says so."""
    home.plugin(FILE)
    home.update()
    before = [len(slot["sets"]) for slot in home.next()["slots"]]
    (home.path / "sleep.json").write_text(json.dumps({"2026-11-23": 4.5}))
    home.update()
    assert "Half the sets after 4.5 hours of sleep" in home.feed()
    assert [len(slot["sets"]) for slot in home.next()["slots"]] == [-(-one // 2) for one in before]
