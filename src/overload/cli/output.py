"""Printing: tables on terminals and in pipes, JSON for programs."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.table import Table


def show_json(data: object) -> None:
    """Print data as JSON, indented, non-ASCII as it is."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def wrapped(text: str, width: int, hang: int = 2) -> list[str]:
    """Return lines of text at most so wide, broken between words only; what follows a line hangs in by as much more."""
    lines: list[str] = []
    for line in text.splitlines() or [""]:
        margin = " " * (len(line) - len(line.lstrip()))
        shape = textwrap.TextWrapper(
            max(width, 1),
            initial_indent=margin,
            subsequent_indent=margin + " " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += shape.wrap(line) or [""]
    return lines


def say(text: str, hang: int = 2) -> None:
    """Print text for reading on a terminal; no word of it is broken, however narrow that is."""
    for line in wrapped(text, shutil.get_terminal_size().columns, hang):
        click.echo(line)


def show_table(table: Table) -> None:
    """Print a table as wide as the terminal; in a pipe 120 columns (or COLUMNS), without colours."""
    from rich.console import Console  # noqa: PLC0415 - rich costs 60 ms

    # In a pipe nothing is as wide as a terminal, and what a script reads should not depend on one.
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "120") or 120)
    console = Console(width=width, highlight=False, soft_wrap=False, markup=False)
    with console.capture() as captured:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


@contextmanager
def progress_bar(text: str, *, is_wanted: bool = True) -> Iterator[Callable[[int, int | None, str], object]]:
    """Show on a terminal how far something is: tell it what is done, of how much (None: unknown), and of what.

    Said '', it goes on with `text`. The bar goes to stderr, and is gone when all is done. Elsewhere than on a terminal
    nothing is shown.
    """
    if not is_wanted or not sys.stderr.isatty():
        yield lambda _, __, ___: None
        return
    from rich.console import Console  # noqa: PLC0415 - rich costs 60 ms
    from rich.progress import Progress  # noqa: PLC0415 - rich costs 60 ms

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(text, total=None)
        yield lambda done, total, now: progress.update(task, completed=done, total=total, description=now or text)
