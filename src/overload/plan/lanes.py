"""Which lane of an exercise something belongs to: one place for every question of that kind.

A lane is an exercise, a measure and a range: what is asked of the exercise. What is learnt in one stays there, so that
heavy and light sessions of an exercise get on side by side. The lanes are the ranges in which the slots of the plan
have the exercise now, however many they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from overload.model import (
    Entry,
    Measure,
    Performed,
    Prescription,
    RepRange,
    SetDone,
    SetKind,
    SetTarget,
    WorkoutSlot,
    key_of,
)

Lanes = Mapping[str, tuple[RepRange, ...]]
"""The lanes of each exercise, by its id; the lower ones first."""


def lanes_of(slots: Iterable[WorkoutSlot]) -> Lanes:
    """Return the lanes that slots have, whatever their order."""
    found: dict[str, set[RepRange]] = defaultdict(set)
    for slot in slots:
        found[slot.exercise].add(slot.reps)
    return {exercise: tuple(sorted(ranges, key=_order)) for exercise, ranges in found.items()}


def shared_out(history: Sequence[Performed], lanes: Sequence[RepRange]) -> tuple[RepRange | None, ...]:
    """Return to which of the lanes of its exercise (at least one) each past session belongs; `history` is oldest first.

    It is the lane it was asked in, while a slot still has that. A range that no slot has any more was edited into
    another, and takes its whole lane along: to the nearest of those that came after it, else the nearest that did not
    run beside it. None where all of them did: its slot was taken away, and what it learnt says nothing of theirs. What
    nobody asked for, or before there were lanes, is of the lane nearest to what was asked or done.
    """
    asked = [session.asked.lane if session.asked else None for session in history]
    heirs = {lane: _heir(lane, asked, lanes) for lane in set(asked) if lane is not None}
    return tuple(
        nearest(_sets(session), lanes) if lane is None else heirs[lane]
        for session, lane in zip(history, asked, strict=True)
    )


def _heir(gone: RepRange, asked: Sequence[RepRange | None], lanes: Sequence[RepRange]) -> RepRange | None:
    if gone in lanes:
        return gone
    first, last = asked.index(gone), len(asked) - 1 - asked[::-1].index(gone)
    before, beside = set(asked[:last]), set(asked[first:last])
    apart = [lane for lane in lanes if lane not in beside]
    after = [lane for lane in apart if lane not in before]
    return min(after or apart, key=lambda lane: (*_distance(gone, lane), *_order(lane)), default=None)


def _sets(session: Performed) -> Sequence[SetTarget | SetDone]:
    return session.asked.sets if session.asked and session.asked.sets else session.sets


def nearest(sets: Sequence[SetTarget | SetDone], lanes: Sequence[RepRange]) -> RepRange:
    """Return the lane (of at least one) nearest to what sets are like; of two equally near the lower.

    One of their measure is nearer than any other; then the middle count of the work sets decides.
    """
    if len(lanes) == 1:
        return lanes[0]
    return min(lanes, key=lambda lane: (*_distance_of(sets, lane), *_order(lane)))


def _distance_of(sets: Sequence[SetTarget | SetDone], lane: RepRange) -> tuple[bool, int]:
    tried = [one for one in sets if isinstance(one, SetTarget) or not one.left_out]
    work = [one for one in tried if one.kind is SetKind.WORK] or tried
    if not work:
        return False, 0
    measure = work[0].measure
    counts = sorted(one.reps for one in work if one.measure is measure)
    count = counts[(len(counts) - 1) // 2]  # the median, the lower one of two
    return measure is not lane.measure, max(lane.low - count, count - lane.high, 0)


def _distance(one: RepRange, other: RepRange) -> tuple[bool, int]:
    return one.measure is not other.measure, abs(one.low - other.low) + abs(one.high - other.high)


def _order(lane: RepRange) -> tuple[Measure, int, int]:
    return lane.measure, lane.low, lane.high


class History:
    """What is known of an exercise, oldest first: of each of its lanes by itself, and of the others beside it."""

    def __init__(self, known: Sequence[tuple[RepRange | None, Performed]]) -> None:
        self._known = list(known)
        self._own: dict[RepRange | None, list[Performed]] = defaultdict(list)
        for lane, session in known:
            self._own[lane].append(session)

    @classmethod
    def of_lanes(cls, sessions: Sequence[Performed], lanes: Sequence[RepRange]) -> History:
        """Return past sessions shared out among lanes; where there are none they belong to none."""
        of = shared_out(sessions, lanes) if lanes else [None] * len(sessions)
        return cls(list(zip(of, sessions, strict=True)))

    @property
    def whole(self) -> Sequence[Performed]:
        """All that was done of the exercise, in whatever lane."""
        return [session for _, session in self._known]

    def of(self, lane: RepRange) -> Sequence[Performed]:
        """Return what a rule is shown that serves a lane."""
        return self._own[lane]

    def beside(self, lane: RepRange) -> Sequence[Performed]:
        """Return all that was done in other lanes, also in those that no slot has any more."""
        if len(self._own[lane]) == len(self._known):
            return ()
        return [session for other, session in self._known if other != lane]

    def add(self, lane: RepRange | None, session: Performed) -> None:
        """Add a session that is assumed to be done."""
        self._known.append((lane, session))
        self._own[lane].append(session)

    def replace_last(self, lane: RepRange | None, asked: Prescription) -> Performed:
        """Let something else have been asked for in the session that was added last to a lane; return it, done."""
        place = max(place for place, (other, _) in enumerate(self._known) if other == lane)
        done = tuple(target.met() for target in asked.sets)
        session = attrs.evolve(self._known[place][1], sets=done, asked=asked)
        self._known[place] = lane, session
        self._own[lane][-1] = session
        return session


@attrs.frozen
class Turn:
    """A slot of a session, the `key` that tells it from the others there, and what was written down of it."""

    slot: WorkoutSlot
    key: str
    done: Entry | None = None


def turns(slots: Sequence[WorkoutSlot], entries: Sequence[Entry] = ()) -> tuple[Turn, ...]:
    """Return the slots of a session with their `entries` (oldest first; the last of a slot counts).

    An entry belongs to the slot that asked for it, else to the nearest in range that has none yet.
    """
    done: dict[int, Entry] = {}
    known = {(slot.exercise, slot.reps) for slot in slots}
    for entry in sorted(entries, key=lambda entry: (entry.exercise, _lane(entry)) not in known):
        places = [place for place, slot in enumerate(slots) if slot.exercise == entry.exercise]
        if places:
            done[_place(entry, places, slots, done)] = entry
    return tuple(
        Turn(slot, key, done.get(place)) for place, (slot, key) in enumerate(zip(slots, _keys(slots), strict=True))
    )


def _lane(entry: Entry) -> RepRange | None:
    return entry.asked.lane if entry.asked else None


def _place(entry: Entry, places: Sequence[int], slots: Sequence[WorkoutSlot], done: Mapping[int, Entry]) -> int:
    own = [place for place in places if slots[place].reps == _lane(entry)]
    free = [place for place in own or places if place not in done] or own or places
    lane = nearest(entry.sets, [slots[place].reps for place in free])
    return next(place for place in free if slots[place].reps == lane)


def _keys(slots: Sequence[WorkoutSlot]) -> Iterator[str]:
    """Yield the id of each slot's exercise; with its range where a session has it twice, and a number if need be."""
    times, met = Counter(slot.exercise for slot in slots), Counter[str]()
    for slot in slots:
        key = slot.exercise if times[slot.exercise] == 1 else key_of(slot.exercise, slot.reps)
        met[key] += 1
        yield key if met[key] == 1 else f"{key}.{met[key]}"
