"""A plan as JSON under a link of its own, for programs: the same as `--json` prints on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from overload.errors import LockedError, OverloadError
from overload.importing.export import log_data
from overload.plan.decided import weighed
from overload.report.blocks import from_text, json_text
from overload.report.progress import last_weeks, looking_back, progress_data
from overload.settled import Enquiry, remembered
from overload.update.answers import answer
from overload.update.folder import Folder, opened
from overload.update.links import SHARED_DATA
from overload.update.weigh import weights_data
from overload.web.settings import Clock
from overload.web.work import Page

_BUSY: Final = Page(503, json_text({"error": "the training folder is busy; try again in a moment"}).encode())
_UNREAD: Final = Page(503, json_text({"error": "the plan cannot be read; its owner runs overload check"}).encode())


def show_data(path: Path, name: str, clock: Clock) -> Page:
    """Return one of `update.links.data_names` as JSON."""
    try:
        return Page(200, _json(path, name, clock).encode())
    except LockedError:
        return _BUSY
    except OverloadError:
        return _UNREAD


def _json(path: Path, name: str, clock: Clock) -> str:
    if name in SHARED_DATA:
        enquiry = Enquiry(name, as_json=True)
        (said,) = from_text(remembered(path, clock, enquiry) or answer(path, clock, enquiry).text)
        return str(said)
    with opened(path, clock=clock) as folder:
        return json_text(_PRIVATE[name](folder, clock))


def _log(folder: Folder, _: Clock) -> object:
    return log_data(folder.marked(folder.store.entries()), folder.store.weighings())


def _progress(folder: Folder, clock: Clock) -> object:
    now = folder.now(clock)
    entries = folder.marked(weighed(folder.store.entries(), folder.bodyweights))
    since = last_weeks(now.date(), 26)
    return progress_data(looking_back(entries, folder.catalog.exercises, folder.plan(now), since))


def _bodyweight(folder: Folder, _: Clock) -> object:
    return weights_data(folder.bodyweights)


_PRIVATE: Final[Mapping[str, Callable[[Folder, Clock], object]]] = {
    "log": _log,
    "progress": _progress,
    "bodyweight": _bodyweight,
}
