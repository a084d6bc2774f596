"""A plugin that takes the process with it: a copy that stood by goes on without it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from overload.guard.stage import NOTE

pytestmark = pytest.mark.slow

NOW = "2026-11-23T05:00"
ENDS = {
    "crash": ("ctypes.string_at(0)", "crashed the program (segmentation fault)"),
    "abort": ("os.abort()", "crashed the program (aborted)"),
    "exit 0": ("os._exit(0)", "ended the program with os._exit(0)"),
    "exit 7": ("os._exit(7)", "ended the program with os._exit(7)"),
    "killed": ("os.kill(os.getpid(), 9)", "was killed, as the system does where memory runs out"),
}
"""What ends a process, and how that is told."""
HOOKS = {
    "overload_rules": "",
    "overload_exercises": "",
    "overload_dumbbells": "",
    "overload_workouts": "",
    "overload_calendars": "",
    "overload_adjust_session": "session, ladders",
    "overload_event_extras": "session",
    "overload_after_update": "report",
}
"""The hooks an update calls, with their arguments."""


@attrs.frozen
class Done:
    """What a process left."""

    code: int
    out: str
    err: str


Program = Callable[..., Done]


@pytest.fixture
def program() -> Program:
    """Run `overload -C FOLDER --now NOW ARGUMENTS...` as a process of its own."""

    def call(path: Path, *words: str, stdin: str = "") -> Done:
        command = [sys.executable, "-m", "overload", "-C", str(path), "--now", NOW, *words]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=400)
        return Done(done.returncode, done.stdout, done.stderr)

    return call


def ending(hook: str, ends: str, name: str = "bad") -> dict[str, str]:
    """Return a plugin whose hook ends the process in its line 7."""
    return {name: f"import ctypes\nimport os\nfrom overload import hookimpl\n\n@hookimpl\ndef {hook}:\n    {ends}\n"}


def _event_times(feed: Path) -> list[str]:
    return re.findall(r"^DT(?:START|END).*$", feed.read_text(), re.MULTILINE)


def problems_of_last_run(program: Program, path: Path) -> list[str]:
    """Return what the journal says of the last run."""
    found: list[str] = json.loads(program(path, "--no-plugins", "runs", "--json").out)[0]["problems"]
    return found


@pytest.mark.parametrize("end", ENDS)
def test_whatever_ends_the_process_the_feed_is_whole(end: str, with_plugins, program: Program) -> None:
    """The run goes on without the hook, exits with 3, names plugin, file and line, and the journal says so."""
    ends, said = ENDS[end]
    path = with_plugins(**ending("overload_event_extras(session)", ends))
    feed = path / "calendars" / "training.ics"
    before = _event_times(feed)
    done = program(path, "update")
    assert (done.code, done.out) == (3, "")
    line = 5 if end == "killed" else 7  # nobody can tell the line of what was killed
    assert done.err.startswith(f"overload: {path}/plugins/bad.py:{line}: plugin 'bad', overload_event_extras: {said}")
    assert _event_times(feed) == before
    assert any(said in one for one in problems_of_last_run(program, path))


def test_each_hook_of_an_update_may_crash(with_plugins, program: Program) -> None:
    """Wherever an update calls plugins that crash, those hooks alone are left out, and each is named."""
    crashing = [ending(f"{hook}({given})", "ctypes.string_at(0)", hook[9:]) for hook, given in HOOKS.items()]
    path = with_plugins(**{name: code for one in crashing for name, code in one.items()})
    done = program(path, "update")
    assert done.code == 3
    for hook in HOOKS:
        assert f"{path}/plugins/{hook[9:]}.py:7: plugin '{hook[9:]}', {hook}: crashed the program" in done.err
    assert len(done.err.splitlines()) == len(HOOKS)


def test_crashing_while_it_is_imported(with_plugins, program: Program) -> None:
    """A file that ends the process when it is run is left out whole; the others work."""
    path = with_plugins(bad="import os\n\nos._exit(0)\n", good=GOOD)
    done = program(path, "update")
    assert done.code == 3
    assert f"{path}/plugins/bad.py:3: plugin 'bad': cannot be imported: it ended the program" in done.err
    assert "Be good." in (path / "calendars" / "training.ics").read_text()


GOOD = """
    from overload import EventExtras, hookimpl

    @hookimpl
    def overload_event_extras(session):
        return EventExtras(lines=("Be good.",))
    """


def test_several_that_crash_are_left_out_one_after_the_other(with_plugins, program: Program) -> None:
    """Three that end the process in three ways are named each, and a fourth works."""
    path = with_plugins(
        **ending("overload_event_extras(session)", "ctypes.string_at(0)", "a"),
        **ending("overload_exercises()", "os._exit(7)", "b"),
        **ending("overload_after_update(report)", "os.abort()", "c"),
        good=GOOD,
    )
    done = program(path, "update")
    assert done.code == 3
    assert all(f"plugins/{name}.py:7: plugin '{name}'" in done.err for name in "abc")
    assert "Be good." in (path / "calendars" / "training.ics").read_text()


RULE = """
    import ctypes
    import attrs
    from overload import hookimpl

    @attrs.frozen
    class Broken:
        "Crashes."

        name = "broken"

        def propose(self, slot, history, ladder):
            ctypes.string_at(0)

    @hookimpl
    def overload_rules():
        return [Broken]
    """


def test_a_rule_that_crashes_holds_the_load(with_plugins, program: Program) -> None:
    """Its slot is planned all the same, and the reason names rule and plugin."""
    path = with_plugins(bad=RULE)
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + '\n[workouts.home-back.dumbbell-shrug]\nrule = "broken"\n')
    done = program(path, "update")
    assert done.code == 3
    assert "bad.py:13: rule 'broken' of plugin 'bad' crashed the program" in done.err
    said = (path / "calendars" / "training.ics").read_text().replace("\n ", "")
    assert "Dumbbell shrug" in said
    assert "Note: " in said
    assert "rule 'broken' of plugin 'bad' crashed the program" in said
    # An event that is long already leaves its last reasons to the other readers.
    assert "Hold the last load: rule 'broken' of plugin 'bad' failed" in program(path, "week", "--json").out


@pytest.mark.parametrize(
    ("hook", "code"), [("overload_event_extras(session)", 3), ("overload_after_update(report)", 0)]
)
def test_what_was_written_down_is_written_once(hook: str, code: int, with_plugins, program: Program) -> None:
    """A plugin that crashes after an entry was written costs no entry, and makes none twice.

    One that only tells others costs no exit code but that of `update`.
    """
    path = with_plugins(**ending(hook, "ctypes.string_at(0)"))
    done = program(path, "log", "dumbbell-row", "3x10 @ 16 kg")
    assert done.code == code
    assert "Dumbbell row" in done.out
    assert "bad.py:7" in done.err
    entries = json.loads(program(path, "--no-plugins", "log", "list", "--json").out)
    assert len(entries) == 1
    assert len(entries[0]["sets"]) == 3


def test_what_was_written_down_is_kept_where_there_is_no_way_back(with_plugins, program: Program) -> None:
    """Where a plugin has threads that would be lost, a crash ends the run; the entry stands, and the crash is told."""
    thread = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    path = with_plugins(**ending("overload_event_extras(session)", "ctypes.string_at(0)"))
    (path / "plugins" / "a.py").write_text(f"{thread}\n{textwrap.dedent(GOOD)}")
    done = program(path, "log", "dumbbell-row", "3x10 @ 16 kg")
    assert done.code == 3
    assert "bad.py:7: overload_event_extras crashed the program" in done.err
    assert len(json.loads(program(path, "--no-plugins", "log", "list", "--json").out)) == 1


def test_a_decision_is_made_once(with_plugins, program: Program) -> None:
    """`skip` whose plugin crashes afterwards is one decision, and one undo takes it back."""
    path = with_plugins(**ending("overload_event_extras(session)", "os._exit(1)"))
    assert program(path, "skip", "s1").code == 3
    assert program(path, "--no-plugins", "undo").code == 0
    assert program(path, "--no-plugins", "undo").code != 0


def test_strict_refuses_what_crashes(with_plugins, program: Program) -> None:
    """With --strict nothing is changed, as with any other failure of a plugin."""
    path = with_plugins(**ending("overload_event_extras(session)", "ctypes.string_at(0)"))
    done = program(path, "--strict", "update")
    assert (done.code, "bad.py:7" in done.err) == (78, True)


SLEEPS = "import time; time.sleep(60)"


def _asleep(path: Path) -> subprocess.Popen[str]:
    """Begin an update whose plugin sleeps, and wait until it does."""
    mark = path / "asleep"
    plugin = path / "plugins" / "bad.py"
    plugin.write_text(plugin.read_text().replace("import time;", f"open({str(mark)!r}, 'w').close(); import time;"))
    command = [sys.executable, "-m", "overload", "-C", str(path), "--now", NOW, "update"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not mark.exists():
        time.sleep(0.02)  # noqa: TID251 - another process has to get there
    return process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_who_sends_a_signal_ends_it(number: signal.Signals, with_plugins) -> None:
    """A signal to the program ends it as ever: nobody begins anew, and no plugin is blamed."""
    process = _asleep(with_plugins(**ending("overload_exercises()", SLEEPS)))
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == (130 if number is signal.SIGINT else -number)
    assert "plugin" not in said


def test_who_kills_it_leaves_a_note_and_nothing_running(with_plugins, program: Program) -> None:
    """The copy does not outlive the process that was started; the next run leaves out who was on stage, once."""
    path = with_plugins(**ending("overload_exercises()", SLEEPS))
    process = _asleep(path)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert children
    process.kill()
    process.communicate(timeout=60)
    while any(_is_alive(int(child)) for child in children):
        time.sleep(0.02)  # noqa: TID251 - the system has to get there
    done = program(path, "update")
    assert done.code == 3
    assert "bad.py:5: plugin 'bad', overload_exercises: was being asked when the last run was killed" in done.err
    plugin = path / "plugins" / "bad.py"
    plugin.write_text(plugin.read_text().replace("time.sleep(60)", "return []"))
    assert program(path, "update").code == 0
    assert not (path / NOTE).exists()


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_without_plugins_nobody_stands_by(with_plugins, tmp_path: Path) -> None:
    """Where all code is the program's own, the process is not divided."""
    path = with_plugins()
    code = "import os, sys\nos.fork = None\nfrom overload.cli import main\nsys.argv[1:] = sys.argv[1:]\nmain()\n"
    command = [sys.executable, "-c", code, "-C", str(path), "--now", NOW, "update"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    assert (done.returncode, done.stderr) == (0, "")


def test_all_that_is_hostile_at_once(with_plugins, program: Program, hostile, deadly) -> None:
    """Beside ten that do everything wrong and nine that harm the whole process a good one works.

    Each is named once with its line, on standard error and in the journal; the feed is whole and the exit code is 3.
    """
    every = {**hostile, **deadly}
    assert len(every) == 20
    path = with_plugins(**{name: code for name, (code, _) in every.items()})
    plan = path / "plan.toml"
    change = '\n[plugins]\nmemory = "300 MB"\n\n[workouts.home-back.dumbbell-shrug]\nrule = "steady"\n'
    plan.write_text(plan.read_text() + change)
    feed = path / "calendars" / "training.ics"
    before = _event_times(feed)
    done = program(path, "update")
    assert (done.code, done.out) == (3, "")
    noted = [one for run in json.loads(program(path, "--no-plugins", "runs", "--json").out) for one in run["problems"]]
    for name, (_, line) in every.items():
        for told in (done.err.splitlines(), noted):
            named = [one for one in told if f"/plugins/{name}.py:{line}: " in one]
            assert len(named) == (1 if line else 0), (name, done.err)
    assert _event_times(feed) == before
    said = feed.read_text().replace("\n ", "")
    assert "Steady as she goes." in said
    assert "Be good." in said


def test_the_plugins_of_a_run_have_a_budget(with_plugins, program: Program) -> None:
    """Once they have used up their processor time none is asked, and the one that used most is named with its line."""
    busy = """
        import time
        from overload import hookimpl

        @hookimpl
        def overload_event_extras(session):
            until = time.thread_time() + 0.5
            while time.thread_time() < until:
                pass
        """
    path = with_plugins(busy=busy, good=GOOD)
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + "\n[plugins]\nseconds = 1\n")
    done = program(path, "update")
    assert done.code == 3
    assert "plugin 'good', overload_event_extras: was not asked: the plugins of this run have used up" in done.err
    assert f"{path}/plugins/busy.py:5" in done.err


COMMAND = """
    import os
    import click
    from overload import hookimpl

    @click.command()
    def leave():
        print("so far", flush=True)
        os._exit(0)

    @hookimpl
    def overload_commands():
        return [leave]
    """


def test_a_command_that_ends_the_process_is_named_and_not_run_again(with_plugins, program: Program) -> None:
    """What it printed is there once, and the exit code is 3."""
    path = with_plugins(mine=COMMAND)
    done = program(path, "leave")
    assert (done.code, done.out) == (3, "so far\n")
    assert f"{path}/plugins/mine.py:9: plugin 'mine', leave: ended the program with os._exit(0)" in done.err


def test_one_folder_of_many_that_crashes(with_plugins) -> None:
    """`update --all` goes on without the plugin there as well, and says whose folder it was."""
    path = with_plugins(**ending("overload_event_extras(session)", "ctypes.string_at(0)"))
    command = [sys.executable, "-m", "overload", "--now", NOW, "update", "--all", str(path.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert f"overload: {path}: {path}/plugins/bad.py:7: plugin 'bad'" in done.stderr
