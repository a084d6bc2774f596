"""`overload import`: bring what another app holds."""

from __future__ import annotations

import sys
from pathlib import Path

import attrs
import click

from overload.cli.call import Call, report
from overload.cli.file_questions import NOTHING, Told, read_asking
from overload.cli.output import progress_bar, show_json
from overload.cli.syncing import sync_after
from overload.errors import DataError, FileError, Problem, UsageError
from overload.importing.own import Own, as_imported, read_own
from overload.importing.recognise import read_file
from overload.importing.shape import as_data
from overload.importing.unclear import HOLDS
from overload.model import Imported, Reading
from overload.units import Unit
from overload.update.folder import read_by_plugins

MOST_TOLD = 5
"""So many rows that were left out are told one by one."""
_ALSO_CALLED = {"warm-ups": "warmup", "help": "assist", "type": "kind"}
LARGE = 300_000
"""Bytes of a file that take long enough to read for a bar."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--unit", type=click.Choice([one.value for one in Unit]), help="The unit of loads that name none.")
@click.option(
    "--per",
    multiple=True,
    metavar="WHAT",
    help="Loads are per dumbbell, for both, or NAME=both.",
)
@click.option("--map", "maps", multiple=True, metavar="NAME=EXERCISE", help="Which exercise NAME is; - skips it.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How to read 3/4/2025.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="Whether it says 62,5 or 62.5.")
@click.option("--encoding", default="", metavar="NAME", help="If not UTF-8: cp1252, for instance.")
@click.option("--column", "columns", multiple=True, metavar="NAME=WHAT", help="What a column holds; - for nothing.")
@click.option("--person", default="", metavar="NAME", help="Whose sets, if it has several people's.")
@click.option("--strict", is_flag=True, help="Refuse a file with a row that cannot be read.")
@click.option("--add-alike", is_flag=True, help="Add also what looks like your own entries.")
@click.option("--dry-run", is_flag=True, help="Show what is in the file, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: what the file holds, or what was added.")
@click.option("--yes", is_flag=True, help="Ask nothing: loads are per dumbbell, or as --per says.")
@click.pass_obj
def import_command(
    call: Call,
    file: Path,
    unit: str | None,
    per: tuple[str, ...],
    maps: tuple[str, ...],
    date_order: str | None,
    decimal: str | None,
    encoding: str,
    columns: tuple[str, ...],
    person: str,
    strict: bool,
    add_alike: bool,
    dry_run: bool,
    as_json: bool,
    yes: bool,
) -> int:
    """Import your history from FILE: a table, or what another app exported.

    It asks what the file does not say, and names each row and column it leaves out. Importing twice adds nothing.
    """
    given = tuple(_column(one) for one in columns)
    # `--strict` may stand anywhere, and then it is one of the whole program.
    strict = strict or bool(click.get_current_context().find_root().params.get("strict"))
    asks = not yes and sys.stdin.isatty() and not (dry_run and as_json)
    reading = Reading(
        Unit(unit) if unit else None, date_order or "", decimal or "", encoding, person, given, strict, asks_all=True
    )
    content = _bytes(file)
    has_bar = not as_json and len(content) > LARGE
    with progress_bar("reading", is_wanted=has_bar):
        own = _own(file, content)
    if own is not None:
        return _restore(call, file, own, dry_run=dry_run, as_json=as_json)
    found, told = _read(call, file, content, reading, asks=asks, has_bar=has_bar)
    for remark in found.remarks:
        click.echo(f"{file.name}: {remark}", err=True)
    from overload.cli.bringing import Flags, bring_in, compared_data  # noqa: PLC0415 - not for an export of ours

    flags = Flags(
        reading.unit, per, maps, told, asks=asks, says_yes=yes, dry_run=dry_run, as_json=as_json, adds_alike=add_alike
    )
    if dry_run and as_json:
        compared = compared_data(call, file, found, flags) if _folder(call) else {}
        show_json({**as_data(found), **compared})
        return report(rows_left_out(found, file))
    code = report((*rows_left_out(found, file), *bring_in(call, file, found, flags)))
    return code if dry_run else max(code, sync_after(call, is_told=not as_json))


def _column(text: str) -> tuple[str, str]:
    name, equals, what = text.rpartition("=")
    word = what.strip().casefold()
    if not equals or not name.strip() or not word:
        hint = "write it like --column 'Help=assisted'"
        raise UsageError(Problem(f"--column {text}", "does not say what a column holds", hint))
    field, _ = HOLDS.get(word, (_ALSO_CALLED.get(word, word), ""))
    return name.strip(), field


def rows_left_out(found: Imported, file: Path) -> tuple[Problem, ...]:
    """Return a problem for each of the first rows that could not be read, and one for the rest."""
    left_out = found.account.left_out if found.account else ()
    some = [Problem(f"{file.name}: line {one.line}", f"left out: {one.why}") for one in left_out[:MOST_TOLD]]
    more = len(left_out) - MOST_TOLD
    if more > 0:
        hint = "--dry-run --json names them"
        some.append(Problem(file.name, f"{more} more row{'s' if more > 1 else ''} left out", hint))
    return tuple(some)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileError(Problem(str(file), error.strerror or str(error), "name a file that can be read")) from None


def _own(file: Path, content: bytes) -> Own | None:
    try:
        return read_own(content)
    except DataError as error:
        raise DataError(*(_placed(one, file) for one in error.problems)) from None


def _restore(call: Call, file: Path, own: Own, *, dry_run: bool, as_json: bool) -> int:
    """Bring an export of ours back: nothing is open in it, so nothing is asked."""
    if dry_run:
        if as_json:
            show_json(as_data(as_imported(own.entries)))
        else:
            held = f"{_entries(len(own.entries))}{_bodyweights(len(own.weighings))}"
            click.echo(f"{file.name}: an export of this program, {held}")
        return 0
    from overload.update import calendar_changes  # noqa: PLC0415 - reading alone needs no planner
    from overload.update.history import restore  # noqa: PLC0415 - only for a log of our own

    done = restore(call.path, own.entries, call.now, own.weighings)
    if as_json:
        added = {"entries": done.held, "added": done.added, "bodyweights_added": done.weighed}
        show_json({"file": str(file), "app": "overload", **added})
    else:
        already = f", {_entries(done.held - done.added)} there already" if done.added < done.held else ""
        click.echo(f"added {_entries(done.added)}{_bodyweights(done.weighed)}{already}")
        for line in calendar_changes(done.updated):
            click.echo(line)
    return max(report(done.updated.problems), sync_after(call, is_told=not as_json))


def _bodyweights(count: int) -> str:
    return f" and {count} bodyweight{'s' if count > 1 else ''}" if count else ""


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _read(
    call: Call, file: Path, content: bytes, reading: Reading, *, asks: bool, has_bar: bool
) -> tuple[Imported, Told]:
    folder = _folder(call)
    known = read_by_plugins(folder, content)
    if known is not None:
        return known, NOTHING

    def read(reading: Reading) -> Imported:
        with progress_bar("reading", is_wanted=has_bar):
            return read_file(content, reading)

    try:
        return read_asking(read, reading, folder, file.name, asks=asks)
    except DataError as error:
        raise DataError(*(_placed(one, file) for one in error.problems)) from None


def _folder(call: Call) -> Path | None:
    """Return the training folder; reading alone needs none."""
    try:
        return call.path
    except UsageError:
        return None


def _placed(problem: Problem, file: Path) -> Problem:
    return attrs.evolve(problem, place=f"{file.name}: {problem.place}" if problem.place else file.name)
