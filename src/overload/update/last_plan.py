"""The last plan.toml without mistakes: what is written down goes by it while the one that stands there has some."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from overload.errors import Problem
from overload.settled import PLAN_FILE
from overload.store.notes import NamedTable
from overload.update.home import Home

_MEMO: Final = "plan"
PASSED_OVER: Final = Problem(
    PLAN_FILE,
    "is passed over until that is fixed: what you write down is kept, and goes by the plan as it last was",
    "fix it and run 'overload update'",
    note="plan.toml has a mistake. Until it is fixed your training goes by the plan as it last was; "
    "what you write down is kept.",
)
"""What is told beside the mistakes themselves; its note never changes, whatever somebody tries in the file."""


def remember_plan(store: NamedTable, text: str) -> None:
    """Remember the text of a plan.toml that was planned from."""
    store.set(_MEMO, text)


def last_plan(home: Home) -> str | None:
    """Return the text of the last plan.toml that was planned from, None where none is known or can be read."""
    return home.known(_MEMO)


def passed_over(mistakes: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what is told of a plan.toml with mistakes where another one is gone by."""
    return (*mistakes, PASSED_OVER)
