"""A session -> what its page shows, in words and choices; nothing here knows HTML."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

import attrs

from overload.model import LAST_BUTTON, MUSCLES, Entry, Ladder, Measure, Status, rows_of
from overload.moments import long_day_words, long_moment_words
from overload.plan import Plan, PlannedSlot, Session
from overload.plan.beginning import OFFER
from overload.plan.finding import next_with
from overload.plan.lasting import LONG, SHORTER
from overload.progression.today import where_reserve_counts
from overload.report.effort import anew_words, effort_words
from overload.report.readiness import keep_in_mind, loading_lines, warm_up_lines
from overload.report.turns import InOrder, in_order, in_turns
from overload.report.words import done_line, rests_said, sentence, short_name, target_line
from overload.update.session_form import day_of, days_to_move_to
from overload.web.otherwise import NOTHING, Otherwise
from overload.web.pictures import week_address
from overload.web.questions import Question
from overload.web.rows import Choice, HowMany, Row, how_many, rows_for

SHORTENINGS = (15, 20, 30, 45, SHORTER)
"""Minutes that a session may be cut to by a tap."""


def fresh_key() -> str:
    """Return what tells a form from every other."""
    return secrets.token_urlsafe(12)


@attrs.frozen
class Card:
    """An exercise: what is asked, how, and what was done. `coming` says what is asked next time and why.

    `how_many` asks how far an open set went; `reserves` are the answers to how many reps were left, where that is worth
    asking. `adjusted` says what else is asked of the rest of today's sets.

    `called` is its name in a superset, and `turns` stands above the first of that. `mind` is what to look out for.
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
    rows: tuple[Row, ...]
    key: str
    done: str = ""
    is_skipped: bool = False
    is_whole: bool = False
    record: str = ""
    coming: str = ""
    note: str = ""
    adjusted: str = ""
    how_many: HowMany | None = None
    reserves: tuple[str, ...] = ()
    called: str = ""
    turns: str = ""
    mind: tuple[str, ...] = ()


@attrs.frozen
class SessionView:
    """Everything on a session's page.

    `note` is what the athlete wrote of it as a whole. `is_ticked` tells that it was ticked off elsewhere, and that how
    far its open sets went is yet to be asked. `offer` is what a beginner is offered with it. `sets` are those that were
    done, in so many `minutes` from the first that was written down to the last, 0 where nobody knows; `records` are
    what was never done before, with its exercise. `takes` are its minutes where those are many. `muscles` is the
    address of the map of all that it works, and `works` says which those are.
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
    otherwise: Otherwise = NOTHING
    offer: str = ""
    sets: int = 0
    minutes: int = 0
    records: tuple[tuple[str, str], ...] = ()
    takes: int = 0
    muscles: str = ""
    works: str = ""
    key: str = attrs.field(factory=fresh_key)

    @property
    def left(self) -> int:
        """How many exercises are not written down yet; one done in turns is when all of its sets are."""
        return sum(not one.done or bool(one.called and not one.is_whole and not one.is_skipped) for one in self.cards)

    @property
    def is_held(self) -> bool:
        """Tell whether something in it is counted in seconds."""
        return any(row.measure is Measure.SECONDS for card in self.cards for row in card.rows)

    @property
    def is_finished(self) -> bool:
        """Tell whether every exercise is written down."""
        return bool(self.cards) and not self.left


def session_view(  # noqa: PLR0913, PLR0917 - all that a page is made of
    plan: Plan,
    session: Session,
    slots: Sequence[PlannedSlot],
    ladders: Mapping[str, Ladder],
    decided: str = "",
    asking: Collection[int] = (),
    before: Mapping[str, Entry] = MappingProxyType({}),
) -> SessionView:
    """Return the page of a session: `slots` as they may be written down, `ladders` by exercise id.

    `decided` is what `update.session_form.decided_for` says, `asking` what `update.taken.asking` does, and `before`
    what was done last time in a slot, by its key.
    """
    shown = slots if session.status is not Status.CANCELLED else ()
    order, above = in_order(shown), in_turns([attrs.evolve(slot, done=None) for slot in shown])
    keys = [slot.key for slot in shown]
    rows = [
        rows_for(slot, ladders.get(slot.exercise.id), here, keys, before.get(slot.key))
        for slot, here in zip(shown, order, strict=True)
    ]
    asks = _asks_how_many(shown, plan.now.date(), asking)
    cards = tuple(
        attrs.evolve(
            _card(plan, session, slot, here, rows[at]),
            turns=above.get(at, ""),
            how_many=asks.get(slot.key),
            reserves=_reserves(slot) if slot.key not in asks and _is_asked(plan, session, slot, asking, asks) else (),
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
        shortenings=tuple(_shortenings(session)) if is_ahead and session.slots else (),
        takes=session.minutes if session.minutes > LONG else 0,
        decided=decided,
        change=session.change.removesuffix("."),
        apart=session.apart if shown else (),
        coming=_coming(plan, session),
        note=session.note,
        offer=OFFER if session.ordinal == plan.offer else "",
        sets=sum(not one.left_out for slot in shown if slot.done for one, _ in rows_of(slot.done.sets)),
        records=tuple((slot.exercise.name, slot.record) for slot in shown if slot.record),
        muscles=week_address(*worked) if (worked := _worked(shown))[0] else "",
        works=", ".join(MUSCLES.get(one, one) for one in worked[0]),
        is_ticked=any(
            (one.reserves or one.how_many) and slot.done and slot.done.id in asking
            for one, slot in zip(cards, shown, strict=True)
        ),
    )


def _shortenings(session: Session) -> Iterator[int]:
    """Yield the minutes that a session may be cut to; a long one first of all to an hour."""
    yield from (one for one in SHORTENINGS if one < session.minutes and (one != SHORTER or session.minutes > LONG))


def _worked(slots: Sequence[PlannedSlot]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the muscles a session works, and those that only help, in the order of its exercises."""
    direct = dict.fromkeys(one for slot in slots for one in slot.exercise.direct)
    helping = dict.fromkeys(one for slot in slots for one in slot.exercise.indirect if one not in direct)
    return tuple(direct), tuple(helping)


