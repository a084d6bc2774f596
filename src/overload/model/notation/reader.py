"""Lines of sets -> sets done. Whatever cannot be read is answered with its place and the line to write instead."""

from __future__ import annotations

from collections.abc import Container, Sequence

from overload.errors import DataError, Problem
from overload.model.notation.grammar import Grammar
from overload.model.notation.known import Known
from overload.model.notation.limits import MOST_SETS
from overload.model.notation.meaning import Meaning, UnclearError
from overload.model.progress import SetDone, SetTarget
from overload.model.training import Measure
from overload.units import Load, Unit


def parse_sets(  # noqa: PLR0913 - all that a line is read with
    text: str,
    unit: Unit,
    asked: Sequence[Load | SetTarget] = (),
    made: Container[Load] | None = None,
    *,
    is_shown: bool = False,
    measure: Measure = Measure.REPS,
    body: Load | None = None,
) -> tuple[SetDone, ...]:
    """Read sets as done. Bare loads are in `unit`; bare counts are at the `asked` loads, set by set.

    Where more than loads was asked, a bare count counts what its set was asked to, and its set is of that kind unless
    the line says of what kinds its sets are. Where nothing was asked, a bare count counts `measure`, and what is held
    or lowered without a load is at `body`, if that is given: nothing but bodyweight.

    `made` are the loads that can be made, where that is known: `3x10` is three sets where there is no load of 3, and
    one set at 3 where nothing is known. `is_shown`: the sets asked for stand before whoever writes, so that a first
    number which is their number means them. Raises DataError that points at the character, UnclearError for a line
    that can mean two things.
    """
    if not text.strip():
        raise DataError(Problem("", "nothing was written", "write sets like '22.5x10,10,9'"))
    targets = tuple(one if isinstance(one, SetTarget) else SetTarget(1, one, measure=measure) for one in asked)
    known = Known(unit, targets, made, is_shown, measure, body)
    loads_first = Grammar(text, known)
    sets = _counted(text, loads_first.sets())
    if loads_first.is_unclear:
        other = _counted(text, Grammar(text, known, is_sets_first=True).sets())
        if other != sets:
            raise UnclearError(text, (Meaning(other, measure), Meaning(sets, measure)))
    return sets


def _counted(text: str, sets: tuple[SetDone, ...]) -> tuple[SetDone, ...]:
    if not sets or len(sets) > MOST_SETS:
        raise DataError(Problem(f"'{text}'", f"{len(sets)} sets", f"write 1 to {MOST_SETS} of them"))
    return sets
