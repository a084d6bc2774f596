"""Standing by while code that is not ours is called: when it takes the process with it, a copy goes on without it.

At a checkpoint the process divides: the copy goes on, and this one waits. It knows what the copy knew, has begun
nothing, and is brought back to the checkpoint where the copy dies of somebody's code.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Final, NoReturn

from overload.errors import Problem
from overload.guard.blame import is_in, running
from overload.guard.copies import came_back
from overload.guard.failure import Failure
from overload.guard.processes import die_with_parent, state_of, unnamed_file
from overload.guard.stage import NOTE, Act, Stage

HEARD: Final = frozenset({signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
"""What who waits listens to; all but the first is for the copy as well."""
_FROM_KERNEL: Final = 0x80
"""The origin of a signal that a terminal sends, to every process of the job."""
_IS_KEPT: Final = "what was written down before is kept; run 'overload update'"
_KILLED: Final = "was being asked when the last run was killed; it is left out this once"
_COPIES_MS: Final = 1000
_LOOK_S: Final = 0.5
_PATIENCE: Final = 2
"""So many times its limit a call may take before who waits ends it: no signal reaches one that is in C."""
_MOST_DEATHS: Final = 25
_CRASHES: Final = frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGABRT})
_FRAME: Final = re.compile(r'^  File "(.+)", line (\d+) in ', re.MULTILINE)
_exit: Final = os._exit
"""The true one; a watched process has another in its place."""


def can_watch() -> bool:
    """Tell whether this system has what is needed."""
    return hasattr(os, "fork") and hasattr(signal, "pthread_sigmask")


class Watch:
    """What is known of a run whose plugins are watched: who is on stage, and who has taken a process with them.

    `processor_s` and `wall_s` are what a call may take; `last_words` takes what is to be said where it cannot go on.
    `gone` are the calls that are not made again, by the home of the code and what of it was called ('' for all of it).
    """

    def __init__(self, processor_s: float, wall_s: float, last_words: Callable[[Problem], object]) -> None:
        self._allowed, self._last_words = (processor_s, wall_s), last_words
        self._homes: tuple[str, ...] = ()
        self._stage: Stage | None = None
        self._dump: IO[bytes] | None = None
        self._everyone: Failure | None = None
        self._left: Act | None = None
        self.gone: dict[tuple[str, str], Failure] = {}

    @property
    def stage(self) -> Stage | None:
        """The note of who is on stage, once somebody is standing by."""
        return self._stage

    def begin(self, homes: Iterable[str], folder: Path | None = None) -> None:
        """Stand by from here on, for code in these files and folders.

        A note in `folder` says who was on stage even where all who stood by were killed; who is found there is left out
        this once.
        """
        self._homes = tuple(dict.fromkeys((*self._homes, *homes)))
        if self._stage is None:
            self._stage, self._dump = Stage(folder / NOTE if folder else None), unnamed_file()
            left = self._stage.left
            if left and left.is_timed and left.home in self._homes:
                self._left = left
                self.gone[left.home, left.what] = Failure(_KILLED, left.place or left.home)
        self.checkpoint()

    def checkpoint(self, *, is_written: bool = False) -> None:
        """Let nobody go back behind here.

        A process with threads is not divided, for they would be lost, nor is one in the middle of a call. Where
        something `is_written` that must not be written twice, there is no way back then.
        """
        if self._stage is None or threading.current_thread() is not threading.main_thread():
            return
        if threading.active_count() == 1 and self._stage.is_empty:
            self._divide(self._stage)
        elif is_written:
            self._stage.seal()

    def excluded(self, home: str, what: str) -> Failure | None:
        """Return why a call is not made again, or None."""
        found = self._everyone or self.gone.get((home, what)) or self.gone.get((home, ""))
        if found and found.message == _KILLED:
            self._left = None  # it is told, and may try again in the next run
        return found

    def remember(self, home: str, what: str, failure: Failure) -> None:
        """Note that a call took too much, so that it is not made again where a copy goes on from before it."""
        if self._stage is not None:
            self._stage.remember((home, what, failure.message, failure.place))

    def give_up(self, place: str) -> NoReturn:
        """End this process, since who is on stage will not be stopped."""
        if self._stage is not None:
            self._stage.tell(place, "took too long and would not be stopped")
        _exit(70)

    def leave(self, code: int) -> NoReturn:
        """End the program: what somebody left running does not keep it."""
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        if self._stage is not None:
            self._stage.end(code)
            if self._left:
                self._stage.leave(self._left)
            self._stage.forget()
        _exit(code)

    def left_behind(self) -> Iterator[Failure]:
        """Wait a while for what calls have left running; yield what would not end, a copy that came back too."""
        until = time.monotonic() + self._allowed[1]
        for thread in threading.enumerate():
            if thread is threading.main_thread() or thread.daemon:
                continue
            thread.join(max(0.0, until - time.monotonic()))
            if thread.is_alive():
                frame = sys._current_frames().get(thread.ident or 0)  # noqa: SLF001 - the line to blame
                place = next(filter(None, (running(frame, home) for home in self._homes)), "")
                yield Failure(f"left a thread running ('{thread.name}') that would not end", place)
        copied = came_back(_COPIES_MS)
        if copied:
            yield copied

    def _divide(self, stage: Stage) -> None:
        depth = stage.depth
        while True:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            parent, mask = os.getpid(), signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
            child = os.fork()
            if not child:
                stage.clear(depth + 1)
                self._be_watched(stage, parent, mask)
                return
            status, heard = self._wait(stage, child, depth + 1)
            if stage.head.is_over:
                _exit(stage.head.code)
            self._take_note(stage, os.waitstatus_to_exitcode(status), heard, is_ours=stage.head.depth == depth + 1)
            stage.clear(depth)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def _be_watched(self, stage: Stage, parent: int, mask: Iterable[int]) -> None:
        die_with_parent(parent)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if self._dump is not None:
            faulthandler.enable(self._dump, all_threads=False)
        os._exit = _telling(stage, self._homes)  # type: ignore[assignment]  # so that its line is known

    def _wait(self, stage: Stage, child: int, depth: int) -> tuple[int, set[int]]:
        """Wait for the copy; return how it ended, and what was sent to us meanwhile, which it is sent as well."""
        heard: set[int] = set()
        clock = _Clock(stage, self._allowed)
        while True:
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                return status, heard | (signal.sigpending() & HEARD)
            if not _is_told(child, heard) and stage.head.depth == depth:
                clock.look(child)

    def _take_note(self, stage: Stage, ended: int, heard: set[int], *, is_ours: bool) -> None:
        """See to it that who ended the copy is not called again; does not return where it was nobody's code."""
        act, frames = stage.act, self._frames()
        for home, what, message, place in stage.remembered():
            self.gone.setdefault((home, what), Failure(message, place, is_hang=True))
        if -ended in heard or not is_ours:
            _end_alike(stage, ended)
        if act is None and not frames and (ended >= 0 or -ended not in _CRASHES):
            _end_alike(stage, ended)
        if act is None:
            own = (home for place in frames for home in self._homes if is_in(_file(place), home))
            act = next((Act(home, "", "") for home in own), None)
        if act is None:
            _end_alike(stage, ended)
        place = next((place for place in frames if is_in(_file(place), act.home)), act.place or act.home)
        said = act.said or _said(ended)
        if self._everyone or stage.head.is_sealed:
            self._last_words(Problem(place, f"{act.what} {said}".strip(), _IS_KEPT))
            _exit(3)
        if (act.home, act.what) in self.gone or len(self.gone) >= _MOST_DEATHS:
            self._everyone = Failure(said, place)
        self.gone[act.home, act.what] = Failure(f"{said}; the run went on without it", place)

    def _frames(self) -> Sequence[str]:
        """Return the lines that ran when the copy crashed, the deepest first, and forget them."""
        if self._dump is None:
            return ()
        self._dump.seek(0)
        text = self._dump.read().decode("utf-8", "replace")
        self._dump.seek(0)
        self._dump.truncate()
        return [f"{file}:{line}" for file, line in _FRAME.findall(text)]


