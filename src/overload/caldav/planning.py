"""What was done in the calendar becomes decisions like any other, and the plan says what the events are to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import attrs

from overload.caldav.merge import Gesture, Kind, Verdict
from overload.ical.content import EventContent
from overload.ical.identity import MAIN
from overload.model import Decision, FeedChoice, OwnCalendar, Status
from overload.moments import moment_words, monday
from overload.plan import Plan, Session
from overload.plan.decided import IN_CALENDAR
from overload.plan.finding import numbered
from overload.plan.objections import objection
from overload.plan.openings import openings
from overload.update.calendar_status import answer_question
from overload.update.decide import Proposal, having_done, keep, lengthening, shortening, skipping
from overload.update.desk import Desk, seated
from overload.update.entries import LONGEST_NOTE, entry_at, sets_asked, spots_left
from overload.update.folder import Folder
from overload.update.publish import Updated, event_contents, publish
from overload.update.session_form import days_to_move_to
from overload.update.taken import note_taken

MOST_MINUTES: Final = 600


def feed_of(folder: Folder, chosen: OwnCalendar) -> FeedChoice:
    """Return how the events are to read: as the athlete's full feed, or when and nothing else."""
    feeds = folder.config.feeds
    like = next((one for one in feeds if one.show == "full"), FeedChoice(MAIN))
    none = timedelta(0)
    return attrs.evolve(
        like,
        name=MAIN,
        show=chosen.show,
        all_day=False,
        before=none,
        after=none,
        weeks_ahead=None,
        marks=(),
        notes=True,
    )


