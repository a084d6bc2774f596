"""The order of steps of one sync, such that it may be killed anywhere: what lies there is then ours or the athlete's.

It knows no network, no database and no plan, but what of them it is handed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

import attrs

from overload.caldav.event import Known, Mark
from overload.caldav.found import Changes, There, firm
from overload.caldav.merge import Gesture, Kind, Row, State, is_mass, is_to_write, judged, look, wanted
from overload.caldav.reading import read_event
from overload.caldav.sides import Bookmark, Me, Memory, OnServer, Planner
from overload.caldav.writing import Writing, new_text, rewritten
from overload.errors import ConflictError, FullError, Problem, RefusedError
from overload.ical.content import EventContent

ROUNDS: Final = 3
"""What was edited while we wrote is looked at again, twice at most."""
Progress = Callable[[int, int | None, str], object]
"""Is told how many of how many events are written, and which."""


class Deletions(StrEnum):
    """What to do where most of the events vanished at once."""

    ASK = "ask"
    ACCEPT = "accept"
    WRITE_AGAIN = "write again"


@attrs.frozen
class Exchanged:
    """What a sync did: what was taken from the calendar, what went wrong, the events written.

    `question` is how many of how many events vanished at once; then nothing was done.
    """

    told: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    written: tuple[str, ...] = ()
    question: tuple[int, int] | None = None


def nobody(*_: object) -> None:
    """Tell nobody how far it is."""


class Exchange:
    """One sync of a calendar with a plan."""

    def __init__(self, calendar: OnServer, memory: Memory, planner: Planner, me: Me) -> None:
        self.calendar, self.memory, self.planner, self.me = calendar, memory, planner, me
        self.zone = me.zone
        self.told: list[str] = []
        self.problems: dict[str, Problem] = {}
        self.written: list[str] = []
        self._again: set[str] = set()

    def run(self, deletions: Deletions = Deletions.ASK, progress: Progress = nobody) -> Exchanged:
        """Read, decide, write; what was changed meanwhile is read again. Raises CalendarError."""
        for _ in range(ROUNDS):
            question = self.read(deletions)
            if question:
                return Exchanged(question=question)
            self._again.clear()
            self.write(progress)
            if not self._again:
                break
        for href in sorted(self._again):
            row = next((one for one in self.memory.rows().values() if one.href == href), None)
            self.told.append(f"{f's{row.ordinal}' if row else href} was being edited; it is looked at again next time")
        return Exchanged(tuple(self.told), tuple(self.problems.values()), tuple(self.written))

    def read(self, deletions: Deletions = Deletions.ASK) -> tuple[int, int] | None:
        """Take in what was done to the events; returns how many of how many vanished, where that is asked about."""
        bookmark, rows = self.memory.bookmark(), self.memory.rows()
        today = self.me.today.isoformat()
        is_daily = bookmark.whole_on != today
        changes = (
            self.calendar.everything() if is_daily or not bookmark.token else self.calendar.changes(bookmark.token)
        )
        there = {row.href: row for row in rows.values() if row.is_there}
        gone = {href for href in there if self._is_gone(changes, href, there[href])}
        asked = self._interesting(changes, there, gone)
        fetched = self.calendar.fetch(asked)
        gone |= {href for href, one in fetched.items() if one is None and href in there and there[href].base}
        looked, gestures = self._looked(rows, there, gone, fetched)
        lost = [row for row in looked.values() if row.href in gone and row.state is State.LIVE]
        live = sum(row.state is State.LIVE and row.base is not None for row in rows.values())
        is_empty = changes.is_whole and bool(lost) and not changes.etags
        if (is_empty or is_mass(len(lost), live)) and deletions is Deletions.ASK:
            return len(lost), live
        for row in lost:
            if deletions is Deletions.WRITE_AGAIN:
                looked[row.ordinal] = self._next_generation(row)
            else:
                looked[row.ordinal] = attrs.evolve(row, state=State.DEAD, sent=None)
                gestures.append(Gesture(Kind.DELETED, row.ordinal))
        # What the server did not tell of is asked for again: the token is kept as it was.
        is_told = all(href in fetched for href in asked)
        self._settle(rows, looked, gestures, self._marked(bookmark, changes) if is_told else bookmark)
        return None

    def _marked(self, was: Bookmark, changes: Changes) -> Bookmark:
        return Bookmark(changes.token, self.me.today.isoformat() if changes.is_whole else was.whole_on)

    def _is_gone(self, changes: Changes, href: str, row: Row) -> bool:
        """Tell whether an event that was there is not any more; one whose first write is under way never was."""
        if row.base is None:
            return False
        return changes.etags.get(href, "") is None or (changes.is_whole and href not in changes.etags)

    def _interesting(self, changes: Changes, there: Mapping[str, Row], gone: set[str]) -> list[str]:
        """Return the hrefs to fetch: those of ours that differ, and strangers that may be ours by name or by a move."""
        standing = {href: etag for href, etag in changes.etags.items() if etag is not None}
        differing = {
            href for href, etag in standing.items() if href in there and (not etag or etag != there[href].etag)
        }
        # Nothing is known of a write under way: whether it arrived is seen there and nowhere else.
        differing |= {href for href, row in there.items() if row.sent is not None or row.is_unseen}
        known = {row.href for row in self.memory.rows().values()}
        strangers = [href for href in standing if href not in known]
        mine = {href for href in strangers if self.me.number_in(href)}
        moved = set(strangers[:500]) if gone and not changes.is_whole else set()
        return sorted((differing | mine | moved | self._again) - gone)

    def _looked(
        self, rows: Mapping[int, Row], there: Mapping[str, Row], gone: set[str], fetched: Mapping[str, There | None]
    ) -> tuple[dict[int, Row], list[Gesture]]:
        """Look at what was fetched; an event that went to another href is followed, one of ours is recognised."""
        looked, gestures = dict(rows), list[Gesture]()
        for href in sorted(fetched):
            found = fetched[href]
            event = read_event(found.text, self.zone) if found else None
            if found is None or event is None:
                continue
            row = there.get(href) or self._recognised(looked, gone, href, event.uid)
            if row is None or (row.uid and event.uid != row.uid):
                continue
            gone.discard(row.href)
            looked[row.ordinal], done = look(attrs.evolve(row, href=href), event, found.etag, found.text, self.zone)
            gestures += done
        return looked, gestures

    def _recognised(self, rows: Mapping[int, Row], gone: set[str], href: str, uid: str) -> Row | None:
        """Return the row of an event of this plan that lies where none was known: moved, or of another machine."""
        ordinal = self.me.number_of(uid)
        if ordinal is None:
            return None
        row = rows.get(ordinal)
        if row is None:
            match = re.match(r"s?\d+\.(\d+)@", uid)
            return Row(ordinal, href, uid, int(match[1]) if match else 0)
        return row if row.uid == uid and (row.href in gone or row.base is None) and row.is_there else None

    def _settle(
        self, was: Mapping[int, Row], looked: dict[int, Row], gestures: Sequence[Gesture], bookmark: Bookmark
    ) -> None:
        """Store decisions, rows and token in one transaction: killed before it, all is seen again."""
        changed = [ordinal for ordinal, row in looked.items() if was.get(ordinal) != row]
        if not changed and not gestures and bookmark == self.memory.bookmark():
            return
        with self.memory.together():
            verdicts = self.planner.decide(gestures) if gestures else {}
            for gesture, verdict in verdicts.items():
                looked[gesture.ordinal] = judged(looked[gesture.ordinal], gesture, verdict)
                if verdict.is_anew:
                    looked[gesture.ordinal] = self._next_generation(looked[gesture.ordinal])
            self.memory.keep([looked[ordinal] for ordinal in changed], bookmark)
        self.told += [one.words for one in verdicts.values() if one.words]

    def write(self, progress: Progress = nobody) -> None:
        """Bring the events to what the plan says, one after the other; each is safe before the next begins."""
        rows = self.memory.rows()
        work = [step for content in self.planner.contents() if (step := self._step(content, rows))]
        for number, (row, content) in enumerate(work, 1):
            try:
                self._write(row, content)
                self.written.append(f"s{row.ordinal}")
            except ConflictError:
                self._again.add(row.href)
            except (FullError, RefusedError) as error:
                self.problems[type(error).__name__] = error.problems[0]
                self._give_up(row)
            progress(number, len(work), f"s{row.ordinal}")
        self._clear_away(rows)

    def _clear_away(self, rows: Mapping[int, Row]) -> None:
        """Remove our events of sessions that were called off and that nothing tells of any more."""
        told = {content.ordinal for content in self.planner.contents()}
        for ordinal, row in rows.items():
            if row.state is State.LIVE and row.base and row.base.is_cancelled and ordinal not in told:
                try:
                    self.calendar.delete(row.href, row.etag)
                except ConflictError:
                    self._again.add(row.href)
                else:
                    self.memory.keep([attrs.evolve(row, state=State.BURIED)])

    def _step(self, content: EventContent, rows: Mapping[int, Row]) -> tuple[Row, EventContent] | None:
        """Return the row of an event that has to be written."""
        if content.ordinal < 1:
            return None
        row = rows.get(content.ordinal)
        is_ahead = isinstance(content.end, datetime) and content.end > self.me.now and not content.is_cancelled
        if row is None:
            return (self.me.fresh(self.calendar.path, content.ordinal), content) if is_ahead else None
        if row.state is State.DEAD:
            return (self._next_generation(row), content) if is_ahead else None
        if row.base is None and row.state is State.LIVE:
            return (row, content) if is_ahead else None
        if is_to_write(row, wanted(row, content, self.zone), self.me.writer, self.me.rank()):
            return row, content
        return None

    def _next_generation(self, row: Row) -> Row:
        """Return the row of a new event for a session whose old one is gone: names of what was deleted stay unused."""
        return self.me.fresh(self.calendar.path, row.ordinal, row.generation + 1)

    def _write(self, row: Row, content: EventContent) -> None:
        meaning = wanted(row, content, self.zone)
        is_new, etag = row.base is None, row.etag
        if not is_new and not firm(etag):
            row, etag = self._looked_at_now(row)
        turn = 1 + max((one.turn for one in (row.mark, row.sent) if one), default=0)
        is_moved = row.base is not None and (row.base.start, row.base.end) != (meaning.start, meaning.end)
        is_by_hand = row.is_by_hand and not is_moved
        mark = Mark(Known.of(meaning), self.me.writer, self.me.rank(), turn, is_by_hand)
        writing = Writing(row.sequence + is_moved, self.me.now, self.planner.link(row.ordinal), mark)
        text = rewritten(row.text, meaning, writing) if row.text else new_text(row.uid, content, meaning, writing)
        sent = attrs.evolve(row, sent=mark, is_by_hand=is_by_hand)
        self.memory.keep([sent])
        try:
            new = self.calendar.put(row.href, text, None if is_new else etag)
        except ConflictError:
            if is_new:
                self._taken(sent)
            raise
        sequence = row.sequence + is_moved
        done = attrs.evolve(sent, etag=new, base=mark.known, sent=None, mark=mark, text=text, sequence=sequence)
        # A token of before an event was made is told nothing of it once it is gone; the next look is at everything.
        afresh = attrs.evolve(self.memory.bookmark(), token="") if is_new else None
        self.memory.keep([attrs.evolve(done, is_unseen=not firm(new))], afresh)

    def _looked_at_now(self, row: Row) -> tuple[Row, str]:
        """Fetch an event without a firm ETag just before it is written. Raises ConflictError where it differs."""
        found = self.calendar.get(row.href)
        event = read_event(found.text, self.zone) if found else None
        if found is None or event is None or Known.of(event.meaning) != row.base or event.meaning.below != row.below:
            raise ConflictError(Problem(row.href, "was changed meanwhile"))
        return attrs.evolve(row, etag=found.etag, text=found.text), found.etag

    def _taken(self, row: Row) -> None:
        """Find what lies where a new event was to be written: ours, from before; else another name is taken."""
        found = self.calendar.get(row.href) or self.calendar.find(row.uid)
        event = read_event(found.text, self.zone) if found else None
        if found is not None and event is not None and event.uid == row.uid:
            self.memory.keep([attrs.evolve(row, href=found.href)])
        elif found is not None:
            self.memory.keep([self._next_generation(row)])

    def _give_up(self, row: Row) -> None:
        """Take another name for an event that the server did not want new: one in a bin keeps its own."""
        if row.base is None:
            self.memory.keep([self._next_generation(row)])
