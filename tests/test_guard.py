"""Calling what is not ours: whatever it does, a value comes back."""

from __future__ import annotations

import contextlib
import decimal
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import overload
from overload.guard import Failure, Limit, guarded, limited
from overload.guard.limit import Allowance

pytestmark = pytest.mark.slow

SHORT = 0.1
OURS = str(Path(overload.__file__).parent / "rules" / "linear.py")


def _loop() -> None:
    while True:
        pass


def _sleep() -> None:
    time.sleep(60)  # noqa: TID251 - what has to be stopped


def _stubborn() -> None:
    for _ in range(3):
        with contextlib.suppress(BaseException):
            time.sleep(60)  # noqa: TID251 - what has to be stopped


def test_a_value_comes_through() -> None:
    """A call that behaves returns what it returns."""
    assert guarded(lambda: 3, __file__) == 3


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("too\nlight"), "raised ValueError: too light"),
        (SystemExit(3), "called sys.exit(3)"),
        (GeneratorExit(), "raised GeneratorExit"),
    ],
    ids=str,
)
def test_what_is_raised_is_told_with_its_line(error: BaseException, said: str) -> None:
    """An error, or an exit, becomes one line of words and the deepest line of the caller's own file."""

    def call() -> None:
        raise error

    failure = guarded(call, __file__)
    assert isinstance(failure, Failure)
    assert failure.message == said
    assert failure.place == f"{__file__}:{call.__code__.co_firstlineno + 1}"


def test_printing_is_a_failure_and_does_not_reach_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    """What is printed, by Python or by a child process, is kept off standard output; Python's is told with its line."""
    with limited(Limit(5)):
        failure = guarded(lambda: print("hello"), __file__)  # noqa: T201 - what a plugin must not do
        guarded(lambda: os.system("echo child"), __file__)  # noqa: S605 - what a plugin must not do
    assert isinstance(failure, Failure)
    assert "'hello'" in failure.message
    assert failure.place.startswith(f"{__file__}:")
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("call", [_loop, _stubborn, _sleep], ids=["loop", "stubborn", "sleep"])
def test_a_hang_is_stopped_and_told_with_its_line(call: object) -> None:
    """A call that takes longer than the limit is stopped, even asleep, even if it tries to go on."""
    with limited(Limit(SHORT, SHORT)):
        failure = guarded(call, __file__)
    assert isinstance(failure, Failure)
    assert failure.is_hang
    assert failure.place.startswith(__file__)


def test_who_hung_once_is_not_asked_again() -> None:
    """The second call of the same code in a run fails at once, in the same words."""
    with limited(Limit(SHORT, SHORT)):
        first = guarded(_loop, __file__)
        assert guarded(lambda: 3, __file__) == first


def test_a_hang_in_a_thread_is_stopped() -> None:
    """Off the main thread, where there are no signals, a busy loop is stopped as well."""
    found: list[object] = []

    def work() -> None:
        with limited(Limit(SHORT, SHORT)):
            found.append(guarded(_loop, __file__))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert isinstance(found[0], Failure)
    assert found[0].is_hang
    assert found[0].place.startswith(f"{__file__}:")


def _spin(seconds: float) -> None:
    """Use up processor time of this thread."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def _in_a_thread(call: Callable[[], object]) -> object:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(call()))
    thread.start()
    thread.join()
    return found[0]


@pytest.mark.parametrize("where", [lambda call: call(), _in_a_thread], ids=["main", "thread"])
def test_what_is_ours_is_under_no_limit(where: Callable[[Callable[[], object]], object]) -> None:
    """A rule of the program itself is not stopped, however long it takes; the same in a plugin is."""

    def work() -> object:
        with limited(Limit(0.02, 0.02)):
            ours = guarded(lambda: _spin(SHORT), OURS)
            return ours, guarded(lambda: _spin(60), __file__)

    ours, theirs = where(work)  # a pair, as work() returns it
    assert ours is None
    assert isinstance(theirs, Failure)
    assert theirs.is_hang


def test_a_thread_that_swallows_being_stopped_once_is_stopped_again() -> None:
    """Off the main thread, too, a call that goes on after being stopped is stopped as often as it takes."""

    def stubborn() -> None:
        for _ in range(3):
            with contextlib.suppress(BaseException):
                _loop()

    def work() -> object:
        with limited(Limit(SHORT, SHORT)):
            return guarded(stubborn, __file__)

    assert isinstance(_in_a_thread(work), Failure)


TRACED = """
import resource, sys, threading, time
from overload.guard import Limit, guarded, limited

