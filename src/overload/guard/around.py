"""What stands around a call of code that is not ours: who stands by knows of it, and it has its limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from overload.guard.copies import without_copies
from overload.guard.limit import Limit
from overload.guard.stage import Act
from overload.guard.stopping import stopped_after


@contextmanager
def kept_within(limit: Limit, home: str, what: str, place: str) -> Iterator[None]:
    """Limit a call, count what it uses up, and note for whoever stands by what is being called."""
    with (
        _on_stage(limit, Act(home, what, place)),
        without_copies(home),
        limit.purse.paid(home, what, place),
        stopped_after(limit, home),
    ):
        yield


@contextmanager
def taking_its_time(limit: Limit, home: str, what: str) -> Iterator[None]:
    """Note for whoever stands by what is being called, which may take as long as it likes."""
    with _on_stage(limit, Act(home, what, "", is_timed=False)), without_copies(home):
        yield


@contextmanager
def _on_stage(limit: Limit, act: Act) -> Iterator[None]:
    stage = limit.watch.stage if limit.watch else None
    with stage.taken(act) if stage else nullcontext():
        yield
