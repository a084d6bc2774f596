"""What a coach would add, never an error and never a changed exit code: advice, and remarks that are made once.

`init` says all of it, `week` the most useful line of advice: what is new, and can be done. What was chosen with the
days and the calendar is no news in any week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overload.model import Configuration, Day, Experience
from overload.moments import WEEKDAYS
from overload.plan.apart import BY_ITSELF
from overload.plan.fallen import Fallen
from overload.plan.lasting import LONG, SHORTER
from overload.plan.openings import times_a_week
from overload.plan.outgrown import to_buy
from overload.plan.split import back_days
from overload.plan.values import Session
from overload.plan.volume import fullest, truth, weekly
from overload.plan.wanted import Candidate, rolls


def advice(
    config: Configuration,
    days: Sequence[Day],
    wanted: Sequence[Candidate],
    without: Mapping[str, Fallen],
    sessions: Sequence[Session],
) -> tuple[str, ...]:
    """Return one sentence each for what does not fit or goes against the usual advice, the most useful first."""
    return (
        *_lost(config, days, wanted, without),
        *_apart(sessions),
        *_to_buy(sessions),
    )


def remarks(
    config: Configuration,
    days: Sequence[Day],
    wanted: Sequence[Candidate],
    without: Mapping[str, Fallen],
    sessions: Sequence[Session],
) -> tuple[str, ...]:
    """Return one sentence each for what follows from what was chosen, and stays true as long as that is."""
    extra = _extra(wanted, without)
    return (
        *_rolling(config, days),
        *([_no_second_back(config, days, extra)] if _is_never_there(config, extra) else ()),
        *_without_bar(config, sessions),
        *_frequency(config, days),
        *_long(config, sessions),
        *_volume(days, sessions),
    )


def _frequency(config: Configuration, days: Sequence[Day]) -> list[str]:
    backs = back_days(days)
    if config.athlete.experience is not Experience.EXPERIENCED and backs > 1 and not rolls(days, config):
        usual = "the usual advice is once for intermediates, twice for experienced lifters"
        return [f"{config.calendar.use} trains the back {backs} times a week; {usual}"]
    return []


def _apart(sessions: Sequence[Session]) -> list[str]:
    """Say which supersets are none, and what would make them one."""
    hint = "pair exercises that share no dumbbells, or say under 'use' which pair serves which"
    said = dict.fromkeys(why for session in sessions for why in session.apart)
    return [f"{why}; {hint}" for why in said if BY_ITSELF not in why]


def _long(config: Configuration, sessions: Sequence[Session]) -> list[str]:
    """Say which days take long, and what cuts one of them, or all."""
    found = {one.day.name: one for one in reversed(sessions) if one.slots and one.minutes > LONG}
    if not found or config.calendar.session_minutes is not None:
        return []
    first, *others = reversed(found.values())
    days = ", ".join(
        [f"{first.day.name} takes {first.minutes} minutes", *(f"{one.day.name} {one.minutes}" for one in others)]
    )
    cut = f"'overload shorten {first.id} {SHORTER}' leaves what does most in an hour"
    return [f"{days}: {cut}, and session_minutes = {SHORTER} under [calendar] keeps every session to it"]


def _to_buy(sessions: Sequence[Session]) -> list[str]:
    """Say which dumbbell would serve longest where the heaviest one has become light."""
    found = to_buy(slot for session in sessions for slot in session.slots)
    return [] if found is None else [f"your heaviest dumbbells have become light: {found.words}"]


def _rolling(config: Configuration, days: Sequence[Day]) -> list[str]:
    if not rolls(days, config):
        return []
    times = times_a_week(config)
    week = f"you train {times} {'day' if times == 1 else 'days'} a week"
    return [f"{config.calendar.use} has {len(days)} sessions and {week}: the order carries on from week to week"]


def _lost(
    config: Configuration, days: Sequence[Day], wanted: Sequence[Candidate], without: Mapping[str, Fallen]
) -> list[str]:
    """Say what has no room, why, and what would make room; nothing of days away, or of a week that is over."""
    idle = {key for key, fallen in without.items() if fallen.is_away or fallen.is_over}
    missing = [candidate for candidate in wanted if candidate.key in without.keys() - idle]
    lost = [candidate for candidate in missing if not candidate.is_extra]
    said = [_no_room(lost, without)] if lost else []
    extra = _extra(wanted, without)
    if extra and not _is_never_there(config, extra):
        said.append(_no_second_back(config, days, extra))
    return said


def _extra(wanted: Sequence[Candidate], without: Mapping[str, Fallen]) -> list[Fallen]:
    """Return the second sessions of the back that have no room, none of days away or of a week that is over."""
    fallen = (without[candidate.key] for candidate in wanted if candidate.is_extra and candidate.key in without)
    return [one for one in fallen if not one.is_away and not one.is_over]


def _is_never_there(config: Configuration, extra: Sequence[Fallen]) -> bool:
    """Tell whether every week lacks its second session: that was chosen with the days, and is nothing new in a week."""
    return len(extra) >= config.calendar.weeks


def _no_room(lost: Sequence[Candidate], without: Mapping[str, Fallen]) -> str:
    """Say why the first has no room for which something would make it, and name the others."""
    first = next((candidate for candidate in lost if without[candidate.key].remedy), lost[0])
    said = f"{first.day.name} of week {_week_of(first)} has no room: {without[first.key].sentence}"
    beside = [one for one in lost if one is not first and _week_of(one) == _week_of(first)]
    later = [candidate for candidate in lost if _week_of(candidate) != _week_of(first)]
    if beside:
        said += f"; nor has {_named(beside, ' and ')}"
    if later:
        weeks = len({_week_of(candidate) for candidate in later})
        said += f"; in {weeks} more {'week' if weeks == 1 else 'weeks'} {_named(later, ' or ')} has none either"
    return said


def _week_of(candidate: Candidate) -> str:
    return candidate.key.partition(":")[0]


def _named(candidates: Sequence[Candidate], word: str) -> str:
    return word.join(dict.fromkeys(candidate.day.name for candidate in candidates))


def _no_second_back(config: Configuration, days: Sequence[Day], extra: Sequence[Fallen]) -> str:
    weeks, first = len(extra), extra[0]
    missing = "in every week" if _is_never_there(config, extra) else f"in {weeks} {'week' if weeks == 1 else 'weeks'}"
    lacking = f"there is no room for the second session {missing} ({first.why})"
    return f"experienced lifters train the back twice a week; {lacking}: {_training_day(config, days, first)}"


def _training_day(config: Configuration, days: Sequence[Day], lost: Fallen) -> str:
    """Say what would give every week room for its second back session."""
    if lost.room is not None and lost.room.opening is not None and not lost.room.opening.ended_by:
        return f"add a training day under calendar.days ({WEEKDAYS[lost.room.opening.start.weekday()]} would do)"
    all_taken = times_a_week(config) <= len(days)
    return "add a training day under calendar.days" if all_taken else "move a training day"


def _without_bar(config: Configuration, sessions: Sequence[Session]) -> list[str]:
    barless = [place for place in config.places if not place.pull_up_bar]
    used = {slot.exercise.name for session in sessions for slot in session.slots if session.place in barless}
    if not barless or not used:
        return []
    where = ", ".join(place.id for place in barless)
    return [f"no pull-up bar at {where}: a second row takes the pull-up's place"]


def _volume(days: Sequence[Day], sessions: Sequence[Session]) -> list[str]:
    """Say what the sets of a week come to: which muscles have enough to grow and less than best."""
    told = truth(fullest(weekly(sessions)), has_second_round=back_days(days) > 1)
    return [told] if told else []
