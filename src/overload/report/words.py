"""The small phrases everything is said with: sets, loads, rests, and the title of a session."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from types import MappingProxyType
from typing import Final

import attrs

from overload.model import Entry, Exercise, LoadedWith, Measure, SetKind, SetTarget, Status, printed
from overload.model.notation import write_entry, written_rows
from overload.plan.values import PlannedSlot, Session
from overload.units import Load, Unit, plain

LIFTS_NAMED = 2
"""How many lifts a title names: what a calendar's week shows of a title on a phone."""
RECORDS_NAMED = 2
"""How many records a title names; more are counted."""

KIND_WORDS: Final[Mapping[SetKind, str]] = {
    SetKind.WARM_UP: "warm-up",
    SetKind.BACK_OFF: "back-off",
    SetKind.DROP: "drop set",
    SetKind.MINI: "mini sets",
    SetKind.NEGATIVE: "negatives",
}
"""What sets are called that are not plain work."""

_UNIT_AFTER_FIGURE = re.compile(r"(?<=\d )(?:kg|lb)\b")


@attrs.frozen
class Units:
    """How loads are said: those not in `unit` have that figure behind them too; `words` are what units are called.

    A figure of its own always comes first, so nothing is converted in silence.
    """

    unit: Unit | None = None
    words: Mapping[Unit, str] = attrs.field(factory=dict)

    def said(self, load: Load) -> str:
        """Return a figure with its unit: `22.5 kg`, `52.5 pounds`."""
        return f"{plain(load.amount)} {self.words.get(load.unit, load.unit)}"

    def also(self, load: Load) -> str:
        """Return the same weight in the other unit to a tenth, `23.8 kg`; empty where that is not wanted."""
        if self.unit in {None, load.unit} or load.aid or load.amount == 0:
            return ""
        other = load.to(self.unit or load.unit)
        return self.said(Load(other.amount.quantize(Decimal("0.1")), other.unit))

    def named(self, text: str) -> str:
        """Return a text of ours with the units in it called by their words."""
        return _UNIT_AFTER_FIGURE.sub(lambda found: self.words.get(Unit(found[0]), found[0]), text)


AS_THEY_ARE: Final = Units()
NO_LABELS: Final[Mapping[Load, str]] = MappingProxyType({})


def load_words(load: Load, loaded_with: LoadedWith, label: str = "", units: Units = AS_THEY_ARE) -> str:
    """Return a load as it is said: `22.5 kg`, `52.5 lb (dial: 24 kg)`, `bodyweight + 5 kg`, `with a chair`.

    `label` is what the dial prints for it, said only where that is something else, or what it is called: `15 kg (red
    band)`, and on the pull-up bar `red band (-15 kg)`.
    """
    if loaded_with is LoadedWith.BODYWEIGHT:
        return _bodyweight_words(load, label, units)
    is_told = not label or label in {str(load), plain(load.amount)}
    called = "" if is_told else f"dial: {label}" if printed(label) or label.isdecimal() else label
    besides = ", ".join(filter(None, (units.also(load), called)))
    return f"{units.said(load)} ({besides})" if besides else units.said(load)


def _bodyweight_words(load: Load, label: str, units: Units) -> str:
    if load.aid:
        return f"with a {load.aid}"
    if load.amount == 0:
        return "bodyweight"
    if load.amount < 0 and label.endswith((" band", " bands")):
        return f"{label} ({', '.join(filter(None, (units.said(load), units.also(load))))})"
    weight = load_words(Load(abs(load.amount), load.unit), LoadedWith.PAIR, "", units)
    return f"bodyweight + {weight}" if load.amount > 0 else f"with {weight} of help (band)"


