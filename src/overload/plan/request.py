"""What the scheduler is asked: the sessions wanted, the openings there are, what stands already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

import attrs

from overload.model import BusyTime, Day, Opening, Published, Request, Trained, Wanted, focus_groups
from overload.moments import monday
from overload.plan.busy import with_busy
from overload.plan.closed import closed
from overload.plan.gaps import gaps_last, least_minutes
from overload.plan.inputs import Inputs
from overload.plan.openings import openings, times_of
from overload.plan.past import Past
from overload.plan.short_week import will_be_short
from overload.plan.shortening import minutes_in_short_week
from overload.plan.split import BACK, is_back, muscles_of
from overload.plan.wanted import Candidate, has_extra, of_week, rolls

WEIGHT, WEIGHT_BACK, WEIGHT_EXTRA = 10, 30, 1
"""What losing a session costs: a back session three times another one, the added second back session least."""


def request(inputs: Inputs, past: Past, wanted: Sequence[Candidate]) -> Request:
    """Return the question put to the scheduler."""
    starts, of_days = set_by_hand(inputs), _OfDays(inputs)
    whole = [_wanted(of_days.of(each.day), each, len(wanted) - number, starts) for number, each in enumerate(wanted)]
    whole = [
        attrs.evolve(asked, minutes=minutes_in_short_week(inputs, each.day, inputs.config.places[0].id))
        if will_be_short(inputs, past, each)
        else asked
        for asked, each in zip(whole, wanted, strict=True)
    ]
    left = _left_by_hand(inputs)
    whole = [attrs.evolve(each, minutes=min(each.minutes, left.get(each.key, each.minutes))) for each in whole]
    there = with_busy(_openings(inputs), inputs.busy)
    return Request(
        wanted=tuple(_cut_to_gaps(inputs, each) for each in whole),
        openings=tuple(gaps_last(inputs, there, max((each.minutes for each in whole), default=0))),
        now=inputs.wall,
        trained=tuple(trained(inputs, session) for session in (*past.done, *past.due, *past.unknown)),
        published={session.key: session.start for session in past.ahead},
        elsewhere=tuple(elsewhere(inputs.busy)),
        per_day=inputs.config.calendar.sessions_per_day,
    )


def undisturbed(inputs: Inputs, week: date) -> Request:
    """Return the question of one week (by its Monday) with nothing in its way: all its sessions, all training times."""
    whole_week = attrs.evolve(inputs.config, calendar=attrs.evolve(inputs.config.calendar, start=week))
    of_days = _OfDays(inputs)
    return Request(
        wanted=tuple(_wanted(of_days.of(each.day), each, 0, {}) for each in of_week(inputs.days, inputs.config, week)),
        openings=tuple(openings(whole_week, [week])),
        now=datetime.combine(week, time()),
        per_day=inputs.config.calendar.sessions_per_day,
    )


def elsewhere(busy: Iterable[BusyTime]) -> Iterator[Trained]:
    """Yield what else the athlete trains; of an event of whole days each is as if it began at noon."""
    for one in busy:
        groups = focus_groups(one.trains)
        if not groups:
            continue
        days = (one.end - one.start) / timedelta(days=1)
        is_whole = one.start.time() == time() and days >= 1 and days.is_integer()
        starts = [one.start + timedelta(days=day, hours=12) for day in range(int(days))] if is_whole else [one.start]
        yield from (Trained(start, groups, frozenset(), str(one)) for start in starts)


def set_by_hand(inputs: Inputs) -> dict[str, datetime]:
    """Return the starts still ahead that were set by hand, by key."""
    starts = inputs.decided.starts
    return {
        session.key: starts[session.ordinal]
        for session in inputs.published
        if session.ordinal in starts and not inputs.is_over(starts[session.ordinal])
    }


def _openings(inputs: Inputs) -> Iterator[Opening]:
    """Yield the training times ahead; days away give none, or what can be trained there."""
    for opening in openings(inputs.config, inputs.horizon):
        if not closed(inputs, opening.start):
            there = inputs.place_while_away(opening.start.date())
            yield attrs.evolve(opening, place=there.id) if there else opening


def _cut_to_gaps(inputs: Inputs, wanted: Wanted) -> Wanted:
    """Return a session with the time that it needs at least; one that was set by hand has all of its own."""
    return wanted if wanted.fixed else attrs.evolve(wanted, minutes=least_minutes(inputs, wanted.minutes))


def _left_by_hand(inputs: Inputs) -> dict[str, int]:
    """Return the minutes that are left to sessions that were cut short by hand, by key."""
    left = inputs.decided.shortened
    return {session.key: left[session.ordinal] for session in inputs.published if session.ordinal in left}


@attrs.frozen
class _OfDay:
    """What every session of a day of the weekly calendar asks the scheduler for."""

    focus: frozenset[str]
    muscles: frozenset[str]
    weight: int
    minutes: int
    rhythm: float


@attrs.frozen
class _OfDays:
    """What the days ask for, each worked out once: every week has the same ones."""

    inputs: Inputs
    _found: dict[int, _OfDay] = attrs.field(factory=dict, init=False)

    def of(self, day: Day) -> _OfDay:
        """Return what sessions of a day of the weekly calendar ask for."""
        if id(day) not in self._found:
            inputs, focus = self.inputs, focus_groups(day.focus)
            # Where it will stand is not known yet; the first place stands for all, as most athletes have one.
            slots = inputs.slots(day, inputs.config.places[0].id)
            self._found[id(day)] = _OfDay(
                focus,
                muscles_of(day, slots, inputs.catalog),
                WEIGHT_BACK if is_back(day) else WEIGHT,
                inputs.minutes_of(day, slots),
                rhythm(inputs, focus),
            )
        return self._found[id(day)]


def _wanted(of_day: _OfDay, candidate: Candidate, left: int, starts: dict[str, datetime]) -> Wanted:
    """Return what the scheduler is asked for; of an order that rolls on, only the end (fewest `left`) may be lost."""
    weight = WEIGHT_EXTRA if candidate.is_extra else of_day.weight
    return Wanted(
        key=candidate.key,
        focus=of_day.focus,
        muscles=of_day.muscles,
        week=candidate.week,
        weight=left if candidate.week is None else weight,
        minutes=of_day.minutes,
        free=candidate.is_extra,
        fixed=starts.get(candidate.key),
        rhythm=of_day.rhythm,
    )


def rhythm(inputs: Inputs, groups: frozenset[str]) -> float:
    """Return after how many days focus groups stand best: the cycle over the times that any of them comes in it.

    The cycle is a week, or as long as a round takes where the order rolls on.
    """
    days = inputs.days
    alike = sum(bool(groups & focus_groups(day.focus)) for day in days)
    cycle, is_rolling = 7.0, rolls(days, inputs.config)
    times = max(alike + (BACK in groups and not is_rolling and has_extra(days, inputs.config)), 1)
    if is_rolling:
        first = monday(inputs.config.calendar.start)
        month = sum(times_of(inputs.config, first + timedelta(weeks=number)) for number in range(4))
        cycle = 28 * len(days) / max(month, 1)
    return cycle / times


def trained(inputs: Inputs, session: Published) -> Trained:
    """Return a session behind us as the scheduler needs it."""
    day = inputs.day(session)
    muscles = muscles_of(day, (*inputs.slots_in(session), *inputs.extras_in(session)), inputs.catalog)
    return Trained(session.start, focus_groups(day.focus), muscles)
