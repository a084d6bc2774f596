"""Updates that are killed, or refused by the system, at a chosen call; and what must hold afterwards."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs
import pytest

from overload.errors import OverloadError
from overload.store import open_store
from overload.update import update as in_process

IS_LONG = os.environ.get("OVERLOAD_FAULTS") == "long"
"""The long form (`make faults`) tries every call; the short one those that change files."""

BEFORE, AFTER = "2026-11-23T20:00", "2026-12-01T05:00"
CHANGING = [
    *("write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "ftruncate"),
    *("fchmod", "fchmodat", "chmod", "mkdir", "mkdirat", "link", "linkat"),
]
"""System calls that change files; opening to create is one more, found by its flags."""
DOCUMENTED = {0, 3, 65, 74, 75}
KILLED = {-9, 137}
"""What a run that was killed ends with, by itself and under strace."""
TALLY: Counter[str] = Counter()


@attrs.frozen
class Fault:
    """What happens at the `nth` time a system call is made: `signal=KILL` or `error=ENOSPC`, as strace takes it."""

    call: str
    nth: int
    what: str

    @property
    def inject(self) -> list[str]:
        """The words for strace."""
        return ["-e", f"trace={self.call}", "-e", f"inject={self.call}:{self.what}:when={self.nth}"]


@attrs.frozen
class Stage:
    """A training folder before an update, and the feed it should end with."""

    template: Path
    old: bytes
    new: bytes
    entries: int

    def copy(self, target: Path) -> Path:
        """Return a fresh copy to work on."""
        shutil.rmtree(target, ignore_errors=True)
        return Path(shutil.copytree(self.template, target))

    def check(self, folder: Path, said: str) -> list[str]:
        """Return what is wrong after a run that was disturbed, and after the next one, which is not."""
        wrong = [f"a traceback: {said}"] if "Traceback" in said else []
        feed = (folder / "calendars" / "training.ics").read_bytes()
        if feed not in {self.old, self.new}:
            wrong.append("torn feed")
        wrong += repair(folder)
        if (folder / "calendars" / "training.ics").read_bytes() != self.new:
            wrong.append("unrepaired: another feed than without the fault")
        wrong += [f"left over: {one}" for one in folder.rglob(".*") if one.name != ".overload.lock"]
        with open_store(folder / "overload.db") as store:
            wrong += [f"unrepaired: {problem}" for problem in store.verify()]
            if len(store.entries()) != self.entries:
                wrong.append("lost entry")
        return wrong


def words(folder: Path, *more: str, now: str = AFTER) -> list[str]:
    """Return the command line of an update of a folder."""
    return [sys.executable, "-m", "overload", "-C", str(folder), "--now", now, *(more or ("update",))]


def run(command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
    """Run a command with an environment that is always the same."""
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    if "PYTHONPATH" in os.environ:
        environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, **more)


def update(folder: Path) -> subprocess.CompletedProcess[str]:
    """Update a folder, undisturbed."""
    return run(words(folder))


def repair(folder: Path, now: str = AFTER) -> list[str]:
    """Update a folder in this process, undisturbed, and return what went wrong."""
    try:
        done = in_process(folder, lambda zone: datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)))
    except OverloadError as error:
        return [f"unrepaired: {error}"]
    return [f"unrepaired: {problem}" for problem in done.problems]


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Make a folder with a log and an old feed, and the feed that an undisturbed update gives."""
    template = tmp_path_factory.mktemp("stage") / "training"
    done = run([sys.executable, "-m", "overload", "--now", "2026-11-23T05:00", "init", str(template), "--yes",
                "--calendar", "back-only", "--zone", "UTC", "--dumbbells", "bowflex-552"])  # fmt: skip
    assert done.returncode == 0, done.stderr
    for number, what in enumerate(("row", "deadlift")):
        assert run(words(template, "log", what, f"20x1{number},9,9", now=BEFORE)).returncode == 0
    finished = template.parent / "finished"
    shutil.copytree(template, finished)
    assert update(finished).returncode == 0
    old, new = ((one / "calendars" / "training.ics").read_bytes() for one in (template, finished))
    assert old != new
    return Stage(template, old, new, 2)


@pytest.fixture(scope="session")
def strace() -> str:
    """The tracer, or a skip with the reason where it cannot be had."""
    found = shutil.which("strace")
    if found is None or run([found, "-e", "trace=getpid", "true"]).returncode:
        if os.environ.get("CI") or os.getuid() == 0:
            pytest.fail("strace is missing or may not trace here; tests/system-packages installs it")
        pytest.skip("strace is missing or may not trace here")
    return found


@pytest.fixture(scope="session")
def calls(strace: str, stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int]]:
    """Every system call of an update after start-up, by name and number; in the short form those that change files."""
    folder = stage.copy(tmp_path_factory.mktemp("calls") / "training")
    log = folder.parent / "strace.txt"
    what = [] if IS_LONG else ["-e", f"trace=openat,{','.join(CHANGING)}"]
    assert run([strace, "-f", "-qq", "-o", str(log), *what, *words(folder)]).returncode == 0
    return list(_after_start_up(log.read_text(errors="replace").splitlines(), str(folder)))


