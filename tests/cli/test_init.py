"""`overload init`: questions on a terminal, flags for scripts, and nothing written that could not be read again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from overload import plugins
from overload.config import read_plan
from overload.model import Band, Best, Configuration, DumbbellKind, Experience
from overload.units import load

pytestmark = pytest.mark.slow

QUESTIONS = {
    "Experience": "",
    "Weekly calendar": "",
    "Training days": "",
    "Start time": "",
    "How many minutes": "",
    "Time zone": "UTC",
    "Unit for bodyweight": "",
    "Dumbbells": "bowflex-552",
    "pull-up bar?": "",
    "Help with pull-ups": "",
    "Bodyweight": "",
    "How many pull-ups": "",
    "A weight you can row": "",
    "Reminder": "",
}
"""What is asked, in this order, with an answer to each; the empty one takes the default."""


@pytest.fixture
def terminal(on_a_terminal: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Start `overload ARGUMENTS...` on a wide terminal, in an empty folder."""
    return partial(
        on_a_terminal, "--now", "2026-11-23T05:00", cwd=tmp_path, TERM="dumb", COLUMNS="120", LC_ALL="C.UTF-8"
    )


def plan_in(folder: Path) -> Configuration:
    """Read the plan file of a folder."""
    return read_plan((folder / "plan.toml").read_text(), plugins.catalog())


