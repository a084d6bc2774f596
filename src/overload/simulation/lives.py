"""When somebody trains: sessions kept and missed, illnesses, holidays and breaks, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

import attrs

ILLNESSES: Final = 2
ILL_DAYS: Final = 9
HOLIDAY_DAYS: Final = 21
SETTLED_WEEKS: Final = 6
"""Nothing of that in the first weeks: everybody starts by training."""
ILL_STRENGTH: Final = 0.93
"""Strength of the first session after an illness (an estimate of ours)."""


@attrs.frozen
class Meeting:
    """A session somebody comes to: its day, and whether they are not well."""

    day: int
    is_unwell: bool = False


@attrs.frozen
class Rhythm:
    """How often somebody means to train and comes: sessions a week, the share missed, and whether shifts move them."""

    a_week: int = 1
    missed: float = 0.1
    is_shifting: bool = False


def life(rhythm: Rhythm, weeks: int, chance: Random, *, is_smooth: bool = False) -> tuple[Meeting, ...]:
    """Return the sessions of so many weeks; a smooth life has misses, but neither illness nor holiday."""
    planned = _planned(rhythm, weeks, chance)
    away = [] if is_smooth or weeks < 4 * SETTLED_WEEKS else _away(weeks, chance)
    found: list[Meeting] = []
    was_ill = False
    for day in planned:
        is_missed = chance.random() < rhythm.missed
        spell = next((ill for start, length, ill in away if start <= day < start + length), None)
        was_ill = was_ill or bool(spell)
        if spell is not None or (is_missed and found):
            continue
        found.append(Meeting(day, was_ill))
        was_ill = False
    return tuple(found)


def with_break(meetings: Sequence[Meeting], after: int, weeks_off: int) -> tuple[Meeting, ...]:
    """Return the same sessions with so many weeks off after the `after`-th day."""
    off = 7 * weeks_off
    return tuple(one if one.day <= after else Meeting(one.day + off, one.is_unwell) for one in meetings)


def _planned(rhythm: Rhythm, weeks: int, chance: Random) -> list[int]:
    if rhythm.is_shifting:
        days = [0]
        while (day := days[-1] + chance.randint(4, 10)) < 7 * weeks:
            days.append(day)
        return days
    gaps = {1: (0,), 2: (0, 3), 3: (0, 2, 4)}[rhythm.a_week]
    return [7 * week + gap for week in range(weeks) for gap in gaps]


def _away(weeks: int, chance: Random) -> list[tuple[int, int, bool]]:
    """Return spells without training: first day, length, and whether it is an illness."""
    spells = [(7 * chance.randint(SETTLED_WEEKS, weeks - 4), ILL_DAYS, True) for _ in range(ILLNESSES)]
    return [*spells, (7 * chance.randint(SETTLED_WEEKS, weeks - 6), HOLIDAY_DAYS, False)]