def _is_told(child: int, heard: set[int]) -> bool:
    """Wait a moment for something to happen; what was sent to us is sent to the copy, unless it was to both."""
    if not hasattr(signal, "sigtimedwait"):  # another system: what is waiting is all that can be known
        time.sleep(_LOOK_S / 10)
        new = (signal.sigpending() & HEARD) - heard - {signal.SIGCHLD}
        for number in new - {signal.SIGINT}:
            os.kill(child, number)
        heard |= new
        return bool(new)
    found = signal.sigtimedwait(HEARD, _LOOK_S)
    if found is None:
        return False
    if found.si_signo != signal.SIGCHLD:
        heard.add(found.si_signo)
        if found.si_code != _FROM_KERNEL:
            os.kill(child, found.si_signo)
    return True


class _Clock:
    """How long the call that is on stage has been there, as who waits sees it."""

    def __init__(self, stage: Stage, allowed: tuple[float, float]) -> None:
        self._stage = stage
        self._processor_s, self._wall_s = (seconds * _PATIENCE for seconds in allowed)
        self._call, self._looks, self._used = -1, 0, 0.0

    def look(self, child: int) -> None:
        """Look once more; end the copy if the call is there for too long."""
        act, calls, now = self._stage.act, self._stage.head.calls, state_of(child)
        if act is None or not act.is_timed or now.is_stopped or calls != self._call:
            self._call, self._looks, self._used = calls, 0, now.processor_s
            return
        self._looks += 1
        if now.processor_s - self._used < self._processor_s and self._looks * _LOOK_S < self._wall_s:
            return
        if not act.said:
            self._stage.tell("", "took too long and would not be stopped")
            os.kill(child, signal.SIGABRT)  # which tells the line
        else:
            os.kill(child, signal.SIGKILL)
        self._looks, self._used = 0, now.processor_s


def _telling(stage: Stage, homes: Sequence[str]) -> Callable[[int], NoReturn]:
    """Return what notes the line of who ends the process, and ends it."""
    process = os.getpid()

    def leave(status: int) -> NoReturn:
        if os.getpid() == process and stage.act is None and threading.current_thread() is threading.main_thread():
            stage.forget()
        elif os.getpid() == process:
            frame = sys._getframe(1)  # noqa: SLF001 - the line to blame
            places = {home: running(frame, home) for home in homes}
            home = next((home for home, place in places.items() if place), "")
            stage.tell(places.get(home, ""), f"ended the program with os._exit({status})", home)
        _exit(status)

    return leave


def _said(ended: int) -> str:
    if ended >= 0:
        return f"ended the program with exit code {ended}"
    if -ended == signal.SIGKILL:
        return "was killed, as the system does where memory runs out"
    return f"crashed the program ({(signal.strsignal(-ended) or str(-ended)).lower()})"


def _file(place: str) -> str:
    return place.rpartition(":")[0]


def _end_alike(stage: Stage, ended: int) -> NoReturn:
    """End as the copy did, which nobody's code is to blame for."""
    stage.forget()
    if ended < 0:
        with contextlib.suppress(OSError, ValueError):
            signal.signal(-ended, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        os.kill(os.getpid(), -ended)
    _exit(ended if ended >= 0 else 128 - ended)
