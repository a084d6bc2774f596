"""`publish_command`: run when there is something new to bring, and never at the cost of the feed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Overload = Callable[..., Any]
Publishing = Callable[..., None]


@pytest.fixture
def path(folder: Callable[..., Path]) -> Path:
    """Return a training folder."""
    return folder("--calendar", "back-only", "--dumbbells", "bowflex-552")


@pytest.fixture
def publish_with(path: Path) -> Publishing:
    """Let the feed be published with a command (a list or a text), instead of the one before."""

    def write(command: list[str] | str, within: str = "1 min") -> None:
        plan = path / "plan.toml"
        lines = [line for line in plan.read_text(encoding="utf-8").split("\n") if not line.startswith("publish_")]
        at = next(number for number, line in enumerate(lines) if line.startswith("[feeds.training]")) + 1
        said = [f"publish_command = {json.dumps(command)}", f"publish_within = {json.dumps(within)}"]
        plan.write_text("\n".join([*lines[:at], *said, *lines[at:]]), encoding="utf-8")

    return write


COUNT = 'cp "$OVERLOAD_FEED" published.ics && echo run >> runs'


def runs(path: Path) -> int:
    """Return how often the command ran."""
    return len((path / "runs").read_text(encoding="utf-8").split()) if (path / "runs").exists() else 0


class TestWhenItRuns:
    """Once for each change."""

    def test_once_for_the_same_bytes(self, path: Path, publish_with: Publishing, overload: Overload) -> None:
        """It runs when the feed is new and when it changed, in the training folder; else not."""
        publish_with(COUNT)
        assert overload(path, "update").code == 0
        assert (path / "published.ics").read_bytes() == (path / "calendars" / "training.ics").read_bytes()
        assert overload(path, "update").code == 0
        assert overload(path, "update", now="2026-11-23T06:00").code == 0
        assert runs(path) == 1
        assert overload(path, "move", "s1", "2026-11-24", "19:00").code == 0
        assert runs(path) == 2
        assert (path / "published.ics").read_bytes() == (path / "calendars" / "training.ics").read_bytes()

    def test_not_in_a_dry_run(self, path: Path, publish_with: Publishing, overload: Overload) -> None:
        """`update --dry-run` and `feed diff` bring nothing anywhere."""
        publish_with(COUNT)
        assert overload(path, "update", "--dry-run").code == overload(path, "feed", "diff").code == 0
        assert runs(path) == 0

    def test_again_after_a_failure(self, path: Path, publish_with: Publishing, overload: Overload) -> None:
        """What failed is tried again by the next update, though nothing changed; then it is done."""
        publish_with("test -e network && echo run >> runs")
        assert [overload(path, "update").code for _ in range(2)] == [3, 3]
        (path / "network").touch()
        assert [overload(path, "update").code for _ in range(2)] == [0, 0]
        assert runs(path) == 1

    def test_another_command_has_brought_nothing_yet(
        self, path: Path, publish_with: Publishing, overload: Overload
    ) -> None:
        """A new place gets the feed at once, though it did not change."""
        for command in (COUNT, COUNT.replace("published", "elsewhere")):
            publish_with(command)
            assert overload(path, "update").code == 0
        assert (path / "elsewhere.ics").exists()

    def test_words_reach_the_program_as_they_are(
        self, path: Path, publish_with: Publishing, overload: Overload
    ) -> None:
        """A list of words meets no shell: stars, dollars and spaces are letters, {file} is the feed."""
        publish_with(["cp", "{file}", "$HOME *; echo.ics"])
        assert overload(path, "update").code == 0
        assert (path / "$HOME *; echo.ics").exists()


class TestFailures:
    """A failure is one line and exit code 3; the feed is as it should be."""

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            (
                ["sh", "-c", "echo first; echo 'no route\tto host' >&2; exit 23"],
                "failed with exit code 23: no route to host",
            ),
            ("kill -9 $$", "failed with signal 9"),
            (["no-such-program", "{file}"], "cannot be run: No such file or directory: 'no-such-program'"),
            ("exit 1", "failed with exit code 1"),
        ],
    )
    def test_one_line(
        self, path: Path, publish_with: Publishing, overload: Overload, command: list[str] | str, said: str
    ) -> None:
        """The line names the place in plan.toml, what happened, the last thing the command said, and what comes now."""
        publish_with(command)
        done = overload(path, "update")
        hint = "training.ics itself is up to date; the next update tries again"
        assert (done.code, done.out) == (3, "")
        assert done.err == f"overload: plan.toml: feeds.training.publish_command: {said}; {hint}\n"
        assert overload("feed", "check", path / "calendars" / "training.ics").code == 0

    @pytest.mark.slow
    def test_a_command_that_hangs(self, path: Path, publish_with: Publishing, overload: Overload) -> None:
        """It is stopped when its time is over, and what it started with it.

        All of them hold the writing end of a pipe: nothing more can come from it when the last of them is gone.
        """
        os.mkfifo(path / "held")
        said, seconds = b"", 1
        while said != b"started\n":  # on a machine so slow that it was stopped before, it gets more time
            publish_with("exec > held; (sleep 600; echo survived) & echo started; sleep 600", within=f"{seconds} s")
            held = os.open(path / "held", os.O_RDONLY | os.O_NONBLOCK)
            done = overload(path, "update")
            assert done.code == 3
            assert f"was stopped after {seconds} seconds" in done.err
            os.set_blocking(held, True)
            with os.fdopen(held, "rb") as pipe:
                said, seconds = pipe.read(), 4 * seconds
            assert b"survived" not in said

    def test_nobody_waits_for_what_stays_behind(self, path: Path, publish_with: Publishing, overload: Overload) -> None:
        """A connection kept open in the background, as ssh does, delays nothing."""
        publish_with("sleep 1200 & echo $! > pid", within="10 min")
        assert overload(path, "update").code == 0
        publish_with("kill $(cat pid)")
        assert overload(path, "update").code == 0

    def test_it_has_no_terminal(self, path: Path, publish_with: Publishing, overload: Overload) -> None:
        """A program that asks for a password fails at once instead of waiting for an answer."""
        publish_with("read answer < /dev/tty")
        assert overload(path, "update").code == 3