def joined(parts: Sequence[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def rest_words(seconds: int) -> str:
    """Return a rest in minutes and seconds: `2:00`, `0:45`; `none` where there is none."""
    return f"{seconds // 60}:{seconds % 60:02}" if seconds > 0 else "none"


def minutes_words(minutes: int) -> str:
    """Return a length of time: `57 min`, and from two hours on `2 h 5 min`."""
    hours, rest = divmod(minutes, 60)
    if hours < 2:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def target_words(
    sets: Sequence[SetTarget],
    exercise: Exercise,
    labels: Mapping[Load, str] = NO_LABELS,
    units: Units = AS_THEY_ARE,
    tempo: str = "",
) -> str:
    """Return what to lift, the one way it is said: `20 kg: 13, 12, 10 or more`, equal sets `22.5 kg: 3 x 8`."""
    groups = groupby(sets, key=lambda target: (target.load, target.measure, target.kind))
    said = ", then ".join(
        f"{_before(kind)}{load_words(load, exercise.loaded_with, labels.get(load, ''), units)}: "
        + reps_words(tuple(group), exercise.sides, exercise.measure)
        for (load, _, kind), group in groups
    )
    return f"{said}, {tempo}" if said and tempo else said


def _before(kind: SetKind) -> str:
    """Return what stands before the load of sets that are not plain work: `drop set `."""
    return f"{KIND_WORDS[kind]} " if kind in KIND_WORDS else ""


def reps_words(
    sets: Sequence[SetTarget], sides: int, measure: Measure = Measure.REPS, *, in_table: bool = False
) -> str:
    """Return the counts of sets that share a load: `3 x 8`, `13, 12, 10 or more`, `3 x 45 s`, `12, 11 each side`.

    An open set is `10+` in a table. Reps of an exercise that is counted otherwise (`measure`) are named. What is to be
    left in reserve is said elsewhere, once an exercise (`report.effort`).
    """
    if not sets:
        return ""
    said = [_count_words(target, measure, "+" if in_table else " or more") for target in sets]
    if len({(target.reps, target.amrap) for target in sets}) == 1 and not sets[0].amrap:
        listed = f"{len(sets)} x {said[0]}"
    else:
        listed = ", ".join(said)
    comma = "," if sets[-1].amrap and not in_table else ""
    return f"{listed}{comma} each side" if sides == 2 else listed


def _count_words(target: SetTarget, measure: Measure, opened: str) -> str:
    """Return one count, `8`, `45 s or more`; `opened` stands behind that of an open set."""
    sign = target.measure.sign or ("" if measure is Measure.REPS else "reps")
    count = f"{target.reps} {sign}" if sign else str(target.reps)
    return f"{count}{opened}" if target.amrap else count


def rests_said(rests: Sequence[int]) -> str:
    """Return the rests after the sets of a slot: `2:00`, where they differ `0:15 after set 1-3, 2:00 after set 4`."""
    if len(set(rests)) == 1:
        return rest_words(rests[0])
    said, first = [], 1
    for rest, same in groupby(rests):
        last = first + len(list(same)) - 1
        said.append(f"{rest_words(rest)} after set {first if first == last else f'{first}-{last}'}")
        first = last + 1
    return ", ".join(said)


def target_line(
    slot: PlannedSlot, units: Units = AS_THEY_ARE, *, name: str | None = None, sets: Sequence[SetTarget] | None = None
) -> str:
    """Return what to lift in a slot, tempo included: `Dumbbell row 20 kg: 3 x 8 each side, 3 s down`.

    `name` is said instead of the exercise's (empty: none), `sets` are told instead of those asked for.
    """
    asked, tempo = (slot.prescription.sets, slot.prescription.tempo) if sets is None else (sets, "")
    said = target_words(asked, slot.exercise, slot.labels, units, tempo)
    return " ".join(filter(None, (slot.exercise.name if name is None else name, said)))


def is_forecast(session: Session) -> bool:
    """Say whether all that is still to be done in a session is a forecast: it assumes what comes before it."""
    to_do = [slot for slot in session.slots if slot.done is None]
    return bool(to_do) and not any(slot.is_firm for slot in to_do)


def marked_line(slot: PlannedSlot, session: Session) -> str:
    """Return what to lift in a slot, a forecast marked as one where the session is not one as a whole."""
    is_marked = not slot.is_firm and not is_forecast(session)
    return f"{target_line(slot)} (forecast)" if is_marked else target_line(slot)


def done_words(
    entry: Entry, exercise: Exercise, labels: Mapping[Load, str] = NO_LABELS, units: Units = AS_THEY_ARE
) -> str:
    """Return what was done, said as a target is: `22.5 kg: 10, 10, L9/R8`; `-` is a set left out.

    Words that are not read yet are said as they were typed.
    """
    rows = written_rows(entry.sets, _reserve_words, exercise.measure, " ")
    groups = groupby(rows, key=lambda row: (row[1].load, *row[1].counted_as))
    said = ", then ".join(
        f"{_before(kind)}{load_words(load, exercise.loaded_with, labels.get(load, ''), units)}: "
        + ", ".join(reps for reps, _ in group)
        for (load, _, kind), group in groups
    )
    return said or write_entry(entry)


def done_line(slot: PlannedSlot, entry: Entry, units: Units = AS_THEY_ARE, *, name: str | None = None) -> str:
    """Return what was done in a slot: `Dumbbell row 22.5 kg: 10, 10, L9/R8`; `name` as of a target."""
    said, who = done_words(entry, slot.exercise, slot.labels, units), slot.exercise.name if name is None else name
    return f"{who}: {said}" if who and entry.unread else " ".join(filter(None, (who, said)))


def _load_of(load: Load, slot: PlannedSlot, units: Units) -> str:
    return load_words(load, slot.exercise.loaded_with, slot.labels.get(load, ""), units)


def _reserve_words(rir: Decimal) -> str:
    return f" (RIR {plain(rir)})"


def sentence(text: str) -> str:
    """Return a reason as a sentence: `Up to 24 kg next.`; nothing stays nothing."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?")) else ".") if text else ""


def short_name(name: str) -> str:
    """Return an exercise's name as it is said in passing: `Reverse dumbbell fly` is `reverse fly`."""
    words = [word for word in name.lower().split() if word not in {"dumbbell", "dumbbells"}]
    return " ".join(words) or name


def slot_name(slot: PlannedSlot) -> str:
    """Return what a slot is called: its exercise, and with it its range where the session has that exercise twice."""
    name = slot.exercise.name
    return name if slot.key in {"", slot.exercise.id} else f"{name} {slot.lane}"


def title(session: Session, units: Units = AS_THEY_ARE) -> str:
    """Return what a session is called in lists: `Back: 5 exercises, 57 min`, `Back, done: row 24 kg (record)`.

    A day that nothing is logged for is called the same before and after. Loads have the one figure that was lifted.
    """
    units, name = attrs.evolve(units, unit=None), session.day.name
    if session.status is Status.CANCELLED:
        return f"{name}, cancelled"
    if session.status is Status.MISSED or (session.status is Status.UNKNOWN and is_logged(session)):
        return f"{name}, {state_words(session.status)}"
    if session.status is Status.DONE and is_logged(session):
        return f"{name}, done: {_done_words(session, units)}" if session.slots else f"{name}, done"
    return _due_title(session)


def asking(session: str) -> str:
    """Return the question whether a session was done: `nobody said whether it was done: overload did s3 ...`."""
    return f"nobody said whether it was done: overload did {session}, or overload did {session} --not"


def state_words(status: Status) -> str:
    """Return what has become of a session, as it is said."""
    return "not known" if status is Status.UNKNOWN else status.value


def event_title(session: Session, units: Units = AS_THEY_ARE, *, only_name: bool = False) -> str:
    """Return what a session is called in a calendar: `Pull: deadlift 18, row 16 kg`; what is to be lifted is known.

    Of what is only forecast the lifts are named without loads, so that an event is not renamed week after week.
    With `only_name` it is the day's name and what became of it, for screens that others see.
    """
    if only_name:
        state = "" if session.status is Status.PLANNED or not is_logged(session) else f", {state_words(session.status)}"
        return f"{session.day.name}{state}"
    if is_begun(session):
        return title(session, units)
    lifts = _main_lifts(session, attrs.evolve(units, unit=None)) if session.status is Status.PLANNED else ""
    return f"{session.day.name}: {lifts}" if lifts else title(session, units)


def _main_lifts(session: Session, units: Units) -> str:
    """Name the first lifts with a weight in the hands, or the first of all; a unit they share is said once."""
    to_do = [slot for slot in session.slots if slot.done is None and slot.prescription.sets]
    loaded = [slot for slot in to_do if slot.exercise.loaded_with is not LoadedWith.BODYWEIGHT]
    named = (loaded or to_do)[:LIFTS_NAMED]
    firm = ((at, slot) for at, slot in enumerate(named) if slot.is_firm)
    loads = {at: max(target.load for target in slot.prescription.sets) for at, slot in firm}
    shares_unit = len({load.unit for load in loads.values()}) == 1
    said = []
    for number, slot in enumerate(named):
        load, name = loads.get(number), short_name(slot.exercise.name)
        if load is None:
            said.append(short_name(slot_name(slot)))
        elif load.aid or load.amount <= 0:
            said.append(f"{name} {_load_of(load, slot, units)}")
        else:
            is_last = number == len(named) - 1
            said.append(f"{name} {units.said(load) if is_last or not shares_unit else plain(load.amount)}")
    return ", ".join(said)


def is_logged(session: Session) -> bool:
    """Tell whether this is a session whose performance is written down, rather than a day in free form."""
    return bool(session.slots or session.exercises)


def is_begun(session: Session) -> bool:
    """Tell whether something of a session is written down, and the rest is still to be done."""
    return session.status is Status.PLANNED and any(slot.done for slot in session.slots)


def _due_title(session: Session) -> str:
    name = session.day.name
    if is_begun(session):
        done = sum(slot.done is not None for slot in session.slots)
        return f"{name}, begun: {done} of {_exercises(len(session.slots))}"
    if session.slots:
        return f"{name}: {_exercises(len(session.slots))}, {minutes_words(session.minutes)}"
    groups = [group for group in session.day.focus if group.lower() not in name.lower()]
    return f"{name}: {', '.join(groups)}" if groups else name


def _exercises(count: int) -> str:
    return "1 exercise" if count == 1 else f"{count} exercises"


def _done_words(session: Session, units: Units) -> str:
    records = [slot for slot in session.slots if slot.record]
    if records:
        named = ", ".join(_best_words(slot, units) for slot in records[:RECORDS_NAMED])
        more = "record" if len(records) == 1 else "records"
        return f"{named} ({more})" if len(records) <= RECORDS_NAMED else f"{named} ({len(records)} {more})"
    done, asked = len(session.slots), len(session.exercises)
    return f"{done} of {_exercises(asked)}" if done < asked else _exercises(done)


def _best_words(slot: PlannedSlot, units: Units) -> str:
    """Say the heaviest set; where bodyweight alone was lifted, its reps say more than its load."""
    name = short_name(slot.exercise.name)
    sets = [done for done in slot.done.sets if done.reps and done.kind is SetKind.WORK] if slot.done else []
    if not sets:
        return name
    best = max(sets, key=lambda one: (one.load, one.reps))
    words = load_words(best.load, slot.exercise.loaded_with, slot.labels.get(best.load, ""), units)
    if words != "bodyweight":
        return f"{name} {words}"
    return f"{name} {best.reps} {best.measure.sign}" if best.measure.sign else f"{name} x {best.reps}"
