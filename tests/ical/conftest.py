"""A small plan made by hand, and independent readers of what is written for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import icalendar
import pytest
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from overload.ical import EventContent
from overload.model import (
    Athlete,
    Day,
    Entry,
    EventExtras,
    Exercise,
    FeedChoice,
    LoadedWith,
    Measure,
    Place,
    Placement,
    Prescription,
    Request,
    Revision,
    SetDone,
    SetKind,
    SetTarget,
    Status,
    WarmUp,
    WeeklyCalendar,
)
from overload.plan.past import Past
from overload.plan.values import LightSet, Mark, Placing, Plan, PlannedSlot, Session
from overload.store.files import folder_lock
from overload.units import Unit, load

ZONE = ZoneInfo("Europe/Stockholm")
NODE = Path(__file__).parents[1] / "node"
BACK = Day("back", "Back", ("back",), "home-back")
PUSH = Day("push", "Push", ("chest", "shoulders", "triceps"), text="Bench press, overhead press, dips")
DEADLIFT = Exercise("dumbbell-deadlift", "Dumbbell deadlift", ("erectors",), ("glutes",))
PULL_UP = Exercise("pull-up", "Pull-up", ("lats",), ("biceps",), LoadedWith.BODYWEIGHT)
ROW = Exercise("dumbbell-row", "Dumbbell row", ("lats", "mid-back"), ("biceps",), LoadedWith.ONE, sides=2)
WARM_UP = WarmUp("Two minutes of brisk steps and arm circles.", (("dumbbell-deadlift", 10), ("dumbbell-press", 10)))


def asked(reps: tuple[int, ...], weight: str, why: str) -> Prescription:
    """Return a prescription of sets at one load."""
    return Prescription(tuple(SetTarget(one, load(weight)) for one in reps), why)


def slots(
    *, is_firm: bool = True, note: str | None = None, why: str = "12, 12, 12 reached the top: up."
) -> tuple[PlannedSlot, ...]:
    """Return three exercises, done with this note if there is one."""
    entry = Entry(1, datetime(2026, 11, 23, 19, tzinfo=UTC), date(2026, 11, 23), "dumbbell-row", (), 1, note=note or "")
    done = attrs.evolve(entry, sets=tuple(SetDone(reps, load("22.5 kg")) for reps in (10, 10, 9)))
    return (
        PlannedSlot(
            DEADLIFT, asked((8, 8, 8), "25 kg", why), 150, "double-progression", is_firm, plates="5 kg each end"
        ),
        PlannedSlot(PULL_UP, asked((6, 6, 5), "-15 kg", why), 150, "pull-up-ladder", is_firm),
        PlannedSlot(
            ROW,
            asked((10, 10, 10), "22.5 kg", why),
            120,
            "dumbbell-increments",
            is_firm,
            done=None if note is None else done,
            record="" if note is None else "most reps at 22.5 kg",
        ),
    )


def session(ordinal: int, start: str, day: Day = BACK, status: Status = Status.PLANNED, **more: Any) -> Session:
    """Return an hour's session in Stockholm at a wall-clock time."""
    begin = datetime.fromisoformat(start).replace(tzinfo=ZONE)
    place = more.pop("place", Place("home"))
    ids = ("dumbbell-deadlift", "pull-up", "dumbbell-row") if day.workout else ()
    return Session(
        ordinal,
        f"k{ordinal}",
        day,
        begin,
        begin + timedelta(hours=1),
        place,
        status,
        "a preferred day",
        exercises=ids,
        **more,
    )


def sample() -> Plan:
    """Return a plan with a session of every kind, both sides of 2026-11-27 noon."""
    sessions = (
        session(
            1,
            "2026-11-23T18:00",
            status=Status.DONE,
            slots=slots(note="Felt strong; grip, though, gave out")[2:],
        ),
        session(2, "2026-11-24T18:00", PUSH, Status.DONE, text=PUSH.text),
        session(3, "2026-11-25T18:00", status=Status.MISSED),
        session(4, "2026-11-26T18:00", status=Status.CANCELLED),
        session(5, "2026-11-30T18:00", slots=slots(), warm_up=WARM_UP),
        session(6, "2026-12-01T18:00", PUSH, text=PUSH.text),
        session(7, "2026-12-07T18:00", slots=slots(is_firm=False), warm_up=WARM_UP),
    )
    return plan_of(sessions)


MARKS = (
    Mark("deload", 105_632, date(2026, 11, 30), date(2026, 12, 6)),
    Mark("away", 3, date(2026, 12, 1), date(2026, 12, 2), "Oslo, by train"),
    Mark("away", 4, date(2026, 11, 28), date(2026, 11, 28), has_training=True, is_cancelled=True),
)


