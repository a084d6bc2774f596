"""An update that is stopped, or that the system refuses something, at any call that changes a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(6 * 3600)]

Points = Sequence[tuple[str, int]]
Sweep = Callable[[Iterable[Any]], list[str]]


@pytest.mark.parametrize(("what", "count"), [("signal=KILL", 20), ("error=ENOSPC", 14), ("error=EIO", 14)])
def test_every_kind_of_call(
    what: str, count: int, sampled: Callable[[str, int], Points], sweep: Sweep, fault: Callable[..., Any]
) -> None:
    """The feed is the old or the new one, no entry is lost, the next run gives what an undisturbed one would."""
    assert sweep([fault(call, nth, what) for call, nth in sampled(what, count)]) == []


def test_any_moment(kills: Callable[[int], list[str]], is_long: bool) -> None:
    """The same for updates that are killed at moments drawn at random."""
    assert kills(1000 if is_long else 10) == []
