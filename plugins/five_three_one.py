"""5/3/1-style waves for dumbbells: three weeks up, one easy, and every wave a rung above the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

import attrs

from overload import (
    Ladder,
    Load,
    Performed,
    Prescription,
    Rule,
    SetTarget,
    Slot,
    hookimpl,
    parameter,
    said_load,
    share_of,
    snap,
    start,
)

WEEKS: Final = (
    ((65, 5), (75, 5), (85, 5)),
    ((70, 3), (80, 3), (90, 3)),
    ((75, 5), (85, 3), (95, 1)),
    ((40, 5), (50, 5), (60, 5)),
)
"""Per week of a wave the sets: percent of the training maximum, and reps. The starting load is the first week's top."""
TOP: Final = 85
EASY: Final = 3
EXACT: Final = 1e-9
"""Keeps a share that ought to be a whole load from falling just short of it."""


@attrs.frozen
class _Wave:
    """Where somebody is: the top load of the first week, the week (0 to 3), and whether the third week was managed."""

    base: Load
    week: int = 0
    is_earned: bool = False


@attrs.frozen
class FiveThreeOne:
    """Works up to a set of five, then three, then one, takes an easy week, and begins the next wave a rung higher.

    The starting load is the heaviest of the first week. The last set of the first three weeks is open. A missed week
    is repeated, but the easy one comes when it is due; a wave whose third week was missed begins where it did.
    """

    name: ClassVar[str] = "five-three-one"
    exempt_from: ClassVar[Mapping[str, str]] = {
        "takes another load": "the weeks of a wave follow its base, not what was lifted instead",
        "leaves out what was left out": "the easy week is lighter on purpose, whatever was left out before it",
        "finds a heavier load": "its training maximum rises by one step a cycle, however many reps were done",
        "finds a lighter load": "and comes down by a tenth after a cycle that failed",
        "never the same for ever": "its sets are those of the week until the cycle is through",
    }

    open_sets: bool = parameter(True, help="whether the last set of the first three weeks is as many as possible")

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        wave = _Wave(start(slot, ladder))
        for one in history:
            wave = self._after(wave, one, slot, ladder)
        sets = self._sets(wave, slot, ladder)
        top = max(one.load for one in sets)
        what = "easy" if wave.week == EASY else f"{sets[-1].reps} in the last set"
        return Prescription(sets, f"Week {wave.week + 1} of 4, {what}: up to {said_load(top)}.")

    def _sets(self, wave: _Wave, slot: Slot, ladder: Ladder) -> tuple[SetTarget, ...]:
        week = WEEKS[wave.week]
        planned = (week[0],) * (slot.sets - len(week)) + week[-slot.sets :]
        last = len(planned) - 1
        return tuple(
            SetTarget(
                reps,
                snap(share_of(wave.base, percent / TOP + EXACT, slot), ladder),
                amrap=self.open_sets and at == last and wave.week != EASY,
            )
            for at, (percent, reps) in enumerate(planned)
        )

    def _after(self, wave: _Wave, one: Performed, slot: Slot, ladder: Ladder) -> _Wave:
        """Return where somebody is after a session."""
        asked = one.asked.sets if one.asked else self._sets(wave, slot, ladder)
        done = [each for each in one.sets if not each.left_out]
        is_met = len(done) >= len(asked) and all(
            each.reps >= target.reps and each.load >= target.load for each, target in zip(done, asked, strict=False)
        )
        if not done or (one.unwell and not is_met):
            return wave
        if not any(each.reps for each in done):  # not a single rep: the whole wave is too heavy
            return _Wave(ladder.next_down(wave.base) or wave.base)
        if wave.week == EASY:
            up = ladder.next_up(wave.base) if wave.is_earned else None
            return _Wave(up or wave.base) if is_met else wave
        if wave.week == EASY - 1:
            return attrs.evolve(wave, week=EASY, is_earned=is_met)
        return attrs.evolve(wave, week=wave.week + 1) if is_met else wave


@hookimpl
def overload_rules() -> list[type[Rule]]:
    """Add the rule."""
    return [FiveThreeOne]
