"""A share of the connections for each address, so that no one keeps the others out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from overload.web.limits import neighbourhood

MOST_AT_ONCE: Final = 512
"""So many connections there may be in all, before requests are answered with 503."""
ROOM: Final = 64
"""So many of them are kept free by hanging up on who asks for nothing."""
MOST_QUIET: Final = 100
"""So many connections of one address may ask for nothing: idle ones, and those whose request has not come whole."""
MOST_OF_ONE: Final = 200
"""So many connections one address may have."""


class Connection(Protocol):
    """What is known of a connection here."""

    @property
    def is_busy(self) -> bool:
        """Whether a request of it is being answered."""
        ...

    def hang_up(self) -> None:
        """Close it."""
        ...


class Crowd:
    """All connections by the address they come from, the oldest first, and who has to go for a new one.

    Those of an address that `is_proxy` are everybody's, and have no limit of their own.
    """

    def __init__(self, is_proxy: Callable[[str], bool] = lambda _: False) -> None:
        self._is_proxy = is_proxy
        self._of: dict[str, dict[Connection, None]] = {}
        self._all: dict[Connection, str] = {}

    def __len__(self) -> int:
        return len(self._all)

    def enter(self, one: Connection, address: str) -> None:
        """Take a new connection in, and hang up on whoever has to make room for it: it itself, at the last."""
        name = neighbourhood(address)
        mine = self._of.setdefault(name, {})
        mine[one], self._all[one] = None, name
        if not self._is_proxy(address):
            self._share(mine)
        if len(self._all) > MOST_AT_ONCE - ROOM:
            self._hang_up_on_first(self._all)

    def _share(self, mine: dict[Connection, None]) -> None:
        # The oldest quiet one: who means it has asked by now, and who is slow on purpose drives out his own.
        if sum(not other.is_busy for other in mine) > MOST_QUIET or len(mine) > MOST_OF_ONE:
            self._hang_up_on_first(mine)

    def _hang_up_on_first(self, some: dict[Connection, None] | dict[Connection, str]) -> None:
        quiet = next((other for other in some if not other.is_busy), None)
        if quiet is not None:
            self.leave(quiet)
            quiet.hang_up()

    def leave(self, one: Connection) -> None:
        """Forget a connection; a second time does nothing."""
        name = self._all.pop(one, None)
        if name is None:
            return
        del self._of[name][one]
        if not self._of[name]:
            del self._of[name]
