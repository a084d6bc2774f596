"""Where the log cannot be read: its owner sees that, and what putting a backup back would lose, and can do it."""

from __future__ import annotations

from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from overload.moments import full_day_words
from overload.update import update
from overload.update.restoring import is_damaged, loss, loss_words, restore
from overload.web.rendering import page
from overload.web.settings import Clock

MEND: Final = "restore"
"""What the button says that puts a backup back."""


def damage_page(folder: Path, action: str) -> bytes:
    """Return the page that says what the newest sound backup would bring and lose; its button sends to `action`.

    Raises OverloadError where there is no backup.
    """
    found = loss(folder)
    would, *lines = loss_words(found, would=True)
    brings = would.partition(": ")[2]
    return page(
        "damaged",
        day=full_day_words(found.day),
        would=f"brings back {brings}",
        lines=[f"{line[:1].upper()}{line[1:]}." for line in lines],
        action=action,
        mend=MEND,
        key=token_urlsafe(12),
    )


def mend(folder: Path, clock: Clock) -> str:
    """Put the newest sound backup back if the log cannot be read, and publish; return the place on the page: its top.

    A log that can be read stays as it is: somebody was quicker, or the form came twice. Raises what `restore` and
    `update` raise; what the second does leaves the backup where it was put.
    """
    if is_damaged(folder):
        restore(folder, clock("UTC"))
        update(folder, clock)
    return ""
