"""What time off costs: how much of the strength in an exercise is lost without it, by the days.

Two to three weeks without training cost trained athletes little or nothing (McMaster et al. 2013, a review, doi
10.1007/s40279-013-0031-3), and people new to lifting made up for ten weeks off within about five (Halonen et al. 2024,
doi 10.1111/sms.14739). That it falls by 0.8 % a week afterwards, and by no more than a quarter, are figures of ours.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

KEPT_DAYS: Final = 21
"""So many days without the exercise cost nothing."""
LOSS_A_WEEK: Final = 0.008
"""Share of the one-rep maximum lost in each week after them, as a logarithm."""
MOST_LOSS: Final = 0.25
"""However long it was, no more is taken off."""
ONE_MISSED: Final = 2.25
"""So many of the athlete's own usual gaps are still one missed session: twice, and a day or so moved."""
LONGEST_GAP: Final = 63
"""More days than this are time off, however rarely somebody trains."""
GAPS: Final = 5
"""The newest gaps, whose median is the usual one: somebody who trains more rarely now is soon taken at their word."""
REAL_LOSS: Final = 0.005
"""A loss that is not even about 1 % is none: a rep is worth five times as much."""


def loss(days: float) -> float:
    """Return the strength that `days` without the exercise cost, as a logarithm: 0.008 is about 0.8 %."""
    return min(MOST_LOSS, LOSS_A_WEEK * max(0.0, days - KEPT_DAYS) / 7)


def kept(days: float) -> float:
    """Return the share of the one-rep maximum that is left after `days` without the exercise, 0.77 at least."""
    return math.exp(-loss(days))


def is_break(days: int, gaps: Sequence[int]) -> bool:
    """Tell whether `days` since the last session are time off, by the `gaps` in days between the sessions before it.

    They are if they cost anything, and are more than one session missed of the athlete's own rhythm.
    """
    if loss(days) < REAL_LOSS:
        return False
    from statistics import median_low  # noqa: PLC0415 - only after a break: it imports what draws lots, and fractions

    usual = median_low(gaps[-GAPS:]) if gaps else 0
    return days > min(ONE_MISSED * usual, LONGEST_GAP)


def in_weeks(days: int) -> str:
    """Write a length of time as a coach says it: `25 days`, `4 weeks`, `8 months`, `2 years`."""
    if days < 28:
        return f"{days} days"
    if days < 175:
        return f"{days // 7} weeks"
    months = round(days / 30.44)
    return f"{months} months" if months < 24 else f"{months // 12} years"
