"""What the docs say of the source is so: the rooms, the files and the names they speak of."""

from __future__ import annotations

import importlib
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "plugins" / "README.md", *sorted(DOCS.rglob("*.md"))]
READERS_OWN = {
    "plugins/mine.py",
    "kim/plugins/brave.py",
    "kim/plugins/curl_bar.py",
    "kim/plugins/swing.py",
    "src/overload_strong_back/__init__.py",
}
"""Files a reader makes: they are in no repository but theirs."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_file_that_is_named_is_there(page: Path) -> None:
    """A source file or a page named in the docs is where it says: in the project, in the source, or beside the page."""
    named = set(re.findall(r"`([\w./-]+\.(?:py|md))`", page.read_text(encoding="utf-8"))) - READERS_OWN
    roots = (ROOT, ROOT / "src" / "overload", ROOT / "plugins", page.parent)
    assert {name for name in named if not any((root / name).is_file() for root in roots)} == set()


def test_a_room_that_is_named_is_there() -> None:
    """Every folder the page about the architecture names is one of the source, or of the project."""
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+/)`", page)
    assert len(named) > 20
    assert [
        name for name in named if not any((root / name).is_dir() for root in (ROOT, ROOT / "src" / "overload"))
    ] == []


def test_the_rooms_are_those_the_linter_holds() -> None:
    """The page about the architecture shows the rooms as pyproject.toml has them: run `python docs/make.py`."""
    spec = importlib.util.spec_from_file_location("docs_make", DOCS / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert page == make.architecture_page(), "run: python docs/make.py"
    assert "| `cli/` |" in make.rooms()


GLOSSARY = re.findall(
    r"^\| (.+?) \| .+ \| (`[^|]+`) \|$", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE
)


@pytest.mark.parametrize("name", sorted({name for _, names in GLOSSARY for name in re.findall(r"`([^`]+)`", names)}))
def test_a_word_lives_where_the_glossary_says(name: str) -> None:
    """What the glossary calls the source of a word is a module, or something in one."""
    module, _, thing = name.rpartition(".")
    if module and hasattr(importlib.import_module(f"overload.{module}"), thing):
        return
    importlib.import_module(f"overload.{name}")


def test_the_glossary_has_words() -> None:
    """There are as many words as it takes, each once, or the test above would prove nothing."""
    words = [word for heading, _ in GLOSSARY for word in heading.split(", ")]
    assert len(words) > 30
    assert len(words) == len(set(words))
