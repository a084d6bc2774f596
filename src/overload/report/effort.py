"""How hard to go, the way a coach says it: once an exercise, wherever it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from overload.model import Exercise, LoadedWith, Measure, OpenEnd, Prescription, SetTarget
from overload.plan.values import PlannedSlot
from overload.report.words import (
    AS_THEY_ARE,
    NO_LABELS,
    Units,
    joined,
    load_words,
    sentence,
    short_name,
    slot_name,
    target_words,
)
from overload.units import Load, plain

_ENDS: Final = {
    OpenEnd.FAILURE: "to failure",
    OpenEnd.CLEAN_REP: "as far as good form goes",
    OpenEnd.ONE_LEFT: "until one good rep is left",
}
_HELD: Final = {
    OpenEnd.FAILURE: "as long as you can",
    OpenEnd.CLEAN_REP: "as long as good form lasts",
    OpenEnd.ONE_LEFT: "until just before your form goes",
}


def open_end_words(end: OpenEnd, measure: Measure = Measure.REPS) -> str:
    """Return how far an open set goes; what is held or carried knows no rep."""
    if measure is Measure.REPS:
        return _ENDS[end]
    return _ENDS[end] if measure is Measure.METRES and end is OpenEnd.CLEAN_REP else _HELD[end]


def effort_words(sets: Sequence[SetTarget]) -> str:
    """Return how hard to go: `stop with 2 left; last set: as far as good form goes`; empty where nothing is said."""
    return "; ".join(filter(None, (reserve_words(sets), *_open(sets))))


def reserve_words(sets: Sequence[SetTarget]) -> str:
    """Return what the closed sets are to leave: `stop with 2 left`, where they differ `stop with 3, 2, 1 left`."""
    left = [one.rir for one in sets if one.rir is not None and not one.amrap]
    if not left:
        return ""
    if any(one.measure is not Measure.REPS for one in sets):
        return "stop with a little left" if max(left) else "leave nothing"
    said = [_left(one) for one in (left if len(set(left)) > 1 else left[:1])]
    return f"stop with {', '.join(said)} left"


def _left(rir: Decimal) -> str:
    """Say reps in reserve: `2`, `none`, and between two of them `1-2`."""
    if not rir:
        return "none"
    return plain(rir) if rir == int(rir) else f"{int(rir)}-{int(rir) + 1}"


def _open(sets: Sequence[SetTarget]) -> Iterable[str]:
    """Yield how far the open sets go, those that end alike together."""
    opened = [
        (number, open_end_words(OpenEnd.of(one.rir), one.measure)) for number, one in enumerate(sets, 1) if one.amrap
    ]
    for words, alike in groupby(opened, key=lambda one: one[1]):
        which = _which([number for number, _ in alike], len(sets))
        yield f"{which}: {words}" if which else words


def _which(numbers: Sequence[int], count: int) -> str:
    if len(numbers) == count:
        return "every set" if count > 1 else ""
    if numbers == [count]:
        return "last set"
    return f"set {numbers[0]}" if len(numbers) == 1 else f"sets {joined([*map(str, numbers)])}"


def effort_lines(slots: Iterable[PlannedSlot]) -> list[str]:
    """Return how hard to go in what is left of a session, exercises that ask for the same told together."""
    to_do = [slot for slot in slots if slot.done is None]
    shared: dict[str, list[str]] = {}
    for slot in to_do:
        if words := effort_words(slot.prescription.sets):
            shared.setdefault(words, []).append(short_name(slot_name(slot)))
    if len(shared) == 1 and len(to_do) > 1 and len(next(iter(shared.values()))) == len(to_do):
        return [_told("every exercise", words) for words in shared]
    return [_told(joined(names), words) for words, names in shared.items()]


def _told(who: str, words: str) -> str:
    """Say of whom it is told: `Row: stop with 2 left.` or `Row, last set: to failure.`."""
    is_named = ":" in words and ";" not in words
    return sentence(f"{who}{', ' if is_named else ': '}{words}")


def asked_words(asked: Prescription, exercise: Exercise, labels: Mapping[Load, str] = NO_LABELS) -> str:
    """Return all that was asked on one line, for whoever looks it up: `20 kg: 3 x 8, stop with 2 left`."""
    said = target_words(asked.sets, exercise, labels, tempo=asked.tempo)
    at_first = f"at first {target_words(asked.at_first, exercise, labels)}" if asked.at_first else ""
    return ", ".join(filter(None, (said, reserve_words(asked.sets), at_first)))


def anew_words(
    asked: Prescription, exercise: Exercise, labels: Mapping[Load, str] = NO_LABELS, units: Units = AS_THEY_ARE
) -> str:
    """Say that the rest of today's sets are asked anew; empty where they are as they were.

    `22.5 kg was too heavy today: 20 kg x 8 for the rest.`
    """
    changed = [at for at, one in enumerate(asked.sets) if one != asked.began[at]]
    if not changed:
        return ""
    first, rest = asked.began[max(0, changed[0] - 1)], [asked.sets[at] for at in changed]
    was, now = (load_words(one.load, exercise.loaded_with, labels.get(one.load, ""), units) for one in (first, rest[0]))
    counts = [f"{one.reps} or more" if one.amrap else str(one.reps) for one in rest]
    said = f"{now} x {', '.join(counts if len(set(counts)) > 1 else counts[:1])} for the rest"
    if rest[0].load == first.load:
        return f"{first.reps} reps were too many today: {said}."
    heavy, light = ("hard", "easy") if exercise.loaded_with is LoadedWith.BODYWEIGHT else ("heavy", "light")
    return sentence(f"{was} was too {heavy if rest[0].load < first.load else light} today: {said}")
