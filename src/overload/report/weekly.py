"""The weekly report: seven days behind, seven ahead, as a value that is written as text or as a page to mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import attrs

from overload.model import MUSCLES, Status
from overload.moments import day_words, full_days_words, moment_words
from overload.plan.values import Plan, Session
from overload.plan.volume import BAND, ENOUGH, sets_in, volume_of
from overload.report.progress import beside_band
from overload.report.words import asking, done_line, is_forecast, marked_line, title

DAYS = timedelta(days=7)


@attrs.frozen
class Line:
    """A session in the report: when, what it is called, and a line per exercise."""

    when: str
    title: str
    details: tuple[str, ...] = ()


@attrs.frozen
class Section:
    """A part of the report: its heading, its sessions, or plain lines."""

    heading: str
    lines: tuple[Line, ...] = ()
    words: tuple[str, ...] = ()


@attrs.frozen
class WeekReport:
    """What the last seven days brought and the next seven ask for."""

    name: str
    since: date
    until: date
    sections: tuple[Section, ...]

    @property
    def heading(self) -> str:
        """The first line, good as the subject of a mail: `Training, Mon 16 Nov to Sun 22 Nov 2026`."""
        last = self.until - timedelta(days=1)
        whose = f"{self.name}: training" if self.name else "Training"
        return f"{whose}, {full_days_words(self.since, last)}"


def week_report(plan: Plan, more: Iterable[Section] = ()) -> WeekReport:
    """Return the report of a plan as of its `now`: the seven days before today, and the seven from today on.

    `more` are sections that go to the end.
    """
    today = plan.now.date()
    since, until = today - DAYS, today + DAYS
    behind = [one for one in plan.sessions if since <= one.start.date() < today]
    ahead = [one for one in plan.sessions if today <= one.start.date() < until and one.status is Status.PLANNED]
    sections = (
        _done(behind),
        _missed(behind),
        _unknown(behind),
        _records(behind),
        _volume(behind),
        _ahead(ahead),
        *more,
    )
    return WeekReport(plan.athlete.name, since, today, tuple(one for one in sections if one.lines or one.words))


def _done(sessions: Iterable[Session]) -> Section:
    # A session that fell away, whoever called it off, is none that was to be done.
    counted = [one for one in sessions if one.status is not Status.CANCELLED]
    done = [one for one in counted if one.status is Status.DONE]
    lines = tuple(Line(day_words(one.start), title(one), tuple(_what_was_done(one))) for one in done)
    nothing = () if counted else ("nothing was planned",)
    return Section(f"Done: {len(done)} of {len(counted)}", lines, nothing if not done else ())


def _what_was_done(session: Session) -> Iterator[str]:
    for slot in session.slots:
        if slot.done:
            yield done_line(slot, slot.done)


def _missed(sessions: Iterable[Session]) -> Section:
    missed = [one for one in sessions if one.status is Status.MISSED]
    return Section("Missed", tuple(Line(day_words(one.start), one.day.name) for one in missed))


def _unknown(sessions: Iterable[Session]) -> Section:
    unknown = [one for one in sessions if one.status is Status.UNKNOWN]
    lines = tuple(Line(day_words(one.start), one.day.name, (asking(one.id),)) for one in unknown)
    return Section(f"Not known: {len(unknown)}", lines)


def _records(sessions: Iterable[Session]) -> Section:
    slots = [slot for session in sessions for slot in session.slots if slot.record]
    return Section("Records", words=tuple(f"{slot.exercise.name}: {slot.record}" for slot in slots))


def _volume(sessions: Iterable[Session]) -> Section:
    slots = [slot for session in sessions for slot in session.slots if slot.done]
    sets = volume_of((slot.exercise, sets_in(slot.done.performed().sets)) for slot in slots if slot.done)
    ordered = sorted(sets.items(), key=lambda one: (-one[1], one[0]))
    words = tuple(", ".join(filter(None, _counted(muscle, count))) for muscle, count in ordered)
    return Section(f"Weekly sets ({BAND[0]}-{BAND[1]} is best, from {ENOUGH} a muscle grows)", words=words)


def _counted(muscle: str, count: float) -> tuple[str, str]:
    return f"{MUSCLES.get(muscle, muscle)} {count:g}", beside_band(count, muscle)


def _ahead(sessions: Iterable[Session]) -> Section:
    lines = tuple(Line(moment_words(one.start), _called(one), tuple(_what_is_asked(one))) for one in sessions)
    return Section("Ahead", lines, () if lines else ("nothing is planned",))


def _called(session: Session) -> str:
    return f"{title(session)}, forecast" if is_forecast(session) else title(session)


def _what_is_asked(session: Session) -> Iterator[str]:
    for slot in session.slots:
        yield marked_line(slot, session)
    if not session.slots and session.text:
        yield " ".join(session.text.split())


def as_text(report: WeekReport) -> str:
    """Return the report as plain text, for a terminal or a mail."""
    lines = [report.heading]
    for section in report.sections:
        lines += ["", section.heading]
        for one in section.lines:
            lines.append(f"  {one.when}  {one.title}")
            lines += [f"      {detail}" for detail in one.details]
        lines += [f"  {words}" for words in section.words]
    return "\n".join(lines)
