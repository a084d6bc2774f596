"""--plain: for screen readers and for terminals that can place nothing."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from every_command import LISTING, spoken
from hypothesis import given
from hypothesis import strategies as st

from overload.cli.output import show_table
from overload.report.tables import plain_table

pytestmark = pytest.mark.slow

DRAWN = re.compile(r"[\u2500-\u259f\u2800-\u28ff]")
"""Lines of boxes, blocks, and the dots of braille that charts are made of."""
EVENING = "2026-11-25T21:00"


def test_nothing_is_drawn(full, overload) -> None:
    """No listing command draws a line, a block or a chart, and every word of its table is still there."""
    for command in LISTING:
        words = spoken(command, full)
        plain = overload(full, "--plain", *words, now=EVENING)
        assert not DRAWN.search(plain.out), (command, plain.out)
        usual = overload(full, *words, now=EVENING).out
        lines = [line for line in DRAWN.sub(" ", usual).replace(":", " ").splitlines() if "free=" not in line]
        # A column without a cell has no title; what a table folds at its width stands whole: parts of words are sought.
        missing = {word for line in lines[1:] for word in line.split() if word not in plain.out.replace(":", " ")}
        assert not missing, command


def test_a_chart_is_told_day_by_day(full, overload) -> None:
    """Where a chart would stand are its figures."""
    said = overload(full, "progress", "row", "--plain", now=EVENING).out
    assert not DRAWN.search(said)
    assert "top load, kg\nMon 16 Nov: 11.3\n" in said
    assert "reps, all sets added up\nMon 16 Nov: 24\n" in said
    assert DRAWN.search(overload(full, "progress", "row", now=EVENING).out)


CELLS = st.text(st.characters(categories=["L", "N", "P"]), max_size=30)


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_every_cell_has_a_line_with_its_title(rows: list[list[str]]) -> None:
    """Whatever is in a table, each cell that is not empty stands behind its title, row after row."""
    titles = [f"Title {number}" for number in range(len(rows[0]))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OVERLOAD_PLAIN", "1")
        printed: list[str] = []
        patch.setattr("click.echo", printed.append)
        show_table(plain_table(titles, rows))
    wanted = ["\n".join(f"{title}: {cell}" for title, cell in zip(titles, row, strict=True) if cell) for row in rows]
    assert printed == ["\n\n".join(wanted)]


def test_a_cell_of_several_lines(capsys, monkeypatch) -> None:
    """Its lines stand below its title."""
    monkeypatch.setenv("OVERLOAD_PLAIN", "1")
    show_table(plain_table(("Id", "What"), [("s1", "Row: 10\nShrug: 12")]))
    assert capsys.readouterr().out == "Id: s1\nWhat:\n  Row: 10\n  Shrug: 12\n"


class TestHowItIsSaid:
    """Where the wish may stand."""

    @pytest.mark.parametrize("words", [("--plain", "calendars"), ("calendars", "--plain")])
    def test_before_or_behind_the_command(self, overload, words: tuple[str, ...]) -> None:
        """The option may stand anywhere."""
        assert "Id: ppl\n" in overload(*words).out

    def test_in_the_environment(self, overload, monkeypatch) -> None:
        """OVERLOAD_PLAIN does what --plain does."""
        plain = overload("calendars", "--plain").out
        monkeypatch.setenv("OVERLOAD_PLAIN", "1")
        assert overload("calendars").out == plain
        for unset in ("", "0"):
            monkeypatch.setenv("OVERLOAD_PLAIN", unset)
            assert overload("calendars").out != plain

    def test_a_pipe_is_as_it_was(self, overload, monkeypatch) -> None:
        """What a script reads does not depend on the terminal it was started from."""
        before = overload("calendars").out
        monkeypatch.setenv("TERM", "dumb")
        assert overload("calendars").out == before
        assert "Id: ppl" not in before


def on_a_terminal(*words: str, **environment: str) -> str:
    """Return what a command prints on a terminal of 100 columns."""
    screen, end = pty.openpty()
    env = {"PATH": os.environ["PATH"], "HOME": str(Path.home()), "COLUMNS": "100", "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "overload", *words]
    with subprocess.Popen(command, stdin=end, stdout=end, stderr=end, env=env | environment) as process:
        os.close(end)
        parts = []
        while True:
            try:
                part = os.read(screen, 65536)
            except OSError:  # how Linux says that nobody writes any more
                break
            if not part:
                break
            parts.append(part)
        assert process.wait() == 0
    os.close(screen)
    return b"".join(parts).decode()


class TestTerminals:
    """What terminals are told."""

    def test_colours_where_they_are_wanted(self) -> None:
        """A terminal gets its titles bold; with NO_COLOR not one escape sequence, and the same table."""
        usual, colourless = on_a_terminal("rules"), on_a_terminal("rules", NO_COLOR="1")
        assert "\x1b[1m" in usual
        assert "\x1b" not in colourless
        bare = re.sub(r"\x1b\[[0-9;]*m", "", usual)
        assert [line.rstrip() for line in bare.splitlines()] == [line.rstrip() for line in colourless.splitlines()]

    def test_a_dumb_one(self) -> None:
        """TERM=dumb is plain."""
        said = on_a_terminal("calendars", TERM="dumb")
        assert "Id: ppl\r\n" in said
        assert not DRAWN.search(said)
        assert "\x1b" not in said
