"""Worker processes: planning happens in them, and one that hangs is stopped and replaced."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Final, ParamSpec

from overload.guard.processes import die_with_parent
from overload.web.settings import WORK_S
from overload.web.shelter import sheltered
from overload.web.work import Page, warm_up

P = ParamSpec("P")
_MOST_WAITING: Final = 200
"""Requests that may wait for a worker; more are turned away at once."""


class Workers:
    """A pool that survives what is run in it."""

    def __init__(self, count: int, patience_s: float = WORK_S) -> None:
        self._count = count
        self._patience_s = patience_s
        self._waiting = 0
        self._pool = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        # Not fork: the server has threads, and what they hold locked stays locked in a copy.
        start = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, mp_context=start, initializer=_begin, initargs=(os.getpid(),))

    async def run(self, work: Callable[P, Page], /, *args: P.args, **_: P.kwargs) -> Page:
        """Return what `work` answers in a worker; status 503 without a page where it cannot be done now."""
        if self._waiting >= _MOST_WAITING:
            return Page(503, why=f"{self._waiting} requests wait for a planning process already")
        pool, self._waiting = self._pool, self._waiting + 1
        try:
            async with asyncio.timeout(self._patience_s):
                return await asyncio.get_running_loop().run_in_executor(pool, partial(sheltered, work, *args))
        except TimeoutError:
            self._replace(pool)
            return Page(503, why=f"no planning process answered within {self._patience_s:g} seconds")
        except BrokenProcessPool:
            self._replace(pool)
            return Page(503, why="a planning process ended by itself")
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            return Page(503, why="the planning processes were replaced, since one of them hung")
        finally:
            self._waiting -= 1

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        # Of many requests that find the pool broken only the first replaces it.
        if self._pool is broken:
            self._pool = self._fresh()
            _stop(broken)

    def stop(self) -> None:
        """End all workers."""
        _stop(self._pool, is_last=True)


def _begin(server: int) -> None:
    """Leave signals from a terminal to the server, which ends its workers itself; end where it is killed."""
    import signal  # noqa: PLC0415 - in the worker

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(server)
    warm_up()


def _stop(pool: ProcessPoolExecutor, *, is_last: bool = False) -> None:
    """End a pool; the last one to its end, since the signal that ends the server leaves nobody time to tidy up."""
    processes = list((pool._processes or {}).values())  # noqa: SLF001 - the only way to end one that hangs
    if not is_last:
        pool.shutdown(wait=False, cancel_futures=True)
    for one in processes:
        with contextlib.suppress(OSError, ValueError):
            one.kill()
    if is_last:
        pool.shutdown(cancel_futures=True)
