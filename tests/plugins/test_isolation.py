"""A plugin that fails costs its own contribution and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]


def _event_times(feed: Path) -> list[str]:
    return re.findall(r"^DT(?:START|END).*$", feed.read_text(), re.MULTILINE)


@pytest.mark.slow
def test_ten_hostile_plugins_and_a_good_one(overload, with_plugins, hostile) -> None:
    """The good one works, ten are named with file and line, the feed is whole, and the exit code is 3."""
    assert len(hostile) == 11
    path = with_plugins(**{name: code for name, (code, _) in hostile.items()})
    before = _event_times(path / "calendars" / "training.ics")
    plan = path / "plan.toml"
    plan.write_text(f'{plan.read_text()}\n[workouts.home-back.dumbbell-shrug]\nrule = "steady"\n')
    done = overload(path, "update")
    assert (done.code, done.out) == (3, "")
    for name, (_, line) in hostile.items():
        named = [one for one in done.err.splitlines() if f"{name}.py:{line}: plugin '{name}'" in one]
        assert len(named) == (1 if line else 0), (name, done.err)
    feed = path / "calendars" / "training.ics"
    assert _event_times(feed) == before
    assert "Steady as she goes." in feed.read_text().replace("\r\n ", "")


def test_strict_refuses(overload, with_plugins, hostile) -> None:
    """With --strict nothing is changed where a plugin fails, and the exit code says the plan cannot be followed."""
    path = with_plugins(bad_import=hostile["bad_import"][0])
    feed = path / "calendars" / "training.ics"
    was = feed.stat().st_mtime_ns
    done = overload(path, "--strict", "update")
    assert done.code == 78
    assert "bad_import.py:2" in done.err
    assert feed.stat().st_mtime_ns == was
    assert overload(path, "update", "--strict").code == 78


def test_strict_refuses_what_fails_while_planning(overload, with_plugins, hostile) -> None:
    """A hook that fails later than loading stops a strict run just as well."""
    path = with_plugins(bad_adjust=hostile["bad_adjust"][0])
    done = overload(path, "--strict", "update")
    assert done.code == 78
    assert "bad_adjust.py:4" in done.err


@pytest.mark.parametrize("way", ["option", "behind", "environment", "plan"])
def test_what_is_not_wanted_is_not_imported(way: str, overload, with_plugins, monkeypatch) -> None:
    """Switched off by option, environment or plan.toml, a plugin's file is not even run."""
    path = with_plugins(loud="import pathlib\npathlib.Path(__file__).with_suffix('.ran').touch()\n")
    words = ["update"]
    if way == "environment":
        monkeypatch.setenv("OVERLOAD_PLUGINS", "none")
    elif way == "plan":
        plan = path / "plan.toml"
        plan.write_text(plan.read_text() + '\n[plugins]\ndisable = ["loud"]\n')
    else:
        words = ["--no-plugins", "update"] if way == "option" else ["update", "--no-plugins"]
    assert overload(path, *words).code == 0
    assert not (path / "plugins" / "loud.ran").exists()
    monkeypatch.delenv("OVERLOAD_PLUGINS", raising=False)


@pytest.mark.parametrize("why", ["failed", "off"])
def test_a_rule_that_is_not_there_holds_the_last_load(why: str, overload, with_plugins, hostile) -> None:
    """Where a plugin is gone, a slot that names its rule is still planned, and the calendar with it."""
    path = with_plugins(good=hostile["good"][0] if why == "off" else "import no_such_module\n")
    plan = path / "plan.toml"
    change = '\n[workouts.home-back.dumbbell-shrug]\nrule = "steady"\nof_its_own = 3\n'
    plan.write_text(plan.read_text() + change)
    done = overload(path, *(["--no-plugins"] if why == "off" else []), "update")
    assert done.code == 3
    assert "rule 'steady' is missing" in done.err
    assert "Hold the last load" in overload(path, *(["--no-plugins"] if why == "off" else []), "explain", "shrug").out


def test_a_rule_nobody_has_is_a_mistake(overload, with_plugins) -> None:
    """With all plugins there, a rule that is not known is a mistake in plan.toml."""
    path = with_plugins()
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + '\n[workouts.home-back.dumbbell-shrug]\nrule = "steady"\n')
    assert overload(path, "update").code == 78


