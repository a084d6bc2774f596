"""Ten ordinary lives: each is said in at most fifteen lines of plan.toml, and then lived."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import icalendar
import pytest

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "lives.md").read_text(encoding="utf-8")
MONDAY = "2026-11-30T05:30"
HOUR = timedelta(hours=1)


@attrs.frozen
class Session:
    """A session as subscribers see it: its day's name, and when it begins, on the wall where it stands."""

    id: str
    name: str
    start: datetime
    end: datetime

    @property
    def wall(self) -> datetime:
        """When it begins, as the clock on the wall says."""
        return self.start.replace(tzinfo=None)

    @property
    def until(self) -> datetime:
        """When it ends, as the clock on the wall says."""
        return self.end.replace(tzinfo=None)

    @property
    def when(self) -> str:
        """Its start in short: `Mon 30 18:00`."""
        return f"{self.start:%a} {self.start.day} {self.start:%H:%M}"


@attrs.frozen
class Life:
    """A training folder, and what its subscribers see."""

    folder: Path
    overload: Callable[..., Any]

    def run(self, *words: str, now: str = MONDAY) -> Any:
        """Run a command in it, which must be done without a word of complaint."""
        done = self.overload(self.folder, *words, now=now)
        assert done.code == 0, done.out + done.err
        return done

    def weeks(self, count: int = 4, now: str = MONDAY) -> list[Session]:
        """Return the sessions planned for the weeks ahead."""
        found = [one["session"] for one in self.run("week", "--weeks", str(count), "--json", now=now).data]
        return [
            Session(one["id"], one["day"], *(datetime.fromisoformat(one[key]) for key in ("start", "end")))
            for one in found
            if one["status"] == "planned"
        ]


def lectures(life: Life) -> list[tuple[str, datetime, datetime]]:
    """Return what a timetable of weekly lectures comes to in four weeks, on the wall."""
    weeks = [timedelta(weeks=week) for week in range(4)]
    return [
        (title, begins.replace(tzinfo=None) + week, ends.replace(tzinfo=None) + week)
        for title, begins, ends in events(life, "timetable.ics")
        for week in weeks
    ]


def events(life: Life, name: str) -> list[tuple[str, datetime, datetime]]:
    """Return the events of one of its calendars that happen once, with their titles."""
    calendar = icalendar.Calendar.from_ical((life.folder / name).read_bytes())
    return [(str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt) for one in calendar.walk("VEVENT")]


@pytest.fixture
def live(tmp_path: Path, overload: Callable[..., Any]) -> Callable[..., Life]:
    """Begin a life by its name: `NAME.toml` is its plan, `NAME-*` what lies beside it."""

    def begin(name: str, now: str = MONDAY) -> Life:
        life = Life(tmp_path / name, overload)
        life.folder.mkdir()
        shutil.copy(HERE / f"{name}.toml", life.folder / "plan.toml")
        for file in HERE.glob(f"{name}-*"):
            shutil.copy(file, life.folder / file.name.removeprefix(f"{name}-"))
        life.run("update", now=now)
        return life

    return begin


@pytest.mark.parametrize("plan", sorted(HERE.glob("*.toml")), ids=lambda plan: plan.stem)
def test_a_life_is_short_and_shown(plan: Path) -> None:
    """Each plan has at most fifteen lines, and docs/lives.md has it word for word."""
    text = plan.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 15
    assert f"```toml\n{text}```\n" in PAGE


