"""Hostile forms behind the owner's link and the link to set up: nothing breaks, nothing unmeant is written."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.web.test_uploads import KIND, multipart

from overload.config import read_plan
from overload.update import known_things
from overload.web.owner import Where
from overload.web.owner_links import take_links
from overload.web.plan_forms import show_plan, take_plan
from overload.web.set_up import take_set_up
from overload.web.settings import Clock
from overload.web.work import Page

FORMS = 5_000 if os.environ.get("OVERLOAD_LONG") else 40
NOW = Clock("2026-11-25T07:00")
WHERE = Where("/o/token", "", "", "http://here.test")
WORDS = (
    *("", "0", "-1", "1e999", "NaN", "9" * 50, "null", "' OR 1=1 --", "<script>alert(1)</script>", "\x00", "\u202e"),
    *("../../x", "{{config}}", '"]\n[athlete]\nname = "x', "18:00", "25:61", "2026-11-25", "9999-12-31", "٣", "80 kg"),
    *("bowflex-552", "8 kg, 20 kg", "handle 2 kg, plates 9999 x 9999", "chair", "30 min", "training", "busy", "[[x]]"),
)
PLAN = ("days", "gear", "weigh", "unweigh", "away", "feed", "undo", "back-1", "back-99999999", "x")
LINKS = ("new-page", "new-owner", "new-data", "new-feed:training", "new-feed:../x", "end-k1", "end-k999", "x")
NAMES = (
    *(f"time-{number}" for number in range(7)),
    *("minutes", "dumbbells", "bar", "help", "weight", "on", "first", "last", "why", "feed", "show", "alarm", "x" * 60),
)
SCREENS = ("day-0", "time", "zone", "minutes", "other-minutes", "calendar", "experience", "kind", "pairs", "handle",
           "plates", "unit", "bar", "bands", "aid", "bodyweight", "pull-ups", "row", "name", "both")  # fmt: skip


def _fields(choose: random.Random, names: tuple[str, ...], does: tuple[str, ...]) -> dict[str, str]:
    known = {choose.choice(names): choose.choice(WORDS) for _ in range(choose.randint(0, 9))}
    keys = {"key": choose.choice(("", "short", f"{choose.getrandbits(64):016x}"))} if choose.random() < 0.1 else {}
    return {**known, "key": f"{choose.getrandbits(64):016x}", **keys, "do": choose.choice(does)}


@pytest.mark.slow
def test_forms_of_the_owner(folder: Callable[..., Path]) -> None:
    """Each is done, refused with words or undone; plan.toml can always be read and keeps what no form touches."""
    path, choose, seen = folder("--name", "Kim"), random.Random(8), Counter[int]()
    with (path / "plan.toml").open("a") as file:
        file.write("# mine\n")
    takers: tuple[tuple[Callable[..., Page], tuple[str, ...]], ...] = ((take_plan, PLAN), (take_links, LINKS))
    for number in range(FORMS):
        take, does = takers[number % 4 == 3]
        body = urlencode(_fields(choose, NAMES, does)).encode()
        done = take(path, WHERE, body if choose.random() < 0.95 else body[1:] + b"\xff", NOW)
        seen[done.status] += 1
        assert done.status in {200, 303, 400}, (done.status, body)
        assert b"<script>alert" not in done.body
    text = (path / "plan.toml").read_text("utf-8")
    plan: Any = read_plan(text, known_things(path))
    assert (plan.athlete.name, "# mine" in text) == ("Kim", True)
    assert show_plan(path, WHERE, NOW).status == 200
    assert seen[303] + seen[200] > FORMS // 10
    assert seen[400] > FORMS // 10


@pytest.mark.slow
def test_forms_of_the_set_up(tmp_path: Path) -> None:
    """Whatever comes, a screen answers, and until all is right there is no folder."""
    path, choose = tmp_path / "kim", random.Random(9)
    for _ in range(FORMS):
        fields = {**_fields(choose, SCREENS, ("next", "back", "x")), "step": choose.choice(("0", "3", "6", "7", "x"))}
        fields["zone"] = "Mars/Olympus"
        content = choose.choice((None, b"", choose.randbytes(200)))
        done = take_set_up(path, "/new/t", "http://here.test", KIND, multipart(fields, content), NOW)
        assert done.status in {200, 400}
        assert b"<script>alert" not in done.body
    assert not path.exists()
