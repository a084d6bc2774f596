"""What an event says below its title: a session in lines that fit a phone, in a font of any kind."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from overload.model import MUSCLES, Status, WarmUp
from overload.plan.values import PlannedSlot, Session
from overload.report.readiness import light_set_words
from overload.report.words import done_words, is_logged, rest_words, short_name, targets_words

WIDTH = 56
"""Characters a line has at most; a longer word (a link, say) stays whole."""

ALL_FORECAST = "Forecast: these numbers assume that what comes before gets done as asked."

Block = list[str]
"""Lines that stand together; blocks are set apart by an empty line."""


def description(session: Session, detail: str = "full", volume: Mapping[str, float] | None = None) -> str:
    """Return all there is to say of a session, in lines of at most WIDTH characters.

    `detail` is `full`, or `short` for the bare exercises. `volume` is the fractional weekly sets per muscle id up to
    this session, told where it is done.
    """
    blocks = _short(session) if detail == "short" else _full(session, volume or {})
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _short(session: Session) -> Iterator[Block]:
    yield [line for slot in session.slots for line in _head(slot)] or _text(session)


def _full(session: Session, volume: Mapping[str, float]) -> Iterator[Block]:
    if session.status is Status.CANCELLED:
        yield ["This session fell away."]
        return
    if session.status is Status.MISSED:
        yield ["Nothing was logged for this session."]
    to_do = [slot for slot in session.slots if slot.done is None]
    is_forecast = bool(to_do) and not any(slot.is_firm for slot in to_do)
    if is_forecast:
        yield wrap(ALL_FORECAST)
    if session.warm_up and to_do:
        yield _warm_up(session.warm_up, session)
    for slot in session.slots:
        yield _done(slot) if slot.done else _asked(slot, marked=not slot.is_firm and not is_forecast)
    yield _text(session)
    if volume and session.status is Status.DONE and session.slots:
        yield _volume(volume)
    if session.status is Status.PLANNED and is_logged(session):
        yield [f"Session {session.id}"]


def _warm_up(warm_up: WarmUp, session: Session) -> Block:
    names = {slot.exercise.id: slot.exercise.name for slot in session.slots}
    named = [f"{short_name(names.get(one, one.replace('-', ' ')))} x {reps}" for one, reps in warm_up.light_sets]
    light = [light_set_words(one) for one in session.light_sets] or named
    lines = wrap(f"Warm-up: {warm_up.general}")
    return [*lines, *fill(_with_commas(["Then light sets:", *light], 1))] if light else lines


def _asked(slot: PlannedSlot, *, marked: bool) -> Block:
    lines = _head(slot)
    if slot.plates:
        lines += wrap(f"Plates: {slot.plates}")
    if slot.warm_up:
        lines += wrap(f"Warm-up sets: {targets_words(slot.warm_up, slot)}")
    return lines + wrap(f"Forecast: {slot.prescription.why}" if marked else slot.prescription.why)


def _head(slot: PlannedSlot) -> Block:
    """One line if it fits: the exercise, its sets and loads, the tempo and the rest."""
    if slot.done:
        return fill(_with_commas([f"{slot.exercise.name}:", *_phrases(done_words(slot.done.sets, slot))], 1))
    asked = targets_words(slot.prescription.sets, slot)
    rest = f"rest {rest_words(slot.rest_s)}" if slot.rest_s > 0 else "no rest"
    phrases = [*_phrases(asked), slot.prescription.tempo, rest]
    return fill(_with_commas([f"{slot.exercise.name}:", *filter(None, phrases)], 1))


def _done(slot: PlannedSlot) -> Block:
    entry = slot.done
    if entry is None:
        return []
    lines = _head(slot)
    asked = slot.prescription.sets
    if asked and [(one.reps, one.load) for one in asked] != [(one.reps, one.load) for one in entry.performed().sets]:
        lines += wrap(f"Asked for: {targets_words(asked, slot)}")
    if slot.record:
        lines += wrap(f"Record: {slot.record}")
    if entry.unwell:
        lines.append("Not feeling well: not counted as a miss.")
    for line in entry.note.splitlines():
        lines += wrap(line)
    return lines


def _text(session: Session) -> Block:
    return [line for paragraph in session.text.splitlines() for line in wrap(paragraph)]


def _volume(volume: Mapping[str, float]) -> Block:
    ordered = sorted(volume.items(), key=lambda one: (-one[1], one[0]))
    said = [f"{MUSCLES.get(muscle, muscle)} {sets:g}" for muscle, sets in ordered]
    return fill(_with_commas(["Sets this week so far:", *said], 1))


def _phrases(words: str) -> list[str]:
    """Cut `..., then ...` into phrases that are not broken further while they fit."""
    first, *rest = words.split(", then ")
    return [first, *(f"then {phrase}" for phrase in rest)] if first else []


def _with_commas(parts: Sequence[str], start: int) -> list[str]:
    """Put a comma after every part from `start` on but the last."""
    last = len(parts) - 1
    return [f"{part}," if start <= place < last else part for place, part in enumerate(parts)]


def fill(parts: Iterable[str]) -> Block:
    """Set parts on as few lines as they need; a part is broken only where it is wider than a line itself."""
    lines: Block = []
    for part in parts:
        if lines and len(lines[-1]) + 1 + len(part) <= WIDTH:
            lines[-1] += f" {part}"
        else:
            lines += wrap(part)
    return lines


def wrap(text: str) -> Block:
    """Set text on lines of at most WIDTH characters; whatever line breaks it has become spaces."""
    return textwrap.wrap(" ".join(text.split()), WIDTH, break_long_words=False, break_on_hyphens=False)
