"""A command of a plugin is given the training folder: its plan, its log and the time, without a look inside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import overload as public

COMMANDS = """
    import click
    from overload import TrainingFolder, hookimpl, pass_folder

    @click.command()
    @click.option("--weeks", type=int)
    @pass_folder
    def coming(folder: TrainingFolder, weeks: int | None) -> None:
        "Say what comes next."
        session = folder.plan(weeks).ahead()[0]
        rows = folder.log.history("dumbbell-row", 9)
        click.echo(f"{folder.path.name} at {folder.now:%H:%M}: {session.day.id}, {len(rows)} rows done")

    @click.command()
    @pass_folder
    def crash(folder):
        folder.plan().no_such_thing

    @click.command()
    @pass_folder
    def fails(folder):
        return 65

    @hookimpl
    def overload_commands():
        return [coming, crash, fails]
    """


@pytest.fixture
def path(with_plugins: Callable[..., Path]) -> Path:
    """Make a training folder whose plugin has commands."""
    return with_plugins(mine=COMMANDS)


def test_a_command_prints_the_next_session(overload, path) -> None:
    """The plan is the one that `next` shows, the log the one that was written, the time the pretended one."""
    first = overload(path, "next", "--json").data["session"]["day"]
    done = overload(path, "coming")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"training at 05:00: {first}, 0 rows done\n"
    assert overload(path, "log", "row", "3x8", "@", "20kg").code in {0, 3}
    assert "1 rows done" in overload(path, "coming", "--weeks", "6").out


def test_a_plan_that_is_wrong_is_a_message(overload, path) -> None:
    """The command is not called, and the mistake is told with its place and exit code as everywhere."""
    plan = path / "plan.toml"
    plan.write_text(plan.read_text().replace("[athlete]", "[athlete]\nunti = 3"))
    done = overload(path, "coming")
    assert (done.code, done.out) == (78, "")
    assert "plan.toml: athlete.unti: no such key" in done.err


def test_what_is_wrong_in_the_plan_is_told_by_the_way(overload, path) -> None:
    """A plan that comes with problems is given, and they are told when the command ends, with exit code 3."""
    (path / "plugins" / "bad.py").write_text(
        "from overload import hookimpl\n\n@hookimpl\ndef overload_adjust_session(session):\n    return 1 / 0\n"
    )
    done = overload(path, "coming")
    assert done.code == 3
    assert "0 rows done" in done.out
    assert "bad.py:5: plugin 'bad', overload_adjust_session: raised ZeroDivisionError" in done.err


def test_what_a_command_raises_is_the_plugins(overload, path) -> None:
    """No traceback: plugin, file, line; and its own exit code is kept."""
    done = overload(path, "crash")
    assert done.code == 3
    assert "mine.py:17: plugin 'mine', crash: raised AttributeError" in done.err
    assert overload(path, "fails").code == 65


def test_the_folder_is_free_again(overload, path) -> None:
    """Whatever the command did, the next one finds the folder unlocked."""
    for name in ("crash", "coming", "fails"):
        overload(path, name)
    assert overload(path, "update", "--wait", "0").code == 0


def test_without_a_folder_it_says_where_to_get_one() -> None:
    """Called by itself, as in somebody's test, it is a usage error and no accident."""

    @click.command()
    @public.pass_folder
    def alone(folder: public.TrainingFolder) -> None:
        raise AssertionError(folder)

    done = CliRunner().invoke(alone)
    assert "run it as 'overload NAME'" in str(done.exception)
