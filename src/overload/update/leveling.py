"""Saying how much training somebody has behind them: the level of every workout, in plan.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from overload.errors import Problem, UsageError
from overload.model import Experience
from overload.update.folder import Clock, Folder, opened
from overload.update.replanning import Edits, Replanned, replan

ACCEPTED: Final = "go-on"
"""What the button of the offer says."""


def set_level(path: Path, clock: Clock, level: Experience) -> Replanned:
    """Train the workouts as somebody of a level from now on, and republish. Raises what `replan` does."""
    return replan(path, clock, "your level", lambda _: {("athlete", "experience"): str(level)})


def accept(path: Path, clock: Clock) -> str:
    """Go on as an intermediate where that is offered; who did already has. Return the place on the page to go back to.

    Raises UsageError where it is not offered.
    """

    def edits(folder: Folder) -> Edits:
        if folder.config.athlete.experience is not Experience.BEGINNER:
            return {}
        if folder.plan(folder.now(clock)).offer is None:
            raise UsageError(Problem("", "this is not offered any more", "'overload workouts level intermediate'"))
        return {("athlete", "experience"): str(Experience.INTERMEDIATE)}

    replan(path, clock, "your level", edits)
    return ""


def level_of(path: Path) -> Experience:
    """Return the level of a training folder. Raises what `opened` does."""
    with opened(path) as folder:
        return folder.config.athlete.experience
