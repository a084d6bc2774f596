"""Which installed packages have plugins, by their files: `importlib.metadata` costs more than making a plan."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "overload"
"""The entry-point group of installed plugins."""
_SECTION: Final = rf"(?m)^\s*\[\s*{GROUP}\s*\]"
_FACTS: Final = (".dist-info", ".egg-info", "EGG-INFO")
"""How the name of a folder with facts on a package ends."""
_OURS: Final = ("overload_training-", "overload_training.egg-info")


def entries() -> Iterable[EntryPoint]:
    """Return the entry points of plugins that are installed, those of this program perhaps among them."""
    if not any(_may_list_plugins(place, _changed(place)) for place in sys.path):
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - most have no plugin installed

    return entry_points(group=GROUP)


def _changed(place: str) -> int:
    """Return when a place of sys.path last had something installed or taken away; 0 where it is not there."""
    try:
        return Path(place or ".").stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _may_list_plugins(place: str, changed: int) -> bool:  # noqa: ARG001 - with what is installed the answer changes
    """Tell whether a package in a place of sys.path has plugins; of an archive it is not known."""
    try:
        with os.scandir(place or ".") as found:
            names = [one.name for one in found]
    except NotADirectoryError:
        return True
    except OSError:
        return False
    return any(re.search(_SECTION, listed) for listed in _lists(place, names))


def _lists(place: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name.endswith(_FACTS) and not name.startswith(_OURS):
            try:
                yield Path(place, name, "entry_points.txt").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
