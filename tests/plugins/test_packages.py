"""A plugin of several files: a folder with an __init__.py in plugins/, whose modules import one another."""

from __future__ import annotations

import shutil
import sys
import textwrap
from pathlib import Path

import pytest

from overload.plugins.running import run, run_part

INIT = '''
"""A plugin of two files."""

from overload import EventExtras, hookimpl
from .words import greeting
from .deep import NUMBER


@hookimpl
def overload_event_extras(session):
    from .words import late  # a part that is imported while a hook runs
    return EventExtras((f"{greeting()} {NUMBER} {late()}",))
'''
WORDS = """
from . import deep


def greeting():
    return f"Greetings from {__name__.count('.')} {deep.NUMBER}."


def late():
    return "Later."
"""


def _package(path: Path, name: str = "my-plugin", **files: str) -> Path:
    root = path / "plugins" / name
    written = {"__init__": INIT, "words": WORDS, "deep/__init__": "from ..words import __name__ as it\nNUMBER = 7\n"}
    for file, code in {**written, **files}.items():
        (root / f"{file}.py").parent.mkdir(parents=True, exist_ok=True)
        (root / f"{file}.py").write_text(textwrap.dedent(code))
    return root


def _feed(path: Path) -> str:
    return (path / "calendars" / "training.ics").read_text().replace("\r\n ", "")


@pytest.fixture
def packaged(folder) -> Path:
    """Make a training folder with a plugin of several files, whose name has a hyphen."""
    path = folder()
    _package(path, **{"deep/__init__": "NUMBER = 7\n"})
    return path


def test_its_files_import_one_another(packaged, overload) -> None:
    """Relative imports work, at the beginning and in a hook, and no bytecode is left; settings go by its name."""
    done = overload(packaged, "update")
    assert (done.code, done.err) == (0, "")
    assert "Greetings from 1 7. 7 Later." in _feed(packaged)
    assert not list((packaged / "plugins").rglob("*.pyc"))
    row = overload(packaged, "plugins", "--json").data[-1]
    assert (row["name"], row["state"]) == ("my-plugin", "active")
    assert row["where"].endswith("plugins/my-plugin")
    assert "A plugin of two files." in overload(packaged, "plugins", "show", "my-plugin").out


def test_a_change_in_any_file_is_noticed(packaged, overload) -> None:
    """The next update of the same process, and of another, runs all of it again."""
    assert overload(packaged, "update").code == 0
    deep = packaged / "plugins" / "my-plugin" / "deep" / "__init__.py"
    deep.write_text("NUMBER = 88\n")
    assert overload(packaged, "update").code == 0
    assert "Greetings from 1 88. 88" in _feed(packaged)


def test_an_error_names_the_file_it_is_in(packaged, overload) -> None:
    """What a part raises is the plugin's, with its own file and line; what was imported before is whole again."""
    words = packaged / "plugins" / "my-plugin" / "words.py"
    words.write_text("\n\n1 / 0\n")
    done = overload(packaged, "update")
    assert done.code == 3
    assert "my-plugin/words.py:3: plugin 'my-plugin': cannot be imported: it raised ZeroDivisionError" in done.err
    words.write_text("from .nowhere import x\n")
    assert "words.py:1: plugin 'my-plugin': cannot be imported" in overload(packaged, "update").err


@pytest.mark.parametrize("part", ["words.py", "deep", "deep/__init__.py", ".", "never_imported.py"])
def test_a_part_that_others_may_write_is_refused(part: str, packaged, overload) -> None:
    """Anybody's file anywhere in it is enough, imported or not, and the way to mend it is told."""
    root = packaged / "plugins" / "my-plugin"
    (root / "never_imported.py").touch()
    (root / part).chmod(0o777)
    done = overload(packaged, "update")
    assert done.code == 3
    assert f"chmod o-w {root / part}" in done.err


def test_bytecode_is_not_believed(packaged, overload) -> None:
    """A __pycache__ that lies there, from a test run perhaps, is passed over."""
    root = packaged / "plugins" / "my-plugin"
    cache = root / "__pycache__"
    cache.mkdir()
    (cache / f"words.{sys.implementation.cache_tag}.pyc").write_bytes(b"nonsense")
    assert overload(packaged, "update").code == 0
    assert "Greetings" in _feed(packaged)


def test_two_folders_in_one_process_do_not_mix(tmp_path) -> None:
    """Plugins of one name in two folders are two, also where their modules are looked up by name later."""
    first, second = tmp_path / "a" / "plugins" / "mine", tmp_path / "b" / "plugins" / "mine"
    for number, root in enumerate((first, second)):
        root.mkdir(parents=True)
        (root / "__init__.py").write_text(
            "from .part import Thing\n\ndef later():\n    from . import part\n    return part\n"
        )
        (root / "part.py").write_text(f"class Thing:\n    number = {number}\n")
        (root.parent / "one.py").write_text(f"class Thing:\n    number = {number}\n")
    modules = [run(first), run(second), run(first.parent / "one.py"), run(second.parent / "one.py")]
    assert [one.Thing.number for one in modules] == [0, 1, 0, 1]
    assert [one.later().Thing.number for one in modules[:2]] == [0, 1]
    assert all(sys.modules[one.Thing.__module__].Thing is one.Thing for one in modules)
    shutil.rmtree(tmp_path / "a")
    assert modules[1].later().Thing.number == 1


def test_a_part_is_found_again_by_its_name(tmp_path) -> None:
    """What names a class by module and file, as another process does, gets that very class."""
    root = tmp_path / "mine"
    (root / "deep").mkdir(parents=True)
    (root / "__init__.py").touch()
    (root / "deep" / "__init__.py").touch()
    (root / "deep" / "thing.py").write_text("class Thing:\n    pass\n")
    run(root)
    name = f"{run(root).__name__}.deep.thing"
    found = run_part(name, root / "deep" / "thing.py")
    assert found.Thing.__module__ == name
    assert run_part("thing", root / "deep" / "thing.py").Thing is not found.Thing


def test_folders_that_are_no_plugins_are_left_alone(folder, overload) -> None:
    """Without an __init__.py it is no plugin, and tests and helpers are none either."""
    path = folder()
    for name in ("_helpers", "test_mine", "tests", ".git"):
        (path / "plugins" / name).mkdir()
        (path / "plugins" / name / "__init__.py").write_text("raise RuntimeError")
    (path / "plugins" / "data").mkdir()
    assert overload(path, "update").code == 0
    assert overload(path, "plugins", "--json").data[-1]["from"] == "built in"
