"""docs/plan.md names every key there is, and each of its examples is read as a plan."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import attrs
import pytest

from overload import plugins
from overload.config import read_plan, sections

PAGE = (Path(__file__).parents[2] / "docs" / "plan.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SECTIONS = [one for one in vars(sections).values() if isinstance(one, type) and attrs.has(one)
            and one.__module__ == sections.__name__]  # fmt: skip
KEYS = sorted({field.name for one in SECTIONS for field in attrs.fields(one)} - {"own", "changes"})
NEEDED = '\n[athlete]\nzone = "Europe/Stockholm"\n'


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_is_read(number: int) -> None:
    """Each example is a plan, once it says where the athlete is; the comments beside the keys are no part of it."""
    text = EXAMPLES[number]
    read_plan(text if "athlete" in tomllib.loads(text) else text + NEEDED, plugins.catalog())


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_named(key: str) -> None:
    """No key that the program reads is missing from the page."""
    assert re.search(rf"(?<![\w-]){key}(?![\w-])", PAGE), key
