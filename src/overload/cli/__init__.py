"""The command line: its commands, and what becomes of their outcomes. With web/ the only room that prints or exits."""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from overload import __version__
from overload.cli.call import COMPLETING, ENTERED, Call, cannot_be_loaded, complain, report, tell
from overload.cli.entering import enter
from overload.compiled import begin, keep
from overload.errors import OverloadError, did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SELDOM = 100_000
"""After so many new objects garbage is looked for: most commands end before, and importing leaves next to none."""
COMMANDS = {
    "init": "start",
    "update": "update",
    "next": "look",
    "week": "look",
    "log": "log",
    "import": "import_",
    "volume": "volume",
    "progress": "progress",
    "explain": "explain",
    "move": "decide",
    "pin": "decide",
    "skip": "decide",
    "did": "decide",
    "shorten": "decide",
    "swap": "decide",
    "undo": "decide",
    "away": "decide",
    "feed": "feed",
    "caldav": "caldav",
    "calendars": "catalog",
    "workouts": "catalog",
    "exercises": "catalog",
    "dumbbells": "catalog",
    "rules": "rules",
    "simulate": "simulate",
    "plugins": "plugins",
    "runs": "runs",
    "check": "check",
    "restore": "restore",
    "adopt": "adopt",
    "report": "weekly",
    "cron": "cron",
    "link": "link",
    "serve": "serve",
    "many": "many",
    "completion": "completion",
}
"""Command -> the module of this room it lives in; a module is imported only when its command is called."""
SYNONYMS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("today", "now", "upcoming"), ("next",)),
    **dict.fromkeys(("plan", "schedule", "agenda", "weeks"), ("week",)),
    **dict.fromkeys(("status", "health", "doctor"), ("check",)),
    **dict.fromkeys(("stats", "statistics", "records", "prs", "chart"), ("progress",)),
    **dict.fromkeys(("history", "entries"), ("log", "list")),
    **dict.fromkeys(("why", "reason"), ("explain",)),
    **dict.fromkeys(("postpone", "reschedule"), ("move",)),
    "cancel": ("skip",),
    "export": ("log", "export"),
    **dict.fromkeys(("muscles", "sets"), ("volume",)),
    **dict.fromkeys(("splits", "calendar"), ("calendars",)),
    **dict.fromkeys(("weights", "equipment"), ("dumbbells",)),
    "links": ("link",),
    "journal": ("runs",),
}
"""Other words for a command. None of them writes down or takes away what was done."""
MEANT: Mapping[str, str] = {
    "tomorrow": "'overload week' shows the days ahead, 'overload explain tomorrow' why they are as they are",
    **dict.fromkeys(
        ("done", "finish", "finished", "record", "add"),
        "write down what was done with 'overload log', all as asked with 'overload log --done'",
    ),
    **dict.fromkeys(
        ("delete", "remove", "rm"),
        "'overload log remove ENTRY' takes an entry out, 'overload away remove NUMBER' days away",
    ),
    **dict.fromkeys(("edit", "correct", "fix"), "correct an entry with 'overload log edit ENTRY SETS'"),
    **dict.fromkeys(("sick", "ill", "unwell"), "say so with 'overload log --unwell'"),
    **dict.fromkeys(("holiday", "holidays", "vacation"), "say when with 'overload away add FIRST LAST'"),
    **dict.fromkeys(("start", "begin", "train", "go"), "'overload log' walks you through the session that is due"),
    **dict.fromkeys(("new", "create", "setup"), "'overload init DIR' starts a training folder"),
    "sync": "'overload caldav sync' syncs your own calendar, 'overload update' plans again",
    **dict.fromkeys(("refresh", "rebuild", "generate"), "'overload update' plans again and writes the feed"),
    **dict.fromkeys(("copy", "clone", "duplicate"), "copy the folder, then run 'overload adopt' in the copy"),
    **dict.fromkeys(("subscribe", "publish", "share"), "'overload link add' makes an address to subscribe to"),
    **dict.fromkeys(("server", "web", "page"), "'overload serve' serves the page and the feeds"),
    **dict.fromkeys(("config", "configure", "settings", "set"), "edit plan.toml in the training folder"),
    **dict.fromkeys(("missed", "miss"), "say that a session was not done with 'overload did SESSION --not'"),
    **dict.fromkeys(("list", "show", "ls"), "'overload log list' shows your log, 'overload week' the weeks ahead"),
    "version": "'overload --version' tells which one this is",
    "redo": "do it again with 'overload log' or 'overload move'",
}
"""What to write instead of a command that is none."""
_PRINTING = {("click", "utils.py"), ("rich", "console.py"), ("click", "_termui_impl.py")}
"""The files through which everything that is printed goes."""
SEE_ALL = "'overload --help' shows them all"
"""What to do about a word that is near to no command."""
ANYWHERE = frozenset({"--no-plugins", "--plain", "--strict"})
"""Options that may stand before or behind the command."""
LATE = frozenset({"update", "next", "week"})
"""Commands that may have nothing to do or to plan, and enter with plugins themselves once they know."""


