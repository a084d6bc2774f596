"""The limit of a plugin's calls is for plugins: what comes with the program is never stopped."""

from __future__ import annotations

import time

import pytest

from overload import hookimpl
from overload.guard import Limit
from overload.plugins import Policy, builtin, in_force, load_all

TINY = Limit(0.01, 0.01)


def _spin(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


@pytest.mark.parametrize("hook", ["overload_exercises", "overload_calendars", "overload_dumbbells"])
def test_the_catalogue_is_whole_however_slow_the_machine(hook: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is built in takes ten times what a plugin may, and is there all the same."""
    really = getattr(builtin, hook)

    @hookimpl(specname=hook)
    def slow() -> object:
        _spin(0.1)
        return really()

    monkeypatch.setattr(builtin, hook, slow)
    with in_force(Policy(limit=TINY)):
        found = load_all()
    assert found.problems == ()
    assert "ppl" in found.catalog.calendars
    assert "double-progression" in found.catalog.rules


def test_a_plugin_that_takes_as_long_is_stopped(with_plugins) -> None:
    """The same time in a file of plugins/ is too long, and the words say what was used up."""
    path = with_plugins(
        slow="""
        import time
        from overload import hookimpl

        @hookimpl
        def overload_rules():
            while time.thread_time() < 1e9:
                pass
        """
    )
    with in_force(Policy(limit=TINY)):
        found = load_all(path)
    assert "took longer than 0.01 seconds" in str(found.problems[0])


def test_a_plugin_that_sleeps_is_stopped(with_plugins) -> None:
    """Who waits for something that does not come is stopped by the clock, with its line."""
    path = with_plugins(asleep="import time\ntime.sleep(600)\n")
    with in_force(Policy(limit=Limit(2, 0.2))):
        found = load_all(path)
    assert "took longer than 0.2 seconds and was stopped" in str(found.problems[0])
    assert "asleep.py:2" in str(found.problems[0])
