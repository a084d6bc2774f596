"""The tables of docs/progression.md say what the rules do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from overload import Ladder, Prescription, RepRange, Rung, Slot, Unit, load
from overload.progression import rule_from
from overload.rules import overload_rules
from overload.testing import Session, replay
from overload.units import parse_load

PAGE = Path(__file__).parents[2] / "docs" / "progression.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```replay\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
RULES = {rule.name: rule for rule in overload_rules()}


def _ladder(text: str) -> Ladder:
    loads, unit = text.split()
    return Ladder(tuple(Rung(parse_load(one, Unit(unit))) for one in loads.split(",")))


def _slot(head: dict[str, str]) -> Slot:
    sets, low, high = re.fullmatch(r"(\d+)x(\d+)(?:-(\d+))?", head["slot"]).groups()
    body = load(head["bodyweight"]) if "bodyweight" in head else None
    return Slot("row", int(sets), RepRange(int(low), int(high or low)), bodyweight=body)


def _written(one: Prescription) -> str:
    groups: list[list[str]] = []
    for target in one.sets:
        at = str(target.load).split()[0]
        if not groups or groups[-1][0] != at:
            groups.append([at, ""])
        groups[-1][1] += f"{',' if groups[-1][1] else ''}{target.reps}{'+' if target.amrap else ''}"
    return " ".join(f"{at}x{reps}" for at, reps in groups)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.partition("\n")[0])
def test_a_table_is_what_the_rule_says(block, parse):
    """Replaying the sessions of a table gives what stands after the arrow, line by line."""
    lines = block.splitlines()
    head = dict(line.split(": ", 1) for line in lines if ": " in line)
    rows = [line.split(" -> ") for line in lines if " -> " in line]
    name, *settings = head["rule"].split()
    ladder = _ladder(head["ladder"])
    rule = rule_from(RULES[name], dict(one.split("=") for one in settings))
    sessions = [parse(did, ladder) for did, _ in rows]
    proposed = replay(rule, _slot(head), ladder, sessions)[1:]
    assert [_written(one) for one in proposed] == [asks for _, asks in rows]


@pytest.fixture
def parse():
    """Read a session as the page writes it."""

    def read(text: str, ladder: Ladder) -> str | Session:
        if not text.startswith("~"):
            return text
        from overload.model.notation import parse_sets

        return Session(parse_sets(text[1:], ladder.top.unit), unwell=True)

    return read


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_table(rule):
    """No rule is left out of the page."""
    assert f"\n## {rule}\n" in TEXT
    assert any(re.match(rf"rule: {rule}\b(?!-)", block) for block in BLOCKS)
