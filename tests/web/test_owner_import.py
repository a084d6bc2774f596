"""Importing on the owner's page: the log gets what is new in a file, once, and a mistake is said in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.web.test_set_up import CSV
from tests.web.test_uploads import KIND, multipart

from overload.web.bringing import show_import, take_import
from overload.web.owner import Where
from overload.web.settings import Clock

NOW = Clock("2026-11-25T07:00")
WHERE = Where("/o/token", "", "", "http://here.test")


def test_a_file_is_brought_in_once(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """Its entries are in the log; the same form does nothing, and the same file adds nothing."""
    path = folder()
    assert b'type="file"' in show_import(path, WHERE, NOW).body
    for key, status, said in (
        ("a" * 16, 200, b"1 entry with 1 set."),
        ("a" * 16, 303, b""),
        ("b" * 16, 200, b"0 entries"),
    ):
        done = take_import(path, WHERE, KIND, multipart({"key": key, "both": "0"}, CSV), NOW)
        assert (done.status, said in done.body) == (status, True)
    assert len(overload(path, "log", "list", "--json").data) == 1


def test_what_is_no_file_is_said_so(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """No file, no key, no form, or nonsense: nothing is written."""
    path, form = folder(), {"key": "c" * 16, "both": "0"}
    for kind, body, said in (
        (KIND, multipart(form), b"Has no file in it."),
        (KIND, multipart(form, b""), b"Has no file in it."),
        (KIND, multipart({"both": "0"}, CSV), b"A form comes with a key."),
        (KIND, b"nonsense", b"Cannot be read."),
    ):
        done = take_import(path, WHERE, kind, body, NOW)
        assert (done.status, said in done.body) == (400, True), done.body
    done = take_import(path, WHERE, KIND, multipart(form, b"\x00nonsense"), NOW)
    assert (done.status, b"was not imported" in done.body) == (200, True)
    assert overload(path, "log", "list", "--json").data == []
