"""What many tests need: a training folder, and the command line run in this process."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import tomlkit
from hypothesis import HealthCheck, Phase, settings

from overload.cli import run

# Commands run as they do where the program is installed: with bytecode, which a container may forbid. Without it each
# of the thousands of processes that tests start compiles all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A busy machine is no failure: nothing here depends on time. The sample of each law is the same wherever it is tried,
# so that what is green here is green on CI; the long form draws anew each time.
settings.register_profile("overload", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
# A fault put in on purpose is found or not, the same every time; nobody looks at the smallest example of it.
settings.register_profile(
    "mutants",
    settings.get_profile("overload"),
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
# As many of each law as `make long` tries.
settings.register_profile("long", settings.get_profile("overload"), derandomize=False, max_examples=10_000)
settings.load_profile("overload")

NOW = "2026-11-23T05:00"


@attrs.frozen
class Outcome:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)


@pytest.fixture
def overload(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run `overload ARGUMENTS...` in this process; with a folder first, `-C FOLDER --now NOW` stand before them."""

    def call(*arguments: object, now: str = NOW) -> Outcome:
        words = [str(one) for one in arguments]
        if arguments and isinstance(arguments[0], Path):
            words = ["-C", *words]
        capsys.readouterr()
        code = run(["--now", now, *words])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


STEPS = {
    "dumbbell-deadlift": "dumbbell-increments",
    "pull-up": "pull-up-ladder",
    "dumbbell-row": "dumbbell-increments",
    "dumbbell-shrug": "dumbbell-increments",
    "reverse-dumbbell-fly": "dumbbell-increments",
}
"""Rules that go up a step at a time, whose next numbers are seen at a glance."""


def step_by_step(path: Path) -> None:
    """Let the plan of a folder be small: the back workout by simple steps, and no work on the days beside it."""
    file = path / "plan.toml"
    plan = tomlkit.parse(file.read_text("utf-8"))
    home = plan.setdefault("workouts", tomlkit.table(is_super_table=True)).setdefault("home-back", tomlkit.table())
    for exercise, rule in STEPS.items():
        home.setdefault(exercise, tomlkit.inline_table())["rule"] = rule
    text = tomlkit.dumps(plan)
    days = {"push": 'text = "chest, shoulders, triceps"', "back": 'workout = "home-back"', "legs": 'text = "legs"'}
    if 'use = "back-only"' not in text:
        text += "".join(f"\n[days.{day}]\n{line}\n" for day, line in days.items())
    file.write_text(text, "utf-8")


@pytest.fixture
def folder(tmp_path: Path, overload: Callable[..., Outcome]) -> Callable[..., Path]:
    """Make a training folder with `overload init --yes` and these flags."""

    def make(*flags: str, now: str = NOW) -> Path:
        path = tmp_path / "training"
        words = ["--zone", "UTC"] if "--zone" not in flags else []
        done = overload("init", path, "--yes", *words, *flags, now=now)
        assert done.code == 0, done.err
        return path

    return make
