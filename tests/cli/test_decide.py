"""Deciding by hand: move, pin, skip, swap, away, undo."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import icalendar
import pytest

from overload.store import open_store

pytestmark = pytest.mark.slow

Overload = Callable[..., Any]

NOW = "2026-11-23T05:00"


@pytest.fixture
def path(folder: Callable[..., Path]) -> Path:
    """Return a folder with push, pull and legs on Monday, Wednesday, Friday, and Sunday free to train."""
    return with_free_days(folder("--days", "mon,wed,fri,sun", "--bodyweight", "80 kg"))


def with_free_days(path: Path) -> Path:
    """Leave push and legs to the athlete: only the back is written down."""
    plan = path / "plan.toml"
    plan.write_text(plan.read_text("utf-8") + '\n[days]\npush.text = ""\nlegs.text = ""\n', "utf-8")
    return path


def starts(overload: Overload, path: Path, now: str = "2026-11-23T05:00") -> dict[str, str]:
    """Return the start of each session that is planned, by id, without the zone."""
    week = overload(path, "week", "--json", now=now).data
    return {one["session"]["id"]: one["session"]["start"][:16] for one in week if one["session"]["status"] == "planned"}


def shown(path: Path) -> list[tuple[object, ...]]:
    """Return where subscribers see each session, and as what."""
    with open_store(path / "overload.db") as store:
        return [(one.ordinal, one.start, one.status, one.change) for one in store.published()]


class TestMove:
    """A session stands where it was put, until that is undone."""

    def test_moves_and_stays(self, overload: Overload, path: Path) -> None:
        """The session keeps its id, stands at the new time, and the next update leaves it there."""
        done = overload(path, "move", "s2", "2026-11-26", "07:30")
        assert done.code == 0, done.err
        overload(path, "update")
        assert starts(overload, path)["s2"] == "2026-11-26T07:30"
        feed = icalendar.Calendar.from_ical((path / "calendars" / "training.ics").read_bytes())
        event = next(one for one in feed.walk("VEVENT") if one["UID"].startswith("s2@"))
        assert event["DTSTART"].dt.isoformat() == "2026-11-26T07:30:00+00:00"
        assert event["SEQUENCE"] == 1

    def test_a_weekday_and_its_own_time(self, overload: Overload, path: Path) -> None:
        """A weekday means the next one; without a time the session takes that day's training time."""
        assert overload(path, "move", "2026-11-27", "sun").code == 0
        assert starts(overload, path)["s3"] == "2026-11-29T18:00"

    @pytest.mark.parametrize(
        ("words", "law"),
        [
            (["s2", "2026-11-28"], "out of order"),
            (["s2", "2026-12-01"], "another week"),
            (["s2", "2026-11-23"], "taken"),
            (["s2", "2026-11-22"], "in the past"),
        ],
    )
    def test_a_hard_rule_says_no(self, overload: Overload, path: Path, words: list[str], law: str) -> None:
        """The rule that is broken is named, --force is offered, and nothing has changed."""
        before = starts(overload, path)
        done = overload(path, "move", *words)
        assert done.code == 2
        assert law in done.err
        assert "--force" in done.err
        assert starts(overload, path) == before

    def test_force(self, overload: Overload, path: Path) -> None:
        """Who insists gets their way, and the others keep the rules around it."""
        assert overload(path, "move", "s2", "2026-11-28", "--force").code == 0
        assert starts(overload, path)["s2"] == "2026-11-28T18:00"

    def test_undo(self, overload: Overload, path: Path) -> None:
        """Undo takes back the last decision, then the one before."""
        before = starts(overload, path)
        overload(path, "move", "s2", "2026-11-26")
        overload(path, "skip", "s3")
        assert "skip s3" in overload(path, "undo").out
        assert "move s2" in overload(path, "undo").out
        assert starts(overload, path) == before
        assert overload(path, "undo").code == 2

    def test_no_such_session(self, overload: Overload, path: Path) -> None:
        """An unknown session is answered with those ahead."""
        done = overload(path, "move", "s99", "thu")
        assert done.code == 2
        assert "s1 Push" in done.err


def test_skip(overload: Overload, path: Path) -> None:
    """A skipped session is called off in the feed, keeps its number, and its place is not filled by a later one."""
    assert overload(path, "skip", "s2").code == 0
    after = starts(overload, path)
    assert "s2" not in after
    feed = icalendar.Calendar.from_ical((path / "calendars" / "training.ics").read_bytes())
    event = next(one for one in feed.walk("VEVENT") if one["UID"].startswith("s2@"))
    assert event["STATUS"] == "CANCELLED"
    overload(path, "undo")
    assert "s2" in starts(overload, path)


