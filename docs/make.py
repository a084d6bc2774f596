"""Writes what the docs say of the source: `python docs/make.py`; a test compares them.

docs/api.md and docs/plugins/reference.md are made from the docstrings, the rooms in docs/architecture.md from the
contracts in pyproject.toml and the first sentence of each room.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

import attrs

import overload
from overload import hookspecs
from overload.model import muscles, training

HERE = Path(__file__).parent
ROOMS = re.compile(r"(?<=by `python docs/make.py` -->\n).*(?=<!-- end of rooms -->)", re.DOTALL)
API = """# The public API

What `import overload` names is public, and so are `overload.testing` and the hooks ([reference](plugins/reference.md)).
Everything else may change in any release. This page is written from the docstrings by `python docs/make.py`.
"""
REFERENCE = """# Hooks and their types

Every hook, in the order in which a run calls them, every type they give or take, and the ids and choices these hold. A
hook may leave out arguments it has no use for. This page is written from the docstrings by `python docs/make.py`.
"""
TYPES = (
    "Exercise", "Workout", "WorkoutSlot", "WarmUp", "RepRange", "Dumbbell", "Micro", "WeeklyCalendar", "Day", "Rule",
    "Slot", "Reading", "Performed", "SetDone", "Prescription", "SetTarget", "Ladder", "Rung", "Load", "Session",
    "PlannedSlot", "EventExtras", "Context", "Log", "Entry", "Plan", "ReportSection", "UpdateReport", "Imported",
    "ImportedSession", "ImportedSet", "Weight", "Figure", "Pose", "Reach", "Foot", "Held", "Solid", "Mark", "Problem",
)  # fmt: skip


def hooks() -> Iterator[str]:
    """Yield the names of the hooks in the order they are declared."""
    return (name for name, one in vars(hookspecs).items() if hasattr(one, "overload_spec"))


def choices() -> Iterator[str]:
    """Yield the names of the public enums."""
    named = ((name, getattr(overload, name)) for name in sorted(overload.__all__))
    return (name for name, one in named if isinstance(one, type) and issubclass(one, Enum))


def api_page() -> str:
    """Return docs/api.md."""
    names = sorted((one for one in overload.__all__ if not one.startswith("_")), key=str.lower)
    return "\n".join([API, *(_entry(name, getattr(overload, name)) for name in names)])


def reference_page() -> str:
    """Return docs/plugins/reference.md."""
    parts = [REFERENCE, "## Hooks\n"]
    parts += [_entry(name, getattr(hookspecs, name)) for name in hooks()]
    parts += ["## Types\n"]
    parts += [_entry(name, getattr(overload, name)) for name in TYPES]
    parts += ["## Ids and choices\n"]
    parts += [_entry(name, getattr(overload, name)) for name in ("MUSCLES", "GROUPS", *choices())]
    return "\n".join(parts)


def architecture_page() -> str:
    """Return docs/architecture.md as it is, with the rooms as import-linter holds them."""
    return ROOMS.sub(lambda _: rooms(), (HERE / "architecture.md").read_text(encoding="utf-8"))


def rooms() -> str:
    """Return the rooms from the roof down, each with the first sentence of its docstring, and what holds for them."""
    settings = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    lines = ["", "## Rooms", "", "From the roof down to the ground:", "", "| Room | What is in it |", "|---|---|"]
    lines += [_room(layer) for layer in layers]
    lines += ["", "What import-linter holds on every `make check`:", ""]
    lines += [f"* {contract['name']}." for contract in contracts]
    return "\n".join([*lines, "", ""])


def _room(layer: str) -> str:
    room = HERE.parent / "src" / "overload" / layer
    file, name = (room / "__init__.py", f"{layer}/") if room.is_dir() else (room.with_suffix(".py"), f"{layer}.py")
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return f"| `{name}` | {' '.join(said.partition(chr(10) * 2)[0].split())} |"


def _entry(name: str, thing: object) -> str:
    said = described(thing, name)
    fields = list(_fields(thing)) if isinstance(thing, type) and attrs.has(thing) else []
    code = "\n".join([_head(name, thing), *fields])
    return "\n".join([f"### {name}\n\n```text\n{code}\n```\n\n{said}\n", *_members(thing), *_values(thing)])


def _members(thing: object) -> Iterator[str]:
    """Yield a line for each public property and method of a class, those it inherits from ours included."""
    if not isinstance(thing, type):
        return
    ours = [base for base in thing.__mro__ if base.__module__.startswith("overload")]
    found = {name: one for base in reversed(ours) for name, one in vars(base).items() if not name.startswith("_")}
    lines = [line for name, one in found.items() if (line := _member(name, one))]
    if lines:
        yield "\n".join([*lines, ""])


def _member(name: str, one: object) -> str:
    wrapped = getattr(one, "fget", None) or getattr(one, "func", None) or getattr(one, "__func__", one)
    if not inspect.isfunction(wrapped):
        return ""
    said = (inspect.getdoc(wrapped) or "").partition("\n\n")[0].replace("\n", " ")
    called = _signature(wrapped).replace("(self, ", "(").replace("(self)", "()").partition(" ->")[0]
    return f"* `{name}{called if wrapped is one else ''}`: {said}"


def _values(thing: object) -> Iterator[str]:
    """Yield the table of what an enum or a mapping of ids holds."""
    if isinstance(thing, type) and issubclass(thing, Enum):
        yield "| Member | As it is written |\n|---|---|"
        yield from (f"| `{one.name}` | `{one.value}` |" for one in thing)
        yield ""
    if isinstance(thing, Mapping):
        yield "| Id | What it means |\n|---|---|"
        yield from (
            f"| `{key}` | {value if isinstance(value, str) else _listed(value)} |" for key, value in thing.items()
        )
        yield ""


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in ids)


def described(thing: object, name: str) -> str:
    """Return the docstring of a public thing; of an alias, the string below it in its module."""
    if isinstance(thing, type) or inspect.isroutine(thing):
        return inspect.getdoc(thing) or ""
    source = "\n".join(map(inspect.getsource, (hookspecs, muscles, training)))
    found = re.search(rf'^{name}\b[^\n]* = (?:[^\n]*|\{{.*?\n\}})\n"""(.*?)"""', source, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _head(name: str, thing: object) -> str:
    if isinstance(thing, type):
        return f"class {name}:" if attrs.has(thing) else f"class {name}"
    if inspect.isroutine(thing):
        return f"def {name}{_signature(thing)}"
    return name


def _signature(thing: object) -> str:
    text = str(inspect.signature(thing))
    return re.sub(r"'([^']*)'(?=[,)]|$| =)", r"\1", text).replace("overload.model.", "")


def _fields(kind: type) -> Iterator[str]:
    for field in attrs.fields(kind):
        if field.init and not field.name.startswith("_"):
            default = "" if field.default is attrs.NOTHING else f" = {_default(field.default)}"
            yield f"    {field.name}: {_annotation(kind, field.name)}{default}"


def _annotation(kind: type, name: str) -> object:
    """Return the type as it is written, whether or not somebody has resolved the class's types meanwhile."""
    return next(one.__annotations__[name] for one in kind.__mro__ if name in vars(one).get("__annotations__", ()))


def _default(value: object) -> str:
    if isinstance(value, attrs.Factory):
        return "{}" if value.factory is dict else f"{value.factory.__name__}()"
    return str(value) if not isinstance(value, str) or hasattr(value, "value") else repr(value)


def main() -> None:
    """Write the pages."""
    (HERE / "api.md").write_text(api_page(), encoding="utf-8")
    (HERE / "plugins" / "reference.md").write_text(reference_page(), encoding="utf-8")
    (HERE / "architecture.md").write_text(architecture_page(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
