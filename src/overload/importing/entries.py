"""Sessions of a file -> entries of the log, once it is settled what its names and loads mean."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Final

import attrs

from overload.importing.counting import Counted, counted, kind_of
from overload.importing.matching import own_id
from overload.model import Entry, Exercise, Imported, ImportedSession, ImportedSet, LoadedWith, SetDone, Weight
from overload.model.notation.limits import HARDEST
from overload.units import Load, Unit

LEFT_OUT: Final = ""
"""The exercise of a name that is not wanted."""
_MOST_NOTE: Final = 1000
_EASIEST_RPE: Final = 5
"""Below it an RPE says how easy a set felt, not how many more reps would have gone."""
EASY: Final = f"RPE below {_EASIEST_RPE}, which says nothing of reps left"
LONG: Final = f"end of a note, behind its first {_MOST_NOTE} letters"


@attrs.frozen
class Settled:
    """What was asked about a file, and where and when the athlete is.

    `names` gives the exercise of each name ('' leaves it out); loads of those in `together` are of both dumbbells;
    loads without a unit are in `unit`; `today` is the date in `zone`.
    """

    names: Mapping[str, str]
    exercises: Mapping[str, Exercise]
    together: frozenset[str]
    unit: Unit
    zone: tzinfo
    today: date


@attrs.frozen
class Brought:
    """An entry to be, and the names of the rows it was made of, which stay the same however often they come.

    `session` is the place of its workout in the file.
    """

    entry: Entry
    rows: tuple[str, ...]
    session: int = 0


@attrs.frozen
class Sorted:
    """The entries of a file, oldest first, what is only in their notes, and what was left out, counted by why."""

    entries: tuple[Brought, ...]
    beside: Mapping[str, int]
    left_out: Mapping[str, int]

    @property
    def sets(self) -> int:
        """How many sets the entries have."""
        return sum(len(one.entry.sets) for one in self.entries)


def as_entries(found: Imported, settled: Settled, recorded: datetime) -> Sorted:
    """Return one entry per exercise of each session. `recorded` is the UTC instant at which they are written down.

    Timed sets are counted in seconds, carries in metres; warm-up and drop sets are told apart by their kind. What no
    set of the log can be, and days that have not come yet, are left out and counted by why.
    """
    beside, left_out = Counter[str](), Counter[str]()
    entries = [
        one
        for at, session in enumerate(found.sessions)
        for one in _Workout(found.app, session, settled, beside, left_out, at).entries(recorded)
    ]
    return Sorted(tuple(sorted(entries, key=lambda one: one.entry.on)), dict(beside), dict(left_out))


@attrs.frozen
class _Workout:
    app: str
    session: ImportedSession
    settled: Settled
    beside: Counter[str]
    left_out: Counter[str]
    at: int = 0

    def entries(self, recorded: datetime) -> Iterator[Brought]:
        day = local_day(self.session, self.settled.zone)
        if day > self.settled.today:
            self.left_out["set with a date in the future"] += len(self.session.sets)
            return
        for exercise, rows in self._by_exercise().items():
            known = [(row, one, counted(one)) for row, one in rows]
            self.left_out.update(how for _, _, how in known if isinstance(how, str))
            sets = _side_by_side([(row, one, how) for row, one, how in known if isinstance(how, Counted)])
            if not sets:
                continue
            self.beside.update("time or distance of a set" for _, _, how in sets if how.beside)
            self.left_out.update(EASY for _, one, _ in sets if _is_easy(one))
            note = _note([one for _, one in rows], [how for _, _, how in sets])
            self.left_out.update([LONG] if len(note) > _MOST_NOTE else [])
            bodies = [one.bodyweight for _, one, _ in sets if one.bodyweight]
            entry = Entry(
                id=0,
                recorded=recorded,
                on=day,
                exercise=exercise,
                sets=tuple(self._done(one, how, exercise) for _, one, how in sets),
                bodyweight=self._load(bodies[-1]) if bodies else None,
                note=note[:_MOST_NOTE],
            )
            yield Brought(entry, tuple(row for row, _, _ in sets), self.at)

    def _by_exercise(self) -> Mapping[str, list[tuple[str, ImportedSet]]]:
        head = f"{self.app}|{_when(self.session)}|{self.session.name or ''}"
        seen: Counter[str] = Counter()
        found: dict[str, list[tuple[str, ImportedSet]]] = {}
        for one in self.session.sets:
            seen[one.exercise] += 1
            exercise = self.settled.names.get(one.exercise, own_id(one.exercise))
            if exercise == LEFT_OUT:
                self.left_out[f"set of '{one.exercise}', which you left out"] += 1
                continue
            # Not its figures: a set that was corrected in the app is still the one that was taken over.
            row = f"{head}|{one.exercise}|{seen[one.exercise]}"
            name = hashlib.blake2b(row.encode("utf-8", "replace"), digest_size=12).hexdigest()
            found.setdefault(exercise, []).append((name, one))
        return found

    def _done(self, one: ImportedSet, how: Counted, exercise: str) -> SetDone:
        load, rir = self._lifted(one, exercise), _in_reserve(one)
        return SetDone(how.count, load, rir, one.side, measure=how.measure, kind=kind_of(one))

    def _lifted(self, one: ImportedSet, exercise: str) -> Load:
        weight = one.load or one.added or one.assist
        if weight is None:
            return Load(Decimal(0), self.settled.unit)
        load = self._load(weight)
        known = self.settled.exercises.get(exercise)
        if weight is one.assist:
            return Load(-load.amount, load.unit)
        if one.exercise in self.settled.together and known and known.loaded_with is LoadedWith.PAIR:
            return Load(load.amount / 2, load.unit)
        return load

    def _load(self, weight: Weight) -> Load:
        return Load(weight.amount, weight.unit or self.settled.unit)


_Counted = tuple[str, ImportedSet, Counted]


def _side_by_side(sets: list[_Counted]) -> list[_Counted]:
    """Return sets with each right one behind its left one: together they are a set, however far apart they stand.

    What has no other side is a set by itself.
    """
    lefts = [one for one in sets if one[1].side == "left"]
    rights = [one for one in sets if one[1].side == "right"]
    pairs = min(len(lefts), len(rights))
    partner = {left[0]: right for left, right in zip(lefts, rights, strict=False)}
    alone = {one[0] for one in (*lefts[pairs:], *rights[pairs:])}
    found: list[_Counted] = []
    for row, one, how in sets:
        if row in alone:
            found.append((row, attrs.evolve(one, side=""), how))
        elif one.side != "right":
            found += [(row, one, how), *([partner[row]] if row in partner else [])]
    return found


def _note(sets: list[ImportedSet], counts: list[Counted]) -> str:
    notes = [" ".join(one.note.split()) for one in sets if one.note.strip()]
    return "; ".join(dict.fromkeys([*notes, *(how.beside for how in counts if how.beside)]))


def _in_reserve(one: ImportedSet) -> Decimal | None:
    """Return reps in reserve: as noted, or ten less the RPE (Zourdos et al. 2016, doi 10.1519/JSC.0000000000001049).

    A set that an app calls one to failure left none.
    """
    if one.rir is not None and one.rir >= 0:
        return one.rir
    if one.rpe is not None and _EASIEST_RPE <= one.rpe <= HARDEST:
        return HARDEST - one.rpe
    return Decimal(0) if one.kind == "failure" and one.rpe is None else None


def _is_easy(one: ImportedSet) -> bool:
    return one.rir is None and one.rpe is not None and 0 < one.rpe < _EASIEST_RPE


def _when(session: ImportedSession) -> str:
    if session.start is None:
        return session.on.isoformat() if session.on else ""
    return (session.start.astimezone(UTC) if session.start.tzinfo else session.start).isoformat()


def local_day(session: ImportedSession, zone: tzinfo) -> date:
    """Return the date of a session where the athlete is; one that the file gives stands."""
    if session.on is not None or session.start is None:
        return session.on or date.min
    return (session.start.astimezone(zone) if session.start.tzinfo else session.start).date()
