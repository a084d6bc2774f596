"""What a file leaves open and its owner can say: asked where somebody can answer, else refused with what to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from overload.errors import DataError, Problem
from overload.model import Reading

Said = tuple[tuple[str, str], ...]
"""Options of the command line with what stands behind them: `(("--column", "Sets=-"),)`."""
COLUMN: Final = "--column"
HOLDS: Final[Mapping[str, tuple[str, str]]] = {
    "date": ("date", "the date, or the date and time"),
    "exercise": ("exercise", "the name of the exercise"),
    "weight": ("weight", "the load"),
    "reps": ("reps", "the repetitions"),
    "seconds": ("seconds", "how long the set was held"),
    "distance": ("distance", "how far the load was carried"),
    "sets": ("sets", "how many sets alike a row is"),
    "side": ("side", "left or right"),
    "warm-up": ("warmup", "yes where the set is a warm-up"),
    "assisted": ("assist", "yes where the load is help, or the help itself"),
    "rir": ("rir", "repetitions in reserve"),
    "rpe": ("rpe", "how hard it was, up to 10"),
    "kind": ("kind", "warm-up, drop, failure and the like"),
    "person": ("person", "whose set it is"),
    "notes": ("notes", "a note"),
}
"""What a column can be said to hold: the word for it, its field, and what that is."""
_FIELDS: Final[Mapping[str, str]] = {"--person": "person", "--date-order": "date_order", "--decimal": "decimal"}


@attrs.frozen
class Answer:
    """One of the answers: the word to type, what it means, and the options that say the same."""

    word: str
    means: str
    said: Said


class UnclearFileError(DataError):
    """A file can be read in several ways: what to ask, and the answers, of which the first is the likeliest.

    `about` is what the question is remembered by, and `kind` what the file was recognised as: the answers hold for the
    next file of that kind. What `can_wait` is left as its first answer has it where nobody can be asked.
    """

    def __init__(
        self, problem: Problem, about: str, asks: str, answers: Sequence[Answer], *, can_wait: bool = False
    ) -> None:
        self.about, self.asks, self.answers, self.can_wait = about, asks, tuple(answers), can_wait
        self.kind = ""
        super().__init__(problem)


def told(reading: Reading, said: Said) -> Reading:
    """Return what is known of a file with what was answered."""
    for option, value in said:
        if option == COLUMN:
            name, _, field = value.rpartition("=")
            reading = attrs.evolve(reading, columns=(*reading.columns, (name, field)))
        else:
            changed: dict[str, Any] = {_FIELDS[option]: value}
            reading = attrs.evolve(reading, **changed)
    return reading


def date_order(problem: Problem, text: str, words: Sequence[str]) -> UnclearFileError:
    """Return the question in which order dates in figures are."""
    means = {"dmy": "the day first", "mdy": "the month first", "ymd": "the year first"}
    return _asked(problem, "--date-order", f"'{text.strip()}': what comes first in its dates", words, means)


def decimal_mark(problem: Problem, text: str) -> UnclearFileError:
    """Return the question what `1,250` is."""
    marks = ("comma", "point") if "," in text else ("point", "comma")
    means = {"comma": "decimals take a comma", "point": "decimals take a point"}
    return _asked(problem, "--decimal", f"'{text.strip()}': do its decimals take a comma or a point", marks, means)


def _asked(
    problem: Problem, option: str, asks: str, words: Sequence[str], means: Mapping[str, str]
) -> UnclearFileError:
    answers = [Answer(word, means[word], ((option, word),)) for word in words]
    return UnclearFileError(problem, option, asks, answers)


def person(problem: Problem, names: Sequence[str]) -> UnclearFileError:
    """Return the question whose sets are wanted."""
    answers = [Answer(name, f"the sets of {name}", (("--person", name),)) for name in names]
    return UnclearFileError(problem, "--person", "whose sets are yours", answers)


def numbering(problem: Problem, name: str) -> UnclearFileError:
    """Return the question whether a column of that name numbers sets or counts them."""
    numbers = Answer("number", "its figures number the sets", ((COLUMN, f"{name}=-"),))
    counts = Answer("count", "each row is so many sets alike", ((COLUMN, f"{name}=sets"),))
    return UnclearFileError(problem, f"{COLUMN} {name}", f"'{name}' runs 1, 2, 3: what is it", (numbers, counts))


def one_of_two(problem: Problem, field: str, columns: Mapping[str, str]) -> UnclearFileError:
    """Return the question which of several columns, by their numbers with their names, is meant."""
    none = {number: (COLUMN, f"{number}=-") for number in columns}
    answers = [
        Answer(number, f"'{name}'", tuple(said for other, said in none.items() if other != number))
        for number, name in columns.items()
    ]
    return UnclearFileError(problem, f"{COLUMN} {field}", f"which column holds the {field}", answers)


def held_by(name: str, some: Sequence[str]) -> UnclearFileError:
    """Return the question what a column holds that no name tells; `some` of its cells are shown."""
    nothing = Answer("-", "nothing that matters", ((COLUMN, f"{name}=-"),))
    answers = [Answer(word, means, ((COLUMN, f"{name}={field}"),)) for word, (field, means) in HOLDS.items()]
    shown = ", ".join(f"'{one}'" for one in some)
    problem = Problem("", f"it is not known what column '{name}' holds", f"say so: {COLUMN} '{name}=-', for instance")
    asks = f"column '{name}' ({shown}): what does it hold"
    return UnclearFileError(problem, f"{COLUMN} {name}", asks, (nothing, *answers), can_wait=True)
