"""The server as a command: how it starts, what stops it from starting, and what it listens with."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from overload.errors import FileError
from overload.web.server import listen


def test_no_response_waits_for_another_packet() -> None:
    """The socket names its protocol: only then asyncio turns Nagle's algorithm off."""
    with listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken(overload, folder) -> None:
    """Says so, with what to do."""
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(FileError) as caught:
            listen("127.0.0.1", port)
        done = overload(folder(), "serve", "--port", str(port))
    assert "choose another with --port" in str(caught.value)
    assert done.code == 74
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        (("--base-url", "training.example"), 2, "is not a web address"),
        (("--root", "/nowhere/at/all"), 74, "no such folder"),
        (("--host", "999.1.1.1"), 74, "cannot listen"),
        (("--port", "70000"), 2, "70000"),
    ],
)
def test_what_cannot_be_served(flags, code, said, overload, folder) -> None:
    """Every mistake of the command line has its word and its code."""
    done = overload(folder(), "serve", *flags)
    assert (done.code, said in done.err) == (code, True), done.err


def test_without_what_it_needs(overload, folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says what to install."""
    for name in [one for one in sys.modules if one.startswith("overload.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette.applications", None)
    done = overload(folder(), "serve")
    assert done.code == 2
    assert "make plan" in done.err
    assert "uv tool install --force '.[web,busy]'" in done.err


@pytest.mark.slow
def test_an_empty_root_gets_folders_later(tmp_path: Path, serve, overload) -> None:
    """A folder that is made while the server runs is served at once."""
    server = serve(tmp_path, "--root", str(tmp_path))
    overload("init", tmp_path / "late", "--yes", "--zone", "UTC")
    done = overload(tmp_path / "late", "link", "add", "--no-qr", "--base-url", server.address)
    path = next(one for one in done.out.splitlines() if one.startswith("http:")).removeprefix(server.address)
    assert server.ask(path).status == 200


@pytest.mark.slow
def test_a_plan_that_cannot_be_read_is_served_all_the_same(folder, serve) -> None:
    """A server starts whatever plan.toml says, and answers what it can."""
    path = folder("--calendar", "back-only")
    (path / "plan.toml").write_text("[athlete")
    assert serve(path).ask("/").status == 404


@pytest.mark.slow
def test_it_ends_without_a_word(home, serve) -> None:
    """Asked to end, as a system does, after a page was made in a process of its own: nothing is left to tell of."""
    server = serve(home)
    assert server.ask(server.session_paths()[0]).status == 200
    server.process.terminate()
    _, said = server.process.communicate()
    assert said == ""
