"""The grammar of sets: groups of reps with the load named before them, behind them, or not at all."""

from __future__ import annotations

import re
from typing import Final

import attrs

from overload.errors import DataError
from overload.model.notation.counts import COUNT_FIRST, counts_at, no_reps, too_many
from overload.model.notation.cursor import Cursor
from overload.model.notation.drafts import LIGHTER, Draft, carried, done, settled
from overload.model.notation.kinds import Kinds
from overload.model.notation.known import Bare, Known
from overload.model.notation.limits import MOST_SETS, reserve_in
from overload.model.notation.loads import LoadAt, is_load_start, load_at, number_at
from overload.model.notation.tokens import Kind, Token
from overload.model.progress import SetDone, SetKind
from overload.model.training import Measure
from overload.units import Load, plain

_BETWEEN: Final = frozenset({Kind.COMMA, Kind.SLASH})


class Grammar:
    """Reads one line. `is_unclear` where a number can be sets or a load: then the load, or, `is_sets_first`, sets."""

    def __init__(self, text: str, known: Known, *, is_sets_first: bool = False) -> None:
        self._cursor = Cursor(text, f"{known.example_load('22.5')}x10,10,9")
        self._known = known
        self._is_sets_first = is_sets_first
        self._drafts: list[Draft] = []
        self._open_from = 0
        self._named: Load | None = None
        self._kinds = Kinds(self._cursor)
        self._group_from = self._typed = 0
        self.is_unclear = False

    def sets(self) -> tuple[SetDone, ...]:
        """Return the sets in the order they are written."""
        cursor = self._cursor
        while not cursor.is_at_end:
            if cursor.skip(Kind.RESERVE):
                self._reserve_of(cursor.before, 0)
            elif cursor.is_at(Kind.SET_KIND):
                self._said_kind()
            elif not (cursor.skip(Kind.BESIDE) or self._is_said_of_all()):
                first, self._typed = len(self._drafts), 0
                self._group()
                self._of_kind(first)
        self._kinds.require_sets()
        return self._finished()

    def _is_said_of_all(self) -> bool:
        """Pass over `reps` where it says nothing new: `10 or more reps`."""
        return self._cursor.peek().text.lower().startswith("rep") and self._cursor.skip(Kind.SIGN)

    # Kinds of sets

    def _said_kind(self) -> None:
        """Read what the sets before it are, or those that come: `15x8 drop`, `drop 15x8`."""
        token, kinds = self._cursor.peek(), self._kinds
        kind = kinds.read(has_sets=bool(self._drafts))
        if kind is None:
            self._open_from = len(self._drafts)
            self._named = None if kinds.coming in LIGHTER else self._named
            return
        first, last = self._group_from, self._drafts[-1]
        if self._typed > 1 and kind is not SetKind.NEGATIVE and (last.load is None or last.is_carried):
            hint = f"write it before them, like '{kind} 15x8', or with their load: '15x8,8 {kind}'"
            raise self._cursor.fail("it is not clear which of these sets that is", token, hint)
        self._drafts[first:] = [attrs.evolve(draft, kind=kind) for draft in self._drafts[first:]]

    def _of_kind(self, first: int) -> None:
        """Give the sets of a group the kind that was said before them."""
        if len(self._drafts) > first:
            self._group_from = first
            self._drafts[first:] = self._kinds.given(self._drafts[first:])

    def _group(self) -> None:
        cursor, first = self._cursor, len(self._drafts)
        if self._load_in_front(first):
            return
        load = load_at(cursor, self._known.unit)
        if load is not None:
            if cursor.skip(Kind.TIMES) and cursor.is_at(Kind.SET_KIND):
                self._kinds.read_coming()
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
        first = len(self._drafts)
        self._listed(needs_some)
        self._drafts[first:] = carried(self._drafts[first:])

    def _listed(self, needs_some: LoadAt | None) -> None:
        cursor = self._cursor
        if needs_some is not None and not cursor.is_at(*COUNT_FIRST):
            raise no_reps(cursor, f"write it like '{needs_some.text}x10,10,9'")
        self._one_set()
        while not cursor.is_at_end:
            if self._is_reserve_behind():
                cursor.skip(Kind.RESERVE)
                self._reserve_of(cursor.before, len(self._drafts) - 1)
            elif cursor.skip(Kind.BESIDE) or self._is_said_of_all():
                continue
            elif cursor.is_at(*_BETWEEN) or cursor.is_dash_between():
                cursor.advance()
                self._require_more()
                if is_load_start(cursor) or cursor.is_at(Kind.SET_KIND):
                    return
                self._one_set()
            elif cursor.is_at(*COUNT_FIRST) and cursor.peek().is_apart and not is_load_start(cursor):
                self._one_set()
            else:
                return

    def _one_set(self) -> None:
        self._drafts += counts_at(self._cursor, self._named, is_carried=self._named is not None)
        self._typed += 1

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
        if cursor.is_at(Kind.SET_KIND):
            self._kinds.read_coming()
        if not cursor.is_at(*COUNT_FIRST):
            raise no_reps(cursor, f"write it like '{number.text}x10,10,9'")
        self._named = None
        self._reps()
        self._named = named
        if cursor.is_at(Kind.AT) and cursor.peek(1).kind is Kind.NONE:
            raise no_reps(cursor)
        if cursor.is_at(Kind.TIMES) and not is_sets:
            self._three_numbers(first, number)
        elif is_sets or cursor.is_at(Kind.AT, Kind.WITH) or self._is_sets(number, first):
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

    def _is_sets(self, number: Token, first: int) -> bool:
        """Tell whether the first number of `3x10` is sets, as far as that is clear."""
        if "." in number.text:
            return False
        load, sets, known = self._bare(number), self._drafts[first:], self._known
        measure = sets[0].measure or (known.asked[0].measure if known.asked else known.measure)
        is_held = measure is not Measure.REPS
        needs_none = known.body is not None and (is_held or self._kinds.coming is SetKind.NEGATIVE)
        has_load = self._named is not None or needs_none
        found = known.first_number(int(number.text), load, len(sets), is_named=has_load, is_held=is_held)
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
            raise no_reps(cursor, "write the load behind it, like '3x10@20kg'", "a load is missing")
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
            raise no_reps(self._cursor)

    def _counted_example(self) -> str:
        return f"write it like '{self._known.example_load('20')}x10x3'"

    def _finished(self) -> tuple[SetDone, ...]:
        """Return the sets with all that is known of them. Raises DataError for one without a load, or of too many."""
        found = []
        for draft in settled(self._drafts, self._known):
            measure = draft.measure or Measure.REPS
            if draft.load is None:
                raise self._no_load(draft)
            if draft.reps * draft.each > measure.most:
                raise too_many(self._cursor, draft.reps * draft.each, draft.at, measure)
            found.append(done(draft, draft.load))
        return tuple(found)

    def _no_load(self, draft: Draft) -> DataError:
        cursor, text = self._cursor, self._cursor.text
        if draft.kind in LIGHTER:
            line = f"{draft.kind} 15x{draft.reps}{draft.measure.sign if draft.measure else ''}"
            return cursor.fail(f"a {draft.kind} set has a load of its own", draft.at, f"write it like '{line}'")
        first, last = len(text) - len(text.lstrip()), len(text.rstrip())
        line = f"20x{text.strip()}" if text.strip()[:1].isdigit() else f"{text.strip()}@20kg"
        return cursor.fail_at(first, last, "these reps have no load", f"write the load before them: '{line}'")
