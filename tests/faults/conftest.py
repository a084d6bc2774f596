"""Updates that are killed, or refused by the system, at a chosen call; and what must hold afterwards."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from overload.errors import OverloadError
from overload.store import open_store
from overload.update import update as in_process

IS_LONG = os.environ.get("OVERLOAD_FAULTS") == "long"
"""The long form (`make faults`) strikes calls of every kind; the short one those that change files."""
MINUTES = float(os.environ.get("OVERLOAD_FAULTS_MINUTES", "40"))
"""How long all of the long form may take: four parts, each a bit less than its share; each kind is struck anyway."""
SHARE_S = MINUTES * 60 / 4 * 0.9
SAID_EACH_S = 20

BEFORE, AFTER = "2026-11-23T20:00", "2026-12-01T05:00"
CHANGING = [
    *("write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "ftruncate"),
    *("fchmod", "fchmodat", "chmod", "mkdir", "mkdirat", "link", "linkat"),
]
"""System calls that change files; opening to create is one more, found by its flags."""
OF_NO_DISK = frozenset(
    ("brk", "futex", "getpid", "geteuid", "getrandom", "getuid", "mmap", "mprotect", "mremap", "munmap", "rt_sigaction")
)
"""System calls about memory and processes: a disk refuses none of them, but a run can be killed there."""
DOCUMENTED = {0, 3, 65, 74, 75}
REFUSED = {"access": 2}
"""What else a run may end with where this call is refused: the folder that is named cannot be read."""
KILLED = {-9, 137}
"""What a run that was killed ends with, by itself and under strace."""
WRONG = {"torn feeds": "torn", "lost entries": "lost", "unrepaired": "unrepaired"}
TALLY: Counter[str] = Counter()
"""What was found wrong."""
STRUCK: Counter[tuple[str, str]] = Counter()
"""How often each kind of call was struck, by what happened there."""
MADE: Counter[str] = Counter()
"""How many calls of each kind an undisturbed update makes."""

Points = Sequence[tuple[str, int]]
Course = Callable[[Callable[[Any], list[str]], Sequence[Any], int], list[str]]


def in_turns(points: Points, seed: int = 11) -> list[tuple[str, int]]:
    """Return system calls in an order in which each kind has its turn: however few are taken, they are of many kinds.

    Which ones of a kind come first is drawn.
    """
    dice, kinds = random.Random(seed), dict[str, list[tuple[str, int]]]()
    for point in points:
        kinds.setdefault(point[0], []).append(point)
    for each in kinds.values():
        dice.shuffle(each)
    turns = zip_longest(*kinds.values())
    return [point for turn in turns for point in turn if point is not None]


def kinds_of(points: Points) -> int:
    """Return how many kinds of calls there are: so many of those in turns strike each once."""
    return len({name for name, _ in points})


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
    found = list(_after_start_up(log.read_text(errors="replace").splitlines(), str(folder)))
    assert len(found) > 20
    MADE.update(name for name, _ in found)
    return found


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
def killed(strace: str, tmp_path: Path) -> Callable[..., Iterator[tuple[str, Path]]]:
    """Kill what works on a folder at one call after the other that changes a file, each time in a fresh copy.

    Yields where it was killed, and the copy. The short form kills at a call of each kind, or of every so many kinds.
    """

    def everything(command: Callable[[Path], list[str]], begun: Path, every: int = 1) -> Iterator[tuple[str, Path]]:
        folder = Path(shutil.copytree(begun, tmp_path / "traced"))
        log = tmp_path / "strace.txt"
        trace = ["-e", f"trace=openat,{','.join(CHANGING)}"]
        assert run([strace, "-f", "-qq", "-o", str(log), *trace, *command(folder)]).returncode == 0
        points = list(_after_start_up(log.read_text(errors="replace").splitlines(), str(folder)))
        assert len(points) > 10
        for name, nth in in_turns(points) if IS_LONG else in_turns(points)[: kinds_of(points) : every]:
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
def sweep(strace: str, stage: Stage, tmp_path: Path, course: Course) -> Callable[[Iterable[Fault]], list[str]]:
    """Try faults one after the other, each on a fresh copy, and return everything that went wrong."""

    def attempt(fault: Fault) -> list[str]:
        folder = stage.copy(tmp_path / f"{fault.call}-{fault.nth}-{fault.what[-4:]}" / "training")
        # Not with --seccomp-bpf: strace 6.1 then injects nothing on newer kernels.
        done = run([strace, "-f", "-qq", "-o", "/dev/null", *fault.inject, *words(folder)])
        wrong = stage.check(folder, done.stderr)
        if "KILL" in fault.what and done.returncode not in KILLED:
            if fault.call in OF_NO_DISK and fault.nth > 1 and not wrong:
                # Of these one run makes more than the next: an earlier one is struck instead.
                shutil.rmtree(folder.parent)
                return attempt(attrs.evolve(fault, nth=fault.nth * 3 // 4))
            wrong.append("it was not killed")
        if "error" in fault.what and done.returncode not in DOCUMENTED | {REFUSED.get(fault.call)}:
            wrong.append(f"exit {done.returncode}: {done.stderr}")
        shutil.rmtree(folder.parent)
        tally(wrong, fault.call, fault.what)
        return [f"{fault.call} #{fault.nth} {fault.what}: {one}" for one in wrong]

    return lambda faults: course(attempt, list(faults), len({fault.call for fault in faults}))


@pytest.fixture
def kills(stage: Stage, tmp_path: Path, course: Course) -> Callable[[int], list[str]]:
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
        tally(wrong, "any moment", "signal=KILL")
        return [f"killed after {moment_s:.3f} s: {one}" for one in wrong]

    return lambda count: course(attempt, [dice.uniform(0.4, 1.1) * length_s for _ in range(count)], 1)


@pytest.fixture
def course(request: pytest.FixtureRequest) -> Course:
    """What goes through attempts: in the short form all of them, in the long one as many as there is time for.

    The first `least` are made in any case. The long form says now and then how far it is, and what is wrong at once.
    """
    terminal = request.config.pluginmanager.getplugin("terminalreporter")
    capture = request.config.pluginmanager.getplugin("capturemanager")
    saying = threading.Lock()

    def say(*lines: str) -> None:
        # While a test runs what is printed is kept for its failure, and a pipe or a file would get it at the end.
        with saying, capture.global_and_fixture_disabled():
            terminal.ensure_newline()
            for line in lines:
                terminal.write_line(line)
            terminal.flush()

    begun = time.monotonic()  # noqa: TID251 - it bounds the long form, and says how far it is
    last = begun

    def everything(attempt: Callable[[Any], list[str]], struck: Sequence[Any], least: int) -> list[str]:
        found, done = list[str](), 0

        def one(numbered: tuple[int, Any]) -> None:
            nonlocal done, last
            number, what = numbered
            now = time.monotonic()  # noqa: TID251 - as above
            if IS_LONG and number >= least and now - begun > SHARE_S:
                return
            wrong = attempt(what)
            found.extend(wrong)
            done += 1
            if IS_LONG and (wrong or now - last > SAID_EACH_S):
                last = now
                progress = f"{done} of {len(struck)} struck, {len(found)} wrong, {now - begun:.0f} s of {SHARE_S:.0f}"
                say(*wrong, f"{request.node.name}: {progress}")

        with ThreadPoolExecutor(os.cpu_count() if IS_LONG else 1) as pool:
            list(pool.map(one, enumerate(struck)))
        return found

    return everything


@pytest.fixture
def sampled(calls: Points) -> Callable[[str, int], Points]:
    """The calls at which something may happen, each kind in turn; in the short form so many, but each kind once."""

    def of(what: str, count: int) -> Points:
        able = [point for point in calls if "KILL" in what or point[0] not in OF_NO_DISK]
        return in_turns(able)[: None if IS_LONG else max(count, kinds_of(able))]

    return of


@pytest.fixture
def is_long() -> bool:
    """Whether this is the long form."""
    return IS_LONG


def tally(wrong: Iterable[str], kind: str, what: str) -> None:
    """Count a point that was struck, and what was wrong after it."""
    STRUCK[kind, what] += 1
    for name, sign in WRONG.items():
        TALLY[name] += any(sign in one for one in wrong)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was struck and found, for `make faults`."""
    if not IS_LONG or not STRUCK:
        return
    what = sorted({name for _, name in STRUCK})
    heads = "".join(f"{one.partition('=')[2]:>8}" for one in what)
    terminalreporter.section("calls struck, by kind")
    terminalreporter.write_line(f"{'':14}{'in a run':>9}{heads}")
    for kind in (*(name for name, _ in MADE.most_common()), "any moment"):
        counts = "".join(f"{STRUCK[kind, one] or '':>8}" for one in what)
        terminalreporter.write_line(f"{kind:14}{MADE[kind] or '':>9}{counts}")
    terminalreporter.write_line(f"{'all':14}{MADE.total():>9}{STRUCK.total():>8}")
    for name in WRONG:
        terminalreporter.write_line(f"{name:14}{TALLY[name]:>9}")


@pytest.fixture
def fault() -> type[Fault]:
    """The faults there are."""
    return Fault
