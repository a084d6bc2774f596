"""Many training folders: which there are below a root, what becomes of each, and what is made once for all of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import attrs

from overload import config, ical, plugins
from overload.errors import FileError, Problem
from overload.model import Entries
from overload.plan import Inputs, build
from overload.update.folder import FEEDS, PLAN_FILE, Clock

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
