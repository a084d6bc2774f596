"""All commands of the program, and which of them list something, for tests that hold for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from overload.cli import COMMANDS
from overload.cli import overload as program
from overload.cli.call import Call


def _below(group: click.Group, *names: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield a group, its commands and theirs, each behind the words that call it."""
    yield names, group
    ctx = click.Context(program, obj=Call(None, None))
    for name in COMMANDS if group is program else group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            yield from _below(command, *names, name)
        else:
            yield (*names, name), command


EVERY = dict(_below(program))
"""Words -> the command that they call; none of plugins."""

LISTING = {
    "away list": (), "caldav status": (), "calendars": (), "calendars show": ("ppl",), "check": (), "dumbbells": (),
    "dumbbells show": ("bowflex-552",), "exercises": (), "exercises show": ("row",), "explain": ("row",),
    "feed check": ("FEED",), "feed diff": (), "feed show": (), "import": ("LOG", "--dry-run"), "link": (),
    "link list": (), "log bodyweight": (), "log doubts": (), "log list": (), "log show": ("1",), "next": (),
    "plugins": (), "plugins show": ("builtin-rules",), "plugins trace": (),
    "progress": (), "report": (), "rules": (), "rules show": ("linear",),
    "rules try": ("linear", "--ladder", "10,12", "--history", "10x8,8,8"), "runs": (), "volume": (), "week": (),
    "simulate": ("--exercise", "row", "--dumbbells", "bowflex-552", "--weeks", "4", "--lifters", "1"),
    "workouts": (), "workouts show": ("home-back",),
}  # fmt: skip
"""Commands that list, each with words that make it list something."""


def spoken(command: str, path: Path) -> list[str]:
    """Return the words that make a command list something, files among them put in."""
    files = {"FEED": path / "calendars" / "training.ics", "LOG": path.parent / "log.json"}
    return [*command.split(), *(str(files.get(word, word)) for word in LISTING[command])]
