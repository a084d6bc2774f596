"""The link that sets up the folder that is served: it works for a time, and once."""

from __future__ import annotations

import hmac
import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from overload.web.desk import Desk
from overload.web.requests import read_upload, require_same_origin
from overload.web.set_up import BEGUN, show_set_up, take_set_up
from overload.web.settings import SET_UP_S


def set_up_routes(desk: Desk) -> list[Route]:
    """Return the route of the screens."""
    return [Route("/new/{token}", _Screens(desk).answer, methods=["GET", "POST"])]


class _Screens:
    """Set up the folder that is served; the link is used up once that is done, or after its time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._is_done = False
        self._until = time.monotonic() + SET_UP_S

    def _is_ours(self, given: str) -> bool:
        token = self._desk.settings.set_up
        is_open = bool(token) and not self._is_done and time.monotonic() < self._until
        return is_open and given.isascii() and hmac.compare_digest(token, given)

    async def answer(self, request: Request) -> Response:
        desk, settings, token = self._desk, self._desk.settings, request.path_params["token"]
        if not self._is_ours(token):
            return desk.not_found(request)
        path, address = settings.folders[0], f"/new/{token}"
        if request.method != "POST":
            return desk.page(request, path, await desk.workers.run(show_set_up, path, address, settings.clock))
        require_same_origin(request, settings.base_url)
        sent = await read_upload(request)
        base = settings.base_url or str(request.base_url).rstrip("/")
        async with desk.turns[path]:
            if self._is_done:
                return desk.not_found(request)
            done = await desk.workers.run(take_set_up, path, address, base, *sent, settings.clock)
            self._is_done = done.status == BEGUN
        await desk.refresh()
        return desk.page(request, path, done)
