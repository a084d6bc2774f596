"""Every command in the README and the docs is run, and prints what the page says."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, kind: str) -> list[str]:
    """Return the fenced blocks of a kind in a page."""
    return [body for name, body in BLOCK.findall(page.read_text(encoding="utf-8")) if name == kind]


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output written below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command as a reader would, in `folder`, with this environment's programs."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "120",
    }
    return subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of_a_page(page: Path, tmp_path: Path) -> None:
    """The console blocks of a page, run one after the other in one folder, succeed and print what is shown.

    A block headed `python file=NAME` is what the reader has put into that file by then. The reader of the README is in
    the folder that `make plan` has made; its way there is walked in tests/walks.
    """
    if page.name == "README.md":
        assert run("overload init my-training --yes", tmp_path).returncode == 0
        tmp_path = tmp_path / "my-training"
    for kind, file, block in FILES.findall(page.read_text(encoding="utf-8")):
        if file:
            (tmp_path / file).write_text(block, encoding="utf-8")
        for command, expected in steps(block) if kind == "console" else ():
            done = run(command, tmp_path)
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
            if expected.strip():
                assert (done.stdout + done.stderr).rstrip() == expected.rstrip(), command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page(page: Path) -> None:
    """Links to files of the project lead somewhere."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_console_blocks_are_found() -> None:
    """The README has commands to run, or the test above would prove nothing."""
    assert any(shlex.split(command) for block in blocks(ROOT / "README.md", "console") for command, _ in steps(block))