def test_swap(overload: Overload, path: Path) -> None:
    """Two sessions change places, their order with them; with one of them done there is nothing to swap."""
    assert overload(path, "swap", "s2", "s3").code == 0
    after = starts(overload, path)
    assert (after["s2"], after["s3"]) == ("2026-11-27T18:00", "2026-11-25T18:00")
    overload(path, "log", "row", "16x8,8,8", now="2026-11-27T20:00")
    assert overload(path, "swap", "s2", "s5", now="2026-11-28T08:00").code == 2


def test_pin(overload: Overload, path: Path) -> None:
    """A pinned session stays when the training days change."""
    overload(path, "pin", "s2")
    plan = path / "plan.toml"
    plan.write_text(plan.read_text().replace('wed = "18:00"', 'thu = "18:00"'))
    overload(path, "update")
    assert starts(overload, path)["s2"] == "2026-11-25T18:00"


class TestAway:
    """Nothing is placed on days away, or training goes on with what is there."""

    def test_nothing_is_placed(self, overload: Overload, path: Path) -> None:
        """No session stands on a day away; removing the days brings them back."""
        before = starts(overload, path)
        assert overload(path, "away", "add", "2026-11-30", "2026-12-06", "--why", "holidays").code == 0
        days = {start[:10] for start in starts(overload, path).values()}
        assert not {f"2026-11-{30}", "2026-12-02", "2026-12-04", "2026-12-06"} & days
        number = overload(path, "away", "list").out.split(":")[0]
        assert overload(path, "away", "remove", number).code == 0
        assert starts(overload, path) == before

    def test_travelling_with_dumbbells(self, overload: Overload, path: Path) -> None:
        """With dumbbells along, the loads are those; without a bar a row takes the pull-up's place."""
        overload(path, "away", "add", "2026-11-23", "2026-11-29", "--with", "bowflex-552")
        back = next(one for one in overload(path, "week", "--json").data if one["session"]["id"] == "s2")
        exercises = [slot["exercise"] for slot in back["slots"]]
        assert "pull-up" not in exercises
        assert "bent-over-dumbbell-row" in exercises
        assert all(one["load"].endswith("lb") for slot in back["slots"] for one in slot["sets"])

    def test_backwards(self, overload: Overload, path: Path) -> None:
        """A time away that ends before it begins is refused."""
        assert overload(path, "away", "add", "2026-12-06", "2026-11-30").code == 2

    def test_what_is_there_is_read_as_init_reads_it(
        self, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """Pairs by their loads take the place of what is at home: what is missing is told, and what is done instead."""
        path = folder("--calendar", "back-only", "--days", "mon", "--dumbbells", "bowflex-552")
        done = overload(path, "away", "add", "2026-11-23", "2026-11-25", "--with", "4 kg,10 kg")
        assert "not there: the pull-up bar\ninstead of pull-up: bent-over dumbbell row\n" in done.out
        told = overload(path, "next", "--json").data
        loads = {one["load"] for slot in told["slots"] for one in slot["sets"]}
        assert told["session"]["place"] == "away-1"
        assert loads <= {"4 kg", "10 kg"}

    def test_what_is_lent_comes_to_what_is_owned(
        self, folder: Callable[..., Path], overload: Callable[..., Any]
    ) -> None:
        """A borrowed pair adds its load to one's own; the bar is still there, and nothing is missing."""
        path = folder("--calendar", "back-only", "--days", "mon", "--dumbbells", "4 kg, 6 kg", "--load", "row=6kg")
        done = overload(path, "away", "add", "2026-11-23", "2026-11-25", "--with", "+16kg", "--zone", "Asia/Tokyo")
        assert (done.code, "not there" in done.out) == (0, False)
        slots = overload(path, "next", "--json").data["slots"]
        assert "pull-up" in {slot["exercise"] for slot in slots}
        overload(path, "log", "row", "16kgx8,8,8", now="2026-11-23T19:00")
        assert overload(path, "next", "--json", now="2026-11-24T19:00").code == 0
        listed = overload(path, "away", "list", "--json").data
        assert (listed[0]["with"], listed[0]["zone"]) == (["+16 kg"], "Asia/Tokyo")

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("--with", "0 kg"), "--with: '0 kg' weighs nothing; write what one dumbbell weighs, like 16 kg"),
            (("--with", "+bowflex-5522"), "no dumbbell 'bowflex-5522'"),
            (("--zone", "Tokio"), "--zone: no time zone 'Tokio'; did you mean 'Asia/Tokyo'?"),
        ],
    )
    def test_what_nobody_knows(
        self, folder: Callable[..., Path], overload: Callable[..., Any], words: tuple[str, ...], told: str
    ) -> None:
        """What is there must be known, and the zone one that there is."""
        path = folder("--calendar", "back-only", "--days", "mon")
        done = overload(path, "away", "add", "2026-11-23", *words)
        assert done.code == 2
        assert told in done.err


