"""Names of exercises in other apps -> exercises known here: certain, likely, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from overload.catalog import Catalog
from overload.catalog.foreign import suggested
from overload.importing.words import folded
from overload.model import Exercise, LoadedWith

_PHRASES: Final[Mapping[str, str]] = {
    "pullup": r"(?:pull|chin)[\s-]*ups?|chins?",
    "onearm": r"(?:one|single)[\s-]*(?:arm(?:ed)?|hand(?:ed)?|db)|1[\s-]*arm|unilateral",
    "bentover": r"bent[\s-]*over",
    "reverse": r"rear[\s-]*delt(?:oid)?s?|reverse",
    "dumbbell": r"dbs?|dumb-?bells?",
    "fly": r"fl(?:y|ys|yes|ye|ies)|raises?|butterfly",
    "row": r"rows?|rowing",
    "shrug": r"shrugs?",
    "deadlift": r"dead[\s-]*lifts?",
}
"""Word -> what is written for it in English."""
_FOREIGN: Final[Mapping[str, str]] = {
    "pullup": r"klimmz[uü]ge?|tractions?|dominadas?|trazioni",
    "onearm": r"einarmig\w*",
    "bentover": r"vorgebeugt\w*",
    "reverse": r"umgekehrt\w*",
    "dumbbell": r"kurzhanteln?|halt[eè]res?|mancuernas?|manubri?o?|hantl?ar?",
    "fly": r"fly[eë]\w*",
    "row": r"rudern|remo|rodd|roeien",
    "shrug": r"schulterheben",
    "deadlift": r"kreuzheben|marklyft|markløft|soulevé de terre|peso muerto",
}
"""Word -> what is written for it in other languages, by nobody's word who speaks them: enough to ask by, no more."""
_NOISE: Final = frozenset(
    {"weighted", "assisted", "bodyweight", "the", "with", "a", "an", "and", "und", "mit", "gewichtet", "standing"}
)
_OTHERS: Final = frozenset(
    {"barbell", "machine", "cable", "smith", "band", "kettlebell", "bar", "langhantel", "kabel", "maschine", "trap"}
) | {"plate", "seated", "incline", "upright", "romanian", "stiff"}
"""Words that tell of another exercise."""
_LIFTOSAUR: Final = {frozenset({"shrug"}), frozenset({"reverse", "fly"}), frozenset({"bentover", "onearm", "row"})}
"""Exercises whose equipment Liftosaur leaves out because it is the dumbbell."""
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "dumbbell-row": ("dumbbell bent over one arm row",),
    "reverse-dumbbell-fly": ("bent over reverse dumbbell fly", "reverse dumbbell fly bent over"),
    "dumbbell-press": ("dumbbell overhead press", "dumbbell shoulder press"),
}


@attrs.frozen
class Match:
    """What a name may mean: an exercise's id if that is `is_certain` or at least likely, else ''."""

    exercise: str
    is_certain: bool = False


def words_of(name: str, *, in_any_language: bool = False) -> frozenset[str]:
    """Return the words of a name as they are compared, in no order."""
    text = folded(name).replace("_", " ")
    for phrases in (_PHRASES, _FOREIGN) if in_any_language else (_PHRASES,):
        for word, pattern in phrases.items():
            text = re.sub(rf"\b(?:{pattern})\b", f" {word} ", text)
    return frozenset(re.findall(r"[^\W_]+", text)) - _NOISE


def matches(names: Iterable[str], catalog: Catalog, app: str = "") -> Mapping[str, Match]:
    """Return what each name means. Only the same English words are certain; `Row` may be done with a barbell."""
    known: dict[frozenset[str], str] = {}
    for one in catalog.exercises.values():
        for words in _word_sets(one):
            known.setdefault(words, one.id)
    return {name: _match(name, known, catalog, app) for name in dict.fromkeys(names)}


def _word_sets(one: Exercise) -> Iterator[frozenset[str]]:
    for name in (one.name, one.id, *_ALSO.get(one.id, ())):
        yield words_of(name)
    for alias in one.aliases:
        # An alias like "row" is short for what is done with dumbbells here; elsewhere it may mean a barbell.
        words, gear = words_of(alias), words_of(one.gear.words)
        is_plain = one.loaded_with is LoadedWith.BODYWEIGHT or words & {*gear, "kettlebell"}
        yield words if is_plain else words | gear


def _match(name: str, known: Mapping[frozenset[str], str], catalog: Catalog, app: str) -> Match:
    words = words_of(name)
    if app == "liftosaur" and words in _LIFTOSAUR:
        words |= {"dumbbell"}
    if words in known:
        return Match(known[words], is_certain=True)
    words = words_of(name, in_any_language=True)
    if not words or words & _OTHERS:
        return Match("")
    if (meant := suggested(name)) in catalog.exercises:
        return Match(meant)
    # Of equally like ones the plainest: "row" rather asks about the row than about its variation.
    nearest = max(known, key=lambda one: (_likeness(one, words), -len(one)))
    return Match(known[nearest] if _likeness(nearest, words) >= 0.5 else "")


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def own_id(name: str) -> str:
    """Return the id under which an exercise of another app is kept that is not known here."""
    return "-".join(re.findall(r"[^\W_]+", folded(name))) or "unnamed"
