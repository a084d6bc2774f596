"""The exact placement of sessions: which day and time each gets, which are lost, and why."""

from overload.schedule.costs import WISHES as WISHES
from overload.schedule.costs import Wish as Wish
from overload.schedule.costs import cost as cost
from overload.schedule.elsewhere import Alternatives as Alternatives
from overload.schedule.elsewhere import Elsewhere as Elsewhere
from overload.schedule.laws import broken as broken
from overload.schedule.laws import obstacle as obstacle
from overload.schedule.room import Room as Room
from overload.schedule.room import what_makes_room as what_makes_room
from overload.schedule.solve import solve as solve
from overload.schedule.standing_sessions import all_standing as all_standing
