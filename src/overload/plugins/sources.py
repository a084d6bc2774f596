"""Where plugins come from: the built-in ones, installed packages, and what is in plugins/ of a training folder.

Nothing is imported here but when a source is asked to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from overload import __version__
from overload.plugins.installed import entries

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

FOLDER: Final = "plugins"
BUILT_IN: Final = {"builtin-rules": "overload.rules", "builtin-things": "overload.plugins.builtin"}
_SKIPPED: Final = ("_", ".", "test_", "conftest.")
_TESTS: Final = "tests"


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


def sources(folder: Path | None) -> list[Source]:
    """Return every plugin there is: the built-in ones, then the others by name."""
    found = [*_installed(), *(_in_folder(folder / FOLDER) if folder else ())]
    return [*map(built_in, BUILT_IN), *sorted(found, key=lambda one: (one.name, one.origin))]


def built_in(name: str) -> Source:
    """Return a plugin that comes with the program."""
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
        found = sorted(folder.iterdir())
    except OSError:
        return
    for one in found:
        is_plugin = one.suffix == ".py" if one.is_file() else is_package(one)
        if is_plugin and not one.name.startswith(_SKIPPED) and one.name != _TESTS:
            yield from_file(one)


def is_package(path: Path) -> bool:
    """Tell whether a folder is a plugin of several files."""
    return (path / "__init__.py").is_file()


def from_file(file: Path) -> Source:
    """Return the plugin in a single file, or in a folder with an __init__.py."""
    path = file.absolute()
    name = file.name if is_package(path) else file.stem
    return Source(name, Origin.FOLDER, str(path), "", lambda: str(path), lambda: _run(path))


def _run(path: Path) -> object:
    from overload.plugins.running import run  # noqa: PLC0415 - only for a plugin of a training folder

    return run(path)
