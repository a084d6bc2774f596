"""The owner's plan in forms: what they change, what they leave alone, what they say, and how it is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import attrs
import pytest

from overload.config import read_plan
from overload.update import known_things
from overload.web.owner import Where
from overload.web.plan_forms import show_plan, take_plan
from overload.web.settings import Clock
from overload.web.work import Page

NOW = Clock("2026-11-25T07:00")
WHERE = Where("/o/token", "", "", "http://here.test")
GEAR = {"dumbbells": "fixed-two-pairs", "bar": "1", "help": "", "do": "gear"}


@attrs.define
class Forms:
    """The page of the plan of a folder, without a server around it."""

    folder: Path
    count: int = 0

    def send(self, key: str = "", **fields: str) -> Page:
        """Send a form with a key of its own."""
        self.count += 1
        fields = {"key": key or f"a-form-of-mine-{self.count}", **fields}
        return take_plan(self.folder, WHERE, urlencode(fields).encode(), NOW)

    @property
    def page(self) -> str:
        """What the page shows."""
        return show_plan(self.folder, WHERE, NOW).body.decode()

    @property
    def text(self) -> str:
        """What plan.toml says."""
        return (self.folder / "plan.toml").read_text("utf-8")

    @property
    def plan(self) -> Any:
        """What plan.toml means."""
        return read_plan(self.text, known_things(self.folder))


@pytest.fixture
def forms(folder: Callable[..., Path]) -> Forms:
    """Make a folder whose plan has a comment of the athlete's own."""
    path = folder("--name", "Kim")
    with (path / "plan.toml").open("a") as file:
        file.write("# mine\n")
    return Forms(path)


def _days(**times: str) -> dict[str, str]:
    numbers = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
    return {f"time-{number}": times.get(day, "") for day, number in numbers.items()}


def test_days_and_minutes(forms) -> None:
    """Times by weekday and the most minutes are written, the rest of the file is left alone, and the feed follows."""
    feed = forms.folder / "calendars" / "training.ics"
    before, text = feed.read_bytes(), forms.text
    done = forms.send(**_days(tue="07:00", thu="07:30", sat="09:15"), minutes="40", do="days")
    assert (done.status, done.location) == (303, "/o/token/plan#days")
    assert 'days = { tue = "07:00", thu = "07:30", sat = "09:15" }' in forms.text
    assert forms.plan.calendar.session_minutes == 40
    changed = set(text.splitlines()) ^ set(forms.text.splitlines())
    assert all(line.startswith(("days", "session_minutes")) for line in changed), changed
    assert feed.read_bytes() != before
    assert re.search(r'name="time-1" value="07:00"', forms.page)
    assert "Changed last: days and minutes." in forms.page
    assert forms.send(do="undo").status == 303
    assert forms.text == text
    assert "Undo that" not in forms.page


def test_what_is_not_changed_is_not_written(forms) -> None:
    """A form sent as it came changes no byte, and is nothing to undo."""
    text = forms.text
    shown = dict(re.findall(r'name="(time-\d)" value="([^"]*)"', forms.page))
    assert forms.send(**shown, minutes="", do="days").status == 303
    shown = re.search(r'name="dumbbells" value="([^"]*)"', forms.page)[1]
    assert forms.send(**{**GEAR, "dumbbells": shown}).status == 303
    assert forms.send(feed="training", show="full", alarm="", do="feed").status == 303
    assert forms.text == text
    assert "Changed last" not in forms.page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({**_days(), "do": "days"}, "plan.toml: calendar.days: names no training day"),
        ({**_days(mon="25:00"), "do": "days"}, "calendar.days.mon"),
        ({**_days(mon="18:00"), "minutes": "3", "do": "days"}, "is not a length for a session"),
        ({**GEAR, "dumbbells": "bowflecks-552"}, "there is no dumbbell"),
        ({**GEAR, "help": "elephant"}, "is not help on the bar"),
        ({"weight": "8", "on": "2026-11-25", "do": "weigh"}, "is not a likely bodyweight"),
        ({"weight": "", "on": "2026-11-25", "do": "weigh"}, "is empty"),
        ({"weight": "80", "on": "2026-11-26", "do": "weigh"}, "is in the future"),
        ({"weight": "80", "on": "yesterday", "do": "weigh"}, "is not a day"),
        ({"first": "2026-12-24", "last": "2026-12-20", "do": "away"}, "runs backwards"),
        ({"feed": "training", "show": "full", "alarm": "soon", "do": "feed"}, "is not a time before a session"),
        ({"feed": "nosuch", "show": "full", "alarm": "", "do": "feed"}, "names no feed"),
        ({"feed": "training", "show": "naked", "alarm": "", "do": "feed"}, "nothing that one can show"),
        ({"do": "undo"}, "there is nothing to undo"),
        ({"do": "unweigh"}, "no bodyweight is written down"),
        ({"do": "back-9"}, "there is nothing to undo"),
        ({"do": "rm -rf"}, "does not say what to do"),
        ({**GEAR, "dumbbells": "x" * 401}, "at most 400 characters"),
    ],
)
def test_mistakes(fields, said, forms) -> None:
    """They are told as on the command line, nothing is written, and what was typed stays in its field."""
    before = {one.name: one.read_bytes() for one in forms.folder.rglob("*.*") if one.suffix in {".toml", ".ics"}}
    done = forms.send(**fields)
    assert done.status == 400
    assert said in done.body.decode().replace("&#39;", "'"), done.body.decode()
    if fields.get("help") == "elephant":
        assert 'name="help" value="elephant"' in done.body.decode()
    after = {one.name: one.read_bytes() for one in forms.folder.rglob("*.*") if one.suffix in {".toml", ".ics"}}
    assert after == before


