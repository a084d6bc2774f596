"""What of a folder's whole log is in doubt: asked about by the commands and the page, told in the calendar."""

from __future__ import annotations

from overload.plan.doubts import Doubt, Doubts
from overload.update.folder import Folder


def doubts_of(folder: Folder) -> tuple[Doubt, ...]:
    """Return what is in doubt in the whole log, the oldest first."""
    exercises = folder.store.unsure_exercises()
    if not exercises:
        return ()
    looks = Doubts(folder.config, folder.catalog)
    found = [doubt for exercise in exercises for doubt in looks.among(folder.store.history(exercise))]
    return tuple(sorted(found, key=lambda doubt: (doubt.entry.on, doubt.entry.id)))
