"""Calling code that is not ours: whatever it does comes back as a value, never as an accident.

What is contained is accidents, not malice. Time is limited only where an edge of the program asks for it (`limited`):
the core alone has no clock.
"""

from __future__ import annotations

import ctypes
import decimal
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from types import FrameType, TracebackType
from typing import Final, TypeVar

import attrs

T = TypeVar("T")

_AGAIN_S: Final = 0.2
"""A call that swallows being stopped is stopped again so many seconds later."""
_RINGS: Final = 5
"""After so many attempts it is given up."""
_MOST_SAID: Final = 200


@attrs.frozen
class Failure:
    """What a call did wrong, in words that follow its name, and the deepest line of its own (`file:line`, or '')."""

    message: str
    place: str = ""
    is_hang: bool = False


@attrs.frozen
class Limit:
    """How long a call may take, and whose calls took longer: they are not asked again.

    `give_up` is called with a place when a call will not be stopped, and does not return.
    """

    seconds: float
    give_up: Callable[[str], object] | None = None
    hung: dict[str, Failure] = attrs.field(factory=dict)


_LIMIT: ContextVar[Limit | None] = ContextVar("limit", default=None)


@contextmanager
def limited(limit: Limit) -> Iterator[None]:
    """Limit every guarded call within."""
    token = _LIMIT.set(limit)
    try:
        yield
    finally:
        _LIMIT.reset(token)


def guarded(call: Callable[[], T], home: str) -> T | Failure:
    """Call, and return what it returns, or what it did wrong: raise, exit, hang or print to standard output.

    `home` is the file or folder its own code is in. KeyboardInterrupt alone passes through.
    """
    paper, limit = _Paper(home), _LIMIT.get()
    if limit and home in limit.hung:
        return limit.hung[home]
    try:
        with decimal.localcontext(), redirect_stdout(paper), _stopped_after(limit, home):
            value = call()
    except KeyboardInterrupt:
        raise
    except _Hang as error:
        return _hung(error, home, limit)
    except BaseException as error:  # noqa: BLE001 - sys.exit in a plugin must not end the program either
        return Failure(told(error), place_of(error, home))
    if paper.place or paper.text:
        said = " ".join(paper.text.split())[:60]
        return Failure(f"printed '{said}' to standard output, where only results belong", paper.place)
    return value


def _hung(error: _Hang, home: str, limit: Limit | None) -> Failure:
    seconds = f"{limit.seconds:g} seconds" if limit else "allowed"
    place = str(error) or _deepest(error.__traceback__, home)
    failure = Failure(f"took longer than {seconds} and was stopped", place, is_hang=True)
    if limit and home:
        limit.hung[home] = failure
    return failure


def told(error: BaseException) -> str:
    """Say what was raised in one line: `raised ValueError: too light`."""
    if isinstance(error, SystemExit):
        return f"called sys.exit({'' if error.code is None else error.code!r})"
    try:
        text = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    except Exception:  # noqa: BLE001 - even its message may fail
        text = ""
    return f"raised {type(error).__name__}" + (f": {text[:_MOST_SAID]}" if text else "")


def place_of(error: BaseException, home: str) -> str:
    """Return `file:line` of the deepest line in `home` that an error went through, or of what is no Python there."""
    if isinstance(error, SyntaxError) and error.filename and _is_in(error.filename, home):
        return f"{error.filename}:{error.lineno or 1}"
    return _deepest(error.__traceback__, home)


def _is_in(file: str, home: str) -> bool:
    return bool(home) and (file == home or file.startswith(home.rstrip(os.sep) + os.sep))


def _deepest(trace: TracebackType | None, home: str) -> str:
    place = ""
    while trace:
        if _is_in(trace.tb_frame.f_code.co_filename, home):
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _calling(frame: FrameType | None, home: str) -> str:
    """Return the line of `home` that is being run."""
    while frame and not _is_in(frame.f_code.co_filename, home):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else ""


class _Hang(BaseException):
    """Raised in the middle of a call that takes too long."""


class _Paper(io.TextIOBase):
    """Takes the place of standard output, and remembers what was first written to it and where."""

    def __init__(self, home: str) -> None:
        self._home = home
        self.text, self.place = "", ""

    def writable(self) -> bool:
        """Take what is written."""
        return True

    def write(self, text: str) -> int:
        """Keep the beginning."""
        if not self.text:
            self.place = _calling(sys._getframe(1), self._home)  # noqa: SLF001 - the line to blame
        self.text += text[: _MOST_SAID - len(self.text)] if len(self.text) < _MOST_SAID else ""
        return len(text)


@contextmanager
def _stopped_after(limit: Limit | None, home: str) -> Iterator[None]:
    if limit is None:
        yield
    elif threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        with _clean_descriptor() as put_back, _alarm(limit, home, put_back):
            yield
    else:
        with _watched(limit):
            yield


@contextmanager
def _clean_descriptor() -> Iterator[Callable[[], object]]:
    """Send what a child process writes to standard output to standard error; yields what puts it back early."""
    try:
        saved = os.dup(1)
        os.dup2(2, 1)
    except OSError:  # one of them is closed
        yield lambda: None
        return
    try:
        yield lambda: os.dup2(saved, 1)
    finally:
        os.dup2(saved, 1)
        os.close(saved)


@contextmanager
def _alarm(limit: Limit, home: str, put_back: Callable[[], object]) -> Iterator[None]:
    """Raise in the main thread when time is up, and again where that is swallowed. Interrupts sleeping, too."""
    rings, place, is_over = 0, "", False

    def ring(_: int, frame: FrameType | None) -> None:
        nonlocal rings, place
        rings += 1
        if is_over:
            return
        place = _calling(frame, home)
        if rings > _RINGS and limit.give_up:
            signal.setitimer(signal.ITIMER_REAL, 0)  # it would outlive the program, if that is replaced
            put_back()
            limit.give_up(place or home)
        raise _Hang(place)

    before = signal.signal(signal.SIGALRM, ring)
    timer = signal.setitimer(signal.ITIMER_REAL, limit.seconds, _AGAIN_S)
    try:
        yield
        if rings:
            raise _Hang(place)
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watched(limit: Limit) -> Iterator[None]:
    """Raise in this thread when time is up; it is noticed between two steps of Python, not while sleeping."""
    thread, is_over = threading.get_ident(), threading.Lock()

    def ring() -> None:
        if is_over.acquire(blocking=False):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_Hang))

    timer = threading.Timer(limit.seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        is_over.acquire(blocking=False)
        timer.cancel()
