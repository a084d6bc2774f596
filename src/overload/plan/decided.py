"""What the athlete decided by hand, folded from the log of decisions: the latest word on each session counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from overload.model import Athlete, Bodyweights, Decision, Entry, Log, ZoneFrom, Zones
from overload.moments import monday
from overload.plan.away import Away, away_of
from overload.plan.instead import AS_PLANNED, EXTRA, INSTEAD, REST, WORK, Change, Changes, Rest, change_of, rest_of

IN_CALENDAR: Final = "in your calendar"
"""Why of a decision that was made by dragging or deleting an event in the athlete's own calendar."""


@attrs.frozen
class ShortWeek:
    """A week said to be short, from when it was said (or its Monday) until it is over."""

    first: datetime
    until: datetime

    @property
    def week(self) -> date:
        """Its Monday."""
        return monday(self.first.date())

    def holds(self, moment: datetime) -> bool:
        """Tell whether a moment lies in it."""
        return self.first <= moment < self.until


REFUSE: Final = "refuse"
"""The kind of a decision against a variation of another exercise, whose id is its place."""


@attrs.frozen
class Decided:
    """The decisions in force: starts set by hand, sessions skipped, minutes left to them by ordinal, and days away.

    `lengthened` are the minutes of sessions that were given more time than their work takes. `in_calendar` are those
    whose last word was said by dragging or deleting their event in the athlete's own calendar.

    `called_back` are sessions that had been skipped, until that was undone. `unwell` are days of not feeling well.
    `done` are those that were done or finished, whatever is written down; `missed` those that were not, with the start
    at which they were not done. `notes` are what the athlete wrote of a session as a whole. `short_weeks` are those in
    which there is time for the main lifts alone. `changes` are what is done otherwise in a session than its day has it,
    `rests` what is left out these days, and `works` the day whose work a session does instead of its own, with the
    number of that decision. `refused` are the exercises that they will not do as a variation of another.
    """

    starts: Mapping[int, datetime] = attrs.field(factory=dict)
    skipped: frozenset[int] = frozenset()
    shortened: Mapping[int, int] = attrs.field(factory=dict)
    called_back: frozenset[int] = frozenset()
    away: tuple[Away, ...] = ()
    unwell: frozenset[date] = frozenset()
    lengthened: Mapping[int, int] = attrs.field(factory=dict)
    in_calendar: frozenset[int] = frozenset()
    done: frozenset[int] = frozenset()
    missed: Mapping[int, datetime] = attrs.field(factory=dict)
    notes: Mapping[int, str] = attrs.field(factory=dict)
    refused: frozenset[str] = frozenset()
    short_weeks: tuple[ShortWeek, ...] = ()
    changes: Mapping[int, tuple[Change, ...]] = attrs.field(factory=dict)
    rests: tuple[Rest, ...] = ()
    works: Mapping[int, tuple[str, int]] = attrs.field(factory=dict)

    def changes_of(self, session: int, start: datetime) -> Changes:
        """Return what is otherwise in a session than its day has it; `start` is its own, local wall clock."""
        rests = tuple(rest for rest in self.rests if rest.holds(start))
        made = self.changes.get(session, ())
        return Changes(made, rests) if made or rests else AS_PLANNED

    def away_on(self, day: date) -> Away | None:
        """Return the time away that holds a date, or None."""
        return next((away for away in self.away if away.holds(day)), None)


def marked(entries: Iterable[Entry], unwell: frozenset[date]) -> tuple[Entry, ...]:
    """Return entries with those of the days `unwell` marked as such; an entry may say so of itself."""
    return tuple(
        attrs.evolve(entry, unwell=True) if entry.on in unwell and not entry.unwell else entry for entry in entries
    )


def weighed(entries: Iterable[Entry], bodyweights: Bodyweights) -> tuple[Entry, ...]:
    """Return entries with the bodyweight of their day, as far as anybody ever said."""
    return tuple(
        entry
        if (weight := bodyweights.on(entry.on, entry.bodyweight)) == entry.bodyweight
        else attrs.evolve(entry, bodyweight=weight)
        for entry in entries
    )


@attrs.frozen
class ReadOnce:
    """A log of which nothing is read twice: what asks for less than somebody before it did is given a part of that."""

    log: Log
    _histories: dict[str, tuple[int, Sequence[Entry]]] = attrs.field(factory=dict, init=False, repr=False, eq=False)
    _since: dict[str, tuple[date, Sequence[Entry]]] = attrs.field(factory=dict, init=False, repr=False, eq=False)
    _exercises: dict[str, Set[str]] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def history(self, exercise: str, limit: int) -> Sequence[Entry]:
        """Return the newest `limit` entries of an exercise, oldest first."""
        most, found = self._histories.get(exercise, (0, ()))
        # Fewer than were asked for are all there are.
        if most < limit and len(found) == most:
            found = self.log.history(exercise, limit) if exercise in self.exercises() else ()
            self._histories[exercise] = limit, found
        return found[max(len(found) - limit, 0) :]

    def since(self, day: date) -> Sequence[Entry]:
        """Return all entries of that date and later, oldest first."""
        first, found = self._since.get("", (date.max, ()))
        if day < first:
            first, found = self._since[""] = day, self.log.since(day)
        return found if day == first else [entry for entry in found if entry.on >= day]

    def exercises(self) -> Set[str]:
        """Return the ids of all exercises that have entries."""
        if "" not in self._exercises:
            self._exercises[""] = self.log.exercises()
        return self._exercises[""]


