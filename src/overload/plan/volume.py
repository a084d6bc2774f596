"""Fractional weekly sets per muscle: a set counts 1 for what it works directly, 0.5 for the rest.

Source: Pelland et al. 2026, doi 10.1007/s40279-025-02344-w. The band of 10-20 sets a week is the usual advice. What
is held or carried is a set as well. What goes on from the set before it is part of one: a drop set counts a half, a
mini a quarter (estimates of ours); a warm-up counts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
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


class Tier(StrEnum):
    """How the weekly sets of a muscle are judged (Pelland et al. 2026)."""

    LITTLE = "too little"
    GROWS = "enough to grow"
    BEST = "best"
    OVER = "costs recovery"


SPANS: Final[Mapping[Tier, str]] = {
    Tier.BEST: f"{BAND[0]}-{BAND[1]}",
    Tier.GROWS: f"{ENOUGH} to {BAND[0]}",
    Tier.LITTLE: f"under {ENOUGH}",
    Tier.OVER: f"over {BAND[1]}",
}
"""The weekly sets of each tier, in words."""


def tier_of(muscle: str, sets: float) -> Tier | None:
    """Return the tier of weekly sets of a muscle, None for one that is counted and never judged."""
    if muscle in COUNTED_ONLY:
        return None
    if sets < ENOUGH:
        return Tier.LITTLE
    if sets < BAND[0]:
        return Tier.GROWS
    return Tier.BEST if sets <= BAND[1] else Tier.OVER


def in_tiers(sets: Mapping[str, float]) -> dict[Tier | None, list[str]]:
    """Return `lats 6` and its like by tier, in the order of the muscles; what is only counted comes under None."""
    found: dict[Tier | None, list[str]] = {}
    for muscle, words in MUSCLES.items():
        if count := sets.get(muscle, 0):
            found.setdefault(tier_of(muscle, count), []).append(f"{words} {count:g}")
    return {tier: found[tier] for tier in (*SPANS, None) if tier in found}


def fullest(weeks: Iterable[WeekVolume]) -> Mapping[str, float]:
    """Return the sets of the week that has most of them."""
    return max((week.sets for week in weeks), key=lambda sets: sum(sets.values()), default={})


def truth(sets: Mapping[str, float], *, has_second_round: bool = False) -> str:
    """Say in a line what a week of a calendar comes to where that is less than best; empty where nothing is.

    `has_second_round` where the back, and with it the whole, is trained twice already.
    """
    growing = in_tiers(sets).get(Tier.GROWS, [])
    if not growing:
        return ""
    rest = "more sets for them add the rest" if has_second_round else "a second round adds the rest"
    return f"{', '.join(growing)} sets a week: enough to grow, less than best ({SPANS[Tier.BEST]}); {rest}"


def remedies(plan: Plan) -> tuple[str, ...]:
    """Say of each muscle that is trained what is wrong with its sets in the fullest week, and what would help.

    Too few to grow, and too many, are told one by one; what is enough and less than best stands in one line.
    """
    sets = fullest(plan.volume)
    worked = {slot.exercise.id: slot.exercise for session in plan.sessions for slot in session.slots}
    said: list[str] = []
    trained: dict[str, float] = {}
    for muscle, words in MUSCLES.items():
        count = sets.get(muscle, 0)
        direct = [exercise.name.lower() for exercise in worked.values() if muscle in exercise.direct]
        if not direct:
            continue
        trained[muscle] = count
        tier = tier_of(muscle, count)
        if tier is Tier.LITTLE:
            more = f"{ENOUGH - count:g} direct sets a week short of {ENOUGH}, which is too little to grow"
            said.append(f"{words} {count:g}: {more}; {' or '.join(direct)} would add them")
        elif tier is Tier.OVER:
            said.append(f"{words} {count:g}: {count - BAND[1]:g} over {BAND[1]}, which only costs recovery")
    return tuple(filter(None, (*said, truth(trained, has_second_round=_rounds(plan) > 1))))


def _rounds(plan: Plan) -> int:
    days = [day.id for day in plan.calendar.days]
    return days.count("back")


EXTRA: Final[Mapping[str, tuple[str, ...]]] = {
    "lats": ("chin-up", "bent-over-dumbbell-row"),
    "upper-traps": ("farmers-carry",),
}
"""What a back workout can have besides, for more of these: the first that can be done, where none of them is there."""
_BACK_WORKOUTS: Final = frozenset({"home-back", "pull", "chest-back"})


def options(plan: Plan) -> tuple[str, ...]:
    """Offer slots that lift lats and upper traps where the built-in back workout leaves them below best; push none."""
    sets = fullest(plan.volume)
    backs = [session for session in plan.ahead() if session.day.workout in _BACK_WORKOUTS]
    there = {slot.exercise.id for session in plan.ahead() for slot in session.slots}
    has_bar = any(session.place.pull_up_bar for session in backs)
    found = {
        muscle: "" if there & set(names) else next(one for one in names if has_bar or one != "chin-up")
        for muscle, names in EXTRA.items()
        if tier_of(muscle, sets.get(muscle, 0)) in {Tier.LITTLE, Tier.GROWS}
    }
    added = [f'"{name} 3"' for name in found.values() if name]
    if not backs or not added:
        return ()
    whose = " and ".join(MUSCLES[muscle] for muscle, name in found.items() if name)
    return (f"more for {whose}, if you like: append = [{', '.join(added)}] under [workouts.home-back]",)
