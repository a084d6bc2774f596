"""An update that is stopped, or that the system refuses something, at any call that changes a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(6 * 3600)]

Sweep = Callable[[Iterable[Any]], list[str]]


@pytest.mark.parametrize("what", ["signal=KILL", "error=ENOSPC", "error=EIO"])
def test_every_call(
    what: str, calls: list[tuple[str, int]], sweep: Sweep, fault: Callable[..., Any], is_long: bool
) -> None:
    """The feed is the old or the new one, no entry is lost, the next run gives what an undisturbed one would."""
    assert len(calls) > 20
    step = 1 if is_long or what == "signal=KILL" else 3
    assert sweep([fault(call, nth, what) for call, nth in calls[::step]]) == []


def test_any_moment(kills: Callable[[int], list[str]], is_long: bool) -> None:
    """The same for updates that are killed at moments drawn at random."""
    assert kills(1000 if is_long else 30) == []
