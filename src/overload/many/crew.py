"""The processes of a worker: as many as wanted, each with its own connections, replaced when they hang or die.

Each says over a line whose turn it takes and what became of it, which is the beat of its heart: one that says nothing
for too long is stopped. The main thread of each is free for what limits the time of plugins.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from multiprocessing.connection import Connection as Line
from multiprocessing.connection import wait
from multiprocessing.context import ForkContext
from multiprocessing.process import BaseProcess
from typing import Final

import attrs

from overload.errors import OverloadError
from overload.guard import grow_at_most
from overload.many import turns
from overload.many.work import FAILED, BrokenError, Outcome, Worker
from overload.store.rows import connect

PATIENCE_S: Final = 300.0
"""An athlete whose turn takes longer is given up, in seconds in which this process was there to wait."""
MEMORY: Final = 1 << 30
"""How much more memory than it begins with a process may take, in bytes."""
POLL_S: Final = 1.0
"""How often to look whether somebody is due, where nobody was."""


@attrs.frozen
class Limits:
    """What a turn may use up, and how often to look for one."""

    patience_s: float = PATIENCE_S
    memory: int = MEMORY
    poll_s: float = POLL_S


@attrs.define(eq=False)
class _Child:
    """A process, the line to it, at whom it is (0: nobody), how long that may still take, and whether it found nobody.

    `has_spoken` is one that has begun at all.
    """

    process: BaseProcess
    line: Line
    at: int = 0
    left_s: float = 0
    is_idle: bool = False
    has_spoken: bool = False


def work(
    worker: Worker,
    processes: int,
    is_over: Callable[[], bool],
    limits: Limits = Limits(),
    *,
    is_once: bool = False,
) -> Iterator[Outcome]:
    """Yield what becomes of each turn that so many processes take, until it is over, or with `is_once` nobody is due.

    Where it is over each process ends the turn it is at. An outcome of athlete 0 is that of a database out of reach.
    """
    crew = _Crew(worker, limits)
    gc.collect()
    gc.freeze()  # what is shared with the children is not touched by their collections
    try:
        while not is_over():
            crew.fill(processes)
            yield from crew.outcomes()
            if is_once and crew.is_idle:
                break
        yield from crew.last_words()
    finally:
        gc.unfreeze()
        crew.dismiss()


class _Crew:
    """The children there are."""

    def __init__(self, worker: Worker, limits: Limits) -> None:
        # Fork: everything is imported and made once, and each child begins with it. Nothing here has threads, and no
        # connection is open while one is made.
        self._start: ForkContext = multiprocessing.get_context("fork")
        self._worker, self._limits = worker, limits
        self._children: list[_Child] = []

    @property
    def is_idle(self) -> bool:
        """Whether all of them looked, and none found anybody."""
        return all(child.is_idle for child in self._children)

    def fill(self, processes: int) -> None:
        """Start as many as are missing."""
        while len(self._children) < processes:
            line, theirs = self._start.Pipe()
            others = [child.line for child in self._children]
            process = self._start.Process(
                target=_serve, args=(theirs, self._worker, self._limits, (line, *others)), daemon=True
            )
            process.start()
            theirs.close()  # else the end of the child would not be the end of the line
            self._children.append(_Child(process, line, left_s=self._limits.patience_s))

    def outcomes(self) -> Iterator[Outcome]:
        """Wait a moment, and yield what they said; those that died or hang are seen off."""
        moment, began = min(POLL_S, self._limits.patience_s / 4), time.monotonic()
        spoken = set(wait([child.line for child in self._children], moment))
        # While all of us were stopped, or the machine slept, nobody had any time: it is one moment, however long.
        spent = min(moment, time.monotonic() - began)
        for child in tuple(self._children):
            child.left_s -= spent if child.at else 0
            if child.line in spoken:
                yield from self._heard(child)
            elif child.left_s <= 0:
                yield from self._gone(child, is_late=True)

    def _heard(self, child: _Child) -> Iterator[Outcome]:
        try:
            while child.line.poll():
                said: int | Outcome | None = child.line.recv()
                child.left_s, child.has_spoken = self._limits.patience_s, True
                child.at = said if isinstance(said, int) else 0
                child.is_idle = said is None or (isinstance(said, Outcome) and not said.athlete)
                if isinstance(said, Outcome):
                    yield said
        except (EOFError, OSError):
            yield from self._gone(child, is_late=False)

    def _gone(self, child: _Child, *, is_late: bool) -> Iterator[Outcome]:
        """See a child off, and count against the athlete it was at what was not done to it from outside."""
        self._children.remove(child)
        code = _end(child, at_once=is_late)
        if not child.has_spoken:
            time.sleep(self._limits.poll_s)  # one that cannot even begin is not started again and again
        if not child.at or (code == -signal.SIGKILL and not is_late):
            return  # whoever was killed from outside did nothing wrong, and is due as before
        words = "it took too long and was stopped" if is_late else f"its process ended with {code}"
        with suppress(OverloadError), closing(connect(self._worker.address)) as counting:
            turns.fail(counting, child.at, words, self._worker.clock("UTC"), self._worker.pace)
            yield Outcome(child.at, FAILED, words)

    def last_words(self) -> Iterator[Outcome]:
        """Let them end the turn they are at, and yield what became of it; what was not heard yet is not lost."""
        self._let_end()
        for child in self._children:
            with suppress(EOFError, OSError):
                while child.line.poll(self._limits.patience_s):
                    said = child.line.recv()
                    if isinstance(said, Outcome):
                        yield said

    def _let_end(self) -> None:
        for child in self._children:
            with suppress(OSError):
                child.line.send(None)

    def dismiss(self) -> None:
        """Let them end the turn they are at; whoever takes too long is stopped."""
        self._let_end()
        for child in self._children:
            _end(child, within_s=self._limits.patience_s)
        self._children = []


def _end(child: _Child, *, at_once: bool = False, within_s: float = 10) -> int | None:
    """See a child off, and return its exit code."""
    if at_once:
        child.process.kill()
    child.process.join(within_s)
    if child.process.is_alive():
        child.process.kill()
        child.process.join()
    child.line.close()
    return child.process.exitcode


def _serve(line: Line, worker: Worker, limits: Limits, not_ours: Sequence[Line]) -> None:
    """Take turns until the other end of the line says so, or is gone."""
    for other in not_ours:  # else a child would live on as long as one that was made after it
        other.close()
    for number in (signal.SIGTERM, signal.SIGINT):  # they reach the whole group, and a turn is to be ended
        signal.signal(number, signal.SIG_IGN)
    grow_at_most(limits.memory)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError), closing(worker):
        while not line.poll():
            try:
                done = worker.turn(line.send)
            except BrokenError as error:
                line.send(error.outcome)
                return
            except OverloadError as error:
                line.send(Outcome(0, FAILED, error.problems[0].message))
                line.poll(limits.poll_s)
                continue
            line.send(done)
            if done is None:
                line.poll(limits.poll_s)
