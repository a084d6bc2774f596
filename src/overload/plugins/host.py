"""The plugins of a run, loaded: what they add, and their hooks called one by one in the order of their names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from overload.catalog import Catalog
from overload.errors import PluginError, Problem, UsageError, did_you_mean
from overload.hookspecs import Context, UpdateReport
from overload.model import EventExtras, Ladder, ReportSection
from overload.plan import Plan, Session
from overload.plan.adjusting import Adjusted, Adjuster
from overload.plugins.calls import call
from overload.plugins.choice import Choice, Policy, chosen, current, in_force
from overload.plugins.gather import Gathered, gather
from overload.plugins.givers import Givers
from overload.plugins.loading import Plugin, State, failed, load
from overload.plugins.sources import BUILT_IN, Origin, Source, built_in, sources
from overload.settled import fingerprint

if TYPE_CHECKING:
    from overload.model import Imported

ADJUST: Final = "overload_adjust_session"
EXTRAS: Final = "overload_event_extras"
COMMANDS: Final = "overload_commands"
IMPORT: Final = "overload_import"
NOTIFY: Final = "overload_after_update"


@attrs.frozen
class Outside:
    """The files that hooks said they depend on, each as it was before it was read."""

    states: dict[Path, str] = attrs.field(factory=dict)

    def note(self, path: Path) -> None:
        """Remember a file as it is now; the first time counts."""
        if path not in self.states:
            self.states[path] = fingerprint(path)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, in one order."""
        return tuple(sorted(self.states))

    @property
    def is_as_read(self) -> bool:
        """Whether all of them are still as they were."""
        return all(fingerprint(path) == state for path, state in self.states.items())


