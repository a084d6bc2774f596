"""`overload plugins`: the list, a closer look, a check, and a new one."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import overload

SITE = next(one for one in sys.path if one.endswith("site-packages") and (Path(one) / "attrs").is_dir())
SRC = Path(overload.__file__).parents[1]


def test_the_list_says_where_from_and_what_it_adds(overload, with_plugins, hostile) -> None:
    """Built-in plugins come first; one that works says what it adds, one that fails says FAILED and why."""
    path = with_plugins(good=hostile["good"][0], bad_import=hostile["bad_import"][0], bad_lazy=hostile["bad_lazy"][0])
    done = overload(path, "plugins", "--json")
    found = {one["name"]: one for one in done.data}
    assert list(found) == ["builtin-rules", "builtin-things", "bad_import", "bad_lazy", "good"]
    assert found["good"]["adds"] == {"rules": ["steady"]}
    assert found["good"]["state"] == "active"
    assert found["bad_import"]["state"] == found["bad_lazy"]["state"] == "FAILED"
    assert "No module named" in found["bad_import"]["why"]
    assert done.code == 3
    table = overload(path, "plugins").out
    assert "plugins/good.py" in table
    assert "FAILED" in table


def test_what_is_off_is_listed_with_its_reason(overload, with_plugins, hostile) -> None:
    """A plugin that is switched off is in the list, and says by what."""
    path = with_plugins(good=hostile["good"][0])
    rows = overload(path, "--no-plugins", "plugins", "--json").data
    assert (rows[-1]["state"], rows[-1]["why"]) == ("off", "plugins are switched off")


def test_showing_one(overload, with_plugins, hostile) -> None:
    """A closer look has its docstring, its file and its hooks with their lines."""
    path = with_plugins(good=hostile["good"][0])
    done = overload(path, "plugins", "show", "good")
    assert done.code == 0
    assert "A plugin that is all right." in done.out
    assert "overload_rules" in done.out
    assert f"{path}/plugins/good.py:" in done.out
    assert overload(path, "plugins", "show", "goood").err.strip().endswith("did you mean 'good'?")


@pytest.mark.slow
def test_checking_what_violates(overload, with_plugins, hostile, monkeypatch) -> None:
    """A rule that never gets on fails its check, and the command that shows it is printed."""
    path = with_plugins(good=hostile["good"][0])
    monkeypatch.chdir(path)
    done = overload(path, "plugins", "check", "good")
    assert done.code == 3
    assert "ok    steady: total" in done.out
    assert "FAIL  steady: makes progress" in done.out
    assert f"overload -C {path} rules try steady" in done.out
    assert "ok    overload_event_extras" in done.out
    assert not list(path.rglob(".hypothesis"))
    pasted = next(line for line in done.out.splitlines() if "rules try steady" in line)
    assert "Steady as she goes." in overload(*shlex.split(pasted)[1:]).out


def test_checking_a_hook_that_fails(overload, with_plugins, hostile) -> None:
    """A hook that sees sessions is tried on the plan of the folder, and nothing is written."""
    path = with_plugins(bad_adjust=hostile["bad_adjust"][0])
    feed = path / "calendars" / "training.ics"
    was = feed.stat().st_mtime_ns
    for named in ("bad_adjust", path / "plugins" / "bad_adjust.py"):
        done = overload(path, "plugins", "check", named)
        assert done.code == 3
        assert "FAIL  overload_adjust_session" in done.out
    assert feed.stat().st_mtime_ns == was


EVERY_HOOK = """
    import click
    from overload import hookimpl

    class Mute(click.Command):
        def get_short_help_str(self, limit=45):
            return ""
        def get_help(self, ctx):
            raise ValueError("no help")

    @hookimpl
    def overload_exercises():
        raise ValueError("no exercises")

    @hookimpl
    def overload_commands():
        {commands}

    @hookimpl
    def overload_import(content):
        return content.decode()

    @hookimpl
    def overload_after_update(report):
        raise ValueError("nobody there")