def everything() -> dict[str, tuple[Plan, FeedChoice, dict[int, str], dict[int, EventExtras]]]:
    """Return the sample plan with links and extras, and by name feeds that use every key there is."""
    half, hour, day = timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)
    plain = FeedChoice(
        "training", alarms=(half, timedelta(days=9), timedelta(0)), location="The garage; at home", notes=True
    )
    chosen = {
        "full": attrs.evolve(plain, title="Back, mostly", color="seagreen", marks=("deload", "away")),
        "back": attrs.evolve(
            plain, name="back", show="back", how_to="text", categories=(), weeks_ahead=3, weeks_back=1
        ),
        "busy": attrs.evolve(plain, name="office", show="busy", before=half, after=hour, color="#123456"),
        "short": attrs.evolve(plain, name="short", detail="short", categories=("Sport", "At home"), alarms=(hour,)),
        "linked": attrs.evolve(
            plain,
            name="gym",
            how_to="link",
            how_to_links={"pull-up": "https://example.org/pull-up?a=1,2;b"},
            after=hour,
        ),
        "pounds": attrs.evolve(
            plain, name="lb", unit=Unit.LB, unit_words={Unit.KG: "kilo", Unit.LB: "pounds"}, before=timedelta(hours=1)
        ),
        "all-day": attrs.evolve(plain, name="days", all_day=True, marks=("away",), alarms=(day,)),
        "busy-all-day": attrs.evolve(plain, name="busy-days", show="busy", all_day=True),
    }
    links = {5: "https://example.org/log/s5?a=1,2;b", 7: "https://example.org/log/s7#now"}
    extras = {5: EventExtras(("Bring the long towel, the one with stripes; and water.",), ("Health",), (hour,))}
    marked = attrs.evolve(sample(), marks=MARKS)
    told = {name: (marked, feed, links, extras) for name, feed in chosen.items()}
    return {**told, "counted": (counted(), plain, links, {}), "counted-short": (counted(), chosen["short"], links, {})}


def counted() -> Plan:
    """Return a plan whose sets are timed, of kinds of their own, and done in turns; the first of them were done."""
    plank = Exercise("plank", "Plank", ("abs",), (), LoadedWith.BODYWEIGHT, measure=Measure.SECONDS)
    carry = Exercise("carry", "Farmer's carry", ("forearms",), (), measure=Measure.METRES)
    at, low = load("22.5 kg"), load("12.5 kg")
    held = Prescription(tuple(SetTarget(45, load("0 kg"), measure=Measure.SECONDS) for _ in range(3)), "45 s held: up.")
    kinds = (
        SetTarget(10, low, kind=SetKind.WARM_UP, rest_s=30),
        SetTarget(8, at, rest_s=15, rir=Decimal(1)),
        SetTarget(12, low, kind=SetKind.DROP),
        SetTarget(8, at, amrap=True),
    )
    walked = Prescription(tuple(SetTarget(40, at, measure=Measure.METRES) for _ in range(2)), "Nothing is known yet.")
    planned = (
        PlannedSlot(PULL_UP, asked((6, 6, 5), "-15 kg", "6, 6, 5 met the target."), 150, "rep-target", superset="a"),
        PlannedSlot(plank, held, 90, "double-progression", superset="a"),
        PlannedSlot(ROW, Prescription(kinds, "Two drops."), 120, "drops"),
        PlannedSlot(carry, walked, 90, "double-progression"),
    )
    entry = Entry(1, datetime(2026, 11, 23, 19, tzinfo=UTC), date(2026, 11, 23), "plank", (), 1, asked=held)
    done = attrs.evolve(entry, sets=(*(target.met() for target in held.sets[:2]), held.sets[2].met(38)))
    apart = ("Dumbbell row and farmer's carry are not done in turns: both need the same pair of dumbbells",)
    return plan_of(
        (
            session(1, "2026-11-23T18:00", status=Status.DONE, slots=(attrs.evolve(planned[1], done=done),)),
            session(5, "2026-11-30T18:00", slots=planned, apart=apart),
        )
    )


def plan_of(sessions: tuple[Session, ...]) -> Plan:
    """Return a plan of these sessions."""
    calendar = WeeklyCalendar("ppl", "Push, pull, legs", (PUSH, BACK), (0, 2))
    now = datetime(2026, 11, 27, 12, tzinfo=ZONE)
    nowhere = Placing(Past(), (), Request((), (), now), Placement(()))
    return Plan("k3f9", now, Athlete("Europe/Stockholm"), calendar, sessions, (), nowhere)


