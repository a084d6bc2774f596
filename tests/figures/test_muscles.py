import hashlib
import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.figures.contrast import contrast

from overload.figures import muscles_svg
from overload.figures.muscles import BACK, DARK, FRONT, LIGHT, MAPPED
from overload.model import MUSCLES

GOLDEN = Path(__file__).parent / "muscles.txt"


def test_every_muscle_has_its_place() -> None:
    """Whatever an exercise can say it works is on the map, in front or behind."""
    assert set(MUSCLES) - MAPPED == set()


def test_the_map_shows_what_is_worked_and_says_it() -> None:
    """What is worked, what helps, nothing else; and the title has both in words."""
    text = muscles_svg(("lats",), ("biceps", "forearms"))
    root = ET.fromstring(text)  # noqa: S314 - our own text
    assert [one.text for one in root if one.tag.endswith("title")] == [
        "Muscles, front and back: works lats; also works biceps, forearms"
    ]
    assert text.count('class="p"') == 1
    assert text.count('class="q"') == 3  # the forearms are seen from both sides


def test_a_muscle_that_is_not_on_the_map_is_left_out() -> None:
    """A plugin may work what nobody drew; the rest of its muscles is shown."""
    assert 'class="p"' in muscles_svg(("neck", "lats"))
    assert 'class="p"' not in muscles_svg(("neck",))


def test_a_map_is_small_and_needs_nothing_from_elsewhere() -> None:
    """Even with every muscle on it it has at most 6 KB, and no address but its own name space."""
    text = muscles_svg(sorted(MAPPED))
    assert len(text.encode()) <= 6 * 1024
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|<script|<image|url\(|@import|\bon\w+=", text)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_worked_stands_out(colours: dict[str, str]) -> None:
    """What is worked has a contrast of 3 : 1 to the body, and what helps is told apart from both."""
    assert contrast(colours["p"], colours["b"]) >= 3
    assert contrast(colours["q"], colours["b"]) >= 1.3
    assert contrast(colours["p"], colours["q"]) >= 1.8


@pytest.mark.parametrize("muscles", [FRONT, BACK], ids=["front", "back"])
def test_no_muscle_crosses_the_middle(muscles: dict) -> None:
    """One half is told and the other is its mirror, so that what lies on the trunk stays on its side."""
    for one, patches in muscles.items():
        for patch in patches:
            if not patch.along:
                assert all(out - radius > -0.6 for out, _, radius in patch.spots), one


def test_the_map_looks_as_it_did() -> None:
    """No muscle moves unless somebody means it to; GOLDEN=write writes the digests anew."""
    drawn = {one: muscles_svg((one,)) for one in sorted(MAPPED)}
    digests = "".join(f"{hashlib.sha256(text.encode()).hexdigest()[:16]} {one}\n" for one, text in drawn.items())
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(digests, encoding="utf-8")
    assert digests == GOLDEN.read_text("utf-8")
