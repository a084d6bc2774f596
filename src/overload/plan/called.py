"""Loads by what they are called: `red x 8` is written of the red band."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from overload.equipment import names_of
from overload.model import Ladder
from overload.model.notation import is_word
from overload.units import Load


def in_figures(text: str, ladders: Iterable[Ladder]) -> str:
    """Return sets as they were written, with the loads that are called by a name in figures: `-15 kg x 8`.

    What is said besides a name or a figure, `red band (-15 kg)` and `15 kg (red band)`, goes. A name that means
    something else in a line of sets is left as it is.
    """
    known = dict(_names(ladders))
    if not known or not any(letter.isalpha() for letter in text):
        return text
    either = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    besides = rf"\(\s*(?:{either})\s*\)"
    name = rf"(?<!\w)(?P<name>{either})(?=x\s*\d|\W|$)(?:\s*\([^()]*\))?"
    named = re.compile(f"{besides}|{name}", re.IGNORECASE)
    return named.sub(lambda found: f"{known[found['name'].lower()]} " if found["name"] else "", text)


def _names(ladders: Iterable[Ladder]) -> Iterator[tuple[str, Load]]:
    """Yield each name with the load it is of; one that two loads have is none."""
    loads: dict[str, set[Load]] = {}
    for rung in (rung for rungs in ladders for rung in rungs.rungs):
        for name in names_of(rung):
            loads.setdefault(name.lower(), set()).add(rung.load)
    return ((name, of.pop()) for name, of in loads.items() if len(of) == 1 and is_word(name))
