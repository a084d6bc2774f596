"""A rule of your own, `template`: change propose() to what you think is right, then run pytest on its test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs
from overload import (
    Ladder,
    Performed,
    Prescription,
    Rule,
    Slot,
    ask,
    brought_down,
    brought_up,
    first_session,
    hookimpl,
    misses_in_a_row,
    parameter,
    readings,
    reps_go_on,
    said_load,
    same_again,
    snap,
)


@attrs.frozen
class Template:
    """Adds a rep to every set after a success, and goes up a rung from the top of the range."""

    name: ClassVar[str] = "template"

    rep_step: int = parameter(1, help="reps to add to every set after a success", at_least=1, at_most=5)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        past = readings(history, slot, ladder)
        latest = next(past, None)
        if latest is None:
            return first_session(slot, ladder)
        if (other := brought_down(slot, latest, ladder) or brought_up(slot, latest, ladder)) is not None:
            return other
        if not latest.is_hit:
            down = ladder.next_down(latest.load)
            if down is None or misses_in_a_row(latest, past) < 2:
                return same_again(slot, latest, ladder)
            why = f"{latest.told} fell short twice: down to {said_load(down)}."
            return ask((slot.reps.low,) * slot.sets, down, why)
        if latest.weakest < slot.reps.high:
            reps = max(slot.reps.low, min(latest.weakest + self.rep_step, slot.reps.high))
            why = f"{latest.told} met the target: {reps} reps next."
            return ask((reps,) * slot.sets, snap(latest.load, ladder), why)
        up = ladder.next_up(latest.load)
        if up is None:
            return reps_go_on(slot, latest, ladder)
        return ask((slot.reps.low,) * slot.sets, up, f"{latest.told} filled the range: up to {said_load(up)}.")


@hookimpl
def overload_rules() -> list[type[Rule]]:
    """Add the rule; plan.toml calls it `template`."""
    return [Template]
