"""The application: a request comes in, a link is looked up, a file or a page goes out."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from overload.update.links import LinkKind, LinkState, data_names
from overload.web import feeds, twins, work
from overload.web.complaints import complain, say_why
from overload.web.data import show_data
from overload.web.headers import (
    DATA_HEADERS,
    MANIFEST_HEADERS,
    PAGE_HEADERS,
    STATIC_HEADERS,
    WORKER_HEADERS,
    Headers,
    packed,
    with_length,
)
from overload.web.index import Found, Index
from overload.web.limits import Buckets, neighbourhood
from overload.web.overview import show_overview, take_in_overview
from overload.web.owner import Where
from overload.web.owners import OWNERS_PAGES
from overload.web.pictures import drawn
from overload.web.rendering import manifest, message_page, static_files, worker
from overload.web.requests import Refused, read_body, read_upload, require_same_origin
from overload.web.set_up import BEGUN, show_set_up, take_set_up
from overload.web.settings import SET_UP_S, Settings
from overload.web.work import Page
from overload.web.workers import Workers

_LONGEST_PATH: Final = 512
_MINUTE_S: Final = 60.0
_TAP: Final = "x-tap"
"""A page that keeps its taps sends them with this header, and hears in it what became of one (`Page.verdict`).

Without it in an answer the tap may still be taken some day, whatever else was answered, and by whom.
"""
_WRONG: Final = (
    "There is nothing at this address. It may be mistyped or revoked, or belong to a session more than a week ago.",
)
_TWINS: Final = "Two training folders have this address, and nobody knows which is meant. The server's log names them."
_LATER: Final = (b"retry-after", b"5")
Method = Callable[[Request], Awaitable[Response]]


class App:
    """An ASGI application that serves feeds by itself, and leaves pages to Starlette."""

    def __init__(self, settings: Settings) -> None:
        self.index = Index(settings)
        self._settings = settings
        self._guesses = Buckets(settings.guesses, _MINUTE_S)
        self._forms = Buckets(settings.forms, _MINUTE_S)
        # Forms of one folder take turns here already: each would else keep a worker waiting for the folder's lock.
        self._turns: dict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._told: frozenset[twins.Twins] = frozenset()
        self._wrong = message_page("Nothing here", *_WRONG)
        self._is_set_up = False
        self._set_up_until = time.monotonic() + SET_UP_S
        self._pages: ASGIApp = self._routes()

    def _routes(self) -> Starlette:
        pages = Starlette(
            routes=[
                Route("/s/{token}", self._session, methods=["GET", "POST"]),
                Route("/a/{token}", self._overview, methods=["GET", "POST"]),
                Route("/a/{token}/app.webmanifest", self._manifest, methods=["GET"]),
                Route("/worker.js", self._worker, methods=["GET"]),
                Route("/o/{token}", self._owner, methods=["GET"]),
                Route("/o/{token}/{part}", self._owner, methods=["GET", "POST"]),
                Route("/d/{token}/{name}", self._data, methods=["GET"]),
                Route("/new/{token}", self._set_up, methods=["GET", "POST"]),
                Route("/static/{name}", self._static, methods=["GET"]),
                Route("/figure/{name}", self._figure, methods=["GET"]),
            ],
            exception_handlers={
                HTTPException: self._refused,
                Refused: self._refused,
                Exception: self._bug,
            },
            lifespan=self._lifespan,
        )
        # A redirect would answer a wrong address otherwise than every other wrong one.
        pages.router.redirect_slashes = False
        return pages

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        await self._refresh()
        self._workers = Workers(self._settings.workers)
        try:
            yield
        finally:
            self._workers.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a feed is looked up here, without the way through routes and middleware."""
        if scope["type"] == "http" and len(scope["path"]) <= _LONGEST_PATH:
            parts = scope["path"].split("/")
            if len(parts) == 4 and parts[1] in {"f", "a"} and parts[3].endswith(feeds.ENDING):
                await self._feed(scope, send, parts[2], parts[3].removesuffix(feeds.ENDING))
                return
        elif scope["type"] == "http":
            await self._respond(self._answer(404, self._wrong), scope, receive, send)
            return
        await self._pages(scope, receive, send)

    async def _respond(self, response: Response, scope: Scope, receive: Receive, send: Send) -> None:
        await response(scope, receive, send)

    async def _feed(self, scope: Scope, send: Send, token: str, name: str) -> None:
        if scope["method"] not in {"GET", "HEAD"}:
            await _send(scope, send, 405, (*PAGE_HEADERS, (b"allow", b"GET, HEAD"), (b"content-length", b"0")))
            return
        kind = LinkKind.FEED if scope["path"].startswith("/f/") else LinkKind.PAGE
        found = await self._linked(token, kind)
        answer = feeds.answer_for(found, name, _condition(scope["headers"]), self._settings.clock) if found else None
        if found and answer and answer.status >= 500:
            say_why(answer.status, found.path, answer.why)
        if found is None and self.index.is_refused(token):
            body = self._twins()
            await _send(scope, send, 503, with_length((*PAGE_HEADERS, _LATER), body), body)
        elif answer is None:
            status, body = self._wrong_link(scope)
            await _send(scope, send, status, with_length(PAGE_HEADERS, body), body)
        else:
            await _send(scope, send, answer.status, answer.headers, answer.body)

    async def _refresh(self) -> None:
        """Look at the folders again, and tell once of those that are not served since they answer to the same links."""
        await asyncio.to_thread(self.index.refresh)
        refused, self._told = self.index.refused - self._told, self.index.refused
        for line in twins.told(refused):
            complain(line)

    def _twins(self) -> bytes:
        """Return what is answered where nobody knows which of two folders is meant, and write it down."""
        say_why(503, None, "more than one training folder answers to that link")
        return message_page("Not now", _TWINS)

    async def _linked(self, token: str, *kinds: LinkKind) -> Found | None:
        found = self.index.linked(token)
        # Looked for on disk only where it is not known, and not at every guess: a folder or a link may be new.
        if found is None and not self.index.is_fresh:
            await self._refresh()
            found = self.index.linked(token)
        return found if found and found.link.kind in kinds else None

    def _wrong_link(self, scope: Mapping[str, object]) -> tuple[int, bytes]:
        """Return the one answer to every wrong link; who keeps guessing is told to wait, and right links still work."""
        client = scope.get("client")
        address = neighbourhood(client[0]) if isinstance(client, (tuple, list)) else ""
        if self._guesses.take(address):
            return 404, self._wrong
        return 429, message_page("Too many wrong addresses", "Wait a minute.")

    def _answer(
        self, status: int, body: bytes, *more: tuple[bytes, bytes], headers: Headers = PAGE_HEADERS
    ) -> Response:
        response = Response(body, status)
        response.raw_headers = [*headers, *more, (b"content-length", str(len(body)).encode())]
        return response

    def _not_found(self, request: Request) -> Response:
        return self._answer(*self._wrong_link(request.scope))

    def _nothing(self, request: Request, token: str) -> Response:
        """Return what a link to a page is answered with that leads nowhere, or to more than one folder."""
        return self._answer(503, self._twins(), _LATER) if self.index.is_refused(token) else self._not_found(request)

    async def _refused(self, request: Request, error: Exception) -> Response:
        if isinstance(error, Refused):
            more = _verdict(request, work.REFUSED if error.status in {413, 415} else "")
            if error.retry_s:
                more = (*more, (b"retry-after", str(error.retry_s).encode()))
            return self._answer(error.status, message_page("Not accepted", error.why), *more)
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 405:
            return self._answer(
                405, message_page("Not accepted", "That cannot be done here."), (b"allow", b"GET, HEAD")
            )
        return self._not_found(request)

    async def _bug(self, _: Request, error: Exception) -> Response:  # noqa: ARG002 - it is logged where it is raised
        return self._answer(500, message_page("Something went wrong", "Nothing was changed. Try again later."))

    def _page(self, request: Request, folder: Path, page: Page) -> Response:
        if page.status == 404:
            return self._not_found(request)
        if page.location:
            return self._answer(page.status, b"", (b"location", page.location.encode()))
        if page.status >= 500 or page.why:
            say_why(page.status, folder, page.why)
        if page.status == 503:
            return self._answer(503, page.body or message_page("One moment", work.BUSY), _LATER)
        body, how = packed(page.body, request.headers.get("accept-encoding", ""))
        return self._answer(page.status, body, *how, *_verdict(request, page.verdict))

    async def _session(self, request: Request) -> Response:
        token = request.path_params["token"]
        found = self.index.session(token)
        if found is None and not self.index.is_fresh:
            await self._refresh()
            found = self.index.session(token)
        if found is None:
            return self._nothing(request, token)
        path, ordinal = found
        address, clock = f"/s/{token}", self._settings.clock
        if request.method != "POST":
            shown = await self._workers.run(work.show_session, path, ordinal, address, clock)
            return self._page(request, path, shown)
        body = await self._form(request, token)
        async with self._turns[path]:
            take = work.take_tap if _TAP in request.headers else work.take_form
            done = await self._workers.run(take, path, ordinal, address, body, clock)
        return self._page(request, path, done)

    async def _overview(self, request: Request) -> Response:
        token, found = request.path_params["token"], await self._live(request, LinkKind.PAGE)
        if found is None:
            return self._nothing(request, token)
        base, clock, here = self._settings.base_url, self._settings.clock, str(request.base_url).rstrip("/")
        if request.method != "POST":
            shown = await self._workers.run(show_overview, found.path, f"/a/{token}", base, here, clock)
            return self._page(request, found.path, shown)
        body = await self._form(request, token)
        async with self._turns[found.path]:
            done = await self._workers.run(take_in_overview, found.path, f"/a/{token}", base, here, body, clock)
        return self._page(request, found.path, done)

    async def _form(self, request: Request, token: str) -> bytes:
        """Return the body of a form of our own page. Raises Refused."""
        self._require_ours(request, token)
        return await read_body(request)

    def _require_ours(self, request: Request, token: str) -> None:
        """Refuse a form that is not of our own page, or one too many of its link."""
        require_same_origin(request, self._settings.base_url)
        # Counted by link, not by address: behind one router many people share one.
        if not self._forms.take(token):
            raise Refused(429, "Too many requests at once.", retry_s=self._forms.wait_s(token))

    async def _manifest(self, request: Request) -> Response:
        token, found = request.path_params["token"], await self._live(request, LinkKind.PAGE)
        if found is None:
            return self._not_found(request)
        return self._answer(200, manifest(f"/a/{token}"), headers=MANIFEST_HEADERS)

    async def _worker(self, _: Request) -> Response:
        return self._answer(200, worker(), headers=WORKER_HEADERS)

    async def _live(self, request: Request, *kinds: LinkKind) -> Found | None:
        """Return where a link leads that is of one of these kinds and has not ended."""
        found = await self._linked(request.path_params["token"], *kinds)
        return found if found and found.link.state(self._settings.clock("UTC")) is LinkState.LIVE else None

    async def _data(self, request: Request) -> Response:
        found = await self._live(request, LinkKind.DATA, LinkKind.ALL_DATA)
        name = request.path_params["name"].removesuffix(".json")
        if found is None or request.path_params["name"] != f"{name}.json" or name not in data_names(found.link.kind):
            return self._not_found(request)
        shown = await self._workers.run(show_data, found.path, name, self._settings.clock)
        wait = ((b"retry-after", b"5"),) if shown.status == 503 else ()
        return self._answer(shown.status, shown.body or b"{}", *wait, headers=DATA_HEADERS)

    async def _owner(self, request: Request) -> Response:
        found, part = await self._live(request, LinkKind.OWNER), request.path_params.get("part", "")
        room = OWNERS_PAGES.get(part)
        if found is None or room is None:
            return self._nothing(request, request.path_params["token"])
        here, clock = str(request.base_url).rstrip("/"), self._settings.clock
        where = Where(f"/o/{request.path_params['token']}", found.link.digest, self._settings.base_url, here)
        if request.method != "POST":
            return self._page(request, found.path, await self._workers.run(room.show, found.path, where, clock))
        take: Callable[..., Page] | None = room.take_file or room.take
        if take is None:
            raise HTTPException(405)
        self._require_ours(request, request.path_params["token"])
        sent = await read_upload(request) if room.take_file else (await read_body(request),)
        async with self._turns[found.path]:
            # Asked again in turn: a form that waited may come after the end of the link it came by.
            if await self._live(request, LinkKind.OWNER) is None:
                return self._not_found(request)
            return self._page(request, found.path, await self._workers.run(take, found.path, where, *sent, clock))

    async def _set_up(self, request: Request) -> Response:
        """Set up the folder that is served; the link is used up once that is done, or after its time."""
        token, given = self._settings.set_up, request.path_params["token"]
        is_open = bool(token) and not self._is_set_up and time.monotonic() < self._set_up_until
        if not (hmac.compare_digest(token, given) if given.isascii() else False) or not is_open:
            return self._not_found(request)
        path, address, clock = self._settings.folders[0], f"/new/{token}", self._settings.clock
        if request.method != "POST":
            return self._page(request, path, await self._workers.run(show_set_up, path, address, clock))
        require_same_origin(request, self._settings.base_url)
        kind, body = await read_upload(request)
        base = self._settings.base_url or str(request.base_url).rstrip("/")
        async with self._turns[path]:
            if self._is_set_up:
                return self._not_found(request)
            done = await self._workers.run(take_set_up, path, address, base, kind, body, clock)
            self._is_set_up = done.status == BEGUN
        await self._refresh()
        return self._page(request, path, done)

    async def _static(self, request: Request) -> Response:
        found = static_files().get(request.url.path)
        if found is None:
            return self._not_found(request)
        kind = (b"content-type", found.type.encode())
        body, how = packed(found.body, request.headers.get("accept-encoding", ""))
        return self._answer(200, body, kind, *how, headers=STATIC_HEADERS)

    async def _figure(self, request: Request) -> Response:
        found = await asyncio.to_thread(drawn, request.url.path)
        if found is None:
            return self._not_found(request)
        return self._answer(200, found, (b"content-type", b"image/svg+xml; charset=utf-8"), headers=STATIC_HEADERS)


def _verdict(request: Request, verdict: str) -> Headers:
    return ((_TAP.encode(), verdict.encode()),) if verdict and _TAP in request.headers else ()


def _condition(headers: list[tuple[bytes, bytes]]) -> feeds.Condition:
    given = {name: value for name, value in headers if name in {b"if-none-match", b"if-modified-since"}}
    return feeds.Condition(given.get(b"if-none-match"), given.get(b"if-modified-since"))


async def _send(scope: Scope, send: Send, status: int, headers: Headers, body: bytes = b"") -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def make_app(settings: Settings) -> App:
    """Return the application for these settings."""
    return App(settings)
