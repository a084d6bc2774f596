"""Every figure the simulated lifters are made of, in one table, each with its spread and its source."""

from __future__ import annotations

from random import Random
from typing import Final

import attrs

OURS: Final = "an estimate of ours"
_NUZZO: Final = "Nuzzo et al. 2024, doi 10.1007/s40279-023-01937-7"
_HALONEN: Final = "Halonen et al. 2024, doi 10.1111/sms.14739"
_STEELE: Final = "Steele et al. 2022, doi 10.1080/02701367.2022.2070592"


@attrs.frozen
class Figure:
    """A figure that differs from person to person: its mean, its standard deviation, what it is, and whence."""

    name: str
    mean: float
    spread: float
    unit: str
    source: str


FIGURES: Final = (
    Figure("reps at 80 %", 8.8, 2.5, "reps at 80 % of the one-rep maximum", f"{_NUZZO}: bench press, mean and SD"),
    Figure("day", 0.042, 0.004, "SD of strength from day to day", "Grgic et al. 2020, doi 10.1186/s40798-020-00260-z"),
    Figure("tiring", 0.045, 0.010, "share of strength that a set to failure costs", f"{OURS}: a tenth of the reps"),
    Figure("rest", 240.0, 40.0, "s of rest until a third of that is left", OURS),
    Figure(
        "sets", 2.0, 0.3, "sets from which more give much less", "Pelland et al. 2026, doi 10.1007/s40279-025-02344-w"
    ),
    Figure("effort", 5.0, 1.0, "reps in reserve that make a set worth a third", f"{OURS}, after Robinson et al. 2024"),
    Figure(
        "growth", 0.045, 0.010, "share of the room left that a full session gains", f"{_STEELE}: a plateau after a year"
    ),
    Figure("kept", 21.0, 3.0, "days without training that cost nothing", "Bosquet et al. 2013, doi 10.1111/sms.12047"),
    Figure("lost", 0.008, 0.002, "share of strength lost in each week after", f"{OURS}, after {_HALONEN}"),
    Figure(
        "regained",
        0.4,
        0.08,
        "share of what was lost that a full session brings back",
        f"{_HALONEN}: ten weeks off made up in five",
    ),
    Figure("fatigue", 0.025, 0.006, "share of strength that a full session costs the day after", OURS),
    Figure("recovery", 2.0, 0.4, "days until a third of that is left", OURS),
    Figure(
        "told too few",
        0.95,
        0.5,
        "reps fewer than there are, when asked what is left",
        "Halperin et al. 2022, doi 10.1007/s40279-021-01559-x",
    ),
    Figure(
        "told worse",
        0.15,
        0.05,
        "the same, for each rep of the set above twelve",
        f"{OURS}, after Halperin et al. 2022",
    ),
    Figure("strength", 1.0, 0.18, "times what is usual for the level and the body", OURS),
)
"""The table. `docs/which-rule.md` prints it."""

_BY_NAME: Final = {one.name: one for one in FIGURES}
_WIDEST: Final = 2.0
"""Nobody is further from the mean than so many standard deviations: past that a body is no body."""


def mean(name: str) -> float:
    """Return the mean of a figure."""
    return _BY_NAME[name].mean


def drawn(name: str, chance: Random) -> float:
    """Return a figure of one person."""
    one = _BY_NAME[name]
    return one.mean + one.spread * min(max(chance.gauss(0, 1), -_WIDEST), _WIDEST)
