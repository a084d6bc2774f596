"""Every hook of a plugin tried for `overload plugins check`: on the plan, on files, by asking for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import click

from overload.cli.call import Call
from overload.cli.front import GROUPS
from overload.errors import Problem, UsageError
from overload.guard import Failure, guarded
from overload.hookspecs import UpdateReport
from overload.plugins import Plugin, Plugins, current
from overload.plugins.calls import call as ask
from overload.plugins.gather import KINDS
from overload.plugins.host import COMMANDS, IMPORT
from overload.plugins.sense import import_fault
from overload.update import opened

ON_THE_PLAN: Final = ("overload_adjust_session", "overload_event_extras", "overload_report_section")
TELLS: Final = "overload_after_update"
FILES: Final[Mapping[str, bytes]] = {
    "an empty file": b"",
    "bytes of all kinds": bytes(range(256)),
    "a text in no known alphabet": b"\xff\xfe\xfa",
    "a table without rows": b"Date,Exercise,Weight,Reps\n",
    "a table that ends early": b'Date,Exercise,Weight,Reps\n2026-11-01,"Dumbbell row,20',
    "JSON": b'{"workouts": [null, {}, []]}',
    "a zip archive that is broken": b"PK\x03\x04" + bytes(40),
}
"""What an importer is shown, none of it anything it knows: it says None to what is not its own."""


class Trial:
    """The hooks of one plugin, tried one after the other, a line each; what is wrong with them is gathered."""

    def __init__(self, call: Call, found: Plugins, plugin: Plugin) -> None:
        self._call, self._found, self._plugin = call, found, plugin
        self.problems: list[Problem] = []

    def run(self, *, notifies: bool) -> None:
        """Try them all; only if it `notifies` is somebody told."""
        self._catalogue()
        if COMMANDS in self._plugin.hooks:
            self._tell(COMMANDS, self._commands())
        if IMPORT in self._plugin.hooks:
            self._tell(IMPORT, self._files(), f", on {len(FILES)} files that are not its own")
        self._on_the_plan(notifies=notifies)

    def _tell(self, hook: str, wrong: Iterable[Problem], where: str = "") -> None:
        found = list(dict.fromkeys(wrong))
        self.problems += found
        click.echo(f"{'FAIL' if found else 'ok  '}  {hook}{where}")
        current().limit.checkpoint()  # what was tried is not tried again where the next one crashes

    def _of(self, hook: str, problems: Sequence[Problem]) -> Iterator[Problem]:
        named = f"plugin '{self._plugin.name}'"
        yield from (one for one in problems if named in one.message and hook in one.message)

    def _catalogue(self) -> None:
        """Tell of the hooks that were asked when the plugin was loaded."""
        for hook in KINDS:
            if hook in self._plugin.hooks:
                self._tell(hook, self._of(hook, self._plugin.problems))

    def _commands(self) -> Iterator[Problem]:
        """Ask for the commands, and each of them for its help; none is run."""
        found = self._found.commands(name for group in GROUPS.values() for name in group)
        yield from self._of(COMMANDS, self._found.ledger)
        for name, (plugin, command) in found.items():
            if plugin.name != self._plugin.name:
                continue
            help_of = partial(command.get_help, click.Context(command, info_name=name))
            shown = guarded(help_of, plugin.home, COMMANDS)
            if isinstance(shown, Failure):
                place = shown.place or plugin.hooks[COMMANDS].place
                yield plugin.problem(f"the help of '{name}' {shown.message}", place, COMMANDS)

    def _files(self) -> Iterator[Problem]:
        place = self._plugin.hooks[IMPORT].place
        for what, content in FILES.items():
            read, problem = ask(self._plugin, IMPORT, {"content": content}, self._found.context)
            wrong = import_fault(read) if read is not None else ""
            if problem is not None:
                yield problem
            elif wrong:
                yield self._plugin.problem(f"returned something it should not of {what}: {wrong}", place, IMPORT)

    def _on_the_plan(self, *, notifies: bool) -> None:
        """Try the hooks that see sessions on the plan of the training folder, if there is one; nothing is written."""
        tried = [one for one in ON_THE_PLAN if one in self._plugin.hooks]
        tells = TELLS in self._plugin.hooks
        if tells and not notifies:
            click.echo(f"-     {TELLS} may tell somebody, and is only tried with --notify")
        if not tried and not (tells and notifies):
            return
        try:
            path = self._call.path
        except UsageError:
            click.echo("-     hooks that see sessions are only tried inside a training folder")
            return
        with opened(path) as folder:
            before = folder.plugins.problems
            now = folder.now(self._call.now)
            plan = folder.plan(now)
            context = folder.context(now, plan)
            folder.plugins.event_extras(plan.sessions, context)
            folder.plugins.report_sections(plan, context)
            told = [one for one in (*plan.problems, *folder.plugins.ledger) if one not in before]
            if tells and notifies:
                _, problem = ask(self._plugin, TELLS, {"report": UpdateReport(plan)}, context)
                told += [problem] if problem else []
        for hook in (*tried, *([TELLS] if tells and notifies else [])):
            self._tell(hook, self._of(hook, told), f", on the plan of {path.name}")
