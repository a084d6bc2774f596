"""Pull-up ladder: less and less help, then bodyweight, then added load."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
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
    RepRange,
    Slot,
    ask,
    e1rm,
    first_session,
    most_asked,
    parameter,
    readings,
    reps_possible,
    said_load,
    system_weight,
)

MOST = 99
LOOKED_AT = 40
"""Sessions back in which a higher rung is remembered."""


@attrs.frozen
class PullUpLadder:
    """Takes help off rung by rung, from sets of 5 to sets of 8 on each, then adds reps at bodyweight, then load.

    Help is a load below nothing: bands in kg or lb, a chair or a partner below every band. With help the sets go
    through a range of their own; at bodyweight and with load added through the slot's. On every rung it is double
    progression: a miss repeats, then eases, then brings a rung of help back. Strength is compared on the system
    weight (bodyweight and load), so less help is always the record.
    """

    name: ClassVar[str] = "pull-up-ladder"

    assisted_low: int = parameter(5, help="reps to begin with on a rung with help", at_least=1, at_most=MOST)
    assisted_high: int = parameter(8, help="reps in the sets that take the next help off", at_least=1, at_most=MOST)
    earn: Literal["all", "last", "weakest"] = parameter(
        "all", help="which sets earn the next rung, as in double-progression", choices=("all", "last", "weakest")
    )
    worth: int = parameter(
        0,
        help="reps the next rung must be worth by e1RM of the system weight before it is taken; 0 takes it anyway",
        at_least=0,
        at_most=20,
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a range that runs backwards."""
        if self.assisted_low > self.assisted_high:
            message = f"'assisted_low' is {self.assisted_low}, more than 'assisted_high' ({self.assisted_high})"
            raise ValueError(message)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        if slot.reps.measure is not Measure.REPS:  # of a hang there is one range, with help or without
            return DoubleProgression(earn=self.earn).propose(slot, history, ladder)
        latest = next(readings(history, slot, ladder), None)
        if latest is None:
            first = first_session(self._on(slot, ladder.bottom), ladder)
            helped = self._on(slot, first.sets[0].load)
            begun = first_session(helped, ladder)
            own = " with help" if helped.reps != slot.reps else ""
            return attrs.evolve(begun, why=f"{begun.why.removesuffix('.')}{own}.")
        here = self._on(slot, latest.load)
        latest = next(readings(history, here, ladder), latest)
        before = _before(history, here, latest, ladder)
        if before is True and latest.is_hit and (back := ladder.next_up(latest.load)) is not None:
            low = self._on(slot, back).reps.low
            why = f"{latest.told}, and you have done {said_load(back)} before: back to it."
            return ask((low,) * slot.sets, back, why)
        if before is False and self._is_not_worth_another_try(slot, latest, ladder):
            here = attrs.evolve(here, reps=RepRange(here.reps.low, most_asked(here.reps)))
        if self._is_too_far(slot, latest, here, ladder):
            here = attrs.evolve(here, reps=RepRange(here.reps.low, most_asked(here.reps)))
        proposed = DoubleProgression(earn=self.earn).propose(here, history, ladder)
        return self._arrived(slot, latest, proposed)

    def _on(self, slot: Slot, load: Load) -> Slot:
        """Return the slot with the range of this rung."""
        if not _is_help(load):
            return slot
        return attrs.evolve(slot, reps=RepRange(self.assisted_low, self.assisted_high))

    def _is_too_far(self, slot: Slot, latest: Reading, here: Slot, ladder: Ladder) -> bool:
        """Tell whether the next rung is not yet worth the reps it must be."""
        up = ladder.next_up(latest.load)
        if (
            not self.worth
            or up is None
            or slot.bodyweight is None
            or latest.load.aid
            or min(latest.reps) < here.reps.high
        ):
            return False
        strength = e1rm(system_weight(latest.load, slot.bodyweight), min(latest.reps))
        return reps_possible(strength, system_weight(up, slot.bodyweight)) < self.worth

    def _is_not_worth_another_try(self, slot: Slot, latest: Reading, ladder: Ladder) -> bool:
        """Tell whether the next rung, which was too hard before, is not worth the bottom of its range now."""
        up = ladder.next_up(latest.load)
        if up is None or slot.bodyweight is None or latest.load.aid:
            return False
        strength = e1rm(system_weight(latest.load, slot.bodyweight), min(latest.reps))
        return reps_possible(strength, system_weight(up, slot.bodyweight)) < self._on(slot, up).reps.low

    def _arrived(self, slot: Slot, latest: Reading, proposed: Prescription) -> Prescription:
        """Begin at the bottom of the range of a rung that has another one, and say what is lifted now."""
        load = proposed.sets[0].load
        if load == latest.load:
            return proposed
        if _is_help(load) == _is_help(latest.load):
            return proposed
        low = self._on(slot, load).reps.low
        way = "no longer needs help" if not _is_help(load) else "asks for help again"
        why = f"{latest.told} {way}: {said_load(load)}, {low} reps."
        return ask((low,) * slot.sets, load, why, measure=slot.reps.measure)


def _before(history: Sequence[Performed], slot: Slot, latest: Reading, ladder: Ladder) -> bool | None:
    """Tell whether the last session on a higher rung met its target; None where there was none since it was climbed."""
    for one in islice(readings(history, slot, ladder), 1, LOOKED_AT):
        if one.load > latest.load and not one.is_void:
            return one.is_hit
    return None


def _is_help(load: Load) -> bool:
    return bool(load.aid) or load.amount < 0
