"""Sends what has changed to your phone, as ntfy takes it: a line per session that is new, moved, done or missed.

[plugins.notify]
url = "https://ntfy.sh/a-name-nobody-guesses"
title = "Training"
"""

from __future__ import annotations

import urllib.request

from overload import Settings, UpdateReport, hookimpl

SECONDS = 1.5
"""A plugin has two."""
MOST = 12
"""Lines of a message; the rest is counted."""


@hookimpl
def overload_after_update(report: UpdateReport, settings: Settings) -> None:
    """Post the changes, if there are any."""
    lines = [*report.changes, *(str(one) for one in report.problems)]
    if not lines:
        return
    url = str(settings.get("url", ""))
    if not url.startswith(("https://", "http://")):
        raise ValueError('has no address; write url = "https://..." under [plugins.notify] in plan.toml')
    said = lines if len(lines) <= MOST else [*lines[:MOST], f"and {len(lines) - MOST} more"]
    headers = {"Title": str(settings.get("title", "Training")).encode("ascii", "replace").decode()}
    request = urllib.request.Request(url, "\n".join(said).encode(), headers)  # noqa: S310 - looked at above
    with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310 - the address is the athlete's own, of http or https
        pass
