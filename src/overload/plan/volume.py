"""Fractional weekly sets per muscle: a set counts 1 for what it works directly, 0.5 for the rest.

Source: Pelland et al. 2026, doi 10.1007/s40279-025-02344-w. The band of 10-20 sets a week is the usual advice. What
is held or carried is a set as well. What goes on from the set before it is part of one: a drop set counts a half, a
mini a quarter (estimates of ours); a warm-up counts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from overload.model import COUNTED_ONLY, MUSCLES, Exercise, SetDone, SetKind, SetTarget, Status
from overload.moments import monday
from overload.plan.values import Plan, PlannedSlot, Session, WeekVolume

DIRECT: Final = 1.0
INDIRECT: Final = 0.5
BAND: Final = (10, 20)
"""Weekly sets per muscle group: fewer leave progress unused, more only cost recovery."""
ENOUGH: Final = 4
"""From so many weekly sets on a muscle grows, though not as well as it could (Pelland et al.)."""


SHARES: Final[Mapping[SetKind, float]] = {SetKind.WARM_UP: 0.0, SetKind.DROP: 0.5, SetKind.MINI: 0.25}
"""What a set of a kind counts; any other is a whole one."""


def sets_in(sets: Iterable[SetTarget | SetDone]) -> float:
    """Return how many sets these count as, asked or done; sides are joined, and what failed or was left out is none."""
    return sum(SHARES.get(one.kind, 1.0) for one in sets if one.reps)


def volume_of(sets: Iterable[tuple[Exercise, float]]) -> dict[str, float]:
    """Return fractional sets per muscle id of (exercise, number of sets) pairs."""
    total: dict[str, float] = defaultdict(float)
    for exercise, count in sets:
        for muscle in exercise.direct:
            total[muscle] += DIRECT * count
        for muscle in exercise.indirect:
            total[muscle] += INDIRECT * count
    return dict(total)


def weekly(sessions: Iterable[Session]) -> tuple[WeekVolume, ...]:
    """Return the volume of each ISO week: what was done in sessions behind us, what is asked for in those ahead."""
    weeks: dict[date, list[tuple[Exercise, float]]] = defaultdict(list)
    for session in sessions:
        if session.status in {Status.DONE, Status.PLANNED}:
            weeks[monday(session.start.date())].extend((slot.exercise, _sets(slot)) for slot in session.slots)
    return tuple(WeekVolume(week, volume_of(sets)) for week, sets in sorted(weeks.items()))


def _sets(slot: PlannedSlot) -> float:
    return sets_in(slot.prescription.sets if slot.done is None else slot.done.performed().sets)


def below_band(sets: Mapping[str, float]) -> tuple[str, ...]:
    """Return the muscles that are trained, but under the band; some are counted and never judged."""
    return tuple(muscle for muscle, count in sets.items() if count < BAND[0] and muscle not in COUNTED_ONLY)


def remedies(plan: Plan) -> tuple[str, ...]:
    """Say of each muscle that is trained what is wrong with its sets in the fullest week, and what would help.

    Too few to grow, and too many, are told one by one; what is enough and less than best stands in one line.
    """
    fullest = max((week.sets for week in plan.volume), key=lambda sets: sum(sets.values()), default={})
    worked = {slot.exercise.id: slot.exercise for session in plan.sessions for slot in session.slots}
    said: list[str] = []
    growing: list[str] = []
    for muscle, words in MUSCLES.items():
        count = fullest.get(muscle, 0)
        direct = [exercise.name.lower() for exercise in worked.values() if muscle in exercise.direct]
        if not direct or muscle in COUNTED_ONLY or BAND[0] <= count <= BAND[1]:
            continue
        if count < ENOUGH:
            more = f"{ENOUGH - count:g} direct sets a week short of {ENOUGH}, which is too little to grow"
            said.append(f"{words} {count:g}: {more}; {' or '.join(direct)} would add them")
        elif count < BAND[0]:
            growing.append(f"{words} {count:g}")
        else:
            said.append(f"{words} {count:g}: {count - BAND[1]:g} over {BAND[1]}, which only costs recovery")
    if growing:
        best = f"enough to grow, less than best, which is {BAND[0]}-{BAND[1]} sets a week; a second round adds the rest"
        said.append(f"{', '.join(growing)}: {best}")
    return tuple(said)
