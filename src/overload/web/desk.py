"""What every route needs: links are looked up, forms are counted, pages and refusals become answers."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from overload.update.links import LinkKind, LinkState
from overload.web import twins, work
from overload.web.complaints import complain, say_why
from overload.web.headers import PAGE_HEADERS, Headers, packed
from overload.web.index import Found, Index
from overload.web.limits import Buckets, neighbourhood
from overload.web.rendering import message_page
from overload.web.requests import Refused, read_body, require_same_origin
from overload.web.settings import Settings
from overload.web.work import Page
from overload.web.workers import Workers

_MINUTE_S: Final = 60.0
TAP: Final = "x-tap"
"""A page that keeps its taps sends them with this header, and hears in it what became of one (`Page.verdict`).

Without it in an answer the tap may still be taken some day, whatever else was answered, and by whom.
"""
_WRONG: Final = (
    "There is nothing at this address. It may be mistyped or revoked, or belong to a session more than a week ago.",
)
_TWINS: Final = "Two training folders are the same plan, and nobody knows which is meant. The server's log names them."
LATER: Final = (b"retry-after", b"5")


class Desk:
    """Where requests with a link come by: the index of links, the limits, the workers, and the shape of answers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.index = Index(settings)
        # Forms of one folder take turns here already: each would else keep a worker waiting for the folder's lock.
        self.turns: dict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._guesses = Buckets(settings.guesses, _MINUTE_S)
        self._forms = Buckets(settings.forms, _MINUTE_S)
        self._told: frozenset[twins.Twins] = frozenset()
        self.wrong = message_page("Nothing here", *_WRONG)

    async def open(self) -> None:
        """Look at the folders, and start the workers."""
        await self.refresh()
        self.workers = Workers(self.settings.workers)

    def close(self) -> None:
        """Stop the workers."""
        self.workers.stop()

    async def refresh(self) -> None:
        """Look at the folders again, and tell once of those that are not served since they are one plan."""
        await asyncio.to_thread(self.index.refresh)
        refused, self._told = self.index.refused - self._told, self.index.refused
        for line in twins.told(refused):
            complain(line)

    def twins(self) -> bytes:
        """Return what is answered where nobody knows which of two folders is meant, and write it down."""
        say_why(503, None, "more than one training folder is that plan")
        return message_page("Not now", _TWINS)

    async def linked(self, token: str, *kinds: LinkKind) -> Found | None:
        """Return where a link leads that is of one of these kinds, whether it has ended or not."""
        found = self.index.linked(token)
        # Looked for on disk only where it is not known, and not at every guess: a folder or a link may be new.
        if found is None and not self.index.is_fresh:
            await self.refresh()
            found = self.index.linked(token)
        return found if found and found.link.kind in kinds else None

    async def live(self, request: Request, *kinds: LinkKind) -> Found | None:
        """Return where a link leads that is of one of these kinds and has not ended."""
        found = await self.linked(request.path_params["token"], *kinds)
        return found if found and found.link.state(self.settings.clock("UTC")) is LinkState.LIVE else None

    def wrong_link(self, scope: Mapping[str, object]) -> tuple[int, bytes]:
        """Return the one answer to every wrong link; who keeps guessing is told to wait, and right links still work."""
        client = scope.get("client")
        address = neighbourhood(client[0]) if isinstance(client, (tuple, list)) else ""
        if self._guesses.take(address):
            return 404, self.wrong
        return 429, message_page("Too many wrong addresses", "Wait a minute.")

    def answer(self, status: int, body: bytes, *more: tuple[bytes, bytes], headers: Headers = PAGE_HEADERS) -> Response:
        """Return a response with these headers, and no others."""
        response = Response(body, status)
        response.raw_headers = [*headers, *more, (b"content-length", str(len(body)).encode())]
        return response

    def not_found(self, request: Request) -> Response:
        """Return the one answer to every wrong link."""
        return self.answer(*self.wrong_link(request.scope))

    def nothing(self, request: Request, token: str) -> Response:
        """Return what a link to a page is answered with that leads nowhere, or to more than one folder."""
        return self.answer(503, self.twins(), LATER) if self.index.is_refused(token) else self.not_found(request)

    def page(self, request: Request, folder: Path, page: Page) -> Response:
        """Return what a worker made of a page as a response; what went wrong is written down."""
        if page.status == 404:
            return self.not_found(request)
        if page.location:
            return self.answer(page.status, b"", (b"location", page.location.encode()))
        if page.status >= 500 or page.why:
            say_why(page.status, folder, page.why)
        if page.status == 503:
            return self.answer(503, page.body or message_page("One moment", work.BUSY), LATER)
        body, how = packed(page.body, request.headers.get("accept-encoding", ""))
        return self.answer(page.status, body, *how, *verdict(request, page.verdict))

    async def form(self, request: Request, token: str) -> bytes:
        """Return the body of a form of our own page. Raises Refused."""
        self.require_ours(request, token)
        return await read_body(request)

    def require_ours(self, request: Request, token: str) -> None:
        """Refuse a form that is not of our own page, or one too many of its link."""
        require_same_origin(request, self.settings.base_url)
        # Counted by link, not by address: behind one router many people share one.
        if not self._forms.take(token):
            raise Refused(429, "Too many requests at once.", retry_s=self._forms.wait_s(token))


def verdict(request: Request, said: str) -> Headers:
    """Return the header that tells a page what became of a tap that it keeps, if it asked."""
    return ((TAP.encode(), said.encode()),) if said and TAP in request.headers else ()
