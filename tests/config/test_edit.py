"""Changing one value of a plan leaves the rest alone."""

from __future__ import annotations

import re
import tomllib
from datetime import time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.config import read_plan
from overload.config.edit import remove_value, set_value
from overload.errors import PlanError
from overload.model import Experience, RepRange
from overload.units import load


def changed_lines(before: str, after: str) -> list[str]:
    """Return the lines of `after` that are not lines of `before`."""
    old = before.splitlines()
    return [line for line in after.splitlines() if line not in old and line]


def test_a_start_is_changed_in_its_line(full_plan: str, catalog: Catalog) -> None:
    """A new start in an inline table changes that value and not another byte."""
    text = set_value(full_plan, ("workouts", "home-back", "dumbbell-row", "start"), load("12.5 kg"))
    assert text == full_plan.replace('start = "10 lb"', 'start = "12.5 kg"')
    assert read_plan(text, catalog).changes["home-back"]["dumbbell-row"].start == load("12.5 kg")


def test_comment_on_the_line_stays(full_plan: str) -> None:
    """The comment behind a changed value stays where it is."""
    assert changed_lines(full_plan, set_value(full_plan, ("athlete", "bodyweight"), load("81 kg"))) == [
        'bodyweight = "81 kg"                    # in the morning'
    ]


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("workouts", "home-back", "reverse-dumbbell-fly", "start"), load("5 kg"), '{ start = "5 kg" }'),
        (("athlete", "experience"), Experience.INTERMEDIATE, 'experience = "intermediate"'),
        (("calendar", "days", "mon"), time(7, 5), '"07:05"'),
        (("feeds", "training", "alarm"), [timedelta(minutes=90), timedelta(days=1)], '["-90 min", "-1 day"]'),
        (("workouts", "home-back", "pull-up", "reps"), RepRange(5, 10), 'reps = "5-10"'),
        (("workouts", "home-back", "dumbbell-row", "stretch"), Decimal("1.25"), "stretch = 1.25"),
        (("calendar", "days"), {"tue": "18:00"}, 'days = { tue = "18:00" }'),
        (("feeds", "third", "title"), "Third", 'title = "Third"'),
    ],
)
def test_kinds_of_values(full_plan: str, catalog: Catalog, path: tuple[str, ...], value: object, line: str) -> None:
    """Values are written as a person would write them, in one line, and the plan can be read."""
    text = set_value(full_plan, path, value)
    assert any(line in new for new in changed_lines(full_plan, text))
    read_plan(text, catalog)


def test_an_empty_file_gets_its_tables() -> None:
    """Tables on the way are made: two of them, what is below stands in one line."""
    assert set_value("", ("workouts", "home-back", "pull-up", "start"), load("-15 kg")) == (
        '[workouts.home-back]\npull-up = { start = "-15 kg" }\n'
    )


def test_remove(full_plan: str, catalog: Catalog) -> None:
    """A removed key is gone with its line; one that is not there is no error."""
    text = remove_value(full_plan, ("workouts", "home-back", "pull-up"))
    assert "pull-up" not in read_plan(text, catalog).changes["home-back"]
    assert full_plan.replace('pull-up = { start = "-15 kg", reps = 8, rest = "2:30" }\n', "") == text
    assert remove_value(text, ("workouts", "home-back", "pull-up")) == text
    assert remove_value(text, ("nowhere", "at", "all")) == text


@pytest.mark.parametrize(
    ("text", "path"), [("a = [", ("b",)), ("athlete = 3", ("athlete", "name")), ("a = " + "[" * 3000, ("b",))]
)
def test_what_cannot_be_changed(text: str, path: tuple[str, ...]) -> None:
    """A file that is no TOML, or has a value where a table should be, is refused with the place."""
    with pytest.raises(PlanError, match=r"plan\.toml: .*cannot be changed"):
        set_value(text, path, "x")


def test_value_without_a_form() -> None:
    """A value plan.toml has no form for is the caller's mistake."""
    with pytest.raises(TypeError, match="no form"):
        set_value("", ("a",), object())


KEYS = st.sampled_from(["athlete", "workouts", "home-back", "dumbbell-row", "start", "feeds", "calendar", "new", "ö k"])
VALUES = st.one_of(st.text(max_size=9), st.integers(-9, 99), st.booleans(), st.lists(st.text(max_size=3), max_size=2))


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(path=st.lists(KEYS, min_size=1, max_size=4), value=VALUES)
def test_every_comment_is_kept(full_plan: str, path: list[str], value: object) -> None:
    """Wherever a new key is put, every comment stays and all other values are the same; or it is refused."""
    try:
        text = set_value(full_plan, path, value)
    except PlanError:
        return
    before, after = tomllib.loads(full_plan), tomllib.loads(text)
    if not isinstance(_at(before, path), dict):
        assert [one for one in re.findall(r"# .*", full_plan) if one not in text] == []
    assert _at(after, path) == value
    _put(before, path, value)
    assert after == before


def _at(table: object, path: list[str]) -> object:
    for key in path:
        table = table.get(key) if isinstance(table, dict) else None
    return table


def _put(table: dict[str, object], path: list[str], value: object) -> None:
    for key in path[:-1]:
        inner = table.setdefault(key, {})
        assert isinstance(inner, dict)
        table = inner
    table[path[-1]] = value
