"""Where the log cannot be read: its owner sees that, and what putting a backup back would lose, and can do it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from overload.moments import full_day_words
from overload.store import open_store
from overload.update import update
from overload.update.behind import behind
from overload.update.folder import DATABASE
from overload.update.restoring import is_damaged, loss, loss_words, restore
from overload.web.rendering import page
from overload.web.settings import Clock

MEND: Final = "restore"
"""What the button says that puts a backup back."""
LEAVE: Final = "leave"
"""What the button says that lets a log stay which is older than its calendar."""


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
    """Put the newest sound backup back if the log cannot be read, or the one that knows more, and publish.

    Any other log stays as it is: somebody was quicker, or the form came twice. Returns the place on the page: its top.
    Raises what `restore` and `update` raise; what the second does leaves the backup where it was put.
    """
    if is_damaged(folder):
        restore(folder, clock("UTC"))
        update(folder, clock)
    elif day := _behind(folder):
        restore(folder, clock("UTC"), day)
        update(folder, clock)
    return ""


def _behind(folder: Path) -> date | None:
    with open_store(folder / DATABASE) as store:
        return behind(store)
