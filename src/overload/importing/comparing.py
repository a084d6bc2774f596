"""What a file holds beside what the log holds, by content: the same, corrected, new, or like an entry of one's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

import attrs

from overload.importing.entries import Brought
from overload.model import Entry, SetDone

_DAY = timedelta(days=1)


class What(StrEnum):
    """How an entry of a file stands to the log."""

    NEW = "new"
    SAME = "same"
    CORRECTED = "corrected"
    KEPT = "changed here since"
    ALIKE = "like your own"


@attrs.frozen
class Compared:
    """An entry of a file, how it stands to the log, and the entry of the log it stands to."""

    brought: Brought
    what: What
    before: Entry | None = None


def compare(
    brought: Sequence[Brought], log: Sequence[Entry], known: Mapping[str, int], imported: frozenset[int]
) -> tuple[Compared, ...]:
    """Return how each entry of a file stands to the log, in their order.

    `log` is what counts; `known` gives the entry that rows of the file went into before, `imported` the entries that
    were made by an import. What is the same in exercise, date and sets is the same whatever the file calls its workout
    and whichever clock it was written by.
    """
    return _Comparison(log, known, imported, {one.entry.on for one in brought}).all(brought)


class _Comparison:
    def __init__(
        self, log: Sequence[Entry], known: Mapping[str, int], imported: frozenset[int], days: set[date]
    ) -> None:
        self.known, self.imported, self.days = known, imported, days
        self.by_id = {one.id: one for one in log}
        self.by_day: dict[date, list[Entry]] = defaultdict(list)
        for one in log:
            self.by_day[one.on].append(one)
        self.claimed: set[int] = set()

    def all(self, brought: Sequence[Brought]) -> tuple[Compared, ...]:
        found: dict[int, Compared] = {}
        for step in (self._by_rows, self._exact, self._near):
            for at, one in enumerate(brought):
                if at not in found and (compared := step(one)) is not None:
                    found[at] = compared
                    self.claimed |= {compared.before.id} if compared.before else set()
        workouts: dict[int, list[int]] = defaultdict(list)
        for at, one in enumerate(brought):
            workouts[one.session].append(at)
        for places in workouts.values():
            rest = [at for at in places if at not in found]
            if len(places) > 1 and rest == places:
                found.update(zip(rest, self._whole([brought[at] for at in rest]), strict=False))
            elif any(found[at].what is What.SAME for at in places if at in found):
                # The same workout: what else is in it has other names, in another language, or other figures by now.
                for step in (self._renamed, self._changed):
                    found.update((at, same) for at in rest if at not in found and (same := step(brought[at])))
        return tuple(found.get(at, Compared(one, What.NEW)) for at, one in enumerate(brought))

    def _by_rows(self, one: Brought) -> Compared | None:
        """Compare with the entry that its rows went into before."""
        numbers = [self.known[row] for row in one.rows if row in self.known]
        if not numbers:
            return None
        before = next((self.by_id[number] for number in numbers if number in self.by_id), None)
        if before is None:
            again = next((each for each in self._there(one) if each.sets == one.entry.sets), None)
            return Compared(one, What.SAME if again else What.KEPT, again)
        # Another exercise is another answer about its name, not another set; a day's difference is another clock.
        is_same = before.exercise != one.entry.exercise or before.sets == one.entry.sets
        return Compared(one, What.SAME if is_same else What.CORRECTED, before)

    def _exact(self, one: Brought) -> Compared | None:
        same = [each for each in self._there(one) if each.sets == one.entry.sets]
        before = next((each for each in same if each.id in self.imported), next(iter(same), None))
        if before is None:
            return None
        return Compared(one, What.SAME if before.id in self.imported else What.ALIKE, before)

    def _near(self, one: Brought) -> Compared | None:
        for each in self._there(one):
            is_imported = each.id in self.imported
            if _likeness(each.sets, one.entry.sets) >= 0.5 or (is_imported and _differs_in_one(each, one.entry)):
                return Compared(one, What.CORRECTED if is_imported else What.ALIKE, each)
        return None

    def _there(self, one: Brought) -> list[Entry]:
        """Return the entries of its exercise and date that stand for nothing else of the file."""
        there = self.by_day.get(one.entry.on, ())
        return [each for each in there if each.exercise == one.entry.exercise and each.id not in self.claimed]

    def _whole(self, workout: list[Brought]) -> list[Compared]:
        """Compare a workout as a whole: under other names on its date, or a day off where clocks were moved."""
        day = workout[0].entry.on
        for on in (day, day - _DAY, day + _DAY):
            if on != day and on in self.days:
                continue
            pairs = self._pairs(workout, on, is_by_name=on != day)
            if len(pairs) == len(workout):
                self.claimed |= {before.id for before in pairs}
                return [Compared(one, What.SAME, before) for one, before in zip(workout, pairs, strict=True)]
        return []

    def _renamed(self, one: Brought) -> Compared | None:
        pairs = self._pairs([one], one.entry.on, is_by_name=False)
        self.claimed |= {before.id for before in pairs}
        return Compared(one, What.SAME, pairs[0]) if pairs else None

    def _changed(self, one: Brought) -> Compared | None:
        before = next((each for each in self._there(one) if each.id in self.imported), None)
        self.claimed |= {before.id} if before else set()
        return Compared(one, What.CORRECTED, before) if before else None

    def _pairs(self, workout: list[Brought], on: date, *, is_by_name: bool) -> list[Entry]:
        left = [one for one in self.by_day.get(on, ()) if one.id in self.imported and one.id not in self.claimed]
        pairs: list[Entry] = []
        for one in workout:
            fits = (
                each
                for each in left
                if each.sets == one.entry.sets and (not is_by_name or each.exercise == one.entry.exercise)
            )
            before = next(fits, None)
            if before is None:
                return []
            left.remove(before)
            pairs.append(before)
        return pairs


def _differs_in_one(one: Entry, other: Entry) -> bool:
    """Tell whether two entries have the same counts at other loads, or other counts at the same loads."""
    counts, others = ([(done.reps, done.side) for done in each.sets] for each in (one, other))
    return counts == others or [done.load for done in one.sets] == [done.load for done in other.sets]


def _likeness(some: Iterable[SetDone], others: Iterable[SetDone]) -> float:
    """Return which share of the sets of two entries is alike in count, load and kind."""
    one, other = (Counter((done.reps, done.load, done.kind, done.side) for done in sets) for sets in (some, others))
    return (one & other).total() / max(one.total(), other.total(), 1)
