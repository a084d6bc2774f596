"""RIR: the load follows how many reps were left in reserve."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, Literal

import attrs

from overload import (
    DoubleProgression,
    Ladder,
    Load,
    Measure,
    Performed,
    Prescription,
    Reading,
    Slot,
    ask,
    brought_down,
    brought_up,
    e1rm,
    first_session,
    most_asked,
    parameter,
    readings,
    reps_go_on,
    said_load,
    same_again,
    share_of,
    share_of_max,
    snap,
    system_weight,
)


@attrs.frozen
class Rir:
    """Sets the load by reps in reserve: what your strength allows for the reps asked with so many left.

    The weakest set says how strong you were (e1RM from reps and reps in reserve together); the same formula says what
    load fits the bottom of the range with the reserve asked for, snapped downwards. A target met with the
    reserve never takes the load down, and adds a rep up to the top of the range; a set short of reps or reserve never
    takes it up. Where no reserve was noted, a target met counts as met with the reserve and earns a rung at the top
    of the range; a missed one counts as done with nothing left. At the heaviest load
    you have, only reps go up. What is held or carried has no such strength: there it is double progression.
    """

    name: ClassVar[str] = "rir"

    reserve: float = parameter(2.0, help="reps to leave in reserve in every set", at_least=0.0, at_most=9.0)
    formula: Literal["epley", "brzycki", "wathan", "rts"] = parameter(
        "rts",
        help="how strength is estimated from a set: by a formula (Brzycki to 30 reps), or `rts`: by the chart",
        choices=("epley", "brzycki", "wathan", "rts"),
    )

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why, each set with the reserve to leave."""
        asked = self._next(slot, history, ladder)
        if slot.reps.measure is not Measure.REPS:
            return asked
        reserve = Decimal(str(self.reserve))
        return attrs.evolve(asked, sets=tuple(attrs.evolve(one, rir=reserve) for one in asked.sets))

    def _next(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        if slot.reps.measure is not Measure.REPS:  # how near failure a hold ends says nothing of a maximum
            return DoubleProgression().propose(slot, history, ladder)
        past = readings(history, slot, ladder)
        latest = next(past, None)
        if latest is None:
            return first_session(slot, ladder)
        if (easier := brought_down(slot, latest, ladder)) is not None:
            return easier
        if latest.is_void or not (latest.is_hit or latest.is_miss):
            return same_again(slot, latest, ladder)
        sets = self._sets(latest)
        is_far_from_failure = _is_noted(latest) and min(latest.reps) >= slot.reps.low
        is_met = (latest.is_hit or is_far_from_failure) and all(rir >= self.reserve for _, rir in sets)
        fitting = self._fitting(slot, latest.load, sets, ladder)
        told = f"{latest.told} with {min((rir for _, rir in sets), default=0):g} in reserve"
        if not is_met:
            return self._short(slot, latest, fitting, told) or self._less_in_reserve(slot, latest, sets, ladder)
        before = next(past, None)
        was_full = before is not None and before.load == latest.load and before.weakest >= slot.reps.high
        most = most_asked(slot.reps) if was_full else slot.reps.high
        return self._met(slot, latest, fitting, ladder, told, most)

    def _sets(self, latest: Reading) -> list[tuple[int, float]]:
        """Return reps and reps in reserve of the sets that count, the best first; those noted, if any are."""
        least = min(latest.asked)
        done = [one for one in latest.session.sets if one.reps and one.load == latest.load]
        noted = [(one.reps, float(one.rir)) for one in done if one.rir is not None]
        assumed = ((one.reps, self.reserve if one.reps >= least else 0.0) for one in done)
        return sorted(noted or assumed, key=sum, reverse=True)[: len(latest.asked)]

    def _fitting(self, slot: Slot, load: Load, sets: Sequence[tuple[int, float]], ladder: Ladder) -> Load:
        """Return the heaviest rung that strength allows for the bottom of the range with the reserve."""
        if load.aid or system_weight(load, slot.bodyweight) <= 0 or not sets:
            return snap(load, ladder)
        strength = min(self._strength(reps, rir) for reps, rir in sets)
        share = round(strength / self._strength(slot.reps.low, self.reserve), 9)
        return snap(share_of(load, share, slot), ladder)

    def _strength(self, reps: int, rir: float) -> float:
        """Return the e1RM as a multiple of the load."""
        return 1 / share_of_max(reps, rir) if self.formula == "rts" else e1rm(1.0, reps + rir, self.formula)

    def _met(self, slot: Slot, latest: Reading, fitting: Load, ladder: Ladder, told: str, most: int) -> Prescription:
        low, high = slot.reps.low, slot.reps.high
        up = ladder.next_up(latest.load)
        if (harder := brought_up(slot, latest, ladder, above=max(fitting, latest.load))) is not None:
            return harder
        if fitting <= latest.load and latest.weakest >= high:
            if up is None:
                return reps_go_on(slot, latest, ladder)
            if not _is_noted(latest) or latest.weakest >= most_asked(slot.reps):
                fitting = up
        if fitting > latest.load:
            return ask(
                (low,) * slot.sets,
                fitting,
                f"{told}: up to {said_load(fitting)}.",
                measure=slot.reps.measure,
            )
        reps = min(max(latest.weakest, low) + 1, most)
        load = snap(latest.load, ladder)
        far = f", for {said_load(up)} is still too far" if up is not None and reps > high else ""
        why = f"{told} is about right for {said_load(load)}: {reps} reps next{far}."
        return ask((reps,) * slot.sets, load, why, measure=slot.reps.measure)

    def _short(self, slot: Slot, latest: Reading, fitting: Load, told: str) -> Prescription | None:
        if fitting >= latest.load:
            return None
        why = f"{told}, not enough for this load: down to {said_load(fitting)}."
        return ask((slot.reps.low,) * slot.sets, fitting, why, measure=slot.reps.measure)

    def _less_in_reserve(
        self, slot: Slot, latest: Reading, sets: Sequence[tuple[int, float]], ladder: Ladder
    ) -> Prescription:
        """Return the reps that leave the reserve, at the same load, where more were done than asked; else the same."""
        if latest.is_miss or not _is_noted(latest):
            return same_again(slot, latest, ladder)
        less = f"with {min(rir for _, rir in sets):g} in reserve, not {self.reserve:g}"
        leaves = min(math.floor(reps + rir - self.reserve) for reps, rir in sets)
        reps = min(leaves, slot.reps.high)
        if reps <= max(latest.asked):
            return same_again(slot, latest, ladder, less)
        why = f"{latest.told} {less}: {reps} reps next."
        return ask((reps,) * slot.sets, snap(latest.load, ladder), why, measure=slot.reps.measure)


def _is_noted(latest: Reading) -> bool:
    return any(one.rir is not None for one in latest.session.sets)
