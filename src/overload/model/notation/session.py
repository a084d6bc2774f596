"""A whole session in one line: what had been asked, and what was done."""

from __future__ import annotations

from overload.errors import DataError, Problem
from overload.model.notation.reader import parse_sets
from overload.model.progress import Prescription, SetDone, SetTarget
from overload.units import Unit


def parse_session(text: str, unit: Unit) -> tuple[tuple[SetDone, ...], Prescription | None]:
    """Read `20x10,9,9`, or `[10,10,9]>20x10,9,9` with what had been asked before the arrow.

    Asked reps without a load are at the loads done; `9+` is an open set. Raises DataError.
    """
    before, arrow, after = text.partition(">")
    done = parse_sets(after if arrow else before, unit)
    if not arrow:
        return done, None
    inner = before.strip()
    if not (inner.startswith("[") and inner.endswith("]")):
        raise DataError(Problem(f"'{text}'", "put what was asked in brackets", "write '[10,10,9]>20x10,9,9'"))
    asked = parse_sets(inner[1:-1], unit, [each.load for each in done])
    targets = (SetTarget(each.reps, each.load, each.at_least, each.measure, each.kind) for each in asked)
    return done, Prescription(tuple(targets), "asked")
