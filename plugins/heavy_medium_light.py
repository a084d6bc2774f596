"""Heavy, medium, light by session of the week: one day climbs, the others take a share of it."""

from collections.abc import Sequence
from typing import ClassVar

import attrs

from overload import (
    DoubleProgression,
    Ladder,
    Performed,
    Prescription,
    Rule,
    Slot,
    ask,
    hookimpl,
    parameter,
    said_load,
    share_of,
    snap,
)

EASED = ("Medium", "Light")
"""How the reason of a session begins that the climb passes over."""


@attrs.frozen
class HeavyMediumLight:
    """Climbs on the first session of the week; the second takes a tenth off what was heavy, the others a fifth."""

    name: ClassVar[str] = "heavy-medium-light"

    medium: float = parameter(0.9, help="share of the heavy load on the second session", at_least=0.5, at_most=1)
    light: float = parameter(0.8, help="share of the heavy load on all behind it", at_least=0.5, at_most=1)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return the heavy session, or a share of it."""
        heavy = [one for one in history if not (one.asked and one.asked.why.startswith(EASED))]
        climb = DoubleProgression().propose(slot, heavy, ladder)
        if slot.session_of_week == 1 or not heavy:
            return climb
        share = self.medium if slot.session_of_week == 2 else self.light
        load = snap(share_of(climb.sets[0].load, share, slot), ladder)
        what = EASED[0 if slot.session_of_week == 2 else 1]
        why = f"{what} session, {share:.0%} of the heavy {said_load(climb.sets[0].load)} comes to {said_load(load)}."
        return ask([slot.reps.low] * slot.sets, load, why, measure=slot.reps.measure)


@hookimpl
def overload_rules() -> list[type[Rule]]:
    """Add the rule."""
    return [HeavyMediumLight]
