"""What is found in a calendar, whatever carried it here."""

from __future__ import annotations

from collections.abc import Mapping

import attrs


@attrs.frozen
class There:
    """An event as it lies on the server: its href (a path, decoded), its ETag ('' if unknown) and its text."""

    href: str
    etag: str
    text: str


@attrs.frozen
class Changes:
    """What was found: href -> ETag, None where it is gone; of a whole listing, what it does not name is gone too."""

    etags: Mapping[str, str | None]
    token: str = ""
    is_whole: bool = False


def firm(etag: str) -> str:
    """Return an ETag that a condition may name; a weak one or none is empty."""
    tag = etag.strip()
    return tag if tag.startswith('"') and tag.endswith('"') and len(tag) > 2 else ""
