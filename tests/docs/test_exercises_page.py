"""The page of exercises shows what the program draws."""

import importlib.util
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what `make figures` makes."""
    spec = importlib.util.spec_from_file_location("figures_make", DOCS / "figures" / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    folder = tmp_path_factory.mktemp("docs")
    make.main(folder)
    return folder


def test_the_page_is_what_the_command_makes(made: Path) -> None:
    """`docs/exercises.md` and its pictures are those of today: run `make figures` after a change."""
    there = {file.name: file.read_bytes() for file in (DOCS / "figures").glob("*.svg")}
    assert there == {file.name: file.read_bytes() for file in (made / "figures").glob("*.svg")}, "run: make figures"
    assert (DOCS / "exercises.md").read_bytes() == (made / "exercises.md").read_bytes(), "run: make figures"


def test_every_picture_is_shown_with_words(made: Path) -> None:
    """Each picture stands on the page once, with its movement in words for who does not see it."""
    page = (made / "exercises.md").read_text("utf-8")
    shown = re.findall(r'src="figures/([\w-]+\.svg)" width="\d+" alt="[^":]+: [^"]+"', page)
    assert sorted([*shown, "muscles.svg"]) == sorted(file.name for file in (made / "figures").glob("*.svg"))
