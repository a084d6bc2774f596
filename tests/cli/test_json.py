"""Every command that lists can print JSON, with all that its table shows."""

from __future__ import annotations

import json

import pytest
from every_command import EVERY, LISTING, spoken

pytestmark = pytest.mark.slow

DEED = "does one thing and says what"
WITHOUT = {
    "completion": "prints a script for a shell",
    "cron": "prints what goes into a crontab and unit files",
    "init": "asks, and writes files",
    "log export": "prints the log in a format of its own, JSON among them (--format json)",
    "log verify": "says yes or no, with its exit code",
    "restore": "puts a backup back, and says what comes with it",
    "many": "names the database for the commands below it",
    "many serve": "serves until it is stopped",
    "many plan": "prints a plan.toml",
    "plugins check": "says what it tries as it goes, for the author; its exit code tells the rest",
    "serve": "serves until it is stopped",
    "update": "is told by `runs --json`, and before it by `feed diff --json`",
    **dict.fromkeys(
        (
            "caldav connect", "caldav sync", "caldav forget",
            "log edit", "log keep", "log record", "log remove", "log undo", "away add", "away remove",
            "adopt", "calendars adopt", "link add",
            "link revoke", "link rotate", "did", "move", "pin", "plugins new", "shorten", "skip", "swap", "undo",
            "week short", "workouts level",
            "many add", "many export", "many import", "many init", "many link", "many pause", "many remove",
            "many retry", "many worker",
        ),
        DEED,
    ),
}  # fmt: skip
"""Commands that list nothing, and what they do instead."""
ELSEWHERE = {"many status"}
"""What lists, and prints JSON, where there is a database: tests/cli/test_many.py."""


def groups_only() -> set[str]:
    """Return the groups that do nothing without one of their commands."""
    return {
        " ".join(names) for names, command in EVERY.items() if hasattr(command, "commands") and not command.params
    } | {"", "log"}  # fmt: skip


def test_each_command_is_one_or_the_other() -> None:
    """A command lists, and then takes --json, or it is named here with what it does instead."""
    every = {" ".join(names): command for names, command in EVERY.items()}
    assert set(every) - groups_only() == (set(LISTING) | set(WITHOUT) | ELSEWHERE) - {"log record"}
    takers = {name for name, one in every.items() if any("--json" in param.opts for param in one.params)}
    assert takers == set(LISTING) | ELSEWHERE


def test_they_print_nothing_but_json(full, overload) -> None:
    """What comes out of each is read by a JSON parser, and something is in it."""
    for command in LISTING:
        done = overload(full, *spoken(command, full), "--json", now="2026-11-25T21:00")
        assert done.code in {0, 1, 3}, (command, done.err)
        assert json.loads(done.out) or command in {"feed check", "log doubts"}, (command, done.out)


FIELDS = {
    ("calendars",): {"id": "ppl", "weekdays": [0, 2, 4]},
    ("exercises", "show", "row"): {"id": "dumbbell-row", "sides": 2, "loaded_with": "one"},
    ("dumbbells", "show", "bowflex-552"): {"id": "bowflex-552", "kind": "dial", "unit": "lb"},
    ("away", "list"): {"first": "2026-12-20", "last": "2027-01-03", "why": "skiing", "with": [], "zone": None},
    ("link",): {"id": "k1", "feed": "training", "state": "live"},
    ("rules", "show", "linear"): {"id": "linear"},
    ("explain", "row"): {"exercise": "dumbbell-row"},
    ("plugins", "show", "builtin-rules"): {"name": "builtin-rules"},
}


def test_what_is_in_it(full, overload) -> None:
    """The fields of a thing by their names; of a list, one of its things has them."""
    for command, expected in FIELDS.items():
        found = overload(full, *command, "--json", now="2026-11-25T21:00").data
        things = found if isinstance(found, list) else [found]
        assert any(expected.items() <= thing.items() for thing in things), json.dumps(found, indent=1)[:2000]


def test_explained_as_data(full, overload) -> None:
    """Of an exercise: loads that can be made, what was asked and done, and what comes next with its reason."""
    told = overload(full, "explain", "row", "--json", now="2026-11-25T21:00").data
    assert "22.5 lb" in told["loads"]
    assert [entry["done"] for entry in told["done"]] == ["25lbx8,8,8", "22.5lbx10,9,9"]
    assert told["ahead"][0]["why"]
    assert told["ahead"][0]["session"].startswith("s")
    assert overload(full, "explain", "row", "--sessions", "0", "--json").data["done"] == []


def test_the_list_and_the_table_have_the_same_things(full, overload) -> None:
    """Each id of a JSON list stands in the table, and none is missing."""
    for kind in ("calendars", "workouts", "exercises", "dumbbells", "rules"):
        ids = [thing["id"] for thing in overload(full, kind, "--json").data]
        shown = overload(full, "--plain", kind).out
        first = [line.split(": ", 1)[1] for line in shown.splitlines() if line.startswith(("Id: ", "Rule: "))]
        assert ids == first
