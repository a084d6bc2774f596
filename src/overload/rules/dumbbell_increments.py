"""Dumbbell increments: double progression for ladders whose next rung may be far away."""

from __future__ import annotations

from collections.abc import Sequence
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
    at_the_end,
    brought_up,
    e1rm,
    in_words,
    most_asked,
    parameter,
    readings,
    reps_needed,
    reps_possible,
    said_load,
    snap,
    stage,
    system_weight,
)

MOST = 99
TEMPO = "3 s down"
_CLIMB = DoubleProgression()


@attrs.frozen
class DumbbellIncrements:
    """Double progression that first makes sure the next dumbbell is not too far away.

    It compares strength on both loads (e1RM): reps go past the top of the range until you could do the bottom of the
    range with the next rung, or the stretch limit is reached. Then it adds a set, then slows the tempo, then goes up
    anyway at the reps you could do there, or keeps adding reps until those are enough, to 30; then sets are added, and
    the reps get slower still. At the top of the ladder it goes on the same way. Where the next rung is near, it is
    plain double progression, as it is for what is held or carried: first longer, then heavier.
    """

    name: ClassVar[str] = "dumbbell-increments"

    formula: Literal["epley", "brzycki", "wathan"] = parameter(
        "epley", help="how strength is compared between loads", choices=("epley", "brzycki", "wathan")
    )
    near: float | None = parameter(
        None,
        help="a jump up to this share of the load (0.1 is a tenth) is taken as soon as the range is full, if it is"
        " worth one rep at all; by default what the formula allows between the top and the bottom of the range",
        at_least=0,
    )
    stretch: int = parameter(
        8, help="how many reps past the top of the range before something else is tried", at_least=0
    )
    extra_sets: int = parameter(1, help="sets to add when the stretch limit is reached", at_least=0, at_most=5)
    tempo: str = parameter(TEMPO, help="tempo to slow to after that; empty for none")
    least_reps: int = parameter(
        5, help="reps the next rung must be worth to be taken when all else is used up", at_least=1, at_most=MOST
    )

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        latest = next(readings(history, slot, ladder), None)
        if latest is None or slot.reps.measure is not Measure.REPS:  # a hold or a carry has no e1RM
            return _CLIMB.propose(slot, history, ladder)
        here = snap(latest.load, ladder)
        if here > latest.load and not latest.is_void:
            why = f"{latest.told}, which cannot be made here: {here} is the lightest, so start at {slot.reps.low} reps."
            return ask((slot.reps.low,) * slot.sets, here, why, measure=slot.reps.measure)
        if (harder := brought_up(slot, latest, ladder)) is not None:
            return harder
        up = ladder.next_up(here)
        if up is None:
            return _CLIMB.propose(_ranged(slot, latest, self.least_reps, slot.reps.high), history, ladder)
        goal = self._goal(slot, here, up)
        if goal is None or goal > self._limit(slot):
            return self._far(slot, latest, up, history, ladder)
        note = f" ({said_load(up)} needs {goal} reps here first)" if goal > slot.reps.high else ""
        return _climb(_ranged(slot, latest, self.least_reps, goal), history, ladder, note)

    def _limit(self, slot: Slot) -> int:
        return min(slot.reps.high + self.stretch, most_asked(slot.reps))

    def _goal(self, slot: Slot, load: Load, up: Load) -> int | None:
        """Return the reps at `load` that earn `up`: the top of the range or more; None if no number does."""
        here, there = system_weight(load, slot.bodyweight), system_weight(up, slot.bodyweight)
        if here <= 0 or load.aid:
            return slot.reps.high
        full = e1rm(here, slot.reps.high, self.formula)
        if self.near is not None and there / here - 1 <= self.near and reps_possible(full, there, self.formula) >= 1:
            return slot.reps.high
        needed = reps_needed(e1rm(there, slot.reps.low, self.formula), here, self.formula)
        return None if needed is None else max(slot.reps.high, needed)

    def _far(self, slot: Slot, latest: Reading, up: Load, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Get on below a rung that no reps within the stretch limit make up for."""
        limit = self._limit(slot)
        sets, tempo = self._stage(slot, latest)
        if latest.is_void or min(latest.reps) < limit:
            note = f" ({said_load(up)} is a big jump, so add reps first, up to {limit})"
            nearer = _ranged(slot, latest, self.least_reps, limit, sets)
            return _staged(_climb(nearer, history, ladder, note), latest, slot, tempo)
        load = snap(latest.load, ladder)
        full = f"{in_words(latest.reps)} at {said_load(latest.load)} is the limit"
        done = f"{full}, and {said_load(up)} is still too big a jump"
        if not tempo and sets < slot.sets + self.extra_sets:
            high = slot.reps.high
            return ask(
                (high,) * (sets + 1), load, f"{done}: one more set, back to {high} reps.", measure=slot.reps.measure
            )
        if not tempo and self.tempo:
            low = slot.reps.low
            why = f"{done}: slower reps now ({self.tempo}), {slot.sets} sets, back to {low} reps."
            return attrs.evolve(ask((low,) * slot.sets, load, why, measure=slot.reps.measure), tempo=self.tempo)
        return self._last_resort(slot, latest, up, history, ladder)

    def _last_resort(
        self, slot: Slot, latest: Reading, up: Load, history: Sequence[Performed], ladder: Ladder
    ) -> Prescription:
        """Take the far rung at the reps it is worth, or go on with reps until it is worth enough."""
        sets, tempo = self._stage(slot, latest)
        strength = e1rm(system_weight(latest.load, slot.bodyweight), min(latest.reps), self.formula)
        worth = min(reps_possible(strength, system_weight(up, slot.bodyweight), self.formula), slot.reps.low)
        done, there = f"{in_words(latest.reps)} at {said_load(latest.load)}", said_load(up)
        if worth >= min(self.least_reps, slot.reps.low):
            why = (
                f"{done} is worth {worth} reps at {there}, and there is nothing else left to try:"
                f" up to {there} for {worth}."
            )
            return ask((worth,) * slot.sets, up, why, measure=slot.reps.measure)
        most = most_asked(slot.reps)
        if min(latest.reps) >= most:
            return self._harder(slot, latest, f"{done} is worth {worth} reps at {there}, not enough to go up")
        note = f" ({said_load(up)} is worth {worth} reps so far, not enough to go up)"
        open_ended = _ranged(slot, latest, self.least_reps, most, sets)
        return _staged(_climb(open_ended, history, ladder, note), latest, slot, tempo)

    def _harder(self, slot: Slot, latest: Reading, told: str) -> Prescription:
        """Make a load harder that gave all its reps: by sets, then by slower reps, as at the end of a ladder."""
        load, (sets, tempo) = latest.load, self._stage(slot, latest)
        on = at_the_end(slot, load, latest.reps, sets=sets, tempo=TEMPO if tempo == self.tempo else tempo)
        slower = self.tempo if on.tempo == TEMPO else on.tempo
        if len(on.sets) > sets:
            how = f"one more set, {len(on.sets)} in all"
        elif slower != tempo and self.tempo:
            how = f"slower reps now ({slower})"
        else:
            on, slower = ask(latest.asked, load, "", measure=slot.reps.measure), tempo
            how = "the same again, and a load between the two would serve you better"
        return attrs.evolve(on, why=f"{told}: {how}.", tempo=slower)

    def _stage(self, slot: Slot, latest: Reading) -> tuple[int, str]:
        """Return how many sets and what tempo the load has come to, as the last session was asked for."""
        asked = latest.session.asked
        if asked is None or latest.instead_of is not None:
            return slot.sets, ""
        sets, slower = stage(slot, asked)
        added = min(max(slot.sets, len(latest.asked)), slot.sets + self.extra_sets)
        return max(sets, added), (self.tempo if asked.tempo == self.tempo else slower) if self.tempo else ""


def _ranged(slot: Slot, latest: Reading, least: int, high: int, sets: int = 0) -> Slot:
    """Return the slot with another top of its range, and a lower bottom where a far rung was taken below it."""
    low = slot.reps.low
    if min(latest.asked) < low and latest.instead_of is None:
        low = min(low, least)
    reps = attrs.evolve(slot.reps, low=low, high=high)
    return attrs.evolve(slot, sets=sets or slot.sets, reps=reps, is_start_guessed=False)


def _climb(slot: Slot, history: Sequence[Performed], ladder: Ladder, note: str) -> Prescription:
    """Return what double progression says within the slot's range, with a note where it asks past the old top."""
    plain = _CLIMB.propose(slot, history, ladder)
    latest = next(readings(history, slot, ladder))
    load, low = plain.sets[0].load, slot.reps.low
    if note and load > latest.load:
        return attrs.evolve(plain, why=f"{latest.told} says it is time: up to {said_load(load)}, back to {low} reps.")
    is_further = load == latest.load and latest.is_hit and not latest.is_void and latest.weakest >= low
    return attrs.evolve(plain, why=f"{plain.why.removesuffix('.')}{note}.") if note and is_further else plain


def _staged(prescription: Prescription, latest: Reading, slot: Slot, tempo: str) -> Prescription:
    """Keep the tempo while the load stays; another load begins without extra sets and slow tempo."""
    if prescription.sets[0].load < latest.load:
        return attrs.evolve(prescription, sets=prescription.sets[: slot.sets])
    return attrs.evolve(prescription, tempo=tempo) if tempo else prescription
