"""The note of who is on stage."""

from __future__ import annotations

import os
from pathlib import Path

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
        assert stage.act.home == "x" * 3000
        assert stage.act.place == "a b"


def test_a_note_in_a_file_is_found_by_the_next(tmp_path: Path) -> None:
    """Where all who wrote a note were killed, the next finds who was on stage; one that came to its end leaves none."""
    file = tmp_path / "note"
    child = os.fork()
    if not child:
        with Stage(file).taken(BAD):
            os._exit(9)
    os.waitpid(child, 0)
    stage = Stage(file)
    assert stage.left == BAD
    assert stage.act is None
    assert Stage(file).left is None, "a note that somebody writes to is left alone"
    stage.forget()
    assert not file.exists()


def test_whatever_stands_in_the_file_is_no_trouble(tmp_path: Path) -> None:
    """A file that somebody else wrote, and a place where none can be, are as good as none."""
    file = tmp_path / "note"
    file.write_bytes(b"\xff" * 100_000)
    assert Stage(file).left is None
    assert Stage(tmp_path).left is None
    assert Stage(tmp_path / "nowhere" / "note").left is None


def test_texts_are_kept_for_those_who_come_after() -> None:
    """What a copy of the process remembered is there for the one that waited, as far as there is room."""
    stage = Stage()
    child = os.fork()
    if not child:
        stage.remember(("/a.py", "a rule", "took too long", "/a.py:3"))
        stage.remember(("x" * 100_000,))
        stage.remember(("/b.py", "", "", ""))
        os._exit(0)
    os.waitpid(child, 0)
    assert list(stage.remembered()) == [("/a.py", "a rule", "took too long", "/a.py:3"), ("/b.py", "", "", "")]
