"""A session -> what its page shows, in words and choices; nothing here knows HTML."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

import attrs

from overload.model import LAST_BUTTON, Entry, Ladder, Measure, SetDone, SetKind, SetTarget, Status, rows_of
from overload.moments import long_day_words, long_moment_words
from overload.plan import Plan, PlannedSlot, Session
from overload.plan.finding import next_with
from overload.progression.today import where_reserve_counts
from overload.report.effort import anew_words, effort_words
from overload.report.readiness import loading_lines, warm_up_lines
from overload.report.turns import InOrder, in_order, in_turns
from overload.report.words import done_line, load_words, rests_said, sentence, short_name, target_line
from overload.units import Load
from overload.update.session_form import day_of, days_to_move_to
from overload.web.forms import counted_as
from overload.web.pictures import figure_address, movement
from overload.web.questions import Question

SHORTENINGS = (15, 20, 30, 45)
"""Minutes that a session may be cut to by a tap."""


KINDS = {
    SetKind.WARM_UP: "warm-up set",
    SetKind.BACK_OFF: "back-off set",
    SetKind.DROP: "drop set",
    SetKind.MINI: "mini set",
    SetKind.NEGATIVE: "negative: only the lowering",
}
"""What a set is called that is not plain work."""


def fresh_key() -> str:
    """Return what tells a form from every other."""
    return secrets.token_urlsafe(12)


@attrs.frozen
class Choice:
    """One of a list: what is sent and what is read."""

    value: str
    label: str
    is_chosen: bool = False


@attrs.frozen
class Row:
    """A set: what its fields hold, in what it is counted, and whether it is written down.

    `said` tells what sets it apart. `rest_s` is the rest after it; `then` the card whose set follows, if another.
    """

    number: int
    reps: str
    right: str
    rir: str
    loads: tuple[Choice, ...]
    measure: Measure
    said: str = ""
    rest_s: int = 0
    then: str = ""
    is_done: bool = False
    is_extra: bool = False


@attrs.frozen
class Card:
    """An exercise: what is asked, how, and what was done. `coming` says what is asked next time and why.

    `figure` is the address of its picture, if there is one, and `movement` what that shows, in words.

    `reserves` are the answers to how many reps were left, where that is worth asking; `adjusted` says what else is
    asked of the rest of today's sets.

    `called` is its name in a superset, and `turns` stands above the first of that.
    """

    id: str
    name: str
    short: str
    asked: str
    effort: str
    why: str
    plates: str
    rest: str
    rest_s: int
    has_sides: bool
    instructions: str
    cues: tuple[str, ...]
    figure: str
    movement: str
    link: str
    rows: tuple[Row, ...]
    key: str
    done: str = ""
    is_skipped: bool = False
    is_whole: bool = False
    record: str = ""
    coming: str = ""
    note: str = ""
    adjusted: str = ""
    reserves: tuple[str, ...] = ()
    called: str = ""
    turns: str = ""


@attrs.frozen
class SessionView:
    """Everything on a session's page.

    `note` is what the athlete wrote of it as a whole. `is_ticked` tells that it was ticked off elsewhere, and that how
    far its open sets went is yet to be asked.
    """

    id: str
    title: str
    when: str
    state: str
    cards: tuple[Card, ...]
    warm_up: tuple[str, ...] = ()
    loading: tuple[str, ...] = ()
    text: str = ""
    days: tuple[Choice, ...] = ()
    moves: tuple[Choice, ...] = ()
    shortenings: tuple[int, ...] = ()
    change: str = ""
    apart: tuple[str, ...] = ()
    decided: str = ""
    coming: str = ""
    questions: tuple[Question, ...] = ()
    note: str = ""
    is_ticked: bool = False
    key: str = attrs.field(factory=fresh_key)

    @property
    def left(self) -> int:
        """How many exercises are not written down yet; one done in turns is when all of its sets are."""
        return sum(not one.done or bool(one.called and not one.is_whole and not one.is_skipped) for one in self.cards)

    @property
    def is_finished(self) -> bool:
        """Tell whether every exercise is written down."""
        return bool(self.cards) and not self.left


def session_view(
    plan: Plan,
    session: Session,
    slots: Sequence[PlannedSlot],
    ladders: Mapping[str, Ladder],
    decided: str = "",
    asking: Collection[int] = (),
) -> SessionView:
    """Return the page of a session: `slots` as they may be written down, `ladders` by exercise id.

    `decided` is what `update.session_form.decided_for` says, `asking` what `update.taken.asking` does.
    """
    shown = slots if session.status is not Status.CANCELLED else ()
    order, above = in_order(shown), in_turns([attrs.evolve(slot, done=None) for slot in shown])
    keys = [slot.key for slot in shown]
    cards = tuple(
        attrs.evolve(
            _card(plan, session, slot, ladders.get(slot.exercise.id), here, keys),
            turns=above.get(at, ""),
            reserves=_reserves(slot) if _is_asked(plan, session, slot, asking) else (),
        )
        for at, (slot, here) in enumerate(zip(shown, order, strict=True))
    )
    is_ahead = session.status in {Status.PLANNED, Status.MISSED, Status.UNKNOWN} and not any(one.done for one in cards)
    return SessionView(
        id=session.id,
        title=session.day.name,
        when=_when(session, plan.now.date()),
        state=session.status.value,
        cards=cards,
        warm_up=tuple(line.removeprefix("Warm-up: ") for line in warm_up_lines(session)),
        loading=tuple(loading_lines(session)),
        text=session.text,
        days=tuple(_days(plan, session)),
        moves=tuple(_moves(plan, session)) if is_ahead else (),
        shortenings=tuple(one for one in SHORTENINGS if one < session.minutes) if is_ahead and session.slots else (),
        decided=decided,
        change=session.change.removesuffix("."),
        apart=session.apart if shown else (),
        coming=_coming(plan, session),
        note=session.note,
        is_ticked=any(
            one.reserves and slot.done and slot.done.id in asking for one, slot in zip(cards, shown, strict=True)
        ),
    )


def _is_asked(plan: Plan, session: Session, slot: PlannedSlot, asking: Collection[int]) -> bool:
    """Tell whether it is asked how much was left: of what was written down last, and of what was ticked off."""
    return slot.done is not None and (slot.done is _newest(session, plan.now.date()) or slot.done.id in asking)


def _when(session: Session, today: date) -> str:
    day = session.start.date()
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days, "")
    said = long_moment_words(session.start)
    return f"{said} ({near})" if near else said


def _days(plan: Plan, session: Session) -> Iterator[Choice]:
    """Yield the days it may be written down for, where that is a question: it was to be done on an earlier one."""
    own, today = day_of(session, plan.now), plan.now.date()
    logged = next((slot.done.on for slot in session.slots if slot.done), own)
    if session.start.date() < today:
        for day in sorted({own, logged, today}):
            yield Choice(day.isoformat(), "today" if day == today else long_day_words(day), day == logged)


def _moves(plan: Plan, session: Session) -> Iterator[Choice]:
    today = plan.now.date()
    for day in days_to_move_to(session, plan.now):
        near = {today: "today", today + timedelta(days=1): "tomorrow"}.get(day, long_day_words(day))
        yield Choice(day.isoformat(), near)


def _coming(plan: Plan, session: Session) -> str:
    """Say which session comes after this one."""
    later = next((one for one in plan.ahead() if one.start > max(session.start, plan.now)), None)
    return f"{later.day.name}, {long_moment_words(later.start)}" if later else ""


def _card(
    plan: Plan, session: Session, slot: PlannedSlot, rungs: Ladder | None, here: InOrder, keys: Sequence[str]
) -> Card:
    exercise, done = slot.exercise, slot.done
    labels = {rung.load: rung.label for rung in rungs.rungs} if rungs else {}
    rows = tuple(_placed(row, slot, here, keys) for row in _rows(slot, rungs))
    return Card(
        id=slot.key,
        name=exercise.name,
        short=short_name(exercise.name),
        asked=target_line(slot, name=""),
        effort=sentence(effort_words(slot.prescription.sets)),
        why=slot.prescription.why if done is None else "",
        plates=slot.plates,
        rest=rests_said(here.rests),
        rest_s=here.rests[-1],
        has_sides=exercise.sides > 1,
        instructions=exercise.instructions,
        cues=exercise.cues,
        figure=figure_address(exercise),
        movement=f"{exercise.name}: {movement(exercise)}",
        # A link of a plugin's exercise might be javascript:, which a page must not offer.
        link=exercise.link if exercise.link.startswith(("https://", "http://")) else "",
        rows=rows,
        key=fresh_key(),
        done=done_line(slot, done, name="") if done else "",
        is_skipped=bool(done) and all(one.left_out for one in done.sets) if done else False,
        is_whole=bool(done) and not any(not row.is_done and not row.is_extra for row in rows),
        record=slot.record,
        coming=_next_time(plan, session, slot) if done else "",
        note=done.note if done else "",
        adjusted=anew_words(slot.prescription, exercise, labels) if done else "",
        called=here.called,
    )


def _newest(session: Session, today: date) -> Entry | None:
    """Return what was written down last of a session, if that is of today: only of that is anything asked."""
    entries = [slot.done for slot in session.slots if slot.done and slot.done.on == today]
    return max(entries, key=lambda entry: entry.id, default=None)


def _reserves(slot: PlannedSlot) -> tuple[str, ...]:
    """Return the answers that are offered, `0`, `1`, `2`, `3+`, where how much was left would tell something."""
    if slot.done is None or where_reserve_counts(slot.prescription, slot.done.sets) is None:
        return ()
    return (*map(str, range(int(LAST_BUTTON))), f"{LAST_BUTTON}+")


def _placed(row: Row, slot: PlannedSlot, here: InOrder, keys: Sequence[str]) -> Row:
    """Return a row with the rest after it and whose turn it is then."""
    at = row.number - 1
    then = here.then[at] if here.called and at < len(here.then) else None
    follows = keys[then] if then is not None and keys[then] != slot.key else ""
    return attrs.evolve(row, rest_s=here.rests[min(at, len(here.rests) - 1)], then=follows)


def _next_time(plan: Plan, session: Session, slot: PlannedSlot) -> str:
    found = next_with(plan, slot.exercise.id, but=session, lane=slot.lane)
    if found is None:
        return ""
    coming, later = found
    day, asked = long_day_words(coming.start), target_line(later, name="")
    return f"{day}: {asked}. {sentence(later.prescription.why)}"


def _rows(slot: PlannedSlot, rungs: Ladder | None) -> Iterator[Row]:
    """Yield a row for each set asked for or done, and one more when all are done."""
    asked, done = slot.prescription.sets, rows_of(slot.done.sets) if slot.done else []
    count = max(len(asked), len(done))
    for number in range(1, count + 2):
        first, second = done[number - 1] if number <= len(done) else (None, None)
        target = asked[number - 1] if number <= len(asked) else None
        load = first.load if first else target.load if target else _last_load(asked, done)
        if load is None or (number > count and len(done) < count):
            continue
        yield Row(
            number,
            _typed(first) if first else str(target.reps) if target else "",
            _typed(second) if second else "",
            "" if first is None or first.rir is None else f"{first.rir:f}",
            _loads(slot, rungs, load),
            counted_as(slot, number)[0],
            _apart(slot, number, target),
            is_done=first is not None,
            is_extra=number > count,
        )


def _apart(slot: PlannedSlot, number: int, target: SetTarget | None) -> str:
    """Say what sets a set apart from plain work: its kind, and that it is open; how far it goes the card says."""
    kind = KINDS.get(counted_as(slot, number)[1], "")
    is_open = target is not None and target.amrap
    return ", ".join(filter(None, (kind, "or more" if is_open else "")))


def _typed(done: SetDone) -> str:
    """Return the reps as a field holds them: empty where the set was left out."""
    return "" if done.left_out else str(done.reps)


def _last_load(asked: Sequence[SetTarget], done: Sequence[tuple[SetDone, SetDone | None]]) -> Load | None:
    if done:
        return done[-1][0].load
    return asked[-1].load if asked else None


def _loads(slot: PlannedSlot, rungs: Ladder | None, chosen: Load) -> tuple[Choice, ...]:
    """Return the loads of the ladder, and the chosen one though it be of another dumbbell."""
    labels = {rung.load: rung.label for rung in rungs.rungs} if rungs else {}
    known = sorted({*labels, chosen})
    words = slot.exercise.loaded_with
    return tuple(Choice(str(one), load_words(one, words, labels.get(one, "")), one == chosen) for one in known)
