"""The chain from the log to the next load, in sentences a lifter understands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from overload.model import Entry, Exercise, Ladder, LoadedWith
from overload.model.notation import write_entry
from overload.moments import full_day_words
from overload.plan import Plan, PlannedSlot, Session
from overload.plan.knowing import Shown
from overload.plan.outgrown import Purchase, to_buy
from overload.report.data import slot_data
from overload.report.effort import asked_words
from overload.report.progress import in_unit
from overload.report.readiness import targets_data
from overload.report.words import done_words, load_words

FROM: Final = 3
"""So many sessions are named from which a strength is known."""


def exercise_story(
    exercise: Exercise, entries: Sequence[Entry], plan: Plan, ladder: Ladder | None, known: Sequence[Shown] = ()
) -> Iterator[str]:
    """Yield the story of an exercise line by line: what was asked and done, what comes next, and what after that.

    `entries` are the latest of its log, oldest first; each step's reason is the one the rule gave at the time. `known`
    is what its log shows of the strength.
    """
    ahead = [(session, slot) for session in plan.ahead() for slot in session.slots if slot.exercise == exercise]
    ahead = [(session, slot) for session, slot in ahead if slot.done is None]
    yield f"{exercise.name}, by {ahead[0][1].rule}" if ahead else exercise.name
    if ladder is not None:
        yield f"loads you can make: {', '.join(_named(exercise, ladder))}"
    yield from _strength(exercise, plan, known)
    bought = _to_buy(exercise, plan)
    if bought is not None:
        yield f"to buy: {bought.words}"
    for entry in entries:
        yield ""
        yield from _past(entry, exercise)
    for number, (session, slot) in enumerate(ahead[:3]):
        yield ""
        yield from _coming(number, session, slot)


def _to_buy(exercise: Exercise, plan: Plan) -> Purchase | None:
    """Return what would serve the plan longest, where it serves this exercise."""
    found = to_buy(slot for session in plan.ahead() for slot in session.slots)
    return found if found is not None and exercise in {one for one, _ in found.serves} else None


def _strength(exercise: Exercise, plan: Plan, known: Sequence[Shown]) -> Iterator[str]:
    """Say how strong the log shows somebody to be, how sure that is, and which sets tell."""
    if not known:
        return
    now, unit = known[-1].estimate.at(plan.now.date()), plan.athlete.unit
    kg = math.exp(now.log)
    body = ", you included" if exercise.loaded_with is LoadedWith.BODYWEIGHT else ""
    about, by = in_unit(kg, unit), in_unit(kg * math.sqrt(now.variance), unit)
    yield f"strength: about {about:.1f} {unit} for one{body}, give or take {by:.1f} {unit}"
    measured = [one.entry for one in known if one.measured][-FROM:]
    if measured:
        sets = "; ".join(f"{full_day_words(one.on)}: {done_words(one, exercise)}" for one in reversed(measured))
        yield f"  measured by {sets}"
    else:
        yield "  not measured yet: no set went as far as it would go, fell short, or has its reps in reserve noted"


def strength_data(plan: Plan, known: Sequence[Shown]) -> dict[str, object] | None:
    """Return the same as data, in kg; None where nothing is known."""
    if not known:
        return None
    now = known[-1].estimate.at(plan.now.date())
    kg, spread = math.exp(now.log), math.sqrt(now.variance)
    return {
        "e1rm_kg": round(kg, 2),
        "between_kg": [round(kg * math.exp(-spread), 2), round(kg * math.exp(spread), 2)],
        "as_of": plan.now.date().isoformat(),
        "measured_by": [one.entry.id for one in known if one.measured][-FROM:],
    }


def exercise_data(
    exercise: Exercise, entries: Sequence[Entry], plan: Plan, ladder: Ladder | None, known: Sequence[Shown] = ()
) -> dict[str, object]:
    """Return the same as data: the loads that can be made, the strength, what was asked and done, what comes next."""
    ahead = [(session, slot) for session in plan.ahead() for slot in session.slots if slot.exercise == exercise]
    bought = _to_buy(exercise, plan)
    return {
        "exercise": exercise.id,
        "loads": [str(rung.load) for rung in ladder.rungs] if ladder else [],
        "strength": strength_data(plan, known),
        "to_buy": None if bought is None else {"load": str(bought.load), "pair": bought.is_pair},
        "done": [_past_data(entry) for entry in entries],
        "ahead": [
            {"session": session.id, "date": session.start.date().isoformat()} | slot_data(slot)
            for session, slot in ahead[:3]
            if slot.done is None
        ],
    }


def _past_data(entry: Entry) -> dict[str, object]:
    return {
        "entry": entry.id,
        "date": entry.on.isoformat(),
        "done": write_entry(entry),
        "asked": targets_data(entry.asked.sets) if entry.asked else [],
        **({"at_first": targets_data(entry.asked.at_first)} if entry.asked and entry.asked.at_first else {}),
        "why": entry.asked.why if entry.asked else "",
        "unwell": entry.unwell,
        "note": entry.note,
    }


def _named(exercise: Exercise, ladder: Ladder) -> Iterator[str]:
    for rung in ladder.rungs:
        yield load_words(rung.load, exercise.loaded_with, rung.label)


def _past(entry: Entry, exercise: Exercise) -> Iterator[str]:
    did = "wrote" if entry.unread else "did"
    done = f"{full_day_words(entry.on)}: you {did} {done_words(entry, exercise)}"
    yield f"{done}, not feeling well" if entry.unwell else done
    if entry.asked is not None and entry.asked.sets:
        yield f"  asked for: {asked_words(entry.asked, exercise)}"
        yield f"  because: {entry.asked.why}"
    else:
        yield "  nothing had been asked for"
    if entry.note:
        yield f"  note: {entry.note}"


def _coming(number: int, session: Session, slot: PlannedSlot) -> Iterator[str]:
    day = f"{full_day_words(session.start)} ({session.id})"
    what = asked_words(slot.prescription, slot.exercise, slot.labels)
    yield f"{day}: {what}" if slot.is_firm else f"{day}, forecast: {what}"
    is_known = number == 0 or slot.is_firm
    yield f"  because: {slot.prescription.why}" if is_known else f"  if that gets done: {slot.prescription.why}"
