"""What `overload init` explains: the lines that `?` shows at each question, and what a choice means, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from overload.catalog import Catalog
from overload.model import Day, Dumbbell, DumbbellKind, Experience, Place, WeeklyCalendar
from overload.plan.lasting import fitting
from overload.setup.owned import PLATES_EXAMPLE
from overload.units import Unit, plain

OFFERED_MINUTES: Final = (25, 40, 60)

EXPERIENCE: Final = (
    "beginner: you are new to this; two sets of each exercise, easier ones, 40 minutes at most",
    "intermediate: a couple of months of training; back once a week",
    "experienced: a year or more of training; back twice a week",
)
TIMES: Final = (
    "When training starts: 18:00, 6pm or 7:30.",
    "One time for all days, or one for each day in their order: 18:00, 18:00, 7am.",
)
ZONE: Final = (
    "Where the clock on your wall runs, by its IANA name: Europe/Stockholm, America/New_York, Asia/Tokyo ...",
    "It keeps your training at the same time of day when the clocks change.",
)
UNIT: Final = (
    "kg or lb: what bodyweight and bands are in, and how loads are shown.",
    "Your dumbbells keep the unit that is printed on them.",
)
BAR: Final = ("y: there is a bar you can hang from, at home or near by.", "n: a second row takes the pull-up's place.")
BODYWEIGHT: Final = (
    "A pull-up lifts it, and the first loads are guessed from it.",
    "Write it like 80 or 80 kg; Enter leaves it out, and you begin carefully.",
)
PULL_UPS: Final = (
    "With good form, as far as it goes: 0 is an answer, and the way there begins with what you can do.",
    "Write it like 6; Enter: not known, and you begin carefully.",
)
ALARM: Final = (
    "How long before each session your calendar reminds you: 30, 30 min, 1 h; none for no reminder.",
    "Some phones leave out the reminders of calendars one subscribes to: docs/subscribing.md.",
)


def pull_up_help(unit: str) -> tuple[str, ...]:
    """Explain what may help on the bar."""
    return (
        f"bands, by what each takes off you: 15 {unit}, 30 {unit}",
        "chair: your feet on a chair behind you take some of the weight; partner: somebody holds your feet",
        f"Several are named with commas: 15 {unit}, 30 {unit}, chair. Whoever does five pull-ups needs none.",
    )


def row(unit: str) -> tuple[str, ...]:
    """Explain what the load of a row is for."""
    return (
        "With one dumbbell, on each side; the other first loads are guessed from it.",
        f"Write it like 20 or 20 {unit}; Enter: not known, and you begin carefully.",
    )


def weekly_calendar_words(one: WeeklyCalendar) -> str:
    """Return a weekly calendar in one line: `ppl: Push / Pull / Legs`."""
    return f"{one.id}: {' / '.join(day.name for day in one.days)}"


def dumbbell_facts(one: Dumbbell) -> list[str]:
    """Say what a dumbbell can be set to, or what it is loaded from."""
    if one.kind is DumbbellKind.PLATE:
        plates = ", ".join(f"{count} x {plain(weight)}" for weight, count in one.plates)
        other = Unit.KG if one.unit is Unit.LB else Unit.LB
        foreign = "".join(f", {count} x {plain(weight)} {other}" for weight, count in one.foreign_plates)
        shared = "" if one.is_alone else " (shared by the pair)" if one.plates_for == "pair" else " (per handle)"
        second = f" and {plain(one.other_handle)} {one.unit}" if one.other_handle is not None else ""
        handle = f"{'one ' if one.single else ''}handle{'s' if second else ''} {plain(one.handle)} {one.unit}{second}"
        return [f"{handle}, plates{shared}: {plates} {one.unit}{foreign}"]
    lines = [f"settings: {', '.join(map(plain, one.settings))} {one.unit}"]
    if one.names:
        lines.append(f"called: {', '.join(one.names)}")
    if one.at_once > 1:
        lines.append(f"up to {one.at_once} at once")
    if one.labels_kg:
        lines.append(f"a kg dial prints: {', '.join(map(plain, one.labels_kg))}")
        lines.append('if yours does, write dials = "kg" under its place in plan.toml')
    if one.unbalanced:
        lines.append(f"heavier at one end: {', '.join(map(plain, one.unbalanced))}")
    return lines


def calendars(known: Catalog) -> Iterator[str]:
    """List the weekly calendars with what each is."""
    for calendar in known.todays_calendars():
        yield weekly_calendar_words(calendar)
        if calendar.summary:
            yield f"    {calendar.summary}"


def days(calendar: WeeklyCalendar, count: int) -> tuple[str, ...]:
    """Explain what weekdays are asked for."""
    return (
        f"The days you can train, like mon, wed, fri; {calendar.id} has {_sessions(count)} a week.",
        "On more days than that some stay free, and take what was missed; on fewer the order goes on over the weeks.",
    )


def dumbbells(known: Catalog) -> Iterator[str]:
    """List the dumbbells that are known, and say how to type others."""
    for dumbbell in known.dumbbells.values():
        yield f"{dumbbell.id}: {dumbbell.name}"
    yield ""
    yield "Several are named with commas. What is not in the list you can type:"
    yield "fixed pairs by what each dumbbell weighs: 8 kg, 20 kg"
    yield f"a handle with plates: {PLATES_EXAMPLE}"
    yield "(what one empty handle weighs, and all the plates you own for both, how many x what each weighs)"


def minutes(known: Catalog, back: Day | None, experience: Experience) -> Iterator[str]:
    """Say which exercises there is time for."""
    yield "Warm-up and rests included. Less time leaves the first exercises of a workout, which matter most."
    for limit in OFFERED_MINUTES if back is not None else ():
        yield f"{limit}: {what_fits(known, back, experience, limit)}"


def what_fits(known: Catalog, back: Day | None, experience: Experience, limit: int) -> str:
    """Name the exercises of a day's workout that fit into so many minutes."""
    workout = known.workouts[back.workout] if back is not None and back.workout else None
    if back is None or workout is None:
        return ""
    slots = workout.edition(experience)
    kept = fitting(known, back, slots, limit)
    names = ", ".join(known.exercises[slot.exercise].name.lower() for slot in kept)
    return f"all {len(slots)} exercises" if len(kept) == len(slots) else names


