"""The server around the application: sockets, patience with slow clients, and a log without secrets."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from overload.errors import FileError, Problem
from overload.web.app import make_app
from overload.web.settings import Settings

HEAD_S: Final = 10.0
"""Seconds in which the head of a request has to arrive."""
_LARGEST_HEAD: Final = 16 * 1024
_MOST_AT_ONCE: Final = 512


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that hangs up on who takes too long to say what they want."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn declares asyncio's base class of it
        """Give the first head its time."""
        super().connection_made(transport)
        self._late = self.loop.call_later(HEAD_S, self._hang_up)

    def data_received(self, data: bytes) -> None:
        """Give every later head its time, from its first byte on."""
        super().data_received(data)
        is_waiting = self.cycle is None or self.cycle.response_complete
        if not is_waiting or self.timeout_keep_alive_task is not None:
            self._forget_timer()
        elif self._late is None:
            self._late = self.loop.call_later(HEAD_S, self._hang_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget about it."""
        self._forget_timer()
        super().connection_lost(exc)

    def _forget_timer(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _hang_up(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()


class OneLine(logging.Formatter):
    """A line per message: what went wrong and where in the program, never what was asked for."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return f"overload: {record.getMessage()}"
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"overload: this is a bug: {type(error).__name__} ({Path(last.filename).name}:{last.lineno})"


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


def serve(
    settings: Settings, listening: socket.socket, trusted: Sequence[str], ready: Callable[[int], None] = lambda _: None
) -> None:
    """Serve until SIGINT or SIGTERM. `ready` is called with the number of folders.

    `trusted` are the addresses whose X-Forwarded-For and -Proto are believed.
    """
    _log_by_line()
    app = make_app(settings)
    app.index.refresh()
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,  # the addresses are the secrets
        proxy_headers=bool(trusted),
        forwarded_allow_ips=list(trusted),
        server_header=False,  # nobody needs to know which version of what to attack
        limit_concurrency=_MOST_AT_ONCE,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
    )
    ready(len(app.index.folders))
    uvicorn.Server(config).run(sockets=[listening])


def _log_by_line() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    log = logging.getLogger("uvicorn.error")
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.ERROR)