def test_every_life_shown_is_lived() -> None:
    """The page shows no plan that nobody lives here."""
    shown = set(re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
    assert shown == {plan.read_text(encoding="utf-8") for plan in HERE.glob("*.toml")}


def test_a_nurse(live: Callable[..., Life]) -> None:
    """She trains three times a week, in no shift, and nowhere near her bed after a night."""
    life = live("nurse")
    sessions = life.weeks()
    assert [len([one for one in sessions if one.start.isocalendar().week == week]) for week in range(49, 53)] == [3] * 4
    for title, begins, ends in events(life, "roster.ics"):
        free_from = ends + (10 * HOUR if title == "Night shift" else 0.75 * HOUR)
        in_the_way = [one.when for one in sessions if one.start < free_from and one.end > begins - 0.75 * HOUR]
        assert not in_the_way, title


def test_a_parent(live: Callable[..., Life]) -> None:
    """Mornings are for training while the children are at school: whole days without school are taken, free or not.

    What the parent said no to takes no time.
    """
    sessions = live("parent").weeks()
    assert {"Wed 2 09:00"} <= {one.when for one in sessions}
    assert not {"Fri 4 09:00", "Wed 9 09:00"} & {one.when for one in sessions}
    holidays = [one for one in sessions if one.start.date() >= date(2026, 12, 19)]
    assert holidays == []
    assert [one.when for one in sessions if one.start.isocalendar().week == 49] == [
        "Mon 30 09:00", "Wed 2 09:00", "Sat 5 20:30"
    ]  # fmt: skip


def test_a_marathon_runner(live: Callable[..., Life]) -> None:
    """Legs have two days before and after each long run and race, though these take no time; nothing else minds."""
    life = live("marathon")
    sessions = life.weeks()
    runs = [datetime(2026, 11, 29, 9) + timedelta(weeks=week) for week in range(6)]
    runs.append(datetime(2026, 12, 9, 12))
    for one in sessions:
        if one.name == "legs":
            assert all(abs(one.wall - run) >= 48 * HOUR for run in runs), one.when
    names = [one.name for one in sessions]
    # Between the long run and the race there is no time for them in the week of the race.
    assert (names.count("push"), names.count("back"), names.count("legs")) == (4, 4, 3)
    assert "before legs ('Race: ten kilometres')" in life.run("week").out


def test_two_week_custody(live: Callable[..., Life]) -> None:
    """Weeks with the children have early mornings and late evenings, weeks without have the afternoon and Saturday."""
    sessions = live("custody").weeks()
    by_week = {
        week: [f"{one.start:%a %H:%M}" for one in sessions if one.start.isocalendar().week == week]
        for week in (49, 50, 51, 52)
    }
    assert set(by_week[49]) <= {"Mon 20:30", "Tue 06:30", "Thu 20:30"}
    assert set(by_week[50]) <= {"Mon 17:30", "Tue 06:30", "Tue 17:30", "Thu 17:30", "Sat 09:00"}
    assert (by_week[49], by_week[50]) == (by_week[51], by_week[52])
    assert [len(by_week[week]) for week in (49, 50)] == [3, 4]


def test_a_traveller(live: Callable[..., Life]) -> None:
    """A week in Tokyo is trained at six in the evening there, and meetings are where they fall on the clock there."""
    life = live("traveller")
    sessions = life.weeks()
    hours = {one.when: one.start.astimezone(UTC).hour for one in sessions}
    assert (hours["Fri 11 18:00"], hours["Mon 14 18:00"], hours["Mon 21 18:00"]) == (17, 9, 17)
    # Of the two video meetings on 16 December it is the one at ten in the morning in Stockholm that is in the way.
    assert "Wed 16 18:00" not in hours
    there = life.run("update", now="2026-12-15T05:00").out
    assert not there
    assert life.run("next", "--json", now="2026-12-15T05:00").data["session"]["start"].endswith("+09:00")


def test_ramadan_evenings(live: Callable[..., Life]) -> None:
    """In the month of fasting training is late in the evening and may end after midnight; before, as usual."""
    life = live("ramadan", now="2027-02-01T06:00")
    sessions = life.weeks(2, now="2027-02-01T06:00")
    assert [one.when for one in sessions] == [
        "Mon 1 17:30", "Wed 3 17:30", "Fri 5 17:30", "Mon 8 21:30", "Wed 10 21:30", "Fri 12 21:30",
    ]  # fmt: skip
    life.run("move", sessions[4].id, "thu", "00:00", now="2027-02-08T06:00")


def test_a_student(live: Callable[..., Life]) -> None:
    """Training falls between lectures, and a quarter of an hour away from each, three times a week."""
    life = live("student")
    sessions = life.weeks()
    assert len(sessions) == 12
    for title, begins, ends in lectures(life):
        in_the_way = [one.when for one in sessions if one.wall < ends + HOUR / 4 and one.until > begins - HOUR / 4]
        assert not in_the_way, title


def test_whoever_has_45_minutes_somewhere(live: Callable[..., Life]) -> None:
    """A gap takes a session cut to it, with a main lift; nothing is lost, and the reason says what was done to it."""
    life = live("gaps")
    sessions = life.weeks()
    assert len(sessions) == 12
    # One Monday evening nobody is on call: there is the time for a whole session.
    whole = [one for one in sessions if one.end - one.start >= HOUR]
    assert [one.when for one in whole] == ["Mon 14 17:30"]
    assert {(one.end - one.start) / HOUR for one in sessions if one not in whole} == {0.75}
    told = life.run("next", "--json").data
    assert told["session"]["why"] == "your Monday time; cut to the 45 minutes there are"
    assert {slot["exercise"] for slot in told["slots"]} & {"dumbbell-floor-press", "dumbbell-press"}
    before = (life.folder / "calendars" / "training.ics").read_bytes()
    life.run("update", now="2026-11-30T06:30")
    assert (life.folder / "calendars" / "training.ics").read_bytes() == before


def test_back_three_times_a_week(live: Callable[..., Life]) -> None:
    """Three back days of one's own keep their two days apart, week after week."""
    sessions = live("thrice").weeks()
    assert [f"{one.start:%a}" for one in sessions] == ["Mon", "Wed", "Fri"] * 4
    gaps = [later.start - one.start for one, later in pairwise(sessions)]
    assert min(gaps) >= 48 * HOUR


class TestACouple:
    """Two plans with one pair of dumbbells, in folders beside each other."""

    @pytest.fixture
    def both(self, tmp_path: Path, overload: Callable[..., Any]) -> tuple[Life, Life]:
        """Make the folders of Anna and Ben; nothing is published yet."""
        text = (HERE / "couple.toml").read_text(encoding="utf-8")
        swapped = (
            text.replace("ben", "-").replace("anna", "ben").replace("-/", "anna/").replace("shares.-", "shares.anna")
        )
        lives = (Life(tmp_path / "anna", overload), Life(tmp_path / "ben", overload))
        for life, plan in zip(lives, (text, swapped), strict=True):
            life.folder.mkdir()
            (life.folder / "plan.toml").write_text(plan, encoding="utf-8")
        return lives

    def clashes(self, both: tuple[Life, Life], now: str = MONDAY) -> list[str]:
        """Return when both train."""
        anna, ben = (life.weeks(now=now) for life in both)
        return [one.when for one in anna if any(one.start < other.end and other.start < one.end for other in ben)]

    def feeds(self, both: tuple[Life, Life]) -> list[bytes]:
        """Return what each has published."""
        return [(life.folder / "calendars" / "training.ics").read_bytes() for life in both]

    @pytest.mark.parametrize("first", [0, 1])
    def test_whoever_updates_first(self, both: tuple[Life, Life], first: int) -> None:
        """They never plan the same hour, nothing is lost, and more updates change nothing."""
        for life in (both[first], both[1 - first]):
            life.run("update")
        assert not self.clashes(both)
        assert [len(life.weeks()) for life in both] == [12, 12]
        before = self.feeds(both)
        for life in both:
            life.run("update", now="2026-11-30T07:00")
        assert self.feeds(both) == before
        told = both[1 - first].run("explain", "2026-W49").out
        assert f"{('anna', 'ben')[first]} trains" in told

    def test_updates_at_once(self, both: tuple[Life, Life], tmp_path: Path) -> None:
        """Each knows only what the other had published before; after one more round both stay where they are."""
        for life in both:
            plan = life.folder / "plan.toml"
            plan.write_text(plan.read_text().replace("../", "../seen/"))
        rounds = []
        for number in range(5):
            for life in both:
                seen = tmp_path / "seen" / life.folder.name / "calendars"
                seen.mkdir(parents=True, exist_ok=True)
                feed = life.folder / "calendars" / "training.ics"
                if feed.exists():
                    shutil.copy(feed, seen)
            for life in both:
                life.run("update", now=f"2026-11-30T0{number + 1}:00")
            rounds.append(self.feeds(both))
        assert rounds[1] == rounds[2] == rounds[3] == rounds[4]
        assert rounds[0][0] == rounds[4][0]
        assert not self.clashes(both)

    def rounds(self, both: tuple[Life, Life], tmp_path: Path, hours: Iterable[str]) -> list[list[bytes]]:
        """Let both update at each time, knowing only what the other had published before; return what they publish."""
        rounds = []
        for now in hours:
            for life in both:
                seen = tmp_path / "seen" / life.folder.name / "calendars"
                seen.mkdir(parents=True, exist_ok=True)
                feed = life.folder / "calendars" / "training.ics"
                if feed.exists():
                    shutil.copy(feed, seen)
            for life in both:
                life.run("update", now=now)
            rounds.append(self.feeds(both))
        return rounds

    def subscribed(self, life: Life) -> None:
        """Let somebody keep clear of the other's feed as of any busy calendar."""
        plan = life.folder / "plan.toml"
        text = plan.read_text().replace("../", "../seen/").replace("[shares.", "[busy.").replace("feed = ", "file = ")
        plan.write_text(text)

    def test_subscribed_to_each_other(self, both: tuple[Life, Life], tmp_path: Path) -> None:
        """Without a word of sharing as well: Anna, whose id is smaller, stays where she is, and Ben goes, once."""
        for life in both:
            life.run("update")
            self.subscribed(life)
        rounds = self.rounds(both, tmp_path, [f"2026-11-30T0{number}:00" for number in range(4)])
        assert rounds[1] == rounds[2] == rounds[3]
        assert rounds[0][0] == rounds[3][0]
        assert not self.clashes(both)

    def test_subscribed_to_somebody_who_does_not_know(self, both: tuple[Life, Life], tmp_path: Path) -> None:
        """Anna waits a day for Ben to go; he does not read her calendar, so she goes."""
        anna, ben = both
        ben.folder.joinpath("plan.toml").write_text(
            ben.folder.joinpath("plan.toml").read_text().partition("[shares.")[0]
        )
        for life in both:
            life.run("update")
        self.subscribed(anna)
        first = self.rounds(both, tmp_path, ["2026-11-30T06:00", "2026-11-30T07:00"])
        assert first[0][0] == first[1][0]
        later = self.rounds(both, tmp_path, ["2026-11-30T13:00", "2026-12-01T07:00", "2026-12-01T08:00"])
        assert later[1] == later[2]
        assert not self.clashes(both, now="2026-12-01T08:00")

    def test_what_is_no_feed_of_a_plan(self, both: tuple[Life, Life]) -> None:
        """It costs a line that names the key, and the update is done all the same."""
        anna = both[0]
        plan = anna.folder / "plan.toml"
        plan.write_text(plan.read_text().replace("../ben/calendars/training.ics", "../nobody/calendars/training.ics"))
        done = anna.overload(anna.folder, "update", now=MONDAY)
        assert (done.code, "plan.toml: shares.ben.feed: there is no folder" in done.err) == (3, True)
        plan.write_text(plan.read_text().replace("../nobody/calendars/training.ics", "work.ics"))
        shutil.copy(HERE / "gaps-work.ics", anna.folder / "work.ics")
        done = anna.overload(anna.folder, "update", now=MONDAY)
        assert (done.code, "has events that are no sessions of a plan" in done.err) == (3, True)
