"""Sets -> the shortest line that means just them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from overload.model.log import Entry
from overload.model.progress import SetDone, rows_of
from overload.units import Load


def write_sets(sets: Sequence[SetDone]) -> str:
    """Write sets the way parse_sets reads them: `22.5kgx10,10,9`, `bwx8,7`."""
    groups: list[tuple[Load, list[str]]] = []
    for text, load in written_rows(sets, "@rir{}".format):
        if not groups or groups[-1][0] != load:
            groups.append((load, []))
        groups[-1][1].append(text)
    return " ".join(f"{_load(load)}x{','.join(reps)}" for load, reps in groups)


def write_entry(entry: Entry) -> str:
    """Write what an entry says was done, or the words of one that is not read yet."""
    return f"'{entry.unread}', not read yet" if entry.unread else write_sets(entry.sets)


def _load(load: Load) -> str:
    return str(load).replace(" ", "") if load.aid or load.amount else "bw"


def written_rows(sets: Sequence[SetDone], reserve: Callable[[Decimal], str]) -> Iterator[tuple[str, Load]]:
    """Yield the reps of each row, `10`, `L10/R9` or `-`, with what `reserve` says of them, and its load."""
    for done, right in rows_of(sets):
        last = right or done
        reps = f"L{_reps(done)}/R{_reps(right)}" if right else _reps(done)
        yield f"{reps}{'' if last.rir is None else reserve(last.rir)}", last.load


def _reps(done: SetDone) -> str:
    return "-" if done.left_out else str(done.reps)
