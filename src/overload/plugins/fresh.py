"""A new plugin: a rule that works, with its test, as a file of a training folder or as a package."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final

from overload.errors import FileError, Problem, UsageError
from overload.plugins.sources import FOLDER

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PREFIX: Final = "overload-"


def new_file(folder: Path, name: str) -> tuple[Path, ...]:
    """Write the rule and its test into plugins/ of a training folder; return the files.

    Raises UsageError for a name that cannot be one, FileError.
    """
    words = _words(name, "")
    plugins = folder / FOLDER
    return _write(
        {
            plugins / f"{words['module']}.py": _filled("rule", words),
            plugins / f"test_{words['module']}.py": _filled("test", words),
        }
    )


def new_package(parent: Path, name: str) -> tuple[Path, ...]:
    """Write a package that pip can install into a new folder below `parent`; return the files. Raises as new_file."""
    words = _words(name.removeprefix(_PREFIX), "overload_")
    root = parent / words["package"]
    return _write(
        {
            root / "pyproject.toml": _filled("pyproject", words),
            root / "README.md": _filled("readme", words),
            root / "src" / words["module"] / "__init__.py": _filled("rule", words),
            root / "src" / words["module"] / "py.typed": "",
            root / "tests" / f"test_{words['module']}.py": _filled("test", words),
        }
    )


def _words(name: str, prefix: str) -> Mapping[str, str]:
    module = prefix + name.replace("-", "_")
    if not _NAME.fullmatch(name):
        hint = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        raise UsageError(Problem("", f"'{name}' cannot be the name of a rule", f"write it like '{hint or 'my-rule'}'"))
    if keyword.iskeyword(module) or module in sys.stdlib_module_names or module in {"attrs", "overload", "pytest"}:
        raise UsageError(Problem("", f"'{name}' is the name of something in Python", f"call it 'my-{name}'"))
    kind = "".join(word.capitalize() for word in name.split("-"))
    return {"name": name, "kind": kind, "module": module, "package": f"{_PREFIX}{name}"}


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
