"""What a call may use up: processor time, and, for what sleeps, time in which this process was there to wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

import attrs

_PARTS: Final = 10
"""The shorter limit is looked at so many times; a call that swallows being stopped gets so small a part more."""


class Hang(BaseException):
    """Raised in the middle of a call that takes too long."""

    def __init__(self, allowed: str = "allowed", place: str = "") -> None:
        super().__init__(place)
        self.allowed, self.place = allowed, place


@attrs.frozen
class Failure:
    """What a call did wrong, in words that follow its name, and the deepest line of its own (`file:line`, or '')."""

    message: str
    place: str = ""
    is_hang: bool = False


@attrs.frozen
class Limit:
    """What a call may use up, and whose calls used up more: they are not asked again.

    `processor_s` is processor time of its own thread, so that a busy machine takes nothing from it. `wall_s` is for
    what sleeps; it is counted in ticks that reach a running process, so that a process that is stopped, or a machine
    that sleeps, takes nothing from it either.

    `give_up` is called with a place when a call will not be stopped, and does not return.
    """

    processor_s: float = 2.0
    wall_s: float = 20.0
    give_up: Callable[[str], object] | None = None
    hung: dict[str, Failure] = attrs.field(factory=dict)

    @property
    def tick_s(self) -> float:
        """How often to look."""
        return min(self.processor_s, self.wall_s) / _PARTS


class Allowance:
    """What is left of a limit: how often it was used up (`rings`), and what was (`allowed`, in words).

    `used` tells the processor time of the thread that is called in, in seconds.
    """

    def __init__(self, limit: Limit, used: Callable[[], float]) -> None:
        self._limit, self._used = limit, used
        self._until, self._ticks = used() + limit.processor_s, limit.wall_s / limit.tick_s
        self.rings, self.allowed = 0, ""

    def tick(self) -> bool:
        """Count a tick of the clock; tell whether the call is to be stopped now, after which it has a little more."""
        self._ticks -= 1
        used = self._used()
        is_over = used >= self._until or round(self._ticks) <= 0
        if is_over:
            self.rings += 1
            self.allowed = self.allowed or self._said(is_sleep=used < self._until)
            self._until = used + self._limit.processor_s / _PARTS
            self._ticks = self._limit.wall_s / self._limit.tick_s / _PARTS
        return is_over

    def _said(self, *, is_sleep: bool) -> str:
        seconds = self._limit.wall_s if is_sleep else self._limit.processor_s
        return f"{seconds:g} seconds" + ("" if is_sleep else " of processor time")


_LIMIT: ContextVar[Limit | None] = ContextVar("limit", default=None)


def current_limit() -> Limit | None:
    """Return the limit in force; None where there is none."""
    return _LIMIT.get()


@contextmanager
def limited(limit: Limit) -> Iterator[None]:
    """Limit every guarded call within."""
    token = _LIMIT.set(limit)
    try:
        yield
    finally:
        _LIMIT.reset(token)
