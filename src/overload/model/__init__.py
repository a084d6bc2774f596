"""The words of the program as frozen values: what is trained, with what, when, and what was done.

What an import brings is imported when it is first used: few runs read one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from overload.model.athlete import Athlete as Athlete
from overload.model.athlete import Best as Best
from overload.model.athlete import CalendarChoice as CalendarChoice
from overload.model.athlete import Configuration as Configuration
from overload.model.athlete import DeloadChoice as DeloadChoice
from overload.model.athlete import Experience as Experience
from overload.model.athlete import Fit as Fit
from overload.model.athlete import Missed as Missed
from overload.model.athlete import Order as Order
from overload.model.athlete import Place as Place
from overload.model.athlete import RecurringTime as RecurringTime
from overload.model.athlete import Silence as Silence
from overload.model.athlete import SlotChange as SlotChange
from overload.model.athlete import TrainingTime as TrainingTime
from overload.model.busy import BusySource as BusySource
from overload.model.busy import BusyTime as BusyTime
from overload.model.busy import Share as Share
from overload.model.busy import titles_pattern as titles_pattern
from overload.model.effort import LAST_BUTTON as LAST_BUTTON
from overload.model.effort import OpenEnd as OpenEnd
from overload.model.effort import is_at_least as is_at_least
from overload.model.equipment import FOR_BOTH_HANDS as FOR_BOTH_HANDS
from overload.model.equipment import Band as Band
from overload.model.equipment import Build as Build
from overload.model.equipment import Dumbbell as Dumbbell
from overload.model.equipment import DumbbellKind as DumbbellKind
from overload.model.equipment import Gear as Gear
from overload.model.equipment import Ladder as Ladder
from overload.model.equipment import Marked as Marked
from overload.model.equipment import Micro as Micro
from overload.model.equipment import Rung as Rung
from overload.model.equipment import printed as printed
from overload.model.equipment import usual_gear_of as usual_gear_of
from overload.model.extras import EventExtras as EventExtras
from overload.model.extras import ReportSection as ReportSection
from overload.model.feed import FeedChoice as FeedChoice
from overload.model.lazily import Lazily as Lazily
from overload.model.lifter import ANYBODY as ANYBODY
from overload.model.lifter import LIKELY_KG as LIKELY_KG
from overload.model.lifter import Bodyweights as Bodyweights
from overload.model.lifter import Lifter as Lifter
from overload.model.lifter import Strength as Strength
from overload.model.log import Decision as Decision
from overload.model.log import Entries as Entries
from overload.model.log import Entry as Entry
from overload.model.log import Log as Log
from overload.model.log import Published as Published
from overload.model.log import Revision as Revision
from overload.model.log import Status as Status
from overload.model.log import Weighing as Weighing
from overload.model.log import bodyweights as bodyweights
from overload.model.log import join_sides as join_sides
from overload.model.log import told_apart as told_apart
from overload.model.muscles import COUNTED_ONLY as COUNTED_ONLY
from overload.model.muscles import GROUPS as GROUPS
from overload.model.muscles import MUSCLES as MUSCLES
from overload.model.muscles import focus_groups as focus_groups
from overload.model.muscles import focus_words as focus_words
from overload.model.own_calendar import OwnCalendar as OwnCalendar
from overload.model.own_calendar import PasswordSource as PasswordSource
from overload.model.placement import Lost as Lost
from overload.model.placement import Opening as Opening
from overload.model.placement import Placed as Placed
from overload.model.placement import Placement as Placement
from overload.model.placement import Request as Request
from overload.model.placement import Trained as Trained
from overload.model.placement import Wanted as Wanted
from overload.model.progress import Performed as Performed
from overload.model.progress import Prescription as Prescription
from overload.model.progress import Rule as Rule
from overload.model.progress import SetDone as SetDone
from overload.model.progress import SetKind as SetKind
from overload.model.progress import SetTarget as SetTarget
from overload.model.progress import Slot as Slot
from overload.model.progress import rows_of as rows_of
from overload.model.training import THINGS as THINGS
from overload.model.training import USUAL_THINGS as USUAL_THINGS
from overload.model.training import Day as Day
from overload.model.training import Exercise as Exercise
from overload.model.training import LoadedWith as LoadedWith
from overload.model.training import Measure as Measure
from overload.model.training import RepRange as RepRange
from overload.model.training import WarmUp as WarmUp
from overload.model.training import WeeklyCalendar as WeeklyCalendar
from overload.model.training import Workout as Workout
from overload.model.training import WorkoutSlot as WorkoutSlot
from overload.model.training import key_of as key_of
from overload.model.training import loading_fault as loading_fault
from overload.model.training import title_of as title_of
from overload.model.training import usual_gear as usual_gear
from overload.model.training import usual_loading as usual_loading
from overload.model.training import usual_range as usual_range
from overload.model.zones import ZoneFrom as ZoneFrom
from overload.model.zones import Zones as Zones

if TYPE_CHECKING:
    from overload.model.imported import Account as Account
    from overload.model.imported import Imported as Imported
    from overload.model.imported import ImportedSession as ImportedSession
    from overload.model.imported import ImportedSet as ImportedSet
    from overload.model.imported import LeftOut as LeftOut
    from overload.model.imported import Reading as Reading
    from overload.model.imported import Weight as Weight

_IMPORTED = frozenset({"Account", "Imported", "ImportedSession", "ImportedSet", "LeftOut", "Reading", "Weight"})


def __getattr__(name: str) -> object:
    if name not in _IMPORTED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from overload.model import imported  # noqa: PLC0415 - what this function is for

    return getattr(imported, name)
