"""What the tests of the scheduler share: weekly calendars as sessions wanted, and times to train."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import pytest

from overload.model import GROUPS, Opening, Wanted

MONDAY = datetime.fromisoformat("2026-11-30")
PUSH, PULL, LEGS = "chest shoulders triceps", "back biceps", "legs"
CALENDARS: Mapping[str, tuple[Sequence[str], Sequence[int]]] = {
    "ppl": ((PUSH, PULL, LEGS), (0, 2, 4)),
    "ppl-twice": ((PUSH, PULL, LEGS) * 2, (0, 1, 2, 3, 4, 5)),
    "three-day": (("chest back", "shoulders biceps triceps", "legs"), (0, 2, 4)),
    "three-day-twice": (("chest back", "shoulders biceps triceps", "legs") * 2, (0, 1, 2, 3, 4, 5)),
    "four-day": (("chest triceps", "back biceps", "legs", "shoulders abs"), (0, 1, 3, 4)),
    "five-day": (("chest", "back", "shoulders", "legs", "biceps triceps"), (0, 1, 2, 3, 4)),
}

SessionsOf = Callable[..., tuple[Wanted, ...]]
TimesOn = Callable[..., tuple[Opening, ...]]


def session(key: str, focus: str, monday: datetime | None = None, **other: object) -> Wanted:
    """Return a session wanted; `focus` is words. The deadlift of a back day works hips and hamstrings too."""
    groups = frozenset(focus.split())
    muscles = {muscle for group in groups for muscle in GROUPS[group]}
    if "back" in groups:
        muscles |= {"glutes", "hamstrings", "biceps", "forearms"}
    defaults: dict[str, object] = {
        "muscles": frozenset(muscles),
        "week": monday.date() if monday else None,
        "weight": 3 if "back" in groups else 1,
    }
    return Wanted(key, groups, **{**defaults, **other})


@pytest.fixture
def wanted() -> Callable[..., Wanted]:
    """Build one session wanted."""
    return session


@pytest.fixture(params=sorted(CALENDARS))
def calendar(request: pytest.FixtureRequest) -> tuple[Sequence[str], Sequence[int]]:
    """Each weekly calendar of the article: the focus of its days, and the weekdays they fall on."""
    found: tuple[Sequence[str], Sequence[int]] = CALENDARS[request.param]
    return found


@pytest.fixture
def sessions_of() -> SessionsOf:
    """Build the sessions of some weeks: keys are `week:place`."""

    def build(days: Iterable[str], weeks: int = 1, monday: datetime = MONDAY) -> tuple[Wanted, ...]:
        listed = list(days)
        mondays = [monday + timedelta(weeks=week) for week in range(weeks)]
        return tuple(
            session(f"{week}:{place}", focus, first)
            for week, first in enumerate(mondays)
            for place, focus in enumerate(listed)
        )

    return build


@pytest.fixture
def times_on() -> TimesOn:
    """Build an opening at each of the hours on each of the weekdays, for some weeks; `preferred` names weekdays."""

    def build(
        weekdays: Iterable[int],
        weeks: int = 1,
        hours: Sequence[int] = (18,),
        preferred: Iterable[int] | None = None,
        monday: datetime = MONDAY,
    ) -> tuple[Opening, ...]:
        liked = set(range(7)) if preferred is None else set(preferred)
        days = [(week, weekday) for week in range(weeks) for weekday in sorted(weekdays)]
        return tuple(
            Opening(monday + timedelta(weeks=week, days=weekday, hours=hour), preferred=weekday in liked)
            for week, weekday in days
            for hour in hours
        )

    return build


@pytest.fixture
def at() -> Callable[[str], datetime]:
    """Read `Wed 18:00` as a moment of the first week, `Wed+1 18:00` of the week after."""

    def read(text: str) -> datetime:
        day, hour = text.split()
        weekday, _, weeks = day.partition("+")
        hours, minutes = map(int, hour.split(":"))
        offset = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].index(weekday)
        return MONDAY + timedelta(days=offset, weeks=int(weeks or 0), hours=hours, minutes=minutes)

    return read
