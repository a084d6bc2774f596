"""What words in exports mean: units, and the names of exercises done with help or with something hung on."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from overload.errors import DataError, Problem
from overload.units import Unit

_UNITS: Final = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramm", "кг"), Unit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "pfund", "livres", "libras", "фунт", "фунты"), Unit.LB),
}
_DISTANCES: Final = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "m"),
    **dict.fromkeys(("km", "kilometer", "kilometers", "kilometre", "kilometres"), "km"),
    **dict.fromkeys(("mi", "mile", "miles"), "mi"),
    **dict.fromkeys(("ft", "feet", "foot"), "ft"),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), "yd"),
    "cm": "cm",
    **dict.fromkeys(("in", "inch", "inches"), "in"),
}
_ASSISTED = re.compile(
    r"assist|unterstütz|mit hilfe|\basistid|\bcon ayuda|\bcom ajuda|gravitron|ondersteund|avustettu|wspomag|asystą|"
    r"hjälp|med hjelp|med hjælp|s dopomocí|dopomoc|"
    r"гравитрон|с поддержкой|с помощью|destekli|補助|アシスト|辅助|輔助|어시스트|보조",
    re.IGNORECASE,
)
_UNASSISTED = re.compile(r"unassist|non[- ]assist|ohne unterst|no asist", re.IGNORECASE)
_WEIGHTED = re.compile(
    r"\bweighted\b|\bgewichtet|mit zusatzgewicht|\blestée?s?\b|\bcon lastre\b|\bcon peso\b|\blastrad[oa]s?\b|"
    r"\bcom peso\b|\bzavorrat[aei]\b|\bcon zavorra\b|\bverzwaard|\bmet gewicht|\bmed vikt|\bviktad|\bmed vekt|"
    r"\bmed vægt|\bz obciążeniem|с весом|с отягощением|加重|負重|负重|중량",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)  # a file of ten years says few words many times
def folded(text: str) -> str:
    """Return text as it is compared: one form of each character, lower case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def weight_unit(word: str) -> Unit | None:
    """Return the unit a word means; None for an empty one. Raises DataError for any other."""
    bare = folded(word).strip(". ")
    if not bare:
        return None
    if bare not in _UNITS:
        raise DataError(Problem("", f"'{word.strip()}' is not a unit of weight known here", "it should be kg or lb"))
    return _UNITS[bare]


def is_weight_unit(word: str) -> bool:
    """Tell whether a word is a unit of weight."""
    return folded(word).strip(". ") in _UNITS


def distance_unit(word: str) -> str:
    """Return the short name of a unit of distance, or the word itself."""
    bare = folded(word).strip(". ")
    return _DISTANCES.get(bare, bare)


def is_distance_unit(word: str) -> bool:
    """Tell whether a word is a unit of distance."""
    return folded(word).strip(". ") in _DISTANCES


def is_assisted(exercise: str) -> bool:
    """Tell whether an exercise's name says that something carries part of the weight."""
    return bool(_ASSISTED.search(exercise)) and not _UNASSISTED.search(exercise)


def is_weighted(exercise: str) -> bool:
    """Tell whether an exercise's name says that weight is added to the body's."""
    return bool(_WEIGHTED.search(exercise))
