"""What the calls of a run may use up together."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from overload.guard import Failure, Limit, bytes_of, guarded, limited, seconds_of
from overload.guard.purse import Purse

MB = 1 << 20


@pytest.mark.parametrize(
    ("text", "bytes_"),
    [("512 MB", 512 * MB), ("2GB", 2048 * MB), (" 1 mb ", MB), ("0 MB", None), ("2", None), ("-1 GB", None), (2, None)],
)
def test_memory_as_it_is_written(text: object, bytes_: int | None) -> None:
    """Megabytes and gigabytes are read; anything else is not guessed at."""
    assert bytes_of(text) == bytes_


@pytest.mark.parametrize(
    ("number", "seconds"),
    [
        (30, 30.0),
        (0.5, 0.5),
        (Decimal("1.5"), 1.5),
        (0, None),
        (-1, None),
        (True, None),
        ("30", None),
        (float("inf"), None),
    ],
)
def test_seconds_as_they_are_written(number: object, seconds: float | None) -> None:
    """A number above zero is read; anything else is not."""
    assert seconds_of(number) == seconds


def _spin(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_who_used_most_is_named_once_nothing_is_left() -> None:
    """Once the seconds are used up no call is made, and the words name the one that used most."""
    limit = Limit(purse=Purse(seconds=0.05))
    with limited(limit):
        assert guarded(lambda: 3, "/somewhere/small.py", "a", "/somewhere/small.py:1") == 3
        assert guarded(lambda: _spin(0.06), "/somewhere/big.py", "b", "/somewhere/big.py:7") is None
        refused = guarded(lambda: 3, "/somewhere/small.py", "a", "/somewhere/small.py:1")
    assert isinstance(refused, Failure)
    assert refused.message.startswith("was not asked: the plugins of this run have used up their 0.05 seconds")
    assert refused.message.endswith("went to b at /somewhere/big.py:7")


def test_a_call_within_a_call_is_paid_once() -> None:
    """What a call calls in turn is a part of it."""
    purse = Purse(seconds=0.15)
    with limited(Limit(purse=purse)):
        guarded(lambda: guarded(lambda: _spin(0.1), "/inner.py"), "/outer.py")
        assert purse.empty() is None


def test_a_hog_is_stopped_and_not_asked_again() -> None:
    """Who wants more memory than there is for a plugin is told so, with its line; others are asked as before."""
    kept: list[bytearray] = []

    def hog() -> None:
        while True:
            kept.append(bytearray(8 * MB))

    with limited(Limit(purse=Purse(memory=64 * MB))):
        failure = guarded(hog, __file__)
        kept.clear()
        assert isinstance(failure, Failure)
        assert failure.message == "took more memory than the 64 MB that a plugin may"
        assert failure.place == f"{__file__}:{hog.__code__.co_firstlineno + 2}"
        assert guarded(lambda: 3, __file__) == failure
        assert guarded(lambda: 3, "/somewhere/else.py") == 3
