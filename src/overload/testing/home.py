"""A training folder to try plugins in: at a time of its own, everything as an athlete would have it."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import attrs

import overload

FIRST_MONDAY = "2026-11-23T05:00"
"""Early on a Monday: the first session is this evening."""


@attrs.frozen
class Said:
    """What a command said: its exit code, and what it printed to standard output and standard error."""

    code: int
    out: str
    err: str


class Home:
    """A training folder at a moment that the test decides, with the plugins, the plan and the log that it is given.

    Commands run as on a command line, in this process: the same plan.toml, database and feeds as anybody's. Raises
    AssertionError where a command ends otherwise than it was expected to.
    """

    def __init__(self, path: Path, at: str = FIRST_MONDAY, *, calendar: str = "back-only", zone: str = "UTC") -> None:
        self.path, self._now = path, datetime.fromisoformat(at)
        self._run("--now", at, "init", str(path), "--yes", "--zone", zone, "--calendar", calendar)

    @property
    def now(self) -> datetime:
        """The time on the wall there."""
        return self._now

    def at(self, moment: str) -> None:
        """Let it be another time: `2026-11-30T18:30`."""
        self._now = datetime.fromisoformat(moment)

    def later(self, **spans: float) -> None:
        """Let time go by: `home.later(days=7)`."""
        self._now += timedelta(**spans)

    def plan(self, text: str) -> None:
        """Add tables to the end of plan.toml."""
        with self._plan_file.open("a", encoding="utf-8") as file:
            file.write(f"\n{text.strip()}\n")

    def replace(self, old: str, new: str) -> None:
        """Write something else in place of a text of plan.toml, which must be there."""
        text = self._plan_file.read_text(encoding="utf-8")
        if old not in text:
            raise AssertionError(f"plan.toml does not say {old!r}")
        self._plan_file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def plugin(self, source: Path | str, name: str = "") -> Path:
        """Put a plugin there, a file or a folder, or `name` with this source; return where it lies."""
        plugins = self.path / "plugins"
        if isinstance(source, Path):
            goal = plugins / source.name
            if source.is_dir():
                shutil.copytree(source, goal, dirs_exist_ok=True)
            else:
                shutil.copy(source, goal)
            return goal
        goal = plugins / f"{name or 'mine'}.py"
        goal.write_text(source, encoding="utf-8")
        return goal

    def run(self, *words: str, code: int = 0) -> Said:
        """Run a command that is expected to end with this exit code: `home.run("log", "row", "20kgx10,9,8")`."""
        return self._run("-C", str(self.path), "--now", self._now.isoformat(), *words, code=code)

    def log(self, exercise: str, sets: str, on: str = "", *, code: int = 0) -> Said:
        """Write down what was done: `home.log("row", "20kgx10,9,8")`, today or on a date."""
        return self.run("log", exercise, *(["--on", on] if on else []), "--", sets, code=code)

    def update(self, *, code: int = 0) -> Said:
        """Bring the feeds up to date."""
        return self.run("update", code=code)

    def next(self, *, code: int = 0) -> Mapping[str, Any]:
        """Return the next session, as `overload next --json` has it."""
        said: Mapping[str, Any] = json.loads(self.run("next", "--json", code=code).out)
        return said

    def week(self, weeks: int = 4, *, code: int = 0) -> Sequence[Mapping[str, Any]]:
        """Return the sessions of so many weeks, as `overload week --json` has them."""
        said: Sequence[Mapping[str, Any]] = json.loads(self.run("week", "--weeks", str(weeks), "--json", code=code).out)
        return said

    def feed(self, name: str = "training") -> str:
        """Return a feed as it lies there, its folded lines made whole."""
        text = (self.path / "calendars" / f"{name}.ics").read_bytes().decode()
        return text.replace("\r\n ", "").replace("\r\n", "\n")

    @property
    def _plan_file(self) -> Path:
        return self.path / "plan.toml"

    def _run(self, *words: str, code: int = 0) -> Said:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            ended = overload.run(list(words))
        said = Said(ended, out.getvalue(), err.getvalue())
        if ended != code:
            line = f"overload {' '.join(words)}"
            raise AssertionError(f"{line}: ended with {ended}, not {code}\n{said.out}{said.err}")
        return said
