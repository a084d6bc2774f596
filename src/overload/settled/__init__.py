"""Whether the last update of a training folder still stands: then the next has nothing to do, and readers are quick.

A plan depends on what is in the folder, on the program, and on the time only where a session begins or ends or a day
ends. An update leaves a note of all that in the database, and beside it what the plan says; as long as the note holds,
nothing needs to be planned, nor the planner even imported.
"""

from overload.settled.answers import Enquiry as Enquiry
from overload.settled.answers import remember as remember
from overload.settled.answers import remembered as remembered
from overload.settled.dependencies import DATABASE as DATABASE
from overload.settled.dependencies import FEEDS as FEEDS
from overload.settled.dependencies import KEY_FILE as KEY_FILE
from overload.settled.dependencies import PLAN_FILE as PLAN_FILE
from overload.settled.dependencies import PLUGINS as PLUGINS
from overload.settled.dependencies import Dependency as Dependency
from overload.settled.dependencies import Sources as Sources
from overload.settled.dependencies import file_digest as file_digest
from overload.settled.dependencies import files_of as files_of
from overload.settled.dependencies import fingerprint as fingerprint
from overload.settled.dependencies import inputs_digest as inputs_digest
from overload.settled.note import FEED_MEMO as FEED_MEMO
from overload.settled.note import NOTE as NOTE
from overload.settled.note import Note as Note
from overload.settled.note import last_note as last_note
from overload.settled.note import permissions as permissions
from overload.settled.note import plan_stands as plan_stands
from overload.settled.note import settle as settle
from overload.settled.note import still_stands as still_stands
from overload.settled.note import unsettle as unsettle
