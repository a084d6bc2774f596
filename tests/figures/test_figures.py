import hashlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.figures.contrast import contrast
from tests.figures.laws import LAWS

from overload.catalog.exercises import EXERCISES
from overload.figures import figure_svg, print_svg
from overload.figures.drawing import DARK, LIGHT
from overload.figures.poses import FIGURES
from overload.model.figure import Figure

GOLDEN = Path(__file__).parent / "golden.txt"
MOST_BYTES = 6 * 1024
NAMES = {one.id: one.name for one in EXERCISES}


def name_of(exercise: str) -> str:
    """Return the name of an exercise, or one of the same length where the catalogue has not got it yet."""
    return NAMES.get(exercise, exercise.replace("-", " ").capitalize())


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    """Return every figure as it is drawn."""
    return {exercise: figure_svg(figure, name_of(exercise)) for exercise, figure in FIGURES.items()}


def test_every_built_in_exercise_has_a_figure() -> None:
    """Nothing of the catalogue is without one."""
    assert set(NAMES) - set(FIGURES) == set()


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_figure_keeps_the_law(law: Callable[[Figure], Iterator[str]]) -> None:
    """What must hold of a body, a camera and a picture holds of every figure in seventeen moments."""
    broken = {exercise: found for exercise, figure in FIGURES.items() if (found := list(law(figure)))}
    assert broken == {}


def test_a_figure_is_small(drawn: dict[str, str]) -> None:
    """A figure has at most 6 KB."""
    assert {exercise: len(text.encode()) for exercise, text in drawn.items() if len(text.encode()) > MOST_BYTES} == {}


def test_a_figure_says_what_it_shows(drawn: dict[str, str]) -> None:
    """It is read as an image, named after the exercise and what moves in it."""
    for exercise, text in drawn.items():
        root = ET.fromstring(text)  # noqa: S314 - our own text
        assert root.get("role") == "img"
        title = root.find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert title.text == f"{name_of(exercise)}: {FIGURES[exercise].words}"


def test_a_figure_needs_nothing_from_elsewhere(drawn: dict[str, str]) -> None:
    """No script, no font, no picture, no address but its own name space and its own ids."""
    for text in drawn.values():
        assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
        assert set(re.findall(r"href=\"([^\"]*)\"", text)) <= {"#s"}
        assert not re.search(r"<script|<image|<use|<foreignObject|url\(|@import|@font-face|\bon\w+=", text)
        assert "nan" not in text.lower()
        assert "inf" not in text.lower().replace("infinite", "")


def test_a_figure_stops_by_itself_and_for_who_wants_it_still(drawn: dict[str, str]) -> None:
    """It goes three times there and back; reduced motion, `#s`, `#ds` and a tap let it stand."""
    for exercise, text in drawn.items():
        moves = not FIGURES[exercise].is_still
        assert ("linear 6 alternate-reverse" in text) is moves
        assert ("@media(prefers-reduced-motion:reduce){path{animation:none!important}}" in text) is moves
        assert ("#s:target path,#ds:target path{animation:none}" in text) is moves
        assert ('<a href="#s">' in text) is moves
        assert "infinite" not in text


def test_key_frames_of_a_part_are_alike(drawn: dict[str, str]) -> None:
    """Every key frame has the same list of functions, so that a browser blends them instead of jumping."""
    for text in drawn.values():
        for frames in re.findall(r"@keyframes \w\{(.*?\})\}", text):
            functions = {re.sub(r"\(.*?\)", "", one) for one in re.findall(r"transform:([^}]*)", frames)}
            assert functions == {"matrix"}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_matters_stands_out_from_the_card(colours: dict[str, str]) -> None:
    """Near and far limbs, trunk, gear and furniture have a contrast of at least 3 : 1 to the card."""
    weak = {tone: contrast(colours[tone], colours["c"]) for tone in "nftgw"}
    assert {tone: ratio for tone, ratio in weak.items() if ratio < 3} == {}


def test_both_key_poses_are_there_for_print() -> None:
    """Start and end stand side by side, still and light; of a hold there is one."""
    for exercise, figure in FIGURES.items():
        text = print_svg(figure, name_of(exercise))
        root = ET.fromstring(text)  # noqa: S314 - our own text
        assert root.get("viewBox") == ("0 0 480 480" if figure.is_still else "0 0 960 480")
        assert "animation" not in text
        assert "var(" not in text


def test_figures_look_as_they_did() -> None:
    """A figure changes only when somebody means it to; GOLDEN=write writes the digests anew, after a look at them."""
    drawn = {exercise: figure_svg(figure, exercise) for exercise, figure in sorted(FIGURES.items())}
    digests = "".join(f"{hashlib.sha256(text.encode()).hexdigest()[:16]} {one}\n" for one, text in drawn.items())
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(digests, encoding="utf-8")
    assert digests == GOLDEN.read_text("utf-8")
