"""Calling what is not ours: whatever it does, a value comes back."""

from __future__ import annotations

import contextlib
import decimal
import os
import sys
import threading
import time

import pytest

from overload.guard import Failure, Limit, guarded, limited

SHORT = 0.1


def _loop() -> None:
    while True:
        pass


def _stubborn() -> None:
    for _ in range(3):
        with contextlib.suppress(BaseException):
            time.sleep(60)


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
        failure = guarded(lambda: print("hello"), __file__)  # noqa: T201
        guarded(lambda: os.system("echo child"), __file__)  # noqa: S605
    assert isinstance(failure, Failure)
    assert "'hello'" in failure.message
    assert failure.place.startswith(f"{__file__}:")
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("call", [_loop, _stubborn, lambda: time.sleep(60)], ids=["loop", "stubborn", "sleep"])
def test_a_hang_is_stopped_and_told_with_its_line(call: object) -> None:
    """A call that takes longer than the limit is stopped, even asleep, even if it tries to go on."""
    with limited(Limit(SHORT)):
        failure = guarded(call, __file__)  # type: ignore[arg-type]
    assert isinstance(failure, Failure)
    assert failure.is_hang
    assert failure.place.startswith(__file__)


def test_who_hung_once_is_not_asked_again() -> None:
    """The second call of the same code in a run fails at once, in the same words."""
    with limited(Limit(SHORT)):
        first = guarded(_loop, __file__)
        assert guarded(lambda: 3, __file__) == first


def test_a_hang_in_a_thread_is_stopped() -> None:
    """Off the main thread, where there are no signals, a busy loop is stopped as well."""
    found: list[object] = []

    def work() -> None:
        with limited(Limit(SHORT)):
            found.append(guarded(_loop, __file__))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    assert isinstance(found[0], Failure)
    assert found[0].is_hang


@pytest.mark.slow
def test_one_that_will_not_be_stopped_is_given_up() -> None:
    """A call that swallows every attempt is handed to the last resort with its line."""

    def stubborn() -> None:
        while True:
            try:
                _loop()
            except Exception:  # noqa: BLE001
                return
            except BaseException:  # noqa: BLE001, S110
                pass

    given_up: list[str] = []

    def give_up(place: str) -> None:
        given_up.append(place)
        raise RuntimeError

    with limited(Limit(SHORT, give_up)):
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
