"""docs/which-rule.md is what the runs say: cells of it are run again."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from overload.simulation.athletes import Model

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "which-rule.md"


def _evidence() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evidence", DOCS / "evidence.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


evidence = _evidence()


def _rows(heading: str) -> dict[str, list[str]]:
    """Return the rows of the table under a heading, by their first cell."""
    text = PAGE.read_text(encoding="utf-8")
    section = re.search(rf"^## {re.escape(heading)}.*?(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert section is not None, heading
    lines = [line for line in section[0].splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return {first: rest for first, *rest in cells}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dumbbells", "preset", "rule"), [("Bowflex 552", "novice", 0), ("Snode AD80", "intermediate", 2)]
)
def test_a_share_is_what_its_run_says(dumbbells: str, preset: str, rule: int) -> None:
    """The share of the oracle's gain and the sets that fell short come out again as they are printed."""
    name = evidence.rules_for(evidence.ROW)[rule]
    found = [evidence.judged(evidence.case_of(dumbbells, preset, model), [name])[0] for model in Model]
    column = list(evidence.DUMBBELLS).index(dumbbells)
    assert _rows(preset.capitalize())[f"`{name}`"][column] == evidence.share_cell(found)


@pytest.mark.slow
def test_sessions_until_right_are_what_their_run_says() -> None:
    """So do the sessions until a load is right."""
    name, dumbbells = evidence.rules_for(evidence.ROW)[0], "NUOBELL 580"
    cases = [evidence.case_of(dumbbells, "novice", model, "x0.6") for model in Model]
    found = [evidence.judged(case, [name])[0].right for case in cases]
    column = list(evidence.DUMBBELLS).index(dumbbells)
    assert _rows("How soon the load is right")["x0.6"][column] == evidence.count_cell(found)


def test_every_rule_and_every_figure_is_on_the_page() -> None:
    """No built-in rule is left out, nor a figure that the lifters are made of."""
    for preset in evidence.LEVELS:
        assert set(_rows(preset.capitalize())) == {f"`{name}`" for name in evidence.rules_for(evidence.ROW)}
    assert set(_rows("What this cannot tell")) == {one.name for one in evidence.FIGURES}


def test_the_pictures_are_there() -> None:
    """Each picture that the page shows lies beside it."""
    shown = re.findall(r"\]\((evidence/[^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert len(shown) == len(Model)
    assert all((DOCS / name).is_file() for name in shown)
