"""What is printed and what the docs say is plain English: phrases that came up in translation are kept out for good."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
TRANSLATED: Final = {
    r"\breps go on\b": "a coach says: keep adding reps",
    r"\bthere is reps\b": "a comma or a word is missing: at the heaviest load you have, reps keep going up",
    r"\bdays without it\b": "days off",
    r"\bone set more\b": "one more set",
    r"\bthat (?:is|are) none\b": "that does not exist, that cannot be read",
    r"(?<!here )\bis no (?:date|time|weekday|number|weight|load|likely|address|text|whole|calendar|rule|name|file)\b": (
        "is not a date"
    ),
    r"\bis no miss\b": "is not a miss",
    r"\bnothing to take back\b": "there is nothing to undo",
    r"\btook back\b": "undone",
    r"\bsince half a year\b": "over the last six months",
    r"\bwhat became of\b": "how each exercise has gone, what happens to a session",
    r"\b(?:fell|falls?|falling) away\b": "is dropped",
    r"\banew\b": "again",
    r"\blest\b": "so that it does not",
    r"\bshall\b": "should, or the plain present",
    r"\bof old\b": "old, classic, earlier",
    r"\b(?:is|are|sets?) set off\b|\bsets off\b": "decimals take a point",
    r"\bbug of ours\b": "a bug in the program",
    r"\b(?:counts|does so|says so) no more\b": "no longer counts",
    r"\bis there (?:already|twice already)\b": "already exists",
    r"\bmend (?:it|the)\b": "fix it",
    r"\bnobody here owns\b": "cannot be made with what you own",
    r"\bin vain\b": "tried and failed",
    r"\bof the time before\b": "last time's",
    r"\bstands? (?:here|there) twice\b": "is here twice",
    r"\bwhatever anybody says\b": "whatever the feed says",
    r"\bshown this once\b": "it is shown only once",
    r"\bthe list of what\b": "say what the list is of",
}
"""What no native speaker would say, and what they say instead."""


def _printed(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module: literals, and the docstrings that commands and rules show as their help."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {id(node) for node in _docstrings(tree, path.parent.name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield node.lineno, node.value


def _docstrings(tree: ast.AST, room: str) -> Iterator[ast.expr]:
    """Yield the docstrings nobody is shown: all but those of commands (functions with a decorator) and of rules."""
    for node in ast.walk(tree):
        is_rule = room == "rules" and isinstance(node, ast.ClassDef)
        is_command = room == "cli" and isinstance(node, ast.FunctionDef) and bool(node.decorator_list)
        for child in () if is_rule or is_command else ast.iter_child_nodes(node):
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                yield child.value


@cache
def _said() -> tuple[tuple[str, str], ...]:
    """Return every text a person may come to read, with where it is."""
    return tuple(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        for line, text in _printed(path):
            yield f"{path.relative_to(ROOT)}:{line}", text
    for path in (*(ROOT / "src").rglob("*.html"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line


@pytest.mark.parametrize("phrase", TRANSLATED, ids=lambda phrase: phrase[:30])
def test_no_text_sounds_translated(phrase: str) -> None:
    """No message, help text, page or doc has the phrase; the failure says where it is and what to say instead."""
    pattern = re.compile(phrase, re.IGNORECASE)
    found = [f"{place}: {text.strip()[:100]}" for place, text in _said() if pattern.search(text)]
    assert not found, f"{TRANSLATED[phrase]}\n" + "\n".join(found)


def test_what_is_looked_at_is_what_is_printed() -> None:
    """The messages, the page and the docs are all among what is looked at."""
    places = {place.partition(":")[0] for place, _ in _said()}
    assert {"src/overload/plan/advice.py", "src/overload/web/pages/session.html", "docs/log.md", "README.md"} <= places
