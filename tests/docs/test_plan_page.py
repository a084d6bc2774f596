"""docs/plan.md names every key there is, and each of its examples is read as a plan."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import attrs
import pytest

from overload import plugins
from overload.config import read_plan, sections
from overload.config.keys import keys_of_shape
from overload.config.shapes import SHAPES

PAGE = (Path(__file__).parents[2] / "docs" / "plan.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SECTIONS = [section for section in vars(sections).values() if isinstance(section, type) and attrs.has(section)
            and section.__module__ == sections.__name__]  # fmt: skip
KEYS = sorted(
    {field.name for section in SECTIONS for field in attrs.fields(section)} - {"own", "changes"}
    | {key for shape in SHAPES for key in keys_of_shape(shape)}
)
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
