"""The owner's pages: a link that lives opens them, and its forms are taken in turn."""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from overload.update.links import LinkKind
from overload.web.desk import Desk
from overload.web.owner import Where
from overload.web.owners import OWNERS_PAGES
from overload.web.requests import read_body, read_upload
from overload.web.work import Page


def owner_routes(desk: Desk) -> list[Route]:
    """Return the routes of the owner's pages."""

    async def answer(request: Request) -> Response:
        return await _owner(desk, request)

    return [
        Route("/o/{token}", answer, methods=["GET"]),
        Route("/o/{token}/{part}", answer, methods=["GET", "POST"]),
    ]


async def _owner(desk: Desk, request: Request) -> Response:
    found, part = await desk.live(request, LinkKind.OWNER), request.path_params.get("part", "")
    room = OWNERS_PAGES.get(part)
    if found is None or room is None:
        return desk.nothing(request, request.path_params["token"])
    here, clock = str(request.base_url).rstrip("/"), desk.settings.clock
    where = Where(f"/o/{request.path_params['token']}", found.link.digest, desk.settings.base_url, here)
    if request.method != "POST":
        return desk.page(request, found.path, await desk.workers.run(room.show, found.path, where, clock))
    take: Callable[..., Page] | None = room.take_file or room.take
    if take is None:
        raise HTTPException(405)
    desk.require_ours(request, request.path_params["token"])
    sent = await read_upload(request) if room.take_file else (await read_body(request),)
    async with desk.turns[found.path]:
        # Asked again in turn: a form that waited may come after the end of the link it came by.
        if await desk.live(request, LinkKind.OWNER) is None:
            return desk.not_found(request)
        return desk.page(request, found.path, await desk.workers.run(take, found.path, where, *sent, clock))
