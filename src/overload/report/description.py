"""What an event says below its title: a session in lines that fit a phone, in a font of any kind."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from overload.model import MUSCLES, Status, WarmUp
from overload.plan.values import PlannedSlot, Session
from overload.report.readiness import light_set_words
from overload.report.words import AS_THEY_ARE, Units, done_words, is_logged, rest_words, short_name, targets_words

WIDTH: Final = 56
"""Characters of a line that says what to lift, so that one exercise is one line; a longer word stays whole."""
PROSE: Final = 44
"""Characters of any other line: what a phone shows in its own font, so that it need not break what we broke.

A calendar's text on a phone 390 points wide stands in some 360 of them, in letters of 17 points that are half as wide.
"""

ALL_FORECAST: Final = "Forecast: these numbers assume that what comes before gets done as asked."

Block = list[str]
"""Lines that stand together; blocks are set apart by an empty line."""


@attrs.frozen
class Wording:
    """How a session is told. `detail` is `text`, or `short` for the bare exercises.

    `how_to` adds how each exercise is done: `link` (of `links` by exercise id, or of the exercise; the text where
    there is neither), `text`, or `none`.
    """

    detail: str = "text"
    units: Units = AS_THEY_ARE
    how_to: str = "none"
    links: Mapping[str, str] = attrs.field(factory=dict)

    def link(self, slot: PlannedSlot) -> str:
        """Return the address that shows how an exercise is done, if it is wanted and there is one."""
        return self.links.get(slot.exercise.id, slot.exercise.link) if self.how_to == "link" else ""


def description(session: Session, wording: Wording = Wording(), volume: Mapping[str, float] | None = None) -> str:
    """Return all there is to say of a session, in lines of at most WIDTH characters, prose in PROSE.

    `volume` is the fractional weekly sets per muscle id up to this session, told where it is done.
    """
    blocks = _short(session, wording) if wording.detail == "short" else _full(session, wording, volume or {})
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _short(session: Session, wording: Wording) -> Iterator[Block]:
    yield [line for slot in session.slots for line in _head(slot, wording)] or _text(session)


def _full(session: Session, wording: Wording, volume: Mapping[str, float]) -> Iterator[Block]:
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
        yield _warm_up(session.warm_up, session, wording.units)
    for slot in session.slots:
        yield _done(slot, wording) if slot.done else _asked(slot, wording, marked=not slot.is_firm and not is_forecast)
    yield _text(session)
    if volume and session.status is Status.DONE and session.slots:
        yield _volume(volume)
    yield from (_how_to(slot) for slot in to_do if wording.how_to != "none" and not wording.link(slot))
    if session.status is Status.PLANNED and is_logged(session):
        yield [f"Session {session.id}"]


def _warm_up(warm_up: WarmUp, session: Session, units: Units) -> Block:
    names = {slot.exercise.id: slot.exercise.name for slot in session.slots}
    named = [f"{short_name(names.get(one, one.replace('-', ' ')))} x {reps}" for one, reps in warm_up.light_sets]
    light = [light_set_words(one, units) for one in session.light_sets] or named
    lines = wrap(f"Warm-up: {warm_up.general}")
    return [*lines, *fill(_with_commas(["Then light sets:", *light], 1), PROSE)] if light else lines


def _asked(slot: PlannedSlot, wording: Wording, *, marked: bool) -> Block:
    units, lines = wording.units, _head(slot, attrs.evolve(wording, detail="text"))
    if slot.plates:
        lines += _told("Plates:", units.named(slot.plates))
    if slot.warm_up:
        lines += _told("Warm-up sets:", targets_words(slot.warm_up, slot, units))
    why = units.named(slot.prescription.why)
    lines += wrap(f"Forecast: {why}" if marked else why)
    return lines + (fill(["How to:", wording.link(slot)], PROSE) if wording.link(slot) else [])


def _head(slot: PlannedSlot, wording: Wording) -> Block:
    """One line if it fits: the exercise, its sets and loads, the tempo and the rest."""
    if slot.done:
        done = done_words(slot.done.sets, slot, wording.units)
        return fill(_with_commas([f"{slot.exercise.name}:", *_phrases(done)], 1))
    asked = targets_words(slot.prescription.sets, slot, wording.units)
    rest = f"rest {rest_words(slot.rest_s)}" if slot.rest_s > 0 else "no rest"
    forecast = "forecast" if wording.detail == "short" and not slot.is_firm else ""
    phrases = [*_phrases(asked), slot.prescription.tempo, rest, forecast]
    return fill(_with_commas([f"{slot.exercise.name}:", *filter(None, phrases)], 1))


def _done(slot: PlannedSlot, wording: Wording) -> Block:
    entry = slot.done
    if entry is None:
        return []
    lines = _head(slot, wording)
    asked = slot.prescription.sets
    if asked and [(one.reps, one.load) for one in asked] != [(one.reps, one.load) for one in entry.performed().sets]:
        lines += _told("Asked for:", targets_words(asked, slot, wording.units))
    if slot.record:
        lines += wrap(f"Record: {wording.units.named(slot.record)}")
    if entry.unwell:
        lines.append("Not feeling well: not counted as a miss.")
    for line in entry.note.splitlines():
        lines += wrap(line)
    return lines


def _how_to(slot: PlannedSlot) -> Block:
    """How an exercise is done, at the end, where it is not in the way of whoever knows."""
    told = slot.exercise.instructions
    return wrap(f"{slot.exercise.name}, how to: {told}") if told.strip() else []


def _text(session: Session) -> Block:
    return [line for paragraph in session.text.splitlines() for line in wrap(paragraph)]


def _volume(volume: Mapping[str, float]) -> Block:
    ordered = sorted(volume.items(), key=lambda one: (-one[1], one[0]))
    said = [f"{MUSCLES.get(muscle, muscle)} {sets:g}" for muscle, sets in ordered]
    return fill(_with_commas(["Sets this week so far:", *said], 1), PROSE)


def _told(name: str, words: str) -> Block:
    return fill(_with_commas([name, *_phrases(words)], 1), PROSE)


def _phrases(words: str) -> list[str]:
    """Cut `..., then ...` into phrases that are not broken further while they fit."""
    first, *rest = words.split(", then ")
    return [first, *(f"then {phrase}" for phrase in rest)] if first else []


def _with_commas(parts: Sequence[str], start: int) -> list[str]:
    """Put a comma after every part from `start` on but the last."""
    last = len(parts) - 1
    return [f"{part}," if start <= place < last else part for place, part in enumerate(parts)]


def fill(parts: Iterable[str], width: int = WIDTH) -> Block:
    """Set parts on as few lines as they need; a part is broken only where it is wider than a line itself."""
    lines: Block = []
    for part in parts:
        if lines and len(lines[-1]) + 1 + len(part) <= width:
            lines[-1] += f" {part}"
        else:
            lines += wrap(part, width)
    return lines


def wrap(text: str, width: int = PROSE) -> Block:
    """Set text on lines of at most `width` characters; whatever line breaks it has become spaces."""
    return textwrap.wrap(" ".join(text.split()), width, break_long_words=False, break_on_hyphens=False)
