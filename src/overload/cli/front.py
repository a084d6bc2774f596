"""The first page of help: every command under what one wants to do, on one screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

GROUPS: Final[Mapping[str, Mapping[str, str]]] = {
    "Train": {
        "next": "your next session",
        "log": "write down your sets",
        "week": "the weeks ahead",
        "did": "a session was done",
    },
    "Reschedule": {
        "move": "to another day",
        "skip": "a session",
        "swap": "two sessions",
        "shorten": "cut one to fit",
        "pin": "one to its day",
        "away": "days you cannot train",
    },
    "Look back": {
        "progress": "strength and records",
        "volume": "weekly sets by muscle",
        "report": "last week and next",
        "undo": "what you did last",
    },
    "Set up": {
        "init": "a training folder",
        "import": "history from an app",
        "calendars": "weekly splits",
        "workouts": "and their exercises",
        "exercises": "and how to do them",
        "dumbbells": "and their loads",
    },
    "Publish": {
        "update": "the plan and its feed",
        "link": "secret addresses",
        "feed": "what subscribers see",
        "caldav": "in your own calendar",
    },
    "Maintain": {
        "cron": "update by itself",
        "check": "is all well?",
        "runs": "the last updates",
        "serve": "your page and feeds",
        "restore": "put a backup back",
        "adopt": "a copied folder",
        "many": "athletes in one place",
        "completion": "in your shell",
    },
    "Reasons": {
        "explain": "why this load or day",
        "rules": "how loads go up",
        "plugins": "add your own",
        "simulate": "judge a rule",
    },
}
"""What one wants to do -> the commands for it, each in a few words that go on from its name."""
OF_PLUGINS: Final = "Plugins"
"""The group of the commands that plugins add."""
OPTIONS: Final[Mapping[str, str]] = {
    "-C DIR": "the training folder",
    "--now TIME": "pretend it is then",
    "--plain": "for screen readers",
    "--no-plugins": "do without them",
    "--strict": "stop if one fails",
    "--version": "show it",
}
WIDEST: Final = 56
"""Letters that there is room for on a command of a plugin."""
_SCREEN: Final = 80
_LABEL: Final = 11
_CELL: Final = 34


def front_page(added: Mapping[str, str], *, is_plain: bool = False) -> Iterator[str]:
    """Yield the lines of `overload --help`; `added` are the commands of plugins with a few words on each.

    In a terminal too narrow for two columns, and for a screen reader, each command gets a line.
    """
    yield "Usage: overload [OPTIONS] COMMAND [ARGS]...  (more: overload COMMAND --help)"
    yield "What to lift, on which day, and why: a calendar to subscribe to."
    yield ""
    groups = [*GROUPS.items(), *([(OF_PLUGINS, added)] if added else [])]
    lay_out = _listed if is_plain or shutil.get_terminal_size().columns < _SCREEN else _in_columns
    yield from lay_out([*groups, ("Options", OPTIONS)])


def _listed(groups: Sequence[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    for label, those in groups:
        yield f"{label}:"
        yield from (f"  {name}: {words}" for name, words in those.items())


def _in_columns(groups: Sequence[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    for label, those in groups:
        cells = [f"{name:<13}{words:<21}" for name, words in those.items()]
        at_once = 2 if max(map(len, cells)) <= _CELL else 1
        for first in range(0, len(cells), at_once):
            yield f"{'' if first else label:<{_LABEL}}{' '.join(cells[first : first + at_once])}".rstrip()
