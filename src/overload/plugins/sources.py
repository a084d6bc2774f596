"""Where plugins come from: the built-in ones, installed packages, and single files in a training folder.

Nothing is imported here but when a source is asked to.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

import attrs

from overload import __version__
from overload.plugins.installed import entries

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

FOLDER: Final = "plugins"
BUILT_IN: Final = {"builtin-rules": "overload.rules", "builtin-things": "overload.plugins.builtin"}
_SKIPPED: Final = ("_", "test_", "conftest.")
_OTHERS_WRITE: Final = stat.S_IWOTH


class Origin(StrEnum):
    """Where a plugin comes from."""

    BUILT_IN = "built in"
    INSTALLED = "installed"
    FOLDER = "folder"


@attrs.frozen
class Source:
    """A plugin that can be loaded: its name, where from in words, its version, the file or folder its code is in."""

    name: str
    origin: Origin
    where: str
    version: str
    home: Callable[[], str]
    load: Callable[[], object]


class RefusedError(Exception):
    """A plugin's file is not to be trusted."""


def sources(folder: Path | None) -> list[Source]:
    """Return every plugin there is: the built-in ones, then the others by name."""
    found = [*_installed(), *(_in_folder(folder / FOLDER) if folder else ())]
    return [*map(_built_in, BUILT_IN), *sorted(found, key=lambda one: (one.name, one.origin))]


def _built_in(name: str) -> Source:
    module = BUILT_IN[name]
    return Source(name, Origin.BUILT_IN, module, __version__, lambda: home_of(module), lambda: import_module(module))


def _installed() -> Iterator[Source]:
    seen = set()
    for entry in entries():
        key = (entry.name, entry.value)
        if BUILT_IN.get(entry.name) != entry.value and key not in seen:
            seen.add(key)
            yield _from_entry(entry)


def _from_entry(entry: EntryPoint) -> Source:
    package = entry.dist.name if entry.dist else entry.module
    version = entry.dist.version if entry.dist else ""
    return Source(entry.name, Origin.INSTALLED, package, version, lambda: home_of(entry.module), entry.load)


def home_of(module: str) -> str:
    """Return the file of a module, or the folder of its package, without importing it; '' if not found."""
    top = module.partition(".")[0]
    try:
        spec = find_spec(top if top != "overload" else module)
    except (ImportError, ValueError, AttributeError):
        return ""
    if spec is None:
        return ""
    return next(iter(spec.submodule_search_locations or ()), spec.origin or "")


def _in_folder(folder: Path) -> Iterator[Source]:
    try:
        files = sorted(folder.glob("*.py"))
    except OSError:
        return
    for file in files:
        if not file.name.startswith(_SKIPPED):
            yield from_file(file)


def from_file(file: Path) -> Source:
    """Return the plugin in a single file."""
    path = file.absolute()
    return Source(file.stem, Origin.FOLDER, str(path), "", lambda: str(path), lambda: run_file(path))


_RUN: dict[Path, tuple[tuple[int, int, int], ModuleType]] = {}
"""Files that have been run in this process, as they were then."""


def run_file(path: Path) -> ModuleType:
    """Run a file as a module of its own, unless it is as it was when last run.

    Raises RefusedError where others may write to it, OSError, and whatever its code raises. No bytecode is left
    behind.
    """
    _refuse_if_open_to_all(path.parent.stat(), path.parent)
    with path.open("rb") as opened:
        state = os.fstat(opened.fileno())
        _refuse_if_open_to_all(state, path)
        source = opened.read()
    stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
    if path in _RUN and _RUN[path][0] == stamp:
        return _RUN[path][1]
    module = ModuleType("overload_plugin_" + re.sub(r"\W", "_", path.stem))
    module.__file__ = str(path)
    code = compile(source, str(path), "exec", dont_inherit=True)
    before = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module
    try:
        exec(code, module.__dict__)  # noqa: S102 - the athlete put it there to be run
    except BaseException:
        _put_back(module.__name__, before)
        raise
    _RUN[path] = (stamp, module)
    return module


def _put_back(name: str, before: ModuleType | None) -> None:
    if before is None:
        sys.modules.pop(name, None)
    else:
        sys.modules[name] = before


def _refuse_if_open_to_all(state: os.stat_result, path: Path) -> None:
    if state.st_mode & _OTHERS_WRITE:
        raise RefusedError(f"anybody may write to it; run: chmod o-w {path}")
