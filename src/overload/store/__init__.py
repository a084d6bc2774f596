"""overload.db and the files of a training folder: nothing that was acknowledged is ever lost.

What is named here is imported when it is first used: a run that finds nothing to do needs little of it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overload.store.backups import backups_folder as backups_folder
    from overload.store.backups import newest_backup as newest_backup
    from overload.store.codec import load_from_json as load_from_json
    from overload.store.codec import load_to_json as load_to_json
    from overload.store.codec import prescription_from_json as prescription_from_json
    from overload.store.codec import prescription_to_json as prescription_to_json
    from overload.store.files import folder_lock as folder_lock
    from overload.store.files import replace_file as replace_file
    from overload.store.notes import Run as Run
    from overload.store.store import Store as Store
    from overload.store.store import backup_daily as backup_daily
    from overload.store.store import open_store as open_store

_PLACES = {
    "backups": ("backups_folder", "newest_backup"),
    "codec": ("load_from_json", "load_to_json", "prescription_from_json", "prescription_to_json"),
    "files": ("folder_lock", "replace_file"),
    "notes": ("Run",),
    "store": ("Store", "backup_daily", "open_store"),
}
_PLACE_OF = {name: place for place, names in _PLACES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _PLACE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"overload.store.{_PLACE_OF[name]}"), name)
