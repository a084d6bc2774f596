"""What an event says below its title: what to lift first, then how to get warm, then why; a line a paragraph.

Nothing is wrapped here: every calendar breaks lines for its own window, and would break what we broke once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from overload.model import MUSCLES, Status, WarmUp
from overload.plan.supersets import names
from overload.plan.values import PlannedSlot, Session
from overload.report.effort import effort_lines
from overload.report.readiness import careful_lines, cue_lines, light_sets_words
from overload.report.turns import in_turns, slot_rests
from overload.report.words import (
    AS_THEY_ARE,
    Units,
    done_line,
    is_forecast,
    is_logged,
    sentence,
    short_name,
    slot_name,
    target_line,
)

LONGEST: Final = 950
"""Characters a text of ours may have: with a link above it, an event of five exercises stays under 1,100.

Past some 1,100 characters the reasons push what matters off a phone's first screens; they are on the page as well.
"""

ALL_FORECAST: Final = "Forecast: these numbers assume that what comes before gets done as asked."

Block = list[str]
"""Lines that stand together; blocks are set apart by an empty line."""


@attrs.frozen
class Wording:
    """How a session is told. `detail` is `text`, or `short` for the bare exercises.

    `how_to` adds how each exercise is done: `link` (of `links` by exercise id, or of the exercise; the text where
    there is neither), `text`, or `none`. With `notes` it has what was noted, and that somebody was not well.
    """

    detail: str = "text"
    units: Units = AS_THEY_ARE
    how_to: str = "none"
    links: Mapping[str, str] = attrs.field(factory=dict)
    notes: bool = True

    def link(self, slot: PlannedSlot) -> str:
        """Return the address that shows how an exercise is done, if it is wanted and there is one."""
        return self.links.get(slot.exercise.id, slot.exercise.link) if self.how_to == "link" else ""


def description(
    session: Session, wording: Wording = Wording(), volume: Mapping[str, float] | None = None, note: str = ""
) -> str:
    """Return all there is to say of a session: blocks of lines, the targets first.

    `volume` is the fractional weekly sets per muscle id up to this session, told where it is done.
    `note` says what is wrong elsewhere, below the targets.
    """
    if wording.detail == "short":
        return _set(_short(session, wording))
    whole, reasons = list(_full(session, wording, volume or {}, note)), _reasons(session, wording)
    while reasons and len(_set([*whole, reasons])) > LONGEST:
        reasons.pop()
    # Reasons stand behind what to do, and before what closes the text: the athlete's own words, the id.
    place = next((number for number, block in enumerate(whole) if not block), len(whole))
    return _set([*whole[:place], reasons, *whole[place:]])


def _set(blocks: Iterable[Block]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _short(session: Session, wording: Wording) -> Iterator[Block]:
    lines = zip(session.slots, _order(session), strict=True)
    yield [_slot_line(slot, wording, order) for slot, order in lines] or _text(session)


def _full(session: Session, wording: Wording, volume: Mapping[str, float], note: str) -> Iterator[Block]:
    """Yield the blocks; an empty one stands where the reasons go."""
    if session.status is Status.CANCELLED:
        why = _spaced(session.change).removesuffix(".")
        yield [f"This session was dropped: {why}." if why else "This session was dropped."]
        return
    if session.status is Status.MISSED:
        yield ["Nothing was logged for this session."]
    if session.status is Status.UNKNOWN and is_logged(session):
        yield ["Nobody said whether this session was done."]
    to_do = [slot for slot in session.slots if slot.done is None]
    if is_forecast(session):
        yield [ALL_FORECAST]
    yield list(_slots(session, wording))
    yield from filter(None, (effort_lines(session.slots), list(careful_lines(session))))
    if note:
        yield [_spaced(note)]
    if session.warm_up and to_do:
        yield [*_warm_up(session.warm_up, session, wording.units), *_warm_up_sets(to_do, wording.units)]
    else:
        yield _warm_up_sets(to_do, wording.units)
    yield []
    yield _text(session)
    if volume and session.status is Status.DONE and session.slots:
        yield [_volume(volume)]
    told = {slot.exercise.id: slot for slot in to_do if wording.how_to != "none" and not wording.link(slot)}
    yield from filter(None, (list(cue_lines(session)), *map(_how_to, told.values())))
    if session.status is Status.PLANNED and is_logged(session):
        yield [f"Session {session.id}"]


def _slots(session: Session, wording: Wording) -> Iterator[str]:
    """Yield the lines of all exercises; plates are named where others are on the handles, or were for a warm-up."""
    on_handles = ""
    above, order = in_turns(session.slots), _order(session)
    for number, slot in enumerate(session.slots):
        if number in above:
            yield f"{above[number]}:"
        changes = slot.plates != on_handles or bool(slot.warm_up)
        yield from _slot(slot if changes else attrs.evolve(slot, plates=""), wording, order[number])
        if slot.done is None and slot.plates:
            on_handles = slot.plates


def _order(session: Session) -> Sequence[tuple[str, str]]:
    """Return what each slot is called in its superset, if it is in one, and its rests in words."""
    called = names(session.slots)
    return [(called.get(number, ""), said) for number, said in enumerate(slot_rests(session.slots))]


def _slot(slot: PlannedSlot, wording: Wording, order: tuple[str, str]) -> Iterator[str]:
    yield _slot_line(slot, wording, order)
    if slot.done is not None:
        yield from _about_done(slot, wording)
    elif wording.link(slot):
        yield f"How to: {wording.link(slot)}"


def _slot_line(slot: PlannedSlot, wording: Wording, order: tuple[str, str]) -> str:
    """Say on one line what to lift: the load, the sets, what is put on the handles, the tempo, the rest."""
    called, rest = order
    if slot.done is not None:
        return done_line(slot, slot.done, wording.units)
    forecast = "forecast" if wording.detail == "short" and not slot.is_firm else ""
    line = " ".join(filter(None, (called, target_line(slot, wording.units))))
    said = ", ".join(filter(None, (line, rest, forecast)))
    if not slot.plates or wording.detail == "short":
        return said
    plates = wording.units.named(slot.plates)
    return f"{said} ({plates})" if plates.startswith("no plates") else f"{said} (plates: {plates})"


def _about_done(slot: PlannedSlot, wording: Wording) -> Iterator[str]:
    entry = slot.done
    if entry is None or entry.unread:
        return
    asked, units = slot.prescription.sets, wording.units
    if asked and [(one.reps, one.load) for one in asked] != [(one.reps, one.load) for one in entry.performed().sets]:
        yield f"Asked for: {target_line(slot, units, name='')}"
    if slot.record:
        yield f"Record: {units.named(slot.record)}"
    if not wording.notes:
        return
    if entry.unwell:
        yield "Not feeling well: not counted as a miss."
    yield from map(_spaced, entry.note.splitlines())


def _warm_up(warm_up: WarmUp, session: Session, units: Units) -> Block:
    names = {slot.exercise.id: slot.exercise.name for slot in session.slots}
    named = [f"{short_name(names.get(name, name.replace('-', ' ')))}: 1 x {reps}" for name, reps in warm_up.light_sets]
    light = [*light_sets_words(session.light_sets, units)] or named
    then = f" Then light sets: {', '.join(light)}." if light else ""
    return [f"Warm-up: {_spaced(warm_up.general)}{then}"]


def _warm_up_sets(slots: Iterable[PlannedSlot], units: Units) -> Block:
    return [
        target_line(slot, units, name=f"Before the {short_name(slot_name(slot))},", sets=slot.warm_up)
        for slot in slots
        if slot.warm_up
    ]


def _reasons(session: Session, wording: Wording) -> Block:
    """Say why the numbers are what they are; a reason that several exercises share is told once."""
    if session.status is not Status.PLANNED:
        return []
    change = [sentence(_spaced(session.change))] if session.change else []
    all_forecast, shared = is_forecast(session), dict[str, list[str]]()
    for slot in session.slots:
        if slot.done is None and slot.prescription.why.strip():
            is_marked = not slot.is_firm and not all_forecast
            why = _spaced(wording.units.named(slot.prescription.why))
            shared.setdefault(f"Forecast: {why}" if is_marked else why, []).append(short_name(slot_name(slot)))
    apart = [f"{why}." for why in session.apart]
    return [*change, *apart, *(f"{_capital(', '.join(names))}: {why}" for why, names in shared.items())]


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _how_to(slot: PlannedSlot) -> Block:
    """How an exercise is done, at the end, where it is not in the way of whoever knows."""
    told = _spaced(slot.exercise.instructions)
    return [f"{slot.exercise.name}, how to: {told}"] if told else []


def _text(session: Session) -> Block:
    return [_spaced(paragraph) for paragraph in session.text.splitlines()]


def _volume(volume: Mapping[str, float]) -> str:
    ordered = sorted(volume.items(), key=lambda one: (-one[1], one[0]))
    return f"Sets this week so far: {', '.join(f'{MUSCLES.get(muscle, muscle)} {sets:g}' for muscle, sets in ordered)}"


def _spaced(text: str) -> str:
    """Return a paragraph on one line: whatever line breaks it has become spaces."""
    return " ".join(text.split())
