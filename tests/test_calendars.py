"""The samples in calendars/ are what `make calendars` makes, and the printed tables what they were."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.cli import run

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(one.name for one in (ROOT / "calendars").glob("*.*") if one.suffix in {".toml", ".ics"})
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the samples anew."""
    folder = tmp_path_factory.mktemp("calendars")
    subprocess.run([sys.executable, str(ROOT / "calendars" / "make.py"), str(folder)], check=True)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_is_made(made: Path, name: str) -> None:
    """Byte for byte."""
    assert (made / name).read_bytes() == (ROOT / "calendars" / name).read_bytes()


def test_all_samples_are_there() -> None:
    """A plan and a feed for each weekly calendar of the article."""
    names = ("back-only", "five-day", "four-day", "ppl", "ppl-twice", "three-day", "three-day-twice")
    assert sorted(f"{name}.{kind}" for name in names for kind in ("ics", "toml")) == SAMPLES


@pytest.mark.parametrize("sample", ["ppl", "four-day"])
@pytest.mark.parametrize("command", ["next", "week", "volume"])
def test_a_table_is_what_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sample: str, command: str
) -> None:
    """What `next`, `week` and `volume` print of a sample, 120 columns wide; GOLDEN=write writes it anew."""
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "plan.toml").write_bytes((ROOT / "calendars" / f"{sample}.toml").read_bytes())
    for words in (("--now", "2026-12-02T05:00", "update"), ("--now", "2026-12-02T21:00", "log", "row", "14.5x12,11,9")):
        assert run(["-C", str(tmp_path), *words]) in {0, 3}
    capsys.readouterr()
    assert run(["-C", str(tmp_path), "--now", "2026-12-03T05:00", command]) == 0
    printed, golden = capsys.readouterr().out, GOLDEN / f"{sample}-{command}.txt"
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


def test_a_missed_slot_shows_what_was_done(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """The week shows sets done as done, not as they were asked for."""
    home = folder("--calendar", "back-only", "--dumbbells", "bowflex-552")
    overload(home, "log", "row", "20x11,10,9", now="2026-11-23T20:00")
    printed = overload(home, "week", now="2026-11-24T05:00").out
    assert "Dumbbell row 20 lb: 11, 10, 9" in " ".join(printed.split())
    assert "3 x 8" not in printed.partition("Week 49")[0]
