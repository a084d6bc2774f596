"""A form of a session's page that is stopped at any call that changes a file, and comes again: it is done once."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from overload.store import open_store
from overload.web.settings import Clock
from overload.web.work import take_form

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

Killed = Callable[..., Iterator[tuple[str, Path]]]
Repaired = Callable[[Path, str], list[str]]

NOW = "2026-11-30T18:30"
ORDINAL = 2
SEND = textwrap.dedent("""
    import sys
    from pathlib import Path
    from overload.web.settings import Clock
    from overload.web.work import take_form

    print(take_form(Path(sys.argv[1]), int(sys.argv[2]), "/s/x", sys.argv[3].encode(), Clock(sys.argv[4])).status)
""")
FORMS = {
    "tap": {"exercise": "dumbbell-row", "do": "asked"},
    "move": {"do": "move", "to": "2026-12-02"},
    "skip": {"do": "call-off"},
    "shorten": {"do": "shorten-20"},
    "back": {"do": "back"},
}
WHOLE = ("tap", "move")
"""Forms that are killed at each kind of call; the others go the same ways, and are killed at every other kind."""


def said(folder: Path) -> tuple[list[str], list[str]]:
    """Return what is in the log and what was decided, in words."""
    with open_store(folder / "overload.db") as store:
        entries = [f"{entry.exercise} {entry.on} {len(entry.sets)}" for entry in store.all_entries()]
        decisions = [f"{decision.kind} {decision.session} {decision.other}" for decision in store.decisions()]
    return entries, decisions


@pytest.mark.parametrize("form", FORMS)
def test_done_once_or_not_at_all(stage: Any, killed: Killed, repaired: Repaired, tmp_path: Path, form: str) -> None:
    """Killed at any call, a form has been done once or not at all; sent again it is done, and the feed says so."""
    begun = stage.copy(tmp_path / "begun")
    if form == "back":
        assert send(begun, urlencode({"key": "the-one-before", **FORMS["skip"]})) == 303
    body = urlencode({"key": "a-key-of-its-own", **FORMS[form]})
    finished = Path(shutil.copytree(begun, tmp_path / "finished"))
    assert send(finished, body) == 303
    assert repaired(finished, NOW) == []
    before, after, feed = said(begun), said(finished), calendar(finished)
    assert before != after
    found, seen = [], set()
    for where, folder in killed(
        lambda folder: [sys.executable, "-c", SEND, str(folder), str(ORDINAL), body, NOW],
        begun,
        1 if form in WHOLE else 2,
    ):
        seen.add(str(said(folder)))
        wrong = [] if said(folder) in (before, after) else [f"half done: {said(folder)}"]
        wrong += [] if send(folder, body) == 303 else ["refused when sent again"]
        wrong += [] if said(folder) == after else [f"not done once: {said(folder)}"]
        wrong += repaired(folder, NOW)
        wrong += [] if calendar(folder) == feed else ["another feed than without the fault"]
        found += [f"{where}: {each}" for each in wrong]
    assert found == []
    assert form not in WHOLE or seen == {str(before), str(after)}, "it was killed only before, or only after"


def send(folder: Path, body: str) -> int:
    """Send a form in this process, undisturbed, and return the status of the answer."""
    return take_form(folder, ORDINAL, "/s/x", body.encode(), Clock(NOW)).status


def calendar(folder: Path) -> bytes:
    """Return the feed."""
    return (folder / "calendars" / "training.ics").read_bytes()
