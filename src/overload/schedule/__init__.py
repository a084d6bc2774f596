"""The exact placement of sessions: which day and time each gets, which are lost, and why.

What is asked afterwards has its own files: what would make room (`room`), why not on another day (`elsewhere`).
"""

from overload.schedule.costs import WISHES as WISHES
from overload.schedule.costs import Wish as Wish
from overload.schedule.costs import cost as cost
from overload.schedule.laws import broken as broken
from overload.schedule.laws import obstacle as obstacle
from overload.schedule.reasons import BY_HAND as BY_HAND
from overload.schedule.solve import explained as explained
from overload.schedule.solve import solve as solve
from overload.schedule.standing_sessions import all_standing as all_standing
