"""What the owner alone is shown: the body, the whole log with its notes, and every link."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import attrs

from overload.model import Entry
from overload.moments import full_day_words, full_moment_words
from overload.plan.volume import BAND
from overload.report.words import done_words
from overload.update.folder import Folder, opened
from overload.web.overview import OWNERS, overview_of
from overload.web.rendering import page
from overload.web.settings import Clock
from overload.web.work import Page, told

NEWEST: Final = 60
"""So many entries of the log are shown; `overload log list` has them all."""


@attrs.frozen
class Body:
    """What the owner told of the body."""

    weight: str
    sex: str


@attrs.frozen
class Noted:
    """An entry of the log in words."""

    name: str
    done: str
    note: str
    is_unwell: bool


@attrs.frozen
class Where:
    """Where the owner's pages are: how they begin, `/o/TOKEN`; the digest of that token; where the server is reached.

    `base_url` is what the server was told, `asked_at` where it was asked, for when nothing else says.
    """

    address: str
    digest: str
    base_url: str
    asked_at: str


def show_home(folder: Path, where: Where, clock: Clock) -> Page:
    """Return the owner's first page."""
    return told(lambda: _home(folder, where.address, clock))


def _home(path: Path, address: str, clock: Clock) -> Page:
    shown = overview_of(path, clock, OWNERS)
    with opened(path, clock=clock) as folder:
        today, athlete = folder.now(clock).date(), folder.config.athlete
        weight = folder.bodyweights.on(today)
        body = Body(str(weight or ""), athlete.sex)
    return Page(200, page("owner_home", address=address, here="", shown=shown, body=body, band=BAND))


def show_log(folder: Path, where: Where, clock: Clock) -> Page:
    """Return the newest entries of the log, with their notes."""
    return told(lambda: _log(folder, where.address, clock))


def _log(path: Path, address: str, clock: Clock) -> Page:
    with opened(path, clock=clock) as folder:
        days = tuple(_days(folder, folder.marked(folder.store.entries()[-NEWEST:])))
        now = full_moment_words(folder.now(clock))
    return Page(200, page("owner_log", address=address, here="log", days=days, now=now))


def _days(folder: Folder, entries: tuple[Entry, ...]) -> Iterator[tuple[str, tuple[Noted, ...]]]:
    """Yield each day with what was written down for it, newest day first."""
    by_day: dict[date, list[Entry]] = {}
    for one in entries:
        by_day.setdefault(one.on, []).append(one)
    for day in sorted(by_day, reverse=True):
        yield full_day_words(day), tuple(_noted(folder, one) for one in by_day[day])


def _noted(folder: Folder, one: Entry) -> Noted:
    exercise = folder.catalog.exercises.get(one.exercise)
    done = done_words(one, exercise) if exercise else ""
    return Noted(exercise.name if exercise else one.exercise, done, one.note, one.unwell)
