"""The grammar of sets: groups of reps with the load named before them, behind them, or not at all."""

from __future__ import annotations

import re
from typing import Final

import attrs

from overload.errors import DataError
from overload.model.notation.cursor import Cursor
from overload.model.notation.drafts import Draft, finished
from overload.model.notation.known import Bare, Known
from overload.model.notation.limits import MOST_REPS, MOST_SETS, reps_in, reserve_in
from overload.model.notation.loads import LoadAt, is_load_start, load_at, number_at
from overload.model.notation.tokens import Kind, Token, sides_of
from overload.model.progress import SetDone
from overload.units import Load, plain

_REPS_FIRST: Final = frozenset({Kind.NUMBER, Kind.SIDES, Kind.LEFT_OUT, Kind.MINUS})
_BETWEEN: Final = frozenset({Kind.COMMA, Kind.SLASH})
_NOT_RIGHT_BEHIND_A_DASH: Final = frozenset(
    {Kind.NUMBER, Kind.NONE, Kind.TIMES, Kind.UNIT, Kind.BODY, Kind.AID, Kind.PLUS}
)


class Grammar:
    """Reads one line. `is_unclear` where a number can be sets or a load: then the load, or, `is_sets_first`, sets."""

    def __init__(self, text: str, known: Known, *, is_sets_first: bool = False) -> None:
        self._cursor = Cursor(text, f"{known.example_load('22.5')}x10,10,9")
        self._known = known
        self._is_sets_first = is_sets_first
        self._drafts: list[Draft] = []
        self._open_from = 0
        self._named: Load | None = None
        self.is_unclear = False

    def sets(self) -> tuple[SetDone, ...]:
        """Return the sets in the order they are written."""
        cursor = self._cursor
        while not cursor.is_at_end:
            if cursor.skip(Kind.RESERVE):
                self._reserve_of(cursor.before, 0)
            elif not cursor.skip(Kind.BESIDE):
                self._group()
        self._require_loads()
        return finished(self._drafts, self._known.asked)

    def _group(self) -> None:
        cursor, first = self._cursor, len(self._drafts)
        if self._load_in_front(first):
            return
        load = load_at(cursor, self._known.unit)
        if load is not None:
            cursor.skip(Kind.TIMES)
            self._named = load.load
            self._reps(needs_some=load)
            self._times(first, load.start)
            self._reserves(first)
        elif cursor.is_at(Kind.NUMBER) and cursor.peek(1).kind in {Kind.TIMES, Kind.SETS_OF}:
            self._bare_group(first)
        elif cursor.skip(Kind.AT, Kind.WITH):
            self._load_behind(cursor.before)
        elif cursor.skip(Kind.NEXT):
            self._open_from = first
            self._require_more()
        else:
            self._reps()
            self._reserves(first)

    # Reps

    def _reps(self, needs_some: LoadAt | None = None) -> None:
        """Read reps one after another, until something else begins."""
        cursor = self._cursor
        if needs_some is not None and not cursor.is_at(*_REPS_FIRST):
            raise self._missing_or_none(f"write it like '{needs_some.text}x10,10,9'")
        self._one_set()
        while not cursor.is_at_end:
            if self._is_reserve_behind():
                cursor.skip(Kind.RESERVE)
                self._reserve_of(cursor.before, len(self._drafts) - 1)
            elif cursor.is_at(Kind.BESIDE):
                cursor.skip(Kind.BESIDE)
            elif cursor.is_at(*_BETWEEN) or cursor.is_dash_between():
                cursor.advance()
                self._require_more()
                if is_load_start(cursor):
                    return
                self._one_set()
            elif cursor.is_at(*_REPS_FIRST) and cursor.peek().is_apart and not is_load_start(cursor):
                self._one_set()
            else:
                return

    def _one_set(self) -> None:
        cursor = self._cursor
        token = cursor.peek()
        carried, is_carried = self._named, self._named is not None
        if cursor.skip(Kind.SIDES):
            for side, reps in sorted(sides_of(token.text).items()):
                self._drafts.append(self._draft(reps, token, side, carried, is_carried=is_carried))
        elif cursor.is_at(Kind.NUMBER):
            cursor.advance()
            self._drafts.append(self._draft(token.text, token, "", carried, is_carried=is_carried))
            if cursor.is_open_end():
                cursor.advance()
        elif cursor.is_at(Kind.MINUS, Kind.LEFT_OUT):
            self._refuse_lone_dash()
            cursor.advance()
            self._drafts.append(self._draft("-", token, "", carried, is_carried=is_carried))
        else:
            raise self._missing_or_none()

    def _draft(self, reps: str, token: Token, side: str, load: Load | None, *, is_carried: bool) -> Draft:
        if reps == "-":
            return Draft(0, True, side, load, is_carried)
        number = reps_in(reps)
        if number is None:
            if "." in reps:
                raise self._cursor.fail(f"'{reps}' is not a number of reps", token)
            hint = "if it is the load, write 'LOADxREPS'"
            raise self._cursor.fail(f"{reps} reps in one set is more than {MOST_REPS}", token, hint)
        return Draft(number, False, side, load, is_carried)

    def _refuse_lone_dash(self) -> None:
        """Refuse `10 - 10 - 9`: between numbers a dash with blanks could be a set left out or nothing at all."""
        cursor = self._cursor
        dash, after = cursor.peek(), cursor.peek(1)
        if not cursor.is_at(Kind.MINUS):
            return
        if after.kind in _NOT_RIGHT_BEHIND_A_DASH and after.start == dash.end and after.text:
            raise self._missing_or_none()
        if dash.is_apart and cursor.before.kind is Kind.NUMBER and after.kind is Kind.NUMBER:
            right = re.sub(r"\s+[-–−]\s+", ",", cursor.text.strip())
            raise cursor.fail("a dash between numbers is not clear", dash, f"write '{right}'")

    def _times(self, first: int, at: int) -> None:
        """Read the number of sets behind the reps of one: `14x12x3`."""
        cursor = self._cursor
        if not cursor.is_at(Kind.TIMES):
            return
        times = cursor.peek()
        cursor.advance()
        token = cursor.peek()
        if not cursor.is_at(Kind.NUMBER) or "." in token.text:
            raise cursor.fail_here("a number of sets is missing", "{} is not a number of sets", self._counted_example())
        cursor.advance()
        if len(self._drafts) != first + 1:
            written = cursor.text[at : times.start].strip()
            raise cursor.fail(
                "a number of sets only works where every set has the same reps", times, f"write '{written}'"
            )
        self._repeat(first, token)

    def _repeat(self, first: int, sets: Token) -> None:
        if not 1 <= int(sets.text) <= MOST_SETS:
            raise self._cursor.fail(f"{sets.text} sets", sets, f"write 1 to {MOST_SETS} of them")
        self._drafts[first:] = self._drafts[first:] * int(sets.text)

    # A first number that can be a load or sets

    def _bare_group(self, first: int) -> None:
        """Read `22.5x10,9`, `3x10`, `3x10 @ 20 kg`, `14x12x3`, `3 sets of 10`."""
        cursor = self._cursor
        number, named = cursor.peek(), self._named
        cursor.advance()
        is_sets = cursor.is_at(Kind.SETS_OF)
        cursor.advance()
        if not cursor.is_at(*_REPS_FIRST):
            raise self._missing_or_none(f"write it like '{number.text}x10,10,9'")
        self._named = None
        self._reps()
        self._named = named
        if cursor.is_at(Kind.AT) and cursor.peek(1).kind is Kind.NONE:
            raise self._missing_or_none()
        if cursor.is_at(Kind.TIMES) and not is_sets:
            self._three_numbers(first, number)
        elif is_sets or cursor.is_at(Kind.AT, Kind.WITH) or self._is_sets(number, len(self._drafts) - first):
            self._as_sets(first, number)
        else:
            self._as_load(first, self._bare(number))
        self._reserves(first)
        if cursor.skip(Kind.AT, Kind.WITH):
            self._load_behind(cursor.before)

    def _bare(self, number: Token) -> Load:
        return number_at(number, self._known.unit, self._cursor)

    def _as_load(self, first: int, load: Load) -> None:
        self._named = load
        self._drafts[first:] = [attrs.evolve(draft, load=load) for draft in self._drafts[first:]]
        self._open_from = len(self._drafts)

    def _as_sets(self, first: int, number: Token) -> None:
        sets = [draft for draft in self._drafts[first:] if draft.side != "right"]
        if "." in number.text or (len(sets) > 1 and len(sets) != int(number.text)):
            raise self._cursor.fail(f"'{number.text}' is not the number of sets", number, "write it like '3x10@20kg'")
        if len(sets) == 1:
            self._repeat(first, number)
        if self._named is not None:
            self._drafts[first:] = [
                attrs.evolve(draft, load=self._named, is_carried=True) for draft in self._drafts[first:]
            ]

    def _is_sets(self, number: Token, groups: int) -> bool:
        """Tell whether the first number of `3x10` is sets, as far as that is clear."""
        if "." in number.text:
            return False
        load = self._bare(number)
        found = self._known.first_number(int(number.text), load, groups, is_named=self._named is not None)
        if found is Bare.NEITHER:
            hint = f"write '{self._cursor.text.strip()}@20kg', or with another load"
            raise self._cursor.fail(f"{load} cannot be made, and no other load is named", number, hint)
        self.is_unclear = self.is_unclear or found is Bare.EITHER
        return found is Bare.SETS or (found is Bare.EITHER and self._is_sets_first)

    def _three_numbers(self, first: int, number: Token) -> None:
        """Read `14x12x3`, a load, its reps and sets, and `3x12x14`, where the load comes last."""
        cursor = self._cursor
        cursor.advance()
        last = cursor.peek()
        if not cursor.is_at(Kind.NUMBER) or len(self._drafts) != first + 1:
            raise cursor.fail_here("a number of sets is missing", "{} is not a number of sets", self._counted_example())
        cursor.advance()
        has_unit = cursor.is_at(Kind.UNIT)
        behind = number_at(last, self._known.unit, cursor)
        if self._is_load_last(number, last, has_unit=has_unit):
            self._repeat(first, number)
            self._as_load(first, behind)
        else:
            self._repeat(first, last)
            self._as_load(first, self._bare(number))

    def _is_load_last(self, number: Token, last: Token, *, has_unit: bool) -> bool:
        if has_unit or "." in last.text or "." in number.text:
            return "." not in number.text
        found = self._known.load_of_three((int(number.text), int(last.text)), (self._bare(number), self._bare(last)))
        self.is_unclear = self.is_unclear or found is Bare.EITHER
        return found is Bare.SETS or (found is Bare.EITHER and self._is_sets_first)

    # What stands in front and behind

    def _load_in_front(self, first: int) -> bool:
        """Read `20 kg: 3 x 8`, `with 15 kg of help (band): 8, 7`, if it is that."""
        cursor, place = self._cursor, self._cursor.place
        is_help = cursor.skip(Kind.WITH) and cursor.is_at(Kind.NUMBER)
        found = load_at(cursor, self._known.unit)
        while found and cursor.skip(Kind.BESIDE):
            pass
        if found is None or not cursor.skip(Kind.COLON):
            cursor.go_to(place)
            return False
        self._named = Load(-found.load.amount, found.load.unit) if is_help else found.load
        number = cursor.peek()
        is_counted = cursor.is_at(Kind.NUMBER) and cursor.peek(1).kind is Kind.TIMES
        if is_counted:
            cursor.advance()
            cursor.advance()
        self._reps()
        if is_counted:
            self._as_sets(first, number)
        self._reserves(first)
        self._as_load(first, self._named)
        return True

    def _load_behind(self, at: Token) -> None:
        """Give a load to the sets written since the last one: `10,10,9 @ 20 kg`."""
        cursor = self._cursor
        is_help = at.kind is Kind.WITH and cursor.is_at(Kind.NUMBER)
        found = load_at(cursor, self._known.unit, is_behind=True)
        if found is None:
            raise self._missing_or_none("write the load behind it, like '3x10@20kg'", "a load is missing")
        load = Load(-found.load.amount, found.load.unit) if is_help else found.load
        self._refuse_effort(found)
        waiting = self._drafts[self._open_from :]
        if not waiting or any(draft.load is not None and not draft.is_carried for draft in waiting):
            raise cursor.fail_at(found.start, found.end, "this load has no reps")
        self._drafts[self._open_from :] = [attrs.evolve(draft, load=load) for draft in waiting]
        self._named, self._open_from = load, len(self._drafts)

    def _refuse_effort(self, found: LoadAt) -> None:
        """Refuse `3x10@8` where there is no load of 8: it may be how hard it was."""
        known, amount = self._known, found.load.amount
        if known.made is None or not found.is_bare or known.can_be_made(found.load) or not 5 <= amount <= 10:
            return
        said = plain(amount)
        hint = f"write '@rpe{said}' for how hard it was, '@{said}{known.unit}' for the load"
        raise self._cursor.fail_at(found.start, found.end, f"{found.load} cannot be made", hint)

    def _reserves(self, first: int) -> None:
        """Read an effort right behind a group as that of all its sets: `3x10@rpe8`."""
        while self._is_reserve_behind():
            self._cursor.advance()
            self._reserve_of(self._cursor.before, first)

    def _is_reserve_behind(self) -> bool:
        """Tell whether an effort follows that is of the set before it; as a word of its own it is of all sets."""
        token = self._cursor.peek()
        return self._cursor.is_at(Kind.RESERVE) and (not token.is_apart or token.text.startswith("("))

    def _reserve_of(self, token: Token, first: int) -> None:
        number = re.sub(r"[^\d.]", "", token.text)
        rir = reserve_in(number, is_rpe="rpe" in token.text.lower())
        if rir is None:
            raise self._cursor.fail(f"'{token.text}' is not an effort", token, "write '@rir2' or '@rpe8'")
        if not self._drafts:
            raise self._cursor.fail("this effort has no reps", token, "write it like '10@rir2'")
        if self._drafts[first].side == "right" and first:
            first -= 1
        self._drafts[first:] = [attrs.evolve(draft, rir=rir) for draft in self._drafts[first:]]

    # What is wrong

    def _require_more(self) -> None:
        if self._cursor.is_at_end:
            raise self._missing_or_none()

    def _counted_example(self) -> str:
        return f"write it like '{self._known.example_load('20')}x10x3'"

    def _missing_or_none(self, hint: str = "", missing: str = "a number of reps is missing") -> DataError:
        return self._cursor.fail_here(missing, "{} is not a number of reps", hint)

    def _require_loads(self) -> None:
        if self._known.asked:
            return
        for draft in self._drafts:
            if draft.load is None:
                text = self._cursor.text
                first, last = len(text) - len(text.lstrip()), len(text.rstrip())
                hint = f"write the load before them: '20x{text.strip()}'"
                raise self._cursor.fail_at(first, last, "these reps have no load", hint)
