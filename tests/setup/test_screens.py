"""What the seven screens of the set-up come to: the flags that the command line has, and through them the same plan."""

from __future__ import annotations

import re

import pytest

from overload.clock import WallClock
from overload.errors import UsageError
from overload.setup.planning import first_plan
from overload.setup.screens import SCREENS, defaults, flags_of, offered, screen_of
from overload.update import known_things

NOW = WallClock("2026-11-23T05:00")
CHANGED = {"day-0": "1", "day-2": "1", "day-4": "1", "zone": "UTC"}


def _plan(**fields: str) -> str:
    usual = {name: value for name, value in defaults(known_things(None)).items() if not name.startswith("day-")}
    return re.sub(
        r'^id = "\w+"', 'id = "x"', first_plan(flags_of({**usual, **CHANGED, **fields}), NOW), flags=re.MULTILINE
    )


def test_the_defaults_are_those_of_init(folder) -> None:
    """Who only taps Next gets the plan that `overload init --yes` writes."""
    made = (folder() / "plan.toml").read_text("utf-8")
    assert _plan() == re.sub(r'^id = "\w+"', 'id = "x"', made, flags=re.MULTILINE)


def test_every_answer_is_the_flag_it_stands_for(folder) -> None:
    """Changed answers write what the same flags write."""
    made = folder(
        *("--days", "tue,thu,sat", "--time", "07:15", "--minutes", "35", "--calendar", "three-day"),
        *("--experience", "experienced", "--dumbbells", "8 kg, 20 kg, handle 2 kg, plates 4 x 5, 4 x 2.5"),
        *("--pull-up-help", "15 kg, chair"),
        *("--bodyweight", "81.5", "--pull-ups", "0", "--load", "row=16", "--name", "Kim"),
    )  # fmt: skip
    text = (made / "plan.toml").read_text("utf-8")
    days = {"day-0": "", "day-2": "", "day-4": "", "day-1": "1", "day-3": "1", "day-5": "1"}
    assert _plan(
        **days, time="07:15", **{"other-minutes": "35"}, calendar="three-day", experience="experienced",
        pairs="8 kg, 20 kg", handle="2 kg", plates="4 x 5, 4 x 2.5", bands="15 kg", aid="chair", bodyweight="81.5",
        **{"pull-ups": "0"}, row="16", name="Kim",
    ) == re.sub(r'^id = "\w+"', 'id = "x"', text, flags=re.MULTILINE)  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "screen"),
    [
        ({"day-0": "", "day-2": "", "day-4": ""}, "days"),
        ({"time": "half six"}, "days"),
        ({"zone": "Mars/Olympus"}, "days"),
        ({"other-minutes": "4"}, "minutes"),
        ({"calendar": "nosuch"}, "split"),
        ({"experience": "godlike"}, "split"),
        ({"kind": "nosuch"}, "dumbbells"),
        ({"plates": "4 x 5"}, "dumbbells"),
        ({"unit": "stone"}, "dumbbells"),
        ({"bands": "elephant"}, "bar"),
        ({"bodyweight": "8"}, "you"),
        ({"pull-ups": "many"}, "you"),
        ({"row": "heavy"}, "you"),
    ],
)
def test_a_mistake_is_said_on_the_screen_that_asked(fields, screen) -> None:
    """The reader's own error leads back to where it was typed."""
    with pytest.raises(UsageError) as raised:
        _plan(**fields)
    assert SCREENS[screen_of(raised.value)].id == screen


def test_whatever_is_offered_can_be_chosen() -> None:
    """Every calendar, length, experience, dumbbell and help that a screen lists makes a plan."""
    choices = offered(known_things(None))
    for name in ("minutes", "calendar", "experience", "unit", "bar", "aid"):
        for value, _ in choices[name]:
            assert _plan(**{name: value}).startswith("# Your training.")
    assert {one.id for one in known_things(None).dumbbells.values()} == {value for value, _ in choices["kind"]}