def experience_means(experience: Experience) -> str:
    """Say what a level of experience means."""
    if experience is Experience.BEGINNER:
        return "Two sets of each exercise, stopping well short, with cues; more is offered after eight weeks of it."
    if experience is Experience.INTERMEDIATE:
        return "The back once a week, which is right for you; twice is for later."
    return "The back twice a week, with a set more of what matters most."


def calendar_means(round_of_days: Sequence[Day]) -> str:
    """Say which days are planned set by set, and which are the athlete's own; nothing where all are."""
    planned = _named(day for day in round_of_days if day.workout)
    own = _named(day for day in round_of_days if not day.workout)
    if not own:
        return ""
    return f"{planned} is planned set by set; {own} get their time, and what you do then is up to you."


def days_mean(calendar: WeeklyCalendar, sessions: int, chosen: int) -> str:
    """Say what becomes of days that are more, or fewer, than the sessions of a week."""
    if chosen > sessions:
        free = "1 of your days stays" if chosen - sessions == 1 else f"{chosen - sessions} of your days stay"
        return f"{calendar.id} has {_sessions(sessions)} a week: {free} unused, and can take what was missed."
    if chosen < sessions:
        return f"{calendar.id} has {_sessions(sessions)}: on your days its order goes on over the weeks."
    return ""


def minutes_mean(known: Catalog, back: Day | None, experience: Experience, limit: int | None) -> str:
    """Say what of the back workout there is time for."""
    fits = what_fits(known, back, experience, limit) if limit is not None else ""
    return f"In {limit} minutes: {fits}." if fits else ""


def plates_mean(known: Catalog, own: Dumbbell) -> str:
    """Say what loads a set of plates makes on each of two dumbbells; nothing for any other kind."""
    from overload.equipment import ladder  # noqa: PLC0415 - only where plates were typed

    if own.kind is not DumbbellKind.PLATE:
        return ""
    there = known.with_own(dumbbells=[own])
    rungs = [
        rung.amount for rung in ladder(known.exercises["dumbbell-deadlift"], Place("here", (own.id,)), there, own.unit)
    ]
    return f"That makes {len(rungs)} loads for a pair, {plain(rungs[0])} to {plain(rungs[-1])} {own.unit} a dumbbell."


def _sessions(count: int) -> str:
    return "1 session" if count == 1 else f"{count} sessions"


def _named(some: Iterable[Day]) -> str:
    names = list(dict.fromkeys(day.name for day in some))
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
