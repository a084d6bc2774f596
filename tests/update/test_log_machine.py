"""The log against a simple model: whatever is written, corrected, taken back, exported, imported and planned anew."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from overload.cli import run
from overload.errors import UsageError
from overload.importing.export import as_csv
from overload.importing.own import read_own
from overload.store import open_store
from overload.update import update
from overload.update.correct import edit, remove, undo
from overload.update.history import restore
from overload.update.record import record
from overload.web.settings import Clock

EXERCISES = ("dumbbell-row", "pull-up", "dumbbell-shrug")
CLOCK = Clock("2026-11-25T19:00")
REPS = st.lists(st.integers(0, 30), min_size=1, max_size=4).filter(any)


class LogMachine(RuleBasedStateMachine):
    """A training folder, and beside it what the log should hold: by entry number, the exercise and its reps."""

    @initialize()
    def begin(self) -> None:
        """Make a folder."""
        self.home = Path(tempfile.mkdtemp())
        self.path = self.home / "training"
        words = ["--now", "2026-11-23T05:00", "init", str(self.path), "--yes", "--zone", "UTC"]
        assert run([*words, "--dumbbells", "bowflex-552", "--bodyweight", "80 kg"]) == 0
        self.model: dict[int, tuple[str, list[int]]] = {}
        self.before: list[dict[int, tuple[str, list[int]]]] = []

    def teardown(self) -> None:
        """Leave no folder behind."""
        if hasattr(self, "home"):
            shutil.rmtree(self.home)

    def _sets(self, exercise: str, reps: list[int]) -> str:
        load = "bw" if exercise == "pull-up" else "20"
        return f"{load}x{','.join(str(one) if one else '-' for one in reps)}"

    @rule(exercise=st.sampled_from(EXERCISES), reps=REPS)
    def log(self, exercise: str, reps: list[int]) -> None:
        """Write an exercise down; the second time in the session it adds to the first."""
        done = record(self.path, exercise, self._sets(exercise, reps), CLOCK)
        self.before.append(dict(self.model))
        earlier = [number for number, (name, _) in self.model.items() if name == exercise]
        known = [one for number in earlier for one in self.model.pop(number)[1]]
        self.model[done.entry.id] = (exercise, [*known, *reps])

    @precondition(lambda self: self.model)
    @rule(data=st.data(), reps=REPS)
    def correct(self, data: st.DataObject, reps: list[int]) -> None:
        """Write an entry anew; saying what it says already is no change."""
        number = data.draw(st.sampled_from(sorted(self.model)))
        exercise, was = self.model[number]
        done = edit(self.path, CLOCK, number, self._sets(exercise, reps))
        if reps != was:
            self.before.append(dict(self.model))
            del self.model[number]
            self.model[done.now.id] = (exercise, reps)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def take_out(self, data: st.DataObject) -> None:
        """Remove an entry."""
        number = data.draw(st.sampled_from(sorted(self.model)))
        remove(self.path, CLOCK, number)
        self.before.append(dict(self.model))
        del self.model[number]

    @rule()
    def take_back(self) -> None:
        """Undo the last change, or hear that there is none."""
        if not self.before:
            with pytest.raises(UsageError):
                undo(self.path, CLOCK)
            return
        done = undo(self.path, CLOCK)
        was, held = self.before.pop(), self._held()
        assert sorted(held.values()) == sorted(was.values())
        if done.now is not None:
            brought = (done.now.exercise, [one.reps for one in done.now.sets])
            assert brought in was.values()
            assert brought not in self.model.values()
        self.model = held  # what was brought back has a new number

    @rule()
    def plan_anew(self) -> None:
        """Update; the second time nothing is new."""
        update(self.path, CLOCK)
        assert update(self.path, CLOCK).written == ()

    @rule()
    def export_and_import(self) -> None:
        """What is exported is read back as it was, and imported here adds nothing."""
        with open_store(self.path / "overload.db") as store:
            entries = store.entries()
        read = read_own(as_csv(entries).encode())
        assert read is not None
        assert read.entries == tuple(_alone(one) for one in entries)
        assert restore(self.path, read.entries, CLOCK).added == 0

    def _held(self) -> dict[int, tuple[str, list[int]]]:
        with open_store(self.path / "overload.db") as store:
            return {one.id: (one.exercise, [done.reps for done in one.sets]) for one in store.entries()}

    @invariant()
    def holds_what_it_should(self) -> None:
        """The log is the model's, and the database is sound."""
        if hasattr(self, "path"):
            assert self._held() == self.model
            with open_store(self.path / "overload.db") as store:
                assert store.verify() == ()


def _alone(entry):
    """Return an entry without its history, which an export leaves out."""
    return attrs.evolve(entry, replaces=None)


TestLog = pytest.mark.slow(LogMachine.TestCase)
TestLog.settings = settings(max_examples=8, stateful_step_count=14, deadline=None)
