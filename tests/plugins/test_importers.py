"""Plugins that read files of other apps."""

from __future__ import annotations

from textwrap import dedent

GOOD = """
    from datetime import date
    from decimal import Decimal
    from overload import Imported, ImportedSession, ImportedSet, Unit, Weight, hookimpl

    @hookimpl
    def overload_import(content):
        if not content.startswith(b"my app"):
            return None
        one = ImportedSet("Dumbbell Row", 8, load=Weight(Decimal(20), Unit.KG))
        return Imported("my app", "1", (ImportedSession((one,), on=date(2026, 11, 1)),))
"""
BAD = """
    from overload import hookimpl

    @hookimpl
    def overload_import(content):
        raise ValueError("no idea")
"""
NONSENSE = """
    from datetime import date
    from overload import Imported, ImportedSession, ImportedSet, hookimpl

    @hookimpl
    def overload_import(content):
        return Imported("x", "1", (ImportedSession((ImportedSet("Row", -8),), on=date(2026, 11, 1)),))
"""


def test_a_plugin_reads_the_file_it_knows(overload, with_plugins, tmp_path) -> None:
    """It is asked before the built-in readers, and what it returns goes into the log."""
    path = with_plugins(mine=dedent(GOOD))
    file = tmp_path / "export.txt"
    file.write_text("my app 1")
    done = overload(path, "import", file)
    assert done.code == 0, done.err
    assert "mine: my app (1): 1 workout, 1 set" in done.out
    assert "nothing new" in overload(path, "import", file).out


def test_a_plugin_that_fails_costs_only_its_own(overload, with_plugins, tmp_path) -> None:
    """One that raises and one that returns nonsense are named; the next one that knows the file is believed."""
    path = with_plugins(abad=dedent(BAD), anonsense=dedent(NONSENSE), mine=dedent(GOOD))
    file = tmp_path / "export.txt"
    file.write_text("my app 1")
    done = overload(path, "import", file)
    assert done.code == 3
    assert "plugin 'abad', overload_import: raised ValueError: no idea" in done.err
    assert "plugin 'anonsense', overload_import: returned something it should not: -8 reps in a set" in done.err
    assert "imported 1 entry with 1 set" in done.out