class TestMissed:
    """Where silence is a miss, a session nobody logged is missed when the day after its own has ended."""

    @pytest.fixture(autouse=True)
    def _silence_is_a_miss(self, path: Path) -> None:
        plan = path / "plan.toml"
        plan.write_text(plan.read_text().replace('silence = "unknown"', 'silence = "missed"'))

    def test_due_then_shifted(self, overload: Overload, path: Path) -> None:
        """Until then it is due; after that it takes a free time of the same week if the rules let it."""
        overload(path, "update")
        overload(path, "did", "s1", now="2026-11-23T20:00")
        due = overload(path, "next", "--json", now="2026-11-26T20:00").data
        assert due["session"]["id"] == "s2"
        after = starts(overload, path, "2026-11-27T08:00")
        assert {"s2": after["s2"], "s3": after["s3"]} == {"s2": "2026-11-27T18:00", "s3": "2026-11-29T18:00"}

    def test_skipped(self, overload: Overload, path: Path) -> None:
        """With missed = "skip" it is gone, and nothing else moves."""
        plan = path / "plan.toml"
        plan.write_text(plan.read_text().replace("[calendar]", '[calendar]\nmissed = "skip"'))
        overload(path, "update")
        after = starts(overload, path, "2026-11-27T08:00")
        assert "s2" not in after
        assert after["s3"] == "2026-11-27T18:00"

    def test_merged(self, overload: Overload, path: Path) -> None:
        """With missed = "merge" its first exercise joins the next session of the week."""
        plan = path / "plan.toml"
        plan.write_text(
            plan.read_text().replace("[calendar]", '[calendar]\nmissed = "merge"').replace(', sun = "18:00"', "")
        )
        overload(path, "update")
        week = overload(path, "week", "--json", now="2026-11-27T08:00").data
        legs = next(one for one in week if one["session"]["id"] == "s3")
        assert [slot["exercise"] for slot in legs["slots"]] == ["dumbbell-deadlift"]
        assert legs["session"]["start"].startswith("2026-11-27T18:00")

    def test_weeks_without_training(self, overload: Overload, path: Path) -> None:
        """After a month away from it all there is no backlog: the current week as if nothing had happened."""
        overload(path, "update")
        after = starts(overload, path, "2026-12-28T05:00")
        assert sorted(after.values())[:3] == ["2026-12-28T18:00", "2026-12-30T18:00", "2027-01-01T18:00"]


def _second(overload, path, now: str = NOW):
    return next(one for one in overload(path, "week", "--json", now=now).data if one["session"]["id"] == "s2")


def test_a_session_is_cut_short(overload, folder) -> None:
    """What does most in the time stays, at least one set; the event ends earlier; undone it is whole again."""
    path = folder()
    overload(path, "update")
    whole = _second(overload, path)
    done = overload(path, "shorten", "s2", "30")
    assert (done.code, done.out.splitlines()[0]) == (0, "shortened s2 Pull to 30 minutes")
    short = _second(overload, path)
    stay = ["dumbbell-deadlift", "pull-up", "dumbbell-row", "reverse-dumbbell-fly"]
    assert [one["exercise"] for one in short["slots"]] == stay
    assert sum(len(one["sets"]) for one in short["slots"]) < sum(len(one["sets"]) for one in whole["slots"])
    assert short["session"]["start"] == whole["session"]["start"]
    assert whole["session"]["start"] < short["session"]["end"] <= "2026-11-25T18:30:00+00:00" < whole["session"]["end"]
    overload(path, "shorten", "s2", "5")
    assert len(_second(overload, path)["slots"]) == 1
    for _ in range(2):
        overload(path, "undo")
    assert _second(overload, path) == whole


