"""Sets -> the shortest line that means just them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from overload.model.log import Entry
from overload.model.progress import SetDone
from overload.units import Load


def write_sets(sets: Sequence[SetDone]) -> str:
    """Write sets the way parse_sets reads them: `22.5kgx10,10,9`, `bwx8,7`."""
    groups: list[tuple[Load, list[str]]] = []
    for text, load in _written(sets):
        if not groups or groups[-1][0] != load:
            groups.append((load, []))
        groups[-1][1].append(text)
    return " ".join(f"{_load(load)}x{','.join(reps)}" for load, reps in groups)


def write_entry(entry: Entry) -> str:
    """Write what an entry says was done, or the words of one that is not read yet."""
    return f"'{entry.unread}', not read yet" if entry.unread else write_sets(entry.sets)


def _load(load: Load) -> str:
    return str(load).replace(" ", "") if load.aid or load.amount else "bw"


def _written(sets: Sequence[SetDone]) -> Iterator[tuple[str, Load]]:
    waiting: SetDone | None = None
    for done in sets:
        rir = f"@rir{done.rir}" if done.rir is not None else ""
        if done.side == "left":
            waiting = done
        elif done.side == "right" and waiting is not None:
            yield f"L{_reps(waiting)}/R{_reps(done)}{rir}", done.load
            waiting = None
        else:
            yield f"{_reps(done)}{rir}", done.load


def _reps(done: SetDone) -> str:
    return "-" if done.left_out else str(done.reps)
