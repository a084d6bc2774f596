"""A model of placement for CP-SAT: the laws and wishes said once more, as linear constraints."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations

from overload.model import Placement, Request, Wanted
from overload.schedule import cost

FIRST, SECOND = (1000, 100, 100, 1_000_000, 100), (2_000, 150, 4_000, 110_000, 40_000)
"""More than each of the ten wishes can add up to in twelve weeks."""


class UnprovenError(Exception):
    """The time was over before the best was proven."""


class Oracle:
    """A CP-SAT model with one truth value for each session at each time it may stand."""

    def __init__(self, request: Request, seconds: float | None = None) -> None:
        from ortools.sat.python import cp_model

        self.request, self.cp, self.seconds = request, cp_model, seconds
        self.model = cp_model.CpModel()
        self.at = {one.key: {start: self.model.NewBoolVar("") for start in self.times(one)} for one in request.wanted}
        self.stands = {key: sum(times.values()) for key, times in self.at.items()}
        self.on: dict[str, dict[date, list]] = {}
        for key, times in self.at.items():
            self.on[key] = defaultdict(list)
            for start, here in times.items():
                self.on[key][start.date()].append(here)
        self.by_hand = {one.fixed.date() for one in request.wanted if one.fixed}
        self.anchored = self.by_hand | {one.start.date() for one in request.trained}
        self.dates = sorted({start.date() for times in self.at.values() for start in times} | self.anchored)
        self.used = {day: self._used(day) for day in self.dates}
        self._laws()

    def times(self, one: Wanted) -> list[datetime]:
        """List the starts that a session's own laws leave."""
        if one.fixed:
            return [one.fixed]
        return [
            opening.start
            for opening in self.request.openings
            if opening.start >= self.request.now
            and opening.minutes >= one.minutes
            and one.week == opening.start.date() - timedelta(days=opening.start.weekday())
            and not any(
                behind.focus & one.focus and opening.start - behind.start < self.request.recovery
                for behind in self.request.trained
            )
            and not any(
                besides.focus & one.focus and abs(opening.start - besides.start) < self.request.recovery
                for besides in self.request.elsewhere
            )
        ]

    def _used(self, day: date):
        """Return whether anything stands on a date."""
        if day in self.anchored:
            return 1
        here = [var for days in self.on.values() for var in days.get(day, ())]
        used = self.model.NewBoolVar("")
        self.model.AddMaxEquality(used, here)
        return used

    def _laws(self) -> None:
        add = self.model.Add
        for one in self.request.wanted:
            add(self.stands[one.key] == 1 if one.fixed else self.stands[one.key] <= 1)
        for one, other in combinations(self.request.wanted, 2):
            ordered = not (one.free or other.free or one.fixed or other.fixed)
            for start, here in self.at[one.key].items():
                barred = [
                    there
                    for at, there in self.at[other.key].items()
                    if (ordered and at <= start) or self._clash(one, start, other, at)
                ]
                if barred:
                    add(here + sum(barred) <= 1)
        for day in self.dates:
            self._day(day)
            self._seven(day)

    def _clash(self, one: Wanted, start: datetime, other: Wanted, at: datetime) -> bool:
        overlap = start < at + timedelta(minutes=other.minutes) and at < start + timedelta(minutes=one.minutes)
        return overlap or bool(one.focus & other.focus and abs(at - start) < self.request.recovery)

    def _movable(self, day: date) -> list:
        return [var for one in self.request.wanted if not one.fixed for var in self.on[one.key].get(day, ())]

    def _day(self, day: date) -> None:
        standing = sum(one.start.date() == day for one in self.request.trained)
        standing += sum(one.fixed.date() == day for one in self.request.wanted if one.fixed)
        self.model.Add(sum(self._movable(day)) <= max(0, self.request.per_day - standing))

    def _seven(self, first: date) -> None:
        """Of the seven dates that end here and those that begin here, no more are used than may be."""
        for begin in {first, first - timedelta(days=6)}:
            window = [begin + timedelta(days=on) for on in range(7)]
            if len(self.anchored.intersection(window)) > self.request.days_in_seven:
                self.model.Add(sum(var for day in window for var in self._movable(day)) == 0)
            else:
                used = sum(self.used[day] for day in window if day in self.used)
                self.model.Add(used <= self.request.days_in_seven)

    def wishes(self) -> list:
        """Return the ten sums, the most important first."""
        lost = sum(one.weight * (1 - self.stands[one.key]) for one in self.request.wanted)
        return [lost, *self._touched(), self._plain(), self._crowded(), self._close(), self._gaps(), *self._times()]

    def _touched(self) -> Iterator:
        soon, moved, shifted = [], [], []
        for one in self.request.wanted:
            shown = self.request.published.get(one.key)
            if shown is None or shown < self.request.now:
                continue
            if shown <= self.request.now + timedelta(hours=48):
                soon.append(1 - self.at[one.key].get(shown, 0))
            moved.append(1 - sum(self.on[one.key].get(shown.date(), ())))
            shifted += [abs(at - shown) // timedelta(minutes=1) * here for at, here in self.at[one.key].items()]
        yield from (sum(soon), sum(moved), sum(shifted))

    def _chosen(self) -> Iterator:
        """Yield what is not set by hand: start, and whether it stands there."""
        for one in self.request.wanted:
            if not one.fixed:
                yield from self.at[one.key].items()

    def _plain(self):
        preferred = {one.start for one in self.request.openings if one.preferred}
        return sum(here for start, here in self._chosen() if start not in preferred)

    def _crowded(self):
        """Sum the muscles shared with what stood less than the recovery before."""
        costs, recovery = [], self.request.recovery
        for one in self.request.wanted:
            for behind in self.request.trained:
                shared = len(one.muscles & behind.muscles)
                near = [here for at, here in self.at[one.key].items() if at - behind.start < recovery]
                costs.append(shared * sum(near))
        for one, other in combinations(self.request.wanted, 2):
            shared = len(one.muscles & other.muscles)
            if not shared:
                continue
            both = self.model.NewBoolVar("")
            for start, here in self.at[one.key].items():
                near = [there for at, there in self.at[other.key].items() if abs(at - start) < recovery]
                if near:
                    self.model.Add(here + sum(near) <= 1 + both)
            costs.append(shared * both)
        return sum(costs)

    def _close(self):
        """Two for each session after another on its date, one for the first after a date that was used."""
        behind = {one.start.date() for one in self.request.trained}
        costs = []
        for day in self.dates:
            here = sum(var for days in self.on.values() for var in days.get(day, ()))
            if day in behind:
                costs.append(2 * here)
                continue
            costs.append(2 * (here - self.used[day]))
            before = self.used.get(day - timedelta(days=1))
            if before is not None:
                both = self.model.NewBoolVar("")
                self.model.Add(both >= self.used[day] + before - 1)
                costs.append(both)
        return sum(costs)

    def _gaps(self):
        """Two for each session, less what the last one with a common focus group, the right days before, saves."""
        costs = []
        for one in self.request.wanted:
            far = max(math.ceil(2 * one.rhythm), 2)
            off = [math.floor((days - one.rhythm) ** 2 + 1e-9) for days in range(far + 1)]
            saved = {days: off[far] - cost for days, cost in enumerate(off) if cost < off[far]}
            costs.append(off[far] * self.stands[one.key])
            for day, here in self.on[one.key].items():
                costs += [-worth * self._after(one, day, days, sum(here)) for days, worth in saved.items()]
        return sum(costs)

    def _after(self, one: Wanted, day: date, days: int, here):
        last = self.model.NewBoolVar("")
        self.model.Add(last <= here)
        for back in range(days + 1):
            when = day - timedelta(days=back)
            others = [
                var
                for other in self.request.wanted
                if other is not one and other.focus & one.focus
                for var in self.on[other.key].get(when, ())
            ]
            was = any(behind.start.date() == when and behind.focus & one.focus for behind in self.request.trained)
            if back == days:
                self.model.Add(last <= sum(others) + int(was))
            else:
                for var in others:
                    self.model.AddImplication(last, var.Not())
                if was:
                    self.model.Add(last == 0)
        return last

    def _times(self) -> Iterator:
        first: dict[date, datetime] = {}
        for opening in self.request.openings:
            if opening.preferred:
                first.setdefault(opening.start.date(), opening.start)
        order = {one.start: place for place, one in enumerate(self.request.openings)}
        yield sum(abs(at - first.get(at.date(), at)) // timedelta(minutes=1) * here for at, here in self._chosen())
        yield sum(order[at] * here for at, here in self._chosen())

    def best(self, placement: Placement) -> tuple[int, ...]:
        """Return the least list of costs that is no more than a placement's, the first five wishes before the others.

        Where the laws said here forbid the placement, and allow none as good, there is no answer and the test fails.
        It raises `UnprovenError` when one of the two searches takes longer than `seconds`.
        """
        starts = {one.key: one.opening.start for one in placement.placed}
        for key, times in self.at.items():
            for start, here in times.items():
                self.model.AddHint(here, int(starts.get(key) == start))
        ours, wishes = cost(self.request, placement), self.wishes()
        found = self._least(wishes[:5], ours[:5], FIRST)
        for wish, value in zip(wishes, found, strict=False):
            self.model.Add(wish == value)
        return (*found, *self._least(wishes[5:], ours[5:] if found == ours[:5] else None, SECOND))

    def _least(self, wishes: Sequence, ours: Sequence[int] | None, widths: Sequence[int]) -> tuple[int, ...]:
        total = packed(wishes, widths)
        if ours is not None:
            self.model.Add(total <= packed(ours, widths))
        self.model.Minimize(total)
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        if self.seconds is not None:
            solver.parameters.max_time_in_seconds = self.seconds
        status = solver.Solve(self.model)
        if self.seconds is not None and status in {self.cp.FEASIBLE, self.cp.UNKNOWN}:
            raise UnprovenError
        assert status == self.cp.OPTIMAL
        return tuple(int(solver.Value(wish)) for wish in wishes)


def packed(parts: Sequence, widths: Sequence[int]):
    """Make one number, or sum, of several that compares as their list does."""
    total = 0
    for part, width in zip(parts, widths, strict=True):
        total = total * width + part
    return total
