"""What a shell offers behind a command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from every_command import EVERY

from overload.cli import COMMANDS
from overload.cli.front import GROUPS

pytestmark = pytest.mark.slow

PROGRAM = Path(sys.executable).parent
EVENING = "2026-11-25T21:00"
ASK = """
source "$SCRIPT"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
complete -p overload >/dev/null || exit 9
_overload_completion overload
printf '%s\\n' "${COMPREPLY[@]}"
"""


def script_for_bash(where: Path) -> str:
    """Return what `overload completion bash` prints in a folder, which is what a shell reads as it starts."""
    said = [PROGRAM / "overload", "completion", "bash"]
    done = subprocess.run(said, cwd=where, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the script for bash: a shell that is asked often has read it once."""
    path = tmp_path_factory.mktemp("bash") / "completion"
    path.write_text(script_for_bash(path.parent), "utf-8")
    return path


@pytest.fixture
def offered(full: Path, script: Path) -> Callable[..., list[str]]:
    """Return what a real bash offers in the training folder for words, the last of which is begun."""

    def ask(*words: str, where: Path | None = None, **environment: str) -> list[str]:
        path = f"{PROGRAM}:{os.environ['PATH']}"
        env = {"PATH": path, "HOME": str(full.parent), "SCRIPT": str(script), **environment}
        done = subprocess.run(
            ["bash", "--norc", "-c", ASK, "bash", "overload", *words],
            cwd=where or full, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout.split()

    return ask


@pytest.mark.skipif(shutil.which("bash") is None and not os.environ.get("CI"), reason="there is no bash here")
class TestInBash:
    """Pressing Tab in a real bash."""

    @pytest.mark.slow
    def test_commands_and_options(self, offered) -> None:
        """Every command with nothing typed; those that begin so; options of the program and of a command."""
        assert sorted(offered("")) == sorted(COMMANDS)
        assert offered("pl") == ["plugins"]
        assert offered("--pl") == ["--plain"]
        assert offered("week", "--w") == ["--weeks"]
        assert offered("log", "--no") == ["--note"]
        assert offered("away", "") == ["add", "list", "remove"]

    @pytest.mark.slow
    def test_names(self, offered) -> None:
        """Exercises, sessions, dumbbells, calendars, rules, feeds and the rest, those of this folder."""
        words = {
            ("log", "ro"): ["row", "romanian-deadlift"],
            ("log", "pull"): ["pull-up"],
            ("log", "ex"): ["export"],
            ("log", "edit", ""): ["1", "2"],
            ("progress", "dumbbell-r"): ["dumbbell-row"],
            ("explain", "shr"): ["shrug"],
            ("--now", EVENING, "move", "s3"): ["s3"],
            ("--now", EVENING, "skip", "s2"): ["s2"],
            ("dumbbells", "show", "bowflex-552"): ["bowflex-552", "bowflex-552-kg-dial"],
            ("calendars", "show", "ppl"): ["ppl", "ppl-twice"],
            ("init", "new", "--calendar", "ppl-"): ["ppl-twice"],
            ("rules", "try", "dou"): ["double-progression"],
            ("feed", "show", ""): ["training"],
            ("link", "revoke", ""): ["k1"],
            ("away", "remove", ""): ["1"],
            ("workouts", "show", "home"): ["home-back"],
            ("plugins", "show", "builtin-t"): ["builtin-things"],
            ("completion", "f"): ["fish"],
        }
        assert {typed: offered(*typed) for typed in words} == words

    def test_a_list_goes_on_behind_its_comma(self, offered) -> None:
        """What stands before the comma stays."""
        begun = "bowflex-1090,bowflex-552-k"
        assert offered("init", "new", "--dumbbells", begun) == ["bowflex-1090,bowflex-552-kg-dial"]

    @pytest.mark.slow
    def test_where_nothing_can_be_read(self, offered, script: Path, full: Path, tmp_path: Path) -> None:
        """Outside a folder, in one whose plan is broken, behind a wrong word: no error, and the commands still."""
        nowhere = tmp_path / "nowhere"
        nowhere.mkdir()
        assert offered("move", "", where=nowhere) == []
        assert offered("log", "row", where=nowhere) == ["row"]
        (full / "plan.toml").write_text("this is = = no plan", "utf-8")
        (full / "overload.db").write_bytes(b"neither is this a database")
        assert script_for_bash(full) == script.read_text("utf-8")
        assert offered("move", "") == []
        assert offered("feed", "show", "") == []
        assert offered("calen") == ["calendars"]
        assert offered("no-such", "-") is not None

    def test_another_folder(self, offered, full: Path, tmp_path: Path) -> None:
        """-C is heeded, with the ~ that the shell has not read yet."""
        assert offered("-C", f"~/{full.name}", "link", "revoke", "", where=tmp_path) == ["k1"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells(full: Path, shell: str) -> None:
    """They are told what a word stands for; where they are installed they read the script."""
    env = {
        "PATH": f"{PROGRAM}:{os.environ['PATH']}",
        "COMP_WORDS": "overload explain ro" if shell == "zsh" else "overload explain ",
        "COMP_CWORD": "2" if shell == "zsh" else "ro",
        "_OVERLOAD_COMPLETE": f"{shell}_complete",
    }
    asked = subprocess.run([PROGRAM / "overload"], cwd=full, env=env, capture_output=True, text=True, check=True)
    assert ("row" in asked.stdout.split(), "Dumbbell row" in asked.stdout.replace("\\n", "\n")) == (True, True)
    del env["_OVERLOAD_COMPLETE"]
    script = subprocess.run(["overload", "completion", shell], env=env, capture_output=True, text=True, check=True)
    assert f"{shell}_complete" in script.stdout
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script.stdout, text=True, check=True)


NAMED = {"exercise", "session", "feed", "name", "link", "first", "second", "what"}
"""Arguments that name something there is."""


def test_whatever_names_something_is_completed() -> None:
    """Every argument that names a thing offers what there is, unless it is a name that is new.

    An athlete of a database is none of them: a Tab key asks no server, and shows nobody who is there.
    """
    for names, command in EVERY.items():
        for param in command.params:
            is_elsewhere = names == ("plugins", "new") or names[:1] == ("many",)
            if isinstance(param, click.Argument) and param.name in NAMED and not is_elsewhere:
                assert param._custom_shell_complete is not None, (names, param.name)


def test_the_words_are_those_of_help() -> None:
    """Each command is offered with the words the first page of help has for it."""
    group = EVERY[()]
    ctx = click.Context(group, info_name="overload", obj=False)
    offered = {item.value: item.help for item in group.shell_complete(ctx, "")}
    assert offered.items() >= {name: said for those in GROUPS.values() for name, said in those.items()}.items()
