"""What pytest gets by the program being installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import overload

SRC = Path(overload.__file__).parents[1]


def _pytest(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(code)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "overload.testing.pytest_plugin",
        "-p",
        "no:cacheprovider",
        ".",
    ]
    environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_histories_can_be_replayed_by_a_fixture(tmp_path) -> None:
    """The fixture asks a rule before the first session and after each."""
    done = _pytest(
        tmp_path,
        "from overload import *\nfrom overload.rules import Linear\n\n"
        "def test_it(replay_rule):\n"
        "    ladder = Ladder(tuple(Rung(load(one)) for one in ('20 kg', '22 kg')))\n"
        "    asked = replay_rule(Linear(), Slot('row', 1, RepRange(5, 5)), ladder, ['20x5'])\n"
        "    assert [str(one.sets[0].load) for one in asked] == ['20 kg', '22 kg']\n",
    )
    assert done.returncode == 0, done.stdout


def test_a_class_without_a_rule_is_told_so(tmp_path) -> None:
    """RuleConformance without `rule` is a mistake with a hint, not fifteen failures."""
    done = _pytest(
        tmp_path, "from overload.testing import RuleConformance\n\nclass TestIt(RuleConformance):\n    pass\n"
    )
    assert done.returncode == 2
    assert "TestIt names no rule; write rule = Mine() in it" in done.stdout
