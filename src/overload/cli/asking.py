"""Asking on a terminal: a question comes again until its answer can be read, and `?` explains it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import click

from overload.errors import OverloadError
from overload.setup.asking import Answer, Question

HELP: Final = "?"


def ask(question: Question[Answer]) -> Answer:
    """Return the first answer that can be read; what is wrong with any other is said."""
    while True:
        text: str = click.prompt(
            question.words, default=question.default, show_default=bool(question.default), err=True
        )
        if text.strip() == HELP:
            _show(question.explained())
            continue
        try:
            return question.read(text)
        except OverloadError as error:
            click.echo(f"Error: {error}", err=True)


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(f"  {line}" if line else "", err=True)


def tell(line: str) -> None:
    """Print a line beside what a command prints for others."""
    click.echo(line, err=True)
