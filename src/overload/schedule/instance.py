"""A request in the numbers the search works with: bit sets, seconds and packed costs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

import attrs

from overload.model import Opening, Request, Trained, Wanted
from overload.moments import monday
from overload.schedule.costs import (
    Scale,
    Wish,
    minutes_between,
    preferred_starts,
    scale_for,
    shown,
    touch_costs,
    touches,
)

DAY: Final = 86_400


@attrs.frozen
class Event:
    """What the sweep meets at a moment (in seconds): an opening, or a session that stands already.

    `opening` is its place in `Instance.openings`, or -1. A standing session has its `kind`, and `looks_back` unless it
    is behind us. `is_second` says that a session stands on the same date before it.
    """

    start: int
    rank: int
    opening: int = -1
    kind: int = -1
    looks_back: bool = False
    is_second: bool = False


@attrs.frozen
class Date:
    """One date of the sweep.

    `anchored` is the bit set of dates (0 = this one, 1 = yesterday ...) with sessions that stand already; `room` is
    how many movable sessions may join those of this date; `following` the place of the first opening after it.
    """

    ordinal: int
    monday: date
    events: tuple[Event, ...]
    anchored: int
    room: int
    following: int


@attrs.frozen
class Instance:
    """All the search needs. Movable sessions that keep their order are numbered 0.. (`chain`), free ones are bits.

    `fits[j]` lists (session, cost there) for the opening j and the sessions that may stand there as far as openings
    and standing sessions decide; `free_fits[j]` likewise by bit number. `lose[i]` is what losing costs. `rounded_up`
    holds, for each start, the latest one that frees the same openings; `recovery` is in seconds. `base` is what
    sessions fixed by hand cost wherever the others go.
    """

    request: Request
    scale: Scale
    openings: tuple[Opening, ...]
    starts: tuple[int, ...]
    dates: tuple[Date, ...]
    chain: tuple[Wanted, ...]
    free: tuple[Wanted, ...]
    chain_kinds: tuple[int, ...]
    free_kinds: tuple[int, ...]
    fits: tuple[tuple[tuple[int, int], ...], ...]
    free_fits: tuple[tuple[tuple[int, int], ...], ...]
    lose: tuple[int, ...]
    free_lose: tuple[int, ...]
    shares_focus: tuple[tuple[bool, ...], ...]
    shares_muscles: tuple[tuple[int, ...], ...]
    minutes: tuple[int, ...]
    rhythms: tuple[float, ...]
    rounded_up: dict[int, int]
    recovery: int
    base: int

    @cached_property
    def first_fits(self) -> tuple[Sequence[int | None], Sequence[int | None]]:
        """The first start that suits each session of the chain, and each free one; None: there is none."""
        return self._firsts(self.fits, len(self.chain)), self._firsts(self.free_fits, len(self.free))

    def _firsts(self, fits: tuple[tuple[tuple[int, int], ...], ...], count: int) -> Sequence[int | None]:
        firsts: dict[int, int] = {}
        for start, row in zip(self.starts, fits, strict=True):
            if len(firsts) == count:
                break
            for number, _ in row:
                firsts.setdefault(number, start)
        return [firsts.get(number) for number in range(count)]


def seconds(moment: datetime) -> int:
    """Return a wall-clock moment as a number of seconds that ascends."""
    return moment.toordinal() * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


def prepare(request: Request) -> Instance:
    """Turn a request into numbers."""
    scale = scale_for(request)
    openings = tuple(opening for opening in request.openings if opening.start >= request.now)
    movable = [wanted for wanted in request.wanted if wanted.fixed is None]
    chain = tuple(wanted for wanted in movable if not wanted.free)
    free = tuple(wanted for wanted in movable if wanted.free)
    kinds = _Kinds((*request.wanted, *request.trained))
    anchors = _anchors(request, kinds)
    fits = _Fits(request, scale, openings)
    starts = tuple(seconds(opening.start) for opening in openings)
    moments = sorted({*starts, *(anchor.start for anchor in anchors)})
    recovery = int(request.recovery.total_seconds())
    return Instance(
        request=request,
        scale=scale,
        openings=openings,
        starts=starts,
        dates=_dates(request, openings, anchors),
        chain=chain,
        free=free,
        chain_kinds=tuple(map(kinds.of, chain)),
        free_kinds=tuple(map(kinds.of, free)),
        fits=fits.table(chain),
        free_fits=fits.table(free),
        lose=tuple(_lose(request, scale, wanted) for wanted in chain),
        free_lose=tuple(_lose(request, scale, wanted) for wanted in free),
        shares_focus=kinds.shares_focus(),
        shares_muscles=kinds.shares_muscles(),
        minutes=kinds.minutes(),
        rhythms=kinds.rhythms(),
        rounded_up={start: _rounded_up(start, moments, recovery) for start in moments},
        recovery=recovery,
        base=sum(
            scale.pack(touch_costs(request, wanted, wanted.fixed), Wish.SOON)
            for wanted in request.wanted
            if wanted.fixed
        ),
    )


class _Kinds:
    """Sessions with the same focus groups, muscles, length and rhythm are of one kind."""

    def __init__(self, sessions: Iterable[Wanted | Trained]) -> None:
        self.numbers: dict[_Kind, int] = {}
        for session in sessions:
            self.numbers.setdefault(_kind(session), len(self.numbers))

    def of(self, session: Wanted | Trained) -> int:
        return self.numbers[_kind(session)]

    def minutes(self) -> tuple[int, ...]:
        return tuple(minutes for _, _, minutes, _ in self.numbers)

    def rhythms(self) -> tuple[float, ...]:
        return tuple(rhythm for _, _, _, rhythm in self.numbers)

    def shares_focus(self) -> tuple[tuple[bool, ...], ...]:
        return tuple(tuple(bool(mine & other) for other, *_ in self.numbers) for mine, *_ in self.numbers)

    def shares_muscles(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(len(mine & other) for _, other, *_ in self.numbers) for _, mine, *_ in self.numbers)


_Kind = tuple[frozenset[str], frozenset[str], int, float]


def _kind(session: Wanted | Trained) -> _Kind:
    """Return what makes a kind; what is behind us takes no time any more, and follows nothing."""
    if isinstance(session, Trained):
        return (session.focus, session.muscles, 0, 0.0)
    return (session.focus, session.muscles, max(1, session.minutes), session.rhythm)


def _anchors(request: Request, kinds: _Kinds) -> list[Event]:
    """Return what stands already: sessions behind us, and those fixed by hand."""
    behind = [Event(seconds(session.start), 0, kind=kinds.of(session)) for session in request.trained]
    by_hand = [(session, session.fixed) for session in request.wanted if session.fixed]
    return behind + [Event(seconds(at), 1, kind=kinds.of(session), looks_back=True) for session, at in by_hand]


def _dates(request: Request, openings: Sequence[Opening], anchors: Sequence[Event]) -> tuple[Date, ...]:
    by_date: dict[int, list[Event]] = {}
    for event in anchors:
        by_date.setdefault(event.start // DAY, []).append(event)
    counts = {ordinal: len(events) for ordinal, events in by_date.items()}
    ordinals = [opening.start.toordinal() for opening in openings]
    for place, opening in enumerate(openings):
        event = Event(seconds(opening.start), 2, opening=place)
        by_date.setdefault(event.start // DAY, []).append(event)
    return tuple(
        Date(
            ordinal,
            monday(datetime.fromordinal(ordinal)),
            _in_turn(by_date[ordinal]),
            sum(1 << back for back in range(7) if ordinal - back in counts),
            max(0, request.per_day - counts.get(ordinal, 0)),
            bisect_right(ordinals, ordinal),
        )
        for ordinal in sorted(by_date)
    )


def _in_turn(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort the events of a date by time, and mark those that have a standing session before them."""
    ordered: list[Event] = []
    is_second = False
    for event in sorted(events, key=lambda event: (event.start, event.rank)):
        ordered.append(attrs.evolve(event, is_second=True) if is_second else event)
        is_second = is_second or event.opening < 0
    return tuple(ordered)


