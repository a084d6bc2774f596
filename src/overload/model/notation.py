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
_DECIMAL_COMMA = re.compile(r"([+-]?\d+),(\d+\s*(?:kgs?|lbs?)?[x×*].+)", re.IGNORECASE)
_NO_REPS = re.compile(r"(?:bw|bodyweight|chair|partner|[+-]?\d+(?:\.\d+)?\s*(?:kgs?|lbs?)?)[x×*]", re.IGNORECASE)
_UNIT_GAP = re.compile(r"(?<=\d)\s+(?=(?:kgs?|lbs?)\b)", re.IGNORECASE)


@attrs.frozen
class _Part:
    """Some of what was written, and from which character on (0: the first) it stands there."""

    text: str
    at: int

    def inner(self, text: str, offset: int) -> _Part:
        """Return a part of this part."""
        return _Part(text, self.at + offset)

    def split(self) -> Iterator[_Part]:
        """Yield what stands between the commas."""
        offset = 0
        for text in self.text.split(","):
            yield self.inner(text, offset)
            offset += len(text) + 1


@attrs.frozen
class _Reader:
    """Reads one line; knows what a bare load is in and which loads bare reps are at."""

    text: str
    unit: Unit
    loads: Sequence[Load]

    def fail(self, message: str, part: _Part, suggestion: str = "write it like '22.5x10,10,9'") -> DataError:
        """Return the error that points at a part."""
        kept = self._kept()
        first = kept[part.at] if part.at < len(kept) else len(self.text.rstrip())
        last = kept[part.at + len(part.text) - 1] if part.text else first
        carets = f"  {self.text}\n  {' ' * first}{'^' * (last - first + 1)}"
        where = f"character {first + 1} of '{self.text}'"
        return DataError(Problem(where, message, suggestion, pointer=carets))

    def sets(self) -> Iterator[SetDone]:
        """Yield the sets in the order they are written."""
        done: list[SetDone] = []
        for word in self._words():
            rir = _ALL_RIR.fullmatch(word.text)
            if rir:
                done = [attrs.evolve(one, rir=Decimal(rir[1])) for one in done]
            else:
                done.extend(self._group(word, len(done)))
        yield from done

    def _kept(self) -> list[int]:
        """Return where the characters stand that count: blanks beside `x` and `,` and before a unit do not."""
        loose = {
            place
            for found in _LOOSE.finditer(self.text)
            for place in range(found.start(), found.end())
            if place != found.start(1)
        }
        loose |= {place for found in _UNIT_GAP.finditer(self.text) for place in range(found.start(), found.end())}
        return [place for place in range(len(self.text)) if place not in loose]

    def _words(self) -> list[_Part]:
        compact = "".join(self.text[place] for place in self._kept())
        return [_Part(found[0], found.start()) for found in re.finditer(r"\S+", compact)]

    def _group(self, word: _Part, position: int) -> Iterator[SetDone]:
        match = _GROUP.fullmatch(word.text)
        load = parse_load(match["load"], self.unit) if match else None
        reps = word.inner(match["reps"], match.start("reps")) if match else word
        for part in reps.split():
            done = list(self._set(part, load, position, word))
            yield from done
            position += 1

    def _asked_load(self, position: int, word: _Part) -> Load:
        if not self.loads:
            raise self.fail("these reps have no load", word, f"write the load before them: '20x{word.text}'")
        return self.loads[min(position, len(self.loads) - 1)]

    def _set(self, part: _Part, load: Load | None, position: int, word: _Part) -> Iterator[SetDone]:
        sides, one = _SIDES.fullmatch(part.text), _SET.fullmatch(part.text)
        if not sides and not one:
            raise self._no_reps(part, word)
        load = load or self._asked_load(position, word)
        if sides:
            rir = Decimal(sides["rir"]) if sides["rir"] else None
            yield SetDone(self._reps(sides["left"], part), load, rir, "left")
            yield SetDone(self._reps(sides["right"], part), load, rir, "right")
        elif one:
            reps, left_out = (0, True) if one["reps"] == "-" else (self._reps(one["reps"], part), False)
            yield SetDone(reps, load, Decimal(one["rir"]) if one["rir"] else None, left_out=left_out)

    def _no_reps(self, part: _Part, word: _Part) -> DataError:
        if comma := _DECIMAL_COMMA.fullmatch(word.text):
            right = f"{comma[1]}.{comma[2]}"
            return self.fail("decimals are set off by a point", word, f"write '{right}'")
        if part.at == word.at and (half := _NO_REPS.fullmatch(part.text)):
            end = part.inner("", len(half[0]))
            return self.fail("a number of reps is missing", end, f"write it like '{half[0]}10,10,9'")
        return self.fail(f"'{part.text}' is not a number of reps" if part.text else "a number of reps is missing", part)

    def _reps(self, digits: str, part: _Part) -> int:
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
            yield f"{'-' if one.left_out else one.reps}{rir}", one.load
