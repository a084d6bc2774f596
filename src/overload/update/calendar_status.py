"""How the last sync with the athlete's own calendar went, as the database remembers it; the room `caldav` writes it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

from overload.settled import unsettle
from overload.store.notes import NamedTable, Notes

STATUS: Final = "caldav.status"
"""Under this name."""


def status_of(store: NamedTable) -> dict[str, Any]:
    """Return when it was tried and done last (UTC, ISO), what went wrong since when, and what has to be answered."""
    found: dict[str, Any] = json.loads(store.get(STATUS) or "{}")
    return found


def is_put_off(store: NamedTable, now: datetime) -> bool:
    """Tell whether the server wants to be asked again only later."""
    retry = status_of(store).get("retry", "")
    return bool(retry) and now < datetime.fromisoformat(retry)


def answer_question(store: Notes) -> None:
    """Take note that nothing has to be answered any more: feeds and pages need not ask."""
    status = status_of(store)
    if status.pop("question", None) is not None:
        store.set(STATUS, json.dumps(status))
        unsettle(store)
