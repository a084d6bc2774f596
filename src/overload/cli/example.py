"""The line to write, said where somebody left out what was done."""

from __future__ import annotations

from overload.cli.call import Call
from overload.errors import Problem
from overload.report.example import example_line
from overload.update import opened


def nothing_said(call: Call) -> Problem:
    """Return what to say where no exercise is named and nobody can be asked."""
    return Problem("", "say what was done", f"write it like: {_example(call)}, or overload log --done")


def no_reps(call: Call, exercise: str) -> Problem:
    """Return what to say where an exercise is named and nothing of it. Raises UsageError for one there is not."""
    hint = f"write it like: {_example(call, exercise)}, or overload log {exercise} --done"
    return Problem("", f"say how many reps of {exercise}", hint)


def _example(call: Call, exercise: str = "") -> str:
    with opened(call.path) as folder:
        wanted = folder.catalog.find_exercise(exercise).id if exercise else ""
        return example_line(folder.plan(folder.now(call.now)), wanted)
