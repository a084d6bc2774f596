"""What an unchanged plan said: kept beside the note that it still stands, and gone with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import attrs

from overload.errors import OverloadError
from overload.settled.dependencies import DATABASE, Sources
from overload.settled.note import ANSWER, last_note, plan_stands, sources_of
from overload.store.notes import open_notes


@attrs.frozen
class Enquiry:
    """What is asked of a plan: by which reader, for how many weeks (None: as planned), and about what else.

    It holds all that an answer depends on besides the plan and its folder.
    """

    reader: str
    weeks: int | None = None
    as_json: bool = False
    about: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name under which the answer is kept."""
        return ANSWER + json.dumps([self.reader, self.weeks, self.as_json, self.about])


def remembered(path: Path, clock: Callable[[str], datetime], enquiry: Enquiry) -> str | None:
    """Return what the plan of a training folder says, if that was asked before and it still stands.

    In doubt it is None, and every error is left to the planning that follows.
    """
    if not (path / DATABASE).is_file():
        return None
    try:
        with open_notes(path / DATABASE) as store:
            said = store.get(enquiry.name)
            note = last_note(store)
            if said is None or note is None:
                return None
            now = clock(note.zone).astimezone(UTC)
            return said if plan_stands(note, sources_of(note, path, store), now) else None
    except (OverloadError, OSError):
        return None


def remember(sources: Sources, now: datetime, enquiry: Enquiry, answer: str) -> None:
    """Keep an answer of the plan as of `now` (aware), made of these sources under the folder's lock.

    It is kept beside the note of the last update, if that stands and knows of all that was read for it. Where it cannot
    be kept it will be made again.
    """
    store = sources.store
    try:
        note = last_note(store)
        if note is None or not {str(file) for file in sources.outside} <= set(note.outside):
            return
        noted = attrs.evolve(sources_of(note, sources.path, store), said=sources.said)
        if plan_stands(note, noted, now.astimezone(UTC)):
            store.set_all({enquiry.name: answer})
    except (OverloadError, OSError):
        return
