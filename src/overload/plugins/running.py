"""Running the plugins of a training folder: each file or package is a module of its own, and leaves no bytecode."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final

from overload.opening import open_regular

INIT: Final = "__init__.py"
_PREFIX: Final = "overload_plugin_"
_OTHERS_WRITE: Final = stat.S_IWOTH
_CACHE: Final = "__pycache__"

Stamp = tuple[tuple[str, int, int, int], ...]
_RUN: dict[Path, tuple[Stamp, ModuleType]] = {}
"""What has been run in this process, with its files as they were then."""


class RefusedError(Exception):
    """A plugin's file is not to be trusted."""


def run(path: Path) -> ModuleType:
    """Run a file, or a folder with an __init__.py, as a module of its own, unless all is as it was when last run.

    Its name is no other's, whatever folder that is in. Raises RefusedError where others may write to any part of it,
    OSError, and whatever its code raises.
    """
    stamp = _stamp(path)
    if path in _RUN and _RUN[path][0] == stamp:
        return _RUN[path][1]
    name = module_name(path)
    before = _taken_out(name)
    try:
        module = _fresh(name, path)
    except BaseException:
        _taken_out(name)
        sys.modules.update(before)
        raise
    _RUN[path] = (stamp, module)
    return module


def run_part(module: str, file: Path) -> ModuleType:
    """Run the plugin that a module, written in this file, is the whole or a part of; return the module."""
    if not module.startswith(_PREFIX):
        return run(file)
    root = file.parent if file.name == INIT else file
    for _ in range(module.count(".")):
        root = root.parent
    run(root)
    return import_module(module)


def module_name(path: Path) -> str:
    """Return the name of the module in a file or folder."""
    here = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{_PREFIX}{re.sub(r'[^A-Za-z0-9_]', '_', path.stem)}_{here}"


def _fresh(name: str, path: Path) -> ModuleType:
    if _Finder.ours not in sys.meta_path:
        sys.meta_path.insert(0, _Finder.ours)
    spec = _spec(name, path)
    module = module_from_spec(spec)
    sys.modules[name] = module
    if spec.loader:
        spec.loader.exec_module(module)
    return sys.modules.get(name, module)


def _spec(name: str, path: Path) -> ModuleSpec:
    inside = path / INIT
    is_package = path.is_dir()
    file = str(inside if is_package else path)
    where = [str(path)] if is_package else None
    spec = spec_from_file_location(name, file, loader=_Loader(name, file), submodule_search_locations=where)
    if spec is None:
        raise ImportError(f"{file} cannot be run")
    return spec


def _taken_out(name: str) -> dict[str, ModuleType]:
    """Take a module and its parts out of those imported; return them."""
    found = [one for one in sys.modules if one == name or one.startswith(f"{name}.")]
    return {one: sys.modules.pop(one) for one in found}


def _stamp(path: Path) -> Stamp:
    """Return what changes when any file of a plugin does. Raises RefusedError, OSError."""
    _refuse_if_open_to_all(path.parent.stat(), path.parent)
    return tuple(_looked_at(one) for one in (_parts(path) if path.is_dir() else (path,)))


def _parts(folder: Path) -> Iterator[Path]:
    """Yield a package's folders and source files, in one order."""
    yield folder
    for one in sorted(folder.iterdir()):
        if one.is_dir() and one.name != _CACHE:
            yield from _parts(one)
        elif one.suffix == ".py":
            yield one


def _looked_at(path: Path) -> tuple[str, int, int, int]:
    state = path.stat()
    _refuse_if_open_to_all(state, path)
    return str(path), 0 if path.is_dir() else state.st_mtime_ns, state.st_size, state.st_ino


def _refuse_if_open_to_all(state: os.stat_result, path: Path) -> None:
    if state.st_mode & _OTHERS_WRITE:
        raise RefusedError(f"anybody may write to it; run: chmod o-w {path}")


class _Loader(SourceFileLoader):
    """Reads source files as they are opened, and neither reads nor writes bytecode."""

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - asked of every loader
        """Return the code of the module."""
        code: CodeType = self.source_to_code(self.get_data(self.path), self.path)
        return code

    def get_data(self, path: str) -> bytes:
        """Return what is in the file; raises RefusedError where others may write to it."""
        with os.fdopen(open_regular(path, follow=True), "rb") as opened:
            _refuse_if_open_to_all(os.fstat(opened.fileno()), Path(path))
            return opened.read()


class _Finder:
    """Finds the parts of plugins that are packages."""

    ours: _Finder

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,  # noqa: ARG002 - asked of every finder
    ) -> ModuleSpec | None:
        """Return where a part of a plugin is; None for all other modules."""
        if not fullname.startswith(_PREFIX) or not path:
            return None
        last = fullname.rpartition(".")[2]
        for folder in map(Path, path):
            if (folder / last / INIT).is_file():
                return _spec(fullname, folder / last)
            if (folder / f"{last}.py").is_file():
                return _spec(fullname, folder / f"{last}.py")
        return None


_Finder.ours = _Finder()