class TestShortWeek:
    """`overload week short`: what is ahead in a week becomes one hard set of each main lift."""

    def test_this_week(self, overload, folder) -> None:
        """The sessions are named, the events change, `--json` has a set of each lift; undone all is as before."""
        path = folder()
        overload(path, "update")
        whole = overload(path, "week", "--json").data
        done = overload(path, "week", "short")
        said = "week 2026-W48 is short: one hard set of each main lift in s1 Push, s2 Pull, s3 Legs"
        assert (done.code, done.out.splitlines()[0]) == (0, said)
        pull = _second(overload, path)
        assert [one["exercise"] for one in pull["slots"]] == ["dumbbell-deadlift", "pull-up"]
        assert [len(one["sets"]) for one in pull["slots"]] == [1, 1]
        assert pull["session"]["why"].endswith("; a short week: one hard set of each main lift")
        feed = (path / "calendars" / "training.ics").read_bytes().replace(b"\r\n ", b"").decode()
        assert feed.count("Short week: one hard set of each main lift.") == 3
        undone = overload(path, "undo")
        assert undone.out.splitlines()[0] == "undone: short week 2026-W48"
        assert overload(path, "week", "--json").data == whole

    def test_a_week_without_room(self, overload, folder) -> None:
        """Where meetings leave whole sessions no room, short ones stand in the half hours that are left."""
        path = folder()
        days = "".join(
            f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART:202611{day}T182500\r\nDTEND:202611{day}T230000\r\nEND:VEVENT\r\n"
            for day in range(23, 30)
        )
        (path / "work.ics").write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{days}END:VCALENDAR\r\n")
        plan = path / "plan.toml"
        plan.write_text(plan.read_text().replace("[calendar]", '[calendar]\nbusy = ["work.ics"]'))
        before = overload(path, "week", "--json").data
        lost = [one["session"]["status"] for one in before if one["session"]["date"] <= "2026-11-29"]
        assert set(lost) <= {"cancelled"}
        done = overload(path, "week", "short")
        assert done.out.splitlines()[0].startswith("week 2026-W48 is short: "), done.err
        short = [one["session"] for one in overload(path, "week", "--json").data]
        assert [one["start"][11:16] for one in short if one["date"] <= "2026-11-29"] == ["18:00"] * 3

    def test_another_week(self, overload, folder) -> None:
        """The week of a date, of which none of this one's sessions are."""
        path = folder()
        done = overload(path, "week", "short", "1", "dec")
        assert done.out.splitlines()[0].startswith("week 2026-W49 is short: ")
        assert "s1 " not in done.out.splitlines()[0]

    def test_it_is_said_once(self, overload, folder) -> None:
        """A week that is short already, and one without sessions, are told as such."""
        path = folder()
        overload(path, "week", "short")
        again = overload(path, "week", "short")
        assert (again.code, again.err.strip()) == (
            2,
            "overload: week 2026-W48 is short already; 'overload undo' makes it whole again",
        )
        far = overload(path, "week", "short", "2027-11-01")
        assert far.code == 2
        assert far.err.startswith("overload: no session is ahead in week 2027-W44; ")


def test_what_was_left_out_may_be_logged_all_the_same(overload, folder) -> None:
    """An exercise that a session was cut before still belongs to it once it is done."""
    path = folder()
    overload(path, "shorten", "s2", "20")
    late = "2026-11-25T19:00"
    assert overload(path, "log", "row", "16x8,8,8", now=late).out.splitlines()[0].endswith("of s2")
    slots = _second(overload, path, late)["slots"]
    assert [one["exercise"] for one in slots if "done" in one] == ["dumbbell-row"]


def test_a_day_in_free_form_is_cut_to_the_minutes(overload, folder) -> None:
    """There is nothing to leave out of a day without exercises: it takes the minutes that are left to it."""
    path = with_free_days(folder())
    done = overload(path, "shorten", "s1", "20")
    assert done.code == 0, done.err
    first = overload(path, "week", "--json").data[0]["session"]
    assert (first["start"][11:16], first["end"][11:16]) == ("18:00", "18:20")


def test_a_skip_is_undone_after_the_session_has_begun(overload, folder) -> None:
    """It is due again where it was, rather than given another day."""
    path, late = folder(), "2026-11-25T18:10"
    overload(path, "update", now=late)
    before = overload(path, "week", "--json", now=late).data
    overload(path, "skip", "s2", now=late)
    assert overload(path, "undo", now=late).code == 0
    assert overload(path, "week", "--json", now=late).data == before


DECISIONS = (
    ("move", "s3", "wed", "--force"),
    ("move", "s1", "fri", "--force"),
    ("move", "s3", "sun"),
    ("swap", "s1", "s3", "--force"),
    ("skip", "s2"),
    ("pin", "s2"),
    ("shorten", "s2", "20"),
    ("week", "short"),
    ("away", "add", "2026-11-25", "2026-11-27"),
    ("away", "add", "2026-11-23", "2026-11-29"),
)


