"""Who is told of an update, and what is said where that fails: never in place of what the athlete asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DEAF = """
    from overload import hookimpl

    @hookimpl
    def overload_after_update(report):
        raise ConnectionError("nobody there")
    """


@pytest.mark.parametrize(
    "said",
    ["log row 3x8 @ 20kg", "log --unwell", "skip s1", "move s1 tue --force", "pin s1", "undo", "away add tomorrow"],
)
def test_a_notifier_that_fails_changes_no_exit(said: str, overload, with_plugins) -> None:
    """What was asked for is done, and exits as it would without; that nobody could be told is a line on stderr."""
    path = with_plugins()
    assert overload(path, "skip", "s2").code == 0
    (path / "plugins" / "deaf.py").write_text("\n".join(line[4:] for line in DEAF.splitlines()))
    done = overload(path, *said.split())
    assert done.code == 0, done.err
    assert done.err.count("plugin 'deaf', overload_after_update: raised ConnectionError: nobody there") == 1


def test_an_update_whose_telling_fails_says_so_by_its_exit(overload, with_plugins) -> None:
    """Telling is a part of its work: exit code 3, a line, and a line in the journal; the feed is whole."""
    path = with_plugins(deaf=DEAF)
    for _ in range(2):
        done = overload(path, "update")
        assert done.code == 3
        assert done.err.count("nobody there") == 1
    assert "nobody there" in overload(path, "runs", "--json").out
    all_of_them = overload("update", "--all", path.parent)
    assert all_of_them.code == 3
    assert "nobody there" in all_of_them.err


def test_other_failures_still_count(overload, with_plugins, hostile) -> None:
    """A plugin that fails in what it adds costs exit code 3 as before, beside a notifier that fails."""
    path = with_plugins(deaf=DEAF, bad_exit=hostile["bad_exit"][0])
    done = overload(path, "skip", "s1")
    assert done.code == 3
    assert "bad_exit.py:3" in done.err
    assert "nobody there" in done.err


LOUD = """
    import logging, warnings
    from overload import EventExtras, hookimpl

    logging.warning("loud at import")
    logging.getLogger("mine").error("louder at import")
    warnings.warn("warned at import")

    @hookimpl
    def overload_event_extras(session):
        logging.basicConfig(level=logging.DEBUG)
        logging.getLogger("mine").critical("loud in a hook")
        warnings.warn("warned in a hook", UserWarning)
        return EventExtras(("Quiet here.",))
    """


@pytest.mark.slow
def test_what_a_plugin_logs_reaches_no_mail(with_plugins) -> None:
    """What is logged and warned of goes nowhere: cron has nothing to send."""
    path = with_plugins(loud=LOUD)
    done = _run(path, "update")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "Quiet here." in (path / "calendars" / "training.ics").read_text().replace("\r\n ", "")


def _run(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "overload", "-C", str(path), "--now", "2026-11-23T05:00", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)
