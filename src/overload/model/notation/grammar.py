"""The grammar of sets: groups of reps with the load named before them, behind them, or not at all."""

from __future__ import annotations

import re
from typing import Final

import attrs

from overload.model.notation.counts import COUNT_FIRST, counts_at, no_reps, too_many
from overload.model.notation.cursor import Cursor
from overload.model.notation.drafts import LIGHTER, Draft, carried, done, settled
from overload.model.notation.kinds import Kinds
from overload.model.notation.known import Bare, Known
from overload.model.notation.limits import MOST_BARE_SETS, MOST_SETS, reserve_in
from overload.model.notation.loads import LoadAt, is_alike, is_load_start, load_at, number_at
from overload.model.notation.refusals import effort_or_load, load_or_sets, no_load, not_its_load, two_loads
from overload.model.notation.tokens import Kind, Token
from overload.model.progress import SetDone, SetKind
from overload.model.training import Measure
from overload.units import Load

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
        self._named_at: tuple[int, int] | None = None
        self._again: list[tuple[int, Token]] = []
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
            elif not (cursor.skip(Kind.BESIDE) or self._is_said_of_all() or self._is_load_again()):
                first, self._typed = len(self._drafts), 0
                self._group()
                self._of_kind(first)
        self._kinds.require_sets()
        return self._finished()

    def _is_said_of_all(self) -> bool:
        """Pass over `reps` where it says nothing new: `10 or more reps`."""
        return self._cursor.peek().text.lower().startswith("rep") and self._cursor.skip(Kind.SIGN)

    def _is_load_again(self) -> bool:
        """Pass over `(49.6 lb)` behind sets; whether it is their load is seen when that is known."""
        cursor = self._cursor
        if not self._drafts or not cursor.skip(Kind.ALSO):
            return False
        self._again.append((len(self._drafts) - 1, cursor.before))
        return True

    # Kinds of sets

    def _said_kind(self) -> None:
        """Read what the sets before it are, or those that come: `15x8 drop`, `drop 15x8`."""
        token, kinds = self._cursor.peek(), self._kinds
        kind = kinds.read(has_sets=bool(self._drafts))
        if kind is None:
            self._open_from, self._named_at = len(self._drafts), None
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
            self._load_first(first, load)
        elif cursor.is_at(Kind.NUMBER) and cursor.peek(1).kind in {Kind.TIMES, Kind.SETS_OF}:
            self._bare_group(first)
        elif cursor.skip(Kind.AT, Kind.WITH):
            self._load_behind(cursor.before)
        elif cursor.skip(Kind.NEXT):
            self._open_from, self._named_at = first, None
            self._require_more()
        else:
            self._reps()
            self._reserves(first)

    def _load_first(self, first: int, load: LoadAt) -> None:
        """Read `22.5kgx10,9`, `20 kg 10 9`, `22.5kgx12x3`, `20 kg 3x12`."""
        cursor = self._cursor
        is_counted = not cursor.skip(Kind.TIMES) and self._is_counted()
        if cursor.is_at(Kind.SET_KIND) and cursor.before.kind is Kind.TIMES:
            self._kinds.read_coming()
        number = cursor.peek()
        self._named = load.load
        if is_counted:
            self._counted_reps(first, number)
        else:
            self._reps(needs_some=load)
            self._times(first, load.start)
        self._reserves(first)
        self._as_load(first, load.load, (load.start, number.start))

    def _is_counted(self) -> bool:
        """Tell whether `3x8` behind a load is three sets of eight, rather than eight sets of three."""
        number, count = self._cursor.peek(), self._cursor.peek(2)
        if not self._cursor.is_at(Kind.NUMBER) or self._cursor.peek(1).kind is not Kind.TIMES or "." in number.text:
            return False
        if count.kind is not Kind.NUMBER or "." in count.text or self._cursor.peek(3).kind in {*_BETWEEN, Kind.SIGN}:
            return True
        return self._are_sets(self._known.sets_of_two(int(number.text), int(count.text)))

    def _are_sets(self, found: Bare) -> bool:
        self.is_unclear = self.is_unclear or found is Bare.EITHER
        return found is Bare.SETS or (found is Bare.EITHER and self._is_sets_first)

    def _counted_reps(self, first: int, number: Token) -> None:
        """Read `3 x 8` as three sets of eight."""
        self._cursor.advance()
        self._cursor.advance()
        self._reps()
        self._as_sets(first, number)

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
            elif cursor.skip(Kind.BESIDE) or self._is_said_of_all() or self._is_load_again():
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
        counts = cursor.peek().start
        self._named = None
        self._reps()
        self._named = named
        if cursor.is_at(Kind.AT) and cursor.peek(1).kind is Kind.NONE:
            raise no_reps(cursor)
        if cursor.is_at(Kind.TIMES) and not is_sets:
            self._three_numbers(first, number)
        elif is_sets or cursor.is_at(Kind.AT, Kind.WITH) or self._is_sets(number, first):
            if not is_sets and cursor.is_at(Kind.AT, Kind.WITH):
                self._refuse_two_loads(number, counts)
            self._as_sets(first, number)
        else:
            self._as_load(first, self._bare(number), (number.start, counts))
        self._reserves(first)
        if cursor.skip(Kind.AT, Kind.WITH):
            self._load_behind(cursor.before)

    def _bare(self, number: Token) -> Load:
        return number_at(number, self._known.unit, self._cursor)

    def _as_load(self, first: int, load: Load, at: tuple[int, int]) -> None:
        """Give sets the load that stands before them, `at` so many characters."""
        self._named, self._named_at = load, at
        self._drafts[first:] = [attrs.evolve(draft, load=load, is_carried=False) for draft in self._drafts[first:]]
        self._open_from = len(self._drafts)

    def _refuse_two_loads(self, number: Token, counts: int) -> None:
        """Refuse `20x10 @ 22.5kg` and `22.5x10 @ 20kg`: what stands first is no number of sets."""
        if "." not in number.text and not self._known.is_rather_a_load(int(number.text), self._bare(number)):
            return
        cursor, end = self._cursor, self._cursor.before.end
        cursor.advance()
        found = load_at(cursor, self._known.unit, is_behind=True)
        if found is not None:
            raise load_or_sets(cursor, number, (counts, end), found.end)
        raise no_reps(cursor, "write the load behind it, like '3x10@20kg'", "a load is missing")

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
        return self._are_sets(found)

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
        counts = self._drafts[first].at
        if self._is_load_last(number, last, has_unit=has_unit):
            if self._known.is_rather_a_load(int(number.text), self._bare(number)):
                raise load_or_sets(cursor, number, (counts.start, counts.end), cursor.before.end)
            self._repeat(first, number)
            self._as_load(first, behind, (last.start, cursor.before.end))
        else:
            if int(last.text) > MOST_BARE_SETS and self._known.can_be_made(behind):
                raise load_or_sets(cursor, number, (counts.start, counts.end), cursor.before.end)
            self._repeat(first, last)
            self._as_load(first, self._bare(number), (number.start, counts.start))

    def _is_load_last(self, number: Token, last: Token, *, has_unit: bool) -> bool:
        if has_unit or "." in last.text or "." in number.text:
            return "." not in number.text
        counts, loads = (int(number.text), int(last.text)), (self._bare(number), self._bare(last))
        return self._are_sets(self._known.load_of_three(counts, loads))

    # What stands in front and behind

    def _load_in_front(self, first: int) -> bool:
        """Read `20 kg: 3 x 8`, `with 15 kg of help (band): 8, 7`, if it is that."""
        cursor, place, start = self._cursor, self._cursor.place, self._cursor.peek().start
        is_help = cursor.skip(Kind.WITH) and cursor.is_at(Kind.NUMBER)
        found = load_at(cursor, self._known.unit)
        if found is None or not cursor.skip(Kind.COLON):
            cursor.go_to(place)
            return False
        self._named = load = Load(-found.load.amount, found.load.unit) if is_help else found.load
        number = cursor.peek()
        if cursor.is_at(Kind.NUMBER) and cursor.peek(1).kind is Kind.TIMES:
            self._counted_reps(first, number)
        else:
            self._reps()
        self._reserves(first)
        self._as_load(first, load, (start, number.start))
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
        if self._open_from < len(self._drafts):
            self._as_load(self._open_from, load, (at.start, found.end))
            return
        before = self._drafts[-1].load if self._drafts else None
        if before is None or self._named_at is None:
            raise cursor.fail_at(found.start, found.end, "this load has no reps")
        if before != load:
            raise two_loads(cursor, self._named_at, at, found, before)

    def _refuse_effort(self, found: LoadAt) -> None:
        """Refuse `3x10@8` where there is no load of 8: it may be how hard it was."""
        known, amount = self._known, found.load.amount
        if known.made is None or not found.is_bare or known.can_be_made(found.load) or not 5 <= amount <= 10:
            return
        raise effort_or_load(self._cursor, found)

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
        sets = settled(self._drafts, self._known)
        for place, also in self._again:
            load = sets[place].load
            if load is not None and not is_alike(load, also):
                raise not_its_load(self._cursor, also, load)
        for draft in sets:
            measure = draft.measure or Measure.REPS
            if draft.load is None:
                raise no_load(self._cursor, draft)
            if draft.reps * draft.each > measure.most:
                raise too_many(self._cursor, draft.reps * draft.each, draft.at, measure)
            found.append(done(draft, draft.load))
        return tuple(found)
