"""A line of sets -> its smallest parts, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import attrs


class Kind(StrEnum):
    """What a part of a line is."""

    SIDES = "sides"
    """`L10/R9`, `10L/9R`."""
    RESERVE = "reserve"
    """`@rir2`, `RPE 8`, `(RIR 2)`."""
    BESIDE = "beside"
    """What is printed for people and says nothing of its own: `(dial: 24 kg)`, `each side`, `reps`, `3 s down`."""
    NEXT = "next"
    """`then` or `;`: what stands before is finished."""
    SETS_OF = "sets_of"
    """`sets of`, between a number of sets and their reps."""
    BODY = "body"
    AID = "aid"
    WITH = "with"
    AT = "at"
    LEFT_OUT = "left_out"
    NUMBER = "number"
    UNIT = "unit"
    TIMES = "times"
    COLON = "colon"
    COMMA = "comma"
    SLASH = "slash"
    PLUS = "plus"
    MINUS = "minus"
    NONE = "none"
    """No part of the notation."""


_SIDE: Final = r"(?:\d{1,3}|-)"
# A unit or a word may be followed by an `x` without a blank (`kgx10`), but by no other letter.
_END: Final = r"(?![a-wyz])"
_TOKEN: Final = re.compile(
    rf"""
    (?P<sides>L\s*{_SIDE}\s*/\s*R\s*{_SIDE} | R\s*{_SIDE}\s*/\s*L\s*{_SIDE}
      | {_SIDE}\s*L\s*/\s*{_SIDE}\s*R | {_SIDE}\s*R\s*/\s*{_SIDE}\s*L)(?![\w])
    | (?P<reserve>(?:[(@]\s*)?(?:rir|rpe)\s*\d+(?:\.\d+)?\)?)(?![\w])
    | (?P<beside>\((?:dial:|band)[^()]*\) | \([\d.]+\s(?:kg|lb)[^()]*\)
      | (?:,\s*)?(?:each|per|a)\s(?:side|arm|leg)\b | reps?\b | or\smore\b
      | ,?\s*\d+\s?s\s(?:down|up|hold|pause)\b | of\shelp\b)
    | (?P<next>,?\s*then\b | ;)
    | (?P<sets_of>sets?\s+of\b)
    | (?P<body>(?:bodyweight|bw){_END})
    | (?P<aid>(?:chair|partner){_END})
    | (?P<with>with\b(?:\s+an?\b)?)
    | (?P<at>@ | at\b)
    | (?P<left_out>skipped\b)
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<unit>(?:kgs?|kilos?|lbs?|pounds?|\#){_END})
    | (?P<times>[x×*])
    | (?P<colon>:) | (?P<comma>,) | (?P<slash>/) | (?P<plus>\+) | (?P<minus>[-–−])
    | (?P<none>\S)
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)


@attrs.frozen
class Token:
    """A part of a line: what it is, how it is written, where it stands, and whether a blank stands before it."""

    kind: Kind
    text: str
    start: int
    end: int
    is_apart: bool


def tokens(text: str) -> Iterator[Token]:
    """Yield the parts of a line."""
    last = 0
    for found in _TOKEN.finditer(text):
        yield Token(Kind(str(found.lastgroup)), found[0], found.start(), found.end(), found.start() > last)
        last = found.end()


_SIDES_OF: Final = re.compile(r"([LR])\s*(\d{1,3}|-)|(\d{1,3}|-)\s*([LR])", re.IGNORECASE)


def sides_of(text: str) -> dict[str, str]:
    """Return what was done on each side: `{"left": "10", "right": "9"}`."""
    names = {"L": "left", "R": "right"}
    pairs = (((one[1] or one[4]), (one[2] or one[3])) for one in _SIDES_OF.finditer(text))
    return {names[letter.upper()]: reps for letter, reps in pairs}
