"""How the last sync with the athlete's own calendar went, as the database remembers it; the room `caldav` writes it."""

from __future__ import annotations

import json
from typing import Any, Final

from overload.store.notes import NamedTable

STATUS: Final = "caldav.status"
"""Under this name."""


def status_of(store: NamedTable) -> dict[str, Any]:
    """Return when it was tried and done last (UTC, ISO), what went wrong since when, and what has to be answered."""
    found: dict[str, Any] = json.loads(store.get(STATUS) or "{}")
    return found
