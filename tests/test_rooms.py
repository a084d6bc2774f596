"""What the rooms may not do, where the imports alone do not tell; pyproject.toml holds what imports tell."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
CORE = next(contract["source_modules"] for contract in CONTRACTS if contract["name"].startswith("The core"))

WALL_CLOCK = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", "time.ctime", "time.strftime",
}  # fmt: skip
SAYS_OR_ENDS = {
    "print", "input", "exit", "quit", "sys.exit", "os._exit", "SystemExit", "sys.stdout", "sys.stderr", "sys.stdin",
    "click.echo", "click.secho", "click.echo_via_pager", "click.prompt", "click.confirm",
}  # fmt: skip
REACHES_OUT = {"open", "exec", "eval", "compile", "__import__", "importlib.import_module"}
KNOWN_CLOCKS = {
    "overload.clock": "this is the one",
    "overload.web.feeds": "the age of a file is told by the clock that dated it",
    "overload.store.files": "the age of a file that a killed run left is told by the clock that dated it",
}

KNOWN_ENDS = {
    "overload.guard.copies": "a copy of the process that somebody made must not go on as a second program",
    "overload.guard.watch": "a copy of the process that stands by ends as the one does that goes on",
}


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    """Return every module of the program, read, by its dotted name."""
    return {
        ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            file.read_text(encoding="utf-8")
        )
        for file in sorted((SOURCE / "overload").rglob("*.py"))
    }


def called(tree: ast.AST) -> set[str]:
    """Return every name that is called or whose attributes are used, as it is written: `print`, `sys.stdout`."""
    return {ast.unparse(node) for node in _used(tree) if isinstance(node, ast.Name | ast.Attribute)}


def _used(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.func
        elif isinstance(node, ast.Raise):
            yield node.exc or node
        elif isinstance(node, ast.Attribute):
            yield node


def is_program(tree: ast.Module) -> bool:
    """Tell whether a module is also run as a process of its own, which answers on its standard output."""
    return any(isinstance(node, ast.If) and "__name__ == '__main__'" in ast.unparse(node.test) for node in tree.body)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("print(1)", "print"),
        ("def f():\n    return datetime.now(zone)", "datetime.now"),
        ("raise SystemExit", "SystemExit"),
        ("raise SystemExit(2)", "SystemExit"),
        ("click.echo('x', err=True)", "click.echo"),
        ("sys.stdout.write('x')", "sys.stdout"),
        ("clock = time.time", "time.time"),
        ("with open('x') as file: pass", "open"),
    ],
)
def test_a_name_is_found(code: str, name: str) -> None:
    """A forbidden thing is seen however it is used."""
    assert name in called(ast.parse(code))


def at_the_edges(room: str) -> bool:
    """Tell whether a module is of the command line or the page."""
    return room.split(".")[1:2] in (["cli"], ["web"])


def test_only_the_command_line_and_the_page_speak(modules: dict[str, ast.Module]) -> None:
    """Nothing outside `cli` and `web` prints, asks or ends the program, but for what is a process or a copy of one."""
    speaking = {
        room: called(tree) & SAYS_OR_ENDS
        for room, tree in modules.items()
        if not at_the_edges(room) and not is_program(tree)
    }
    assert {room for room, names in speaking.items() if names} == set(KNOWN_ENDS)


def test_the_time_of_day_is_an_argument(modules: dict[str, ast.Module]) -> None:
    """The clock on the wall is looked at in one place; everybody else is told what time it is."""
    looking = {room: called(tree) & WALL_CLOCK for room, tree in modules.items()}
    assert {room for room, names in looking.items() if names} == set(KNOWN_CLOCKS)


def test_the_core_reaches_for_nothing(modules: dict[str, ast.Module]) -> None:
    """The core opens no file and runs no code that is not its own."""
    reaching = {
        room: called(tree) & REACHES_OUT
        for room, tree in modules.items()
        if any(room == core or room.startswith(f"{core}.") for core in CORE)
    }
    assert len(reaching) > 80
    assert {room: names for room, names in reaching.items() if names} == {}
