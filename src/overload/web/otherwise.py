"""What a session's page offers to do otherwise, what was done so, and the forms that say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from overload.model import Status
from overload.moments import long_day_words
from overload.plan import PlannedSlot, Session
from overload.plan.instead import Reason
from overload.update.desk import Desk
from overload.update.otherwise import (
    Changed,
    adding,
    changed,
    doing_another,
    leaving_out,
    only_today,
    other_work,
    putting_back,
    refused_in,
    replacing,
    swapping_back,
    to_add,
)
from overload.update.session_form import Deed
from overload.web.forms import Form, refused
from overload.web.rows import Choice

Work = Callable[[Desk, Session], Deed]
REASONS: Final[Mapping[str, tuple[Reason, str]]] = {
    "pain": (Reason.PAIN, "It hurts"),
    "gear": (Reason.GEAR, "No gear for it"),
    "room": (Reason.ROOM, "No room"),
}
"""Why somebody does not want to do an exercise: what its button sends, what that is, and what it says."""
_WHY: Final = {"": "", Reason.PAIN: "it hurts", Reason.GEAR: "no gear for it", Reason.ROOM: "no room"}
SWAP_BACK: Final = "swap-back"
"""What the button sends that has the exercise itself again."""
_UNDONE: Final = "Undo that"
_NUMBERED: Final = re.compile(r"(back|rest|today)-([1-9]\d{0,8})", re.ASCII)


@attrs.frozen
class Line:
    """Something that is done otherwise: in words, `back` what undoes it says and `number` what it sends.

    `asks` is the exercise of which it is asked whether to leave it out for two weeks, '' where that is no question.
    """

    words: str
    back: str
    number: int
    asks: str = ""


@attrs.frozen
class Otherwise:
    """What is done otherwise in a session, by the card that shows it and beside the cards, and what may be yet.

    `swaps` names, by card, the exercise that a variation takes the place of, and that can be done again for good.
    """

    cards: Mapping[str, Line] = attrs.field(factory=dict)
    lines: tuple[Line, ...] = ()
    swaps: Mapping[str, str] = attrs.field(factory=dict)
    can_add: bool = False
    works: tuple[Choice, ...] = ()
    reasons: tuple[tuple[str, str], ...] = tuple((name, said) for name, (_, said) in REASONS.items())


NOTHING: Final = Otherwise()


def otherwise(desk: Desk, session: Session, slots: Sequence[PlannedSlot]) -> Otherwise:
    """Return what the page of a session shows of it."""
    if session.status is Status.CANCELLED:
        return NOTHING
    known = changed(desk, session)
    gone = {one.was.id for one in known if one.was}
    shown = {slot.exercise.id: slot.key for slot in slots}
    cards, lines = dict[str, Line](), list(_work(desk, session, slots))
    for one in known:
        if one.now is not None and one.now.id in gone:
            continue  # something else again is done in its place
        key = shown.get(one.now.id, "") if one.now else ""
        if key and not any(slot.done for slot in slots if slot.key == key):
            cards[key] = _line(one)
        elif not key and one.was is not None:
            lines.append(_line(one))
    for number, other in refused_in(desk, session).items():
        lines.append(Line(f"No {other.name.lower()} in the place of another exercise any more.", _UNDONE, number))
    return Otherwise(
        cards,
        tuple(lines),
        {slot.key: _base_of(desk, slot) for slot in slots if slot.instead_of and slot.done is None},
        bool(to_add(desk, session)),
        tuple(Choice(day.id, day.name) for day in other_work(desk, session)),
    )


def _base_of(desk: Desk, slot: PlannedSlot) -> str:
    """Return what the exercise is called that a variation takes the place of."""
    return desk.inputs.catalog.exercises[slot.instead_of].name.lower()


def _work(desk: Desk, session: Session, slots: Sequence[PlannedSlot]) -> Iterator[Line]:
    """Yield that another day's work is done, as long as it can be taken back."""
    _, number = desk.inputs.decided.works.get(session.ordinal, ("", 0))
    usual = next((day.name for day in desk.inputs.days if day.id == session.day.id), "")
    if number and usual and not any(slot.done for slot in slots):
        yield Line(f"{session.day.name} instead of {usual}.", f"Back to {usual}", number)


def _line(one: Changed) -> Line:
    if one.was is None:
        return Line("On top today.", "Take it off", one.number)
    name, why = one.was.name, f": {_WHY[one.why]}" if _WHY.get(one.why) else ""
    if one.rest is not None:
        # Not why: that was said on another day's page, and is for that one alone.
        until = long_day_words(one.rest.until.date())
        return Line(f"{name} is left out until {until}.", "Do it again", one.number)
    asks = name if one.asks else ""
    if one.now is None:
        none = "nothing else here works its muscles"
        return Line(f"{name} is left out today{why}; {none}.", f"Back to {name.lower()}", one.number, asks)
    return Line(f"Instead of {name.lower()}{why}.", f"Back to {name.lower()}", one.number, asks)


def doing_otherwise(form: Form) -> Work | None:
    """Return what a form asks to be done otherwise, None for a form about anything else. Raises DataError."""
    does = form.does
    if does.startswith("not-"):
        if does[4:] not in REASONS:
            raise refused("does not say why")
        return lambda desk, session: replacing(desk, session, form.get("exercise"), REASONS[does[4:]][0])
    if does == SWAP_BACK:
        return lambda desk, session: swapping_back(desk, session, form.get("exercise"))
    if does in {"add", "work"}:
        name, work = form.get(does), adding if does == "add" else doing_another
        return lambda desk, session: work(desk, session, name)
    if match := _NUMBERED.fullmatch(does):
        number = int(match[2])
        return lambda desk, session: _NUMBERED_WORK[match[1]](desk, session, number)
    return None


_NUMBERED_WORK: Final[Mapping[str, Callable[[Desk, Session, int], Deed]]] = {
    "back": putting_back,
    "rest": leaving_out,
    "today": only_today,
}