def work():
    with limited(Limit(0.1, 0.1)):
        guarded(lambda: 3, __file__)
        guarded(lambda: [None for _ in iter(int, 1)], __file__)

resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
thread = threading.Thread(target=work)
thread.start()
thread.join()
sys.settrace(lambda *_: None)
print((lambda: "traced")())
"""


def test_a_program_can_be_traced_after_calls_in_threads(tmp_path: Path) -> None:
    """Neither a call that ended in time nor one that was stopped leaves the interpreter looking for an error."""
    file = tmp_path / "traced.py"
    file.write_text(TRACED)
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "traced\n"), done.stderr


class Machine:
    """Tells the processor time that somebody set."""

    def __init__(self) -> None:
        self.used = 5.0

    def __call__(self) -> float:
        """Return it."""
        return self.used


def test_processor_time_counts_and_not_the_clock() -> None:
    """Two seconds of processor time are allowed, whatever number of ticks they take; a bit more each time after."""
    machine = Machine()
    allowance = Allowance(Limit(2, 20), machine)
    for _ in range(90):
        machine.used += 0.02
        assert not allowance.tick()
    machine.used = 7.0
    assert allowance.tick()
    assert allowance.allowed == "2 seconds of processor time"
    assert not allowance.tick()
    machine.used += 0.2
    assert allowance.tick()
    assert allowance.rings == 2


def test_sleeping_is_counted_in_ticks() -> None:
    """Twenty seconds of ticks are allowed to who uses no processor time, and a tenth more each time after."""
    allowance = Allowance(Limit(2, 20), Machine())
    ticks = [allowance.tick() for _ in range(120)]
    assert [number for number, is_over in enumerate(ticks, 1) if is_over] == [100, 110, 120]
    assert allowance.allowed == "20 seconds"


STOPPED = """
import os, signal, sys, threading, time
from overload.guard import Limit, guarded, limited

def call():
    os.kill(os.getpid(), signal.SIGSTOP)
    time.sleep(0.1)  # so that whoever lost patience meanwhile comes first
    return "went on"

def work():
    with limited(Limit(0.5, 0.5)):
        print(guarded(call, __file__))

if sys.argv[1] == "thread":
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
else:
    work()
"""


@pytest.mark.parametrize("where", ["main", "thread"])
def test_a_process_that_is_stopped_for_longer_than_the_limit_loses_nothing(where: str, tmp_path: Path) -> None:
    """A call during which the process is stopped, as by Ctrl-Z or a machine that sleeps, goes on where it was."""
    file = tmp_path / "stopped.py"
    file.write_text(STOPPED)
    with subprocess.Popen([sys.executable, str(file), where], stdout=subprocess.PIPE, text=True) as process:
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        time.sleep(1.0)  # noqa: TID251 - twice the limit
        process.send_signal(signal.SIGCONT)
        said, _ = process.communicate()
    assert said == "went on\n"


@pytest.mark.slow
def test_one_that_will_not_be_stopped_is_given_up() -> None:
    """A call that swallows every attempt is handed to the last resort with its line."""

    def stubborn() -> None:
        while True:
            try:
                _loop()
            except Exception:  # noqa: BLE001 - as greedy plugins do
                return
            except BaseException:  # noqa: BLE001, S110 - as greedy plugins do
                pass

    given_up: list[str] = []

    def give_up(place: str) -> None:
        given_up.append(place)
        raise RuntimeError

    with limited(Limit(SHORT, SHORT, give_up)):
        guarded(stubborn, __file__)
    assert given_up[0].startswith(f"{__file__}:")


def test_settings_of_decimals_are_kept() -> None:
    """A call that makes decimals less exact makes them so for itself alone."""

    def call() -> None:
        decimal.getcontext().prec = 2

    guarded(call, __file__)
    assert decimal.Decimal(1) / 3 == decimal.Decimal("0.3333333333333333333333333333")


def test_interrupting_passes_through() -> None:
    """Ctrl-C ends the program, not the plugin."""

    def call() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(call, __file__)
    assert sys.stdout is not None
