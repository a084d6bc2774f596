"""What a call may use up: processor time, and, for what sleeps, time in which this process was there to wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from overload.errors import Problem
from overload.guard.failure import Failure
from overload.guard.purse import Purse

if TYPE_CHECKING:
    from overload.guard.watch import Watch

_PARTS: Final = 10
"""The shorter limit is looked at so many times; a call that swallows being stopped gets so small a part more."""


class Hang(BaseException):
    """Raised in the middle of a call that takes too long."""

    def __init__(self, allowed: str = "allowed", place: str = "") -> None:
        super().__init__(place)
        self.allowed, self.place = allowed, place


@attrs.frozen
class Limit:
    """What a call may use up, and whose calls used up more: they are not asked again.

    `processor_s` is processor time of its own thread, so that a busy machine takes nothing from it. `wall_s` is for
    what sleeps; it is counted in ticks that reach a running process, so that a process that is stopped, or a machine
    that sleeps, takes nothing from it either.

    `hung` are those that are not asked again, `purse` is what all calls of a run may use up together.

    `give_up` is called with a place when a call will not be stopped, and does not return. With `last_words` the calls
    are watched once `stand_by` was called: it takes what is to be said where the program cannot go on.
    """

    processor_s: float = 2.0
    wall_s: float = 20.0
    give_up: Callable[[str], object] | None = None
    hung: dict[str, Failure] = attrs.field(factory=dict)
    last_words: Callable[[Problem], object] | None = None
    purse: Purse = attrs.field(factory=Purse)
    _watches: list[Watch] = attrs.field(factory=list)

    @property
    def tick_s(self) -> float:
        """How often to look."""
        return min(self.processor_s, self.wall_s) / _PARTS

    @property
    def watch(self) -> Watch | None:
        """Who stands by, if anybody does."""
        return self._watches[0] if self._watches else None

    def stand_by(self, homes: Iterable[str], folder: Path | None = None) -> None:
        """Let a copy of this process stand by from here on, where it may, for code in these files and folders.

        In a `folder` of somebody's there is a note of who is on stage meanwhile.
        """
        if self.last_words is None:
            return
        from overload.guard.watch import Watch, can_watch  # noqa: PLC0415 - only where there is code that is not ours

        if not self._watches and can_watch():
            self._watches.append(Watch(self.processor_s, self.wall_s, self.last_words))
        if self.watch:
            self.watch.begin(homes, folder)

    def checkpoint(self, *, is_written: bool = False) -> None:
        """Let nobody go back behind here, where somebody stands by; what `is_written` must not be written twice."""
        if self.watch:
            self.watch.checkpoint(is_written=is_written)

    def excluded(self, home: str, what: str) -> Failure | None:
        """Return why a call is not made again, or None."""
        gone = self.watch.excluded(home, what) if self.watch else None
        return self.hung.get(home) or gone or self.purse.empty()

    def exclude(self, home: str, what: str, failure: Failure) -> Failure:
        """See to it that code in `home` is not called again in this run, and return why."""
        if home:
            self.hung[home] = failure
        if self.watch:
            self.watch.remember(home, what, failure)
        return failure

    def stop(self, place: str) -> None:
        """Give up a call that will not be stopped, where somebody stands by or `give_up` is given."""
        if self.watch:
            self.watch.give_up(place)
        if self.give_up:
            self.give_up(place)


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
