"""Whatever is excused from a check says why."""

from __future__ import annotations

import io
import re
import tokenize
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "plugins", "tests", "benchmarks", "docs", "calendars")
OTHERS = {"hostile", "node_modules", "overload-template"}
"""Folders of what is meant to be wrong, of other people's, and of what will be somebody else's."""
EXCUSE = re.compile(r"# (?:noqa(?:: [A-Z]+\d+(?:, [A-Z]+\d+)*)?|type: ignore(?:\[[^\]]*\])?)(?P<why>.*)")


def unexplained(source: str) -> list[int]:
    """Return the lines on which a check is switched off without two words of why."""
    return [
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
        for excuse in EXCUSE.finditer(token.string)
        if len(re.findall(r"[\w'-]{2,}", re.sub(r"#.*(?:noqa|type:).*", "", excuse["why"]))) < 2
    ]


@pytest.mark.parametrize(
    ("line", "is_explained"),
    [
        ("import os  # noqa: F401", False),
        ("import os  # noqa", False),
        ("import os  # noqa: F401, E402 - why", False),
        ("import os  # noqa: F401 - read by others", True),
        ("x = f()  # type: ignore[misc]", False),
        ("x = f()  # type: ignore[misc]  # it has no types", True),
        ("x = '# noqa'", True),
    ],
)
def test_a_reason_is_told_from_none(line: str, is_explained: bool) -> None:
    """A reason is two words or more behind the code of the check; a text is no comment."""
    assert (unexplained(line) == []) is is_explained


def test_every_excuse_has_its_reason() -> None:
    """Each `noqa` and each `type: ignore` of the project says why it is there."""
    found = {
        f"{file.relative_to(ROOT)}:{line}"
        for folder in FOLDERS
        for file in sorted((ROOT / folder).rglob("*.py"))
        if not OTHERS & set(file.parts)
        for line in unexplained(file.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_every_rule_left_out_has_its_reason() -> None:
    """In pyproject.toml a line that leaves rules of ruff out ends with why."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = text.partition("[tool.ruff.lint]")[2].partition("[tool.ruff.lint.flake8")[0].partition("ignore = [")[2]
    rules = tomllib.loads(text)["tool"]["ruff"]["lint"]
    lines = [line for line in lint.split("\n") if re.search(r'"[A-Z]+\d*"', line)]
    told = {code for line in lines for code in re.findall(r'"([A-Z]+\d*)"', line)}
    assert {*rules["ignore"], *(code for codes in rules["per-file-ignores"].values() for code in codes)} == told
    assert [line for line in lines if not re.search(r"# .+ .+", line)] == []