@pytest.fixture(scope="session")
def plan() -> Plan:
    """A plan with a session of every kind."""
    return sample()


@pytest.fixture(scope="session")
def feed() -> FeedChoice:
    """A full feed with everything chosen."""
    alarms = (timedelta(minutes=30), timedelta(days=9), timedelta(0))
    return FeedChoice(
        "training", title="Back, mostly", alarms=alarms, location="The garage; at home", color="seagreen", notes=True
    )


@pytest.fixture(scope="session")
def chosen() -> dict[str, tuple[Plan, FeedChoice, dict[int, str], dict[int, EventExtras]]]:
    """Plan, feed, links and extras by name: feeds with every key there is."""
    return everything()


@pytest.fixture(scope="session")
def make_plan() -> Callable[..., Plan]:
    """Make a plan of one session ahead from texts anybody could have written."""

    def make(day: str, why: str, text: str, note: str, place: str, plan_id: str = "k3f9") -> Plan:
        named = attrs.evolve(BACK, name=day)
        ahead = session(2, "2026-11-30T18:00", named, slots=slots(why=why), text=text, place=Place(place))
        done = slots(note=note, why=why)[2:]
        behind = session(1, "2026-11-23T18:00", named, Status.DONE, slots=done, text=text, place=Place(place))
        return attrs.evolve(plan_of((behind, ahead)), plan_id=plan_id)

    return make


def written_by_anybody(text: Callable[[], str]) -> tuple[Plan, FeedChoice, dict[int, str], dict[int, EventExtras]]:
    """Return a plan, a feed, links and extras in which every text there can be comes from `text`."""
    day = Day("back", text(), ("back", text()), "home-back", text())
    taught = tuple(map(partial(_taught, text), slots(note=text(), why=text())))
    warm_up = WarmUp(text(), (("dumbbell-deadlift", 10),))
    light = (LightSet(taught[0].exercise, 10, load("5 kg"), text()),)
    more = {"warm_up": warm_up, "light_sets": light, "text": text(), "place": Place(text())}
    sessions = (
        session(1, "2026-11-23T18:00", day, Status.DONE, slots=taught[2:], **more),
        session(2, "2026-11-24T18:00", attrs.evolve(day, workout="", focus=(text(),)), **more),
        session(3, "2026-11-30T18:00", day, slots=taught, **more),
    )
    plan = attrs.evolve(plan_of(sessions), plan_id=text(), marks=(attrs.evolve(MARKS[1], text=text()),))
    feed = FeedChoice(
        text(),
        title=text(),
        location=text(),
        color=text(),
        categories=(text(), text()),
        how_to="link",
        how_to_links={"pull-up": text()},
        unit=Unit.LB,
        unit_words={Unit.KG: text(), Unit.LB: text()},
        marks=("away",),
    )
    return plan, feed, {3: text()}, {3: EventExtras((text(), text()), (text(),), (timedelta(hours=1),))}


def _taught(text: Callable[[], str], slot: PlannedSlot) -> PlannedSlot:
    exercise = attrs.evolve(slot.exercise, name=text(), instructions=text(), link=text())
    asked = attrs.evolve(slot.prescription, tempo=text())
    labels = {one.load: text() for one in asked.sets}
    return attrs.evolve(
        slot, exercise=exercise, prescription=asked, labels=labels, plates=text(), record=text(), warm_up=asked.sets[:1]
    )


@pytest.fixture(scope="session")
def from_texts() -> Callable[..., tuple[Plan, FeedChoice, dict[int, str], dict[int, EventExtras]]]:
    """Make a plan and a feed of texts anybody could have written, in every place there is for one."""
    return written_by_anybody


@attrs.frozen
class Seen:
    """An event as a reader sees it: moments as ISO text, alarms in seconds from the start."""

    uid: str
    start: str
    end: str
    summary: str
    description: str
    location: str
    status: str
    sequence: int
    stamped: str
    alarms: tuple[int, ...]
    url: str
    categories: tuple[str, ...]


