"""All that an update depends on: what the inputs of a plan are made of, and what a digest is made of in turn."""

from __future__ import annotations

import hashlib
import os
import sys
import zoneinfo
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final, assert_never

import attrs

from overload.opening import read_regular
from overload.store.notes import Notes

PLAN_FILE: Final = "plan.toml"
DATABASE: Final = "overload.db"
FEEDS: Final = "calendars"
PLUGINS: Final = "plugins"
KEY_FILE: Final = ".overload.key"


class Dependency(Enum):
    """What an update depends on: the one list.

    Whoever makes an input of a plan says of which of these it is made (`update.folder`); `inputs_digest` is made of all
    of them. One that is added here is asked for there.
    """

    PLAN = "plan.toml"
    RECORDS = "the log, what was decided, what was published"
    PLUGINS = "the files of plugins"
    CHOICE = "which plugins the environment chooses"
    PACKAGES = "what is installed"
    PROGRAM = "the program itself"
    KEY = "the key of the links to sessions"
    BUSY = "busy calendars in files"
    OUTSIDE = "files that plugins say they depend on"
    ZONE = "the hours of the athlete's zone"
    TIME = "the time"


@attrs.frozen
class Sources:
    """Where the dependencies of a training folder are found.

    `busy` are busy calendars in files, `outside` the files that plugins named. `said` is a digest of the plan where it
    is in no file.
    """

    path: Path
    store: Notes
    zone: str
    busy: tuple[Path, ...] = ()
    outside: tuple[Path, ...] = ()
    said: str = ""


def inputs_digest(sources: Sources) -> str:
    """Return a digest of everything an update reads but the time."""
    digest = hashlib.sha256()
    for dependency in Dependency:
        for state in (dependency.name, *_state(dependency, sources)):
            digest.update(state.encode("utf-8", "replace") + b"\0")
    return digest.hexdigest()[:32]


def files_of(dependency: Dependency, sources: Sources) -> tuple[Path, ...]:
    """Return the files that a dependency is read from, there or not; none for what is no file."""
    match dependency:
        case Dependency.PLAN:
            found: Iterable[Path] = (sources.path / PLAN_FILE,)
        case Dependency.PLUGINS:
            found = sorted((sources.path / PLUGINS).rglob("*.py"))
        case Dependency.KEY:
            found = (sources.path / KEY_FILE,)
        case Dependency.BUSY:
            found = sources.busy
        case Dependency.OUTSIDE:
            found = sources.outside
        case Dependency.ZONE:
            found = (Path(folder, sources.zone) for folder in zoneinfo.TZPATH)
        case Dependency.PACKAGES:  # installing one changes the folder it goes to
            found = (Path(folder) for folder in sys.path if folder.endswith("-packages"))
        case Dependency.RECORDS | Dependency.CHOICE | Dependency.PROGRAM | Dependency.TIME:
            found = ()
        case _:
            assert_never(dependency)
    return tuple(found)


def _state(dependency: Dependency, sources: Sources) -> Iterator[str]:
    """Yield texts that are others when a dependency is."""
    match dependency:
        case Dependency.PLAN:
            yield sources.said
            yield from map(file_digest, files_of(dependency, sources))
        case Dependency.RECORDS:
            yield sources.store.state()
        case Dependency.CHOICE:
            yield os.environ.get("OVERLOAD_PLUGINS", "")
        case Dependency.PROGRAM:
            yield from _program()
        case Dependency.TIME:  # a note says from when until when it holds
            return
        case _:
            yield from map(fingerprint, files_of(dependency, sources))


@cache
def _program() -> tuple[str, ...]:
    """Return what changes when the program does: names, sizes and times of its files as this process found them."""
    found = []
    for folder, names, files in os.walk(Path(__file__).parent.parent):
        names[:] = sorted(name for name in names if name != "__pycache__")
        for name in sorted(file for file in files if file.endswith((".py", ".toml", ".json"))):
            stats = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - some 200 files each time
            found.append(f"{name} {stats.st_size} {stats.st_mtime_ns}")
    return tuple(found)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex; empty where it cannot be read."""
    try:
        return hashlib.sha256(read_regular(path)).hexdigest()
    except OSError:
        return ""


def fingerprint(path: Path) -> str:
    """Return size and time of change of a file or folder; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"
