"""Whatever changes the log or the plan, the calendar follows at once; a server that is not there is no error of it."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from typing import Any

import pytest
from tests.testing.every_command import EVERY, LISTING

from overload.cli.call import Call
from overload.cli.walk import Walk, walk

pytestmark = pytest.mark.slow
LOGGING = (
    ("log keep", "1"),
    ("log", "deadlift", "20x10,10,10"),
    ("log edit", "3", "20x10,10,9"),
    ("log bodyweight", "81 kg"),
    ("undo",),
    ("log undo",),
    ("import", "TABLE", "--yes"),
    ("import", "OURS"),
)
DECIDING = (
    ("move", "s2", "thu", "07:00"),
    ("undo",),
    ("update",),
    ("restore",),
    ("calendars adopt",),
    ("link revoke", "--all"),
)
ALIKE = {
    **dict.fromkeys(("pin", "swap", "shorten", "skip", "did", "away add", "away remove", "week short"), "move"),
    "log remove": "log edit",
    "workouts level": "update",
}
"""Commands that end in the same lines as another."""
APART = {
    "", "adopt", "init", "log export", "log verify", "away", "feed", "caldav", "caldav connect", "caldav forget",
    "caldav sync", "plugins check", "plugins new", "cron", "link add", "link rotate", "serve", "completion",
    "many", "many add", "many export", "many import", "many init", "many pause", "many plan", "many remove",
    "many link", "many retry", "many serve", "many status", "many worker",
}  # fmt: skip
"""Commands that change no plan, speak with the calendar themselves, or want to be told that it is left first."""


def _follow(one: Any, commands: Iterable[tuple[str, ...]], **known: str) -> None:
    """Check that after each the server is asked, and that nobody minds that it does not answer."""
    for command, *rest in commands:
        said = [*command.split(), *(known.get(word, word) for word in rest)]
        before, one.server.faults = one.server.requests, ["down"]
        done = one.run(*said)
        assert done.code == 0, (said, done.err)
        assert one.server.requests == before + 1, said
        assert "down" not in done.out + done.err


def test_every_command_that_changes_something_is_known() -> None:
    """A new command is told here whether the calendar follows it."""
    followed = {words[0] for words in (*LOGGING, *DECIDING)}
    assert set(ALIKE.values()) <= followed
    assert followed | set(ALIKE) | APART | set(LISTING) == {" ".join(names) for names in EVERY}


def test_the_calendar_follows_what_is_decided(life: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moves, what is taken back, a backup put back and a calendar that is switched to are written there at once."""
    one = life()
    monkeypatch.setattr("overload.update.adopt", lambda *_: None)  # so that there is one to switch to
    _follow(one, DECIDING)
    one.sync()
    one.quiet()


def test_the_calendar_follows_what_is_logged(life: Any, tmp_path: Any) -> None:
    """Entries, corrections, removals, bodyweights and imports are in the coming events at once."""
    one = life()
    one.now = "2026-11-23T20:00"
    table = tmp_path / "table.csv"
    table.write_text("Date,Exercise,Weight (kg),Reps\n2026-11-20,Lateral Raise,6,12\n")
    assert one.run("log", "shrug", "200x10").code == 3  # a slip, it seems
    assert one.run("log", "export", str(tmp_path / "ours.csv")).code == 0
    _follow(one, LOGGING, TABLE=str(table), OURS=str(tmp_path / "ours.csv"))
    one.sync()
    one.quiet()


def test_the_calendar_follows_a_walk(life: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a walk through a session ends, its event says what was done."""
    one = life()
    one.now = "2026-11-25T19:00"
    one.sync()
    answers = iter(["", "q"])
    monkeypatch.setattr(builtins, "input", lambda _: next(answers))
    monkeypatch.setattr(Walk, "take_early", lambda _: False)
    before = len(one.server.puts)
    assert walk(Call(one.path, one.now), with_timer=False) == 0
    assert len(one.server.puts) > before
    one.quiet()


def test_a_server_that_asks_for_time_is_given_it(life: Any) -> None:
    """Who is told to come back in ten minutes does not ask before; `caldav sync` asks all the same."""
    one = life()
    one.server.faults = ["later"]
    assert one.run("update").code == 0
    before = one.server.requests
    one.now = "2026-11-23T05:09"
    assert one.run("update").code == 0
    assert one.server.requests == before
    one.quiet()
    one.now = "2026-11-23T05:11"
    before = one.server.requests
    assert one.run("update").code == 0
    assert one.server.requests == before + 1
