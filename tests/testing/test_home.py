"""A training folder for the tests of plugins is one like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from overload.testing import Home

pytestmark = pytest.mark.slow
LOUD = '''
from overload import EventExtras, hookimpl


@hookimpl
def overload_event_extras(session, settings):
    """Say something in every event."""
    return EventExtras(lines=("as loud as you can",))
'''


def test_a_session_is_logged_and_the_next_one_knows(home: Home) -> None:
    """What is written down there changes what is asked for, in `next` and in the feed."""
    home.update()
    asked = home.next()
    first = asked["slots"][0]["sets"][0]
    done = f"{first['load'].replace(' ', '')}x" + ",".join([str(first["reps"] + 4)] * 3)
    home.at("2026-11-23T19:00")
    home.log(asked["slots"][0]["exercise"], done)
    home.later(days=3)
    assert home.next()["slots"][0]["sets"] != asked["slots"][0]["sets"]
    assert "BEGIN:VEVENT" in home.feed()


def test_a_plugin_is_put_there(home: Home) -> None:
    """As a source or as a file; a folder that is copied whole is one too."""
    home.plugin(LOUD, "loud")
    home.update()
    assert "as loud as you can" in home.feed()


def test_what_was_not_expected_is_said(home: Home) -> None:
    """A command that ends otherwise fails the test, with what it said."""
    with pytest.raises(AssertionError, match=r"ended with 2, not 0[\s\S]*there is no exercise"):
        home.log("no-such-thing", "20x8")
    home.replace('use = "back-only"', 'use = "back-onli"')
    assert "did you mean 'back-only'" in home.update(code=78).err


def test_time_is_the_tests_own(tmp_path: Path) -> None:
    """It goes by when the test says so."""
    home = Home(tmp_path / "there", "2027-01-04T05:00", calendar="ppl")
    home.later(days=2, hours=1)
    assert home.now.isoformat() == "2027-01-06T06:00:00"
    home.plan("[feeds.busy]\nshow = 'busy'")
    home.update()
    assert home.feed("busy").count("BEGIN:VEVENT") >= 3
