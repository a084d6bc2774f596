"""Printing: tables on terminals and in pipes, JSON for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final, Literal

import click

from overload.errors import Problem, UsageError, did_you_mean
from overload.report.blocks import Block, Table, json_text

_NOT_BROKEN: Final = frozenset({"Id", "When", "Rest"})
"""Columns, by title, whose cells stay on one line."""


def show_json(data: object) -> None:
    """Print data as JSON, indented, non-ASCII as it is."""
    click.echo(json_text(data))


def wrapped(text: str, width: int, hang: int = 2) -> list[str]:
    """Return lines of text at most so wide, broken between words only; what follows a line hangs in by as much more."""
    import textwrap  # noqa: PLC0415 - many commands say nothing that long

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
    import shutil  # noqa: PLC0415 - as above

    for line in wrapped(text, shutil.get_terminal_size().columns, hang):
        click.echo(line)


def chart_lines(points: Sequence[tuple[date, float]], height: int, today: date) -> Iterator[str]:
    """Yield a chart of figures by date, or where it shall be plain its figures day by day."""
    import shutil  # noqa: PLC0415 - only where something is drawn

    from overload.moments import day_words  # noqa: PLC0415 - only where something is drawn
    from overload.report.chart import line_chart  # noqa: PLC0415 - only where something is drawn

    if is_plain():
        yield from (f"{day_words(day, today)}: {value:.1f}".removesuffix(".0") for day, value in points)
    else:
        width = min(100, shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80)
        yield from line_chart(points, width, height)


FORMS: Final = ("svg", "png")
"""What pictures are drawn as."""


def form_of(file: Path) -> str:
    """Return what a picture is drawn as, by the name of its file; raises UsageError."""
    form = file.suffix.lower().lstrip(".")
    if form not in FORMS:
        raise UsageError(Problem(str(file), "is neither .svg nor .png", did_you_mean(form, FORMS)))
    return form


def is_plain() -> bool:
    """Tell whether a line must say all by itself: --plain, OVERLOAD_PLAIN, or a terminal that can place nothing."""
    context = click.get_current_context(silent=True)
    is_asked = context is not None and context.find_root().params.get("plain")
    if is_asked or os.environ.get("OVERLOAD_PLAIN", "") not in {"", "0"}:
        return True
    # What a script reads from a pipe should not depend on the terminal behind it.
    return os.environ.get("TERM") == "dumb" and sys.stdout.isatty()


def show(blocks: Iterable[Block]) -> None:
    """Print blocks one below the other."""
    for block in blocks:
        if isinstance(block, Table):
            show_table(block)
        else:
            click.echo(block)


def show_table(table: Table) -> None:
    """Print a table as wide as the terminal; in a pipe 120 columns (or COLUMNS), without colours.

    Where it shall be plain each cell is a line with its title, and an empty line stands between the rows.
    """
    if is_plain():
        click.echo("\n\n".join("\n".join(lines) for lines in _rows(table)))
        return
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - rich costs 60 ms
    from rich.console import Console  # noqa: PLC0415 - rich costs 60 ms
    from rich.table import Table as Drawn  # noqa: PLC0415 - rich costs 60 ms

    drawn = Drawn(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for title in table.titles:
        drawn.add_column(title, no_wrap=title in _NOT_BROKEN, overflow="fold")
    for cells in table.rows:
        drawn.add_row(*cells)
    # In a pipe nothing is as wide as a terminal, and what a script reads should not depend on one.
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "120") or 120)
    colours: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"  # rich alone keeps bold titles
    console = Console(width=width, highlight=False, soft_wrap=False, markup=False, color_system=colours)
    with console.capture() as captured:
        console.print(drawn)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def _rows(table: Table) -> Iterator[list[str]]:
    """Yield the rows of a table, each as lines of a title and its cell; empty cells are passed over."""
    for cells in table.rows:
        yield [line for title, cell in zip(table.titles, cells, strict=True) for line in _cell(title, cell)]


def _cell(title: str, cell: str) -> Iterator[str]:
    """Yield a cell behind its title; one of several lines has them below it."""
    first, *more = cell.split("\n")
    if more:
        yield f"{title}:"
        yield from (f"  {line}" for line in (first, *more))
    elif cell:
        yield f"{title}: {cell}"


@contextmanager
def progress_bar(text: str, *, is_wanted: bool = True) -> Iterator[Callable[[int, int | None, str], object]]:
    """Show on a terminal how far something is: tell it what is done, of how much (None: unknown), and of what.

    Said '', it goes on with `text`. The bar goes to stderr, and is gone when all is done. Elsewhere than on a terminal
    nothing is shown.
    """
    if not is_wanted or not sys.stderr.isatty() or is_plain():
        yield lambda _, __, ___: None
        return
    from rich.console import Console  # noqa: PLC0415 - rich costs 60 ms
    from rich.progress import Progress  # noqa: PLC0415 - rich costs 60 ms

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(text, total=None)
        yield lambda done, total, now: progress.update(task, completed=done, total=total, description=now or text)
