"""Installed plugins are found as importlib.metadata finds them, which is imported only where there are some."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from overload.plugins import installed

PLUGIN = "[console_scripts]\nmine = mine:main\n\n[overload]\nmine = mine_rules\n"


def package(place: Path, name: str, list_of_entries: str) -> None:
    """Put a package that has this list of entry points into a place that is searched for packages."""
    facts = place / name
    facts.mkdir()
    file = facts / "entry_points.txt"
    file.write_text(list_of_entries, encoding="utf-8")
    kind = "METADATA" if name.endswith(".dist-info") else "PKG-INFO"
    (file.parent / kind).write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1.0\n", encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty place, the only one that is searched."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "gone")])
    return tmp_path


@pytest.mark.parametrize("name", ["mine-1.0.dist-info", "mine-1.0.egg-info", "mine.egg-info"])
def test_a_plugin_is_found_however_it_was_installed(place: Path, name: str) -> None:
    """Wheels, old installations and eggs list their entry points in different places."""
    package(place, name, PLUGIN)
    assert [(one.name, one.value) for one in installed.entries()] == [("mine", "mine_rules")]


@pytest.mark.parametrize("other", ["", "[console_scripts]\noverload = overload:main\n", "[overloaded]\na = b\n"])
def test_nobody_asks_where_no_package_names_the_group(place: Path, monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    """Most have no plugin installed, and do without what knows all about packages."""
    package(place, "other-1.0.dist-info", other)
    monkeypatch.setitem(sys.modules, "importlib.metadata", None)
    assert tuple(installed.entries()) == ()


def test_an_egg_is_a_place_by_itself(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unpacked egg stands on the path itself, with the facts in it."""
    egg = place / "mine-1.0-py3.11.egg"
    egg.mkdir()
    package(egg, "EGG-INFO", PLUGIN)
    monkeypatch.setattr(sys, "path", [str(egg)])
    assert [(one.name, one.value) for one in installed.entries()] == [("mine", "mine_rules")]


def test_an_archive_is_looked_into(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in an archive only importlib.metadata can tell."""
    archive = place / "packages.zip"
    archive.write_bytes(b"PK\x05\x06" + bytes(18))
    monkeypatch.setattr(sys, "path", [str(archive)])
    monkeypatch.setitem(sys.modules, "importlib.metadata", None)
    with pytest.raises(ImportError):
        installed.entries()


def test_the_program_itself_is_no_plugin() -> None:
    """Its own built-in rules stand in the group as everybody's do, and are no reason to ask."""
    facts = metadata.distribution("overload-training").files or ()
    lists = [one for one in facts if one.name == "entry_points.txt"]
    assert [one.parent.name.startswith(installed._OURS) for one in lists] == [True]