def test_dumbbells_typed_in(forms) -> None:
    """A handle with plates becomes dumbbells of the athlete's own; bands, chair and bar are written as init does."""
    owned = "8 kg, handle 2 kg, plates 4 x 5, 4 x 2.5"
    assert forms.send(**{**GEAR, "dumbbells": owned, "help": "15 kg, chair"}).status == 303
    home = forms.plan.places[0]
    assert home.dumbbells == ("my-fixed-kg", "my-plates")
    assert (home.help, [str(one.load) for one in home.bands]) == ("chair", ["-15 kg"])
    assert re.search(r'name="help" value="15 kg, chair"', forms.page)
    assert forms.send(**{**GEAR, "dumbbells": "my-plates", "bar": "0", "help": "none"}).status == 303
    home = forms.plan.places[0]
    assert (home.dumbbells, home.pull_up_bar, home.bands, home.help) == (("my-plates",), False, (), "")
    assert "# mine" in forms.text


def test_days_that_a_form_cannot_say_are_left_alone(forms) -> None:
    """A window, or two times a day, is not flattened: the page says so, and a form made by hand is refused."""
    text = re.sub(r"days = \{[^}]*\}", 'days = { mon = ["07:00", "18:00"] }', forms.text)
    (forms.folder / "plan.toml").write_text(text, "utf-8")
    assert "in a way that this form does not know" in forms.page
    assert forms.send(**_days(mon="18:00"), do="days").status == 400
    assert forms.text == text


def test_bodyweight_days_away_and_feeds(forms, overload) -> None:
    """Each does what its command does, and can be taken back."""
    assert forms.send(weight="81.5", on="2026-11-24", do="weigh").status == 303
    assert overload(forms.folder, "log", "bodyweight", "--json").data == [
        {"date": "2026-11-24", "bodyweight": "81.5 kg"}
    ]
    assert forms.send(do="unweigh").status == 303
    assert overload(forms.folder, "log", "bodyweight", "--json").data == []
    assert forms.send(first="2026-12-01", last="2026-12-05", why="sea", do="away").status == 303
    (gone,) = overload(forms.folder, "away", "list", "--json").data
    assert (gone["first"], gone["last"], gone["why"]) == ("2026-12-01", "2026-12-05", "sea")
    assert forms.send(do=f"back-{gone['number']}").status == 303
    assert overload(forms.folder, "away", "list", "--json").data == []
    assert forms.send(feed="training", show="busy", alarm="30 min, 1 h", do="feed").status == 303
    (feed,) = forms.plan.feeds
    assert (feed.show, feed.alarms) == ("busy", (timedelta(minutes=30), timedelta(hours=1)))


def test_a_form_counts_once_and_undo_minds_the_editor(forms) -> None:
    """A form that comes again does nothing; a file edited by hand since is not put back."""
    for _ in range(2):
        sent = forms.send("one-and-the-same", first="2026-12-01", last="", why="", do="away")
        assert sent.status == 303
    assert forms.page.count("Take back</button>") == 1
    forms.send(**_days(mon="18:00", thu="18:00"), minutes="", do="days")
    forms.send(**_days(mon="18:00", thu="18:00"), minutes="50", do="days")
    assert forms.page.count("Undo that") == 1
    with (forms.folder / "plan.toml").open("a") as file:
        file.write("# by hand\n")
    assert "Undo that" not in forms.page
    assert forms.send(do="undo").status == 400
    assert "# by hand" in forms.text


def test_what_cannot_be_planned_is_not_kept(forms, monkeypatch) -> None:
    """A plan that reads well and cannot be published leaves plan.toml as it was."""
    from overload.errors import PlanError, Problem
    from overload.update import replanning

    def refuse(*_: object) -> None:
        raise PlanError(Problem("plan.toml: calendar", "cannot be planned"))

    text = forms.text
    monkeypatch.setattr(replanning, "publish", refuse)
    done = forms.send(**_days(mon="18:00"), minutes="", do="days")
    assert (done.status, b"cannot be planned" in done.body) == (400, True)
    assert forms.text == text
