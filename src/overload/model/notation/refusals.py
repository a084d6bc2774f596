"""What is answered to sets without a load, with two, or with a number that may be another thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from overload.errors import DataError
from overload.model.notation.cursor import Cursor
from overload.model.notation.drafts import LIGHTER, Draft
from overload.model.notation.meaning import at_load
from overload.model.notation.tokens import Token
from overload.units import Load, plain

if TYPE_CHECKING:
    from overload.model.notation.loads import LoadAt

_LEAST_RPE: Final = 5
"""A bare number from here up to ten is an RPE as people note it; one below is what was left."""


def two_loads(cursor: Cursor, named_at: tuple[int, int], at: Token, found: LoadAt, before: Load) -> DataError:
    """Return the error for a load behind sets (`at` an `@`) that are at another one, named from place to place."""
    text, amount = cursor.text, found.load.amount
    unit = found.load.unit if found.is_bare else ""
    first = _line(text[: at.start], text[found.end :])
    second = _line(text[: named_at[0]], text[named_at[1] : found.end] + unit, text[found.end :])
    hint = f"write '{first}' or '{second}'"
    if found.is_bare and 0 <= amount <= 10:
        effort = f"@rpe{plain(amount)}" if amount >= _LEAST_RPE else f"@rir{plain(amount)}"
        hint = f"write '{effort}' for how hard it was; else '{first}' or '{second}'"
    return cursor.fail_at(at.start, found.end, f"these sets are {at_load(before)} already", hint)


def load_or_sets(cursor: Cursor, number: Token, counts: tuple[int, int], end: int) -> DataError:
    """Return the error for `20x10 @ 22.5kg`, where the first number is a load more likely than sets.

    `counts` is from where to where the reps stand, `end` where the load behind them does.
    """
    text = cursor.text
    front, reps, behind, rest = text[: number.start], text[slice(*counts)], text[counts[1] : end], text[end:]
    behind = behind.strip().lstrip("xX×*").strip()
    behind = behind if behind.startswith("@") or behind[:1].isalpha() else f"@ {behind}"
    lines = [f"{number.text}x{reps}", f"{reps} {behind}"]
    if "." not in number.text:
        lines.append(f"{number.text} sets of {reps} {behind}")
    first, *others = (f"'{_line(front, line, rest)}'" for line in lines)
    hint = f"write {first}, or {' or '.join(others)}"
    return cursor.fail("it may be a load, and another one stands behind", number, hint)


def not_its_load(cursor: Cursor, also: Token, load: Load) -> DataError:
    """Return the error for a load in brackets that is not what the sets beside it are at."""
    without = _line(cursor.text[: also.start], cursor.text[also.end :])
    return cursor.fail(f"these sets are {at_load(load)}", also, f"if that is right, write '{without}'")


def effort_or_load(cursor: Cursor, found: LoadAt) -> DataError:
    """Return the error for `3x10@8` where there is no load of 8."""
    said = plain(found.load.amount)
    hint = f"write '@rpe{said}' for how hard it was, '@{said}{found.load.unit}' for the load"
    return cursor.fail_at(found.start, found.end, f"{found.load} cannot be made", hint)


def no_load(cursor: Cursor, draft: Draft) -> DataError:
    """Return the error for sets whose load nobody named or asked for."""
    text = cursor.text
    if draft.kind in LIGHTER:
        line = f"{draft.kind} 15x{draft.reps}{draft.measure.sign if draft.measure else ''}"
        return cursor.fail(f"a {draft.kind} set has a load of its own", draft.at, f"write it like '{line}'")
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    line = f"20x{text.strip()}" if text.strip()[:1].isdigit() else f"{text.strip()}@20kg"
    return cursor.fail_at(first, last, "these reps have no load", f"write the load before them: '{line}'")


def _line(*parts: str) -> str:
    """Return a line of parts, with no more blanks between them than somebody would write."""
    return " ".join("".join(f"{part.strip()} " if part[-1:].isspace() else part for part in parts).split())
