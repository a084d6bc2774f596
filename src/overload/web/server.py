"""The server around the application: its socket, and a log without secrets."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

from overload.errors import FileError, Problem
from overload.web.app import make_app
from overload.web.connections import MOST_AT_ONCE, Crowd
from overload.web.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HEAD_S: Final = 10.0
"""Seconds in which the head of a request has to arrive."""
_LARGEST_HEAD: Final = 16 * 1024


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that hangs up on who takes too long to say what they want, and on who has too many connections."""

    crowd = Crowd()
    _late: asyncio.TimerHandle | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a request of it is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn declares asyncio's base class of it
        """Give the first head its time."""
        super().connection_made(transport)
        self._late = self.loop.call_later(HEAD_S, self._hang_up_if_quiet)
        self.crowd.enter(self, self.client[0] if self.client else "")

    def data_received(self, data: bytes) -> None:
        """Give every later head its time, from its first byte on."""
        super().data_received(data)
        if self.is_busy or self.timeout_keep_alive_task is not None:
            self._forget_timer()
        elif self._late is None:
            self._late = self.loop.call_later(HEAD_S, self._hang_up_if_quiet)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget about it."""
        self._forget_timer()
        self.crowd.leave(self)
        super().connection_lost(exc)

    def _forget_timer(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _hang_up_if_quiet(self) -> None:
        if not self.is_busy:
            self.hang_up()

    def hang_up(self) -> None:
        """Close it."""
        self.transport.close()


class OneLine(logging.Formatter):
    """A line per message: what went wrong and where in the program, never what was asked for."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        error = record.exc_info[1] if record.exc_info else None
        if _is_crowded(record):
            return f"overload: answered with 503: there are {MOST_AT_ONCE} connections at once"
        if error is None:
            return f"overload: {record.getMessage()}"
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"overload: this is a bug: {type(error).__name__} ({Path(last.filename).name}:{last.lineno})"


def _is_crowded(record: logging.LogRecord) -> bool:
    """Tell whether it says that a request was turned away for the number of others, which uvicorn only warns of."""
    return record.getMessage().startswith("Exceeded concurrency limit")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one. Raises FileError.

    Its protocol is named, or asyncio would leave Nagle's algorithm on and every second response would wait 40 ms.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # Else a server that is started again has to wait until the kernel forgets its old connections.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(1024)
    except (OSError, OverflowError) as error:
        listening.close()
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        hint = "is another server running? choose another with --port"
        raise FileError(Problem(f"{host}:{port}", f"cannot listen: {said.lower()}", hint)) from None
    return listening


Certificate = tuple[Path, Path | None]
"""A file with a certificate, and one with its key, if that is another."""


def serve(
    settings: Settings,
    listening: socket.socket,
    trusted: Sequence[str],
    ready: Callable[[int], None] = lambda _: None,
    certificate: Certificate | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM, over https with a certificate. `ready` is called with the number of folders.

    `trusted` are the addresses whose X-Forwarded-For and -Proto are believed.
    """
    _log_by_line()
    app = make_app(settings)
    app.desk.index.refresh()
    config = configured(app, trusted, certificate)
    ready(len(app.desk.index.folders))
    uvicorn.Server(config).run(sockets=[listening])


def serve_app(app: ASGIApp, listening: socket.socket, trusted: Sequence[str], ready: Callable[[], object]) -> None:
    """Serve an application of ours that has no folders, as `serve` does those that have."""
    _log_by_line()
    config = configured(app, trusted)
    ready()
    uvicorn.Server(config).run(sockets=[listening])


def configured(app: ASGIApp, trusted: Sequence[str], certificate: Certificate | None = None) -> uvicorn.Config:
    """Return how the application is served: behind whom, with how much patience, for how many at once."""
    # As it decides whose X-Forwarded headers are believed.
    proxies = ProxyHeadersMiddleware(app, list(trusted)).trusted_hosts  # type: ignore[arg-type]  # its own, narrower types of ASGI

    class OurProtocol(PatientProtocol):
        crowd = Crowd(lambda address: address in proxies)

    return uvicorn.Config(
        app,
        http=OurProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,  # the addresses are the secrets
        proxy_headers=bool(trusted),
        forwarded_allow_ips=list(trusted),
        server_header=False,  # nobody needs to know which version of what to attack
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        ssl_certfile=certificate and certificate[0],
        ssl_keyfile=certificate and certificate[1],
    )


def _log_by_line() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    handler.addFilter(lambda record: record.levelno >= logging.ERROR or _is_crowded(record))
    log = logging.getLogger("uvicorn.error")
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.WARNING)
