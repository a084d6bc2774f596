"""Folders that answer to the same link, as a folder and its copy do: nobody can know which of them is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

Twins = tuple[Path, ...]


def twins(claims: Iterable[tuple[str, Path]]) -> Mapping[str, Twins]:
    """Return what more than one folder answers to, with those folders; `claims` are what folders answer to."""
    found: dict[str, list[Path]] = defaultdict(list)
    for name, path in claims:
        found[name].append(path)
    return {name: tuple(sorted(paths)) for name, paths in found.items() if len(paths) > 1}


def told(refused: Iterable[Twins]) -> Iterator[str]:
    """Yield a line for each group of folders that answer to the same links."""
    for group in sorted(set(refused)):
        names = " and ".join(map(str, group))
        yield (
            f"{names} answer to the same links, so neither is served: one is a copy of the other; "
            "'overload -C COPY adopt' gives the copy links of its own"
        )
