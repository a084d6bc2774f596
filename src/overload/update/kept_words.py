"""Where no plan can be read at all, what was typed is kept as it is, and asked about when one can be read again."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import attrs

from overload import plugins
from overload.errors import FileError, OverloadError, PlanError, Problem, UsageError
from overload.model import Entry
from overload.settled import last_note
from overload.store import folder_lock, open_store
from overload.update.folder import DATABASE, PLAN_FILE, Clock

UNREAD = Problem(
    PLAN_FILE,
    "no plan can be read, so what you wrote is kept as it is, and does not count yet",
    "fix it, then 'overload log doubts' says how to have it read",
)


@attrs.frozen
class Kept:
    """Words that were kept since no plan could be read, and what is to be told of that."""

    entry: Entry
    problems: tuple[Problem, ...]


def keep_words(  # noqa: PLR0913 - what a line of the log is made of, and what keeps it from being read
    path: Path, clock: Clock, exercise: str, words: str, note: str, why: OverloadError, *, unwell: bool = False
) -> Kept:
    """Keep the words for an exercise that is known without a plan, with today's date.

    `why` is what kept them from being read; it is raised where that was not plan.toml, where plugins and rules are to
    be strict, or no exercise is known by that name.
    """
    if not _is_of_plan(path, why) or plugins.current().is_strict:
        raise why
    try:
        known = plugins.catalog().find_exercise(exercise)
    except UsageError:
        raise why from None
    with folder_lock(path, 10), open_store(path / DATABASE) as store:
        noted = last_note(store)
        now = clock(noted.zone if noted else "UTC")
        entry = Entry(0, now.astimezone(UTC), now.date(), known.id, (), note=note, unwell=unwell)
        return Kept(store.append(attrs.evolve(entry, unread=words, is_sure=False)), (*why.problems, UNREAD))


def _is_of_plan(path: Path, error: OverloadError) -> bool:
    """Tell whether an error says that plan.toml cannot be read, and nothing else was done."""
    places = {problem.place for problem in error.problems}
    return isinstance(error, PlanError) or (isinstance(error, FileError) and places == {str(path / PLAN_FILE)})
