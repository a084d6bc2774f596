"""Help fits a screen, and says what there is by what one wants to do."""

from __future__ import annotations

import re

import pytest
from every_command import EVERY

from overload.cli import COMMANDS, MEANT, SYNONYMS
from overload.cli import overload as program
from overload.cli.front import GROUPS

pytestmark = pytest.mark.slow

LINES, COLUMNS = 24, 80


@pytest.fixture(params=list(EVERY), ids=lambda names: " ".join(names) or "overload")
def names(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Each command in turn."""
    return request.param


class TestEachCommand:
    """`--help` of every command on a terminal of 80 columns."""

    def test_it_fits_a_screen(self, names, overload, monkeypatch) -> None:
        """No more than 24 lines, none wider than 80 columns."""
        monkeypatch.setenv("COLUMNS", str(COLUMNS))
        lines = overload(*names, "--help").out.splitlines()
        assert len(lines) <= LINES, "\n".join(lines)
        assert max(map(len, lines)) <= COLUMNS, max(lines, key=len)

    def test_no_word_is_broken(self, names, overload, monkeypatch) -> None:
        """The words are those of a terminal without end, none cut in two and none cut short."""
        monkeypatch.setenv("COLUMNS", str(COLUMNS))
        narrow = overload(*names, "--help").out
        command = EVERY[names]
        monkeypatch.setattr(command, "context_settings", {**command.context_settings, "max_content_width": 900})
        monkeypatch.setattr(program, "context_settings", {**program.context_settings, "max_content_width": 900})
        monkeypatch.setenv("COLUMNS", "900")
        wide = overload(*names, "--help").out
        assert narrow.split() == wide.split()

    def test_what_stands_for_a_value_is_a_word(self, names, overload, monkeypatch) -> None:
        """No pattern of strftime, no type of Python, no range as a formula."""
        monkeypatch.setenv("COLUMNS", str(COLUMNS))
        said = overload(*names, "--help").out
        assert not re.search(r"%[YmdHM]|INTEGER|FLOAT|RANGE|<=|>=\d", said), said


class TestTheFirstPage:
    """`overload --help`."""

    def test_every_command_is_in_one_group(self) -> None:
        """Nothing is missing, nothing stands twice, nothing is there that is no command."""
        grouped = [name for group in GROUPS.values() for name in group]
        assert sorted(grouped) == sorted(COMMANDS)

    def test_all_are_printed_with_their_group(self, overload, monkeypatch) -> None:
        """Each name with its words, below or behind the name of its group."""
        monkeypatch.setenv("COLUMNS", str(COLUMNS))
        said = overload("--help").out
        for label, group in GROUPS.items():
            assert re.search(rf"(?m)^{label} ", said), label
            for name, words in group.items():
                assert re.search(rf"(?<!\S){name} +{re.escape(words)}(?!\S)", said), name

    @pytest.mark.parametrize("plain", [(), ("--plain",)])
    def test_a_narrow_terminal_gets_a_line_each(self, overload, monkeypatch, plain: tuple[str, ...]) -> None:
        """Without room for two columns, and for a screen reader, every command has a line of its own."""
        monkeypatch.setenv("COLUMNS", "80" if plain else "50")
        lines = overload(*plain, "--help").out.splitlines()
        for group in GROUPS.values():
            for name, words in group.items():
                assert f"  {name}: {words}" in lines

    def test_commands_of_plugins_are_a_group(self, folder, overload, monkeypatch) -> None:
        """What plugins add stands by itself, and ours still fit the screen."""
        monkeypatch.setenv("COLUMNS", str(COLUMNS))
        path = folder()
        (path / "plugins" / "greeting.py").write_text(
            "import click\nfrom overload import hookimpl\n\n"
            "@click.command('greet')\n"
            "def greet():\n    '''Say hello to whoever trains here, and mean it.'''\n\n"
            "@hookimpl\ndef overload_commands():\n    return [greet]\n",
            "utf-8",
        )
        lines = overload(path, "--help").out.splitlines()
        assert any(re.match(r"Plugins +greet +Say hello to whoever trains here", line) for line in lines), lines
        assert max(map(len, lines)) <= COLUMNS
        shown = "\n".join(lines[:LINES])
        assert all(re.search(rf"(?<!\S){name}(?!\S)", shown) for name in COMMANDS)


class TestOtherWords:
    """What people type for a command."""

    def test_help_is_a_word_too(self, overload) -> None:
        """`overload help` and `overload help log` are `--help`."""
        assert overload("help").out == overload("--help").out
        assert overload("help", "week").out == overload("week", "--help").out
        assert overload("help", "nonsense").code == 2

    @pytest.mark.parametrize(
        ("typed", "told"),
        [("nxt", "did you mean 'next'?"), ("statuss", "did you mean 'status'?"),
         ("qqqqqq", "'overload --help' shows them all")],
    )  # fmt: skip
    def test_a_slip(self, overload, typed: str, told: str) -> None:
        """The nearest word that is understood is named, and where none is near, where they all stand."""
        said = overload(typed)
        assert (said.code, f"there is no command '{typed}'; {told}" in said.err) == (2, True), said.err

    def test_none_hides_a_command(self) -> None:
        """Another word for a command is none itself, leads to one that is there, and is explained in one way only."""
        assert not set(SYNONYMS) & set(COMMANDS)
        assert not set(MEANT) & (set(COMMANDS) | set(SYNONYMS))
        assert {command for command, *_ in SYNONYMS.values()} <= set(COMMANDS)

    def test_what_is_named_is_there(self, overload) -> None:
        """Every command line that an answer names is a command of ours."""
        for word, answer in MEANT.items():
            said = overload(word)
            assert (said.code, answer in said.err) == (2, True), word
            for named in re.findall(r"'overload ([a-z-]+)", answer):
                assert named in COMMANDS or named.startswith("-"), named
