"""What the plugins of a training folder gave when they were last there, so that it can be said once they are gone."""

from __future__ import annotations

import contextlib
import json
from typing import Final

from overload.plugins import Givers, Plugins, merged
from overload.store import Store
from overload.update.home import Home

_MEMO: Final = "givers"


def remembered_givers(home: Home) -> Givers:
    """Return which plugin gave what, as far as that was remembered; nothing where it cannot be read."""
    with contextlib.suppress(ValueError, AttributeError):
        kinds = json.loads(home.known(_MEMO) or "{}")
        return {str(kind): {str(name): str(plugin) for name, plugin in one.items()} for kind, one in kinds.items()}
    return {}


def remember_givers(store: Store, found: Plugins) -> None:
    """Remember what plugins give now, besides what those that are gone once gave."""
    known = merged(found.gathered.remembered, found.gathered.givers)
    if known:
        store.set(_MEMO, json.dumps(known, sort_keys=True))