class TestOnATerminal:
    """Questions, each with a default."""

    def test_enter_takes_every_default(self, terminal: Callable[..., Any], tmp_path: Path) -> None:
        """Enter through all of it: a plan, a feed and advice."""
        asked = terminal("init", "mine")
        for question in QUESTIONS:
            asked.answer(question, "")
            if question == "Dumbbells":
                asked.answer("Are these yours?", "")
        assert asked.end() == 0, asked.seen
        plan = plan_in(tmp_path / "mine")
        assert plan.calendar.use == "ppl"
        assert [one.weekday for one in plan.calendar.times] == [0, 2, 4]
        assert plan.places[0].dumbbells == ("fixed-two-pairs",)
        assert plan.athlete.bodyweight is None
        assert (tmp_path / "mine" / "calendars" / "training.ics").exists()
        assert "advice: lats 6, " in asked.seen

    def test_what_is_typed_is_what_is_written(self, terminal: Callable[..., Any], tmp_path: Path) -> None:
        """Every question answered by hand."""
        asked = terminal("init", "mine")
        typed = {
            "Experience": "experienced",
            "Weekly calendar": "four",
            "Training days": "mon, tue, thu, fri, sat",
            "Start time": "6pm,18:00,7:30,18:00,10",
            "How many minutes": "40 min",
            "Time zone": "America/New_York",
            "Unit for bodyweight": "lb",
            "Dumbbells": "bowflex-552, 45 lb",
            "pull-up bar?": "y",
            "Help with pull-ups": "chair and 15, 30 kg",
            "Bodyweight": "176",
            "How many pull-ups": "3",
            "A weight you can row": "30",
            "Reminder": "1 h",
        }
        assert list(typed) == list(QUESTIONS)
        for question, text in typed.items():
            asked.answer(question, text)
        assert asked.end() == 0, asked.seen
        plan = plan_in(tmp_path / "mine")
        assert plan.athlete.experience is Experience.EXPERIENCED
        assert (plan.calendar.use, plan.athlete.zone) == ("four-day", "America/New_York")
        times = {one.weekday: f"{one.start:%H:%M}" for one in plan.calendar.times}
        assert times == {0: "18:00", 1: "18:00", 3: "07:30", 4: "18:00", 5: "10:00"}
        assert plan.athlete.bodyweight == load("176 lb")
        assert plan.athlete.can == {"pull-up": Best(3)}
        assert plan.places[0].dumbbells == ("bowflex-552", "my-fixed-lb")
        assert plan.places[0].pull_up_bar
        assert (plan.places[0].bands, plan.places[0].help) == ((Band(load("-30 kg")), Band(load("-15 lb"))), "chair")
        assert plan.changes["home-back"]["dumbbell-row"].start == load("30 lb")
        assert plan.calendar.session_minutes == 40
        assert plan.feeds[0].alarms == (timedelta(hours=1),)

    def test_a_question_mark_explains_every_question(self, terminal: Callable[..., Any], tmp_path: Path) -> None:
        """`?` says what may be typed, or lists it, and the question comes again; it is never taken for an answer."""
        explained = {
            "Experience": "beginner: you are new to this",
            "Weekly calendar": "Two rounds in a week",
            "Training days": "ppl has 3 sessions a week",
            "Start time": "6pm",
            "How many minutes": "40: dumbbell floor press, dumbbell press",
            "Time zone": "Europe/Stockholm",
            "Unit for bodyweight": "kg or lb: what bodyweight",
            "Dumbbells": "a handle with plates: handle 2 kg, plates 4 x 5, 4 x 2.5, 4 x 1.25",
            "pull-up bar?": "a second row takes the pull-up's place",
            "Help with pull-ups": "15 kg, 30 kg, chair",
            "Bodyweight": "A pull-up lifts it",
            "How many pull-ups": "0 is an answer",
            "A weight you can row": "With one dumbbell, on each side",
            "Reminder": "none for no reminder",
        }
        assert list(explained) == list(QUESTIONS)
        asked = terminal("init", "mine")
        for question, text in QUESTIONS.items():
            asked.answer(question, " ? ")
            asked.wait_for(re.escape(explained[question]))
            asked.answer(question, text)
        assert asked.end() == 0, asked.seen
        assert plan_in(tmp_path / "mine").places[0].dumbbells == ("bowflex-552",)

    def test_a_beginner_with_a_spin_lock_set(self, terminal: Callable[..., Any], tmp_path: Path) -> None:
        """A beginner is told what that level asks for; plates are typed as they are owned."""
        own = "handle 2 kg, plates 4 x 5, 4 x 2,5, 4 x 1.25"
        typed = {"Experience": "beginner", "Weekly calendar": "back-only", "Dumbbells": own}
        asked = terminal("init", "mine")
        for question, text in (QUESTIONS | typed).items():
            asked.answer(question, text)
        assert asked.end() == 0, asked.seen
        plan = plan_in(tmp_path / "mine")
        assert plan.athlete.experience is Experience.BEGINNER
        assert plan.dumbbells[0].plates == ((Decimal(5), 4), (Decimal("2.5"), 4), (Decimal("1.25"), 4))
        assert (plan.dumbbells[0].id, plan.dumbbells[0].kind) == ("my-plates", DumbbellKind.PLATE)
        assert asked.seen.count("Two sets of each exercise, stopping well short") == 1
        assert "8 loads for a pair, 2 to 19.5 kg a dumbbell" in asked.seen

    def test_what_a_choice_means_is_said_once(self, terminal: Callable[..., Any]) -> None:
        """Days that stay unused, days of one's own, and what there is time for."""
        typed = {"Training days": "mon,wed,fri,sat", "How many minutes": "25"}
        asked = terminal("init", "mine")
        for question, text in (QUESTIONS | typed).items():
            asked.answer(question, text)
        assert asked.end() == 0, asked.seen
        for line in (
            "1 of your days stays unused",
            "In 25 minutes: dumbbell floor press.",
        ):
            assert asked.seen.count(line) == 1, line

    def test_without_a_bar_nothing_helps_on_it(self, terminal: Callable[..., Any], tmp_path: Path) -> None:
        """Whoever has no bar is not asked for bands."""
        asked = terminal("init", "mine")
        for question, text in (QUESTIONS | {"pull-up bar?": "n"}).items():
            if "pull-ups" not in question:
                asked.answer(question, text)
        assert asked.end() == 0, asked.seen
        assert "pull-ups" not in asked.seen
        assert not plan_in(tmp_path / "mine").places[0].pull_up_bar

    def test_it_ends_with_what_now(self, terminal: Callable[..., Any]) -> None:
        """The next session, the page and the phone are the last three lines, each with what to type or to read."""
        asked = terminal("init", "mine", "--yes", "--zone", "UTC", "--calendar", "back-only")
        assert asked.end() == 0, asked.seen
        session, page, phone = asked.seen.splitlines()[-3:]
        assert session == "next session: Back on Mon 23 Nov 18:00; see what to lift with: overload -C mine next"
        assert page.endswith("overload -C mine serve")
        assert phone.endswith("docs/subscribing.md")

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("question", "wrong", "said"),
        [
            ("Experience", "strong", "write beginner, intermediate or experienced"),
            ("Weekly calendar", "plp", "did you mean 'ppl'?"),
            ("Training days", "mon,mon", "names a day twice"),
            ("Start time", "25:00", "is not a time"),
            ("Start time", "18:00,19:00", "2 times for 3 days"),
            ("How many minutes", "5", "is not a length for a session"),
            ("Time zone", "Europe/Stokholm", "did you mean 'Europe/Stockholm'?"),
            ("Unit for bodyweight", "stone", "known: kg, lb"),
            ("Dumbbells", "bowflx-552", "did you mean 'bowflex-552'?"),
            ("Dumbbells", "handle 2 kg, plates 5, 2.5", "'5' says no number of plates"),
            ("pull-up bar?", "maybe", "neither yes nor no"),
            ("Help with pull-ups", "bands", "write what each band takes off"),
            ("Reminder", "soon", "is not a time before a session"),
            ("Bodyweight", "8 kg", "not a likely bodyweight"),
            ("How many pull-ups", "a few", "not a number of pull-ups"),
            ("A weight you can row", "-5 kg", "not a weight you can lift"),
        ],
    )
    def test_a_wrong_answer_is_asked_again(
        self, terminal: Callable[..., Any], tmp_path: Path, question: str, wrong: str, said: str
    ) -> None:
        """What is wrong is said, the question comes again, and the right answer counts."""
        asked = terminal("init", "mine")
        for each, text in QUESTIONS.items():
            if each == question:
                asked.answer(each, wrong)
                asked.wait_for(re.escape(said))
            asked.answer(each, text)
        assert asked.end() == 0, asked.seen
        assert plan_in(tmp_path / "mine").places[0].dumbbells == ("bowflex-552",)

    def test_uncertain_figures_are_shown_and_can_be_refused(self, terminal: Callable[..., Any], tmp_path: Path) -> None:
        """The settings are shown; whoever says no types the loads they own."""
        asked = terminal("init", "mine")
        for question, text in QUESTIONS.items():
            if question == "Dumbbells":
                asked.answer(question, "")
                asked.wait_for("settings: 6, 16 kg")
                asked.answer("Are these yours?", "n")
                asked.answer(question, "8 kg, 20 kg")
            else:
                asked.answer(question, text)
        assert asked.end() == 0, asked.seen
        plan = plan_in(tmp_path / "mine")
        assert plan.places[0].dumbbells == ("my-fixed-kg",)
        assert [str(setting) for setting in plan.dumbbells[0].settings] == ["8", "20"]

    def test_a_flag_answers_its_question(self, terminal: Callable[..., Any], tmp_path: Path) -> None:
        """With flags only what they leave open is asked."""
        flags = ["--calendar", "back-only", "--days", "tue", "--time", "07:00", "--zone", "UTC", "--unit", "kg"]
        asked = terminal("init", "mine", *flags, "--dumbbells", "bowflex-552", "--pull-up-bar", "--load", "row=10lb")
        asked.answer("Experience", "")
        asked.answer("How many minutes", "")
        asked.answer("Help with pull-ups", "")
        asked.answer("Bodyweight", "80")
        asked.answer("How many pull-ups", "")
        asked.answer("Reminder", "")
        assert asked.end() == 0, asked.seen
        assert "Weekly calendar" not in asked.seen
        assert plan_in(tmp_path / "mine").athlete.bodyweight == load("80 kg")

    def test_stopped_in_the_middle_nothing_is_written(self, terminal: Callable[..., Any], tmp_path: Path) -> None:
        """Ctrl-C at a question ends it without a folder and without a traceback."""
        asked = terminal("init", "mine")
        asked.answer("Experience", "")
        asked.wait_for("Weekly calendar.*: $")
        assert asked.interrupt() == 130
        assert "Traceback" not in asked.seen
        assert not (tmp_path / "mine").exists()


