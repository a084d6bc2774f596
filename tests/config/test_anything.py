"""Whatever stands in the file, the answer is a configuration or a PlanError."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.config import read_plan
from overload.config.written import quoted_key
from overload.errors import PlanError
from overload.model import Configuration

WORDS = [
    "athlete", "places", "home", "calendar", "days", "use", "start", "mon", "workouts", "home-back",
    "dumbbell-row", "pull-up", "rule", "reps", "rest", "sets", "feeds", "training", "alarm", "exercises",
    "slots", "exercise", "direct", "dumbbells", "kind", "calendars", "id", "weekdays", "focus", "zone",
    "unit", "time", "place", "instead", "total", "rep_step", "double-progression", "rep-target", "params",
    "micro", "bands", "help", "light", "plates", "settings", "handle", "ppl",
]  # fmt: skip
VALUES = st.recursive(
    st.one_of(
        st.sampled_from([*WORDS, "18:00", "80 kg", "8-12", "UTC", "-30 min", "2:30", "chair", "", "\x00", "ö" * 99]),
        st.text(max_size=8),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.dates(),
        st.times(),
        st.datetimes(),
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)
FILES = st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=5)


def as_toml(value: Any) -> str:
    """Write any value as TOML."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{quoted_key(key)} = {as_toml(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_toml, value)) + "]"
        case str():
            return json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f")
        case dt.date() | dt.time():
            return value.isoformat()
    return str(value)


def read(text: str, catalog: Catalog) -> Configuration | PlanError:
    """Read a plan, its mistakes being an answer as well."""
    answer: Configuration | PlanError
    try:
        answer = read_plan(text, catalog, zone="UTC")
    except PlanError as error:
        answer = error
    if isinstance(answer, PlanError):
        assert answer.problems
        assert all(one.place.startswith("plan.toml") and one.message for one in answer.problems)
        assert all(len(str(one)) < 1500 for one in answer.problems)
    return answer


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text(catalog: Catalog, text: str) -> None:
    """Any text is a plan or has mistakes with a place."""
    read(text, catalog)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(FILES)
def test_any_values(catalog: Catalog, file: dict[str, object]) -> None:
    """Any values under keys that are known are a plan or have mistakes with a place."""
    text = "".join(f"{key} = {as_toml(value)}\n" for key, value in file.items())
    assert isinstance(read(text, catalog), Configuration | PlanError)


def test_the_good_plan_is_one(catalog: Catalog, full_plan: str) -> None:
    """What is damaged below has no mistakes to begin with."""
    assert isinstance(read(full_plan, catalog), Configuration)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_value_in_a_good_plan(catalog: Catalog, full_plan: str, data: st.DataObject) -> None:
    """A good plan with any one value replaced, or any key renamed, is a plan or has mistakes with a place."""
    spots = [found.span(1) for found in re.finditer(r'(?:= |, |\[ ?)("[^"]*"|\d[\d.-]*|true|false)', full_plan)]
    keys = [found.span(1) for found in re.finditer(r"(?m)(?:^|[{,] )([\w-]+)(?= = )", full_plan)]
    start, end = data.draw(st.sampled_from(spots + keys))
    new = quoted_key(data.draw(st.text(max_size=9))) if (start, end) in keys else as_toml(data.draw(VALUES))
    read(full_plan[:start] + new + full_plan[end:], catalog)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_damage_to_a_good_plan(catalog: Catalog, full_plan: str, data: st.DataObject) -> None:
    """A good plan with a piece cut out or put elsewhere is a plan or has mistakes with a place."""
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(full_plan))] * 2)))
    end = min(end, start + 60)
    to = data.draw(st.integers(0, len(full_plan)))
    read((full_plan[:start] + full_plan[end:])[:to] + full_plan[start:end] + full_plan[to:], catalog)