@attrs.frozen
class Plugins:
    """All plugins of a run and what they add to the catalog; hooks that fail later leave their problem in `ledger`.

    `outside` are the files that hooks said they depend on, as they were then. `context` is what hooks are given that
    come before there is a plan; None where nobody tells the time.
    """

    gathered: Gathered
    choice: Choice = attrs.field(factory=Choice)
    ledger: list[Problem] = attrs.field(factory=list)
    outside: Outside = attrs.field(factory=Outside)
    context: Context | None = None

    @property
    def all(self) -> tuple[Plugin, ...]:
        """Every plugin, the built-in ones first, then by name; also those that failed or are off."""
        return self.gathered.plugins

    @cached_property
    def catalog(self) -> Catalog:
        """What there is, and what serves in place of each rule of plan.toml that a plugin that is missing may have."""
        known, absence = self.gathered.catalog, self.gathered.absence
        names = [name for name in self.choice.rules if name not in known.rules]
        return known.with_own(rules=filter(None, (absence.rule(name, known.rules) for name in names)))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong in loading plugins and asking them what they add."""
        return tuple(problem for plugin in self.all for problem in plugin.problems)

    @property
    def misread(self) -> tuple[Problem, ...]:
        """What is wrong in the tables of plugins in plan.toml."""
        return tuple(problem for plugin in self.all for problem in plugin.misread)

    def answers(self, hook: str, given: Mapping[str, object], context: Context | None) -> Iterator[tuple[Plugin, Any]]:
        """Yield what each active plugin that implements a hook returns (None is left out), by name; note what fails."""
        for plugin in self.with_hook(hook):
            value, problem = call(plugin, hook, given, context)
            if problem is not None:
                self.note(problem)
            if value is not None:
                yield plugin, value

    def with_hook(self, hook: str) -> Iterator[Plugin]:
        """Yield the active plugins that implement a hook: by name, but first and last those that asked for it."""
        active = [plugin for plugin in self.all if plugin.state is State.ACTIVE and hook in plugin.hooks]
        return iter(sorted(active, key=lambda plugin: (plugin.hooks[hook].rank, plugin.name)))

    def event_extras(self, sessions: Iterable[Session], context: Context) -> Mapping[int, EventExtras]:
        """Return what all plugins together add to the events of sessions, by ordinal."""
        if not any(self.with_hook(EXTRAS)):
            return {}
        asked = {session.ordinal: list(self.answers(EXTRAS, {"session": session}, context)) for session in sessions}
        return {ordinal: _together([extras for _, extras in found]) for ordinal, found in asked.items() if found}

    def report_sections(self, plan: Plan, context: Context) -> tuple[ReportSection, ...]:
        """Return the sections plugins add to the report."""
        return tuple(section for _, section in self.answers("overload_report_section", {"plan": plan}, context))

    def import_file(self, content: bytes) -> Imported | None:
        """Return what a file holds as the first plugin reads it that knows it, or None."""
        from overload.plugins.sense import import_fault  # noqa: PLC0415 - only where a file is read

        for plugin, found in self.answers(IMPORT, {"content": content}, self.context):
            wrong = import_fault(found)
            if not wrong:
                known: Imported = attrs.evolve(found, app=f"{plugin.name}: {found.app}")
                return known
            self.note(plugin.problem(f"returned something it should not: {wrong}", plugin.hooks[IMPORT].place, IMPORT))
        return None

    def after_update(self, report: UpdateReport, context: Context) -> tuple[Problem, ...]:
        """Tell plugins of an update; return what went wrong with that, which costs nothing of what was done."""
        told = [call(plugin, NOTIFY, {"report": report}, context) for plugin in self.with_hook(NOTIFY)]
        unheard = tuple(problem for _, problem in told if problem is not None)
        current().unheard.extend(unheard)
        return unheard

    def refuse(self, problems: Iterable[Problem] = ()) -> None:
        """Raise PluginError with these problems, and those noted so far, where the command line is strict."""
        found = (*problems, *self.ledger)
        if found and current().is_strict:
            raise PluginError(*found)

    def commands(self, taken: Iterable[str] = ()) -> Mapping[str, tuple[Plugin, click.Command]]:
        """Return the commands plugins add, by name, each with its plugin; one whose name is taken is a problem."""
        found: dict[str, tuple[Plugin, click.Command]] = {}
        for plugin, values in self.answers(COMMANDS, {}, self.context):
            for command in values:
                name = command.name or ""
                if name in found or name in taken:
                    said = f"'{name}' already exists; give it another name"
                    self.note(plugin.problem(said, plugin.hooks[COMMANDS].place, COMMANDS))
                else:
                    found[name] = plugin, command
        return found

    def note(self, problem: Problem) -> None:
        """Keep a problem for whoever tells them, one per line of a plugin."""
        if any(known.place == problem.place for known in self.ledger):
            return
        self.ledger.append(problem)
        current().note(problem)

    def note_all(self, problems: Iterable[Problem]) -> None:
        """Keep what is wrong in plan.toml for want of a plugin."""
        for problem in problems:
            self.note(problem)

    def adjusters(self, context: Context) -> tuple[Adjuster, ...]:
        """Return what may change the prescriptions of a session ahead, by name."""
        return tuple(self._adjuster(plugin, context) for plugin in self.with_hook(ADJUST))

    def _adjuster(self, plugin: Plugin, context: Context) -> Adjuster:
        def adjust(session: Session, ladders: Mapping[str, Ladder]) -> Adjusted:
            return call(plugin, ADJUST, {"session": session, "ladders": dict(ladders)}, context)

        return Adjuster(adjust, lambda wrong: plugin.problem(wrong, plugin.hooks[ADJUST].place, ADJUST))


def _together(found: Iterable[Any]) -> EventExtras:
    """Return the extras of several plugins as one."""
    every: list[EventExtras] = list(found)
    return EventExtras(
        tuple(line for extras in every for line in extras.lines),
        tuple(category for extras in every for category in extras.categories),
        tuple(alarm for extras in every for alarm in extras.alarms),
    )


def load_all(
    folder: Path | None = None, plan: str = "", more: Iterable[Source] = (), remembered: Givers | None = None
) -> Plugins:
    """Load the plugins of a training folder whose plan.toml reads `plan`, or without one those that are installed.

    `more` are loaded after them; `remembered` is what plugins gave in earlier runs.
    """
    policy, choice = current(), chosen(plan)
    with in_force(policy):
        every = (*sources(folder), *more)
        foreign = [source.home() for source in every if is_foreign(source, choice)]
        if foreign:
            policy.limit.purse.seconds, policy.limit.purse.memory = choice.seconds, choice.memory
            policy.limit.stand_by(foreign, folder)
            _keep_quiet(policy)
        outside = Outside()
        context = _first_context(folder, choice.zone, outside)
        is_usual = len(every) == len(BUILT_IN) and not remembered and BUILT_IN.keys().isdisjoint(choice.settings)
        gathered = _usual() if is_usual else _gathered(every, choice, remembered, context)
        found = Plugins(gathered, choice, [], outside, context)
        found.note_all(_of_nobody(choice, {source.name for source in every}))
    policy.note(*found.problems)
    return found


def _gathered(
    every: Iterable[Source], choice: Choice, remembered: Givers | None = None, context: Context | None = None
) -> Gathered:
    loaded = [load(source, choice) for source in every]
    return gather(tuple(_named_apart(loaded)), remembered, context)


@cache
def _usual() -> Gathered:
    """Return what comes with the program, gathered once a process: most folders have nothing else."""
    return _gathered(map(built_in, BUILT_IN), Choice())


def has_foreign(folder: Path) -> bool:
    """Tell whether an update of a training folder may run code that does not come with the program."""
    choice = chosen()
    return any(is_foreign(source, choice) for source in sources(folder))


def _keep_quiet(policy: Policy) -> None:
    if policy.is_quiet:
        from overload.plugins.quiet import keep_quiet  # noqa: PLC0415 - only where there are plugins of others

        keep_quiet()


def _of_nobody(choice: Choice, names: Collection[str]) -> Iterator[Problem]:
    """Yield what plan.toml says of plugins that there are not."""
    for name in (one for one in choice.settings if one not in names):
        yield Problem(f"plan.toml: plugins.{name}", f"there is no plugin '{name}'", did_you_mean(name, names))
    for name in sorted(choice.disabled - {*names}):
        yield Problem("plan.toml: plugins.disable", f"there is no plugin '{name}'", did_you_mean(name, names))


def _first_context(folder: Path | None, zone: str, outside: Outside) -> Context | None:
    """Return what hooks are given before there is a plan."""
    clock = current().clock
    return Context(_time(clock, zone), folder, note=outside.note) if clock else None


def _time(clock: Callable[[str], datetime], zone: str) -> datetime:
    try:
        return clock(zone)
    except (KeyError, OSError, ValueError, UsageError):  # no zone: whoever reads all of the plan says so
        return clock("UTC")


def _named_apart(loaded: Iterable[Plugin]) -> Iterator[Plugin]:
    """Refuse what has the name of a plugin before it."""
    names = set[str]()
    for plugin in loaded:
        if plugin.name in names:
            source = attrs.evolve(plugin.source, name=f"{plugin.name} ({plugin.source.where})")
            yield failed(attrs.evolve(plugin, source=source), "has the name of another plugin; rename one of them")
        else:
            names.add(plugin.name)
            yield plugin


def is_foreign(source: Source, choice: Choice) -> bool:
    """Tell whether code that does not come with the program is going to be run."""
    return source.origin is not Origin.BUILT_IN and not choice.why_not(source.name)


def is_ours(plugin: Plugin) -> bool:
    """Tell whether a plugin comes with the program."""
    return plugin.source.origin is Origin.BUILT_IN
