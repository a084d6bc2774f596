"""Dumbbells -> the ladder of loads an athlete can really make, and which plates make them."""

from overload.equipment.ladders import can_be_done as can_be_done
from overload.equipment.ladders import ladder as ladder
from overload.equipment.ladders import serving as serving
from overload.equipment.packs import changed_by as changed_by
from overload.equipment.packs import loaded_by as loaded_by
from overload.equipment.plates import plate_loads as plate_loads
from overload.equipment.racks import Rack as Rack
from overload.equipment.words import describe_build as describe_build
from overload.equipment.words import names_of as names_of
from overload.equipment.words import plate_words as plate_words
from overload.equipment.words import plates_text as plates_text
