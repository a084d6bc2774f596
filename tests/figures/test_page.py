"""One exercise as a page that needs no server."""

import re

import attrs

from overload.catalog.exercises.back import PULL_UP, ROW
from overload.figures import FIGURES, exercise_page, picture


def test_a_page_shows_only_what_lies_beside_it() -> None:
    """Every picture it names is one of its files, and nothing is fetched from elsewhere."""
    files = exercise_page(ROW)
    page = files["index.html"]
    named = set(re.findall(r'(?:src|srcset)="([^"#?]*)', page))
    assert named == set(files) - {"index.html"}
    assert "http" not in page


def test_a_picture_says_what_it_shows_to_who_does_not_see_it() -> None:
    """The movement is told in words, beside the picture: what stands inside an SVG is not read out."""
    page = exercise_page(PULL_UP)["index.html"]
    assert f'alt="{PULL_UP.name}: {FIGURES["pull-up"].words}"' in page


def test_a_figure_stands_still_by_a_tap() -> None:
    """A tap on the picture or on the box beside it shows the one that stands, without a script."""
    page = exercise_page(ROW)["index.html"]
    assert '<input type="checkbox" id="stop">' in page
    assert '<label for="stop"><picture class="moving">' in page
    assert "<script" not in page


def test_a_hold_has_nothing_to_stop() -> None:
    """What does not move comes once, without a box."""
    page = exercise_page(attrs.evolve(ROW, id="plank", name="Plank"))["index.html"]
    assert "checkbox" not in page
    assert 'class="moving"' not in page


def test_what_nobody_drew_still_has_its_muscles() -> None:
    """An exercise without a figure shows what it works, in pictures and in words."""
    files = exercise_page(attrs.evolve(ROW, id="unheard-of"))
    assert set(files) == {"index.html", "muscles.svg"}


def test_what_a_plugin_names_cannot_break_the_page() -> None:
    """Names and words are text, whatever stands in them."""
    page = exercise_page(attrs.evolve(ROW, name="<b>Row</b>", cues=('"><script>',)))
    assert "<b>Row" not in page["index.html"]
    assert "<script" not in page["index.html"]
    assert "<b>Row" not in page["figure.svg"]


def test_the_page_picks_for_pictures_that_are_not_told() -> None:
    """Dark and still are chosen by the fragment, in the order dark and still, still, dark."""
    shown = picture("x.svg", "Row", moves=True)
    assert re.findall(r'srcset="x.svg#(\w+)"', shown) == ["ds", "s", "d"]
    assert re.findall(r'"x.svg\?still#(\w+)"', shown) == ["ds", "s"]
