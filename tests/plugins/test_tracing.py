"""`overload plugins trace`: which plugin changed what in the sessions ahead."""

from __future__ import annotations

import pytest

ADJUST = """
    import attrs
    from overload import EventExtras, hookimpl
    from datetime import timedelta

    @hookimpl
    def overload_adjust_session(session):
        asked = {{slot.key or slot.exercise.id: slot.prescription for slot in session.slots if slot.done is None}}
        first = {{name: one for name, one in asked.items() if name == "dumbbell-row"}}
        return {{name: attrs.evolve(one, sets=one.sets[:{sets}], why="{why}") for name, one in first.items()}}

    @hookimpl
    def overload_event_extras(session):
        return EventExtras(("Said by {why}.",), ("Own",), (timedelta(minutes=7),))
    """


@pytest.fixture
def path(with_plugins, hostile):
    """Make a folder in which two plugins adjust the row, one after the other, and a third gives a rule."""
    first, second = ADJUST.format(sets=2, why="Two."), ADJUST.format(sets=1, why="One.")
    path = with_plugins("--calendar", "back-only", a=first, b=second, good=hostile["good"][0])
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + '\n[workouts.home-back.dumbbell-shrug]\nrule = "steady"\n')
    return path


def test_each_plugin_is_told_with_what_it_changed(overload, path) -> None:
    """The second sees what the first left; things given and added are told as well, and nothing is written."""
    feed = path / "calendars" / "training.ics"
    was = feed.stat().st_mtime_ns
    data = overload(path, "plugins", "trace", "--json").data
    (session,) = data
    assert {"plugin": "good", "what": "rule", "name": "steady"} in session["given"]
    changes = [(one["plugin"], one["slot"], one["why"]) for one in session["adjusted"]]
    assert changes == [("a", "dumbbell-row", "Two."), ("b", "dumbbell-row", "One.")]
    first, second = session["adjusted"]
    assert first["after"] == second["before"]
    assert first["before"] != first["after"] != second["after"]
    assert session["extras"][0] == {
        "plugin": "a", "adds": ["Said by Two..", "category Own", "alarm 7 min before"]
    }  # fmt: skip
    assert feed.stat().st_mtime_ns == was


def test_it_is_printed_for_people(overload, path) -> None:
    """A block per session, a line per change, with the sets before and after."""
    done = overload(path, "plugins", "trace", "--sessions", "2")
    assert done.code == 0
    lines = done.out.splitlines()
    assert len([one for one in lines if not one.startswith(" ")]) == 2
    assert "  good gives the rule steady" in lines
    at = lines.index("  b adjusts dumbbell-row")
    assert lines[at + 1].startswith("      from  ")
    assert lines[at + 1].endswith("(Two.)")
    assert lines[at + 2].endswith("(One.)")
    assert "  a adds to the event: alarm 7 min before" in lines


def test_what_is_refused_is_no_change(overload, with_plugins, hostile) -> None:
    """A plugin whose answer cannot be lifted changed nothing, and is told as the problem it is."""
    path = with_plugins(bad_adjust=hostile["bad_adjust"][0])
    done = overload(path, "plugins", "trace", "--json")
    assert done.code == 3
    assert done.data[0]["adjusted"] == []
    assert "bad_adjust.py:" in done.err


def test_without_plugins_it_says_so(overload, folder) -> None:
    """A session that no plugin has a hand in is told as that."""
    assert "  no plugin changes anything" in overload(folder(), "plugins", "trace").out
