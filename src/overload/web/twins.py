"""Folders that are one plan, as a folder and its copy are: nobody can know which of them is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs


@attrs.frozen(order=True)
class Twins:
    """Folders that have the same plan id and, with `same_links`, answer to the same links too."""

    paths: tuple[Path, ...]
    same_links: bool


def twins(links: Iterable[tuple[str, Path]], ids: Iterable[tuple[str, Path]]) -> frozenset[Twins]:
    """Return the folders that are one plan; `links` are what folders answer to, `ids` their plans' ids."""
    by_link, by_id = set(_together(links)), set(_together(ids))
    return frozenset(Twins(paths, paths in by_link) for paths in by_link | by_id)


def _together(claims: Iterable[tuple[str, Path]]) -> Iterator[tuple[Path, ...]]:
    """Yield the folders of each claim that more than one makes."""
    found: dict[str, list[Path]] = defaultdict(list)
    for claim, path in claims:
        found[claim].append(path)
    return (tuple(sorted(paths)) for paths in found.values() if len(paths) > 1)


def told(refused: Iterable[Twins]) -> Iterator[str]:
    """Yield a line for each group of folders that are one plan."""
    for group in sorted(refused):
        names = " and ".join(map(str, group.paths))
        what = "answer to the same links" if group.same_links else "have the same plan id"
        yield (
            f"{names} {what}, so neither is served: one is a copy of the other; "
            "'overload -C COPY adopt' gives the copy an id and links of its own"
        )
