"""Ending every link of a training folder at once, as for a lost phone; the next update carries new ones."""

from __future__ import annotations

from pathlib import Path

from overload.store import folder_lock, open_store
from overload.update.folder import DATABASE, Clock
from overload.update.links import Link, end_links, renew_key


def revoke_all(path: Path, clock: Clock, wait_s: float = 10) -> tuple[Link, ...]:
    """End all links of a folder, those to its sessions too; return those of the others that worked until now.

    plan.toml is not read: one that is broken keeps no link alive. Raises FileError, DataError, LockedError.
    """
    with folder_lock(path, wait_s), open_store(path / DATABASE) as store:
        # The key first: a session's link can write.
        renew_key(path)
        return end_links(store, clock("UTC"))
