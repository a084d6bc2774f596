"""How much one plugin may say in one place."""

from __future__ import annotations

from datetime import timedelta

from overload.model import EventExtras, ReportSection
from overload.plugins.amounts import LONGEST, MOST_LINES, MOST_REPORTED, cut


def test_what_fits_stays_as_it_is() -> None:
    """An event's extras of usual size, and values of other hooks, are not touched."""
    extras = EventExtras(("Be good.",) * MOST_LINES, ("Gym",), (timedelta(minutes=5),))
    assert cut(extras) == (extras, "")
    assert cut([1]) == ([1], "")
    assert cut(None) == (None, "")


def test_what_is_more_is_cut_and_told() -> None:
    """Lines, categories, alarms and long lines beyond what there is room for are left out, and one is named."""
    many = EventExtras(("x",) * 10_000)
    assert cut(many) == (EventExtras(("x",) * MOST_LINES), "added 10000 lines to an event; the first 50 are there")
    long, said = cut(EventExtras(("x" * 5000,)))
    assert long == EventExtras(("x" * LONGEST,))
    assert said == "added a line of 5000 characters to an event; the first 1000 are there"
    assert cut(EventExtras((), ("c",) * 21))[1] == "added 21 categories to an event; the first 20 are there"
    assert cut(EventExtras((), (), (timedelta(0),) * 11))[1] == "added 11 alarms to an event; the first 10 are there"


def test_a_section_of_the_report_ends_somewhere() -> None:
    """Two hundred lines are a section."""
    section, said = cut(ReportSection("Much", ("x",) * 1000))
    assert section == ReportSection("Much", ("x",) * MOST_REPORTED)
    assert said == "added 1000 lines to the report; the first 200 are there"
