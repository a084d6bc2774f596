"""What a file leaves open about itself: told before, asked on a terminal, or refused with the option that says it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import attrs
import click

from overload.cli.asking import ask
from overload.errors import Problem, UsageError
from overload.importing.unclear import Said, UnclearFileError, told
from overload.model import Imported, Reading
from overload.setup.asking import Question

MOST_NAMED: Final = 5
"""So many answers stand in the question itself; `?` shows more."""


@attrs.frozen
class Told:
    """What was told of a file of a `kind` that it does not say itself, by question: to be remembered."""

    kind: str = ""
    said: Mapping[str, Said] = attrs.field(factory=dict)


NOTHING: Final = Told()


def read_asking(
    read: Callable[[Reading], Imported], reading: Reading, folder: Path | None, name: str, *, asks: bool
) -> tuple[Imported, Told]:
    """Read a file and settle what it leaves open, one question at a time; returns what was told of it, too.

    What was told of a file of its kind before is said again and not asked. Raises DataError where it is not known and
    nobody can be asked (`asks`).
    """
    from overload.update.history import Before, told_before  # noqa: PLC0415 - most files leave nothing open

    kind, said, before = "", dict[str, Said](), None
    while True:
        try:
            return read(reading), Told(kind, said)
        except UnclearFileError as error:
            if error.about in said:
                raise
            if before is None:
                kind, before = error.kind, told_before(folder, error.kind) if folder else Before()
            last = before.told.get(error.about)
            if last is not None and last in [one.said for one in error.answers]:
                click.echo(f"{name}: as last time, {_written(last)}", err=True)
            elif asks:
                last = ask(_question(error, before.athlete))
            elif error.can_wait:
                # Each question is another reading of the file: where no answer is known, none more is asked.
                knows_more = any(about not in said for about in before.told)
                reading = attrs.evolve(told(reading, error.answers[0].said), asks_all=knows_more)
                continue
            else:
                raise
            said[error.about] = last
            reading = told(reading, last)


def _question(error: UnclearFileError, athlete: str) -> Question[Said]:
    """Return what is asked; the athlete's own name comes first, where that is an answer."""
    answers = sorted(error.answers, key=lambda one: one.word.casefold() != athlete.casefold())
    words = [one.word for one in answers]
    named = f"({', '.join(words)})" if len(words) <= MOST_NAMED else "(? shows what it may be)"

    def read(text: str) -> Said:
        for one in answers:
            if one.word.casefold() == text.strip().casefold():
                return one.said
        raise UsageError(Problem(f"'{text}'", "is none of the answers", f"write {' or '.join(words)}"))

    def explained() -> Iterator[str]:
        return (f"{one.word:10} {one.means}" for one in answers)

    return Question(f"{error.asks} {named}", words[0], read, explained)


def _written(said: Said) -> str:
    return " ".join(f"{option} {shlex.quote(value)}" for option, value in said)
