"""What a command imports before it needs it."""

import subprocess
import sys

import pytest

HEAVY = {"ics", "rich", "matplotlib", "tatsu", "arrow"}


@pytest.mark.parametrize("module", ["overload.cli", "overload.update", "overload.cli.look"])
def test_nothing_heavy(module: str) -> None:
    """Importing the command line brings in no iCalendar, table or plot library."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(name.split(".")[0] for name in done.stdout.split())
