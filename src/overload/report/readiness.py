"""What to do before and between the sets of a session, in words and as data: the warm-up, and the plates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from overload.equipment import plate_words
from overload.equipment.loading import LoadingStep
from overload.model import Measure, SetDone, SetKind, SetTarget
from overload.plan.values import LightSet, PlannedSlot, Session
from overload.report.words import AS_THEY_ARE, Units, joined, short_name, slot_name, target_line, target_words

PLATES_HEADING = "Plates, from empty handles: outer ones come off first, new ones go on in the order named."


def light_sets_words(light_sets: Iterable[LightSet], units: Units = AS_THEY_ARE) -> Iterator[str]:
    """Yield light sets as they are said, those alike in one go: `deadlift, row and press 2.5 kg: 1 x 10`."""
    alike: dict[str, list[str]] = {}
    for light_set in light_sets:
        target, labels = SetTarget(light_set.reps, light_set.load), {light_set.load: light_set.label}
        words = target_words([target], attrs.evolve(light_set.exercise, sides=1), labels, units)
        alike.setdefault(words, []).append(short_name(light_set.exercise.name))
    return (f"{joined(names)} {words}" for words, names in alike.items())


def warm_up_lines(session: Session) -> Iterator[str]:
    """Yield what comes before the first set, if that is still ahead, and before each exercise with warm-up sets."""
    if session.warm_up and session.light_sets and not _is_begun(session):
        yield f"Warm-up: {session.warm_up.general}"
        yield f"Then light sets: {', '.join(light_sets_words(session.light_sets))}"
    for slot in session.slots:
        if slot.warm_up:
            yield target_line(slot, name=f"Before the {short_name(slot_name(slot))},", sets=slot.warm_up)


def keep_in_mind(slot: PlannedSlot) -> Iterator[str]:
    """Yield what to look out for in an exercise, and what to keep in mind while it is still to be learnt."""
    if slot.done is None:
        yield from filter(None, (_told("Careful", slot.cautions), _told("Cues", slot.cues)))


def careful_lines(session: Session) -> Iterator[str]:
    """Yield what to look out for in a session; what several exercises have in common is told with the first."""
    said: set[str] = set()
    for slot in session.slots:
        new = [one for one in slot.cautions if one not in said and slot.done is None]
        said.update(new)
        if new:
            yield f"Careful, {short_name(slot_name(slot))}: {'; '.join(new)}."


def cue_lines(session: Session) -> Iterator[str]:
    """Yield what to keep in mind in each exercise of a session that is still to be learnt."""
    for slot in session.slots:
        if slot.cues and slot.done is None:
            yield f"Cues, {short_name(slot_name(slot))}: {'; '.join(slot.cues)}."


def _told(what: str, those: tuple[str, ...]) -> str:
    return f"{what}: {'; '.join(those)}." if those else ""


def _is_begun(session: Session) -> bool:
    return any(slot.done for slot in session.slots)


def loading_lines(session: Session) -> Iterator[str]:
    """Yield the loading plan set by set; nothing where no plates are put on handles."""
    if not session.loading:
        return
    yield PLATES_HEADING
    exercises = (*(one.exercise for one in session.light_sets), *(slot.exercise for slot in session.slots))
    names = {exercise.id: exercise.name for exercise in exercises}
    heads = [f"{short_name(names[step.exercise])} {step.load}:" for step in session.loading]
    width = max(map(len, heads))
    for head, step in zip(heads, session.loading, strict=True):
        yield f"  {head:<{width}} {step.text}"


def targets_data(sets: tuple[SetTarget, ...]) -> list[dict[str, object]]:
    """Return sets asked for as JSON-ready data."""
    return [{"reps": one.reps, "load": str(one.load), **counted_data(one), **_asked_data(one)} for one in sets]


def counted_data(one: SetTarget | SetDone) -> dict[str, object]:
    """Return what the count of a set counts and what the set is, where that is anything but reps and work."""
    found: dict[str, object] = {} if one.measure is Measure.REPS else {"measure": one.measure.value}
    return found if one.kind is SetKind.WORK else {**found, "kind": one.kind.value}


def _asked_data(one: SetTarget) -> dict[str, object]:
    """Return what else is asked of a set, where it is."""
    found: dict[str, object] = {"amrap": True} if one.amrap else {}
    if one.rest_s is not None:
        found["rest_s"] = one.rest_s
    return found if one.rir is None else {**found, "rir": float(one.rir)}


def warm_up_data(session: Session) -> dict[str, object] | None:
    """Return the warm-up before the session as JSON-ready data, None where there is none."""
    if session.warm_up is None:
        return None
    due = () if _is_begun(session) else session.light_sets
    light = [{"exercise": one.exercise.id, "reps": one.reps, "load": str(one.load)} for one in due]
    return {"general": session.warm_up.general, "minutes": session.warm_up.minutes, "light_sets": light}


def step_data(step: LoadingStep) -> dict[str, object]:
    """Return a step of the loading plan as JSON-ready data; plates are text, `moves` counts those of all ends."""
    return {
        "exercise": step.exercise,
        "load": str(step.load),
        "take_off": [plate_words(plate) for plate in step.take_off],
        "put_on": [plate_words(plate) for plate in step.put_on],
        "moves": step.moves,
        "text": step.text,
    }
