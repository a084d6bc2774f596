"""`overload explain EXERCISE` and days off sick."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any


def start(folder: Callable[..., Path]) -> Path:
    """Return a folder that trains the back on Mondays, rowing from 20 lb."""
    return folder("--calendar", "back-only", "--dumbbells", "bowflex-552", "--load", "row=20lb")


def test_the_chain_from_the_log(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """What was asked, what was done and what follows stand below each other, with the reasons given at the time."""
    path = start(folder)
    overload(path, "log", "row", "20x10,10,9", now="2026-11-23T19:00")
    told = overload(path, "explain", "row", now="2026-11-24T08:00").out
    assert (
        told.index("you did 20 lb: 10, 10, 9")
        < told.index("asked for: 20 lb: 8, 8, 8 or more, each side")
        < told.index("Mon 30 Nov 2026 (s2)")
    )
    next_row = overload(path, "next", "--json", now="2026-11-24T08:00").data["slots"][2]
    assert f"because: {next_row['why']}" in told
    assert "forecast" in told


def test_an_unwell_day_is_no_miss(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """What falls short on a day marked as unwell, before or after logging, is asked for again and not eased."""
    path = start(folder)
    overload(path, "log", "row", "20x10,10,10", now="2026-11-23T19:00")
    before = overload(path, "next", "--json", now="2026-11-24T08:00").data["slots"][2]
    for now, words in (
        ("2026-11-30T19:00", ["row", "20x5,4,3"]),
        ("2026-11-30T19:01", ["--unwell"]),
        ("2026-12-07T19:00", ["--unwell"]),
        ("2026-12-07T19:01", ["row", "20x6,5,5"]),
    ):
        done = overload(path, "log", *words, now=now)
        assert done.code == 0, done.err
    row = overload(path, "next", "--json", now="2026-12-08T08:00").data["slots"][2]
    assert sum(one["reps"] for one in row["sets"]) >= sum(one["reps"] for one in before["sets"])
    assert {one["load"] for one in row["sets"]} == {one["load"] for one in before["sets"]}
    assert "not well" in row["why"]


def test_nothing_said(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """`log` without sets says what to write, of an exercise and a load that are asked for."""
    path = start(folder)
    done = overload(path, "log")
    assert done.code == 2
    assert "write it like: overload log deadlift 20lbx8,8,8, or overload log --done" in done.err


class TestPlacement:
    """`overload explain WEEK|DATE|SESSION`."""

    def test_every_other_day_has_its_reason(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A session's day, why, and a line for each other day of its week."""
        path = folder("--calendar", "ppl", "--days", "mon,tue,wed,fri")
        told = overload(path, "explain", "s2").out.splitlines()
        assert told[0].startswith("s2 Pull: ")
        assert len([line for line in told if line.startswith("  not ")]) == 6
        assert any("no training day" in line for line in told)

    def test_what_is_behind_is_told_as_such(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A training day whose time is over is no day without training."""
        path = folder("--calendar", "ppl", "--days", "mon,wed,fri", now="2026-11-24T20:00")
        overload(path, "update", now="2026-11-25T17:00")
        told = overload(path, "explain", "s2", now="2026-11-25T19:00").out
        assert "not Wed 25 Nov: in the past" in told
        assert "not Thu 26 Nov: no training day" in told
        overload(path, "move", "s2", "2026-11-25", "21:00", "--force", now="2026-11-25T19:00")
        assert "not Wed 25 Nov" not in overload(path, "explain", "s2", now="2026-11-25T19:00").out

    def test_a_week_and_a_date(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A week tells of all its sessions, a date of its own."""
        path = folder("--calendar", "ppl")
        week = overload(path, "explain", "2026-W48", "--json").data
        assert [one["title"] for one in week] == ["Push", "Pull", "Legs"]
        assert overload(path, "explain", week[1]["date"], "--json").data == [week[1]]
        assert len(week[1]["why_not"]) == 6

    def test_recovery_and_days_away(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """Too little rest is told in hours, days away with their reason."""
        path = folder("--calendar", "back-only", "--experience", "experienced", "--days", "mon,tue,thu")
        overload(path, "away", "add", "2026-11-28", "2026-11-29", "--why", "wedding")
        told = overload(path, "explain", "2026-W48").out
        assert "within your days away (wedding)" in told
        assert "only 24 h after back on Mon 18:00, 48 needed; Back would change places with it" in told

    def test_what_is_published_is_told(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """Where nothing forbids a day, that subscribers would see the session move does."""
        path = folder("--calendar", "back-only", "--days", "mon,thu")
        assert "your calendar shows it on" in overload(path, "explain", "s2").out

    def test_nothing_of_that_name(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """An id that is none says what there is."""
        done = overload(folder(), "explain", "s99")
        assert (done.code, "coming up: s1" in done.err) == (2, True)

    def test_what_is_behind(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A session that was done stays where it was."""
        path = folder("--calendar", "back-only", "--dumbbells", "bowflex-552")
        overload(path, "log", "--done", now="2026-11-23T19:00")
        assert "past sessions stay where they were" in overload(path, "explain", "s1", now="2026-11-24T08:00").out

    def test_what_fell_away_and_what_would_make_room(
        self, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """A missed back session takes the legs' Friday: `week` and `explain` say so, and which time would do."""
        path = folder("--calendar", "ppl")
        plan = path / "plan.toml"
        plan.write_text(plan.read_text().replace('silence = "unknown"', 'silence = "missed"'))
        overload(path, "update", now="2026-11-27T09:00")
        why = "the only opening left in its week is taken"
        sentence = f"{why}; what would make room: a training time on Sat 28 Nov 18:00"
        assert f"Legs of week 2026-W48 has no room: {sentence}" in overload(path, "week", now="2026-11-27T09:00").out
        assert sentence in overload(path, "explain", "s3", now="2026-11-27T09:00").out

    def test_a_week_of_cancelled_sessions(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A week away is shown with what it cancels and why, and no advice is given against it."""
        path = folder("--calendar", "ppl")
        overload(path, "away", "add", "2026-11-30", "2026-12-06", "--why", "Rome")
        shown = overload(path, "week")
        assert (shown.code, " ".join(shown.out.split()).count("you are away")) == (0, 3)
        assert "has no room" not in shown.out


def test_so_many_weeks(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """`week --weeks 2` shows two weeks, though subscribers were shown four."""
    path = folder("--calendar", "ppl")
    assert len(overload(path, "week", "--weeks", "2", "--json").data) == 6
    assert overload(path, "week", "--weeks", "2").out.count("Week ") == 2
    assert overload(path, "week", "--weeks", "6").out.count("Week ") == 6


def test_how_strong_and_how_sure(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """The estimate, its spread, and the sets that measured it; before that, that nothing has."""
    path = start(folder)
    assert "strength:" not in overload(path, "explain", "row").out
    overload(path, "log", "row", "--done", now="2026-11-23T20:00")
    assert "not measured yet" in overload(path, "explain", "row", now="2026-11-26T08:00").out
    assert overload(path, "explain", "row", "--json", now="2026-11-26T08:00").data["strength"]["measured_by"] == []
    overload(path, "log", "edit", "1", "20lbx8,8,14", now="2026-11-26T09:00")
    told = overload(path, "explain", "row", now="2026-11-26T10:00").out
    about = r"strength: about \d+\.\d kg for one, give or take \d+\.\d kg"
    assert re.search(f"{about}\n  measured by Mon 23 Nov 2026: ", told)
    unknown = overload(path, "explain", "pull-up", "--json", now="2026-11-26T10:00").data
    assert unknown["strength"] is None


def test_what_to_buy(folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """Who rows the heaviest dumbbells 25 times is told which pair would serve longest, by `explain` and by `week`."""
    path = folder("--calendar", "back-only", "--dumbbells", "bowflex-552", "--load", "row=52.5lb")
    assert overload(path, "explain", "row", "--json", now="2026-11-23T08:00").data["to_buy"] is None
    done = overload(path, "log", "row", "52.5lbx25,25,25@rir2", now="2026-11-23T19:00")
    assert done.code == 0, done.err
    told = overload(path, "explain", "row", now="2026-11-24T08:00").out
    bought = overload(path, "explain", "row", "--json", now="2026-11-24T08:00").data["to_buy"]
    assert f"to buy: a {bought['load']} dumbbell would serve you longest" in " ".join(told.split())
    assert float(bought["load"].removesuffix(" lb")) > 52.5
    assert bought["load"] in overload(path, "week", now="2026-11-24T08:00").out
    assert "to buy" not in overload(path, "explain", "deadlift", now="2026-11-24T08:00").out
