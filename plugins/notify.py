"""Sends what has changed to your phone, as ntfy takes it: a line per session that is new, moved, done or missed.

[plugins.notify]
url = "https://ntfy.sh/a-name-nobody-guesses"
title = "Training"
"""

from __future__ import annotations

import urllib.request

import attrs

from overload import UpdateReport, hookimpl

SECONDS = 1.5
"""A plugin has two."""
MOST = 12
"""Lines of a message; the rest is counted."""


def is_address(_: object, __: object, value: str) -> None:
    """Refuse what is no web address."""
    if not value.startswith(("https://", "http://")):
        raise ValueError(f"'{value}' is no web address; write it like https://...")


@attrs.frozen
class Notify:
    """Where to send it."""

    url: str = attrs.field(validator=is_address, metadata={"write": 'url = "https://..."'})
    title: str = "Training"


@hookimpl
def overload_settings() -> type:
    """Return the class of what stands in plan.toml."""
    return Notify


@hookimpl
def overload_after_update(report: UpdateReport, settings: Notify) -> None:
    """Post the changes, if there are any."""
    lines = [*report.changes, *(str(one) for one in report.problems)]
    if not lines:
        return
    said = lines if len(lines) <= MOST else [*lines[:MOST], f"and {len(lines) - MOST} more"]
    headers = {"Title": settings.title.encode("ascii", "replace").decode()}
    request = urllib.request.Request(settings.url, "\n".join(said).encode(), headers)  # noqa: S310 - looked at above
    with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310 - the address is the athlete's own, of http or https
        pass
