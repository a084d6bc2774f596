"""What a server is started with."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from overload.clock import WallClock

LARGEST_BODY: Final = 8 * 1024
"""Bytes of a form; a larger one is refused."""
BODY_S: Final = 10.0
"""Seconds in which a form has to arrive."""
SET_UP_S: Final = 3600.0
"""Seconds in which a folder has to be set up by its link."""
LARGEST_UPLOAD: Final = 8 * 1024 * 1024
"""Bytes of a form with a file in it."""
WORK_S: Final = 60.0
"""Seconds after which a worker is given up."""


Clock = WallClock
"""What tells workers the time."""


@attrs.frozen
class Settings:
    """What is served and how.

    `folders` are the training folders, or `root` the one below which all are. `base_url` is where people reach the
    server, without a slash at its end (empty: as each plan.toml says). `now_text` pretends a time, ISO 8601.
    `guesses` is how many wrong links an address may ask for before it has to wait, `forms` how many forms a link takes
    at once; both come back with time. `set_up` is the token of the link that sets up the one folder of `folders`; it
    works for `SET_UP_S` seconds, and once.
    """

    root: Path | None = None
    folders: tuple[Path, ...] = ()
    base_url: str = ""
    now_text: str | None = None
    workers: int = 2
    guesses: int = 60
    forms: int = 600
    set_up: str = attrs.field(default="", repr=False)

    @property
    def clock(self) -> Clock:
        """Return what tells the time in a zone."""
        return Clock(self.now_text)
