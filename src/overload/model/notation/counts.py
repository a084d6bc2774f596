"""The counts of sets: `10`, `45s`, `1:30`, `20 m`, `L10/R9`, `-`, each with where it stands."""

from __future__ import annotations

import re
from typing import Final

import attrs

from overload.errors import DataError
from overload.model.notation.cursor import Cursor
from overload.model.notation.drafts import Draft
from overload.model.notation.tokens import Kind, Token, seconds_of, sides_of, sign_of
from overload.model.training import Measure
from overload.units import Load

COUNT_FIRST: Final = frozenset({Kind.NUMBER, Kind.CLOCK, Kind.SIDES, Kind.LEFT_OUT, Kind.MINUS})
"""What a count can begin with."""
_NOT_RIGHT_BEHIND_A_DASH: Final = frozenset(
    {Kind.NUMBER, Kind.CLOCK, Kind.NONE, Kind.TIMES, Kind.UNIT, Kind.BODY, Kind.AID, Kind.PLUS}
)
_WHOLE: Final = re.compile(r"\d{1,4}", re.ASCII)

Said = tuple[Measure | None, int]
"""What a count counts, None where it does not say, and how many of it one is."""


def counts_at(cursor: Cursor, load: Load | None, *, is_carried: bool) -> list[Draft]:
    """Read the next count; two where the sides differ. Raises DataError."""
    token = cursor.peek()
    if cursor.skip(Kind.CLOCK):
        held = Draft(seconds_of(token.text), token, False, "", load, is_carried, measure=Measure.SECONDS)
        return [attrs.evolve(held, at_least=cursor.skip_open_end())]
    if cursor.skip(Kind.SIDES):
        said = _said(cursor, token.text[-1])
        sides = sorted(sides_of(token.text).items())
        return [
            attrs.evolve(
                _draft(cursor, reps.removesuffix("+"), token, load, said, side, is_carried), at_least="+" in reps
            )
            for side, reps in sides
        ]
    if cursor.is_at(Kind.NUMBER):
        cursor.advance()
        said = _said(cursor)
        counted = _draft(cursor, token.text, token, load, said, "", is_carried)
        return [attrs.evolve(counted, at_least=cursor.skip_open_end())]
    if cursor.is_at(Kind.MINUS, Kind.LEFT_OUT):
        _refuse_lone_dash(cursor)
        cursor.advance()
        return [_draft(cursor, "-", token, load, _said(cursor), "", is_carried)]
    raise no_reps(cursor)


def _said(cursor: Cursor, last: str = "") -> Said:
    """Read the sign behind a count, unless `last`, the end of what was read, is one."""
    if last in {"s", "m"}:
        return sign_of(last)
    return sign_of(cursor.before.text) if cursor.skip(Kind.SIGN) else (None, 1)


def _draft(  # noqa: PLR0913, PLR0917 - all that a count says
    cursor: Cursor, reps: str, token: Token, load: Load | None, said: Said, side: str, is_carried: bool
) -> Draft:
    measure, each = said
    if reps == "-":
        return Draft(0, token, True, side, load, is_carried, None, measure)
    if not _WHOLE.fullmatch(reps):
        if "." in reps:
            if measure is None:
                raise cursor.fail(f"'{reps}' is not a number of reps", token)
            hint = f"write whole {measure}: '{round(float(reps))}{measure.sign}'"
            raise cursor.fail(f"'{reps}' is not a number of {measure}", token, hint)
        raise too_many(cursor, reps, token, measure or Measure.REPS)
    return Draft(int(reps), token, False, side, load, is_carried, None, measure, each)


def too_many(cursor: Cursor, reps: str | int, token: Token, measure: Measure) -> DataError:
    """Return the error for a count that no set has."""
    is_lifted = measure is Measure.REPS
    hint = "if it is the load, write 'LOADxREPS'" if is_lifted else f"write up to {measure.most}{measure.sign}"
    return cursor.fail(f"{reps} {measure} in one set is more than {measure.most}", token, hint)


def _refuse_lone_dash(cursor: Cursor) -> None:
    """Refuse `10 - 10 - 9`: between numbers a dash with blanks could be a set left out or nothing at all."""
    dash, after = cursor.peek(), cursor.peek(1)
    if not cursor.is_at(Kind.MINUS):
        return
    if after.kind in _NOT_RIGHT_BEHIND_A_DASH and after.start == dash.end and after.text:
        raise no_reps(cursor)
    if dash.is_apart and cursor.before.kind in {Kind.NUMBER, Kind.SIGN} and after.kind is Kind.NUMBER:
        right = re.sub(r"\s+[-–−]\s+", ",", cursor.text.strip())
        raise cursor.fail("a dash between numbers is not clear", dash, f"write '{right}'")


def no_reps(cursor: Cursor, hint: str = "", missing: str = "a number of reps is missing") -> DataError:
    """Return the error for what comes next where a count has to."""
    return cursor.fail_here(missing, "{} is not a number of reps", hint)
