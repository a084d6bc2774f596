"""Files that are not ours are opened in one way: as regular files, without following links, without waiting."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from overload.opening import open_below, open_regular, read_regular

SOURCE = Path(__file__).parents[1] / "src" / "overload"
OPENS = {"open", "read_text", "read_bytes"}
OTHERWISE = {
    "caldav/password.py": "looks at who else may read the file, under the same flags",
    "cli/__init__.py": "opens /dev/null for streams that are closed",
    "cli/catalog.py": "opens no file: a browser shows what was drawn",
    "cli/cron.py": "reads /etc/localtime",
    "cli/import_.py": "reads what is named on the command line, a pipe too",
    "cli/reach.py": "tries whether the certificate named on the command line can be read",
    "cli/pictured.py": "opens no file: a browser shows what was drawn",
    "compiled.py": "reads and writes what stands beside the program's own bytecode",
    "guard/processes.py": "reads /proc",
    "guard/purse.py": "reads /proc",
    "opening.py": "this is the one",
    "guard/stage.py": "makes its own file, and follows no link to it",
    "plugins/fresh.py": "reads what comes with the program",
    "plugins/installed.py": "reads what is installed",
    "store/backups.py": "makes files, and follows no link to them",
    "store/database.py": "makes the database, and follows no link to it",
    "store/files.py": "makes files, and follows no link to them",
    "testing/home.py": "reads a folder that a test has made",
    "testing/pieces.py": "reads examples that an author names",
    "update/links.py": "makes the key, and follows no link to it",
    "web/app.py": "opens no file: the desk opens its workers",
    "web/rendering.py": "reads what comes with the program",
}
"""Files of the program that open others in some way of their own, and why they may."""


def openings(tree: ast.Module) -> Iterator[str]:
    """Yield what opens a file, as it is written."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in OPENS:
            yield ast.unparse(node.func)


def test_nobody_opens_files_otherwise() -> None:
    """Every other opening is known, with the reason why it may; a reason that is no longer needed goes."""
    found = {
        str(file.relative_to(SOURCE))
        for file in sorted(SOURCE.rglob("*.py"))
        if any(openings(ast.parse(file.read_text(encoding="utf-8"))))
    }
    assert found == set(OTHERWISE)


@pytest.mark.parametrize(
    "code", ["open('x')", "Path('x').open()", "os.open('x', 0)", "p.read_text()", "p.read_bytes()"]
)
def test_the_test_finds_openings(code: str) -> None:
    """Each way of opening a file is one that is found."""
    assert list(openings(ast.parse(code)))


class TestOpening:
    """What stands in a file's place."""

    def test_a_file_is_read(self, tmp_path: Path) -> None:
        """A plain file gives its bytes, up to the most that is wanted."""
        (tmp_path / "file").write_bytes(b"12345")
        assert read_regular(tmp_path / "file", 5) == b"12345"
        with pytest.raises(OSError, match="larger"):
            read_regular(tmp_path / "file", 4)

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        """A link is refused, unless its owner may keep the file elsewhere."""
        (tmp_path / "file").write_bytes(b"12345")
        (tmp_path / "link").symlink_to(tmp_path / "file")
        with pytest.raises(OSError, match="symbolic links"):
            read_regular(tmp_path / "link")
        assert read_regular(tmp_path / "link", follow=True) == b"12345"

    @pytest.mark.parametrize("follow", [False, True])
    def test_pipes_devices_and_folders_are_refused_at_once(self, tmp_path: Path, follow: bool) -> None:
        """Nobody waits for who writes into a pipe, and no descriptor is left open."""
        os.mkfifo(tmp_path / "pipe")
        before = len(list(Path("/proc/self/fd").iterdir()))
        for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
            with pytest.raises(OSError, match="not a regular file"):
                open_regular(path, follow=follow)
        assert len(list(Path("/proc/self/fd").iterdir())) == before

    def test_a_folder_that_is_a_link_leads_nowhere(self, tmp_path: Path) -> None:
        """Below a root no part of the way may be a link; the root itself may."""
        (tmp_path / "real" / "calendars").mkdir(parents=True)
        (tmp_path / "real" / "calendars" / "x.ics").write_bytes(b"x")
        (tmp_path / "bad").mkdir()
        (tmp_path / "bad" / "calendars").symlink_to(tmp_path / "real" / "calendars")
        (tmp_path / "root").symlink_to(tmp_path / "real")
        os.close(open_below(tmp_path / "root", "calendars", "x.ics"))
        with pytest.raises(OSError, match=r"Not a directory|symbolic links"):
            open_below(tmp_path / "bad", "calendars", "x.ics")
