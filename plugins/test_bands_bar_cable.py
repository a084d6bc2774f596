"""Bands, bar and cable in a training folder that has them."""

import json
from pathlib import Path

from overload import run


def test_they_load_their_own_exercises_alone(tmp_path, capsys):
    """The curl has the bar's loads, then the cable's without it, and the row what it had."""
    folder, now = tmp_path / "kim", ["--now", "2026-11-23T05:00"]
    run([*now, "init", str(folder), "--yes", "--zone", "UTC", "--calendar", "back-only", "--bodyweight", "80 kg"])
    (folder / "plugins" / "mine.py").write_text((Path(__file__).parent / "bands_bar_cable.py").read_text())
    plan = (folder / "plan.toml").read_text() + '\n[workouts.home-back]\ndumbbell-shrug = { instead = "ez-curl" }\n'
    asked = {}
    for gear in ('"ez-bar-7", "loop-bands"', '"cable-50"', '"loop-bands"'):
        (folder / "plan.toml").write_text(plan.replace("dumbbells = [", f"gear = [{gear}]\ndumbbells = [", 1))
        capsys.readouterr()
        assert run([*now, "-C", str(folder), "next", "--json"]) == 0
        for slot in json.loads(capsys.readouterr().out)["slots"]:
            asked.setdefault(slot["exercise"], set()).update(one["load"] for one in slot["sets"])
    assert asked["ez-curl"] == {"12 kg"}
    assert asked["cable-curl"] == {"10 kg"}
    assert asked["band-curl"] == {"7 kg"}
    assert asked["dumbbell-row"] == {"16 kg"}
