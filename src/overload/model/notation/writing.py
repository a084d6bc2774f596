"""Sets -> the shortest line that means just them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from overload.model.log import Entry
from overload.model.progress import SetDone, SetKind, rows_of
from overload.model.training import Measure
from overload.units import Load

WORDS: Final = {
    SetKind.WARM_UP: "warm-up",
    SetKind.BACK_OFF: "back-off",
    SetKind.DROP: "drop",
    SetKind.MINI: "mini",
    SetKind.NEGATIVE: "neg",
}
"""What stands before sets that are not plain work."""


def write_sets(sets: Sequence[SetDone], measure: Measure = Measure.REPS) -> str:
    """Write sets the way parse_sets reads them: `22.5kgx10,10,9`, `bwx45s`, `22.5kgx8 drop 15kgx6`.

    `measure` is what a bare count of the exercise counts; what counts otherwise says so.
    """
    said = []
    for (load, _, kind), rows in groupby(written_rows(sets, "@rir{}".format, measure), key=_alike):
        word = "" if kind is SetKind.WORK else f"{WORDS[kind]} "
        said.append(f"{word}{_load(load)}x{','.join(text for text, _ in rows)}")
    return " ".join(said)


def _alike(row: tuple[str, SetDone]) -> tuple[Load, Measure, SetKind]:
    return (row[1].load, *row[1].counted_as)


def write_entry(entry: Entry) -> str:
    """Write what an entry says was done, or the words of one that is not read yet."""
    return f"'{entry.unread}', not read yet" if entry.unread else write_sets(entry.sets)


def _load(load: Load) -> str:
    return str(load).replace(" ", "") if load.aid or load.amount else "bw"


def written_rows(
    sets: Sequence[SetDone], reserve: Callable[[Decimal], str], measure: Measure = Measure.REPS, gap: str = ""
) -> Iterator[tuple[str, SetDone]]:
    """Yield the count of each row, `10`, `8+`, `L10/R9`, `45s`, `-`, with what `reserve` says of it, and its last set.

    What a count counts stands behind a `gap`, where it is not what bare ones of the exercise (`measure`) do: reps.
    """
    for done, right in rows_of(sets):
        last = right or done
        reps = f"L{_side(done)}/R{_side(right)}" if right else _reps(done)
        more = "+" if last.at_least and not right else ""
        yield f"{reps}{_sign(last, measure, gap)}{more}{'' if last.rir is None else reserve(last.rir)}", last


def _side(done: SetDone) -> str:
    return f"{_reps(done)}{'+' if done.at_least else ''}"


def _reps(done: SetDone) -> str:
    return "-" if done.left_out else str(done.reps)


def _sign(done: SetDone, measure: Measure, gap: str) -> str:
    if done.measure is Measure.REPS:
        return "" if measure is Measure.REPS else " reps"
    return gap + done.measure.sign
