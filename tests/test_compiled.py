"""What attrs compiled for our classes is kept between starts, and never taken for something else."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from overload.compiled import Compiled, read, write

NAME = "<attrs generated methods overload.model.log.Entry>"
TEXT = "def __hash__(self):\n    return hash((\n        {salt},\n        self.{field},\n    ))\n"
START = """
import sys
from overload.compiled import begin, keep
compiled = begin()
from overload.model import RepRange
assert RepRange(8, 12) == RepRange(8, 12) != RepRange(8, 13)
assert len({RepRange(8, 12), RepRange(8, 12)}) == 1
assert "low=8" in repr(RepRange(8, 12)) or str(RepRange(8, 12)) == "8-12"
keep(compiled)
print(len(compiled.kept), compiled.has_more)
"""


def started(caches: Path, **more: str) -> tuple[int, bool]:
    """Start Python anew and return how many texts were known at its end, and whether one was new."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(caches), **more}
    ran = subprocess.run([sys.executable, "-c", START], env=env, capture_output=True, text=True, check=True)
    many, has_more = ran.stdout.split()
    return int(many), has_more == "True"


@pytest.mark.slow
def test_what_one_start_compiled_the_next_does_not(tmp_path: Path) -> None:
    """Classes behave the same either way, whatever the hashes of text are in that process."""
    first, was_new = started(tmp_path, PYTHONHASHSEED="1")
    assert was_new
    assert first > 20
    assert started(tmp_path, PYTHONHASHSEED="2") == (first, False)


@pytest.mark.slow
def test_nothing_is_kept_where_no_bytecode_is(tmp_path: Path) -> None:
    """As Python is told for its own."""
    assert started(tmp_path, PYTHONDONTWRITEBYTECODE="1")[1]
    assert not list(tmp_path.rglob("*.attrs"))


def test_another_text_is_compiled_anew() -> None:
    """Only the number that attrs puts into a hash may be another."""
    compiled = Compiled({})
    first = compiled(TEXT.format(salt=17, field="day"), NAME, "exec")
    again = Compiled(compiled.kept)
    assert again(TEXT.format(salt=-4, field="day"), NAME, "exec").co_consts == first.co_consts
    assert not again.has_more
    assert again(TEXT.format(salt=17, field="date"), NAME, "exec").co_consts != first.co_consts
    assert again.has_more


def test_what_a_plugin_made_is_not_kept() -> None:
    """It may be gone tomorrow, or another."""
    compiled = Compiled({})
    compiled("x = 1\n", "<attrs generated methods mine.Thing>", "exec")
    assert not compiled.kept


@pytest.mark.parametrize(
    "written", [b"", b"another Python", importlib.util.MAGIC_NUMBER, importlib.util.MAGIC_NUMBER + b"\xfd"]
)
def test_what_cannot_be_read_is_nothing(tmp_path: Path, written: bytes) -> None:
    """A file of another Python, or one cut off, is as good as none."""
    kept = tmp_path / "kept.attrs"
    assert read(kept) == {}
    kept.write_bytes(written)
    assert read(kept) == {}
    write(kept, {NAME: ("text", b"code")})
    assert read(kept) == {NAME: ("text", b"code")}
    assert [one.name for one in tmp_path.iterdir()] == ["kept.attrs"]


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """The next start compiles again."""
    write(tmp_path / "gone" / "kept.attrs", {})
    assert not list(tmp_path.iterdir())
