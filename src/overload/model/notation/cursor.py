"""Where the reading of a line is, and the errors that point into it."""

from __future__ import annotations

from typing import Final

from overload.errors import DataError, Problem
from overload.model.notation.tokens import Kind, Token, tokens

_APART: Final = " \t\n,;"
_ENDS_SETS: Final = frozenset(
    {Kind.NUMBER, Kind.SIDES, Kind.CLOCK, Kind.SIGN, Kind.UNIT, Kind.LEFT_OUT, Kind.RESERVE, Kind.BESIDE, Kind.PLUS}
)


class Cursor:
    """Goes through the parts of a line; `example` is a line that could be read."""

    def __init__(self, text: str, example: str) -> None:
        self.text = text
        self._hint = f"write it like '{example}'"
        self._tokens = list(tokens(text))
        end = len(text.rstrip())
        self._end = Token(Kind.NONE, "", end, end, is_apart=True)
        self._place = 0

    @property
    def is_at_end(self) -> bool:
        """Tell whether nothing is left."""
        return self._place >= len(self._tokens)

    @property
    def before(self) -> Token:
        """The part read last."""
        return self._tokens[self._place - 1] if self._place else self._end

    @property
    def place(self) -> int:
        """The number of parts read; `go_to` comes back to it."""
        return self._place

    def go_to(self, place: int) -> None:
        """Go back to where `place` was."""
        self._place = place

    def peek(self, ahead: int = 0) -> Token:
        """Return a part that is still to be read; behind the end an empty one."""
        place = self._place + ahead
        return self._tokens[place] if place < len(self._tokens) else self._end

    def advance(self) -> None:
        """Go on by a part."""
        self._place += 1

    def is_at(self, *kinds: Kind) -> bool:
        """Tell whether the next part is one of these."""
        return not self.is_at_end and self.peek().kind in kinds

    def skip(self, *kinds: Kind) -> bool:
        """Go on by a part if it is one of these, and tell whether it was."""
        found = self.is_at(*kinds)
        self._place += found
        return found

    def is_dash_between(self) -> bool:
        """Tell whether a dash that stands right between numbers is next: `12-12-10`."""
        dash, after = self.peek(), self.peek(1)
        return (
            self.is_at(Kind.MINUS)
            and not dash.is_apart
            and self.before.kind in {Kind.NUMBER, Kind.SIDES, Kind.CLOCK, Kind.SIGN}
            and after.kind in {Kind.NUMBER, Kind.SIDES, Kind.CLOCK}
            and not after.is_apart
        )

    def skip_open_end(self) -> bool:
        """Go on by what says that a count is the least it was, `8+` or `8 or more`, and tell whether that was next."""
        plus, after = self.peek(), self.peek(1)
        is_last = after.kind is not Kind.NUMBER or after.is_apart
        is_plus = self.is_at(Kind.PLUS) and not plus.is_apart and is_last
        found = is_plus or (self.is_at(Kind.BESIDE) and (plus.text == "+" or plus.text.lower().endswith("more")))
        self._place += found
        return found

    def has_behind_sets(self, kind: Kind, ends: frozenset[Kind]) -> bool:
        """Tell whether a part of that kind stands right behind sets in this line, before its end or one of `ends`."""
        triples = zip([self._end, *self._tokens], self._tokens, [*self._tokens[1:], self._end], strict=False)
        return any(
            token.kind is kind and before.kind in _ENDS_SETS and (after is self._end or after.kind in ends)
            for before, token, after in triples
        )

    def fail(self, message: str, token: Token, hint: str = "") -> DataError:
        """Return the error that points at a part."""
        return self.fail_at(token.start, token.end, message, hint)

    def fail_here(self, missing: str, wrong: str, hint: str = "") -> DataError:
        """Return the error that points at what comes next: at a word that is none, or where something is missing."""
        at = self.peek().start
        if at >= self._end.start or self.text[at] in _APART:
            return self.fail_at(at, at + 1, missing, hint)
        first, last = self._word(at)
        word = self.text[first:last]
        return self.fail_at(first, last, wrong.format(f"'{word}'"), hint)

    def _word(self, at: int) -> tuple[int, int]:
        """Return where the word begins and ends that a character is part of; behind `20x` begins a new one."""
        first = last = at
        while last < len(self.text) and self.text[last] not in _APART:
            last += 1
        while first > 0 and self.text[first - 1] not in _APART and not self._is_times(first - 1):
            first -= 1
        return first, last

    def _is_times(self, at: int) -> bool:
        return self.text[at].lower() in "x×*" and any(
            token.kind is Kind.TIMES and token.start == at for token in self._tokens[: self._place]
        )

    def fail_at(self, first: int, last: int, message: str, hint: str = "") -> DataError:
        """Return the error that points from one character to another."""
        carets = f"  {self.text}\n  {' ' * first}{'^' * max(last - first, 1)}"
        return DataError(
            Problem(f"character {first + 1} of '{self.text}'", message, hint or self._hint, pointer=carets)
        )
