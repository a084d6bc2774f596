"""`overload plugins check`: a plugin looked at from all sides."""

from __future__ import annotations

import importlib.util
import shlex
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from overload.cli.call import Call, report
from overload.cli.plugged import loaded
from overload.errors import Problem, UsageError, how_to_install
from overload.guard import Limit, limited
from overload.model import Rule
from overload.plugins import Plugins, load_all
from overload.plugins.sources import FOLDER, from_file
from overload.progression import rule_from
from overload.update import PLAN_FILE, opened

TRIED: Final = ("overload_adjust_session", "overload_event_extras", "overload_report_section")


def checked(call: Call, what: str) -> int:
    """Print what was found, a line per check; return 0 if all is well, else 3."""
    if importlib.util.find_spec("hypothesis") is None:
        raise UsageError(Problem("", "checking a plugin needs the extra 'testing'", how_to_install("testing")))
    from hypothesis.configuration import set_hypothesis_home_dir  # noqa: PLC0415 - the extra

    found, name = _plugin(call, what)
    plugin = next((one for one in found.all if one.name == name), None)
    if plugin is None:
        raise UsageError(Problem("", f"there is no plugin '{what}'", "'overload plugins' lists them, or give a file"))
    click.echo(f"{'FAIL' if plugin.problems else 'ok  '}  {name} loads, and says what it adds")
    problems = [*plugin.problems, *_on_the_plan(call, found, name)]
    with TemporaryDirectory() as scratch:
        set_hypothesis_home_dir(scratch)  # it would leave a folder where one stands
        failed = [not _passes(rule, _pasted(call, what)) for rule in _rules(found, name)]
        set_hypothesis_home_dir(None)
    return 3 if report(problems) or any(failed) else 0


def _plugin(call: Call, what: str) -> tuple[Plugins, str]:
    """Return the plugins and the name of the one that is meant; a file is loaded beside those of its folder."""
    path = Path(what)
    if path.suffix != ".py":
        return loaded(call.folder), what
    if not path.is_file():
        raise UsageError(Problem(what, "there is no such file"))
    folder = path.absolute().parent.parent
    if path.absolute().parent.name == FOLDER and (folder / PLAN_FILE).is_file():
        return load_all(folder, (folder / PLAN_FILE).read_text(encoding="utf-8")), path.stem
    return load_all(more=[from_file(path)]), path.stem


def _rules(found: Plugins, name: str) -> Iterator[Rule]:
    for rule in found.gathered.added.get(name, {}).get("rules", ()):
        yield rule_from(found.catalog.rules[rule], {})


def _pasted(call: Call, what: str) -> tuple[str, str]:
    """Return what stands before and behind `rules try NAME`, so that the same rule is found."""
    if what.endswith(".py"):
        return "overload", f" --plugin {shlex.quote(what)}"
    return ("overload" if call.folder is None else f"overload -C {shlex.quote(str(call.folder))}"), ""


def _passes(rule: Rule, around: tuple[str, str]) -> bool:
    from overload.testing import CHECKS, check  # noqa: PLC0415 - brings Hypothesis in, which is an extra

    is_well = True
    for name in CHECKS:
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


def _on_the_plan(call: Call, found: Plugins, name: str) -> list[Problem]:
    """Try the hooks that see sessions on the plan of the training folder, if there is one; nothing is written."""
    hooks = {hook for one in found.all if one.name == name for hook in one.hooks}
    tried = [one for one in TRIED if one in hooks]
    if not tried:
        return []
    try:
        path = call.path
    except UsageError:
        click.echo("-     hooks that see sessions are only tried inside a training folder")
        return []
    with opened(path) as folder, limited(Limit()):
        before = folder.plugins.problems
        now = folder.now(call.now)
        plan = folder.plan(now)
        context = folder.context(now, plan)
        folder.plugins.event_extras(plan.sessions, context)
        folder.plugins.report_sections(plan, context)
    told = (one for one in (*plan.problems, *folder.plugins.ledger) if one not in before)
    problems = [one for one in told if f"plugin '{name}'" in one.message]
    for hook in tried:
        failed = any(hook in one.message for one in problems)
        click.echo(f"{'FAIL' if failed else 'ok  '}  {hook}, on the plan of {path.name}")
    return problems
