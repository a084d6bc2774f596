"""A plugin that takes the process of a worker with it costs neither an answer nor an entry."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.slow

CRASHES = """import ctypes
from overload import hookimpl

@hookimpl
def overload_event_extras(session):
    ctypes.string_at(0)
"""


def test_a_page_is_shown_and_a_form_is_taken_once(home, serve, overload) -> None:
    """The page comes, what is written on it is in the log once, and the journal names the plugin with its line."""
    server = serve(home)
    (home / "plugins" / "bad.py").write_text(CRASHES)
    path = server.session_paths()[0]
    shown = server.ask(path)
    assert shown.status == 200
    fields = {"key": shown.key("dumbbell-row"), "exercise": "dumbbell-row", "do": "asked"}
    assert server.send(path, fields).status == 303
    assert len(server.log()) == 1
    runs = json.loads(overload(home, "--no-plugins", "runs", "--json").out)
    assert any("bad.py:6: a plugin crashed the program" in one for run in runs for one in run["problems"])
