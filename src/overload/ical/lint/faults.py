"""What is wrong with a calendar file, and in which line."""

from __future__ import annotations

import attrs


@attrs.frozen(order=True)
class Fault:
    """One fault: its line as an editor counts them (from 1), the name of the rule it breaks, and what is wrong.

    A hint is allowed by the standard, but some client is known to stumble over it.
    """

    line: int
    rule: str
    message: str
    is_hint: bool = False
