"""What is sent of scripts and styles: the same as is written, with fewer spaces."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from overload.web import rendering

WRITTEN = Path(rendering.__file__).parent / "static"
STRING = r"""\"[^\"\n]*\"|`[^`]*`"""


def _sent() -> dict[str, str]:
    """Return what is sent of each script and each style sheet, by its name."""
    files = {address.partition("-")[2]: one for address, one in rendering.static_files().items()}
    return {name: one.body.decode() for name, one in files.items() if name.endswith((".css", ".js"))}


@pytest.mark.parametrize("name", sorted(_sent()))
def test_nothing_but_spaces_and_comments_is_left_out(name: str) -> None:
    """Every other character is there, in its order, and every string to the last space."""
    written, sent = (WRITTEN / name).read_text("utf-8"), _sent()[name]
    written = re.sub(r"^\s*//.*$|/\*.*?\*/", "", written, flags=re.MULTILINE)
    assert re.sub(r"\s|;(?=\s*})", "", sent) == re.sub(r"\s|;(?=\s*})", "", written)
    assert re.findall(STRING, sent) == re.findall(STRING, written)
    assert len(sent) < len(written)


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
@pytest.mark.parametrize("name", [name for name in sorted(_sent()) if name.endswith(".js")])
def test_a_script_is_still_one(name: str, tmp_path: Path) -> None:
    """It can be read as JavaScript."""
    (tmp_path / name).write_text(_sent()[name], "utf-8")
    done = subprocess.run(["node", "--check", tmp_path / name], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
