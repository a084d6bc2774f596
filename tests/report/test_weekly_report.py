"""`overload report`: a week as it is printed and as a page, golden, with what a plugin adds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

Overload = Callable[..., Any]

GOLDEN = Path(__file__).parent / "golden"
MONDAY = "2026-12-07T05:00"
SECTION = """
from overload import ReportSection, hookimpl

@hookimpl
def overload_report_section(plan, settings):
    return ReportSection("Sleep <b> & rest", ("Eight hours, \\u201cmostly\\u201d", "<script>alert(1)</script>"))
"""
VOID = {"meta", "br"}


@pytest.fixture
def path(folder: Callable[..., Path], overload: Overload) -> Path:
    """Return a folder with a week behind it: a record, a day called off, and a section of a plugin."""
    made = folder("--calendar", "ppl", "--dumbbells", "rack-kg-2", "--load", "row=20kg", "--load", "fly=6kg")
    (made / "plugins").mkdir(exist_ok=True)
    (made / "plugins" / "sleep.py").write_text(SECTION, encoding="utf-8")
    assert overload(made, "log", "row", "20x10,10,9", now="2026-11-25T19:30").code == 0
    done = (("deadlift", "16x8,8,8"), ("pull-up", "6,5,5"), ("row", "22x10,10,9"), ("fly", "6x12,12,11"))
    for exercise, sets in done:
        assert overload(made, "log", exercise, sets, now="2026-12-02T19:30").code == 0
    assert overload(made, "skip", "s6", now="2026-12-03T08:00").code == 0
    assert overload(made, "update", now=MONDAY).code == 0
    return made


class Page(HTMLParser):
    """Reads a page: the tags that are open, all attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is opened."""
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        """Close only what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_golden(path: Path, overload: Overload, kind: str) -> None:
    """A week is printed to the letter as it was, as text and as a page; GOLDEN=write writes it anew."""
    done = overload(path, "report", *(["--html"] if kind == "html" else []), now=MONDAY)
    assert (done.code, done.err) == (0, "")
    golden = GOLDEN / f"report.{kind}"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(done.out, encoding="utf-8")
    assert done.out == golden.read_text(encoding="utf-8")


def test_a_section_of_a_plugin(path: Path, overload: Overload) -> None:
    """What a plugin has to say stands in both, and on the page it is text, whatever is in it."""
    printed = overload(path, "report", now=MONDAY).out
    page = Page(overload(path, "report", "--html", now=MONDAY).out)
    for said in ("Sleep <b> & rest", "Eight hours, “mostly”", "<script>alert(1)</script>"):
        assert said in printed
        assert said in page.text
    assert not page.tags & {"b", "script"}


def test_a_page_that_needs_nothing_else(path: Path, overload: Overload) -> None:
    """The page is whole HTML with its style inside: no script, no link, no picture, nothing to load from anywhere."""
    text = overload(path, "report", "--html", now=MONDAY).out
    page = Page(text)
    assert text.startswith("<!doctype html>")
    assert page.open == []
    assert page.tags <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "table",
        "tr",
        "td",
        "small",
        "ul",
        "li",
    }
    assert page.attributes <= {"lang", "charset", "name", "content"}
    assert not re.search(r"url\(|@import|https?:|//", text)
    assert '<meta charset="utf-8">' in text
