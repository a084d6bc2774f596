"""The pictures of the README are what its command makes, and are shown."""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"


def _sizes(folder: Path) -> dict[str, tuple[int, int]]:
    sizes = {}
    for file in folder.glob("*.png"):
        with Image.open(file) as picture:
            sizes[file.name] = picture.size
    return sizes


def test_each_is_shown_and_small() -> None:
    """The README shows every picture there is, and all together weigh less than a photograph."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    files = list(PICTURES.glob("*.png"))
    assert {file.name for file in files} == {"event.png", "page.png", "strength.png"}
    assert all(f"docs/pictures/{file.name})" in readme for file in files)
    assert sum(file.stat().st_size for file in files) < 300_000


@pytest.mark.slow
def test_the_command_makes_them(tmp_path: Path) -> None:
    """`make pictures` makes those that are there, as large as they are: two of a phone's screen, one plot."""
    if shutil.which("chromium") is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium; tests/system-packages installs it as root")
    done = subprocess.run([sys.executable, PICTURES / "make.py", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert _sizes(tmp_path) == _sizes(PICTURES)


@pytest.mark.slow
def test_the_event_is_that_of_the_feed(tmp_path: Path) -> None:
    """The event in the picture has the link and all five targets before anything else, from the feed itself."""
    made = runpy.run_path(str(PICTURES / "make.py"))
    made["trained"](tmp_path / "training")
    shown = made["sheet"](tmp_path / "training")
    first, targets = shown.partition('"name">Notes')[2].split("<p>")[1:3]
    assert "https://train.example.org/s/" in first
    assert targets.count(": ") >= targets.count("<br>") + 1 == 5
