"""Broken plans: broken/NAME.toml is told off with what stands in broken/NAME.txt (its beginning is enough)."""

from __future__ import annotations

from pathlib import Path

import pytest

from overload.catalog import Catalog
from overload.config import read_plan
from overload.errors import PlanError

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.toml"))


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_mistake_is_told_with_its_place(file: Path, catalog: Catalog) -> None:
    """A mistake is one problem that names its place, what is wrong and, where there is one, a way out; exit code 78."""
    with pytest.raises(PlanError) as caught:
        read_plan(file.read_text(encoding="utf-8"), catalog)
    said = str(caught.value)
    assert said.startswith(file.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")), said
    assert len(caught.value.problems) == 1
    assert caught.value.exit_code == 78


def test_all_files_are_here() -> None:
    """Every broken plan has its message, and there are as many as promised."""
    assert len(BROKEN) >= 20
    assert {file.stem for file in BROKEN} == {file.stem for file in BROKEN[0].parent.glob("*.txt")}


def test_all_together(catalog: Catalog) -> None:
    """The mistakes of many files in one file are all told, each in its place."""
    text = """
[athlete]
zone = "UTC"
unit = "kilo"
[places.home]
help = "chairs"
[calendar]
weeks = 0
[workouts.home-back]
pull-up = { instead = "bent-row" }
dumbbell-row = { sets = 0 }
[exercises.curl]
direct = ["bicep"]
[feeds.training]
show = "bussy"
"""
    with pytest.raises(PlanError) as caught:
        read_plan(text, catalog)
    assert len(caught.value.problems) == 7


def test_own_file_name(catalog: Catalog) -> None:
    """The place begins with the name of the file that was read."""
    with pytest.raises(PlanError) as caught:
        read_plan("", catalog, file="calendars/ppl.toml")
    assert str(caught.value).startswith("calendars/ppl.toml: athlete.zone: is missing")
