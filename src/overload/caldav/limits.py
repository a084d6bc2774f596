"""A connection that ends: no peer, however slow, holds it longer than it was given."""

from __future__ import annotations

import io
import socket
import time
from typing import Any, Final

CONNECT_S: Final = 10.0
READ_S: Final = 20.0
"""How long one read or write may take."""
WHOLE_S: Final = 60.0
"""How long one request may take in all."""


class Deadline:
    """The end of a request, on a clock that nobody sets."""

    def __init__(self, seconds: float = WHOLE_S) -> None:
        self._end = time.monotonic() + seconds

    def left(self, most: float) -> float:
        """Return the seconds left for one step, `most` at most. Raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, most)


class _Reading(io.RawIOBase):
    """What arrives on a socket, read before the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left(READ_S))
        return self._sock.recv_into(buffer)


class LimitedSocket:
    """A socket as `http.client` uses one, with a deadline for all that is sent and read."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: Any) -> None:
        """Send all of it. Raises TimeoutError."""
        self._sock.settimeout(self._deadline.left(READ_S))
        self._sock.sendall(data)

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        """Return what arrives as a file."""
        return io.BufferedReader(_Reading(self._sock, self._deadline))

    def close(self) -> None:
        """Do nothing: what arrives is read after `http.client` has closed its end."""

    def finish(self) -> None:
        """Close it."""
        self._sock.close()
