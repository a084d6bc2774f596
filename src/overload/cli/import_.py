"""`overload import`: bring what another app holds."""

from __future__ import annotations

from pathlib import Path

import attrs
import click

from overload.cli.output import show_json
from overload.errors import DataError, FileError, Problem, UsageError
from overload.importing import as_data, read_file
from overload.model import Imported, Reading
from overload.units import Unit


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--unit", type=click.Choice([one.value for one in Unit]), help="What loads are in that name no unit.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy"]), help="Whether 3/4/2025 is in April or in March.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="What sets off decimals: 62,5 or 62.5.")
@click.option("--encoding", default="", help="How the file is written, where not in UTF-8: cp1252, for instance.")
@click.option("--dry-run", is_flag=True, help="Read the file and show what is in it; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def import_command(
    file: Path,
    unit: str | None,
    date_order: str | None,
    decimal: str | None,
    encoding: str,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Bring your history: read FILE as another app exported it."""
    reading = Reading(Unit(unit) if unit else None, date_order or "", decimal or "", encoding)
    found = _read(file, reading)
    for remark in found.remarks:
        click.echo(f"{file.name}: {remark}", err=True)
    if not dry_run:
        raise UsageError(Problem("", "only reading is there yet", "add --dry-run"))
    if as_json:
        show_json(as_data(found))
    return 0


def _read(file: Path, reading: Reading) -> Imported:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise FileError(Problem(str(file), error.strerror or str(error), "name a file that can be read")) from None
    try:
        return read_file(content, reading)
    except DataError as error:
        raise DataError(*(_placed(one, file) for one in error.problems)) from None


def _placed(problem: Problem, file: Path) -> Problem:
    return attrs.evolve(problem, place=f"{file.name}: {problem.place}" if problem.place else file.name)
