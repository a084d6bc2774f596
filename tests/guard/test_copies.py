"""Copies of the process that a call makes."""

from __future__ import annotations

import os

from overload.guard import Failure, Limit, guarded, limited


def _forks() -> None:
    if os.fork():
        os.wait()


def test_a_copy_that_comes_back_is_ended_and_told() -> None:
    """Only the process that made the call goes on behind it, and it learns in which line it was copied."""
    before = os.getpid()
    with limited(Limit()):
        failure = guarded(_forks, __file__)
    assert os.getpid() == before
    assert isinstance(failure, Failure)
    assert failure.message.startswith("made a copy of the program (os.fork)")
    assert failure.place == f"{__file__}:{_forks.__code__.co_firstlineno + 1}"


def test_a_copy_that_ends_by_itself_is_no_matter() -> None:
    """Who forks to do something beside, and ends that process, may."""

    def call() -> str:
        child = os.fork()
        if not child:
            os._exit(0)
        os.waitpid(child, 0)
        return "done"

    with limited(Limit()):
        assert guarded(call, __file__) == "done"


def test_another_program_may_be_run() -> None:
    """What runs a command is no copy of the program."""
    with limited(Limit()):
        assert guarded(lambda: os.system("true"), __file__) == 0  # noqa: S605 - what a plugin may do
