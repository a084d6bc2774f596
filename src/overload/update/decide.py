"""Deciding by hand: move, pin, skip, swap, time away, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import attrs

from overload.errors import Problem, UsageError
from overload.model import Decision, Opening, Status
from overload.plan import Plan, Session
from overload.plan.decided import in_force
from overload.plan.objections import objection
from overload.plan.openings import openings
from overload.plan.wanted import monday
from overload.update.folder import Clock, Folder, opened
from overload.update.publish import Updated, publish


@attrs.frozen
class Decided:
    """A decision that was stored, in words, and the update that followed."""

    words: str
    updated: Updated


@attrs.frozen
class Proposal:
    """A decision that has yet to be stored, and how it is said."""

    words: str
    decision: Decision


@attrs.frozen
class Desk:
    """An opened folder at a moment, with its plan: what a decision is made about."""

    folder: Folder
    now: datetime
    plan: Plan

    def keep(self, proposal: Proposal) -> None:
        """Store a decision; publishing is left to the caller."""
        self.folder.store.decide(attrs.evolve(proposal.decision, recorded=self.now.astimezone(UTC)))

    def refuse_unless_forced(self, session: Session, start: datetime, swapped: Session | None, *, force: bool) -> None:
        """Raise UsageError with the hard rule that a new start breaks."""
        law = objection(
            self.folder.inputs(self.now), self.plan, session.ordinal, start, swapped.ordinal if swapped else None
        )
        if law and not force:
            place = f"{session.id} {session.day.name} to {said(start)}"
            raise UsageError(Problem(place, f"that time is {law}", "choose another time, or insist with --force"))

    def decision(self, kind: str, session: Session | None = None, start: datetime | None = None) -> Decision:
        """Return a decision that has yet to be stored."""
        return Decision(0, self.now, kind, session.ordinal if session else None, start)


def said(start: datetime) -> str:
    """Write a start as people say it: `Thu 26 Nov 18:00`."""
    return f"{start:%a} {start.day} {start:%b %H:%M}"


def decide(path: Path, clock: Clock, work: Callable[[Desk], Proposal]) -> Decided:
    """Store what `work` proposes about an opened folder and republish. Raises what `work` does."""
    with opened(path) as folder:
        now = folder.now(clock)
        desk = Desk(folder, now, folder.plan(now))
        proposal = work(desk)
        desk.keep(proposal)
        return Decided(proposal.words, publish(folder, now))


def find_session(plan: Plan, text: str) -> Session:
    """Return the session of an id (`s17`) or of a date; raises UsageError with what is ahead."""
    word = text.strip().lower()
    for session in plan.sessions:
        if session.id == word or session.start.date().isoformat() == word:
            return session
    ahead = ", ".join(f"{one.id} {one.day.name} {said(one.start)}" for one in plan.ahead()[:4])
    raise UsageError(Problem("", f"there is no session '{text}'", f"ahead are: {ahead}" if ahead else ""))


def _require_open(session: Session) -> Session:
    if session.status in {Status.PLANNED, Status.MISSED}:
        return session
    raise UsageError(Problem(session.id, f"{session.day.name} is {session.status.value}", "choose one that is ahead"))


def move(path: Path, clock: Clock, session: str, day: date, at: time | None, *, force: bool = False) -> Decided:
    """Move a session to a date, at a time or at that date's own training time; it stays there.

    Raises UsageError where a hard rule stands against it and `force` is not given.
    """
    return decide(path, clock, lambda desk: moving(desk, find_session(desk.plan, session), day, at, force=force))


def moving(desk: Desk, session: Session, day: date, at: time | None, *, force: bool = False) -> Proposal:
    """Propose another start for a session. Raises UsageError where a hard rule stands against it."""
    _require_open(session)
    start = datetime.combine(day, at or _own_time(desk, day) or session.start.time())
    desk.refuse_unless_forced(session, start, None, force=force)
    words = f"moved {session.id} {session.day.name} to {said(start)}"
    return Proposal(words, desk.decision("move", session, start))


def _own_time(desk: Desk, day: date) -> time | None:
    found: list[Opening] = [one for one in openings(desk.folder.config, [monday(day)]) if one.start.date() == day]
    return found[0].start.time() if found else None


def pin(path: Path, clock: Clock, session: str) -> Decided:
    """Keep a session where it stands, whatever else changes."""

    def work(desk: Desk) -> Proposal:
        pinned = _require_open(find_session(desk.plan, session))
        start = pinned.start.replace(tzinfo=None)
        return Proposal(f"pinned {pinned.id} {pinned.day.name} at {said(start)}", desk.decision("pin", pinned, start))

    return decide(path, clock, work)


def skip(path: Path, clock: Clock, session: str) -> Decided:
    """Call a session off."""
    return decide(path, clock, lambda desk: skipping(desk, find_session(desk.plan, session)))


def skipping(desk: Desk, session: Session) -> Proposal:
    """Propose to call a session off. Raises UsageError where it is behind us."""
    _require_open(session)
    words = f"skipped {session.id} {session.day.name} of {said(session.start)}"
    return Proposal(words, desk.decision("skip", session))


def shorten(path: Path, clock: Clock, session: str, minutes: int) -> Decided:
    """Cut a session to so many minutes: its first exercises stay. Raises UsageError for a day in free form."""
    return decide(path, clock, lambda desk: shortening(desk, find_session(desk.plan, session), minutes))


def shortening(desk: Desk, session: Session, minutes: int) -> Proposal:
    """Propose to leave a session so many minutes. Raises UsageError for one behind us, or a day in free form."""
    _require_open(session)
    if not session.slots:
        raise UsageError(Problem(session.id, f"{session.day.name} has no exercises to leave out"))
    start = session.start.replace(tzinfo=None)
    decision = attrs.evolve(desk.decision("shorten", session, start), until=start + timedelta(minutes=minutes))
    return Proposal(f"shortened {session.id} {session.day.name} to {minutes} minutes", decision)


def swap(path: Path, clock: Clock, first: str, second: str, *, force: bool = False) -> Decided:
    """Let two sessions change places."""

    def work(desk: Desk) -> Proposal:
        one, other = (_require_open(find_session(desk.plan, name)) for name in (first, second))
        if one.ordinal == other.ordinal:
            raise UsageError(Problem("", f"{first} and {second} are the same session", "name two"))
        start, until = other.start.replace(tzinfo=None), one.start.replace(tzinfo=None)
        desk.refuse_unless_forced(one, start, other, force=force)
        desk.refuse_unless_forced(other, until, one, force=force)
        decision = attrs.evolve(desk.decision("swap", one, start), other=other.ordinal, until=until)
        return Proposal(f"swapped {one.id} {one.day.name} and {other.id} {other.day.name}", decision)

    return decide(path, clock, work)


def away(path: Path, clock: Clock, first: date, last: date, why: str, equipment: tuple[str, ...]) -> Decided:
    """Note days away, both included; `equipment` lists dumbbells (and `bar`) to train with there, empty for none."""
    if last < first:
        raise UsageError(Problem(f"{first} {last}", "runs backwards", f"write {last} {first}"))

    def work(desk: Desk) -> Proposal:
        known = tuple(word if word == "bar" else desk.folder.catalog.find_dumbbell(word).id for word in equipment)
        begin, end = (datetime.combine(day, time()) for day in (first, last))
        decision = attrs.evolve(desk.decision("away", None, begin), until=end, why=why, place=",".join(known))
        return Proposal(f"away from {first} to {last}{f' ({why})' if why else ''}", decision)

    return decide(path, clock, work)


def undo(path: Path, clock: Clock, kinds: frozenset[str], number: int | None = None) -> Decided:
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
        raise UsageError(Problem("", "there is nothing to take back", "only decisions by hand can be undone"))
    return Proposal(f"took back: {described(found[-1])}", attrs.evolve(desk.decision("undo"), other=found[-1].id))


def described(one: Decision) -> str:
    """Return a decision in words: `move s3 to Thu 26 Nov 18:00`."""
    if one.kind == "away" and one.start and one.until:
        gear = f", with {one.place}" if one.place else ""
        why = f" ({one.why})" if one.why else ""
        return f"away {one.start.date()} to {one.until.date()}{why}{gear}"
    if one.kind == "swap":
        return f"swap s{one.session} and s{one.other}"
    if one.kind == "unwell" and one.start:
        return f"not well on {one.start.date()}"
    if one.kind == "shorten" and one.start and one.until:
        return f"shorten s{one.session} to {(one.until - one.start) // timedelta(minutes=1)} minutes"
    return f"{one.kind} s{one.session}" + (f" to {said(one.start)}" if one.start else "")
