"""The application: a request comes in, a link is looked up, a file or a page goes out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from overload.update.links import LinkKind
from overload.web import feeds, work
from overload.web.complaints import say_why
from overload.web.data_routes import data_routes
from overload.web.desk import LATER, TAP, Desk, verdict
from overload.web.exercise import show_exercise
from overload.web.headers import (
    MANIFEST_HEADERS,
    PAGE_HEADERS,
    STATIC_HEADERS,
    WORKER_HEADERS,
    Headers,
    packed,
    with_length,
)
from overload.web.overview import show_overview, take_in_overview
from overload.web.owner_routes import owner_routes
from overload.web.pictures import drawn
from overload.web.rendering import manifest, message_page, static_files, worker
from overload.web.requests import Refused
from overload.web.set_up_routes import set_up_routes
from overload.web.settings import Settings

_LONGEST_PATH: Final = 512


class App:
    """An ASGI application that serves feeds by itself, and leaves pages to Starlette."""

    def __init__(self, settings: Settings) -> None:
        self.desk = Desk(settings)
        self._settings = settings
        self._pages: ASGIApp = self._routes()

    def _routes(self) -> Starlette:
        pages = Starlette(
            routes=[
                Route("/s/{token}", self._session, methods=["GET", "POST"]),
                Route("/s/{token}/{name}", self._exercise, methods=["GET"]),
                Route("/a/{token}", self._overview, methods=["GET", "POST"]),
                Route("/a/{token}/app.webmanifest", self._manifest, methods=["GET"]),
                Route("/worker.js", self._worker, methods=["GET"]),
                *owner_routes(self.desk),
                *data_routes(self.desk),
                *set_up_routes(self.desk),
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
        await self.desk.open()
        try:
            yield
        finally:
            self.desk.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a feed is looked up here, without the way through routes and middleware."""
        if scope["type"] == "http" and len(scope["path"]) <= _LONGEST_PATH:
            parts = scope["path"].split("/")
            if len(parts) == 4 and parts[1] in {"f", "a"} and parts[3].endswith(feeds.ENDING):
                await self._feed(scope, send, parts[2], parts[3].removesuffix(feeds.ENDING))
                return
        elif scope["type"] == "http":
            await self._respond(self.desk.answer(404, self.desk.wrong), scope, receive, send)
            return
        await self._pages(scope, receive, send)

    async def _respond(self, response: Response, scope: Scope, receive: Receive, send: Send) -> None:
        await response(scope, receive, send)

    async def _feed(self, scope: Scope, send: Send, token: str, name: str) -> None:
        if scope["method"] not in {"GET", "HEAD"}:
            await answered(scope, send, 405, (*PAGE_HEADERS, (b"allow", b"GET, HEAD"), (b"content-length", b"0")))
            return
        kind = LinkKind.FEED if scope["path"].startswith("/f/") else LinkKind.PAGE
        found = await self.desk.linked(token, kind)
        answer = feeds.answer_for(found, name, condition(scope["headers"]), self._settings.clock) if found else None
        if found and answer and answer.status >= 500:
            say_why(answer.status, found.path, answer.why)
        if found is None and self.desk.index.is_refused(token):
            body = self.desk.twins()
            await answered(scope, send, 503, with_length((*PAGE_HEADERS, LATER), body), body)
        elif answer is None:
            status, body = self.desk.wrong_link(scope)
            await answered(scope, send, status, with_length(PAGE_HEADERS, body), body)
        else:
            await answered(scope, send, answer.status, answer.headers, answer.body)

    async def _refused(self, request: Request, error: Exception) -> Response:
        if isinstance(error, Refused):
            more = verdict(request, work.REFUSED if error.status in {413, 415} else "")
            if error.retry_s:
                more = (*more, (b"retry-after", str(error.retry_s).encode()))
            return self.desk.answer(error.status, message_page("Not accepted", error.why), *more)
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 405:
            return self.desk.answer(
                405, message_page("Not accepted", "That cannot be done here."), (b"allow", b"GET, HEAD")
            )
        return self.desk.not_found(request)

    async def _bug(self, _: Request, error: Exception) -> Response:  # noqa: ARG002 - it is logged where it is raised
        return self.desk.answer(500, message_page("Something went wrong", "Nothing was changed. Try again later."))

    async def _session(self, request: Request) -> Response:
        token = request.path_params["token"]
        found = await self._found_session(token)
        if found is None:
            return self.desk.nothing(request, token)
        path, ordinal = found
        address, clock = f"/s/{token}", self._settings.clock
        if request.method != "POST":
            shown = await self.desk.workers.run(work.show_session, path, ordinal, address, clock)
            return self.desk.page(request, path, shown)
        body = await self.desk.form(request, token)
        async with self.desk.turns[path]:
            # Asked again in turn: a form that took its time, or waited, may come after the end of the link it came by.
            if self.desk.index.session(token) != found:
                return self.desk.nothing(request, token)
            take = work.take_tap if TAP in request.headers else work.take_form
            done = await self.desk.workers.run(take, path, ordinal, address, body, clock)
        return self.desk.page(request, path, done)

    async def _found_session(self, token: str) -> tuple[Path, int] | None:
        found = self.desk.index.session(token)
        if found is None and not self.desk.index.is_fresh:
            await self.desk.refresh()
            found = self.desk.index.session(token)
        return found

    async def _exercise(self, request: Request) -> Response:
        token, name = request.path_params["token"], request.path_params["name"]
        found = await self._found_session(token)
        if found is None:
            return self.desk.nothing(request, token)
        shown = await self.desk.workers.run(show_exercise, *found, name, f"/s/{token}", self._settings.clock)
        return self.desk.page(request, found[0], shown)

    async def _overview(self, request: Request) -> Response:
        token, found = request.path_params["token"], await self.desk.live(request, LinkKind.PAGE)
        if found is None:
            return self.desk.nothing(request, token)
        base, clock, here = self._settings.base_url, self._settings.clock, str(request.base_url).rstrip("/")
        if request.method != "POST":
            shown = await self.desk.workers.run(show_overview, found.path, f"/a/{token}", base, here, clock)
            return self.desk.page(request, found.path, shown)
        body = await self.desk.form(request, token)
        async with self.desk.turns[found.path]:
            if await self.desk.live(request, LinkKind.PAGE) is None:
                return self.desk.nothing(request, token)
            done = await self.desk.workers.run(take_in_overview, found.path, f"/a/{token}", base, here, body, clock)
        return self.desk.page(request, found.path, done)

    async def _manifest(self, request: Request) -> Response:
        token, found = request.path_params["token"], await self.desk.live(request, LinkKind.PAGE)
        if found is None:
            return self.desk.not_found(request)
        return self.desk.answer(200, manifest(f"/a/{token}"), headers=MANIFEST_HEADERS)

    async def _worker(self, _: Request) -> Response:
        return self.desk.answer(200, worker(), headers=WORKER_HEADERS)

    async def _static(self, request: Request) -> Response:
        found = static_files().get(request.url.path)
        if found is None:
            return self.desk.not_found(request)
        kind = (b"content-type", found.type.encode())
        body, how = packed(found.body, request.headers.get("accept-encoding", ""))
        return self.desk.answer(200, body, kind, *how, headers=STATIC_HEADERS)

    async def _figure(self, request: Request) -> Response:
        found = await asyncio.to_thread(drawn, request.url.path)
        if found is None:
            return self.desk.not_found(request)
        return self.desk.answer(200, found, (b"content-type", b"image/svg+xml; charset=utf-8"), headers=STATIC_HEADERS)


def condition(headers: list[tuple[bytes, bytes]]) -> feeds.Condition:
    """Return what a client says in its headers to have already."""
    given = {name: value for name, value in headers if name in {b"if-none-match", b"if-modified-since"}}
    return feeds.Condition(given.get(b"if-none-match"), given.get(b"if-modified-since"))


async def answered(scope: Scope, send: Send, status: int, headers: Headers, body: bytes = b"") -> None:
    """Send a whole response, to a HEAD without its body."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def make_app(settings: Settings) -> App:
    """Return the application for these settings."""
    return App(settings)
