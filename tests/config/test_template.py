"""A fresh plan: it can be read, by people and by the reader."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overload.catalog import Catalog
from overload.config import read_plan
from overload.config.template import Answers, new_plan
from overload.model import Band, Dumbbell, DumbbellKind, Experience, Place, TrainingTime
from overload.units import Load, Unit, load

PLAIN = Answers(zone="Europe/Stockholm", start=date(2026, 11, 30), days={0: time(18), 2: time(18), 4: time(7)})
FULL = attrs.evolve(
    PLAIN,
    plan_id="kim-2026",
    name='Kim "K" Åström',
    experience=Experience.EXPERIENCED,
    calendar="back-only",
    unit=Unit.LB,
    bodyweight=load("176.5 lb"),
    place="garden",
    dumbbells=("bowflex-552", "mine"),
    pull_up_bar=False,
    bands=(load("-30 kg"), load("-15 kg")),
    help="partner",
    added=(load("5 kg"),),
    loads={"dumbbell-row": load("20 kg"), "pull-up": load("-15 kg")},
    rules={"dumbbell-row": "double-progression"},
    own=(
        Dumbbell("mine", "Mine", DumbbellKind.FIXED, Unit.KG, (Decimal(5), Decimal("12.5"))),
        Dumbbell("bars", "Bars", DumbbellKind.PLATE, Unit.KG, handle=Decimal("2.5"), plates=((Decimal("1.25"), 8),)),
    ),
    session_minutes=40,
    alarm_minutes=60,
)


@pytest.mark.parametrize("answers", [PLAIN, FULL], ids=["plain", "full"])
def test_each_line_has_a_comment(answers: Answers) -> None:
    """Every key of a fresh plan says what it is for."""
    for line in new_plan(answers).splitlines():
        assert not line or line.startswith("[") or "# " in line, line


def test_plain_answers_come_back(catalog: Catalog) -> None:
    """What was answered is what is read; what was not asked has its default."""
    plan = read_plan(new_plan(PLAIN), catalog)
    assert plan.athlete.zone == "Europe/Stockholm"
    assert (plan.athlete.name, plan.athlete.bodyweight, plan.plan_id) == ("", None, "")
    assert plan.places == (Place("home"),)
    assert plan.calendar.times == (
        TrainingTime(0, time(18), "home"),
        TrainingTime(2, time(18), "home"),
        TrainingTime(4, time(7), "home"),
    )
    assert plan.changes == {}
    assert plan.calendar.session_minutes is None


def test_full_answers_come_back(catalog: Catalog) -> None:
    """Every answer arrives, quotes and accents included."""
    plan = read_plan(new_plan(FULL), catalog)
    assert plan.plan_id == "kim-2026"
    assert plan.athlete.name == 'Kim "K" Åström'
    assert (plan.athlete.experience, plan.athlete.unit) == (Experience.EXPERIENCED, Unit.LB)
    assert plan.athlete.bodyweight == load("176.5 lb")
    place = Place(
        "garden",
        ("bowflex-552", "mine"),
        False,
        (Band(load("-30 kg")), Band(load("-15 kg"))),
        "partner",
        (load("5 kg"),),
    )
    assert plan.places == (place,)
    row, pull_up = plan.changes["home-back"]["dumbbell-row"], plan.changes["home-back"]["pull-up"]
    assert (row.rule, row.start) == ("double-progression", load("20 kg"))
    assert (pull_up.rule, pull_up.start) == (None, load("-15 kg"))
    assert [each.id for each in plan.dumbbells] == ["mine", "bars"]
    assert plan.dumbbells[0].settings == (Decimal(5), Decimal("12.5"))
    assert plan.dumbbells[1].plates == ((Decimal("1.25"), 8),)
    assert plan.calendar.session_minutes == 40
    assert [feed.alarms for feed in plan.feeds] == [(timedelta(minutes=60),)]


def test_what_has_a_good_default_is_not_there() -> None:
    """A plain plan says who, where, when and which feed, without a line of examples."""
    text = new_plan(attrs.evolve(PLAIN, plan_id="kim", dumbbells=("bowflex-552",)))
    assert re.findall(r"(?m)^(?:\[.+?\]|[\w]+)", text) == [
        "id", "[athlete]", "experience", "zone", "[places.home]", "dumbbells", "pull_up_bar",
        "[calendar]", "use", "start", "days", "silence", "[feeds.training]",
    ]  # fmt: skip
    assert not re.search(r"(?m)^# .* = ", text)


def test_a_feed_added_below_is_one_more(catalog: Catalog) -> None:
    """Whoever adds a feed to a fresh plan, as docs/plan.md shows, keeps the one there was."""
    plan = read_plan(f'{new_plan(PLAIN)}\n[feeds.discreet]\nshow = "busy"\n', catalog)
    assert [feed.name for feed in plan.feeds] == ["training", "discreet"]


@settings(max_examples=60)
@given(
    name=st.text(max_size=30),
    days=st.dictionaries(st.integers(0, 6), st.builds(time, st.integers(0, 23), st.integers(0, 59)), min_size=1),
    weight=st.decimals(20, 400, places=2),
    loads=st.dictionaries(st.sampled_from(["dumbbell-row", "pull-up"]), st.decimals(0, 99, places=2)),
    start=st.dates(date(1970, 1, 1)),
)
def test_round_trip(
    catalog: Catalog,
    name: str,
    days: dict[int, time],
    weight: Decimal,
    loads: dict[str, Decimal],
    start: date,
) -> None:
    """Whatever is answered is read back the same."""
    answers = attrs.evolve(
        PLAIN,
        name=name,
        days=days,
        bodyweight=Load(weight),
        start=start,
        loads={exercise: Load(amount) for exercise, amount in loads.items()},
    )
    plan = read_plan(new_plan(answers), catalog)
    assert plan.athlete.name == name
    assert plan.athlete.bodyweight == Load(weight)
    assert {one.weekday: one.start for one in plan.calendar.times} == days
    assert plan.calendar.start == start
    assert {exercise: change.start for exercise, change in plan.changes.get("home-back", {}).items()} == answers.loads
