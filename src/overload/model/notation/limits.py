"""What a number in a set can be, wherever it is typed; what comes from another app's file may be more."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from overload.model.training import Measure

MOST_SETS: Final = 200
"""Sets of one exercise in one line or form."""
MOST_REPS: Final = Measure.REPS.most
"""Reps of one set."""
MOST_BARE_SETS: Final = 10
"""In `3x10` a first number up to this one can be sets."""
HARDEST: Final = 10
"""The rating of perceived exertion that leaves nothing in reserve."""

_COUNT: Final = re.compile(r"\d{1,4}", re.ASCII)
_RESERVE: Final = r"(?a)\d{1,2}(?:\.\d{1,2})?"  # compiled when it is first used: few lines note an effort


def reps_in(text: str, measure: Measure = Measure.REPS) -> int | None:
    """Return the reps (seconds, metres) that a text is, None where it is no number of them."""
    return int(text) if _COUNT.fullmatch(text) and int(text) <= measure.most else None


def reserve_in(text: str, *, is_rpe: bool = False) -> Decimal | None:
    """Return the reps in reserve that a text is; an RPE is ten less them.

    (Zourdos et al. 2016, doi 10.1519/JSC.0000000000001049.) None where it is neither.
    """
    noted = Decimal(text) if re.fullmatch(_RESERVE, text) else None
    if noted is None or noted > HARDEST or (is_rpe and noted < 1):
        return None
    return HARDEST - noted if is_rpe else noted