def _rounded_up(start: int, moments: Sequence[int], recovery: int) -> int:
    """Return the latest start that would free the same moments: those at which anything can happen.

    Starts that free the same moments become one, which keeps the states of the search few. Why it is safe: nothing can
    stand between the moments, so whether recovery is over at each of them is all that a start ever decides.
    """
    place = bisect_left(moments, start + recovery)
    until = moments[place] if place < len(moments) else moments[-1] + 1
    return until - recovery


def _lose(request: Request, scale: Scale, wanted: Wanted) -> int:
    return wanted.weight * scale.units[Wish.LOST] + _touched(request, scale, wanted, None)


def _touched(request: Request, scale: Scale, wanted: Wanted, start: datetime | None) -> int:
    return scale.pack(touch_costs(request, wanted, start), Wish.SOON)


class _Fits:
    """Which sessions an opening suits, and what each costs there by itself."""

    def __init__(self, request: Request, scale: Scale, openings: Sequence[Opening]) -> None:
        self.request, self.scale, self.openings = request, scale, openings
        preferred = preferred_starts(request.openings)
        passed = len(request.openings) - len(openings)
        starts = [opening.start for opening in openings]
        off = [minutes_between(start, preferred.get(start.date(), start)) for start in starts]
        self.costs = [
            scale.pack((int(not opening.preferred),), Wish.NOT_PREFERRED)
            + scale.pack((off[place], passed + bisect_left(starts, opening.start)), Wish.OFF_TIME)
            for place, opening in enumerate(openings)
        ]
        self.anchors = [(session.start, session.focus) for session in request.trained]
        self.anchors += [(session.fixed, session.focus) for session in request.wanted if session.fixed]
        self.anchors += [(session.start, session.focus) for session in request.elsewhere]
        self.by_hand = [
            (session.fixed, session.fixed + timedelta(minutes=max(1, session.minutes)))
            for session in request.wanted
            if session.fixed is not None
        ]
        self.rooms = [self._room(opening) for opening in openings]
        self.tired = [self._tired(opening.start) for opening in openings]
        self.suited: dict[tuple[date | None, date | None, frozenset[str], int], list[int]] = {}
        self.by_week: dict[date, list[int]] = {}
        for place, opening in enumerate(openings):
            self.by_week.setdefault(monday(opening.start), []).append(place)

    def _room(self, opening: Opening) -> int:
        """Return the minutes from an opening to its end or the next fixed session; 0 when one is under way."""
        room = opening.minutes
        for start, end in self.by_hand:
            if end > opening.start:
                room = min(room, max(0, (start - opening.start) // timedelta(minutes=1)))
        return room

    def _tired(self, start: datetime) -> frozenset[str]:
        """Return the focus groups that standing sessions keep from an opening."""
        groups: set[str] = set()
        for at, focus in self.anchors:
            if abs(at - start) < self.request.recovery:
                groups |= focus
        return frozenset(groups)

    def table(self, sessions: Sequence[Wanted]) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Return, for each opening, the sessions that may stand there with what they cost."""
        rows: list[list[tuple[int, int]]] = [[] for _ in self.openings]
        for number, session in enumerate(sessions):
            for place, price in zip(*self._priced(session), strict=True):
                rows[place].append((number, price))
        return tuple(map(tuple, rows))

    def _priced(self, session: Wanted) -> tuple[Sequence[int], Iterable[int]]:
        """Return the places of the openings that suit a session, and what it costs at each."""
        alike = (session.week, session.on, session.focus, session.minutes)
        places = self.suited.get(alike)
        if places is None:
            places = self.suited[alike] = [
                place for place in self._of_week(session.week) if self._suits(session, place)
            ]
        prices = [self.costs[place] for place in places]
        if shown(self.request, session) is None:
            return places, prices
        starts = [self.openings[place].start for place in places]
        touched = touches(self.request, session, starts)
        return places, [
            price + self.scale.pack(parts, Wish.SOON) if any(parts) else price
            for price, parts in zip(prices, touched, strict=True)
        ]

    def _of_week(self, week: date | None) -> Sequence[int]:
        return range(len(self.openings)) if week is None else self.by_week.get(week, ())

    def _suits(self, session: Wanted, place: int) -> bool:
        is_there = session.on is None or self.openings[place].start.date() == session.on
        return is_there and max(1, session.minutes) <= self.rooms[place] and not session.focus & self.tired[place]
