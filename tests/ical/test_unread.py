"""`ics` without what it reads with: left out until something is read."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

TEXT = (
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:x|BEGIN:VEVENT|UID:a|DTSTAMP:20261123T180000Z|DTSTART:20261123T180000Z"
    "|SUMMARY:Pull|END:VEVENT|END:VCALENDAR"
)


def said(code: str) -> str:
    """Return what a Python of its own prints."""
    argv = [sys.executable, "-c", code]
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout


def test_to_write_no_parser_is_imported() -> None:
    """What a feed is written with is there, and tatsu is not."""
    code = """
import sys
from overload.ical.unread import import_unread
import_unread()
import overload.ical.writing
print("ics" in sys.modules, [name for name in sys.modules if "tatsu" in name or "contentline" in name])
"""
    assert said(code) == "True []\n"


@pytest.mark.parametrize("first", ["", "import tatsu", "import ics"])
def test_who_reads_with_ics_can(first: str) -> None:
    """A plugin reads a calendar with ics and gets its errors, whatever was imported before."""
    code = f"""
{first}
from overload.ical.unread import import_unread
import_unread()
import overload.ical.writing
import ics
from ics.grammar.parse import ContentLine, ParseError
print([event.name for event in ics.Calendar({TEXT!r}.replace("|", "\\r\\n")).events])
try:
    ContentLine.parse("no colon")
except ParseError as error:
    print(error.line)
import tatsu, ics.grammar.contentline
parser = ics.grammar.contentline.contentlineParser()
print(callable(tatsu.compile), parser.parse("A:b", rule_name="contentline")["name"])
"""
    assert said(code) == "['Pull']\nno colon\nTrue A\n"