class FolderPlanner:
    """The plan of an opened training folder as a calendar meets it; with `is_dry` nothing is stored or published."""

    def __init__(self, folder: Folder, now: datetime, chosen: OwnCalendar, *, is_dry: bool = False) -> None:
        self._folder, self._now, self._chosen, self._is_dry = folder, now, chosen, is_dry
        self._contents: tuple[EventContent, ...] | None = None
        self.updated: Updated | None = None

    def _planned(self) -> Plan:
        if self.updated is None:
            if not self._is_dry:
                answer_question(self._folder.store)
            self.updated = publish(self._folder, self._now, dry_run=self._is_dry)
        return self.updated.plan

    def contents(self) -> tuple[EventContent, ...]:
        """Return what the events are to say, the plan published first."""
        plan = self._planned()
        if self._contents is None:
            self._contents = event_contents(self._folder, plan, feed_of(self._folder, self._chosen))
        return self._contents

    def link(self, ordinal: int) -> str:
        """Return the address of a session's page, '' where there is none or none is to be told."""
        if self._chosen.show == "busy" or not self._folder.config.base_url:
            return ""
        from overload.update.links import session_links  # noqa: PLC0415 - only where there is a page

        plan = self._planned()
        key = self._folder.home.key(make=True)
        return session_links(key, plan, self._folder.config.base_url).get(ordinal, "")

    def decide(self, gestures: Sequence[Gesture]) -> Mapping[Gesture, Verdict]:
        """Store what comes of gestures, and say it."""
        desk = seated(self._folder, self._now)
        self.updated = self._contents = None
        return {gesture: self._verdict(desk, gesture) for gesture in gestures}

    def _verdict(self, desk: Desk, gesture: Gesture) -> Verdict:  # noqa: PLR0911 - one for each thing that can be done
        session = numbered(desk.plan, gesture.ordinal)
        name = f"s{gesture.ordinal}" + (f" {session.day.name}" if session else "")
        if gesture.kind is Kind.NOTED:
            return self._noted(desk, gesture, name)
        if gesture.kind is Kind.REPEATS:
            return Verdict(f"{name} repeats in your calendar; it is left alone until it stands there once again")
        if session is None:
            return Verdict(
                f"{name} is not in your plan; its event is left alone", is_left=True, is_buried=_ends(gesture)
            )
        if gesture.kind is Kind.DONE:
            return self._done(desk, session)
        if not _is_open(session, desk.now):
            words = f"{name} {_behind(session)}: its event is left as you made it, the plan and the log stay"
            return Verdict(words, "This session is behind you: what counts is the log.", True, _ends(gesture))
        if gesture.kind is Kind.DELETED:
            return self._deleted(desk, session)
        if gesture.kind is Kind.RESIZED:
            return self._resized(desk, session, gesture)
        return self._moved(desk, session, gesture)

    def _noted(self, desk: Desk, gesture: Gesture, name: str) -> Verdict:
        """Keep what stands below the line as the note of its session."""
        note = " ".join(gesture.text.split())[:LONGEST_NOTE]
        words = f"{name}: your note is kept" if note else f"{name}: your note is gone"
        if not self._is_dry:
            kept = keep(desk, Proposal(words, Decision(0, desk.now, "note", gesture.ordinal, why=note)))
            note_taken(desk.folder.store, desk.now, words, decision=kept.id)
        return Verdict(words)

    def _deleted(self, desk: Desk, session: Session) -> Verdict:
        """Skip a session, or give it the next time that no rule forbids, as the athlete chose."""
        name = f"{session.id} {session.day.name} was taken out of your calendar"
        start = self._other_time(desk, session) if self._chosen.deleted == "replan" else None
        if start is None:
            return self._kept(desk, skipping(desk, session), f"{name}: skipped")
        words = f"{name}: it has a new time, {moment_words(start)}"
        decision = Decision(0, desk.now, "move", session.ordinal, start)
        return attrs.evolve(self._kept(desk, Proposal(words, decision), words), is_anew=True)

    def _other_time(self, desk: Desk, session: Session) -> datetime | None:
        """Return the first training time of the coming days that a session may move to, else its own hour on a day."""
        days = days_to_move_to(session, desk.now)
        weeks = sorted({monday(day) for day in days})
        usual = (one.start for one in openings(self._folder.config, weeks) if one.start.date() in days)
        hours = (datetime.combine(day, session.start.time()) for day in days)
        found = (one for one in (*usual, *hours) if not desk.inputs.is_over(one))
        return next((one for one in found if not objection(desk.inputs, desk.plan, session.ordinal, one)), None)

    def _moved(self, desk: Desk, session: Session, gesture: Gesture) -> Verdict:
        name, at = f"{session.id} {session.day.name}", gesture.start
        if isinstance(at, datetime):
            start = desk.inputs.zones.wall(at).replace(second=0)
        elif at is not None:
            start = datetime.combine(at, session.start.time())
        else:
            return Verdict("")
        if desk.inputs.is_over(start):
            words = f"{name} was moved to {moment_words(start)}, which is over; nothing was changed"
            return Verdict(
                words, "You put it where the time is over already: it was not moved in the plan.", is_left=True
            )
        law = objection(desk.inputs, desk.plan, session.ordinal, start)
        if law and self._chosen.rules == "keep":
            words = f"{name} stays where it was: {moment_words(start)} is {law}"
            return Verdict(words, f"Put back: {moment_words(start)} is {law}.")
        decision = Decision(0, desk.now, "move", session.ordinal, start)
        words = f"{name} moved to {moment_words(start)}, as in your calendar"
        advice = f"You moved it here: it is {law}. Easier on you would be another day." if law else ""
        return self._kept(desk, Proposal(words, decision), f"{words}, though that is {law}" if law else words, advice)

    def _resized(self, desk: Desk, session: Session, gesture: Gesture) -> Verdict:
        minutes = max(5, min(MOST_MINUTES, gesture.minutes))
        is_shorter = minutes < session.minutes
        proposal = (shortening if is_shorter else lengthening)(desk, session, minutes)
        rest = "" if is_shorter else "; no work is added"
        words = f"{session.id} {session.day.name} takes {minutes} minutes, as in your calendar{rest}"
        return self._kept(desk, proposal, words)

    def _done(self, desk: Desk, session: Session) -> Verdict:
        """Write down what is left of a session as asked; one that has nothing to write down was done."""
        name = f"{session.id} {session.day.name} is ticked off in your calendar"
        if desk.now < session.start and desk.now.date() != session.start.date():
            return Verdict(f"{name}, and has yet to come: not logged", keeps_title=True)
        left = spots_left(desk, session)
        is_begun = any(slot.done and not slot.is_whole for slot in session.slots)
        if not left and session.status is Status.DONE:
            return Verdict("", keeps_title=not session.slots)
        if not left:
            done = self._kept(desk, having_done(desk, session), f"{name}: done")
            return attrs.evolve(done, keeps_title=not session.slots)
        words, day = f"{name}: logged as asked", min(session.start.date(), desk.now.date())
        if not self._is_dry:
            entries = [entry_at(desk, spot, day, sets_asked(spot)) for spot in left]
            stored = desk.folder.store.append_many(entries)
            note_taken(desk.folder.store, desk.now, words, entries=[one.id for one in stored])
            if is_begun:  # what was begun by hand stays as it was written down
                keep(desk, having_done(desk, session))
        return Verdict(words)

    def _kept(self, desk: Desk, proposal: Proposal, words: str, advice: str = "") -> Verdict:
        if not self._is_dry:
            kept = keep(desk, attrs.evolve(proposal, decision=attrs.evolve(proposal.decision, why=IN_CALENDAR)))
            note_taken(desk.folder.store, desk.now, words, decision=kept.id)
        return Verdict(words, advice)


def _is_open(session: Session, now: datetime) -> bool:
    """Tell whether a session can still be decided about: it has yet to begin, and nothing of it is written down."""
    is_begun = session.start <= now or any(slot.done for slot in session.slots)
    return session.status is Status.PLANNED and not is_begun


def _behind(session: Session) -> str:
    return f"is {session.status.value}" if session.status is not Status.PLANNED else "has begun"


def _ends(gesture: Gesture) -> bool:
    return gesture.kind is Kind.DELETED
