"""Wave: more load each week, a light week at the end, and the next wave a rung higher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import ClassVar

import attrs

from overload import (
    Ladder,
    Load,
    Performed,
    Prescription,
    Reading,
    Slot,
    ask,
    brought_down,
    brought_up,
    first_session,
    lighter,
    parameter,
    readings,
    reps_go_on,
    said_load,
    same_again,
    snap,
    step_up,
)

TENTH_OFF = 0.9


@attrs.frozen
class Wave:
    """Adds load every week and deloads in the last week of a wave; the next wave begins a rung above the last.

    With four weeks: three going up, one light, then again from a rung higher than the wave before began. The light week
    goes back to the load the wave began with (to nine tenths where it never rose). A week whose target was missed is
    repeated before load is added, but the light week comes when it is due. All sets are at the bottom of the slot's
    range. Once the load is the heaviest you have, only reps go up.
    """

    name: ClassVar[str] = "wave"
    exempt_from: ClassVar[Mapping[str, str]] = {
        "takes another load": "the light session after a peak is lighter on purpose, whatever was lifted there",
        "leaves out what was left out": "so it is after a peak with a set left out",
        "finds a heavier load": "its steps are set by the weeks of the wave, however much more was done",
    }

    weeks: int = parameter(4, help="weeks of a wave, the light one included", at_least=2, at_most=12)
    step: Load | None = parameter(
        None, help="how much to add each week, like '5 kg', snapped down; at least a rung, which is the default"
    )
    deload: float = parameter(
        0.0,
        help="share of the last load to lift in the light week; 0 means the load the wave began with",
        at_least=0.0,
        at_most=1.0,
    )
    per_week: int = parameter(1, help="sessions of the exercise in a week, all at the same load", at_least=1, at_most=7)

    def propose(self, slot: Slot, history: Sequence[Performed], ladder: Ladder) -> Prescription:
        """Return what to lift next and why."""
        past = readings(history, slot, ladder)
        latest = next(past, None)
        if latest is None:
            return first_session(slot, ladder)
        settled = same_again(slot, latest, ladder) if latest.is_void else brought_down(slot, latest, ladder)
        if settled is not None:
            return settled
        recent = islice(past, 3 * self.weeks * self.per_week)
        counted = [latest, *(one for one in recent if not one.is_void)]
        first_light = _came_down(counted)
        done = len(counted) if first_light is None else first_light - self.per_week + 1
        if first_light is not None and done <= 0:
            return self._after_light(slot, counted, first_light, ladder)
        number, more = divmod(done, self.per_week)
        if more:
            because = f"was in week {number + 1} of {self.weeks}, which has another session"
            return same_again(slot, latest, ladder, because)
        if number + 1 >= self.weeks and (light := self._light(slot, counted[:done], ladder)):
            return light
        return self._heavier(slot, latest, ladder, number + 1)

    def _heavier(self, slot: Slot, latest: Reading, ladder: Ladder, number: int) -> Prescription:
        if not latest.is_hit:
            return same_again(slot, latest, ladder)
        up = step_up(latest.load, ladder, self.step)
        if up is None:
            return reps_go_on(slot, latest, ladder)
        if (harder := brought_up(slot, latest, ladder, above=up)) is not None:
            return harder
        why = f"{latest.told} met the target: up to {said_load(up)} in week {number} of {self.weeks}."
        return ask((slot.reps.low,) * slot.sets, up, why, measure=slot.reps.measure)

    def _light(self, slot: Slot, current: Sequence[Reading], ladder: Ladder) -> Prescription | None:
        last, began = current[0].load, snap(current[-1].load, ladder)
        light = began if began < last and not self.deload else lighter(last, self.deload or TENTH_OFF, slot, ladder)
        if light is None:
            return None
        why = f"Week {self.weeks} of the wave is light: down to {said_load(light)}, then carry on from a rung higher."
        return ask((slot.reps.low,) * slot.sets, light, why, measure=slot.reps.measure)

    def _after_light(self, slot: Slot, counted: Sequence[Reading], first_light: int, ladder: Ladder) -> Prescription:
        latest, before = counted[0], counted[first_light + 1 :]
        if not latest.is_hit or first_light + 1 < self.per_week:
            return same_again(slot, latest, ladder, "was the light week")
        older = _came_down(before)
        wave = before[: older - self.per_week + 1] if older is not None else before
        began = wave[-1] if wave else before[0]
        if wave and not wave[0].is_hit:
            start, where = snap(began.load, ladder), "where the last one did, because its end was missed"
        elif (up := ladder.next_up(began.load)) is None:
            return reps_go_on(slot, began, ladder)
        else:
            start, where = up, "a rung above the last"
        if latest.load > start:  # they lifted more than the plan of the wave; what was managed is not taken back
            start, where = snap(latest.load, ladder), "where the light week was"
        why = f"The light week is over: the next wave begins at {said_load(start)}, {where}."
        return ask((slot.reps.low,) * slot.sets, start, why, measure=slot.reps.measure)


def _came_down(counted: Sequence[Reading]) -> int | None:
    """Return the place (newest first) of the latest session that was lighter than the one before it: a light one."""
    pairs = enumerate(pairwise(counted))
    return next((place for place, (newer, older) in pairs if newer.load < older.load), None)
