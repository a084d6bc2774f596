"""What becomes of a call that does not do as it should."""

from __future__ import annotations

import attrs


@attrs.frozen
class Failure:
    """What a call did wrong, in words that follow its name, and the deepest line of its own (`file:line`, or '')."""

    message: str
    place: str = ""
    is_hang: bool = False
