"""Recurrence rules (RFC 5545, 3.3.10)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

FREQUENCIES: Final = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYMONTH": (1, 12),
    "BYSETPOS": (1, 366),
}
_BACKWARDS: Final = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
_NOT_WITH: Final[Mapping[str, frozenset[str]]] = {
    "BYWEEKNO": frozenset(FREQUENCIES) - {"YEARLY"},
    "BYYEARDAY": frozenset({"DAILY", "WEEKLY", "MONTHLY"}),
    "BYMONTHDAY": frozenset({"WEEKLY"}),
}
_KNOWN: Final = frozenset({"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "BYDAY", "RSCALE", "SKIP", *_RANGES})
_WEEKDAY: Final = r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)"
_UNTIL: Final = r"\d{8}(T\d{6}Z?)?"


def parts(value: str) -> dict[str, str]:
    """Return the parts of a rule by name in capitals; what has no `=` is left out."""
    return {name.upper(): said.upper() for name, sign, said in (one.partition("=") for one in value.split(";")) if sign}


def recurrence(value: str) -> str:
    """Return what is wrong with a rule, or ''."""
    written = value.split(";")
    rule = parts(value)
    if len(rule) != len(written):
        return "is not a rule: each part is NAME=VALUE, and stands once"
    if rule.get("FREQ") not in FREQUENCIES:
        return "is not a rule: FREQ must say how often"
    if unknown := sorted(rule.keys() - _KNOWN):
        return f"is not a rule: there is no part {unknown[0][:20]}"
    wrong = (_limits(rule), _days(rule), *(_numbers(name, rule[name]) for name in _RANGES if name in rule), _fits(rule))
    return next(filter(None, wrong), "")


def _limits(rule: Mapping[str, str]) -> str:
    if "UNTIL" in rule and "COUNT" in rule:
        return "has both UNTIL and COUNT"
    if "UNTIL" in rule and not re.fullmatch(_UNTIL, rule["UNTIL"], re.ASCII):
        return "has an UNTIL that is not a date"
    for name in ("COUNT", "INTERVAL"):
        if name in rule and (not re.fullmatch(r"\d{1,9}", rule[name], re.ASCII) or int(rule[name]) < 1):
            return f"has a {name} that is not 1 or more"
    return ""


def _numbers(name: str, value: str) -> str:
    low, high = _RANGES[name]
    for one in value.split(","):
        sign = r"[+-]?" if name in _BACKWARDS else ""
        if not re.fullmatch(rf"{sign}\d{{1,3}}", one, re.ASCII) or not low <= abs(int(one)) <= high:
            return f"has {name}={one[:10]}; it runs from {low} to {high}"
    return ""


def _days(rule: Mapping[str, str]) -> str:
    if "WKST" in rule and not re.fullmatch("MO|TU|WE|TH|FR|SA|SU", rule["WKST"]):
        return "has a WKST that is not a weekday"
    for one in rule["BYDAY"].split(",") if "BYDAY" in rule else ():
        found = re.fullmatch(_WEEKDAY, one, re.ASCII)
        if not found or (found[1] and not 1 <= abs(int(found[1])) <= 53):
            return f"has BYDAY={one[:10]}, which is not a weekday"
        if found[1] and (rule["FREQ"] not in {"MONTHLY", "YEARLY"} or "BYWEEKNO" in rule):
            return f"has BYDAY={one[:10]}; a numbered weekday needs MONTHLY or YEARLY, and no BYWEEKNO"
    return ""


def _fits(rule: Mapping[str, str]) -> str:
    for name, frequencies in _NOT_WITH.items():
        if name in rule and rule["FREQ"] in frequencies:
            return f"has {name}, which does not go with {rule['FREQ']}"
    if "BYSETPOS" in rule and not any(name.startswith("BY") and name != "BYSETPOS" for name in rule):
        return "has BYSETPOS and nothing to choose from"
    return ""
