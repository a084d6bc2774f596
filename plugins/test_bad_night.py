"""Half the sets after a bad night, in a training folder that has the plugin."""

import json
from pathlib import Path

from overload import run


def test_a_short_night_halves_the_sets(tmp_path):
    """Three sets become two on the day itself, as soon as the file says so; the update notices the file."""
    folder, words = tmp_path / "kim", ["--now", "2026-11-23T05:00"]
    run([*words, "init", str(folder), "--yes", "--zone", "UTC", "--calendar", "back-only"])
    (folder / "plugins" / "bad_night.py").write_text(Path(__file__).with_name("bad_night.py").read_text())
    counts = []
    for hours in (7, 4.5):
        (folder / "sleep.json").write_text(json.dumps({"2026-11-23": hours}))
        assert run([*words, "-C", str(folder), "update"]) == 0
        counts.append((folder / "calendars" / "training.ics").read_text().count("Half the sets after 4.5 hours"))
    assert counts[0] == 0 < counts[1]