def _is_asked(
    plan: Plan, session: Session, slot: PlannedSlot, asking: Collection[int], asks: Mapping[str, HowMany]
) -> bool:
    """Tell whether it is asked how much was left: of what was ticked off, and of what was written down last.

    The latter only while no open set is asked for: never two questions at a time.
    """
    if slot.done is None:
        return False
    return slot.done.id in asking or (not asks and slot.done is _newest(session, plan.now.date()))


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
    """Say which session comes after this one, and why then."""
    later = next((one for one in plan.ahead() if one.start > max(session.start, plan.now)), None)
    return f"{later.day.name}, {long_moment_words(later.start)}. {sentence(later.why)}".rstrip() if later else ""


def _card(plan: Plan, session: Session, slot: PlannedSlot, here: InOrder, rows: tuple[Row, ...]) -> Card:
    exercise, done = slot.exercise, slot.done
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
        rows=rows,
        key=fresh_key(),
        done=done_line(slot, done, name="") if done else "",
        is_skipped=bool(done) and all(one.left_out for one in done.sets) if done else False,
        is_whole=bool(done) and not any(not row.is_done and not row.is_extra for row in rows),
        record=slot.record,
        coming=_next_time(plan, session, slot) if done else "",
        note=done.note if done else "",
        adjusted=anew_words(slot.prescription, exercise, slot.labels) if done else "",
        called=here.called,
        mind=tuple(keep_in_mind(slot)),
    )


def _newest(session: Session, today: date) -> Entry | None:
    """Return what was written down last of a session, if that is of today: only of that is anything asked."""
    entries = [slot.done for slot in session.slots if slot.done and slot.done.on == today]
    return max(entries, key=lambda entry: entry.id, default=None)


def _asks_how_many(slots: Sequence[PlannedSlot], today: date, asking: Collection[int]) -> dict[str, HowMany]:
    """Return what is asked of open sets whose count nobody said, by their slots.

    Of a session that was ticked off elsewhere it is asked of each; of what was written down here today, of what came
    last.
    """
    unsaid = [(slot.done, slot.key, found) for slot in slots if slot.done and (found := how_many(slot))]
    ticked = {key: found for done, key, found in unsaid if done.id in asking}
    written = [one for one in unsaid if one[0].on == today and one[0].id not in asking]
    last = max(written, key=lambda one: (one[0].recorded, -one[0].id), default=None)
    return ticked | ({last[1]: last[2]} if last else {})


def _reserves(slot: PlannedSlot) -> tuple[str, ...]:
    """Return the answers that are offered, `0`, `1`, `2`, `3+`, where how much was left would tell something.

    Of an open set it is asked how many there were instead.
    """
    row = where_reserve_counts(slot.prescription, slot.done.sets) if slot.done else None
    if row is None or slot.prescription.sets[row].amrap:
        return ()
    return (*map(str, range(int(LAST_BUTTON))), f"{LAST_BUTTON}+")


def _next_time(plan: Plan, session: Session, slot: PlannedSlot) -> str:
    found = next_with(plan, slot.exercise.id, but=session, lane=slot.lane)
    if found is None:
        return ""
    coming, later = found
    day, asked = long_day_words(coming.start), target_line(later, name="")
    return f"{day}: {asked}. {sentence(later.prescription.why)}"
