"""Folders begun with a weekly calendar that was another one under its name: they go on with the one they know."""

from __future__ import annotations

from typing import Final

import attrs

from overload.catalog import Catalog
from overload.errors import Problem, UsageError
from overload.model import Configuration, WeeklyCalendar
from overload.store import Store

ADOPTED: Final = "calendar adopted: "
TOLD: Final = "calendar told: "
"""What overload.db remembers of a calendar by its id: that it was switched to, and that it was told of."""


def as_begun(chosen: Configuration, catalog: Catalog, store: Store) -> Configuration:
    """Return the configuration with the weekly calendar its folder was begun with."""
    was = _was(chosen, catalog)
    if was is None or store.get(ADOPTED + chosen.calendar.use) or not _knows(store, was, catalog):
        return chosen
    return attrs.evolve(chosen, calendar=attrs.evolve(chosen.calendar, use=was.id))


def _was(chosen: Configuration, catalog: Catalog) -> WeeklyCalendar | None:
    """Return what the calendar in use was before, if it is not the athlete's own."""
    use = chosen.calendar.use
    if any(own.id == use for own in chosen.calendars):
        return None
    return next((one for one in catalog.calendars.values() if one.now == use), None)


def _knows(store: Store, was: WeeklyCalendar, catalog: Catalog) -> bool:
    """Tell whether sessions were shown that only the former calendar has, and none that only the later one has."""
    before, since = ({day.id for day in one.days} for one in (was, catalog.calendars[was.now]))
    shown = {one.day for one in store.published()}
    return bool(shown & (before - since)) and not shown & (since - before)


def told_once(asked_for: str, used: WeeklyCalendar, catalog: Catalog, store: Store) -> tuple[str, ...]:
    """Return what is to be said the first time a folder goes on with another calendar than it `asked_for`."""
    if asked_for == used.id or not store.set(TOLD + used.id, "yes"):
        return ()
    today = " / ".join(day.name for day in catalog.calendars[asked_for].days)
    return (f"{asked_for} is {today} today; yours stays as it was until you say 'overload calendars adopt'",)


def adopt(asked_for: str, used: WeeklyCalendar, store: Store) -> None:
    """Remember that a folder takes the calendar it `asked_for`; raises UsageError where it has that already."""
    if asked_for == used.id:
        hint = f'write use = "{used.now}" under [calendar]' if used.now else "there is nothing to switch to"
        raise UsageError(Problem("", f"{used.id} is what your plan asks for", hint))
    store.set(ADOPTED + asked_for, "yes")
