"""Numbers of a file: which of comma and point sets off decimals is settled once, from the numbers that show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from overload.errors import DataError, Problem
from overload.importing import unclear
from overload.units import plain

_SPACES: Final = str.maketrans(
    {" ": None, "\u00a0": None, "\u202f": None, "\u2009": None, "'": None, "’": None, "−": "-"}
)
_PLAIN = re.compile(r"[+-]?\d{1,15}(?:\.\d*)?(?:[eE][+-]?\d{1,2})?")
_NUMBER = re.compile(r"([+-]?)(\d[\d.,]*)")
_NOISE: Final = 12
"""So many digits behind the point are what binary fractions leave behind (12.900000000000034)."""


def shows(text: str) -> str:
    """Say what a number shows of its file: `comma` or `point` sets off decimals, `both` are possible, '' neither."""
    bare = text.translate(_SPACES)
    match = _NUMBER.fullmatch(bare)
    body = match[2] if match else ""
    if "," not in body and "." not in body:
        return ""
    if "," in body and "." in body:  # thousands come first
        return "comma" if body.rfind(",") > body.rfind(".") else "point"
    mark, other = ("comma", "point") if "," in body else ("point", "comma")
    parts = re.split(r"[.,]", body)
    if len(parts) > 2:  # 1.234.567: thousands, so the other one is for decimals
        return other
    # 1.234 may be either; 0.500 and 1234.500 are decimals, for thousands begin with one to three digits that are not 0.
    return "both" if len(parts[1]) == 3 and 1 <= len(parts[0]) <= 3 and parts[0] != "0" else mark


def decimal_mark(texts: Iterable[str], given: str = "", *, is_comma_file: bool = True) -> str:
    """Return `comma` or `point`, whichever sets off decimals in these numbers, or `mixed`; `given` is what is said.

    A point is a decimal one where fields are split at commas, unless numbers show otherwise. Where some numbers show
    the one and some the other, each is read as it shows, and what may be either (`mixed`) is for each row to refuse;
    `mixed-comma` and `mixed-point` say how that is read. Raises DataError where no number shows it and one needs to
    know.
    """
    seen: dict[str, str] = {}
    for text in texts:
        seen.setdefault(shows(text), text.strip())
    if given:
        return f"mixed-{given}"
    known = {"comma", "point"} & seen.keys()
    if len(known) == 1:
        return known.pop()
    if "both" in seen and not known and not (is_comma_file and "," not in seen["both"]):
        raise _either(seen["both"])
    return "mixed" if known else "point"


def _either(text: str) -> DataError:
    hint = "say which it is: --decimal comma, or --decimal point"
    return unclear.decimal_mark(Problem("", f"'{text.strip()}' may be thousands or decimals", hint), text)


def column_marks(columns: Mapping[int, Sequence[str]], given: str = "", *, is_comma_file: bool) -> Mapping[int, str]:
    """Return the mark of each column: its own numbers say it, else those of all the others.

    A German phone writes `62,5` for a weight and an app `0.0` for a distance beside it.
    """
    own = {at: {shows(text) for text in texts} for at, texts in columns.items()}
    sure = {at: seen & {"comma", "point"} for at, seen in own.items()}
    open_ones = [at for at, seen in own.items() if "both" in seen and not sure[at]]
    others = [text for at, texts in columns.items() if sure[at] or at in open_ones for text in texts]
    rest = decimal_mark(others, given, is_comma_file=is_comma_file) if open_ones else "point"
    if given:
        return dict.fromkeys(columns, f"mixed-{given}")
    return {at: rest if at in open_ones else decimal_mark(columns[at]) for at in columns}


def read_number(text: str, mark: str) -> Decimal | None:
    """Read a number; None for an empty text. Raises DataError for what is none."""
    bare = text.strip()
    if not bare:
        return None
    if mark.startswith("mixed"):
        shown, fallback = shows(bare), mark.partition("-")[2]
        if shown == "both" and not fallback:
            raise _either(bare)
        mark = fallback if shown == "both" else shown or "point"
    if mark == "point" and _PLAIN.fullmatch(bare):
        return _without_noise(Decimal(bare))
    bare = bare.translate(_SPACES)
    if mark == "comma":
        bare = bare.translate(str.maketrans(",.", ".,"))
    if not re.fullmatch(r"[+-]?(?:\d{1,15}|\d{1,3}(?:,\d{3})+)(?:\.\d*)?", bare):
        raise DataError(Problem("", f"'{text.strip()}' is not a number"))
    return _without_noise(Decimal(bare.replace(",", "")))


def _without_noise(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) else 0
    rounded = round(number, 9) if digits >= _NOISE else number
    return tidy(rounded)


def tidy(number: Decimal) -> Decimal:
    """Return a number without zeros at its end behind the point."""
    return Decimal(plain(number))
