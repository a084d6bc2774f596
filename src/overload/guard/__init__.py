"""Calling code that is not ours: whatever it does comes back as a value, never as an accident.

What is contained is accidents, not malice. What it may use up is limited only where an edge of the program asks for it
(`limited`): the core alone has no clock.
"""

from overload.guard.blame import file_of as file_of
from overload.guard.blame import is_in as is_in
from overload.guard.blame import place_of as place_of
from overload.guard.blame import told as told
from overload.guard.call import guarded as guarded
from overload.guard.failure import Failure as Failure
from overload.guard.limit import Limit as Limit
from overload.guard.limit import limited as limited
from overload.guard.purse import MEMORY as MEMORY
from overload.guard.purse import SECONDS as SECONDS
from overload.guard.purse import bytes_of as bytes_of
from overload.guard.purse import grow_at_most as grow_at_most
from overload.guard.purse import seconds_of as seconds_of
