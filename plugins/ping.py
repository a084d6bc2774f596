"""Tells a monitor that the update ran, as Healthchecks and its kind expect it: one request for good, one for bad.

[plugins.ping]
url = "https://hc-ping.com/your-uuid"
"""

from __future__ import annotations

import urllib.request

import attrs

from overload import UpdateReport, hookimpl

SECONDS = 1.5
"""A plugin has two."""


def is_address(_: object, __: object, value: str) -> None:
    """Refuse what is no web address."""
    if not value.startswith(("https://", "http://")):
        raise ValueError(f"'{value}' is no web address; write it like https://...")


@attrs.frozen
class Ping:
    """Where to send it."""

    url: str = attrs.field(validator=is_address, metadata={"write": 'url = "https://..."'})


@hookimpl
def overload_settings() -> type:
    """Return the class of what stands in plan.toml."""
    return Ping


@hookimpl
def overload_after_update(report: UpdateReport, settings: Ping) -> None:
    """Ask for the address; for `/fail` below it, with the problems, where there are any."""
    url = settings.url.rstrip("/")
    body = "\n".join(str(one) for one in report.problems).encode() or None
    request = urllib.request.Request(f"{url}/fail" if body else url, data=body)  # noqa: S310 - looked at above
    with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310 - the address is the athlete's own, of http or https
        pass
