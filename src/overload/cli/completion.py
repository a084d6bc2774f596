"""`overload completion`: the script that lets a shell complete commands, options and names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from overload.cli.call import COMPLETING


@click.command("completion", short_help="Complete commands, options and names in your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
def completion_command(shell: str) -> None:
    """Print the script that lets your shell complete commands, options and names.

    \b
    bash:  echo 'eval "$(overload completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(overload completion zsh)"' >> ~/.zshrc
    fish:  overload completion fish > ~/.config/fish/completions/overload.fish

    Then open a new terminal and press Tab: exercises, sessions, dumbbells, calendars, rules and feeds are those of
    your training folder.
    """  # noqa: D301 - click reads the character, not the letters
    of_shell = get_completion_class(shell)
    assert of_shell is not None, shell  # noqa: S101 - click knows the three
    script = of_shell(click.get_current_context().find_root().command, {}, "overload", COMPLETING)
    # Not `source()`, which starts a bash to learn its version and may print that there is none.
    click.echo((script.source_template % script.source_vars()).strip())
