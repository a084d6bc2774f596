"""Hang and carry in a training folder that has them."""

import json
from pathlib import Path

from overload import run


def test_they_are_asked_for_in_seconds_and_metres(tmp_path, capsys):
    """A day with the workout asks for the bottom of both ranges, the carry with a dumbbell in each hand."""
    folder, words = tmp_path / "kim", ["--now", "2026-11-23T05:00"]
    run([*words, "init", str(folder), "--yes", "--zone", "UTC", "--calendar", "back-only", "--bodyweight", "80 kg"])
    (folder / "plugins" / "hang_and_carry.py").write_text(Path(__file__).with_name("hang_and_carry.py").read_text())
    with (folder / "plan.toml").open("a") as plan:
        plan.write('\n[days.back]\nworkout = "grip"\n')
    capsys.readouterr()
    assert run([*words, "-C", str(folder), "next", "--json"]) == 0
    asked = {one["exercise"]: one["sets"][0] for one in json.loads(capsys.readouterr().out)["slots"]}
    assert asked["long-hang"] == {"reps": 20, "load": "0 kg", "measure": "seconds"}
    assert asked["long-carry"] == {"reps": 20, "load": "16 kg", "measure": "metres"}
