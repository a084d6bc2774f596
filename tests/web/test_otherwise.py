"""Not this one, one more, something else today: what the page of a session does otherwise than its day has it."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from overload.store import open_store
from overload.web.overview import show_overview
from overload.web.pictures import drawn
from overload.web.settings import Clock
from overload.web.work import show_session, take_form

pytestmark = pytest.mark.slow
NOW = "2026-11-25T18:00"
ORDINAL = 2
ROW = "dumbbell-row"


class Leaf:
    """The page of a session of a folder, looked at and tapped on without a browser or a server."""

    def __init__(self, path: Path, ordinal: int = ORDINAL) -> None:
        self.path, self.ordinal, self._keys, self._text = path, ordinal, itertools.count(), ""

    def of(self, ordinal: int) -> Leaf:
        """Return the page of another session of the folder."""
        return Leaf(self.path, ordinal)

    @property
    def text(self) -> str:
        """What the page says, as it was read last since the last tap."""
        if not self._text:
            self._text = html.unescape(show_session(self.path, self.ordinal, "/s/x", Clock(NOW)).body.decode())
        return self._text

    @property
    def cards(self) -> list[str]:
        """Which exercises it has, in order."""
        return re.findall(r'<section class="card exercise[^>]* id="([^"]+)"', self.text)

    def tap(self, do: str, exercise: str = "", status: int = 303, **fields: str) -> None:
        """Tap a button."""
        named = {"exercise": exercise} if exercise else {}
        key = f"tap-{self.ordinal}-{next(self._keys)}-of-its-own"
        body = urlencode({"key": key, "do": do, **named, **fields}).encode()
        assert take_form(self.path, self.ordinal, "/s/x", body, Clock(NOW)).status == status
        self._text = ""

    def button(self, beginning: str) -> str:
        """Return the value of the first button that begins so."""
        return re.search(rf'value="({beginning}[^"]*)"', self.text)[1]


@pytest.fixture
def leaf(folder: Callable[..., Path], overload: Callable[..., Any]) -> Leaf:
    """Make a folder that trains push, pull, legs, and open the page of its pull session."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--load", "row=15kg")
    assert overload(path, "update").code == 0
    return Leaf(path)


def test_another_exercise_for_the_same_muscles(leaf: Leaf, overload: Callable[..., Any]) -> None:
    """It stands in the place of the one that hurts, is logged as any other, and next time all is as ever.

    The athlete's page and the feed name it, and not why.
    """
    before = leaf.cards
    leaf.tap("not-pain", ROW)
    at, after = before.index(ROW), leaf.cards
    assert (after[:at], after[at + 1 :]) == (before[:at], before[at + 1 :])
    assert "Instead of dumbbell row: it hurts." in leaf.text
    assert leaf.of(5).cards == before
    overview = show_overview(leaf.path, "/a/x", "", "", Clock(NOW)).body.decode()
    feed = (leaf.path / "calendars" / "training.ics").read_text("utf-8")
    assert not re.search(r"\b(hurts?|pain)\b", overview + feed)
    leaf.tap("asked", after[at])
    assert 'value="back-' not in leaf.text
    assert [entry["exercise"] for entry in overload(leaf.path, "log", "list", "--json", now=NOW).data] == [after[at]]
    assert leaf.cards == after


def test_back_is_as_it_was(leaf: Leaf, overload: Callable[..., Any]) -> None:
    """Taken back by its button, or by `overload undo`, the session asks what it did; what followed goes with it."""
    before = leaf.cards
    leaf.tap("not-room", ROW)
    other, first = next(one for one in leaf.cards if one not in before), leaf.button("back-")
    leaf.tap(leaf.button("rest-"))
    leaf.tap("not-gear", other)
    leaf.tap(first)
    assert leaf.cards == before
    leaf.tap("not-gear", ROW)
    assert "instead of dumbbell-row (no gear)" in overload(leaf.path, "undo", now=NOW).out
    assert leaf.cards == before
    leaf.tap(first, status=409)


def test_two_weeks_without_it(leaf: Leaf) -> None:
    """Asked once: the sessions of two weeks go without, those after it do not, and each page brings it back."""
    leaf.tap("not-pain", ROW)
    assert "Leave dumbbell row out for two weeks?" in leaf.text
    leaf.tap(leaf.button("rest-"))
    assert "for two weeks?" not in leaf.text
    within, behind = leaf.of(5), leaf.of(8)
    assert ROW not in within.cards
    assert "Dumbbell row is left out until Tuesday 8 December." in within.text
    assert "hurt" not in within.text.replace("It hurts", "")
    assert ROW in behind.cards
    within.tap(within.button("back-"))
    assert ROW in within.cards
    assert ROW not in leaf.cards


def test_only_today_is_asked_no_more(leaf: Leaf) -> None:
    """The question goes, and the exercise comes next time."""
    leaf.tap("not-gear", ROW)
    leaf.tap(leaf.button("today-"))
    assert "for two weeks?" not in leaf.text
    assert ROW not in leaf.cards
    assert ROW in leaf.of(5).cards


