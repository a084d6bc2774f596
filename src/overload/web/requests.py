"""What a request has to be before it is looked at: of our own page, in a form, small, and in time."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request

from overload.web.settings import BODY_S, LARGEST_BODY, LARGEST_UPLOAD

FORM_TYPE = "application/x-www-form-urlencoded"
UPLOAD_TYPE = "multipart/form-data"
UPLOAD_S = 60.0
"""Seconds in which a form with a file in it has to arrive."""


class Refused(Exception):  # noqa: N818 - it is an answer, not an accident
    """A request that is answered with a status and a sentence; `retry_s` says after how many seconds to come again."""

    def __init__(self, status: int, why: str, retry_s: int = 0) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.retry_s = retry_s


def require_same_origin(request: Request, origin: str) -> None:
    """Refuse a form that another site sent. `origin` is where people reach this server, if that is known.

    A browser that is told to send no referrer sends `Origin: null` with forms; then Sec-Fetch-Site has to say where it
    is from, which browsers tell to secure addresses alone.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        raise Refused(403, "This form came from another site.")
    given = request.headers.get("origin")
    if given is None or (given == "null" and site is not None):
        return
    # Both: behind a proxy the Host may be an inner name, and without base_url it is all that is known.
    own = {urlsplit(origin).netloc, request.headers.get("host", "")}
    if given == "null" or not urlsplit(given).netloc or urlsplit(given).netloc not in own:
        raise Refused(403, "This form came from another site.")


async def read_body(request: Request) -> bytes:
    """Return the body of a form, which has to be small and there in time."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise Refused(415, "This is not a form.")
    # A few bytes may unpack into more than there is memory for.
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "This is not a form.")
    return await _whole(request, LARGEST_BODY, BODY_S)


async def read_upload(request: Request) -> tuple[str, bytes]:
    """Return type and body of a form that may have a file in it."""
    kind = request.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() != UPLOAD_TYPE:
        raise Refused(415, "This is not a form.")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "This is not a form.")
    return kind, await _whole(request, LARGEST_UPLOAD, UPLOAD_S)


async def _whole(request: Request, most: int, seconds: float) -> bytes:
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length) > most:
        raise Refused(413, "That is too much at once.")
    try:
        async with asyncio.timeout(seconds):
            return await _gathered(request, most)
    except TimeoutError:
        raise Refused(408, "That took too long.") from None
    except ClientDisconnect:
        raise Refused(400, "The connection broke off.") from None


async def _gathered(request: Request, most: int) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:  # Content-Length is only what was promised
            raise Refused(413, "That is too much at once.")
    return bytes(body)
