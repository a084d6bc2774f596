"""What a plugin can add. Each hook returns values; nothing is changed in place, nothing is registered by a call.

A plugin implements the hooks it needs, as module functions marked with `@overload.hookimpl`. An implementation may
leave out arguments it has no use for; hooks evolve by adding arguments. `settings` is the plugin's own table of
plan.toml, `[plugins.NAME]`, empty where there is none; `context` is what else a hook may look at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import click
from pluggy import HookimplMarker, HookspecMarker

from overload.errors import Problem
from overload.model import (
    Dumbbell,
    Entries,
    EventExtras,
    Exercise,
    Imported,
    Ladder,
    Log,
    Micro,
    Prescription,
    ReportSection,
    Rule,
    WeeklyCalendar,
    Workout,
)
from overload.plan import Plan, Session

hookspec = HookspecMarker("overload")
hookimpl = HookimplMarker("overload")
"""Marks a function of a plugin as the implementation of the hook of that name."""

Settings = Mapping[str, Any]
"""A plugin's own table of plan.toml as it is; where the plugin has a class for it, it gets a value of that instead."""


@attrs.frozen
class Context:
    """What a hook may look at besides its arguments, and the only way to the time and to other files.

    `now` is aware, where the athlete is. `folder` is the training folder, None outside of one. `log` is what was
    done, with days called unwell marked; `plan` is the plan as it stands. While the catalogue is gathered, for
    importers and for commands there is no plan and the log is empty; while sessions are adjusted the plan is only
    being made.
    """

    now: datetime
    folder: Path | None = None
    log: Log = attrs.field(factory=Entries, repr=False)
    plan: Plan | None = attrs.field(default=None, repr=False)
    _note: Callable[[Path], object] = attrs.field(default=lambda _: None, repr=False, eq=False)

    def depends_on(self, path: str | Path) -> Path:
        """Say that the answer depends on a file, before it is read; return where it is.

        A relative path is taken from the training folder. When the file changes, comes or goes, the next update
        plans again; without this it may find that nothing changed.
        """
        place = Path(self.folder or "", Path(path).expanduser()).absolute()
        self._note(place)
        return place


@attrs.frozen
class UpdateReport:
    """What an update did: the plan, what moved in a line each, the feeds that were replaced, and what went wrong."""

    plan: Plan
    changes: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


@hookspec
def overload_settings() -> type:  # type: ignore[empty-body]  # a hook has no body
    """Return the attrs class of the plugin's settings; every hook then gets a value of it as `settings`.

    A field is a key of [plugins.NAME]: its type says what may stand there, its default what holds otherwise, its
    validator what is refused. Without this hook `settings` are the table as it is, unchecked.
    """


@hookspec
def overload_rules(settings: Settings, context: Context) -> Sequence[type[Rule]]:  # type: ignore[empty-body]  # a hook has no body
    """Return rule classes: attrs classes with a `name` and `propose`, their fields being their parameters.

    Every parameter has a default.
    """


@hookspec
def overload_exercises(settings: Settings, context: Context) -> Sequence[Exercise]:  # type: ignore[empty-body]  # a hook has no body
    """Return exercises, for workouts and plan.toml to name by id."""


@hookspec
def overload_workouts(settings: Settings, context: Context) -> Sequence[Workout]:  # type: ignore[empty-body]  # a hook has no body
    """Return workouts: ordered lists of slots, each naming an exercise by id."""


@hookspec
def overload_dumbbells(settings: Settings, context: Context) -> Sequence[Dumbbell | Micro]:  # type: ignore[empty-body]  # a hook has no body
    """Return dumbbells, other gear and add-on weights, for plan.toml to name by id as what somebody owns."""


@hookspec
def overload_calendars(settings: Settings, context: Context) -> Sequence[WeeklyCalendar]:  # type: ignore[empty-body]  # a hook has no body
    """Return weekly calendars: which day follows which in a week."""


@hookspec
def overload_import(content: bytes, settings: Settings, context: Context) -> Imported | None:
    """Return what a file holds that another app exported, or None where this plugin does not know it.

    Plugins are asked in the order of their names, before the readers that are built in; the first that knows the file
    is believed. A weight without a unit is asked about, so never guess one.
    """


@hookspec
def overload_adjust_session(
    session: Session, ladders: Mapping[str, Ladder], settings: Settings, context: Context
) -> Mapping[str, Prescription] | None:
    """Return other prescriptions for slots of a session ahead, by their `key`; None or nothing leaves it.

    The key is the id of the exercise; with its range, `dumbbell-row@5-6`, where a session has that exercise twice.
    `ladders` are the loads that can be made, by exercise id. Plugins are asked in the order of their names, each is
    given the session as the one before left it. What cannot be lifted is refused, and the session stands as it was.
    """


@hookspec
def overload_event_extras(session: Session, settings: Settings, context: Context) -> EventExtras | None:
    """Return what to add to the event of a session in full feeds: lines, categories, alarms; or None."""


@hookspec
def overload_report_section(plan: Plan, settings: Settings, context: Context) -> ReportSection | None:
    """Return a section to add to the report, or None."""


@hookspec
def overload_after_update(report: UpdateReport, settings: Settings, context: Context) -> None:
    """Tell somebody of an update: called when the feeds are in place, and not in a dry run."""


@hookspec
def overload_commands(settings: Settings, context: Context) -> Sequence[click.Command]:  # type: ignore[empty-body]  # a hook has no body
    """Return commands for the command line; one that exists already is refused."""
