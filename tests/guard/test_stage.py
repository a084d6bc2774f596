"""The note of who is on stage."""

from __future__ import annotations

import os

from overload.guard.stage import Act, Stage

BAD, WORSE = Act("/a.py", "overload_rules", "/a.py:3"), Act("/b.py", "a command", "", is_timed=False)


def test_who_calls_is_there_again_when_the_call_has_ended() -> None:
    """The innermost call is on stage, and nobody when all have ended."""
    stage = Stage()
    with stage.taken(BAD):
        with stage.taken(WORSE):
            assert stage.act == WORSE
        assert stage.act == BAD
        assert not stage.is_empty
    assert stage.act is None
    assert stage.is_empty


def test_what_a_copy_of_the_process_notes_outlives_it() -> None:
    """The note of a process that died in the middle of a call is there for the one that waited."""
    stage = Stage()
    child = os.fork()
    if not child:
        with stage.taken(BAD):
            stage.tell("/a.py:9", "did something")
            os._exit(0)
    os.waitpid(child, 0)
    assert stage.act == Act("/a.py", "overload_rules", "/a.py:9", said="did something")
    assert stage.is_empty


def test_a_note_without_end_is_cut() -> None:
    """However long the names are, there is room."""
    stage = Stage()
    with stage.taken(Act("x" * 100_000, "é" * 100_000, "a\0b")):
        assert stage.act is not None
        assert stage.act.home == "x" * 1500
        assert stage.act.place == "a b"
