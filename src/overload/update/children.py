"""Children that serve many folders one after the other, so that what is made once need not be made for each.

None can stop or slow the others for good: a child that hangs or dies is replaced, and costs the folder it was at.
"""

from __future__ import annotations

import gc
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

import attrs

from overload.update.many import Outcome

PATIENCE_S: Final = 300.0
"""A folder that takes longer is given up, in seconds in which this process was there to wait."""
_MOMENT_S: Final = 1.0
_PARTING_S: Final = 10.0
"""A child that was let go and does not end within so many seconds, for what it left running, is stopped."""

Work = Callable[[Path], Outcome]


@attrs.define(eq=False)
class _Child:
    """A process, the line to it, what it works on, how long that may still take, and whether it is for that alone."""

    process: BaseProcess
    line: Connection
    path: Path
    left_s: float = 0
    is_single: bool = False


def work_on_each(
    folders: Sequence[Path],
    work: Work,
    jobs: int,
    patience_s: float = PATIENCE_S,
    is_single: Callable[[Path], bool] = lambda _: False,
) -> Iterator[Outcome]:
    """Yield the outcome of `work` for each folder as it comes; `jobs` of them are worked on at a time.

    Children serve one folder after the other; one that `is_single` has a child to itself, which ends with it. A child
    that dies or takes too long costs its folder an outcome with a problem, nothing else.
    """
    crew, waiting = _Crew(work), deque(folders)
    gc.collect()
    gc.freeze()  # what is shared with the children is not touched by their collections
    try:
        while waiting or crew.busy:
            while waiting and len(crew.busy) < jobs:
                path = waiting.popleft()
                crew.set_to_work(path, patience_s, is_single=is_single(path))
            for child in _ready(crew.busy):
                yield crew.outcome_of(child)
    finally:
        crew.dismiss()
        gc.unfreeze()


class _Crew:
    """The children there are: those at work and those that wait for a folder."""

    def __init__(self, work: Work) -> None:
        # Fork: everything is imported and made once, and each child begins with it. Nothing here has threads.
        self._start: ForkContext = multiprocessing.get_context("fork")
        self._work = work
        self._idle: list[_Child] = []
        self.busy: list[_Child] = []

    def set_to_work(self, path: Path, patience_s: float, *, is_single: bool) -> None:
        """Give a folder to a child that waits, or to a new one."""
        child = None if is_single else self._told(path)
        if child is None:
            child = self._new(path)
            child.is_single = is_single
            child.line.send(path)
        child.path, child.left_s = path, patience_s
        self.busy.append(child)

    def _told(self, path: Path) -> _Child | None:
        """Return a child that waited and has heard of the folder; those that died meanwhile are let go."""
        while self._idle:
            child = self._idle.pop()
            try:
                child.line.send(path)
            except OSError:
                _end(child)
            else:
                return child
        return None

    def _new(self, path: Path) -> _Child:
        line, theirs = self._start.Pipe()
        others = [child.line for child in (*self.busy, *self._idle)]
        process = self._start.Process(target=_serve, args=(theirs, self._work, (line, *others)), daemon=True)
        process.start()
        theirs.close()  # else the end of the child would not be the end of the line
        return _Child(process, line, path)

    def outcome_of(self, child: _Child) -> Outcome:
        """Return what a child that is ready has come to; it waits for the next folder where it can."""
        self.busy.remove(child)
        try:
            found: Outcome | None = child.line.recv() if child.line.poll() else None
        except (EOFError, OSError):
            found = None
        if found is not None and not child.is_single:
            self._idle.append(child)
            return found
        is_late = found is None and child.process.is_alive() and not child.left_s
        code = _end(child, at_once=is_late)
        if is_late:
            return Outcome(
                child.path, 70, ("it took too long and was stopped; look at what its plugins and commands do",)
            )
        return found or Outcome(child.path, 70, (f"its process ended with {code}; run it alone to see why",))

    def dismiss(self) -> None:
        """Let those go that wait, and stop those at work."""
        for child in self._idle:
            _end(child)
        for child in self.busy:
            _end(child, at_once=True)


def _serve(line: Connection, work: Work, not_ours: Sequence[Connection]) -> None:
    """Work on the folders that come over the line until it ends, as it does where the one who waits has died."""
    for other in not_ours:  # else a child would live on as long as one that was made after it
        other.close()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        while True:
            line.send(work(line.recv()))


def _end(child: _Child, *, at_once: bool = False) -> int | None:
    """See a child off, and return its exit code."""
    child.line.close()
    if at_once:
        child.process.kill()
    child.process.join(_PARTING_S)
    if child.process.is_alive():
        child.process.kill()
        child.process.join()
    return child.process.exitcode


def _ready(busy: Sequence[_Child]) -> list[_Child]:
    """Wait a moment until some have answered or died; return them, and those that have run out of time."""
    moment, began = min(_MOMENT_S, *(each.left_s for each in busy)), time.monotonic()
    answered = set(wait([each.line for each in busy], moment))
    # While all of us were stopped, or the machine slept, nobody had any time: it is one moment, however long.
    spent = min(moment, time.monotonic() - began)
    for each in busy:
        each.left_s = max(0.0, each.left_s - spent)
    return [each for each in busy if each.line in answered or not each.left_s]
