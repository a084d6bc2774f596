"""What a tap costs: one lock, one search for places, one reading of the plugins, one transaction."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from urllib.parse import urlencode

import pytest

from overload import plugins, schedule
from overload.errors import FileError, Problem
from overload.plan import build
from overload.store import open_store
from overload.store.files import _taken
from overload.web.settings import Clock
from overload.web.work import show_session, take_form

CLOCK = Clock("2026-11-25T18:30")
COUNTED: dict[str, CodeType] = {
    "plans": build.__code__,
    "searches": schedule.solve.__code__,
    "readings of plugins": plugins.load_all.__code__,
    "locks": _taken.__code__,
}
ORDINAL = 2
FORMS: dict[str, dict[str, str]] = {
    "as asked": {"exercise": "dumbbell-row", "do": "asked"},
    "moved": {"do": "move", "to": "2026-11-26"},
    "called off": {"do": "call-off"},
    "shortened": {"do": "shorten-20"},
}


@contextmanager
def counting() -> Iterator[dict[str, int]]:
    """Count how often what is costly is begun, under whatever name it is called."""
    names = {code: name for name, code in COUNTED.items()}
    found = dict.fromkeys(COUNTED, 0)

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in names:
            found[names[frame.f_code]] += 1

    sys.setprofile(look)
    try:
        yield found
    finally:
        sys.setprofile(None)


def send(path: Path, key: str = "a-key-of-its-own", **fields: str) -> int:
    """Send a form as its page does, and return the status of the answer."""
    body = urlencode({"key": key, **fields}).encode()
    return take_form(path, ORDINAL, "/s/x", body, CLOCK).status


@pytest.fixture
def home(folder: Callable[..., Path]) -> Path:
    """Make a training folder with a plugin in it."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--load", "row=10kg")
    # Nothing was missed that would have to be looked after.
    (path / "plan.toml").write_text((path / "plan.toml").read_text("utf-8") + '\n[days.push]\ntext = ""\n', "utf-8")
    (path / "plugins" / "quiet.py").write_text('"""A plugin that adds nothing."""\n')
    return path


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_done_in_one_go(home: Path, form: str) -> None:
    """Whatever a form says is done under one lock, with one plan, one search and one reading of the plugins."""
    show_session(home, ORDINAL, "/s/x", CLOCK)
    with counting() as found:
        assert send(home, **FORMS[form]) == 303
    assert found == dict.fromkeys(COUNTED, 1)


def test_taking_back_is_done_in_one_go(home: Path) -> None:
    """What was decided on the page is taken back at the same cost."""
    assert send(home, **FORMS["called off"]) == 303
    with counting() as found:
        assert send(home, "another-key", do="back") == 303
    assert found == dict.fromkeys(COUNTED, 1)
    with open_store(home / "overload.db") as store:
        assert [decision.kind for decision in store.decisions()] == ["skip", "undo"]


def test_what_came_before_costs_no_plan(home: Path) -> None:
    """A form that comes a second time is answered as the first was, and nothing is planned for it."""
    assert send(home, **FORMS["as asked"]) == 303
    with counting() as found:
        assert send(home, **FORMS["as asked"]) == 303
    assert (found["plans"], found["searches"], found["locks"]) == (0, 0, 1)


def test_the_page_searches_nothing(home: Path) -> None:
    """A page shows what subscribers were shown; no places are searched for it."""
    with counting() as found:
        assert show_session(home, ORDINAL, "/s/x", CLOCK).status == 200
    assert (found["plans"], found["searches"], found["locks"]) == (0, 0, 1)


@pytest.mark.parametrize("form", FORMS)
def test_the_key_is_kept_with_the_deed(home: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the key cannot be kept the deed is not done; sent again it is done once."""

    def refused(*_: object) -> None:
        raise FileError(Problem("overload.db", "there is no room on the disk"))

    monkeypatch.setattr("overload.update.session_form.remember_form", refused)
    assert send(home, **FORMS[form]) != 303
    monkeypatch.undo()
    assert done(home) == 0
    for _ in range(2):
        assert send(home, **FORMS[form]) == 303
    assert done(home) == 1


def done(path: Path) -> int:
    """Return how many entries and decisions there are."""
    with open_store(path / "overload.db") as store:
        return store.entry_count() + len(store.decisions())
