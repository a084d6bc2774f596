"""Stopping a call whose time is up: by signals in the main thread, by an exception from a watching one elsewhere."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from overload.guard.blame import running
from overload.guard.limit import Allowance, Hang, Limit

_RINGS: Final = 5
"""After so many attempts it is given up."""


@contextmanager
def stopped_after(limit: Limit | None, home: str) -> Iterator[None]:
    """Raise Hang in what is done within once it has used up the limit."""
    if limit is None:
        yield
    elif threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        with _clean_descriptor(), _alarm(limit, home):
            yield
    else:
        with _watched(limit):
            yield


@contextmanager
def _clean_descriptor() -> Iterator[None]:
    """Send what a child process writes to standard output to standard error."""
    try:
        saved = os.dup(1)
        os.dup2(2, 1)
    except OSError:  # one of them is closed
        yield
        return
    try:
        yield
    finally:
        os.dup2(saved, 1)
        os.close(saved)


@contextmanager
def _alarm(limit: Limit, home: str) -> Iterator[None]:
    """Raise in the main thread when time is up, and again where that is swallowed. Interrupts sleeping, too.

    Ticks that come while the process is stopped, or waits for the processor, are one tick when it goes on.
    """
    allowance, place, is_over = Allowance(limit, time.thread_time), "", False

    def ring(_: int, frame: FrameType | None) -> None:
        nonlocal place
        if is_over or not allowance.tick():
            return
        place = running(frame, home)
        if allowance.rings > _RINGS:
            limit.stop(place or home)
        raise Hang(allowance.allowed, place)

    before = signal.signal(signal.SIGALRM, ring)
    timer = signal.setitimer(signal.ITIMER_REAL, limit.tick_s, limit.tick_s)
    try:
        yield
        if allowance.rings:
            raise Hang(allowance.allowed, place)
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watched(limit: Limit) -> Iterator[None]:
    """Raise in this thread when time is up; it is noticed between two steps of Python, not while sleeping."""
    thread, lock, over = threading.get_ident(), threading.Lock(), threading.Event()
    allowance = Allowance(limit, _processor_time(thread))

    def watch() -> None:
        while not over.wait(limit.tick_s):
            with lock:
                if not over.is_set() and allowance.tick():
                    _throw(thread, Hang)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    except Hang as hang:
        hang.allowed = allowance.allowed
        raise
    finally:
        _end(thread, lock, over, allowance)
    if allowance.rings:
        raise Hang(allowance.allowed)


def _end(thread: int, lock: threading.Lock, over: threading.Event, allowance: Allowance) -> None:
    """Let nothing be thrown from now on, nor what is on its way arrive later.

    What was thrown cannot be taken back: CPython 3.11 would look for it at every step, and under a tracer never get on.
    """
    while not over.is_set():
        try:
            with lock:
                over.set()
            if allowance.rings:
                _throw(thread, Hang)  # in place of one that may be on its way
                while True:
                    pass
        except Hang:  # it arrived just now
            continue


def _throw(thread: int, error: type[BaseException]) -> None:
    """Let a thread raise an error at its next step."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))


def _processor_time(thread: int) -> Callable[[], float]:
    """Return what tells the processor time of a thread; the whole process's where the system keeps no other."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.process_time
    clock = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(clock)
