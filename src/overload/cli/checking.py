"""`overload plugins check`: a plugin looked at from all sides."""

from __future__ import annotations

import importlib.util
import shlex
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from overload.cli.call import Call, report
from overload.cli.plugged import loaded
from overload.cli.trying import Trial
from overload.errors import Problem, UsageError, how_to_install
from overload.guard import is_in
from overload.guard.around import taking_its_time
from overload.model import Rule
from overload.opening import read_regular
from overload.plugins import Plugin, Plugins, current, load_all
from overload.plugins.quiet import keep_quiet
from overload.plugins.sources import FOLDER, from_file, is_package
from overload.progression import home_of, rule_from
from overload.update import PLAN_FILE


def checked(call: Call, what: str, *, notifies: bool) -> int:
    """Print what was found, a line per check; return 0 if all is well, else 3.

    Only if it `notifies` is the hook tried that tells others.
    """
    if importlib.util.find_spec("hypothesis") is None:
        raise UsageError(Problem("", "checking a plugin needs the extra 'testing'", how_to_install("testing")))
    from hypothesis.configuration import set_hypothesis_home_dir  # noqa: PLC0415 - the extra

    keep_quiet()  # before: it would take the warnings that are caught here
    with warnings.catch_warnings(record=True) as outdated:
        warnings.simplefilter("always", DeprecationWarning)
        found, name = _plugin(call, what)
        plugin = next((one for one in found.all if one.name == name), None)
        if plugin is None:
            there = "'overload plugins' lists them, or give a file"
            raise UsageError(Problem("", f"there is no plugin '{what}'", there))
        click.echo(f"{'FAIL' if plugin.problems else 'ok  '}  {name} loads, and says what it adds")
        trial = Trial(call, found, plugin)
        trial.run(notifies=notifies)
    for line in _outdated(outdated, plugin):
        click.echo(f"warn  {line}")
    problems = [*plugin.problems, *trial.problems]
    with TemporaryDirectory() as scratch:
        set_hypothesis_home_dir(scratch)  # it would leave a folder where one stands
        failed = [not _passes(rule, _pasted(call, what)) for rule in _rules(found, name)]
        set_hypothesis_home_dir(None)
    return 3 if report(problems) or any(failed) else 0


def _outdated(warned: Sequence[warnings.WarningMessage], plugin: Plugin) -> Iterator[str]:
    """Yield what a plugin uses that is to go: file, line, and what to use instead."""
    ours = (one for one in warned if issubclass(one.category, DeprecationWarning) and is_in(one.filename, plugin.home))
    yield from dict.fromkeys(f"{one.filename}:{one.lineno}: {one.message}" for one in ours)


def _plugin(call: Call, what: str) -> tuple[Plugins, str]:
    """Return the plugins and the name of the one that is meant; a file is loaded beside those of its folder."""
    path = Path(what)
    is_written_as_path = path.suffix == ".py" or (len(path.parts) > 1 and is_package(path))
    if not is_written_as_path:
        return loaded(call.folder), what
    if not path.exists():
        raise UsageError(Problem(what, "there is no such file"))
    folder = path.absolute().parent.parent
    name = from_file(path).name
    if path.absolute().parent.name == FOLDER and (folder / PLAN_FILE).is_file():
        return load_all(folder, read_regular(folder / PLAN_FILE).decode()), name
    return load_all(more=[from_file(path)]), name


def _rules(found: Plugins, name: str) -> Iterator[Rule]:
    for rule in found.gathered.added.get(name, {}).get("rules", ()):
        yield rule_from(found.catalog.rules[rule], {})


def _pasted(call: Call, what: str) -> tuple[str, str]:
    """Return what stands before and behind `rules try NAME`, so that the same rule is found."""
    if what.endswith(".py") or "/" in what:
        return "overload", f" --plugin {shlex.quote(what)}"
    return ("overload" if call.folder is None else f"overload -C {shlex.quote(str(call.folder))}"), ""


def _passes(rule: Rule, around: tuple[str, str]) -> bool:
    from overload.testing import CHECKS, check  # noqa: PLC0415 - brings Hypothesis in, which is an extra

    is_well = True
    home = home_of(rule)[0]
    for name in CHECKS:
        limit, what = current().limit, f"{rule.name}: {name}"
        limit.checkpoint()  # what was checked is not checked again where the rule crashes
        gone = limit.excluded(home, what)
        if gone:
            click.echo(f"FAIL  {what}: it {gone.message} ({gone.place})")
            is_well = False
            continue
        with taking_its_time(limit, home, what):
            violation = check(name, rule)
        if violation is None:
            click.echo(f"ok    {rule.name}: {name}")
            continue
        is_well = False
        place = f" ({violation.place})" if violation.place else ""
        click.echo(f"FAIL  {rule.name}: {name}: {violation.message}{place}")
        if violation.command:
            click.echo(f"      {around[0]}{violation.command.removeprefix('overload')}{around[1]}")
    return is_well
