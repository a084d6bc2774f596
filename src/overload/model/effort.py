"""How hard a set is: how far an open one goes, and what a noted reserve tells."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final

LAST_BUTTON: Final = Decimal(3)
"""The most reps in reserve that are told apart where they are asked for: 0, 1, 2, "3 or more".

Further from failure people are too unsure of what they had left for a figure to count as one (Halperin et al. 2022,
doi 10.1007/s40279-021-01559-x).
"""


def is_at_least(rir: Decimal) -> bool:
    """Tell whether a noted reserve says no more than that so many reps were left, or more."""
    return rir >= LAST_BUTTON


class OpenEnd(StrEnum):
    """How far a set goes that is open at the top."""

    FAILURE = "failure"
    """Until a rep is tried and does not go up."""
    CLEAN_REP = "clean-rep"
    """As far as good form goes: the last rep is one that was still done well."""
    ONE_LEFT = "one-left"
    """To one rep before that, where a failed rep would be a bad place to be."""

    @property
    def rir(self) -> Decimal | None:
        """The `rir` of a set asked so, from which the log knows it: 0, None for the last clean rep, 1."""
        return _RESERVES[self]

    @classmethod
    def of(cls, rir: Decimal | None) -> OpenEnd:
        """Return how an open set ends that was asked for with this `rir`."""
        if rir is None:
            return cls.CLEAN_REP
        return cls.FAILURE if rir < 1 else cls.ONE_LEFT


_RESERVES: Final = {OpenEnd.FAILURE: Decimal(0), OpenEnd.CLEAN_REP: None, OpenEnd.ONE_LEFT: Decimal(1)}
