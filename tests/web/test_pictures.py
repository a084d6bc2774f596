"""The figures on the page of a session: addresses of their own, kept for ever, still for who wants them still."""

from __future__ import annotations

import html
import re

import attrs
import pytest

from overload.catalog.exercises import EXERCISES
from overload.figures import FIGURES
from overload.figures.muscles import MAPPED
from overload.model.figure import Figure, Pose
from overload.web.pictures import drawn, figure_address, map_of, movement, muscles_address, week_address

BY_ID = {one.id: one for one in EXERCISES}
ROW, PULL_UP = BY_ID["dumbbell-row"], BY_ID["pull-up"]


@pytest.mark.slow
def test_every_exercise_of_a_session_shows_how_it_moves(server) -> None:
    """Each has a page with its figure, moving and still, the movement in words, and muscles; a drawing is a file."""
    session = server.path_with("dumbbell-row")
    exercises = re.findall(r'<section class="card exercise[^"]*" id="([\w-]+)', server.ask(session).text)
    assert len(exercises) >= 5
    addresses: set[str] = set()
    for exercise in exercises:
        page = html.unescape(server.ask(f"{session}/{exercise}").text)
        assert "<svg" not in page
        assert FIGURES[exercise].words in page
        assert BY_ID[exercise].instructions in page
        assert re.search(rf'srcset="/figure/\w+-{exercise}.svg#ds"', page)
        assert re.search(rf'src="/figure/\w+-muscles-of-{exercise}.svg', page)
        addresses |= set(re.findall(r'src(?:set)?="(/figure/[^"#?]+)', page))
    assert len(addresses) == 2 * len(exercises)
    for address in addresses:
        found = server.ask(address)
        assert found.status == 200
        assert found.headers["content-type"].startswith("image/svg+xml")
        assert "immutable" in found.headers["cache-control"]
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.text.startswith("<svg ")


def test_what_is_no_figure_is_answered_as_every_wrong_address(server) -> None:
    """A guess learns nothing: another digest, another name, something with dots."""
    right = figure_address(ROW)
    for wrong in (right.replace(".svg", ".png"), "/figure/0000000000000000-dumbbell-row.svg", "/figure/..%2fapp.py"):
        assert server.ask(wrong).status == 404


def test_only_what_is_built_in_is_served() -> None:
    """What a plugin brings, or nobody drew, has no address; nothing of a plugin is drawn by who answers."""
    own = Figure("up", (0, 5), Pose(), Pose(hip=(0, 40)))
    assert figure_address(attrs.evolve(ROW, figure=own)) == ""
    assert figure_address(attrs.evolve(ROW, id="unheard-of")) == movement(attrs.evolve(ROW, id="unheard-of")) == ""
    assert drawn("/figure/unheard-of.svg") is None
    assert b"<svg" in drawn(figure_address(PULL_UP))
    assert muscles_address(attrs.evolve(ROW, direct=("chest",))) == muscles_address(attrs.evolve(ROW, id="other")) == ""
    assert b"<svg" in drawn(muscles_address(ROW))


@pytest.mark.slow
def test_the_overview_shows_each_exercise_that_was_trained(home, overload, server) -> None:
    """Beside what became of an exercise stands its figure, still, with its movement in words."""
    overload(home, "log", "row", "3x10@20lb", now="2026-11-25T20:00")
    link = re.search(r"training\.test(/a/\S+)", overload(home, "link", "add", "--page", "--no-qr").out)[1]
    page = server.ask(link)
    assert page.status == 200
    shown = re.findall(r'src="(/figure/\w+-([\w-]+)\.svg)\?still#s" alt="([^"]+)"', page.text)
    assert [(exercise, html.unescape(words)) for _, exercise, words in shown] == [
        ("dumbbell-row", f"{ROW.name}: {FIGURES['dumbbell-row'].words}")
    ]
    assert server.ask(f"{shown[0][0]}?still").status == 200


@pytest.mark.slow
def test_the_overview_shows_the_muscles_of_a_week(home, overload, server) -> None:
    """Above the weekly sets stands a map of them, with its words; what has too little is pale on it."""
    overload(home, "log", "row", "5x10@20lb", now="2026-11-25T20:00")
    link = re.search(r"training\.test(/a/\S+)", overload(home, "link", "add", "--page", "--no-qr").out)[1]
    page = html.unescape(server.ask(link).text)
    address, words = re.search(r'class="map">.*?src="(/figure/[^"]+)" alt="([^"]+)"', page).groups()
    assert address == week_address([], ["lats", "mid-back"])
    assert words == "Muscles by weekly sets. Enough to grow: lats, mid traps + rhomboids"
    assert server.ask(address).text.startswith("<svg ")


def test_a_week_has_one_address() -> None:
    """Its muscles in any order are one map, of 6 KB at most; what is no muscle, or written otherwise, is none."""
    every = sorted(MAPPED)
    assert week_address(every[:3], every[3:5]) == week_address(reversed(every[:3]), every[4:2:-1])
    assert week_address(every, every) == week_address(every, [])
    for best, growing in ((every, []), ([], every), (every[::2], every[1::2])):
        assert len(drawn(week_address(best, growing))) <= 6144
    assert b"works lats" in drawn(week_address(["lats"], []))
    begin = week_address([], []).removesuffix("0-0.svg")
    for wrong in ("ffffff-0.svg", "1-1.svg", "01-0.svg", "1-.svg", "1-0.png", "1-0.svg?x"):
        assert drawn(f"{begin}{wrong}") is None


def test_a_map_is_dark_where_the_reader_is() -> None:
    """The picture of a map names the fragment by which it is dark: some browsers tell pictures nothing."""
    markup = map_of(muscles_address(ROW), "a & b")
    assert f'srcset="{muscles_address(ROW)}#d"' in markup
    assert b'id="d"' in drawn(muscles_address(ROW))
    assert 'alt="a &amp; b"' in markup
