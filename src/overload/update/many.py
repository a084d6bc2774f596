"""Many training folders at once: each in a process of its own, so that none can stop or slow the others for good."""

from __future__ import annotations

import gc
import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

import attrs

from overload import config, ical, plugins
from overload.errors import FileError, Problem
from overload.model import Entries
from overload.plan import Inputs, build
from overload.update.folder import FEEDS, PLAN_FILE, Clock

PATIENCE_S: Final = 300.0
"""A folder that takes longer is given up, in seconds in which this process was there to wait."""
_MOMENT_S: Final = 1.0
SAMPLE: Final = """
id = "sample"
[athlete]
bodyweight = "80 kg"
zone = "UTC"
[places.home]
dumbbells = ["spinlock-2_5kg-full"]
pull_up_bar = true
[calendar]
use = "ppl"
start = 2026-01-01
days = { mon = "18:00", wed = "18:00", fri = "18:00" }
[feeds.training]
show = "full"
alarm = ["-30 min"]
"""
_OWN: Final = {FEEDS, "plugins", "backups"}


@attrs.frozen
class Outcome:
    """What became of a folder: the exit code of its update, its problems, and whether a feed changed."""

    path: Path
    code: int
    problems: tuple[str, ...] = ()
    changed: bool = False


Work = Callable[[Path], Outcome]


@attrs.define(eq=False)
class _Running:
    path: Path
    process: BaseProcess
    answer: Connection
    left_s: float


def find_folders(root: Path) -> tuple[Path, ...]:
    """Return every training folder at or below `root`, sorted; links are not followed. Raises FileError for none."""
    if not root.is_dir():
        raise FileError(Problem(str(root), "no such folder", "name the folder that holds the training folders"))
    found = []
    for folder, names, files in os.walk(root):
        is_training = PLAN_FILE in files
        names[:] = [one for one in names if not one.startswith(".") and not (is_training and one in _OWN)]
        if is_training:
            found.append(Path(folder))
    if not found:
        raise FileError(Problem(str(root), "there is no training folder in it", "make one with 'overload init'"))
    return tuple(sorted(found))


def warm_up(clock: Clock) -> None:
    """Plan and render a sample in memory, so that what is made on first use is made once, before the processes fork."""
    known = plugins.catalog()
    sample = config.read_plan(SAMPLE, known)
    plan = build(Inputs(sample, config.with_own(known, sample), Entries(), clock(sample.athlete.zone)))
    for choice in plan.feeds:
        contents = ical.events(plan, choice)
        ical.render(contents, ical.revise(contents, {}, choice.name, plan.now), choice, plan)


def work_on_each(folders: Sequence[Path], work: Work, jobs: int, patience_s: float = PATIENCE_S) -> Iterator[Outcome]:
    """Yield the outcome of `work` for each folder as it comes; `jobs` of them run at a time.

    A process that dies or takes too long costs its own folder an outcome with a problem, nothing else.
    """
    # Fork: everything is imported and made once, and each child begins with it. Nothing here has threads.
    start = multiprocessing.get_context("fork")
    waiting, running = deque(folders), list[_Running]()
    gc.collect()
    gc.freeze()  # what is shared with the children is not touched by their collections
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_begin(start, waiting.popleft(), work, patience_s))
            for ended in _ready(running):
                running.remove(ended)
                yield _end(ended)
    finally:
        for left in running:
            left.process.kill()
        gc.unfreeze()


def _begin(start: multiprocessing.context.ForkContext, path: Path, work: Work, patience_s: float) -> _Running:
    answer, ours = start.Pipe(duplex=False)
    process = start.Process(target=_answer, args=(ours, work, path), daemon=True)
    process.start()
    ours.close()  # else the end of the child would not be the end of the pipe
    return _Running(path, process, answer, patience_s)


def _answer(to: Connection, work: Work, path: Path) -> None:
    to.send(work(path))


def _ready(running: Sequence[_Running]) -> list[_Running]:
    """Wait a moment until some have answered or died; return them, and those that have run out of time."""
    moment, began = min(_MOMENT_S, *(each.left_s for each in running)), time.monotonic()
    answered = set(wait([each.answer for each in running], moment))
    # While all of us were stopped, or the machine slept, nobody had any time: it is one moment, however long.
    spent = min(moment, time.monotonic() - began)
    for each in running:
        each.left_s = max(0.0, each.left_s - spent)
    return [each for each in running if each.answer in answered or not each.left_s]


def _end(ended: _Running) -> Outcome:
    path, process = ended.path, ended.process
    with ended.answer:
        try:
            found: Outcome | None = ended.answer.recv() if ended.answer.poll() else None
        except EOFError:
            found = None
    if found is None and process.is_alive() and not ended.left_s:
        process.kill()
        process.join()
        return Outcome(path, 70, ("it took too long and was stopped; look at what its plugins and commands do",))
    process.join()
    return found or Outcome(path, 70, (f"its process ended with {process.exitcode}; run it alone to see why",))
