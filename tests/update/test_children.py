"""Children that serve one folder after the other: they are kept, replaced, and end with whoever waits for them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from overload.update.children import work_on_each
from overload.update.many import Outcome

ORPHANS = r"""
import os, signal, sys
from pathlib import Path
from overload.update.children import work_on_each
from overload.update.many import Outcome

def work(path):
    os.write(1, b"%d\n" % os.getpid())
    return Outcome(path, 0)

outcomes = work_on_each([Path(name) for name in "abcdef"], work, 3)
next(outcomes)
os.kill(os.getpid(), signal.SIGKILL)
"""


def served(path: Path) -> Outcome:
    """Say which process it was; some folders take theirs with them."""
    if path.name == "dies":
        signal.raise_signal(signal.SIGKILL)
    if path.name == "exits":
        sys.exit(5)
    return Outcome(path, 0, (str(os.getpid()),))


def paths(names: str) -> list[Path]:
    """Return folders of these names."""
    return [Path(name) for name in names.split()]


def test_one_child_serves_many() -> None:
    """As many children as work at a time, however many folders there are, and none of them is this process."""
    found = [one.problems[0] for one in work_on_each(paths("a b c d e f"), served, 1)]
    assert len(set(found)) == 1
    assert str(os.getpid()) not in found


def test_a_folder_may_have_a_child_to_itself() -> None:
    """One that is single shares its process with no other; the others go on with theirs."""
    outcomes = work_on_each(paths("a own b another c"), served, 1, is_single=lambda path: len(path.name) > 1)
    found = {one.path.name: one.problems[0] for one in outcomes}
    assert found["a"] == found["b"] == found["c"]
    assert len(set(found.values())) == 3


def test_a_child_that_dies_is_replaced() -> None:
    """The folder it was at is told so with what it ended with, and those after it are served by another."""
    found = {one.path.name: one for one in work_on_each(paths("a dies b exits c"), served, 1)}
    assert {name: one.code for name, one in found.items()} == {"a": 0, "dies": 70, "b": 0, "exits": 70, "c": 0}
    assert "ended with -9" in found["dies"].problems[0]
    assert "ended with 5" in found["exits"].problems[0]
    assert len({found[name].problems for name in "abc"}) == 3


def test_a_child_that_dies_while_it_waits_costs_nothing() -> None:
    """Killed between two folders, as by a system out of memory: the next folder is served all the same."""
    outcomes = work_on_each(paths("a b c"), served, 1)
    first = next(outcomes)
    os.kill(int(first.problems[0]), signal.SIGKILL)
    os.waitid(os.P_PID, int(first.problems[0]), os.WEXITED | os.WNOWAIT)
    second, third = outcomes
    assert (second.code, third.code) == (0, 0)
    assert first.problems != second.problems == third.problems


def test_what_a_folder_leaves_running_ends_with_it(tmp_path: Path) -> None:
    """Children are gone when all is done, and when nobody asks for the rest."""
    outcomes = work_on_each(paths("a b c"), served, 2)
    child = int(next(outcomes).problems[0])
    outcomes.close()
    assert not Path("/proc", str(child)).exists()


def test_children_end_with_who_waits_for_them() -> None:
    """Killed, it leaves nobody behind: the output, which they share, comes to its end."""
    done = subprocess.run([sys.executable, "-c", ORPHANS], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert len(set(done.stdout.split())) == 3
    assert done.stderr == ""
