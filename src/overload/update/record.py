"""Writing down what was done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs

from overload.errors import DataError, Problem, UsageError
from overload.model import Decision, Entry, Exercise, SetDone
from overload.model.notation import UnclearError
from overload.moments import full_day_words
from overload.plan import PlannedSlot, Session, build, build_through
from overload.plan.decided import decided
from overload.plan.doubts import Doubt
from overload.plan.finding import due_on, next_like
from overload.plan.reading import read_sets
from overload.report.effort import anew_words
from overload.report.example import example_line
from overload.update.desk import Desk, at_desk
from overload.update.doubts import doubt_of_new
from overload.update.entries import (
    Spot,
    added_to,
    asked_today,
    entry_at,
    likeliest,
    rest_of,
    sets_asked,
    spots_left,
    spots_on,
)
from overload.update.folder import Clock, opened
from overload.update.home import Home
from overload.update.publish import Updated, publish


@attrs.frozen
class Logged:
    """A performance that was recorded: the entry, the session it belongs to if any, and the update it caused.

    `before` is what had been written down of that exercise in that session; the entry holds those sets as well. What
    is odd about it is its `doubt`; `remark` says which dumbbell a load in the other unit is, `anew` what is
    asked of the rest of today's sets where the first was far off.
    """

    entry: Entry
    session: Session | None
    updated: Updated
    before: Entry | None = None
    doubt: Doubt | None = None
    remark: str = ""
    anew: str = ""

    @property
    def comes_next(self) -> PlannedSlot | None:
        """The next prescription of this exercise."""
        found = next_like(self.updated.plan, self.entry)
        return found[1] if found else None


@attrs.frozen
class Unwell:
    """A day on which the athlete was not well, and the update that followed."""

    day: date
    updated: Updated


def unwell_day(path: Path | Home, clock: Clock, on: date | None = None) -> Unwell:
    """Note that the athlete was not well on a day: what was or will be logged for it is no miss. Raises DataError.

    Only that is noted; entries are read with it, so that taking it back leaves them as they were.
    """
    with opened(path, to_write_down=True) as folder:
        now = folder.now(clock)
        day = _past_day(on, now)
        if day not in decided(folder.store.decisions()).unwell:
            newest = folder.store.last_entry()
            start = datetime.combine(day, datetime.min.time())
            noted = Decision(0, now.astimezone(UTC), "unwell", start=start, other=newest.id if newest else 0)
            folder.store.decide(noted)
        return Unwell(day, publish(folder, now))


def _past_day(on: date | None, now: datetime) -> date:
    if on is not None and on > now.date():
        raise DataError(Problem("--on", f"{full_day_words(on)} is in the future", "only log what is already done"))
    return on or now.date()


def record(  # noqa: PLR0913 - one for each option of the command
    path: Path | Home,
    exercise: str,
    sets: str,
    clock: Clock,
    on: date | None = None,
    *,
    unwell: bool = False,
    note: str = "",
) -> Logged:
    """Record a performance as written on the command line and republish.

    `exercise` may be an alias or a prefix; empty `sets` are those asked for. What is written down of an exercise later
    in the same session adds to it. Raises UsageError for an unknown one, DataError for sets that cannot be read or lie
    in the future.
    """
    with at_desk(path, clock, lambda inputs: build_through(inputs, _week_of(on or inputs.now.date()))) as desk:
        day = _past_day(on, desk.now)
        spot = _spot(desk, desk.folder.catalog.find_exercise(exercise).id, day, sets)
        before = _before(spot, day)
        try:
            entry = entry_at(desk, spot, day, _sets(desk, spot, sets, before), note, unwell=unwell)
        except UnclearError:
            return _kept_unread(desk, spot, day, sets, note, unwell=unwell, is_more=before is not None)
        doubt = doubt_of_new(desk.folder, entry) if sets else None
        entry = attrs.evolve(entry, is_sure=doubt is None)
        whole = entry if before is None else added_to(before, entry)
        stored = desk.folder.store.append(asked_today(desk, spot, whole))
        doubt = doubt and attrs.evolve(doubt, entry=stored)
        remark = desk.inputs.doubts.remark(entry)
        anew = _anew(stored, desk.folder.catalog.exercises[spot.exercise]) if stored.asked != whole.asked else ""
        return Logged(stored, spot.session, publish(desk.folder, desk.now), before, doubt, remark, anew)


def _week_of(day: date) -> date:
    """Return the last day of the week that an entry's session is looked for in (`belonging`)."""
    return day + timedelta(days=7 - day.isoweekday())


def _anew(entry: Entry, exercise: Exercise) -> str:
    """Say what is asked of the rest of today's sets, where the first was far off."""
    return anew_words(entry.asked, exercise) if entry.asked else ""


def _spot(desk: Desk, exercise: str, day: date, text: str) -> Spot:
    """Return where sets as they were typed are written down, by their reps where an exercise is asked for twice."""
    spots = spots_on(desk, exercise, day)
    first = likeliest(spots)
    if len(spots) == 1 or not text:
        return first
    try:
        return likeliest(spots, _sets(desk, first, text, _before(first, day)))
    except UnclearError:
        return first


def _before(spot: Spot, day: date) -> Entry | None:
    """Return what more of the same day adds to."""
    return spot.before if spot.before and spot.before.on == day else None


def _kept_unread(  # noqa: PLR0913 - what a line of the log is made of
    desk: Desk, spot: Spot, day: date, text: str, note: str, *, unwell: bool, is_more: bool
) -> Logged:
    """Keep words that can mean two things until somebody says which; nothing is guessed, and nothing lost."""
    entry = entry_at(desk, spot, day, (), note, unwell=unwell)
    # More of an exercise stands beside what is there: to be joined with it, it has to be read first.
    session = None if is_more else entry.session
    stored = desk.folder.store.append(attrs.evolve(entry, unread=text, is_sure=False, session=session))
    doubt = desk.inputs.doubts.of(stored)
    return Logged(stored, spot.session, publish(desk.folder, desk.now), None, doubt)


def _sets(desk: Desk, spot: Spot, text: str, before: Entry | None) -> tuple[SetDone, ...]:
    """Read sets as they were typed; none are those asked for. Raises UsageError where nothing is."""
    exercise = desk.folder.catalog.exercises[spot.exercise]
    if not text and spot.asked is None:
        hint = f"say what was done, like: {example_line(build(desk.inputs), exercise.id)}"
        raise UsageError(Problem(exercise.name, "is not part of that day's session", hint))
    if not text:
        return sets_asked(spot)
    asked = (before and rest_of(before)) or (spot.asked.sets if spot.asked else ())
    place = spot.session.place if spot.session else None
    return read_sets(desk.folder.config, desk.folder.catalog, exercise, text, asked, place)


@attrs.frozen
class SessionDone:
    """A whole session that was recorded as asked for: its entries, the session, and the update it caused."""

    entries: tuple[Entry, ...]
    session: Session
    updated: Updated


def record_session(path: Path | Home, clock: Clock, on: date | None = None, *, note: str = "") -> SessionDone:
    """Record what is left of a day's session just as it was asked for. Raises UsageError where nothing is due."""
    with at_desk(path, clock) as desk:
        day = _past_day(on, desk.now)
        session = due_on(desk.plan, day)
        left = spots_left(desk, session)
        if not left:
            raise UsageError(Problem(session.id, f"{session.day.name} is already logged"))
        entries = [entry_at(desk, spot, day, sets_asked(spot), note) for spot in left]
        stored = desk.folder.store.append_many(entries)
        return SessionDone(stored, session, publish(desk.folder, desk.now))