def test_where_there_is_nothing_else_it_is_left_out(leaf: Leaf) -> None:
    """Said on the page, with the way back."""
    before = leaf.cards
    while len(leaf.cards) == len(before):
        leaf.tap("not-gear", next((one for one in leaf.cards if one not in before), "dumbbell-shrug"))
    assert "nothing else here works its muscles" in leaf.text
    leaf.tap(leaf.button("back-"))
    assert len(leaf.cards) == len(before)


def test_one_more_exercise(leaf: Leaf) -> None:
    """It comes last, also once all else is done, and can be taken off until it is written down."""
    before = leaf.cards
    leaf.tap("add", add="Goblet squat")
    assert leaf.cards == [*before, "goblet-squat"]
    leaf.tap(leaf.button("back-"))
    assert leaf.cards == before
    leaf.tap("all-asked")
    leaf.tap("add", add="Push-up")
    assert "On top today." in leaf.text
    leaf.tap("asked", "push-up")
    with open_store(leaf.path / "overload.db") as store:
        assert store.entries()[-1].session == ORDINAL
    leaf.tap("add", add="Push-up", status=400)


def test_something_else_today(leaf: Leaf, overload: Callable[..., Any]) -> None:
    """The work of any day is done in this session; the days after it are as they were, and it can be taken back."""
    legs, pull = leaf.of(3).cards, leaf.cards
    leaf.tap("work", work="legs")
    assert leaf.cards == legs
    assert "<h1>Legs</h1>" in leaf.text
    assert "Legs instead of Pull." in leaf.text
    assert (leaf.of(3).cards, leaf.of(5).cards) == (legs, pull)
    assert "Legs" in overload(leaf.path, "next", now=NOW).out
    leaf.tap(leaf.button("back-"))
    leaf.tap("asked", pull[0])
    assert leaf.cards == pull
    leaf.tap("work", work="legs", status=400)


REFUSED: tuple[tuple[str, str, dict[str, str], int], ...] = (
    ("not-mood", ROW, {}, 400),
    ("not-pain", "no-such", {}, 400),
    ("not-pain", "", {}, 400),
    ("back-1", "", {}, 409),
    ("rest-99", "", {}, 409),
    ("today-1", "", {}, 409),
    ("add", "", {"add": "no-such"}, 400),
    ("add", "", {"add": ROW}, 400),
    ("add", "", {"add": "a>b"}, 400),
    ("work", "", {"work": "no-such"}, 400),
    ("work", "", {}, 400),
)


def test_what_no_page_offers_is_refused(leaf: Leaf) -> None:
    """Nothing is written that was not meant."""
    for do, exercise, fields, status in REFUSED:
        leaf.tap(do, exercise, status, **fields)
    with open_store(leaf.path / "overload.db") as store:
        assert store.decisions() == ()


@pytest.fixture
def weak(folder: Callable[..., Path], overload: Callable[..., Any]) -> Leaf:
    """Make a folder whose one pair is too heavy for some of its push session, and open that page."""
    path = folder("--bodyweight", "55 kg", "--dumbbells", "10 kg")
    assert overload(path, "update").code == 0
    return Leaf(path, 4)


def test_a_variation_can_be_refused_where_its_reason_stands(weak: Leaf, overload: Callable[..., Any]) -> None:
    """Beside the reason that names it there is the way back, for good; and the way back from that."""
    before = weak.cards
    variation, base = re.search(
        r'<section class="card exercise[^>]* id="([^"]+)"(?:(?!</section>).)*?>Back to the ([^<]+)</button>',
        weak.text,
        re.DOTALL,
    ).groups()
    assert f"In place of the {base}" in weak.text
    weak.tap("swap-back", variation)
    assert variation not in weak.cards
    assert "in the place of another exercise any more." in weak.text
    weak.tap(weak.button("back-"))
    assert weak.cards == before


def test_what_is_no_variation_cannot_be_refused(leaf: Leaf) -> None:
    """An exercise of the workout itself has no such button, and a form that asks for it is told why not."""
    assert 'value="swap-back"' not in leaf.text
    leaf.tap("swap-back", ROW, status=409)


def test_a_session_shows_all_its_muscles(leaf: Leaf) -> None:
    """One map, front and back, of everything that the session works."""
    address = re.search(r'src="(/figure/\w+-week-[0-9a-f]+-[0-9a-f]+\.svg)', leaf.text)[1]
    assert b"<svg" in drawn(address)
    assert "Muscles worked: " in leaf.text
    assert re.search(r'alt="Muscles worked: [^"]*lats', leaf.text)


def test_a_long_session_offers_an_hour(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """Over 65 minutes it says how many, and is cut to 60 with a tap; a shorter one has no such button."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552", "--experience", "experienced")
    assert overload(path, "update").code == 0
    long, other = Leaf(path), Leaf(path, 3)
    assert "This takes 75 minutes. Less time?" in long.text
    assert 'value="shorten-60"' not in other.text
    long.tap("shorten-60")
    assert "This takes" not in long.text
    assert "Cut short." in long.text
