"""Files of other apps -> sessions and sets, read by name and never by guess; what is unclear is asked for."""

from __future__ import annotations

from overload.importing.recognise import read_file as read_file
from overload.importing.shape import as_data as as_data
