"""Plan and log as words, tables and plain data: what a person or a script reads."""

from overload.report.description import Wording as Wording
from overload.report.description import description as description
from overload.report.words import Units as Units
from overload.report.words import event_title as event_title
from overload.report.words import load_words as load_words
from overload.report.words import minutes_words as minutes_words
from overload.report.words import rest_words as rest_words
from overload.report.words import title as title