class Commands(click.Group):
    """The commands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command, in the order a user meets them, those of plugins last."""
        return [*COMMANDS, *_of_plugins(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None."""
        if cmd_name not in COMMANDS:
            return _of_plugins(ctx).get(cmd_name)
        module = importlib.import_module(f"overload.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or another word for it; a wrong one gets a suggestion."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and args[0] not in _of_plugins(ctx):
            word = args[0].lower()
            if word == "help":
                return self.resolve_command(ctx, [*args[1:], "--help"])
            if word not in SYNONYMS and ctx.resilient_parsing:
                return None, None, []
            if word not in SYNONYMS:
                hint = MEANT.get(word) or did_you_mean(word, (*COMMANDS, *_of_plugins(ctx), *SYNONYMS))
                ctx.fail(f"there is no command '{args[0]}'; {SEE_ALL if hint.startswith('known:') else hint}")
            args = [*SYNONYMS[word], *args[1:]]
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write every command under what one wants to do, on one screen."""
        from overload.cli.front import WIDEST, front_page  # noqa: PLC0415 - only for --help
        from overload.cli.output import is_plain  # noqa: PLC0415 - only for --help

        added = {name: one.get_short_help_str(WIDEST) for name, one in _of_plugins(ctx).items()}
        formatter.write("\n".join(front_page(added, is_plain=is_plain())))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin like this, none of ours imported for it, and the options."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only where a shell asks

        from overload.cli.front import GROUPS  # noqa: PLC0415 - only where a shell asks

        words = {name: what for group in GROUPS.values() for name, what in group.items()}
        words |= {name: one.get_short_help_str() for name, one in _of_plugins(ctx).items()}
        named = [CompletionItem(name, help=what) for name, what in words.items() if name.startswith(incomplete)]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what one of a plugin raises is told with the plugin's name."""
        try:
            return super().invoke(ctx)
        except (OverloadError, click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.invoked_subcommand is None or ctx.invoked_subcommand in COMMANDS:
                raise
            from overload.cli.plugged import blamed  # noqa: PLC0415 - only where a plugin has been called

            return report([blamed(ctx, ctx.invoked_subcommand, error)])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the options that hold for every command also where they stand behind it."""
        end = args.index("--") if "--" in args else len(args)
        first = [word for word in args[:end] if word in ANYWHERE]
        return super().parse_args(ctx, [*first, *(word for word in args[:end] if word not in ANYWHERE), *args[end:]])


def _of_plugins(ctx: click.Context) -> Mapping[str, click.Command]:
    from overload.cli.plugged import commands  # noqa: PLC0415 - plugins are loaded only where they are asked for

    return commands(ctx.find_root(), COMMANDS)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="overload")
@click.option(
    "-C", "folder", is_eager=True, type=click.Path(path_type=Path), metavar="DIR", help="The training folder."
)
@click.option(
    "--now", "now_text", metavar="ISO-TIME", help="Pretend it is this time; without offset in the plan's zone."
)
@click.option("--no-plugins", is_flag=True, is_eager=True, help="Do without plugins.")
@click.option("--plain", is_flag=True, is_eager=True, help="No lines, no columns, no charts: for screen readers.")
@click.option("--strict", is_flag=True, help="Refuse, and change nothing, where a plugin or a rule fails.")
@click.pass_context
def overload(ctx: click.Context, /, folder: Path | None, now_text: str | None, **_: bool) -> None:
    """What to lift, on which day, and why: a calendar to subscribe to."""
    may_restart = ctx.obj is True
    ctx.obj = Call(folder, now_text, may_restart)
    if ctx.invoked_subcommand not in LATE:
        enter()


@overload.result_callback()
@click.pass_context
def _finish(ctx: click.Context, /, code: object, **_: object) -> int:
    """Tell what went wrong with plugins if the command has not."""
    exit_code = code if isinstance(code, int) else 0
    if ENTERED not in ctx.meta:
        return exit_code
    from overload.cli.plugged import unheard, untold  # noqa: PLC0415 - only where a plugin has been called

    exit_code = report(untold(ctx)) or exit_code
    report(unheard(ctx))  # what was asked for is done, whoever could not be told of it
    return exit_code


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; every outcome becomes an exit code and at most a line per problem on stderr."""
    gc.set_threshold(SELDOM)
    _open_what_is_closed()
    compiled = begin()
    try:
        code = run(arguments, may_restart=arguments is None)
    except SystemExit as error:  # of a plugin's command
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    with contextlib.suppress(OSError):
        sys.stderr.flush()
    keep(compiled)
    plugged = sys.modules.get("overload.cli.plugged")
    if plugged:  # somebody may be standing by, and wants to know that it ends
        plugged.leave(code)
    _end(code)


def _end(code: int) -> NoReturn:
    """End the process at once: taking its modules apart one by one costs a tenth of a command, and serves nobody."""
    gc.freeze()  # nothing of it is needed any more: going over all of it once more finds nothing
    if "threading" in sys.modules and sys.modules["threading"].active_count() > 1:
        sys.exit(code)  # which waits for what a plugin left running
    try:
        atexit._run_exitfuncs()  # noqa: SLF001 - what sys.exit would do here, and nobody else can
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)  # which says what could not be written
    os._exit(code)


def _open_what_is_closed() -> None:
    """Give standard streams that are closed a place to go, lest a file of ours takes their number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free, which is this one
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))


def run(arguments: Sequence[str] | None = None, *, may_restart: bool = False) -> int:
    """Run the command line and return the exit code.

    Where a shell asks what may stand next it is answered, and nothing else is said.

    With `may_restart` a plugin that hangs and swallows being stopped makes the process start again without it.
    """
    words = None if arguments is None else list(arguments)
    if os.environ.get(COMPLETING):
        return _complete(words)
    try:
        code = overload.main(args=words, standalone_mode=False, obj=may_restart)
    except OverloadError as error:
        return complain(error)
    except click.exceptions.Abort:
        tell("stopped; everything confirmed so far is saved")
        return 130
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        return error.exit_code
    except BrokenPipeError:
        return _output_gone()
    except OSError as error:
        return _refused_by_the_system(error)
    except (MemoryError, ImportError) as error:
        return _cannot_go_on(error)
    except Exception as error:  # noqa: BLE001 - a traceback shown to a user is a bug of its own
        return _our_bug(error)
    return code if isinstance(code, int) else 0


def _complete(words: list[str] | None) -> int:
    """Tell a shell what may stand next; an error would land in the line that somebody is typing."""
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - closed below
    with nowhere, contextlib.redirect_stderr(nowhere), contextlib.suppress(Exception, SystemExit):
        overload.main(args=words, standalone_mode=False, complete_var=COMPLETING)
    return 0


def _our_bug(error: Exception) -> int:
    if os.environ.get("OVERLOAD_TRACEBACK"):
        raise error
    import traceback  # noqa: PLC0415 - only for a bug

    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    tell(
        f"overload: this is a bug: {type(error).__name__}: {error} ({place});"
        " please report it (OVERLOAD_TRACEBACK=1 shows more)"
    )
    return 70


def _cannot_go_on(error: MemoryError | ImportError) -> int:
    if os.environ.get("OVERLOAD_TRACEBACK"):
        raise error
    if isinstance(error, ImportError):
        tell(f"overload: {cannot_be_loaded(error)}")
    else:
        tell("overload: there is not enough memory; free some and run it again. Everything confirmed so far is saved")
    return 74


def _refused_by_the_system(error: OSError) -> int:
    """Say what the system refused, and where: an error that names no file is one of a stream, or has its line."""
    import traceback  # noqa: PLC0415 - only where something went wrong

    said = (error.strerror or str(error)).lower()
    if error.filename is not None:
        tell(f"overload: {error.filename}: {said}")
        return 74
    frames = traceback.extract_tb(error.__traceback__)
    if any(Path(frame.filename).parts[-2:] in _PRINTING for frame in frames):
        tell(f"overload: standard output: {said}. Everything that was to be written down is saved")
        _output_gone()  # what is left of it would be tried once more at the end
    else:
        tell(f"overload: {said} ({Path(frames[-1].filename).name}:{frames[-1].lineno})")
    return 74


def _output_gone() -> int:
    """Leave quietly when the reader of a pipe has gone, and keep the interpreter from flushing into it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
