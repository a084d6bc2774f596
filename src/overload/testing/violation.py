"""A violation: what a check of a rule found."""

from __future__ import annotations

import attrs


@attrs.frozen
class Violation:
    """What a rule does that it must not: which check says so, what is wrong, where in its code, and how to see it."""

    check: str
    message: str
    place: str = ""
    command: str = ""

    def __str__(self) -> str:
        where = f" ({self.place})" if self.place else ""
        return f"{self.check}: {self.message}{where}" + (f"\n    {self.command}" if self.command else "")
