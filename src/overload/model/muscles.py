"""Muscles that weekly sets are counted by, and the focus groups of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

MUSCLES: Final[Mapping[str, str]] = {
    "lats": "lats",
    "mid-back": "mid traps + rhomboids",
    "upper-traps": "upper traps",
    "rear-delts": "rear delts",
    "erectors": "spinal erectors",
    "biceps": "biceps",
    "forearms": "forearms",
    "chest": "chest",
    "front-delts": "front delts",
    "side-delts": "side delts",
    "triceps": "triceps",
    "abs": "abs",
    "obliques": "obliques",
    "glutes": "glutes",
    "hamstrings": "hamstrings",
    "quads": "quads",
    "adductors": "adductors",
    "hip-flexors": "hip flexors",
    "calves": "calves",
}
"""Muscle id -> what people call it. Weekly sets are counted per muscle."""

COUNTED_ONLY: Final = frozenset({"forearms", "obliques", "adductors", "hip-flexors"})
"""Muscles whose weekly sets are counted and never judged: they get what they need from what trains the others."""

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "back": ("lats", "mid-back", "upper-traps", "rear-delts", "erectors"),
    "chest": ("chest",),
    "shoulders": ("front-delts", "side-delts", "rear-delts"),
    "biceps": ("biceps", "forearms"),
    "triceps": ("triceps",),
    "quads": ("quads",),
    "hamstrings": ("hamstrings", "glutes"),
    "calves": ("calves",),
    "legs": ("quads", "hamstrings", "glutes", "calves"),
    "abs": ("abs",),
}
"""Focus group of a day -> the muscles it means."""

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {"legs": ("quads", "hamstrings", "calves")}
"""Words for several focus groups at once."""


def focus_groups(focus: Iterable[str]) -> frozenset[str]:
    """Return the single groups that focus groups mean: two days that share one need their recovery between them."""
    return frozenset(part for group in focus for part in _PARTS.get(group, (group,)))


def focus_words(groups: Iterable[str]) -> str:
    """Say groups as people do: `legs` where all of them are meant, `back and biceps`."""
    left = set(groups)
    for word, parts in _PARTS.items():
        if left.issuperset(parts):
            left = (left - set(parts)) | {word}
    return " and ".join(sorted(left))