def _after_start_up(lines: Iterable[str], folder: str) -> Iterator[tuple[str, int]]:
    made: Counter[str] = Counter()
    is_up = False
    for line in lines:
        match = re.match(r"\d+\s+(\w+)\(", line)
        if not match:
            continue
        name = match[1]
        made[name] += 1
        is_up = is_up or (folder in line and name not in {"execve", "readlink", "newfstatat"})
        if is_up and (IS_LONG or name in CHANGING or "O_CREAT" in line) and name not in {"exit_group", "execve"}:
            yield name, made[name]


@pytest.fixture
def killed(strace: str, tmp_path: Path) -> Callable[[Callable[[Path], list[str]], Path], Iterator[tuple[str, Path]]]:
    """Kill what works on a folder at one call after the other that changes a file, each time in a fresh copy.

    Yields where it was killed, and the copy.
    """

    def everything(command: Callable[[Path], list[str]], begun: Path) -> Iterator[tuple[str, Path]]:
        folder = Path(shutil.copytree(begun, tmp_path / "traced"))
        log = tmp_path / "strace.txt"
        trace = ["-e", f"trace=openat,{','.join(CHANGING)}"]
        assert run([strace, "-f", "-qq", "-o", str(log), *trace, *command(folder)]).returncode == 0
        points = list(_after_start_up(log.read_text(errors="replace").splitlines(), str(folder)))
        assert len(points) > 10
        for name, nth in points[:: 1 if IS_LONG else 6]:
            folder = Path(shutil.copytree(begun, tmp_path / "tried"))
            fault = Fault(name, nth, "signal=KILL")
            done = run([strace, "-f", "-qq", "-o", "/dev/null", *fault.inject, *command(folder)])
            assert done.returncode in KILLED, f"{name} #{nth} was not reached"
            yield f"{name} #{nth}", folder
            shutil.rmtree(folder)

    return everything


@pytest.fixture
def repaired() -> Callable[..., list[str]]:
    """Update a folder, undisturbed, and return what went wrong."""
    return repair


@pytest.fixture
def sweep(strace: str, stage: Stage, tmp_path: Path) -> Callable[[Iterable[Fault]], list[str]]:
    """Try faults one after the other, each on a fresh copy, and return everything that went wrong."""

    def attempt(fault: Fault) -> list[str]:
        folder = stage.copy(tmp_path / f"{fault.call}-{fault.nth}-{fault.what[-4:]}" / "training")
        # Not with --seccomp-bpf: strace 6.1 then injects nothing on newer kernels.
        done = run([strace, "-f", "-qq", "-o", "/dev/null", *fault.inject, *words(folder)])
        wrong = stage.check(folder, done.stderr)
        if "KILL" in fault.what and done.returncode not in KILLED:
            wrong.append("it was not killed")
        if "error" in fault.what and done.returncode not in DOCUMENTED:
            wrong.append(f"exit {done.returncode}: {done.stderr}")
        shutil.rmtree(folder.parent)
        tally(wrong)
        return [f"{fault.call} #{fault.nth} {fault.what}: {one}" for one in wrong]

    def everything(faults: Iterable[Fault]) -> list[str]:
        with ThreadPoolExecutor(os.cpu_count() if IS_LONG else 1) as pool:
            return [one for wrong in pool.map(attempt, faults) for one in wrong]

    return everything


@pytest.fixture
def kills(stage: Stage, tmp_path: Path) -> Callable[[int], list[str]]:
    """Kill that many updates, each at a moment of its own, and return everything that went wrong."""
    dice = random.Random(11)
    begun = time.monotonic()  # noqa: TID251 - it only spreads the kills
    assert run(words(stage.copy(tmp_path / "timed"))).returncode == 0
    length_s = time.monotonic() - begun  # noqa: TID251 - as above

    def attempt(moment_s: float) -> list[str]:
        folder = stage.copy(tmp_path / f"{moment_s}" / "training")
        with subprocess.Popen(words(folder), stderr=subprocess.PIPE, text=True) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(moment_s)
            process.kill()
            said = process.communicate()[1]
        wrong = stage.check(folder, said)
        shutil.rmtree(folder.parent)
        tally(wrong)
        return [f"killed after {moment_s:.3f} s: {one}" for one in wrong]

    def everything(count: int) -> list[str]:
        moments = [dice.uniform(0.4, 1.1) * length_s for _ in range(count)]
        with ThreadPoolExecutor(os.cpu_count() if IS_LONG else 1) as pool:
            return [one for wrong in pool.map(attempt, moments) for one in wrong]

    return everything


@pytest.fixture
def is_long() -> bool:
    """Whether this is the long form."""
    return IS_LONG


def tally(wrong: Iterable[str]) -> None:
    """Count a point that was tried, and what was wrong after it."""
    TALLY["points tried"] += 1
    for kind, sign in (("torn feeds", "torn"), ("lost entries", "lost"), ("unrepaired", "unrepaired")):
        TALLY[kind] += any(sign in one for one in wrong)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was tried and found, for `make faults`."""
    if IS_LONG and TALLY:
        terminalreporter.section("faults")
        for kind in ("points tried", "torn feeds", "lost entries", "unrepaired"):
            terminalreporter.write_line(f"{kind:14} {TALLY[kind]:6}")


@pytest.fixture
def fault() -> type[Fault]:
    """The faults there are."""
    return Fault
