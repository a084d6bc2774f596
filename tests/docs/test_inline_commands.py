"""What the pages name in passing, `overload explain s17`, are commands and options that there are."""

import re
import shlex
from pathlib import Path

import click
import pytest

from overload.cli import overload

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def named(page: Path) -> list[str]:
    """Return the commands in the prose of a page, a broken line as one."""
    prose = FENCED.sub("", page.read_text(encoding="utf-8"))
    # `overload COMMAND --help` speaks of all of them.
    return [" ".join(code.split()) for code in re.findall(r"`(overload (?!(?:help )?COMMAND\b)[^`]+)`", prose)]


def read(words: list[str]) -> None:
    """Read a command as the command line does, without running it. Raises click.UsageError for what it refuses."""
    command: click.Command = overload
    context = None
    while True:
        context = command.make_context(words[0], words[1:], parent=context)
        words = [*context._protected_args, *context.args]
        if not isinstance(command, click.Group) or not words:
            return
        _, command, rest = command.resolve_command(context, words)
        words = [words[0], *rest]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_named_in_passing(page: Path) -> None:
    """Each is taken by the command line as it stands; a command alone may lack what it is to be done to."""
    for line in named(page):
        words = shlex.split(line)
        try:
            read(words)
        except click.exceptions.Exit:
            pass  # --help and --version
        except click.MissingParameter:
            assert not any(word.startswith("-") or word.isupper() for word in words), line


@pytest.mark.parametrize("line", ["overload feed look", "overload nxt", "overload next --jsno", "overload check FILE"])
def test_what_there_is_not_is_noticed(line: str) -> None:
    """A command, an option or a word that is none is refused, or the test above would prove nothing."""
    with pytest.raises(click.UsageError):
        read(shlex.split(line))


def test_pages_name_commands() -> None:
    """There are many to look at."""
    assert sum(len(named(page)) for page in PAGES) > 50