def test_other_commands_tell_as_well(overload, with_plugins, hostile) -> None:
    """A list of rules is printed whole, the failure is told on standard error, and the exit code is 3."""
    path = with_plugins(bad_exit=hostile["bad_exit"][0], good=hostile["good"][0])
    done = overload(path, "rules")
    assert done.code == 3
    assert "steady" in done.out
    assert "bad_exit.py:3" in done.err


def test_two_things_of_one_name(overload, with_plugins, hostile) -> None:
    """What has the name of a built-in thing, or of one of a plugin before it, is left out and told."""
    code = hostile["good"][0]
    path = with_plugins(first=code, second=code, third=code.replace('"steady"', '"linear"'))
    done = overload(path, "rules", "show", "linear")
    assert done.code == 3
    assert "after every session" in done.out
    assert "plugin 'second', overload_rules: 'steady' already exists, from plugin 'first'" in done.err
    assert "plugin 'third', overload_rules: 'linear' already exists, from plugin 'builtin-rules'" in done.err


def test_adjusting_is_a_fold_in_the_order_of_names(overload, with_plugins) -> None:
    """Each plugin sees the session as the one before left it; an illegal result leaves it as it was."""
    code = """
        import attrs
        from overload import hookimpl

        @hookimpl
        def overload_adjust_session(session, ladders):
            asked = {slot.exercise.id: slot.prescription for slot in session.slots if slot.done is None}
            return {name: attrs.evolve(one, why=one.why + " {mark}") for name, one in asked.items()}
        """
    wrong = code.replace("one.why + ", "'' and ").replace("{mark}", "")
    path = with_plugins(b=code.replace("{mark}", "B."), a=code.replace("{mark}", "A."), c=wrong)
    done = overload(path, "next", "--json")
    assert done.code == 3
    assert all(slot["why"].endswith(" A. B.") for slot in done.data["slots"])
    assert "c.py" in done.err


def test_a_file_others_may_write_is_refused(overload, with_plugins, hostile) -> None:
    """A plugin that anybody may change is not run, and the way to mend it is told."""
    path = with_plugins(good=hostile["good"][0])
    (path / "plugins" / "good.py").chmod(0o666)
    done = overload(path, "rules")
    assert done.code == 3
    assert "chmod o-w" in done.err
    assert "steady" not in done.out


def test_files_that_are_no_plugins_are_left_alone(overload, with_plugins) -> None:
    """Tests, helpers and pytest's own files in plugins/ are not run."""
    broken = "raise RuntimeError"
    assert overload(with_plugins(_mine=broken, test_mine=broken, conftest=broken), "update").code == 0


def test_nothing_is_left_behind(overload, with_plugins, hostile) -> None:
    """Running plugins leaves no bytecode in the training folder."""
    path = with_plugins(good=hostile["good"][0])
    overload(path, "update")
    assert [one.name for one in (path / "plugins").iterdir()] == ["good.py"]


EXTRA = """
    from datetime import timedelta
    from overload import EventExtras, ReportSection, hookimpl

    @hookimpl
    def overload_event_extras(session, settings):
        return EventExtras((f"{settings['say']} {session.day.name}.",), ("Extra",), (timedelta(minutes=7),))

    @hookimpl
    def overload_report_section(plan, settings):
        return ReportSection("Of our own", (f"{len(plan.sessions)} sessions, and {settings['say']}.",))

    @hookimpl
    def overload_after_update(report, settings):
        with open(settings["file"], "a") as file:
            print(len(report.written), len(report.changes), file=file)
    """


@pytest.fixture
def extra(with_plugins, tmp_path) -> Path:
    """Make a folder with a plugin that adds to events and the report, and notes updates in a file."""
    path = with_plugins(extra=EXTRA)
    plan = path / "plan.toml"
    told = tmp_path / "told"
    plan.write_text(f'{plan.read_text()}\n[plugins.extra]\nsay = "Mind the back on"\nfile = "{told}"\n')
    return path


def test_events_carry_what_plugins_add(overload, extra) -> None:
    """Lines, categories and alarms of a plugin are in the feed; a second update changes nothing."""
    assert overload(extra, "update").code == 0
    feed = extra / "calendars" / "training.ics"
    text = feed.read_text().replace("\r\n ", "")
    assert "Mind the back on Pull." in text
    assert "TRIGGER:-PT7M" in text
    assert "Extra" in text
    was = feed.stat().st_mtime_ns
    assert overload(extra, "update").code == 0
    assert feed.stat().st_mtime_ns == was


def test_the_report_carries_what_plugins_add(overload, extra) -> None:
    """A section of a plugin stands at the end of the report."""
    done = overload(extra, "report")
    assert done.code == 0
    assert "Of our own" in done.out
    assert "Mind the back on" in done.out


