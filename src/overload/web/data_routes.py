"""JSON under links of its own kinds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from overload.update.links import LinkKind, data_names
from overload.web.data import show_data
from overload.web.desk import LATER, Desk
from overload.web.headers import DATA_HEADERS


def data_routes(desk: Desk) -> list[Route]:
    """Return the route of what programs read."""

    async def answer(request: Request) -> Response:
        return await _data(desk, request)

    return [Route("/d/{token}/{name}", answer, methods=["GET"])]


async def _data(desk: Desk, request: Request) -> Response:
    found = await desk.live(request, LinkKind.DATA, LinkKind.ALL_DATA)
    name = request.path_params["name"].removesuffix(".json")
    if found is None or request.path_params["name"] != f"{name}.json" or name not in data_names(found.link.kind):
        return desk.not_found(request)
    shown = await desk.workers.run(show_data, found.path, name, desk.settings.clock)
    wait = (LATER,) if shown.status == 503 else ()
    return desk.answer(shown.status, shown.body or b"{}", *wait, headers=DATA_HEADERS)
