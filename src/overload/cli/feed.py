"""`overload feed`: what subscribers see, what they will notice, and whether a calendar file is sound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from overload.cli.output import show_json
from overload.errors import DataError, FileError, Problem

if TYPE_CHECKING:
    from overload.ical.lint import Fault

FAULTY: Final = DataError.exit_code
"""What the shell sees when a calendar file has faults."""
LARGEST: Final = 64 * 2**20
"""Octets of a file that are read."""


@click.group("feed")
def feed_command() -> None:
    """Look at the feeds as subscribers do, and check calendar files."""


@feed_command.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--no-hints", is_flag=True, help="Leave out what the standard allows and some client stumbles over.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON: a list of faults.")
def check_command(files: Sequence[Path], no_hints: bool, as_json: bool) -> int:
    """Look for faults in calendar files, whoever wrote them (- reads standard input).

    Prints FILE:LINE: what is wrong [rule], by RFC 5545 and 7986; hints are what clients stumble over all the same.
    Exit code 65 when there are faults, 0 when there are hints at most.
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
