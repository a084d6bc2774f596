"""How people write sets: `22.5x10,10,9`, `bw x8,7,6`, `+5x6`, `-20x8`, `L10/R9`, `10@rir2`; and how they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs

from overload.errors import DataError, Problem
from overload.model.progress import Prescription, SetDone, SetTarget
from overload.units import Load, Unit, parse_load

MOST_SETS = 200
_GROUP = re.compile(
    r"(?P<load>bw|bodyweight|chair|partner|[+-]?\d+(?:\.\d+)?\s*(?:kgs?|lbs?)?)\s*[x×*]\s*(?P<reps>[^\s].*)",
    re.IGNORECASE,
)
_SET = re.compile(r"(?P<reps>\d{1,3}|-)(?:@rir(?P<rir>\d(?:[.]5)?))?", re.IGNORECASE)
_SIDES = re.compile(r"L(?P<left>\d{1,3})/R(?P<right>\d{1,3})(?:@rir(?P<rir>\d(?:[.]5)?))?", re.IGNORECASE)
_ALL_RIR = re.compile(r"@rir(\d(?:[.]5)?)", re.IGNORECASE)
_LOOSE = re.compile(r"\s*([x×*,/])\s*")
_UNIT_GAP = re.compile(r"(?<=\d)\s+(?=(?:kgs?|lbs?)\b)", re.IGNORECASE)


@attrs.frozen
class _Reader:
    """Reads one line; knows what a bare load is in and which loads bare reps are at."""

    text: str
    unit: Unit
    loads: Sequence[Load]

    def fail(self, message: str, part: str, suggestion: str = "write it like '22.5x10,10,9'") -> DataError:
        place = self.text.find(part) + 1
        where = f"character {place} of '{self.text}'" if place else f"'{self.text}'"
        return DataError(Problem(where, message, suggestion))

    def sets(self) -> Iterator[SetDone]:
        """Yield the sets in the order they are written."""
        done: list[SetDone] = []
        for word in self._words():
            rir = _ALL_RIR.fullmatch(word)
            if rir:
                done = [attrs.evolve(one, rir=Decimal(rir[1])) for one in done]
            else:
                done.extend(self._group(word, len(done)))
        yield from done

    def _words(self) -> list[str]:
        return _LOOSE.sub(r"\1", _UNIT_GAP.sub("", self.text.strip())).split()

    def _group(self, word: str, position: int) -> Iterator[SetDone]:
        match = _GROUP.fullmatch(word)
        load = parse_load(match["load"], self.unit) if match else None
        for part in (match["reps"] if match else word).split(","):
            done = list(self._set(part, load or self._asked_load(position, word)))
            yield from done
            position += 1

    def _asked_load(self, position: int, word: str) -> Load:
        if not self.loads:
            raise self.fail("these reps have no load", word, f"write the load before them: '20x{word}'")
        return self.loads[min(position, len(self.loads) - 1)]

    def _set(self, part: str, load: Load) -> Iterator[SetDone]:
        if sides := _SIDES.fullmatch(part):
            rir = Decimal(sides["rir"]) if sides["rir"] else None
            yield SetDone(self._reps(sides["left"], part), load, rir, "left")
            yield SetDone(self._reps(sides["right"], part), load, rir, "right")
        elif one := _SET.fullmatch(part):
            reps = 0 if one["reps"] == "-" else self._reps(one["reps"], part)
            yield SetDone(reps, load, Decimal(one["rir"]) if one["rir"] else None)
        else:
            raise self.fail(f"'{part}' is not a number of reps" if part else "a number of reps is missing", part)

    def _reps(self, digits: str, part: str) -> int:
        if int(digits) > 99:
            raise self.fail(f"{digits} reps in one set is more than 99", part, "is it the load? write 'LOADxREPS'")
        return int(digits)


def parse_sets(text: str, unit: Unit, asked: Sequence[Load] = ()) -> tuple[SetDone, ...]:
    """Read sets as done. Bare loads are in `unit`; bare reps are at the `asked` loads, set by set.

    Raises DataError that points at the character.
    """
    if not text.strip():
        raise DataError(Problem("", "nothing was written", "write sets like '22.5x10,10,9'"))
    sets = tuple(_Reader(text, unit, asked).sets())
    if not sets or len(sets) > MOST_SETS:
        raise DataError(Problem(f"'{text}'", f"{len(sets)} sets", f"write 1 to {MOST_SETS} of them"))
    return sets


def parse_session(text: str, unit: Unit) -> tuple[tuple[SetDone, ...], Prescription | None]:
    """Read `20x10,9,9`, or `[10,10,9]>20x10,9,9` with what had been asked before the arrow.

    Asked reps without a load are at the loads done. Raises DataError.
    """
    before, arrow, after = text.partition(">")
    done = parse_sets(after if arrow else before, unit)
    if not arrow:
        return done, None
    inner = before.strip()
    if not (inner.startswith("[") and inner.endswith("]")):
        raise DataError(Problem(f"'{text}'", "what was asked stands in brackets", "write '[10,10,9]>20x10,9,9'"))
    asked = parse_sets(inner[1:-1], unit, [one.load for one in done])
    return done, Prescription(tuple(SetTarget(one.reps, one.load) for one in asked), "asked")


def write_sets(sets: Sequence[SetDone]) -> str:
    """Write sets the way parse_sets reads them: `22.5kgx10,10,9`, `bwx8,7`."""
    groups: list[tuple[Load, list[str]]] = []
    for text, load in _written(sets):
        if not groups or groups[-1][0] != load:
            groups.append((load, []))
        groups[-1][1].append(text)
    return " ".join(f"{_load(load)}x{','.join(reps)}" for load, reps in groups)


def _load(load: Load) -> str:
    return str(load).replace(" ", "") if load.aid or load.amount else "bw"


def _written(sets: Sequence[SetDone]) -> Iterator[tuple[str, Load]]:
    waiting: SetDone | None = None
    for one in sets:
        rir = f"@rir{one.rir}" if one.rir is not None else ""
        if one.side == "left":
            waiting = one
        elif one.side == "right" and waiting is not None:
            yield f"L{waiting.reps}/R{one.reps}{rir}", one.load
            waiting = None
        else:
            yield f"{one.reps or '-'}{rir}", one.load
