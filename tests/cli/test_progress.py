"""Looking back: tables, plain charts, JSON and pictures of what was done."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.plan.values import WeekVolume
from overload.plugins import catalog
from overload.report import plotting
from overload.report.chart import bar, line_chart
from overload.report.plotting import picture
from overload.report.progress import Adherence, LookingBack, Point, Progress
from overload.units import Unit, load

pytestmark = pytest.mark.slow

ROW = catalog().exercises["dumbbell-row"]
LATE = "2026-12-12T10:00"


def points(days: int) -> tuple[Point, ...]:
    """Return so many days of an exercise, growing."""
    first = date(2025, 6, 1)
    return tuple(
        Point(
            first + timedelta(days=3 * day),
            load(f"{20 + day // 9} kg"),
            8 + day % 4,
            24,
            30.0 + day,
            "x" if day else "",
        )
        for day in range(days)
    )


@pytest.fixture
def path(folder, overload):
    """Return a folder with three weeks of training in it: one session missed, one record."""
    home = folder("--dumbbells", "bowflex-552", "--bodyweight", "80 kg", "--calendar", "back-only", "--days", "wed")
    overload(home, "log", "row", "30x10,10,9", now="2026-11-25T19:00")
    overload(home, "log", "pull-up", "bwx6,5,5", now="2026-11-25T19:05")
    overload(home, "update", now="2026-12-05T10:00")
    overload(home, "log", "row", "35x10,10,10", now="2026-12-09T19:00")
    overload(home, "log", "pull-up", "+5x5,5", now="2026-12-09T19:05")
    return home


def test_an_empty_log_says_how_to_begin(overload, folder) -> None:
    """No table, no error."""
    done = overload(folder(), "progress")
    assert (done.code, "overload log dumbbell-floor-press" in done.out) == (0, True)


def test_all_at_once(overload, path) -> None:
    """Each exercise with its best, its change and records; weekly sets, and how much of the plan was done."""
    done = overload(path, "progress", now=LATE)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    row = next(one for one in lines if one.startswith("Dumbbell row"))
    assert "35 lb x 10" in row
    assert "+9%" in row
    assert "weekly sets, last 2 weeks" in done.out
    assert "record: Dumbbell row, heaviest yet, 35 lb x 10; 30 lb before (Wed 9 Dec)" in lines
    assert "2 of 3 sessions (67%)" in done.out


def test_one_exercise_day_by_day(overload, path) -> None:
    """A table and a chart; a pull-up counts the body."""
    done = overload(path, "progress", "pull", now=LATE)
    assert "Wed 25 Nov   bodyweight" in done.out
    assert "bodyweight + 5 kg" in done.out
    assert "including bodyweight" in done.out
    assert "reps, all sets added up" in done.out
    assert "top load, kg" in done.out
    alone, whole = (overload(path, "progress", *words, "--json", now=LATE).data for words in (("pull",), ()))
    assert alone["volume"] == whole["volume"]
    assert "└─" in done.out


def test_the_figures_are_right(overload, path) -> None:
    """At least Epley of the best set: 30 lb x 10 is 18.14 kg, (80 + 5) kg x 5 is 99.17 kg; and what rules ask by."""
    data = overload(path, "progress", "--json", now=LATE).data
    known = {one["exercise"]: one["days"] for one in data["exercises"]}
    for name, best in (("dumbbell-row", 30 * 0.45359237 * (1 + 10 / 30)), ("pull-up", 80 * (1 + 5 / 30))):
        first = known[name][0]
        low, high = first["e1rm_between_kg"]
        assert best - 0.01 <= first["e1rm_kg"] <= 1.3 * best
        assert low < first["e1rm_kg"] < high
        last = known[name][-1]
        told = overload(path, "explain", name, "--json", now=f"{last['date']}T23:00").data["strength"]
        assert (told["e1rm_kg"], told["between_kg"]) == (last["e1rm_kg"], last["e1rm_between_kg"])
    assert known["dumbbell-row"][0]["all_reps"] == 29
    assert [one["week"] for one in data["volume"]] == ["2026-W48", "2026-W50"]
    assert data["volume"][0]["sets"]["lats"] == 6
    assert [(one["done"], one["planned"]) for one in data["adherence"]] == [(1, 1), (0, 1), (1, 1)]
    since = overload(path, "progress", "--since", "2026-12-01", "--json", now=LATE).data
    assert {len(one["days"]) for one in since["exercises"]} == {1}
    assert "heaviest yet" in since["exercises"][0]["days"][0]["record"]


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--plot", "x.gif"), "neither .svg nor .png"), (("sqat",), "no exercise"), (("--since", "x"), "x")],
)
def test_mistakes(words, said, overload, path) -> None:
    """Told with the way out."""
    done = overload(path, "progress", *words, now=LATE)
    assert (done.code, said in done.err) == (2, True), done.err


@pytest.mark.slow
def test_pictures(overload, path, tmp_path) -> None:
    """An SVG that is the same every time, and a PNG that is one."""
    for name in ("a.svg", "b.svg", "c.png"):
        done = overload(path, "progress", "--plot", tmp_path / name, now=LATE)
        assert done.code == 0, done.err
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    root = ET.fromstring((tmp_path / "a.svg").read_text()).tag  # noqa: S314 - our own
    assert root.endswith("svg")
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    assert overload(path, "progress", "row", "--plot", tmp_path / "d.svg", now=LATE).code == 0


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 15])
@pytest.mark.parametrize("days", [1, 30, 400])
def test_any_number_of_exercises_and_days(count: int, days: int) -> None:
    """One day or a year, one exercise or more than there is room for: a picture, and no warning of what draws it."""
    told = tuple(Progress(attrs.evolve(ROW, name=f"Dumbbell row {number}"), points(days)) for number in range(count))
    weeks = tuple(WeekVolume(date(2026, 1, 5) + timedelta(weeks=week), {"lats": 6.0}) for week in range(3))
    done = tuple(Adherence(week.monday, number % 2, 1) for number, week in enumerate(weeks))
    for found in (LookingBack(told, weeks, done), LookingBack(told, (), ())):
        assert picture(found, "png", Unit.LB).startswith(b"\x89PNG")


@pytest.mark.slow
def test_what_the_picture_says() -> None:
    """Every exercise is named, loads are in the athlete's unit, and those left out for room are counted."""
    told = tuple(Progress(attrs.evolve(ROW, name=f"Row {number}"), points(9)) for number in range(14))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plotting, "STYLE", {**plotting.STYLE, "svg.fonttype": "none"})
        drawn = picture(LookingBack(told, (), ()), "svg", Unit.LB).decode()
    words = " ".join(ET.fromstring(drawn).itertext())  # noqa: S314 - our own
    assert "and 2 more, trained less often" in words
    assert "Estimated one-rep maximum, lb" in words
    assert "Heaviest load, lb" in words
    assert "Reps in all sets" in words
    assert "Row 11" in words
    assert "Row 12" not in words


def test_without_what_draws(overload, path, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says what to install, and writes nothing."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    done = overload(path, "progress", "--plot", tmp_path / "a.svg", now=LATE)
    assert (done.code, "pip install -e '.[plots]'" in done.err) == (2, True)
    assert not (tmp_path / "a.svg").exists()


@given(
    st.lists(st.tuples(st.integers(0, 2000), st.floats(0, 500)), max_size=40), st.integers(0, 120), st.integers(2, 20)
)
def test_charts_fit(values, width, height) -> None:
    """As wide and as high as told, whatever the figures; a bar never longer than its frame."""
    points = sorted((date(2020, 1, 1) + timedelta(days=day), value) for day, value in dict(values).items())
    lines = line_chart(points, width, height)
    assert len(lines) == (height + 2 if points else 0)
    assert all(len(line) <= max(width, 30) for line in lines)
    for _, value in points:
        assert len(bar(value, 100, 20)) <= 20
