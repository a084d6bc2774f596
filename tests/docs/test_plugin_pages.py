"""The pages for authors of plugins: what they show works, and the reference has everything."""

from __future__ import annotations

import importlib.util
import re
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
import pytest

import overload
from overload.model import Performed, Slot
from overload.plugins.running import run
from overload.testing import CHECKS, conformance

DOCS = Path(__file__).parents[2] / "docs"


def _python(page: str) -> list[str]:
    return re.findall(r"^```python(?: file=\S+)?\n(.*?)^```$", (DOCS / page).read_text(), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def make():
    """Return what writes the reference."""
    spec = importlib.util.spec_from_file_location("docs_make", DOCS / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_reference_is_what_the_docstrings_say(make) -> None:
    """Both pages are as `python docs/make.py` writes them now."""
    assert (DOCS / "api.md").read_text() == make.api_page(), "run: python docs/make.py"
    assert (DOCS / "plugins" / "reference.md").read_text() == make.reference_page(), "run: python docs/make.py"


def test_everything_public_says_what_it_is(make) -> None:
    """Every public name and every hook has a docstring, and stands in the reference."""
    api, reference = (DOCS / "api.md").read_text(), (DOCS / "plugins" / "reference.md").read_text()
    for name in set(overload.__all__) - {"__version__"}:
        assert make.described(getattr(overload, name), name), name
        assert f"\n### {name}\n" in api, name
    for name in make.hooks():
        assert f"\n### {name}\n" in reference, name


def test_every_id_and_choice_is_listed() -> None:
    """The reference names each muscle, each group and each member of every public enum."""
    reference = (DOCS / "plugins" / "reference.md").read_text()
    enums = [
        one for one in map(vars(overload).get, overload.__all__) if isinstance(one, type) and issubclass(one, Enum)
    ]
    assert overload.Measure in enums
    for one in (member for enum in enums for member in enum):
        assert f"| `{one.name}` | `{one.value}` |" in reference, one
    for name in (*overload.MUSCLES, *overload.GROUPS):
        assert f"| `{name}` |" in reference, name


def test_what_a_value_can_be_asked_is_listed() -> None:
    """The reference has the methods and properties of the types: steps of a ladder, what a reading knows."""
    reference = (DOCS / "plugins" / "reference.md").read_text()
    for said in ("* `next_up(load: Load)`: ", "* `is_hit`: ", "* `depends_on(path: str | Path)`: ", "* `propose(slot"):
        assert said in reference


def test_every_hook_is_shown(make) -> None:
    """The pages for authors have an example of every hook in a block of code."""
    pages = [f"plugins/{one.name}" for one in (DOCS / "plugins").glob("*.md") if one.name != "reference.md"]
    shown = "\n".join(code for page in pages for code in _python(page))
    assert [name for name in make.hooks() if f"def {name}(" not in shown] == []


def _recipe(text: str) -> dict[str, Any]:
    """Run the recipe that has this text; return what it defines."""
    names: dict[str, Any] = {"__name__": "page"}
    exec(next(one for one in _python("plugins/recipes.md") if text in one), names)  # noqa: S102 - run as it stands
    return names


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Pyramid", "Pauses", "Hurry"])
def test_the_rules_among_the_recipes_are_as_rules_must_be(name) -> None:
    """Each rule of the page passes every check."""
    assert [str(one) for one in conformance(_recipe(f"class {name}:")[name]())] == []


def test_the_importer_among_the_recipes_reads() -> None:
    """The page's importer groups sets by date, and leaves other files to others."""
    read = _recipe("overload_import")["overload_import"]
    assert read(b"Date,Exercise") is None
    found = read(b"pencil;2026-11-02;Row;20 kg;10\npencil;2026-11-02;Row;20 kg;9\npencil;2026-11-04;Row;22 kg;8\n")
    assert [len(one.sets) for one in found.sessions] == [2, 1]
    assert found.is_unit_stated


def test_the_first_rule_is_short(tmp_path) -> None:
    """The tutorial's rule has at most twenty lines of code, imports included."""
    (code,) = _python("plugins/tutorial.md")
    assert len([line for line in code.splitlines() if line.strip()]) <= 20


@pytest.mark.slow
def test_the_first_rule_is_as_a_rule_must_be(tmp_path, overload, folder) -> None:
    """The tutorial's rule violates nothing, and a training folder can use it."""
    path = folder()
    file = path / "plugins" / "brave.py"
    file.write_text(_python("plugins/tutorial.md")[0])
    assert list(conformance(run(file).Brave())) == []
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + '\n[workouts.home-back.dumbbell-row]\nrule = "brave"\n')
    assert overload(path, "update").code == 0


def test_what_the_page_on_knowing_shows_is_so() -> None:
    """The rules of the page ask for what it says, and the rotation passes every check."""
    names: dict[str, Any] = {"__name__": "page"}
    for block in _python("plugins/knowing.md"):
        exec(block, names)  # noqa: S102 - what the page shows is run as it stands


@pytest.mark.slow
def test_a_rotation_by_session_passes_every_check() -> None:
    """Heavy, medium and light of the page is as a rule must be, told whatever a rule may know."""
    names: dict[str, Any] = {"__name__": "page"}
    exec(_python("plugins/knowing.md")[0], names)  # noqa: S102 - what the page shows is run as it stands
    assert [str(one) for one in conformance(names["HeavyMediumLight"]())] == []


def test_the_page_on_knowing_names_all_there_is() -> None:
    """Every field of a slot and of a past session stands in its tables."""
    page = (DOCS / "plugins" / "knowing.md").read_text(encoding="utf-8")
    fields = {field.name for kind in (Slot, Performed) for field in attrs.fields(kind)} - {"athlete", "others"}
    assert [name for name in sorted(fields) if f"{name}`" not in page] == []


def test_every_check_is_explained() -> None:
    """The page on testing names every check."""
    page = (DOCS / "plugins" / "testing.md").read_text()
    assert [name for name in CHECKS if name not in page] == []


def test_what_the_page_on_testing_replays() -> None:
    """The example of replay() does what it says."""
    exec(_python("plugins/testing.md")[1], {})  # noqa: S102 - what the page shows is run as it stands
