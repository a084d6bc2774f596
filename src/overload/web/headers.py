"""The headers of every response: what a browser may do with it, and that nobody else learns of it."""

from __future__ import annotations

import gzip
from typing import Final

Headers = tuple[tuple[bytes, bytes], ...]
"""As ASGI wants them: names in lower case."""

_GUARDED: Final[Headers] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_ALWAYS: Final[Headers] = ((b"referrer-policy", b"no-referrer"), *_GUARDED)
_POLICY: Final = b"; ".join(
    (
        b"default-src 'none'",
        b"script-src 'self'",
        b"style-src 'self'",
        b"img-src 'self' data:",
        b"connect-src 'self'",
        b"manifest-src 'self'",
        b"worker-src 'self'",
        b"form-action 'self'",
        b"base-uri 'none'",
        b"frame-ancestors 'none'",
    )
)
PAGE_HEADERS: Final[Headers] = (
    # The address of a page is its key: no other site may learn of it. Ours knows it; told no referrer at all, a browser
    # would send the forms of a page without their origin, and over plain http nothing else says where they are from.
    (b"referrer-policy", b"same-origin"),
    *_GUARDED,
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-security-policy", _POLICY),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"private, no-store"),
)
WORKER_HEADERS: Final[Headers] = (
    *_ALWAYS,
    (b"content-type", b"text/javascript; charset=utf-8"),
    (b"content-security-policy", b"default-src 'none'; connect-src 'self'"),
    (b"cache-control", b"no-cache"),
)
"""Of the service worker, which a browser asks for again and again under the same address."""
MANIFEST_HEADERS: Final[Headers] = (
    *_ALWAYS,
    (b"content-type", b"application/manifest+json; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
)
FEED_HEADERS: Final[Headers] = (
    *_ALWAYS,
    (b"content-type", b"text/calendar; charset=utf-8"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    # no-cache is "ask before you use it again", not "keep none": a feed that is asked about costs a 304.
    (b"cache-control", b"private, no-cache"),
)
DATA_HEADERS: Final[Headers] = (
    *_ALWAYS,
    (b"content-type", b"application/json; charset=utf-8"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"private, no-store"),
)
UNCHANGED_HEADERS: Final[Headers] = (
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"cache-control", b"private, no-cache"),
)
"""Of a 304, which has no body to be protected (RFC 9110, 15.4.5)."""
# For ever: the name of such a file holds a digest of what is in it.
STATIC_HEADERS: Final[Headers] = (*_ALWAYS, (b"cache-control", b"public, max-age=31536000, immutable"))


def with_length(headers: Headers, body: bytes) -> Headers:
    """Return the headers with the length of a body."""
    return (*headers, (b"content-length", str(len(body)).encode()))


_SMALL: Final = 1400
"""Bytes that travel in one packet, packed or not."""


def packed(body: bytes, accepted: str) -> tuple[bytes, Headers]:
    """Return a body as it travels, and the headers that say how: by gzip, where Accept-Encoding takes that.

    Its length tells nobody a secret: who does not know the address of a page cannot have it sent (cf. BREACH).
    """
    offers = [part.replace(" ", "").lower().partition(";") for part in accepted.split(",")]
    takes = any(name == "gzip" and how.rstrip("0.") != "q=" for name, _, how in offers)
    if not takes or len(body) < _SMALL:
        return body, ()
    return gzip.compress(body, 6, mtime=0), ((b"content-encoding", b"gzip"), (b"vary", b"accept-encoding"))