def test_somebody_is_told_after_each_update(overload, extra, tmp_path) -> None:
    """A plugin is called after each update that is no dry run, also one that changes nothing."""
    for words in (["update"], ["update", "--dry-run"], ["update"]):
        assert overload(extra, *words).code == 0
    first, second = (tmp_path / "told").read_text().splitlines()
    assert first.startswith("1 ")
    assert second.startswith("0 ")


def test_a_command_of_a_plugin(overload, with_plugins) -> None:
    """A command that a plugin adds is listed and runs; one whose name is taken is refused; a crash names the plugin."""
    path = with_plugins(
        mine="""
        import click
        from overload import hookimpl

        @click.command()
        @click.pass_obj
        def hello(call):
            "Greet."
            click.echo(f"hello from {call.path.name}")

        @click.command()
        def crash():
            raise ValueError("oh")

        @click.command("update")
        def other():
            pass

        @hookimpl
        def overload_commands():
            return [hello, crash, other]
        """
    )
    assert "Greet." in overload(path, "--help").out
    done = overload(path, "hello")
    assert done.out == "hello from training\n"
    assert (done.code, "'update' already exists" in done.err) == (3, True)
    done = overload(path, "crash")
    assert done.code == 3
    assert "mine.py:13: plugin 'mine', crash: raised ValueError: oh" in done.err


@pytest.mark.slow
def test_a_plugin_that_swallows_being_stopped_is_left_out_by_a_new_process(with_plugins) -> None:
    """A rule that catches everything, for ever, makes the program begin anew without its plugin; the feed is whole."""
    path = with_plugins(
        stubborn="""
        import attrs
        from overload import hookimpl

        @attrs.frozen
        class Stubborn:
            "Never gives up."

            name = "stubborn"

            def propose(self, slot, history, ladder):
                while True:
                    try:
                        while True:
                            pass
                    except BaseException:
                        pass

        @hookimpl
        def overload_rules():
            return [Stubborn]
        """
    )
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + '\n[workouts.home-back.dumbbell-shrug]\nrule = "stubborn"\n')
    command = [sys.executable, "-m", "overload", "-C", str(path), "--now", "2026-11-23T05:00", "next", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "stubborn.py:" in done.stderr
    assert "would not be stopped" in done.stderr
    assert "slots" in json.loads(done.stdout)


def test_an_exercise_that_is_not_there_is_done_without(overload, with_plugins) -> None:
    """Where the plugin of an exercise failed, the built-in one stands, the calendar is written, and it is told."""
    path = with_plugins(pack="import no_such_module\n")
    plan = path / "plan.toml"
    own = plan.read_text() + '\n[workouts.home-back.pull-up]\ninstead = "lat-thing"\n\n[days.push]\nworkout = "bench"\n'
    plan.write_text(own)
    done = overload(path, "update")
    assert done.code == 3
    assert "no exercise 'lat-thing'; left out" in done.err
    assert "no workout 'bench'; left out" in done.err
    assert plan.read_text() == own
    assert "Pull-up" in (path / "calendars" / "training.ics").read_text()


def test_a_calendar_that_is_not_there_stops_the_update(overload, with_plugins) -> None:
    """Without its weekly calendar a plan is not the athlete's: the feed stays as it is, and both mistakes are told."""
    path = with_plugins(pack="import no_such_module\n")
    plan = path / "plan.toml"
    plan.write_text(plan.read_text().replace('use = "ppl"', 'use = "of-the-pack"'))
    done = overload(path, "update")
    assert done.code == 78
    assert "pack.py:1" in done.err
    assert "of-the-pack" in done.err


def test_a_folder_others_may_write_to_is_refused(overload, with_plugins, hostile) -> None:
    """Where anybody may put a plugin, none is run."""
    path = with_plugins(good=hostile["good"][0])
    (path / "plugins").chmod(0o777)
    done = overload(path, "rules")
    assert done.code == 3
    assert f"chmod o-w {path}/plugins" in done.err


def test_what_fails_for_every_event_is_told_once(overload, with_plugins) -> None:
    """A hook that fails in other words for each session is one line on standard error."""
    path = with_plugins(
        wordy="""
        from overload import hookimpl

        @hookimpl
        def overload_event_extras(session):
            raise ValueError(session.id)
        """
    )
    done = overload(path, "update")
    assert done.code == 3
    assert len(done.err.splitlines()) == 1
