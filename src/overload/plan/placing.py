"""Where the sessions go: what has become of the past, what is still wanted, and where the scheduler puts it.

Computed once for a plan and kept by it: whoever asks later why a session stands where it does, or whether it may stand
elsewhere, asks about this very placement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import attrs

from overload.model import Opening, Placed, Placement, Published, Request, Silence, Status, focus_groups
from overload.plan.inputs import Inputs
from overload.plan.left_out import Turns, weighed
from overload.plan.openings import times_of
from overload.plan.past import Past, Terms, sort_out
from overload.plan.request import WEIGHT_BACK, request, rhythm, set_by_hand
from overload.plan.shortening import slots_for
from overload.plan.values import Placing
from overload.plan.wanted import Candidate, candidates
from overload.schedule import explained

DIARY = timedelta(weeks=52)
"""How far back done and missed sessions stay in the plan."""


def placed(inputs: Inputs) -> Placing:
    """Return where everything still wanted goes: one search, and more only where a group is left out or put off."""
    past = _past(inputs)
    found = _placed(inputs, past)
    # Of an order that rolls on what is put off goes further, not away: subscribers would see it come back later.
    weeks = _puts_off(inputs, found)
    for more in (weeks, 2 * weeks) if weeks else ():
        further = _placed(attrs.evolve(inputs, weeks=len(inputs.horizon) + more), past)
        if not _puts_off(inputs, further):
            return further
    return found


def _placed(inputs: Inputs, past: Past) -> Placing:
    wanted = _wanted(inputs, past)
    return Placing(past, wanted, *_solved(inputs, request(inputs, past, wanted)))


def _puts_off(inputs: Inputs, found: Placing) -> int:
    """Return by how many weeks an order that rolls on exceeds the horizon with what was shown, 0 where it does not."""
    shown = {session.key for session in found.past.ahead if session.status is Status.PLANNED}
    rolling = [candidate.key for candidate in found.wanted if candidate.week is None and candidate.key in shown]
    lost = {missed.key for missed in found.placement.lost}
    if not rolling or rolling[-1] not in lost:
        return 0
    a_week = max(times_of(inputs.config, inputs.horizon[-1]), 1)
    return -(-len(lost.intersection(rolling)) // a_week)


def _solved(inputs: Inputs, asked: Request) -> tuple[Request, Placement]:
    """Return the best placement and the question it answers, in which what is left out for long counts more."""

    def its_rhythm(groups: frozenset[str]) -> float:
        return rhythm(inputs, groups)

    turns = Turns(asked, WEIGHT_BACK, its_rhythm, inputs.config.calendar.start)
    return turns.asked, turns.placement


def remembered_as(inputs: Inputs, placing: Placing) -> Placing:
    """Return what `placed` says once a placing has been published: everything stays, and the reasons know of it.

    What is best stays best where it stands, so nothing is searched as long as the same sessions are wanted.
    """
    past = _past(inputs)
    wanted = _wanted(inputs, past)
    asked = request(inputs, past, wanted)
    if {one.key for one in asked.wanted} != {one.key for one in placing.asked.wanted}:
        return Placing(past, wanted, *_solved(inputs, asked))
    asked = weighed(asked, {one.key: one.weight for one in placing.asked.wanted})
    chosen = {one.key: one.opening for one in placing.placement.placed}
    return Placing(past, wanted, asked, explained(asked, chosen))


def left_in_place(inputs: Inputs) -> Placing:
    """Return the placing that subscribers know: whatever is ahead and still wanted stays where it was shown."""
    past = _past(inputs)
    wanted = _wanted(inputs, past)
    keys = {candidate.key for candidate in wanted}
    # One that had no place stays without: it is ahead only to be searched a place for.
    stays = (shown for shown in past.ahead if shown.key in keys and shown.status is Status.PLANNED)
    ahead = sorted(stays, key=lambda shown: (shown.start, shown.ordinal))
    stand = tuple(Placed(shown.key, Opening(shown.start, shown.minutes, shown.place), "") for shown in ahead)
    return Placing(past, wanted, request(inputs, past, wanted), Placement(stand))


def asked_again(inputs: Inputs, placing: Placing, session: Published) -> Request:
    """Return the question of a placing, with a session in it behind us that is given another time.

    Nothing is solved: it is the question of the plan itself wherever the session was asked for already.
    """
    if placing.wants(session.key) is not None:
        return placing.asked
    past = placing.past.reopened(session.ordinal)
    return request(inputs, past, _wanted(inputs, past, frozenset({session.key})))


def _past(inputs: Inputs) -> Past:
    """Return what has become of the sessions that were shown."""
    oldest = inputs.wall - DIARY
    shown = [session for session in inputs.published if session.start > oldest]
    asked = {session.ordinal: slots_for(inputs, session) for session in shown}
    exercises = {ordinal: [slot.exercise for slot in slots] for ordinal, slots in asked.items()}
    first = min((session.start.date() for session in shown), default=inputs.wall.date())
    # A session may have been done days before its time; a week is as early as it can be within its own.
    entries = inputs.marked_log.since(first - timedelta(days=7))
    silence = inputs.config.calendar.silence
    terms = Terms(
        inputs.config.calendar.grace_days,
        silence or Silence.MISSED,
        _following(inputs, shown),
        is_free_done=silence is None,
    )
    past = sort_out(shown, entries, exercises, inputs.wall, inputs.decided, terms)
    return attrs.evolve(past, long_past=tuple(each.key for each in inputs.published if each.start <= oldest))


def _following(inputs: Inputs, shown: Sequence[Published]) -> Mapping[int, datetime]:
    """Return per session when the next one begins that trains a group of its own."""
    coming: dict[str, datetime] = {}
    following: dict[int, datetime] = {}
    standing = (one for one in shown if one.status is not Status.CANCELLED)
    for session in sorted(standing, key=lambda one: one.start, reverse=True):
        groups = focus_groups(inputs.day(session).focus)
        if starts := [coming[group] for group in groups if group in coming]:
            following[session.ordinal] = min(starts)
        coming |= dict.fromkeys(groups, session.start)
    return following


def _wanted(inputs: Inputs, past: Past, again: frozenset[str] = frozenset()) -> tuple[Candidate, ...]:
    """Return what is still to be placed; what was set by hand to a time ahead comes with it, whatever its week."""
    skipped = {session.key for session in inputs.published if session.ordinal in inputs.decided.skipped}
    ahead = {session.key for session in past.ahead}
    by_hand = again | (ahead & set_by_hand(inputs).keys())
    found = candidates(inputs.days, inputs.config, inputs.horizon, past, inputs.wall, by_hand)
    return tuple(candidate for candidate in found if candidate.key not in skipped)
