"""The first plan.toml, of what was answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from overload.config import read_plan
from overload.config.template import new_plan
from overload.errors import PlanError, UsageError
from overload.setup.asking import Asker, nobody
from overload.setup.interview import Flags, Interview
from overload.update import known_things


def first_plan(
    flags: Flags, now: Callable[[str], datetime], ask: Asker | None = None, tell: Callable[[str], None] = nobody
) -> str:
    """Return the text of plan.toml: of the flags, of what is answered to the rest, and of defaults.

    Raises UsageError, for what would not be read again too, before anything is written.
    """
    known = known_things(None)
    text = new_plan(Interview(known, flags, now, ask, tell).answers())
    try:
        read_plan(text, known)
    except PlanError as error:
        raise UsageError(*error.problems) from None
    return text
