"""Printing: tables on terminals and in pipes, JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.table import Table


def show_json(data: object) -> None:
    """Print data as JSON, indented, non-ASCII as it is."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def show_table(table: Table) -> None:
    """Print a table as wide as the terminal; in a pipe 120 columns (or COLUMNS), without colours."""
    from rich.console import Console  # noqa: PLC0415 - rich costs 60 ms

    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "120") or 120)
    console = Console(width=width, highlight=False, soft_wrap=False, markup=False)
    with console.capture() as captured:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))
