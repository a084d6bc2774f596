"""Progression and scheduling for strength training at home.

What is named here is the public API, for plugins and programs; everything else may change. Names are imported when
they are first used, so that `import overload` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overload.cli import run as run
    from overload.cli.given import TrainingFolder as TrainingFolder
    from overload.cli.given import pass_folder as pass_folder
    from overload.errors import Problem as Problem
    from overload.hookspecs import Context as Context
    from overload.hookspecs import Settings as Settings
    from overload.hookspecs import UpdateReport as UpdateReport
    from overload.hookspecs import hookimpl as hookimpl
    from overload.model import GROUPS as GROUPS
    from overload.model import MUSCLES as MUSCLES
    from overload.model import Band as Band
    from overload.model import Bodyweights as Bodyweights
    from overload.model import Build as Build
    from overload.model import Day as Day
    from overload.model import Dumbbell as Dumbbell
    from overload.model import DumbbellKind as DumbbellKind
    from overload.model import Entry as Entry
    from overload.model import EventExtras as EventExtras
    from overload.model import Exercise as Exercise
    from overload.model import Experience as Experience
    from overload.model import Gear as Gear
    from overload.model import Imported as Imported
    from overload.model import ImportedSession as ImportedSession
    from overload.model import ImportedSet as ImportedSet
    from overload.model import Ladder as Ladder
    from overload.model import Lifter as Lifter
    from overload.model import LoadedWith as LoadedWith
    from overload.model import Log as Log
    from overload.model import Measure as Measure
    from overload.model import Micro as Micro
    from overload.model import OpenEnd as OpenEnd
    from overload.model import Performed as Performed
    from overload.model import Prescription as Prescription
    from overload.model import ReportSection as ReportSection
    from overload.model import RepRange as RepRange
    from overload.model import Rule as Rule
    from overload.model import Rung as Rung
    from overload.model import SetDone as SetDone
    from overload.model import SetKind as SetKind
    from overload.model import SetTarget as SetTarget
    from overload.model import Slot as Slot
    from overload.model import Status as Status
    from overload.model import Strength as Strength
    from overload.model import WarmUp as WarmUp
    from overload.model import WeeklyCalendar as WeeklyCalendar
    from overload.model import Weight as Weight
    from overload.model import Workout as Workout
    from overload.model import WorkoutSlot as WorkoutSlot
    from overload.model.figure import Figure as Figure
    from overload.model.figure import Foot as Foot
    from overload.model.figure import Held as Held
    from overload.model.figure import Hold as Hold
    from overload.model.figure import Mark as Mark
    from overload.model.figure import Origin as Origin
    from overload.model.figure import Pose as Pose
    from overload.model.figure import Reach as Reach
    from overload.model.figure import Solid as Solid
    from overload.plan import Plan as Plan
    from overload.plan import PlannedSlot as PlannedSlot
    from overload.plan import Session as Session
    from overload.progression import DoubleProgression as DoubleProgression
    from overload.progression import Fit as Fit
    from overload.progression import Fitting as Fitting
    from overload.progression import Parameter as Parameter
    from overload.progression import Reading as Reading
    from overload.progression import ask as ask
    from overload.progression import at_the_end as at_the_end
    from overload.progression import brought_down as brought_down
    from overload.progression import brought_up as brought_up
    from overload.progression import counting as counting
    from overload.progression import e1rm as e1rm
    from overload.progression import first_session as first_session
    from overload.progression import fit as fit
    from overload.progression import in_words as in_words
    from overload.progression import instead_of_a_rep as instead_of_a_rep
    from overload.progression import is_just_in_reach as is_just_in_reach
    from overload.progression import is_out_of_reach as is_out_of_reach
    from overload.progression import lighter as lighter
    from overload.progression import loss as loss
    from overload.progression import lowering as lowering
    from overload.progression import misses_in_a_row as misses_in_a_row
    from overload.progression import most_asked as most_asked
    from overload.progression import parameter as parameter
    from overload.progression import parameters as parameters
    from overload.progression import readings as readings
    from overload.progression import reps_go_on as reps_go_on
    from overload.progression import reps_needed as reps_needed
    from overload.progression import reps_possible as reps_possible
    from overload.progression import said_load as said_load
    from overload.progression import same_again as same_again
    from overload.progression import share_of as share_of
    from overload.progression import share_of_max as share_of_max
    from overload.progression import snap as snap
    from overload.progression import stage as stage
    from overload.progression import start as start
    from overload.progression import step_up as step_up
    from overload.progression import strength_of as strength_of
    from overload.progression import system_weight as system_weight
    from overload.progression import usual as usual
    from overload.units import Load as Load
    from overload.units import Unit as Unit
    from overload.units import load as load

__version__ = "0.2.0"

_HOMES = {
    "cli": ("run",),
    "cli.given": ("TrainingFolder", "pass_folder"),
    "errors": ("Problem",),
    "hookspecs": ("Context", "Settings", "UpdateReport", "hookimpl"),
    "model": (
        "Band",
        "Build",
        "Bodyweights",
        "Day",
        "Dumbbell",
        "DumbbellKind",
        "Entry",
        "EventExtras",
        "Exercise",
        "Experience",
        "Gear",
        "Imported",
        "ImportedSession",
        "ImportedSet",
        "GROUPS",
        "Ladder",
        "Lifter",
        "LoadedWith",
        "Log",
        "MUSCLES",
        "Measure",
        "Micro",
        "OpenEnd",
        "Performed",
        "Prescription",
        "RepRange",
        "ReportSection",
        "Rule",
        "Rung",
        "SetDone",
        "SetKind",
        "SetTarget",
        "Slot",
        "Status",
        "Strength",
        "WarmUp",
        "Weight",
        "WeeklyCalendar",
        "Workout",
        "WorkoutSlot",
    ),
    "model.figure": ("Figure", "Foot", "Held", "Hold", "Mark", "Origin", "Pose", "Reach", "Solid"),
    "plan": ("Plan", "PlannedSlot", "Session"),
    "progression": (
        "DoubleProgression",
        "Fit",
        "Fitting",
        "Parameter",
        "Reading",
        "ask",
        "at_the_end",
        "brought_down",
        "brought_up",
        "counting",
        "e1rm",
        "first_session",
        "fit",
        "in_words",
        "instead_of_a_rep",
        "is_just_in_reach",
        "is_out_of_reach",
        "lighter",
        "loss",
        "lowering",
        "misses_in_a_row",
        "most_asked",
        "parameter",
        "parameters",
        "readings",
        "reps_go_on",
        "reps_needed",
        "reps_possible",
        "said_load",
        "same_again",
        "share_of",
        "share_of_max",
        "snap",
        "stage",
        "start",
        "step_up",
        "strength_of",
        "system_weight",
        "usual",
    ),
    "units": ("Load", "Unit", "load"),
}
_HOME = {name: f"{__name__}.{home}" for home, names in _HOMES.items() for name in names}

_GOING: dict[str, str] = {}
"""Public names that are to go: what to use instead, and from which version on they are gone (`use x; goes in 0.4`)."""

__all__ = sorted(("__version__", *_HOME))  # noqa: PLE0605 - sorted() of strings is a list of strings


def __getattr__(name: str) -> object:
    """Import a public name from the room it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    value = getattr(importlib.import_module(_HOME[name]), name)
    if name in _GOING:
        import warnings  # noqa: PLC0415 - only where something old is used

        warnings.warn(f"overload.{name} is to go: {_GOING[name]}", DeprecationWarning, stacklevel=2)
        return value  # not remembered, so that everybody who uses it is told
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