class TestTakenBack:
    """What is undone at once leaves no trace in the calendar."""

    @pytest.mark.parametrize("decision", DECISIONS, ids=" ".join)
    def test_everything_is_where_it_was(self, overload: Overload, path: Path, decision: tuple[str, ...]) -> None:
        """Whatever else had to give way for a decision goes back with it, the numbers of sessions included."""
        before = starts(overload, path)
        done = overload(path, *decision)
        assert done.code == 0, done.err
        assert overload(path, "undo").code == 0
        assert starts(overload, path) == before

    @pytest.mark.slow
    @pytest.mark.parametrize("first", DECISIONS[:5], ids=" ".join)
    @pytest.mark.parametrize("second", DECISIONS[2:], ids=" ".join)
    def test_one_after_the_other(
        self, overload: Overload, path: Path, first: tuple[str, ...], second: tuple[str, ...]
    ) -> None:
        """Two decisions taken back, the last one first, lead through what was shown in between."""
        shown = [starts(overload, path)]
        shown += [starts(overload, path) for one in (first, second) if overload(path, *one).code == 0]
        for expected in shown[-2::-1]:
            assert overload(path, "undo").code == 0
            assert starts(overload, path) == expected

    def test_what_changed_since_stays(self, overload: Overload, path: Path) -> None:
        """A session that something else moved meanwhile is not pulled back by an undo."""
        overload(path, "move", "s3", "sun")
        text = (path / "plan.toml").read_text().replace('fri = "18:00"', 'fri = "07:00"')
        (path / "plan.toml").write_text(text)
        overload(path, "update")
        between = starts(overload, path)
        assert between["s6"].endswith("07:00")
        overload(path, "undo")
        after = starts(overload, path)
        assert after["s3"] == "2026-11-27T07:00"
        assert {key: start for key, start in after.items() if key > "s3"} == {
            key: start for key, start in between.items() if key > "s3"
        }

    @pytest.mark.parametrize(
        ("to", "now"),
        [
            ("thu", "2026-11-26T10:00"),
            ("thu", "2026-11-27T10:00"),
            ("tue", "2026-11-25T10:00"),
            ("tue", "2026-11-26T10:00"),
        ],
    )
    def test_after_its_own_time_it_is_where_it_was_published(
        self, overload: Overload, folder: Callable[..., Path], to: str, now: str
    ) -> None:
        """Taken back when its own time is over, or the time it was moved to, a move leaves no trace either."""
        path = folder("--calendar", "ppl")
        twin = shutil.copytree(path, path.with_name("twin"))
        assert overload(path, "move", "s2", to).code == 0
        overload(path, "update", now=now)
        assert overload(path, "undo", now=now).code == 0
        overload(twin, "update", now=now)
        assert shown(path) == shown(twin)

    def test_killed_before_the_calendar_was_written(self, overload: Overload, path: Path) -> None:
        """An undo that was stored but not yet shown is finished by the next update, with the old places."""
        before = starts(overload, path)
        overload(path, "move", "s3", "wed", "--force")
        with open_store(path / "overload.db") as store:
            moved = store.decisions()[-1]
            store.decide(attrs.evolve(moved, kind="undo", session=None, start=None, other=moved.id))
        overload(path, "update")
        assert starts(overload, path) == before


class TestVariations:
    """`swap back` refuses what takes the place of another exercise."""

    def test_a_variation_is_refused(self, overload: Overload, folder: Callable[..., Path]) -> None:
        """What it took the place of is asked for again, or the next in its family; undone it is back."""
        path = folder("--dumbbells", "10 kg", "--bodyweight", "70 kg")
        before = [slot["exercise"] for slot in _second(overload, path)["slots"]]
        assert "rear-delt-row" in before
        done = overload(path, "swap", "back", "rear-delt-row")
        first = "no rear-delt row in the place of the reverse dumbbell fly any more"
        assert (done.code, done.out.splitlines()[0]) == (0, first)
        assert "rear-delt-row" not in [slot["exercise"] for slot in _second(overload, path)["slots"]]
        assert overload(path, "undo").code == 0
        assert [slot["exercise"] for slot in _second(overload, path)["slots"]] == before

    def test_what_takes_no_place_cannot_be_refused(self, overload: Overload, folder: Callable[..., Path]) -> None:
        """An exercise of the workout itself is none, which is said with those that are."""
        done = overload(folder("--dumbbells", "10 kg", "--bodyweight", "70 kg"), "swap", "back", "dumbbell-row")
        assert done.code == 2
        assert "the dumbbell row takes the place of no other exercise" in done.err
        assert "rear-delt-row" in done.err
