"""Deciding by hand: move, pin, skip, swap, time away, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import attrs

from overload.config.clock import zone as read_zone
from overload.errors import DataError, Problem, UsageError
from overload.model import Decision, Opening, Status
from overload.moments import full_day_words, full_days_words, moment_words, monday, week_words
from overload.plan import Session, build
from overload.plan.away import BAR, BESIDES, IN_ZONE, as_pair, away_of
from overload.plan.decided import REFUSE, in_force
from overload.plan.finding import named
from overload.plan.instead import OTHERWISE, otherwise_words
from overload.plan.objections import objection
from overload.plan.openings import openings
from overload.plan.short_week import SAID
from overload.plan.without import what_is_missing
from overload.update.desk import Desk, at_desk
from overload.update.folder import Clock
from overload.update.home import Home
from overload.update.publish import Updated, publish


@attrs.frozen
class Enacted:
    """A decision that was stored, in words, and the update that followed."""

    words: str
    updated: Updated


@attrs.frozen
class Proposal:
    """A decision that has yet to be stored, and how it is said."""

    words: str
    decision: Decision


AFTER: Final = "decided.after"
"""Under this name the store remembers which entry was the last one when a decision was made: times may be the same."""
KEPT: Final = 100
"""So many of the last decisions can be told from entries of the same second."""


def keep(desk: Desk, proposal: Proposal) -> Decision:
    """Store a decision, and after which entry it came, and return it; publishing is left to the caller."""
    store = desk.folder.store
    decision = store.decide(attrs.evolve(proposal.decision, recorded=desk.recorded))
    last = store.last_entry()
    known: dict[str, int] = json.loads(store.get(AFTER) or "{}")
    newest = {**known, str(decision.id): last.id if last else 0}
    store.set(AFTER, json.dumps(dict(list(newest.items())[-KEPT:])))
    return decision


def _refuse_unless_forced(
    desk: Desk, session: Session, start: datetime, swapped: Session | None, *, force: bool
) -> None:
    """Raise UsageError with the hard rule that a new start breaks."""
    law = objection(desk.inputs, desk.plan, session.ordinal, start, swapped.ordinal if swapped else None)
    if law and not force:
        place = f"{session.id} {session.day.name} to {moment_words(start)}"
        raise UsageError(Problem(place, f"that time is {law}", "choose another time, or add --force"))


def _decision(desk: Desk, kind: str, session: Session | None = None, start: datetime | None = None) -> Decision:
    """Return a decision that has yet to be stored."""
    return Decision(0, desk.now, kind, session.ordinal if session else None, start)


def decide(path: Path | Home, clock: Clock, work: Callable[[Desk], Proposal]) -> Enacted:
    """Store what `work` proposes about an opened folder and republish. Raises what `work` does."""
    with at_desk(path, clock) as desk:
        proposal = work(desk)
        keep(desk, proposal)
        return Enacted(proposal.words, publish(desk.folder, desk.now))


def _require_open(session: Session) -> Session:
    if session.status in {Status.PLANNED, Status.MISSED, Status.UNKNOWN}:
        return session
    raise UsageError(
        Problem(session.id, f"{session.day.name} is {session.status.value}", "choose one that is still to come")
    )


def move(path: Path | Home, clock: Clock, session: str, day: date, at: time | None, *, force: bool = False) -> Enacted:
    """Move a session to a date, at a time or at that date's own training time; it stays there.

    Raises UsageError where a hard rule stands against it and `force` is not given.
    """
    return decide(path, clock, lambda desk: moving(desk, named(desk.plan, session), day, at, force=force))


def moving(desk: Desk, session: Session, day: date, at: time | None, *, force: bool = False) -> Proposal:
    """Propose another start for a session. Raises UsageError where a hard rule stands against it."""
    _require_open(session)
    start = datetime.combine(day, at or _own_time(desk, day) or session.start.time())
    _refuse_unless_forced(desk, session, start, None, force=force)
    words = f"moved {session.id} {session.day.name} to {moment_words(start)}"
    return Proposal(words, _decision(desk, "move", session, start))


def _own_time(desk: Desk, day: date) -> time | None:
    found: list[Opening] = [one for one in openings(desk.folder.config, [monday(day)]) if one.start.date() == day]
    return found[0].start.time() if found else None


def pin(path: Path | Home, clock: Clock, session: str) -> Enacted:
    """Keep a session where it stands, whatever else changes."""

    def work(desk: Desk) -> Proposal:
        pinned = _require_open(named(desk.plan, session))
        start = pinned.start.replace(tzinfo=None)
        words = f"pinned {pinned.id} {pinned.day.name} at {moment_words(start)}"
        return Proposal(words, _decision(desk, "pin", pinned, start))

    return decide(path, clock, work)


def skip(path: Path | Home, clock: Clock, session: str) -> Enacted:
    """Call a session off."""
    return decide(path, clock, lambda desk: skipping(desk, named(desk.plan, session)))


def skipping(desk: Desk, session: Session) -> Proposal:
    """Propose to call a session off. Raises UsageError where it is behind us."""
    _require_open(session)
    words = f"skipped {session.id} {session.day.name} of {moment_words(session.start)}"
    return Proposal(words, _decision(desk, "skip", session))


def did(path: Path | Home, clock: Clock, session: str, *, was_done: bool = True) -> Enacted:
    """Say of a session that it was done, or that what is written down of it was all; or that it was not."""
    work = having_done if was_done else not_having_done
    return decide(path, clock, lambda desk: work(desk, named(desk.plan, session)))


def having_done(desk: Desk, session: Session) -> Proposal:
    """Propose that a session was done; that says nothing of loads. Raises UsageError where it is ahead, or known."""
    if session.status is Status.DONE:
        raise UsageError(Problem(session.id, f"{session.day.name} is done already"))
    if session.start.date() > desk.now.date() and not any(slot.done for slot in session.slots):
        hint = "write down what was done early with 'overload log'"
        raise UsageError(Problem(session.id, f"{session.day.name} is on {full_day_words(session.start)}", hint))
    start = session.start.replace(tzinfo=None)
    return Proposal(
        f"{session.id} {session.day.name} of {moment_words(start)} is done", _decision(desk, "done", session)
    )


def not_having_done(desk: Desk, session: Session) -> Proposal:
    """Propose that a session behind us was not done. Raises UsageError where it is ahead, or something was."""
    if session.status is Status.MISSED or session.status is Status.CANCELLED:
        raise UsageError(Problem(session.id, f"{session.day.name} is {session.status.value} already"))
    if any(slot.done for slot in session.slots):
        hint = "take it out with 'overload log remove', if it was not done"
        raise UsageError(Problem(session.id, f"something of {session.day.name} is written down", hint))
    if session.start > desk.now:
        raise UsageError(Problem(session.id, f"{session.day.name} is still ahead", f"overload skip {session.id}"))
    start = session.start.replace(tzinfo=None)
    words = f"{session.id} {session.day.name} of {moment_words(start)} was not done"
    return Proposal(words, _decision(desk, "missed", session, start))


def shorten(path: Path | Home, clock: Clock, session: str, minutes: int) -> Enacted:
    """Cut a session to so many minutes: what does most in them stays. Raises UsageError for one behind us."""
    return decide(path, clock, lambda desk: shortening(desk, named(desk.plan, session), minutes))


def shortening(desk: Desk, session: Session, minutes: int) -> Proposal:
    """Propose to leave a session so many minutes. Raises UsageError for one behind us."""
    _require_open(session)
    start = session.start.replace(tzinfo=None)
    decision = attrs.evolve(_decision(desk, "shorten", session, start), until=start + timedelta(minutes=minutes))
    return Proposal(f"shortened {session.id} {session.day.name} to {minutes} minutes", decision)


def lengthening(desk: Desk, session: Session, minutes: int) -> Proposal:
    """Propose to give a session more minutes than its work takes. Raises UsageError for one behind us."""
    _require_open(session)
    start = session.start.replace(tzinfo=None)
    decision = attrs.evolve(_decision(desk, "lengthen", session, start), until=start + timedelta(minutes=minutes))
    return Proposal(f"gave {session.id} {session.day.name} {minutes} minutes", decision)


def short_week(path: Path | Home, clock: Clock, day: date) -> Enacted:
    """Leave one hard set of each main lift to what is still ahead in the week of a date.

    Raises UsageError where nothing is ahead in it, or it is short already.
    """

    def work(desk: Desk) -> Proposal:
        week = monday(day)
        named_week = f"week {week_words(week)}"
        first = max(desk.inputs.wall, datetime.combine(week, time()))
        if any(short.week == week for short in desk.inputs.decided.short_weeks):
            raise UsageError(Problem("", f"{named_week} is short already", "'overload undo' makes it whole again"))
        ends = datetime.combine(week + timedelta(days=7), time())
        decision = attrs.evolve(_decision(desk, "short", None, first), until=ends)
        # What had no room as a whole may have some now, so the plan is asked that comes of it.
        then = build(attrs.evolve(desk.inputs, decisions=(*desk.inputs.decisions, decision)))
        ahead = [one for one in then.ahead() if first < one.start.replace(tzinfo=None) < ends]
        if not ahead:
            hint = "see 'overload week', and name a day of a week there"
            raise UsageError(Problem("", f"no session is ahead in {named_week}", hint))
        sessions = ", ".join(f"{one.id} {one.day.name}" for one in ahead)
        return Proposal(f"{named_week} is short: {SAID} in {sessions}", decision)

    return decide(path, clock, work)


def swap(path: Path | Home, clock: Clock, first: str, second: str, *, force: bool = False) -> Enacted:
    """Let two sessions change places."""
    return decide(
        path, clock, lambda desk: swapping(desk, named(desk.plan, first), named(desk.plan, second), force=force)
    )


def swapping(desk: Desk, session: Session, other: Session, *, force: bool = False) -> Proposal:
    """Propose that two sessions change places. Raises UsageError where a hard rule stands against it."""
    if _require_open(session).ordinal == _require_open(other).ordinal:
        raise UsageError(Problem("", f"{session.id} and {other.id} are the same session", "name two"))
    start, until = other.start.replace(tzinfo=None), session.start.replace(tzinfo=None)
    _refuse_unless_forced(desk, session, start, other, force=force)
    _refuse_unless_forced(desk, other, until, session, force=force)
    decision = attrs.evolve(_decision(desk, "swap", session, start), other=other.ordinal, until=until)
    return Proposal(f"swapped {session.id} {session.day.name} and {other.id} {other.day.name}", decision)


def refuse(path: Path | Home, clock: Clock, exercise: str) -> Enacted:
    """Have what a variation takes the place of instead of it, from now on."""
    return decide(path, clock, lambda desk: refusing(desk, exercise))


def refusing(desk: Desk, exercise: str, session: Session | None = None) -> Proposal:
    """Propose to do without a variation of another exercise, as it stands in a session or in any of those ahead.

    Raises UsageError where it takes the place of none.
    """
    found = desk.folder.catalog.find_exercise(exercise)
    among = desk.plan.ahead() if session is None else (session,)
    taken = {slot.exercise.id: slot for one in among for slot in one.slots if slot.instead_of}
    if found.id not in taken:
        those = f"those that do: {', '.join(taken)}" if taken else "every exercise ahead is the one of its workout"
        raise UsageError(Problem(exercise, f"the {found.name.lower()} takes the place of no other exercise", those))
    was = desk.folder.catalog.exercises[taken[found.id].instead_of]
    words = f"no {found.name.lower()} in the place of the {was.name.lower()} any more"
    return Proposal(words, attrs.evolve(_decision(desk, REFUSE, session), place=found.id))


def away(path: Path | Home, clock: Clock, first: date, last: date, why: str, words: tuple[str, ...]) -> Enacted:
    """Note days away, both included.

    The words are dumbbells (and `bar`) to train with there, none for nothing, and the time zone there behind an `@`.
    """
    if last < first:
        raise UsageError(
            Problem(full_days_words(first, last), "runs backwards", f"write '{full_days_words(last, first)}'")
        )

    def work(desk: Desk) -> Proposal:
        known = [_known(desk, word) for word in words]
        begin, end = (datetime.combine(day, time()) for day in (first, last))
        decision = attrs.evolve(_decision(desk, "away", None, begin), until=end, why=why, place=",".join(known))
        there = away_of(decision)
        lines = (
            f"away {full_days_words(first, last)}{f' ({why})' if why else ''}",
            *what_is_missing(desk.inputs, there),
        )
        return Proposal("\n".join(lines), decision)

    return decide(path, clock, work)


def _known(desk: Desk, word: str) -> str:
    """Return a word of a time away as it is stored. Raises UsageError for one that nobody knows."""
    if word == BAR:
        return word
    if word.startswith(IN_ZONE):
        try:
            return IN_ZONE + read_zone(word.removeprefix(IN_ZONE))
        except DataError as error:
            raise UsageError(*(attrs.evolve(problem, place="--zone") for problem in error.problems)) from None
    mark, named = (BESIDES, word.removeprefix(BESIDES).strip()) if word.startswith(BESIDES) else ("", word)
    pair = as_pair(named)
    if pair is None:
        return mark + desk.folder.catalog.find_dumbbell(named).id
    if pair.amount <= 0 or pair.aid:
        raise UsageError(Problem("--with", f"'{word}' weighs nothing", "write what one dumbbell weighs, like 16 kg"))
    return f"{mark}{pair}"


def undo(path: Path | Home, clock: Clock, kinds: frozenset[str], number: int | None = None) -> Enacted:
    """Take back the last decision in force of these kinds, or the one of that number; raises UsageError if none is."""
    return decide(path, clock, lambda desk: taking_back(desk, kinds, number=number))


def taking_back(
    desk: Desk, kinds: frozenset[str], *, number: int | None = None, session: int | None = None
) -> Proposal:
    """Propose to undo the last decision in force of these kinds, of that number or about that session (its ordinal)."""
    found = [
        decision
        for decision in in_force(desk.folder.store.decisions())
        if decision.kind in kinds and number in {None, decision.id} and session in {None, decision.session}
    ]
    if not found:
        raise UsageError(Problem("", "there is nothing to undo", "only decisions of your own can be undone"))
    return Proposal(f"undone: {described(found[-1])}", attrs.evolve(_decision(desk, "undo"), other=found[-1].id))


def described(one: Decision) -> str:  # noqa: C901, PLR0911 - one for each kind that is not said by its name
    """Return a decision in words: `move s3 to Thu 26 Nov 18:00`."""
    if one.kind == "away" and one.start and one.until:
        words = one.place.split(",") if one.place else []
        there = ", ".join(word for word in words if not word.startswith(IN_ZONE))
        zones = [f", on the clock of {word.removeprefix(IN_ZONE)}" for word in words if word.startswith(IN_ZONE)]
        why = f" ({one.why})" if one.why else ""
        gear = f", with {there}" if there else ""
        return f"away {full_days_words(one.start, one.until)}{why}{gear}{''.join(zones)}"
    if one.kind == "note":
        return f"note on s{one.session}: {one.why}" if one.why else f"no note on s{one.session}"
    if one.kind in {"done", "missed"}:
        return f"s{one.session} was {'' if one.kind == 'done' else 'not '}done"
    if one.kind in OTHERWISE:
        return otherwise_words(one)
    if one.kind == "swap":
        return f"swap s{one.session} and s{one.other}"
    if one.kind == REFUSE:
        return f"no {one.place} in the place of another exercise"
    if one.kind == "unwell" and one.start:
        return f"not well on {full_day_words(one.start)}"
    if one.kind == "shorten" and one.start and one.until:
        return f"shorten s{one.session} to {(one.until - one.start) // timedelta(minutes=1)} minutes"
    if one.kind == "short" and one.start:
        return f"short week {week_words(one.start)}"
    if one.kind == "lengthen" and one.start and one.until:
        return f"s{one.session} to take {(one.until - one.start) // timedelta(minutes=1)} minutes"
    return f"{one.kind} s{one.session}" + (f" to {moment_words(one.start)}" if one.start else "")