"""


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ("raise ValueError('no commands')", "raised ValueError: no commands"),
        ("return [Mute('mute')]", "the help of 'mute' raised ValueError: no help"),
        ("return [click.Command('update')]", "'update' already exists"),
    ],
    ids=["raises", "has no help", "is taken"],
)
def test_every_hook_is_tried(commands: str, said: str, overload, with_plugins) -> None:
    """What a hook for commands, an importer or any other raises is named; others are told only if that is asked for."""
    path = with_plugins(bad=EVERY_HOOK.replace("{commands}", commands))
    done = overload(path, "plugins", "check", "bad")
    assert done.code == 3
    assert [line[:4] for line in done.out.splitlines()] == ["FAIL", "FAIL", "FAIL", "FAIL", "-   "]
    assert f"plugin 'bad', overload_commands: {said}" in done.err
    assert "plugin 'bad', overload_import: raised UnicodeDecodeError" in done.err
    assert "no exercises" in done.err
    assert "nobody there" not in done.err
    done = overload(path, "plugins", "check", "bad", "--notify")
    assert "FAIL  overload_after_update, on the plan of training" in done.out
    assert "plugin 'bad', overload_after_update: raised ValueError: nobody there" in done.err


def _run(*words: object, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SRC), **more}
    command = [str(one) for one in words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_new_rule_passes_as_it_is(overload, folder) -> None:
    """`plugins new mine && pytest plugins/` passes in a fresh training folder, and the rule can be used at once."""
    path = folder()
    done = overload(path, "plugins", "new", "mine")
    assert done.code == 0
    assert (path / "plugins" / "mine.py").is_file()
    tested = _run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "plugins/", folder=path)
    assert tested.returncode == 0, tested.stdout
    assert "mine" in overload(path, "rules").out
    assert overload(path, "plugins", "new", "mine").code == 74


@pytest.mark.slow
def test_a_new_rule_is_typed_and_tidy(overload, folder) -> None:
    """What is written satisfies mypy at its strictest, and ruff."""
    path = folder()
    overload(path, "plugins", "new", "my-own-rule")
    typed = _run(sys.executable, "-m", "mypy", "--strict", "my_own_rule.py", folder=path / "plugins", MYPYPATH=str(SRC))
    assert typed.returncode == 0, typed.stdout
    tidy = _run(sys.executable, "-m", "ruff", "check", "--isolated", "--line-length=120", "plugins", folder=path)
    assert tidy.returncode == 0, tidy.stdout
    shaped = _run(
        sys.executable, "-m", "ruff", "format", "--isolated", "--line-length=120", "--check", ".", folder=path
    )
    assert shaped.returncode == 0, shaped.stdout


@pytest.mark.parametrize(
    ("name", "said"), [("My Rule", "my-rule"), ("json", "my-json"), ("class", "my-class"), ("3x", "cannot be")]
)
def test_names_that_cannot_be(name: str, said: str, overload, folder) -> None:
    """A name that Python or plan.toml could not use is refused with one that they could."""
    done = overload(folder(), "plugins", "new", name)
    assert done.code == 2
    assert said in done.err


@pytest.fixture
def clean(tmp_path) -> Path:
    """Make a virtual environment that has this program and what it needs, and nothing of ours besides."""
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    site = venv / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (site / "program.pth").write_text(f"{SRC}\n{SITE}\n")
    return venv


@pytest.mark.slow
def test_a_new_package_installs_is_found_and_leaves_no_trace(overload, clean, tmp_path) -> None:
    """Installed into a clean environment the program finds it, and uninstalled nothing of it is left."""
    assert overload("plugins", "new", "mine", "--package", "--into", tmp_path).code == 0
    package, python = tmp_path / "overload-mine", clean / "bin" / "python"
    before = sorted(one for one in clean.rglob("*") if "__pycache__" not in one.parts)
    pip = (python, "-m", "pip", "--disable-pip-version-check")
    done = _run(*pip, "install", "--no-build-isolation", "--no-deps", "--no-index", package, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    listed = json.loads(_run(python, "-m", "overload", "plugins", "--json", folder=tmp_path).stdout)
    assert (listed[-1]["name"], listed[-1]["where"], listed[-1]["version"]) == ("mine", "overload-mine", "0.1.0")
    assert listed[-1]["adds"] == {"rules": ["mine"]}
    tested = _run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", folder=package)
    assert tested.returncode == 0, tested.stdout
    assert _run(*pip, "uninstall", "--yes", "overload-mine", folder=tmp_path).returncode == 0
    assert sorted(one for one in clean.rglob("*") if "__pycache__" not in one.parts) == before
    assert "mine" not in _run(python, "-m", "overload", "rules", folder=tmp_path).stdout


@pytest.mark.slow
def test_the_version_is_told_without_loading_plugins(clean, tmp_path) -> None:
    """Twenty installed plugins that would fail are not even looked for by --version."""
    site = next((clean / "lib").iterdir()) / "site-packages"
    for number in range(20):
        (site / f"loud_{number}.py").write_text("import sys; sys.stderr.write('loaded')")
        info = site / f"loud_{number}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: loud-{number}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[overload]\nloud-{number} = loud_{number}\n")
    python = clean / "bin" / "python"
    done = _run(python, "-X", "importtime", "-m", "overload", "--version", folder=tmp_path)
    assert done.returncode == 0
    assert "loaded" not in done.stderr
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert not {one for one in imported if one.startswith(("importlib.metadata", "overload.plugins", "loud_"))}
    listed = _run(python, "-m", "overload", "plugins", folder=tmp_path)
    assert listed.stdout.count("FAILED") == 20
    assert version("attrs")
