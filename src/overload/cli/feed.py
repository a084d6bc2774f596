"""`overload feed`: what subscribers see, what they will notice, and whether a calendar file is sound."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import click

from overload.cli.agenda import agenda, event_data
from overload.cli.call import Call, report
from overload.cli.completing import feeds, offers
from overload.cli.output import show_json
from overload.errors import DataError, FileError, Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from overload.ical.differences import Difference
    from overload.ical.lint import Fault

FAULTY: Final = DataError.exit_code
"""What the shell sees when a calendar file has faults."""
MOST_LINES: Final = 6
"""Lines of a changed text that are shown if no more are asked for."""
LARGEST: Final = 64 * 2**20
"""Octets of a file that are read."""


@click.group("feed")
def feed_command() -> None:
    """See your feeds as subscribers do, and check calendar files."""


@feed_command.command("show")
@click.argument("name", metavar="[FEED]", required=False, shell_complete=offers(feeds))
@click.option("--past", is_flag=True, help="Past events, too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list of events.")
@click.pass_obj
def show_command(call: Call, name: str | None, past: bool, as_json: bool) -> int:
    """Show a feed day by day, as a phone does.

    FEED is the name of one (default: the first in plan.toml). You see the published file.
    """
    from overload.update.published import published  # noqa: PLC0415 - the planner, which checking does without

    shown = published(call.path, call.now, name)
    events = shown.events if past else shown.ahead
    if as_json:
        show_json([event_data(one) for one in events])
    else:
        click.echo("\n".join(agenda(shown, events)))
    return 0


@feed_command.command("diff")
@click.argument("name", metavar="[FEED]", required=False, shell_complete=offers(feeds))
@click.option("--full", is_flag=True, help="Every changed line of a text, however many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list of differences by feed.")
@click.pass_obj
def diff_command(call: Call, name: str | None, full: bool, as_json: bool) -> int:
    """Show what subscribers would notice if you updated now.

    FEED is the name of one (default: all). Compares the published files with what an update would write, and writes
    nothing. In a text, lines with - go and lines with + are new.
    """
    from overload.update import update  # noqa: PLC0415 - the planner, which checking does without

    done = update(call.path, call.now, dry_run=True)
    names = [feed.choice.name for feed in done.feeds]
    if name is not None and name not in names:
        raise UsageError(Problem("", f"there is no feed '{name}'", did_you_mean(name, names)))
    noticed = {one: done.noticed[one] for one in names if name in {None, one}}
    if as_json:
        show_json({one: [attrs.asdict(each) for each in found] for one, found in noticed.items()})
    else:
        click.echo("\n".join(difference_lines(noticed, sys.maxsize if full else MOST_LINES)))
    return report(done.problems)


def difference_lines(noticed: Mapping[str, Sequence[Difference]], most: int = MOST_LINES) -> Iterator[str]:
    """Yield what subscribers will notice, feed by feed, with at most so many lines of each event's text."""
    for name, found in noticed.items():
        if not found:
            yield f"{name}.ics: subscribers will notice nothing"
            continue
        yield f"{name}.ics:"
        for one in found:
            yield f"  {one.sentence}"
            yield from (f"    {line}" for line in one.lines[:most])
            if len(one.lines) > most:
                yield f"    ... and {_counted(len(one.lines) - most, 'more line')}"


@feed_command.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--no-hints", is_flag=True, help="Faults only.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list of faults.")
def check_command(files: Sequence[Path], no_hints: bool, as_json: bool) -> int:
    """Check calendar files for faults, whoever wrote them.

    FILE is a path, or - for standard input. Prints FILE:LINE: what is wrong [rule], by RFC 5545 and 7986; a hint is
    something the standard allows and some apps stumble over. Exit code 65 if there are faults, 0 if only hints.
    """
    from overload.ical.lint import lint  # noqa: PLC0415 - only here

    found = [(str(path), fault) for path in files for fault in lint(_read(path))]
    shown = [(name, fault) for name, fault in found if not (no_hints and fault.is_hint)]
    if as_json:
        show_json([_data(name, fault) for name, fault in shown])
    else:
        _print(shown, len(files))
    return FAULTY if any(not fault.is_hint for _, fault in found) else 0


def _read(path: Path) -> bytes:
    """Return the octets of a file, `-` for standard input; raises FileError, DataError for one too large."""
    try:
        with click.open_file(str(path), "rb") as file:
            data: bytes = file.read(LARGEST + 1)
    except OSError as error:
        raise FileError(Problem(str(path), f"cannot be read: {error.strerror or error}")) from None
    if len(data) > LARGEST:
        raise DataError(Problem(str(path), f"is larger than {LARGEST >> 20} MB", "split it"))
    return data


def _data(name: str, fault: Fault) -> dict[str, object]:
    kind = "hint" if fault.is_hint else "fault"
    return {"file": name, "line": fault.line, "kind": kind, "rule": fault.rule, "message": fault.message}


def _print(shown: Sequence[tuple[str, Fault]], files: int) -> None:
    for name, fault in shown:
        hint = "hint: " if fault.is_hint else ""
        click.echo(f"{name}:{fault.line}: {hint}{fault.message} [{fault.rule}]")
    faults = sum(not fault.is_hint for _, fault in shown)
    hints = len(shown) - faults
    parts = [_counted(faults, "fault"), *([_counted(hints, "hint")] if hints else [])]
    click.echo(f"{' and '.join(parts)} in {_counted(files, 'file')}")


def _counted(count: int, word: str) -> str:
    return f"{count or 'no'} {word}{'' if count == 1 else 's'}"
