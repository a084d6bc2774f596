"""Training folders with plugins in them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

HOSTILE = Path(__file__).parent / "hostile"
DEADLY = HOSTILE / "deadly"


@pytest.fixture
def with_plugins(folder: Callable[..., Path]) -> Callable[..., Path]:
    """Make a training folder with these plugins, by file name (without .py) -> code."""

    def make(*flags: str, **plugins: str) -> Path:
        path = folder(*flags)
        for name, code in plugins.items():
            (path / "plugins" / f"{name}.py").write_text(textwrap.dedent(code))
        return path

    return make


@pytest.fixture
def hostile() -> dict[str, tuple[str, int]]:
    """Return the plugins that do everything wrong, and the good one (line 0): name -> code and the line to blame."""
    return _with_blame(HOSTILE)


@pytest.fixture
def deadly() -> dict[str, tuple[str, int]]:
    """Return the plugins that harm the whole process: name -> code and the line to blame."""
    return _with_blame(DEADLY)


def _with_blame(folder: Path) -> dict[str, tuple[str, int]]:
    found = {}
    for file in sorted(folder.glob("*.py")):
        lines = file.read_text().splitlines()
        blamed = [number for number, line in enumerate(lines, 1) if line.endswith("# blame")]
        found[file.stem] = (file.read_text(), blamed[0] if blamed else 0)
    return found