def moment(value: datetime | date) -> str:
    """Return an instant in UTC, or a date, as ISO text."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


@pytest.fixture(scope="session")
def meant() -> Callable[..., tuple[Seen, ...]]:
    """Say what readers ought to see of contents and their revisions."""

    def expected(contents: tuple[EventContent, ...], revisions: tuple[Revision, ...]) -> tuple[Seen, ...]:
        return tuple(map(_meant, contents, revisions))

    return expected


def _meant(content: EventContent, revision: Revision) -> Seen:
    return Seen(
        content.uid,
        moment(content.start),
        moment(content.end),
        content.summary,
        content.description,
        content.location,
        content.status,
        revision.sequence,
        moment(revision.stamped),
        tuple(-int(before.total_seconds()) for before in content.alarms),
        content.url,
        tuple(sorted(content.categories)),
    )


def _by_icalendar(data: bytes) -> Iterator[Seen]:
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        yield _seen_by_icalendar(event)


def _by_recurring_ical_events(data: bytes) -> Iterator[Seen]:
    calendar = icalendar.Calendar.from_ical(data)
    occurrences = recurring_ical_events.of(calendar, skip_bad_series=False).all()
    yield from map(_seen_by_icalendar, occurrences)


def _seen_by_icalendar(event: Any) -> Seen:
    categories = event.get("CATEGORIES")
    return Seen(
        str(event["UID"]),
        moment(event["DTSTART"].dt),
        moment(event["DTEND"].dt),
        str(event.get("SUMMARY", "")),
        str(event.get("DESCRIPTION", "")),
        str(event.get("LOCATION", "")),
        str(event["STATUS"]),
        int(event["SEQUENCE"]),
        moment(event["LAST-MODIFIED"].dt),
        tuple(int(alarm["TRIGGER"].dt.total_seconds()) for alarm in event.walk("VALARM")),
        str(event.get("URL", "")),
        tuple(map(str, categories.cats)) if categories else (),
    )


def _by_vobject(data: bytes) -> Iterator[Seen]:
    calendar = vobject.readOne(data.decode())
    for event in calendar.contents.get("vevent", ()):
        yield Seen(
            event.uid.value,
            moment(event.dtstart.value),
            moment(event.dtend.value),
            event.summary.value,
            event.description.value if "description" in event.contents else "",
            event.location.value if "location" in event.contents else "",
            event.status.value,
            int(event.sequence.value),
            moment(event.last_modified.value),
            tuple(int(alarm.trigger.value.total_seconds()) for alarm in event.contents.get("valarm", ())),
            event.url.value if "url" in event.contents else "",
            tuple(event.categories.value) if "categories" in event.contents else (),
        )


def _by_ical(data: bytes) -> Iterator[Seen]:
    for event in IcsCalendarStream.calendar_from_ics(data.decode()).events:
        yield Seen(
            event.uid,
            moment(event.dtstart),
            moment(event.dtend),
            event.summary or "",
            event.description or "",
            event.location or "",
            str(event.status.value),
            event.sequence,
            moment(event.last_modified),
            tuple(int(alarm.trigger.total_seconds()) for alarm in event.alarm),
            str(event.url or ""),
            tuple(event.categories),
        )


@pytest.fixture(scope="session")
def readers() -> Mapping[str, Callable[[bytes], Iterator[Seen]]]:
    """Readers of a feed that run in this process, by name."""
    return {
        "icalendar": _by_icalendar,
        "recurring-ical-events": _by_recurring_ical_events,
        "vobject": _by_vobject,
        "ical": _by_ical,
    }


@pytest.fixture(scope="session")
def ical_js() -> Iterator[Callable[[bytes], list[Seen]]]:
    """Read with ical.js, in one node process for all tests."""
    node = _node()
    with subprocess.Popen([node, "read.mjs"], cwd=NODE, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout

        def read(data: bytes) -> list[Seen]:
            process.stdin.write(json.dumps(data.decode()).encode() + b"\n")
            process.stdin.flush()
            return [_seen_by_ical_js(event) for event in json.loads(process.stdout.readline())]

        yield read
        process.stdin.close()


def _seen_by_ical_js(event: dict[str, Any]) -> Seen:
    moments = {name: _parsed(event[name]) for name in ("start", "end", "stamped")}
    return Seen(**{**event, **moments, "alarms": tuple(event["alarms"]), "categories": tuple(event["categories"])})


def _parsed(text: str) -> str:
    return moment(datetime.fromisoformat(text)) if "T" in text else text


def _node() -> str:
    """Return where node is, with ical.js installed beside the tests; skip without either, except in CI."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        _without("node and npm are not installed")
    with folder_lock(NODE, 600):
        if not (NODE / "node_modules" / "ical.js").exists():
            done = subprocess.run([npm, "install"], cwd=NODE, capture_output=True, text=True, check=False)
            if done.returncode:
                _without(f"npm could not install ical.js: {done.stderr.strip()[-300:]}")
    return node


def _without(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
