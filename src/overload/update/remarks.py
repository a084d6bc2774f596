"""What went wrong by itself, in one line for whoever only looks at the calendar or the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from overload.errors import Problem
from overload.moments import day_words
from overload.plan import Plan
from overload.plan.doubts import Doubt
from overload.report.words import short_name
from overload.update.calendar_status import status_of
from overload.update.doubted import doubts_of
from overload.update.folder import Folder

LONGEST: Final = 200
"""Characters of the line; a plugin's error may be as long as its author likes."""


def remark(folder: Folder, plan: Plan, *, asks: bool = False) -> str:
    """Return the weightiest of what is wrong, `Note: work.ics could not be read since ...`; '' where nothing is.

    A calendar that is not read can put a session where none can be; what is in doubt and what a plugin left out cost
    numbers. It says nothing that time alone would change. `asks` where what is in doubt is asked about itself.
    """
    said = next(_remarks(folder, plan, asks=asks), "")
    if len(said) > LONGEST:
        said = f"{said[: LONGEST - 3].rsplit(' ', 1)[0]} ..."
    return f"Note: {said}" if said else ""


def _remarks(folder: Folder, plan: Plan, *, asks: bool) -> Iterator[str]:
    if folder.config.own_calendar and (question := status_of(folder.store).get("question")):
        gone, live = question
        yield f"{gone} of {live} sessions are gone from your calendar. Nothing changes until you say what you meant."
    problems = (*plan.problems, *folder.plugins.ledger)
    yield from (problem.note for problem in problems if problem.note)
    yield from (_doubted(folder, doubt) for doubt in (() if asks else doubts_of(folder)))
    yield from (_failed(problem) for problem in problems if not problem.note)


def _doubted(folder: Folder, doubt: Doubt) -> str:
    exercise = folder.catalog.exercises.get(doubt.entry.exercise)
    name = short_name(exercise.name) if exercise else doubt.entry.exercise
    return f"the {name} of {day_words(doubt.entry.on)} is not counted until you say what it was: {doubt.why}."


def _failed(problem: Problem) -> str:
    words = " ".join(f"{problem.place}: {problem.message}".removeprefix(": ").split())
    return words if words.endswith(".") else f"{words}."
