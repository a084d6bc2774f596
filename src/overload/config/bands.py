"""How bands are written: `"-15 kg"`, `"red -15 kg"`, or a table of names, `{ red = "-15 kg" }`."""

from __future__ import annotations

import re
from typing import Final, NewType

from cattrs import BaseConverter

from overload.config.fields import shown, weight, wrong
from overload.config.mistakes import at, settle
from overload.config.written import quoted_key
from overload.errors import DataError, Problem
from overload.model import Band

Bands = NewType("Bands", tuple[Band, ...])
"""What takes weight off a pull-up, each with its name if it has one."""

# Patterns are compiled when they are first used: most runs read no such words.
_NAMED: Final = r"(.*?)[\s:]*((?:[-+−]\s*)?\d[\d.,]*\s*[a-zA-Z]*)\s*"
_NAME: Final = r"[^\W\d_][^\d,+;()\n]{0,23}"
_BAND: Final = r"\s*\bbands?$"


def read_bands(converter: BaseConverter, value: object) -> Bands:
    """Read bands from a list, a single one, or a table of names; raises DataError with every mistake."""
    problems: list[Problem] = []
    found: list[Band] = []
    if isinstance(value, dict):
        for name, taken in value.items():
            with at(quoted_key(name), problems):
                found.append(_band(taken, name))
    else:
        for number, written in enumerate(value if isinstance(value, list) else [value], start=1):
            with at(f"[{number}]" if isinstance(value, list) else "", problems):
                found.append(converter.structure(written, Band))
    settle(problems)
    names = [band.name for band in found if band.name]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise DataError(Problem("", f"'{twice}' is there twice", "give each band a name of its own"))
    return Bands(tuple(found))


def band(value: object) -> Band:
    """Read one band: what it takes off, behind its name if it has one."""
    match = re.fullmatch(_NAMED, value) if isinstance(value, str) else None
    if match and match[1]:
        return _band(match[2].replace("−", "-").replace(" ", ""), match[1])
    return _band(value, "")


def _band(value: object, name: str) -> Band:
    """Read what a band takes off: a load below zero."""
    called = re.sub(_BAND, "", name.strip(), flags=re.IGNORECASE)
    if called and not re.fullmatch(_NAME, called):
        raise DataError(Problem("", f"{shown(name)} is not a name for a band", "write a word or two, like 'dark blue'"))
    load = weight(value)
    if load.aid:
        raise wrong(value, "not a band", f"write help = '{load.aid}'")
    if load.amount >= 0:
        meant = " ".join(filter(None, (called, f"-{load}")))
        raise wrong(value, "not help", f"a band takes weight off: write '{meant}'" if load.amount else "")
    return Band(load, called)
