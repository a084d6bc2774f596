"""What a command of a plugin is given: the training folder that is meant, open for as long as the command runs."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import attrs
import click

from overload.cli.call import Call
from overload.errors import Problem, UsageError

if TYPE_CHECKING:
    from overload.model import Log
    from overload.plan import Plan
    from overload.update import Folder

P = ParamSpec("P")
R = TypeVar("R")


@attrs.frozen
class TrainingFolder:
    """An open training folder, as commands of plugins are given it by `pass_folder`; nothing can be written by it.

    `path` is where it is, `now` the time (aware, where the athlete is; `--now` counts).
    """

    path: Path
    now: datetime
    _folder: Folder = attrs.field(repr=False)

    @property
    def log(self) -> Log:
        """What was done, with days called unwell marked."""
        return self._folder.context(self.now).log

    def plan(self, weeks: int | None = None) -> Plan:
        """Return the plan as of now, for so many weeks if not as in plan.toml.

        What went wrong in it is told when the command ends, and makes its exit code 3.
        """
        from overload.plugins import current  # noqa: PLC0415 - a plugin may ask for no plan at all

        plan = self._folder.plan(self.now, weeks)
        current().note(*plan.problems)
        return plan


def pass_folder(command: Callable[Concatenate[TrainingFolder, P], R]) -> Callable[P, R]:
    """Give a command of a plugin the training folder that is meant (-C, OVERLOAD_HOME, or here) as first argument.

    It is open, and locked for others, until the command ends. Where there is none, or its plan cannot be read, the
    command is not called: that is told, and exits, as in every other command.
    """

    @functools.wraps(command)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        from overload.update import opened  # noqa: PLC0415 - the planner, where a command asks for it

        context = click.get_current_context()
        call = context.find_object(Call)
        if call is None:
            raise UsageError(Problem("", "this command belongs to overload", "run it as 'overload NAME'"))
        folder = context.with_resource(opened(call.path))
        return command(TrainingFolder(call.path, folder.now(call.now), folder), *args, **kwargs)

    return called
