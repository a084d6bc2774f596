"""Lines of sets -> sets done. Whatever cannot be read is answered with its place and the line to write instead."""

from __future__ import annotations

from collections.abc import Container, Sequence

from overload.errors import DataError, Problem
from overload.model.notation.grammar import Grammar
from overload.model.notation.known import Known
from overload.model.notation.limits import MOST_SETS
from overload.model.notation.meaning import Meaning, UnclearError
from overload.model.progress import SetDone
from overload.units import Load, Unit


def parse_sets(
    text: str,
    unit: Unit,
    asked: Sequence[Load] = (),
    made: Container[Load] | None = None,
    *,
    is_shown: bool = False,
) -> tuple[SetDone, ...]:
    """Read sets as done. Bare loads are in `unit`; bare reps are at the `asked` loads, set by set.

    `made` are the loads that can be made, where that is known: `3x10` is three sets where there is no load of 3, and
    one set at 3 where nothing is known. `is_shown`: the sets asked for stand before whoever writes, so that a first
    number which is their number means them. Raises DataError that points at the character, UnclearError for a line
    that can mean two things.
    """
    if not text.strip():
        raise DataError(Problem("", "nothing was written", "write sets like '22.5x10,10,9'"))
    known = Known(unit, tuple(asked), made, is_shown)
    loads_first = Grammar(text, known)
    sets = _counted(text, loads_first.sets())
    if loads_first.is_unclear:
        other = _counted(text, Grammar(text, known, is_sets_first=True).sets())
        if other != sets:
            raise UnclearError(text, (Meaning(other), Meaning(sets)))
    return sets


def _counted(text: str, sets: tuple[SetDone, ...]) -> tuple[SetDone, ...]:
    if not sets or len(sets) > MOST_SETS:
        raise DataError(Problem(f"'{text}'", f"{len(sets)} sets", f"write 1 to {MOST_SETS} of them"))
    return sets
