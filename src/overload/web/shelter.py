"""Work in a copy of the worker, where a training folder has plugins: what they do to the process costs one answer."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Final, ParamSpec, cast

from overload.errors import Problem
from overload.guard import Limit
from overload.guard.processes import die_with_parent
from overload.plugins import Policy, in_force
from overload.plugins.sources import Origin, sources
from overload.update.journal import note_trouble
from overload.web.rendering import message_page
from overload.web.settings import Clock
from overload.web.work import Page

P = ParamSpec("P")
_BROKEN: Final = "The page of this plan cannot be made now; 'overload check' shows its owner why."


def sheltered(work: Callable[P, Page], /, *args: P.args, **named: P.kwargs) -> Page:
    """Return what `work` answers for a folder; where its plugins end the process, what it answers without them.

    The first argument is the folder, the last the clock. Raises what `work` does.
    """
    folder, clock = cast("Path", args[0]), cast("Clock", args[-1])
    if all(one.origin is Origin.BUILT_IN for one in sources(folder)) or not hasattr(os, "fork"):
        return work(*args, **named)
    answer, ours = os.pipe()
    child = os.fork()
    if not child:
        os.close(answer)
        _answer(ours, lambda: work(*args, **named), folder, clock)
    os.close(ours)
    with os.fdopen(answer, "rb") as whole:
        found = whole.read()
    os.waitpid(child, 0)
    if not found:
        return Page(
            503, message_page("Not now", _BROKEN), why="its plugins ended the process that was to make the page"
        )
    done: Page | Exception = pickle.loads(found)  # noqa: S301 - what our own copy wrote
    if isinstance(done, Exception):
        raise done
    return done


def _answer(to: int, work: Callable[[], Page], folder: Path, clock: Clock) -> None:
    """Do the work, watched, write the answer, and end this copy of the worker."""
    worker = os.getppid()
    told: list[Problem] = []
    limit = Limit(last_words=told.append)
    try:
        die_with_parent(worker)
        with in_force(Policy(limit=limit)):
            done: Page | Exception = work()
    except Exception as error:  # noqa: BLE001 - it is raised again in the worker
        done = error
    try:
        if limit.watch:
            for failure in limit.watch.gone.values():
                note_trouble(folder, clock, [Problem(failure.place, f"a plugin {failure.message}")])
        with os.fdopen(to, "wb") as whole:
            pickle.dump(done, whole)
        if limit.watch:
            limit.watch.leave(0)
    finally:
        os._exit(0)
