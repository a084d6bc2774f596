"""The bytes of a feed: golden, the same everywhere, and with a head clients know."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from overload.ical import events, render, revise
from overload.ical.colors import NAMED, both
from overload.model import FeedChoice
from overload.plan.values import Plan

GOLDEN = Path(__file__).parent / "golden"


def written(plan: Plan, feed: FeedChoice) -> bytes:
    """Return a feed written for the first time."""
    contents = events(plan, feed)
    return render(contents, revise(contents, {}, feed.name, plan.now), feed, plan)


NAMES = ["full", "back", "busy", "short", "linked", "pounds", "all-day", "busy-all-day", "counted", "counted-short"]


@pytest.mark.parametrize("name", NAMES)
def test_golden(chosen: dict[str, Any], name: str) -> None:
    """A feed is written as the golden file says; after a change that is meant, GOLDEN=write writes it anew."""
    plan, feed, links, extras = chosen[name]
    contents, path = events(plan, feed, links, extras), GOLDEN / f"{name}.ics"
    data = render(contents, revise(contents, {}, feed.name, plan.now), feed, plan)
    if os.environ.get("GOLDEN") == "write":
        path.write_bytes(data)
    assert data == path.read_bytes()


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import conftest
from overload import ical
for plan, feed, links, extras in conftest.everything().values():
    contents = ical.events(plan, feed, links, extras)
    revisions = ical.revise(contents, {}, feed.name, plan.now)
    sys.stdout.buffer.write(ical.render(contents, revisions, feed, plan))
    sys.stdout.buffer.write(ical.digest(feed, plan, revisions).encode())
"""


@pytest.mark.slow
def test_bytes_are_the_same_everywhere() -> None:
    """Hash seed, zone and locale of the machine leave no trace in any feed, nor in the digest that stands for it."""
    outs = []
    for seed, zone, tongue in (
        ("0", "UTC", "C"),
        ("1", "Asia/Tokyo", "C.UTF-8"),
        ("4711", "America/New_York", "sv_SE"),
    ):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": tongue}
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent)]
        outs.append(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert outs[0].startswith(b"BEGIN:VCALENDAR\r\n")
    assert outs[0] == outs[1] == outs[2]


def test_the_order_of_events_does_not_matter(plan: Plan, feed: FeedChoice) -> None:
    """Events stand by their ordinals, however they are handed over."""
    contents = events(plan, feed)
    revisions = revise(contents, {}, feed.name, plan.now)
    assert render(contents[::-1], revisions[::-1], feed, plan) == render(contents, revisions, feed, plan)


def test_ics_is_imported_only_to_write() -> None:
    """Importing the program, or what surrounds the feed, does not pay for ics, arrow and TatSu."""
    code = (
        "import sys, overload.cli, overload.update, overload.ical; print({'ics', 'arrow', 'tatsu'} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "set()"


class TestHead:
    """What stands above the events."""

    def test_names_colour_and_refresh(self, plan: Plan, feed: FeedChoice) -> None:
        """Name and colour are there for standard clients and for Apple's, the refresh hint for both kinds."""
        head = written(plan, feed).decode().split("BEGIN:VEVENT")[0].splitlines()
        assert head == [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//overload//training//EN",
            "CALSCALE:GREGORIAN",
            "NAME:Back\\, mostly",
            "X-WR-CALNAME:Back\\, mostly",
            "COLOR:seagreen",
            "X-APPLE-CALENDAR-COLOR:#2e8b57",
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
            "X-PUBLISHED-TTL:PT6H",
        ]

    def test_no_zone_anywhere(self, plan: Plan, feed: FeedChoice) -> None:
        """No VTIMEZONE, no TZID, no X-WR-TIMEZONE and no METHOD: each breaks some client."""
        text = written(plan, feed).decode()
        assert not re.search("TIMEZONE|TZID|METHOD|RRULE", text)

    def test_a_busy_feed_has_no_word_of_training(self, plan: Plan, feed: FeedChoice) -> None:
        """Name, product, ids and events of a busy feed say nothing of what the time is for."""
        busy = attrs.evolve(feed, name="office", show="busy", title="My training", location="Gym")
        text = written(plan, busy).decode().lower()
        assert "name:busy" in text
        assert not re.search("train|overload|gym|back|push|exercise|lift|k3f9|valarm", text)


class TestColors:
    """A colour is a CSS name and a figure."""

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("seagreen", ("seagreen", "#2e8b57")),
            ("#2E8B57", ("seagreen", "#2e8b57")),
            ("#2e8b58", ("seagreen", "#2e8b58")),
            ("#000001", ("black", "#000001")),
            ("seagren", None),
            ("#12", None),
            ("", None),
        ],
    )
    def test_both(self, given: str, expected: tuple[str, str] | None) -> None:
        """A figure gets the nearest name, a name its figure; what is neither is left out."""
        assert both(given) == expected

    def test_every_name_is_its_own(self) -> None:
        """All 147 names of CSS 3 are known and come back as themselves."""
        assert len(NAMED) == 147
        assert all(both(name) == (name, figure) for name, figure in NAMED.items())

    def test_an_unknown_colour_is_left_out(self, plan: Plan, feed: FeedChoice) -> None:
        """Neither COLOR property is written for a colour nobody knows."""
        assert b"COLOR" not in written(plan, attrs.evolve(feed, color="nocolour"))
