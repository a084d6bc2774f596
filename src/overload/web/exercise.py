"""An exercise of a session on a page of its own: its figure and muscles, how it is done, and how it went so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import attrs
from markupsafe import Markup

from overload.model import MUSCLES, Entry, Exercise, LoadedWith
from overload.moments import day_words
from overload.plan import Session, as_shown
from overload.plan.decided import weighed
from overload.plan.finding import called
from overload.plan.records import LIFTED, sorts_of
from overload.report.progress import Progress, progress_of
from overload.report.svg import line_svg
from overload.report.words import done_words
from overload.update.desk import Desk, at_desk
from overload.update.otherwise import to_add
from overload.update.session_form import open_session, slots_of
from overload.web.pictures import figure_address, movement, muscles_address
from overload.web.rendering import page
from overload.web.session_view import fresh_key
from overload.web.settings import Clock
from overload.web.work import NOT_FOUND, Page, told

MOST: Final = 20
"""So many of the last times are shown."""
MORE: Final = "more"
"""What stands in the address instead of an exercise for the list of those that may be done on top."""
_NAME: Final = re.compile(r"[\w.@-]{1,120}", re.ASCII)


@attrs.frozen
class Time:
    """A day on which an exercise was done: its date in words, the sets, and what was never done before, if anything."""

    day: str
    done: str
    record: str = ""


@attrs.frozen
class ExerciseView:
    """All that the page of an exercise shows; addresses are '' where there is no picture.

    `works` and `helps` are muscles in words. `chart` is its estimated maximum over time, `best` the heaviest it was
    done with. `times` are the last ones, the newest first: nothing of what was noted, nor of what the body weighed.
    """

    name: str
    session: str
    figure: str
    movement: str
    muscles: str
    works: str
    helps: str
    instructions: str
    cues: tuple[str, ...]
    link: str
    chart: Markup
    best: str
    times: tuple[Time, ...]


def show_exercise(folder: Path, ordinal: int, name: str, address: str, clock: Clock) -> Page:
    """Return the page of an exercise of a session; `address` is that of the session, `name` the key of its slot.

    Named MORE, it is the list of those that may be done on top.
    """
    return told(lambda: _exercise_page(folder, ordinal, name, address, clock))


def _exercise_page(path: Path, ordinal: int, name: str, address: str, clock: Clock) -> Page:
    if not _NAME.fullmatch(name):
        return NOT_FOUND
    with at_desk(path, clock, as_shown) as desk:
        session = open_session(desk.plan, ordinal)
        if session is not None and name == MORE:
            return _more(desk, session, address)
        slot = called(slots_of(desk, session), name) if session else None
        if session is None or slot is None:
            return NOT_FOUND
        view = _view(desk, slot.exercise, session.day.name)
    return Page(200, page("exercise", view=view, back=f"{address}#{slot.key}"))


def _more(desk: Desk, session: Session, address: str) -> Page:
    """Show what may be done on top, by the first muscle that each works."""
    groups = dict[str, list[str]]()
    for one in to_add(desk, session):
        groups.setdefault(MUSCLES.get(one.direct[0], one.direct[0]).capitalize(), []).append(one.name)
    values = {"back": address, "session": session.day.name, "key": fresh_key(), "groups": sorted(groups.items())}
    return Page(200, page("more", **values)) if groups else NOT_FOUND


def _view(desk: Desk, exercise: Exercise, session: str) -> ExerciseView:
    logged = desk.folder.store.history(exercise.id)
    known = [one for one in desk.folder.marked(weighed(logged, desk.folder.bodyweights)) if one.sets]
    sort = next(iter(sorts_of(known[-1])), LIFTED) if known else LIFTED
    found = progress_of(exercise, known, sort=sort, athlete=desk.plan.athlete)
    return ExerciseView(
        name=exercise.name,
        session=session,
        figure=figure_address(exercise),
        movement=f"{exercise.name}: {movement(exercise)}",
        muscles=muscles_address(exercise),
        works=_words(exercise.direct),
        helps=_words(exercise.indirect),
        instructions=exercise.instructions,
        cues=exercise.cues,
        # A link of a plugin's exercise might be javascript:, which a page must not offer.
        link=exercise.link if exercise.link.startswith(("https://", "http://")) else "",
        chart=Markup(_chart(found)),  # noqa: S704 - made of figures, its words are escaped
        best=_best(found, known),
        times=tuple(_times(exercise, known, found, desk.now.date())),
    )


def _words(muscles: tuple[str, ...]) -> str:
    return ", ".join(MUSCLES.get(one, one) for one in muscles)


def _chart(found: Progress) -> str:
    """Return the estimated maximum over time; of what has the body in it none, which would tell what that weighs."""
    known = [(one.day, one.estimate) for one in found.points if one.estimate]
    if found.exercise.loaded_with is LoadedWith.BODYWEIGHT or not known:
        return ""
    return line_svg(known, f"{found.exercise.name}: estimated maximum, {known[0][1]:.0f} to {known[-1][1]:.0f} kg")


def _best(found: Progress, known: list[Entry]) -> str:
    """Return the sets of the day that was the best so far."""
    if not found.points:
        return ""
    day = found.best.day
    return next((done_words(one, found.exercise) for one in reversed(known) if one.on == day), "")


def _times(exercise: Exercise, known: list[Entry], found: Progress, today: date) -> Iterator[Time]:
    records = {one.day: one.record for one in found.points}
    for one in known[: -MOST - 1 : -1]:
        yield Time(day_words(one.on, today), done_words(one, exercise), records.get(one.on, ""))
