"""Feeds of many athletes over HTTP, from their rows: nothing else is served there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from overload.errors import FileError
from overload.many.served import Shelf
from overload.web import feeds
from overload.web.app import answered, condition
from overload.web.headers import FEED_HEADERS
from overload.web.settings import Clock

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_TOKEN: Final = 43
"""How long a token is: nothing is asked for what cannot be one."""
_AT_ONCE: Final = 8
"""How many ask the database at a time."""


class RowFeeds:
    """An ASGI application that answers to the links of feeds, and to those of pages with the feeds below them."""

    def __init__(self, address: str, clock: Clock) -> None:
        self._shelf, self._clock = Shelf(address), clock
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            answer = await self._answer(scope)
            await answered(scope, send, answer.status, answer.headers, answer.body)

    def close(self) -> None:
        """Let go of the database."""
        self._shelf.close()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope) -> feeds.Answer:
        if scope["method"] not in {"GET", "HEAD"}:
            return feeds.Answer(405, (*FEED_HEADERS, (b"allow", b"GET, HEAD")))
        parts = scope["path"].split("/")
        if len(parts) != 4 or len(parts[2]) != _TOKEN or not parts[3].endswith(feeds.ENDING):
            return feeds.Answer(404, FEED_HEADERS)
        way, token, name = f"/{parts[1]}/", parts[2], parts[3].removesuffix(feeds.ENDING)
        given = condition(scope["headers"])
        try:
            async with self._turns:
                found = await asyncio.to_thread(self._shelf.find, token, name, feeds.known_tags(given))
        except FileError:
            return feeds.Answer(503, (*FEED_HEADERS, (b"retry-after", b"60")))
        if found is None or way != found.link.kind.way:
            return feeds.Answer(404, FEED_HEADERS)
        return feeds.of_ended(found.link, given, self._clock) or feeds.of_row(found.digest, found.body)