class TestFlags:
    """The same for scripts."""

    def test_every_flag(self, overload: Callable[..., Any], tmp_path: Path) -> None:
        """Each flag is in the plan."""
        path = tmp_path / "mine"
        words = (
            "--yes --calendar ppl-twice --experience experienced --dumbbells bowflex-552,spinlock-2_5kg-full"
            " --days fri,mon,wed --time 07:00,18:00,19:30 --zone Asia/Kathmandu --unit lb --bodyweight 176 --pull-ups 2"
            " --start 2026-12-01 --no-pull-up-bar --load row=20kg --load deadlift=25lb --load pull-up=-15 --name Kim"
            " --minutes 60 --pull-up-help 20kg,partner --alarm 45min"
        )
        assert overload("init", path, *words.split()).code == 0
        plan = plan_in(path)
        assert (plan.athlete.name, plan.athlete.zone, str(plan.athlete.unit)) == ("Kim", "Asia/Kathmandu", "lb")
        assert plan.athlete.bodyweight == load("176 lb")
        assert plan.athlete.can == {"pull-up": Best(2)}
        assert plan.athlete.experience is Experience.EXPERIENCED
        assert (plan.calendar.use, plan.calendar.start.isoformat()) == ("ppl-twice", "2026-12-01")
        times = {one.weekday: f"{one.start:%H:%M}" for one in plan.calendar.times}
        assert times == {4: "07:00", 0: "18:00", 2: "19:30"}
        assert plan.places[0].dumbbells == ("bowflex-552", "spinlock-2_5kg-full")
        assert not plan.places[0].pull_up_bar
        assert (plan.places[0].bands, plan.places[0].help) == ((Band(load("-20 kg")),), "partner")
        assert plan.calendar.session_minutes == 60
        assert plan.feeds[0].alarms == (timedelta(minutes=45),)
        starts = {exercise: change.start for exercise, change in plan.changes["home-back"].items()}
        assert starts == {
            "dumbbell-row": load("20 kg"),
            "dumbbell-deadlift": load("25 lb"),
            "pull-up": load("-15 lb"),
        }

    def test_the_length_of_a_session_reaches_the_event(
        self, overload: Callable[..., Any], folder: Callable[..., Path]
    ) -> None:
        """With 40 minutes the event of the back workout is no longer, and `next` shows the three exercises that fit."""
        path = folder("--calendar", "back-only", "--dumbbells", "bowflex-552", "--minutes", "40")
        shown = overload(path, "next", "--json").data
        assert [slot["exercise"] for slot in shown["slots"]] == ["dumbbell-deadlift", "pull-up", "dumbbell-row"]
        feed = (path / "calendars" / "training.ics").read_text("utf-8")
        assert re.search(r"DTSTART:20261123T180000Z\s+DTEND:20261123T184000Z", feed)

    def test_a_beginner(self, overload: Callable[..., Any], tmp_path: Path) -> None:
        """`--experience beginner` is one in the plan."""
        overload("init", tmp_path / "mine", "--yes", "--zone", "UTC", "--experience", "Beginner")
        assert plan_in(tmp_path / "mine").athlete.experience is Experience.BEGINNER

    def test_a_bare_load_is_in_the_unit_of_the_dumbbells(self, overload: Callable[..., Any], tmp_path: Path) -> None:
        """`row=22.5` on dumbbells in pounds is 22.5 lb, whatever bodyweight is in."""
        overload(
            "init", tmp_path / "mine", "--yes", "--dumbbells", "bowflex-552", "--load", "row=22.5", "--zone", "UTC"
        )
        assert plan_in(tmp_path / "mine").changes["home-back"]["dumbbell-row"].start == load("22.5 lb")

    def test_fixed_pairs_by_their_loads(self, overload: Callable[..., Any], folder: Callable[..., Path]) -> None:
        """Two loads are two pairs: the heavy one for the row, the light one for the fly."""
        path = folder("--dumbbells", "20kg,8kg", "--calendar", "back-only", "--bodyweight", "80 kg")
        slots = {slot["exercise"]: slot for slot in overload(path, "next", "--json").data["slots"]}
        assert {one["load"] for one in slots["dumbbell-row"]["sets"]} == {"20 kg"}
        assert {one["load"] for one in slots["reverse-dumbbell-fly"]["sets"]} == {"8 kg"}

    def test_the_zone_is_the_machine_s(
        self, overload: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without --zone it is what TZ names, if that is a zone."""
        monkeypatch.setenv("TZ", "Australia/Lord_Howe")
        overload("init", tmp_path / "mine", "--yes")
        assert plan_in(tmp_path / "mine").athlete.zone == "Australia/Lord_Howe"

    def test_uncertain_figures_are_shown(self, overload: Callable[..., Any], tmp_path: Path) -> None:
        """With --yes nothing is asked, but what is assumed is said."""
        done = overload("init", tmp_path / "mine", "--yes", "--zone", "UTC")
        assert done.code == 0
        assert "figures are not certain" in done.err
        assert "settings: 6, 16 kg" in done.err

    @pytest.mark.parametrize(
        ("flags", "message"),
        [
            (["--calendar", "plp"], "--calendar: there is no weekly calendar 'plp'; did you mean 'ppl'?"),
            (["--experience", "strong"], "--experience: 'strong' is not known"),
            (["--minutes", "5"], "--minutes: '5' is not a length for a session; write minutes from 10 to 300"),
            (["--pull-up-help", "rope"], "--pull-up-help: 'rope' is not help on the bar"),
            (["--pull-up-help", "chair, partner"], "names both a chair and a partner"),
            (["--alarm", "soon"], "--alarm: 'soon' is not a time before a session"),
            (["--dumbbells", "handle 2 kg"], "--dumbbells: a handle without plates; write it like handle 2 kg, plates"),
            (["--dumbbells", "foo"], "--dumbbells: there is no dumbbell 'foo'; see 'overload dumbbells'"),
            (["--dumbbells", ","], "--dumbbells: names no dumbbells"),
            (["--dumbbells", "0 kg"], "with no weight"),
            (["--days", "mon,mon"], "--days: 'mon,mon' names a day twice"),
            (["--days", "mo"], "--days: 'mo' is not a weekday; did you mean 'mon'?"),
            (["--time", "25:00"], "--time: '25:00' is not a time"),
            (["--time", "18:00,19:00"], "--time: 2 times for 3 days"),
            (["--zone", "Stockholm"], "--zone: there is no time zone 'Stockholm'"),
            (["--zone", ""], "--zone: there is no time zone ''"),
            (["--unit", "stone"], "--unit: 'stone' is not known"),
            (["--bodyweight", "8 kg"], "--bodyweight: 8 kg is not a likely bodyweight"),
            (["--bodyweight", "much"], "--bodyweight: 'much' is not a load"),
            (["--start", "someday"], "--start"),
            (["--load", "row"], "--load row: names no load; write it like row=20kg"),
            (["--load", "rwo=20kg"], "--load rwo=20kg: there is no exercise 'rwo'; did you mean 'row'?"),
            (["--load", "row=-5kg"], "--load row=-5kg: -5 kg is not a weight you can lift"),
            (["--load", "row="], "--load row=: names no load"),
            (["--load", "fly=chair"], "--load fly=chair: chair is not a weight you can lift"),
        ],
    )
    def test_a_wrong_flag_is_wrong_usage(
        self, overload: Callable[..., Any], tmp_path: Path, flags: list[str], message: str
    ) -> None:
        """Exit 2, one line that names the flag and what to write, and no folder."""
        done = overload("init", tmp_path / "mine", "--yes", "--zone", "UTC", *flags)
        assert done.code == 2
        assert message in done.err
        assert not (tmp_path / "mine").exists()


class TestRefusing:
    """What init never does."""

    def test_without_a_terminal_it_does_not_ask(self, overload: Callable[..., Any], tmp_path: Path) -> None:
        """No terminal and no --yes: exit 2, and what to add."""
        done = overload("init", tmp_path / "mine")
        assert done.code == 2
        assert "add --yes" in done.err
        assert not (tmp_path / "mine").exists()

    def test_it_never_overwrites(self, overload: Callable[..., Any], folder: Callable[..., Path]) -> None:
        """A folder with a plan.toml stays byte for byte as it is."""
        path = folder()
        before = {one: one.read_bytes() for one in path.rglob("*") if one.is_file()}
        done = overload("init", path, "--yes", "--calendar", "five-day")
        assert done.code == 74
        assert "already exists" in done.err
        assert {one: one.read_bytes() for one in path.rglob("*") if one.is_file()} == before

    def test_where_a_file_is_in_the_way(self, overload: Callable[..., Any], tmp_path: Path) -> None:
        """A folder that cannot be made is a line and exit 74."""
        (tmp_path / "mine").write_text("a file")
        done = overload("init", tmp_path / "mine", "--yes", "--zone", "UTC")
        assert done.code == 74
        assert "cannot be made" in done.err
