"""Tells a monitor that the update ran, as Healthchecks and its kind expect it: one request for good, one for bad.

[plugins.ping]
url = "https://hc-ping.com/your-uuid"
"""

from __future__ import annotations

import urllib.request

from overload import Settings, UpdateReport, hookimpl

SECONDS = 1.5
"""A plugin has two."""


@hookimpl
def overload_after_update(report: UpdateReport, settings: Settings) -> None:
    """Ask for the address; for `/fail` below it, with the problems, where there are any."""
    url = str(settings.get("url", "")).rstrip("/")
    if not url.startswith(("https://", "http://")):
        raise ValueError('has no address; write url = "https://..." under [plugins.ping] in plan.toml')
    body = "\n".join(str(one) for one in report.problems).encode() or None
    request = urllib.request.Request(f"{url}/fail" if body else url, data=body)  # noqa: S310 - looked at above
    with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310 - the address is the athlete's own, of http or https
        pass
