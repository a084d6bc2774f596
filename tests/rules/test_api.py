"""Built-in rules are examples: they use what any plugin may use, and document themselves."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path

import pytest

import overload
from overload.progression import parameters, rule_from, summary
from overload.rules import overload_rules

FOLDER = Path(overload.__file__).parent
PROJECT = Path(__file__).parent.parent.parent / "pyproject.toml"


def _imported(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("file", sorted((FOLDER / "rules").glob("[!_]*.py")), ids=lambda file: file.stem)
def test_a_rule_imports_nothing_but_the_public_api(file):
    """Of this program a built-in rule imports `overload` itself and nothing below it."""
    allowed = {"overload", "attrs", "__future__"} | set(sys.stdlib_module_names)
    assert {
        module.partition(".")[0] if module.partition(".")[0] != "overload" else module for module in _imported(file)
    } <= allowed


def test_the_public_names_are_those_type_checkers_see():
    """What `overload` imports when used is what it names for type checkers, and all of it exists."""
    tree = ast.parse((FOLDER / "__init__.py").read_text())
    block = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {alias.asname for node in block.body for alias in node.names}
    assert typed | {"__version__"} == set(overload.__all__)
    assert all(getattr(overload, name) is not None for name in overload.__all__)


def test_what_a_rule_stands_on_lives_below_the_rules():
    """Every public name that a built-in rule imports comes from a room below `rules/`: no arrow runs up from there."""
    contracts = tomllib.loads(PROJECT.read_text())["tool"]["importlinter"]["contracts"]
    rooms = next(one for one in contracts if one["type"] == "layers")["layers"]
    used = {
        one.name
        for file in (PROJECT.parent / "src" / "overload" / "rules").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "overload"
        for one in node.names
    }
    assert len(used) > 20
    for name in used:
        room = overload._HOME[name].split(".")[1]
        assert rooms.index(room) > rooms.index("rules"), name


def test_a_name_that_is_not_public_is_missing():
    """Asking for another name is an AttributeError, as of any module."""
    with pytest.raises(AttributeError, match="nonsense"):
        _ = overload.nonsense


@pytest.mark.parametrize("rule", overload_rules(), ids=lambda rule: rule.name)
def test_a_rule_documents_itself(rule):
    """A rule has a summary of a line, and every parameter a help text."""
    assert summary(rule).endswith(".")
    assert all(one.help for one in parameters(rule))


@pytest.mark.parametrize("rule", overload_rules(), ids=lambda rule: rule.name)
def test_the_defaults_of_a_rule_can_be_given_by_name(rule):
    """Building a rule from its own defaults gives the rule without parameters."""
    given = {one.name: one.default for one in parameters(rule) if one.default is not None}
    assert rule_from(rule, given) == rule()


def test_rules_have_names_of_their_own():
    """No two built-in rules go by the same name."""
    names = [rule.name for rule in overload_rules()]
    assert len(names) == len(set(names))
