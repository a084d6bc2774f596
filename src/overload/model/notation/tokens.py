"""A line of sets -> its smallest parts, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import attrs

from overload.model.progress import SetKind
from overload.model.training import Measure


class Kind(StrEnum):
    """What a part of a line is."""

    SIDES = "sides"
    """`L10/R9`, `10L/9R`, `L10+/R9+`."""
    RESERVE = "reserve"
    """`@rir2`, `RPE 8`, `(RIR 2)`, `@rir3+`."""
    BESIDE = "beside"
    """What is printed for people and says nothing of its own: `(dial: 24 kg)`, `each side`, `3 s down`."""
    ALSO = "also"
    """A load in the other unit, or with what its dial says: `(23.8 kg, dial: 24)`."""
    SET_KIND = "set_kind"
    """What sets are: `warm-up`, `drop`, `mini`, `negative`, `back-off`, `work`."""
    CLOCK = "clock"
    """A time in minutes and seconds: `1:30`, `1 min 30 s`."""
    SIGN = "sign"
    """What a number counts: `s`, `min`, `m`, `reps`."""
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


_SIGN: Final = r"s|secs?|seconds?|mins?|minutes?|m|met(?:re|er)s?|reps?"
_SIDE: Final = r"(?:\d{1,4}\+?|-)"
# A unit or a word may be followed by an `x` without a blank (`kgx10`), but by no other letter.
_END: Final = r"(?![a-wyz])"
# Patterns are compiled when they are first used: this one costs more than reading a line, and most runs read none.
_TOKEN: Final = rf"""(?aix)
    (?P<sides>L\s*{_SIDE}\s*/\s*R\s*{_SIDE} | R\s*{_SIDE}\s*/\s*L\s*{_SIDE}
      | {_SIDE}\s*L\s*/\s*{_SIDE}\s*R | {_SIDE}\s*R\s*/\s*{_SIDE}\s*L)(?:\s?[sm])?(?![\w])
    | (?P<reserve>(?:[(@]\s*)?(?:rir|rpe)\s*\d+(?:\.\d+)?(?:\+(?!\d))?\)?)(?![\w])
    | (?P<also>\(\d+(?:\.\d+)?\s(?:kg|lb)[^()]*\))
    | (?P<beside>\((?:dial:|band)[^()]*\)
      | (?:,\s*)?(?:each|per|a)\s(?:side|arm|leg)\b | or\smore\b | (?<=\d)\+(?=\s*(?:[,;]|$|then\b|(?:each|per|a)\s))
      | ,?\s*\d+\s?s\s(?:down|up|hold|pause)\b | of\shelp\b)
    | (?P<next>,?\s*then\b | ;)
    | (?P<set_kind>(?:warm[\s-]?ups? | w | back[\s-]?offs? | drops? | minis? | neg(?:ative)?s? | work(?:ing)?)
      (?![a-z])(?:[\s-]sets?\b)?(?:\s+(?:of|to)\b)?:?)
    | (?P<sets_of>sets?\s+of\b)
    | (?P<body>(?:bodyweight|bw){_END})
    | (?P<aid>(?:chair|partner){_END})
    | (?P<with>with\b(?:\s+an?\b)?)
    | (?P<at>@ | at\b)
    | (?P<left_out>skipped\b)
    | (?P<clock>\d{{1,2}}:[0-5]\d(?![\d:]) | \d{{1,2}}\s?m(?:in)?\s?[0-5]?\d\s?s(?:ec)?(?![a-z]))
    | (?P<sign>(?:{_SIGN}){_END} | ["″])
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<unit>(?:kgs?|kilos?|lbs?|pounds?|\#){_END})
    | (?P<times>[x×*])
    | (?P<colon>:) | (?P<comma>,) | (?P<slash>/) | (?P<plus>\+) | (?P<minus>[-–−])
    | (?P<none>\S)
    """


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
    for found in re.finditer(_TOKEN, text):
        yield Token(Kind(str(found.lastgroup)), found[0], found.start(), found.end(), found.start() > last)
        last = found.end()


def is_word(name: str) -> bool:
    """Tell whether a name says nothing of its own in a line, so that it may stand for something."""
    first = next(tokens(name), None)
    return first is not None and first.kind is Kind.NONE


_SIDES_OF: Final = rf"(?i)([LR])\s*({_SIDE})|({_SIDE})\s*([LR])"


def sides_of(text: str) -> dict[str, str]:
    """Return what was done on each side: `{"left": "10", "right": "9"}`."""
    names = {"L": "left", "R": "right"}
    pairs = (((one[1] or one[4]), (one[2] or one[3])) for one in re.finditer(_SIDES_OF, text))
    return {names[letter.upper()]: reps for letter, reps in pairs}


def seconds_of(text: str) -> int:
    """Return the seconds of a clock: 90 of `1:30` and of `1 min 30 s`."""
    minutes, seconds = re.findall(r"\d+", text)
    return 60 * int(minutes) + int(seconds)


_KINDS: Final = (
    ("wa", SetKind.WARM_UP),
    ("wo", SetKind.WORK),
    ("w", SetKind.WARM_UP),
    ("b", SetKind.BACK_OFF),
    ("d", SetKind.DROP),
    ("m", SetKind.MINI),
    ("n", SetKind.NEGATIVE),
)


def kind_of(text: str) -> SetKind:
    """Return what sets are by the word for it."""
    return next(kind for beginning, kind in _KINDS if text.lower().startswith(beginning))


def sign_in(text: str) -> tuple[Measure, int] | None:
    """Return what a word counts, and how many of it one is; None where it is no sign."""
    return sign_of(text) if re.fullmatch(_SIGN, text, re.IGNORECASE) else None


def sign_of(text: str) -> tuple[Measure, int]:
    """Return what a sign counts, and how many of it one is: a minute is 60 seconds."""
    word = text.lower()
    if word.startswith("rep"):
        return Measure.REPS, 1
    if word.startswith("min"):
        return Measure.SECONDS, 60
    return (Measure.METRES if word.startswith("m") else Measure.SECONDS), 1