@attrs.frozen
class MarkedLog:
    """A log whose entries know of the days that were called unwell, and of what was weighed, also if said later.

    The one place that brings them together.
    """

    log: Log
    unwell: frozenset[date]
    bodyweights: Bodyweights

    def history(self, exercise: str, limit: int) -> Sequence[Entry]:
        """Return the newest `limit` entries of an exercise, oldest first."""
        return self._marked(self.log.history(exercise, limit))

    def since(self, day: date) -> Sequence[Entry]:
        """Return all entries of that date and later, oldest first."""
        return self._marked(self.log.since(day))

    def exercises(self) -> Set[str]:
        """Return the ids of all exercises that have entries."""
        return self.log.exercises()

    def _marked(self, entries: Iterable[Entry]) -> Sequence[Entry]:
        return weighed(marked(entries, self.unwell), self.bodyweights)


def zones_of(athlete: Athlete, known: Decided) -> Zones:
    """Return the athlete's zone by date: plan.toml's, and that of each time away that says one."""
    there = (ZoneFrom(away.first, away.zone, away.last) for away in known.away if away.zone)
    return Zones(athlete.zone, (*athlete.zones, *there))


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that were not undone, oldest first."""
    known = list(decisions)
    undone = {decision.other for decision in known if decision.kind == "undo"}
    return tuple(decision for decision in known if decision.kind != "undo" and decision.id not in undone)


def decided(decisions: Iterable[Decision]) -> Decided:
    """Return what is in force; of several words on one session the last counts."""
    known = list(decisions)
    starts: dict[int, datetime] = {}
    shortened: dict[int, int] = {}
    lengthened: dict[int, int] = {}
    away = []
    unwell: set[date] = set()
    told: dict[int, Decision] = {}
    notes: dict[int, str] = {}
    short_weeks: list[ShortWeek] = []
    for decision in in_force(known):
        if decision.kind == "away":
            away.append(away_of(decision))
        elif decision.kind == "unwell":
            unwell.update({decision.start.date()} if decision.start else ())
        elif decision.kind == "shorten":
            _instead(_minutes(decision), shortened, lengthened)
        elif decision.kind == "lengthen":
            _instead(_minutes(decision), lengthened, shortened)
        elif decision.kind == "short":
            short_weeks.extend([ShortWeek(decision.start, decision.until)] if decision.start and decision.until else ())
        elif decision.kind == "note":
            notes.update({decision.session: decision.why} if decision.session is not None else {})
        elif decision.kind in _LAST_WORDS and decision.session is not None:
            starts.pop(decision.session, None)
            told[decision.session] = decision
        else:
            for session, start in _set_by_hand(decision).items():
                starts[session] = start
                told.pop(session, None)
    ever_skipped = {decision.session for decision in known if decision.kind == "skip" and decision.session is not None}
    last = {decision.session: decision for decision in in_force(known) if decision.kind in {"skip", "move", "pin"}}
    skipped, done = (frozenset(one for one, said in told.items() if said.kind == kind) for kind in ("skip", "done"))
    return Decided(
        starts=starts,
        skipped=skipped,
        shortened=shortened,
        called_back=frozenset(ever_skipped - skipped),
        away=tuple(away),
        unwell=frozenset(unwell),
        lengthened=lengthened,
        in_calendar=frozenset(number for number, one in last.items() if number is not None and one.why == IN_CALENDAR),
        done=done,
        refused=frozenset(one.place for one in in_force(known) if one.kind == REFUSE),
        notes={one: note for one, note in notes.items() if note},
        changes=_changes(in_force(known)),
        works={one.session: (one.place, one.id) for one in in_force(known) if one.kind == WORK and one.session},
        rests=tuple(rest for one in in_force(known) if one.kind == REST and (rest := rest_of(one))),
        missed={one: said.start for one, said in told.items() if said.kind == "missed" and said.start},
        short_weeks=tuple(short_weeks),
    )


def _changes(known: Iterable[Decision]) -> dict[int, tuple[Change, ...]]:
    """Return what was changed in each session, in the order it was decided."""
    found: dict[int, tuple[Change, ...]] = {}
    for one in known:
        if one.kind in {INSTEAD, EXTRA} and one.session is not None:
            found[one.session] = (*found.get(one.session, ()), change_of(one))
    return found


_LAST_WORDS: Final = frozenset({"skip", "done", "missed"})
"""What is said of a session as a whole; the last of them counts, until it is given another time."""


def _instead(found: Mapping[int, int], now: dict[int, int], before: dict[int, int]) -> None:
    """Let the last word on how long a session is count."""
    now.update(found)
    for session in found:
        before.pop(session, None)


def _minutes(decision: Decision) -> dict[int, int]:
    """Return the minutes from the start to the end that a decision leaves a session."""
    if decision.session is None or decision.start is None or decision.until is None:
        return {}
    return {decision.session: (decision.until - decision.start) // timedelta(minutes=1)}


def _set_by_hand(decision: Decision) -> dict[int, datetime]:
    """Return the starts that a move, pin or swap sets."""
    if decision.kind not in {"move", "pin", "swap"}:
        return {}
    pairs = ((decision.session, decision.start), (decision.other, decision.until))
    return {session: start for session, start in pairs if session is not None and start is not None}
