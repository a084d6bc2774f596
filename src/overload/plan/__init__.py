"""build(): configuration, catalog, log and now -> the plan. The functional core: no clock, no disk, no randomness."""

from overload.plan.build import as_shown as as_shown
from overload.plan.build import build as build
from overload.plan.build import build_through as build_through
from overload.plan.build import once_shown as once_shown
from overload.plan.inputs import Inputs as Inputs
from overload.plan.values import Mark as Mark
from overload.plan.values import Plan as Plan
from overload.plan.values import PlannedSlot as PlannedSlot
from overload.plan.values import Session as Session
from overload.plan.values import WeekVolume as WeekVolume
