"""A new plugin that works, with its test, as a file of a training folder or as a package."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final

from overload import __version__
from overload.errors import FileError, Problem, UsageError
from overload.plugins.sources import FOLDER


class Kind(StrEnum):
    """What a new plugin adds."""

    RULE = "rule"
    EXERCISES = "exercises"
    PROGRAMME = "programme"
    NOTIFIER = "notifier"


SAID: Final[Mapping[Kind, str]] = {
    Kind.RULE: "The progression rule '{name}' for overload.",
    Kind.EXERCISES: "Exercises for overload: '{name}'.",
    Kind.PROGRAMME: "The programme '{name}' for overload: a weekly calendar and its workouts.",
    Kind.NOTIFIER: "Tells what an update of overload has changed: '{name}'.",
}
"""What a package says it is."""
USED: Final[Mapping[Kind, str]] = {
    Kind.RULE: '[workouts.home-back]\ndumbbell-row = {{ rule = "{name}" }}',
    Kind.EXERCISES: '[workouts.home-back]\ndumbbell-shrug = {{ instead = "{name}" }}',
    Kind.PROGRAMME: '[calendar]\nuse = "{name}"',
    Kind.NOTIFIER: '[plugins.{name}]\nfile = "changes.txt"',
}
"""The lines of plan.toml that put it to use."""
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PREFIX: Final = "overload-"


def new_file(folder: Path, name: str, kind: Kind = Kind.RULE) -> tuple[Path, ...]:
    """Write the plugin and its test into plugins/ of a training folder; return the files.

    Raises UsageError for a name that cannot be one, FileError.
    """
    words = _words(name, "")
    module, plugins = words["module"], folder / FOLDER
    words |= {
        # Without a folder of its own the file's stem is the plugin's name, so plan.toml calls it that.
        "imports": f"\nfrom pathlib import Path\n\nimport {module}",
        "plugin": f"Path({module}.__file__)",
        "put": f"    home.plugin(Path({module}.__file__))\n",
        "own": module,
    }
    return _write(
        {
            plugins / f"{module}.py": _filled(kind, words),
            plugins / f"test_{module}.py": _filled(_test(kind), words),
        }
    )


def new_package(parent: Path, name: str, kind: Kind = Kind.RULE) -> tuple[Path, ...]:
    """Write a package that pip can install into a new folder below `parent`; return the files. Raises as new_file."""
    words = _words(name.removeprefix(_PREFIX), "overload_")
    plain = words["name"]
    words |= {"imports": "", "plugin": f'"{plain}"', "put": "", "own": plain, "said": SAID[kind].format(name=plain)}
    words["used"] = indented(used(plain, kind))
    root = parent / words["package"]
    return _write(
        {
            root / "pyproject.toml": _filled("pyproject", words),
            root / "README.md": _filled("readme", words),
            root / "src" / words["module"] / "__init__.py": _filled(kind, words),
            root / "src" / words["module"] / "py.typed": "",
            root / "tests" / f"test_{words['module']}.py": _filled(_test(kind), words),
        }
    )


def used(name: str, kind: Kind) -> str:
    """Return the lines of plan.toml that put a plugin of this name to use."""
    return USED[kind].format(name=name)


def indented(text: str) -> str:
    """Return lines four blanks further in, as a code block of a README."""
    return "\n".join(f"    {line}" for line in text.splitlines())


def _test(kind: Kind) -> str:
    return "test" if kind is Kind.RULE else f"test_{kind}"


def _bounds() -> str:
    """Return the versions a plugin written now runs with: from this one to the next that may take something away."""
    major, minor, *_ = (int(part) for part in __version__.split("."))
    return f">={major}.{minor},<{f'0.{minor + 1}' if major == 0 else major + 1}"


def _words(name: str, prefix: str) -> dict[str, str]:
    module = prefix + name.replace("-", "_")
    if not _NAME.fullmatch(name):
        hint = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        raise UsageError(
            Problem("", f"'{name}' cannot be the name of a plugin", f"write it like '{hint or 'my-rule'}'")
        )
    if keyword.iskeyword(module) or module in sys.stdlib_module_names or module in {"attrs", "overload", "pytest"}:
        raise UsageError(Problem("", f"'{name}' is the name of something in Python", f"call it 'my-{name}'"))
    kind = "".join(word.capitalize() for word in name.split("-"))
    title = name.replace("-", " ").capitalize()
    package = f"{_PREFIX}{name}"
    return {"name": name, "kind": kind, "module": module, "package": package, "title": title, "bounds": _bounds()}


def _filled(template: str, words: Mapping[str, str]) -> str:
    text = resources.files("overload").joinpath(f"data/new/{template}.txt").read_text(encoding="utf-8")
    return Template(text).substitute(words)


def _write(files: Mapping[Path, str]) -> tuple[Path, ...]:
    there = [one for one in files if one.exists()]
    if there:
        raise FileError(Problem(str(there[0]), "already exists", "choose another name, or remove it"))
    try:
        for file, text in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise FileError(Problem(str(error.filename), f"cannot be written: {error.strerror}")) from None
    return tuple(files)
