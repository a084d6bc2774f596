"""The laws of the merge, over histories in which anything goes wrong at any request and any commit."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from model import END, FOREIGN, PATH, ZONE, World, at, changed, rewrapped, stamp
from overload.caldav.merge import Kind, State
from overload.caldav.reading import read_event

HISTORIES = 20_000 if os.environ.get("OVERLOAD_LONG") else 2_000
SESSIONS = 5
FAULTS = ["", "", "", "down", "killed", "killed after", "reply lost", "no etag", "weak", "token lost", "bytes",
          "partial", "edited before", "edited after", "full"]  # fmt: skip
EDITS = ["move", "resize", "title", "note", "above", "alarm", "delete", "bytes"]
STEPS = st.one_of(
    st.tuples(st.just("sync"), st.lists(st.sampled_from(FAULTS), max_size=6), st.integers(0, 6)),
    st.tuples(st.just("edit"), st.sampled_from(EDITS), st.integers(1, SESSIONS)),
    st.tuples(st.just("during"), st.sampled_from(EDITS), st.integers(1, SESSIONS)),
    st.tuples(st.just("plan"), st.sampled_from(["text", "start"]), st.integers(1, SESSIONS)),
    st.tuples(st.just("foreign"), st.none(), st.none()),
    st.tuples(st.just("epoch"), st.none(), st.none()),
)


class History:
    """What the athlete did, so that it can be said at the end whether it was heeded."""

    def __init__(self) -> None:
        self.world = World()
        self.world.plan.starts = {number: at(number, 17) for number in range(1, SESSIONS + 1)}
        self.world.server.edit(f"{PATH}dentist.ics", FOREIGN)
        self.foreign = self.world.server.events[f"{PATH}dentist.ics"]
        self.count = 0
        self.moved: dict[int, datetime] = {}
        self.lengths: dict[int, int] = {}
        self.titles: dict[int, str] = {}
        self.notes: dict[int, str] = {}
        self.deleted: dict[int, str] = {}
        self.edits = 0

    def step(self, kind: str, what: Any, which: Any) -> None:
        """Let something happen."""
        self.count += 1
        world = self.world
        if kind == "sync":
            world.server.faults, world.memory.dies_at = list(what), which
            world.sync()
            world.server.faults, world.memory.dies_at = [], 0
        elif kind == "edit":
            self.edit(what, which)
        elif kind == "during":
            world.server.between = lambda: self.edit(what, which)
        elif kind == "plan" and what == "text":
            world.plan.texts[which] = f"Row {self.count}"
        elif kind == "plan":
            world.plan.starts[which] = at(which, 5, self.count % 60)
        elif kind == "foreign":
            world.server.edit(f"{PATH}dentist.ics", FOREIGN.replace("Dentist", f"Dentist {self.count}"))
            self.foreign = world.server.events[f"{PATH}dentist.ics"]
        else:
            world.server.epoch += 1

    def edit(self, what: str, number: int) -> None:
        """Do something to an event, if it is there and we are known to know of it."""
        server, row = self.world.server, self.world.memory.kept.get(number)
        if row is None or row.href not in server.events or (row.base is None and what == "delete"):
            return
        text = server.events[row.href][1]
        event = read_event(text, ZONE)
        assert event is not None
        self.edits += 1
        start, length = event.meaning.start, event.meaning.end - event.meaning.start  # type: ignore[operator]  # both are instants
        assert isinstance(start, datetime)
        if what == "move":
            new = at(number, 8) + timedelta(minutes=self.count)
            self.moved[number] = new
            server.edit(row.href, changed(text, DTSTART=stamp(new), DTEND=stamp(new + length)))
        elif what == "resize":
            self.lengths[number] = 20 + self.count
            server.edit(row.href, changed(text, DTEND=stamp(start + timedelta(minutes=20 + self.count))))
        elif what == "title":
            self.titles[number] = f"Mine {self.count}"
            server.edit(row.href, changed(text, SUMMARY=self.titles[number]))
        elif what == "note":
            self.notes[number] = f"note {self.count}"
            plain = text.replace("\r\n ", "")
            line = next(one for one in plain.split("\r\n") if one.startswith("DESCRIPTION:"))
            above = line.partition("\\n\\n---")[0].removeprefix("DESCRIPTION:")
            server.edit(row.href, changed(text, DESCRIPTION=f"{above}\\n\\n--- yours\\n{self.notes[number]}"))
        elif what == "above":
            server.edit(
                row.href, text.replace("\r\n ", "").replace("DESCRIPTION:Row", f"DESCRIPTION:My {self.count}", 1)
            )
        elif what == "alarm":
            more = f"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT{self.count}M\r\nDESCRIPTION:x\r\nEND:VALARM\r\n"
            server.edit(row.href, text.replace("END:VEVENT", f"{more}END:VEVENT"))
        elif what == "bytes":
            server.edit(row.href, rewrapped(text))
        elif len(self.deleted) < 2:
            self.deleted[number] = row.href
            server.edit(row.href, None)

    def settle(self) -> None:
        """Sync until all is told, nothing going wrong."""
        self.world.server.between = None
        for _ in range(2):
            done = self.world.sync()
            assert done is not None
            assert done.question is None


@seed(20261126)
@settings(max_examples=HISTORIES, database=None, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(STEPS, min_size=3, max_size=14), st.booleans())
@pytest.mark.slow
def test_whatever_goes_wrong_both_sides_agree_in_the_end(steps: list[Any], keeps_marks: bool) -> None:
    """What the athlete did stands in the plan and in the calendar, nothing foreign was touched, nothing is doubled."""
    history = History()
    history.world.server.keeps_marks = keeps_marks
    world = history.world
    world.sync()
    for step in steps:
        history.step(*step)
    history.settle()
    puts, requests = len(world.server.puts), world.server.requests
    assert world.sync() is not None
    assert len(world.server.puts) == puts, "the third sync writes nothing"
    assert world.server.requests == requests + 1, "and asks once"
    assert world.server.events[f"{PATH}dentist.ics"] == history.foreign
    for number in range(1, SESSIONS + 1):
        _holds(history, number)
    for one in world.plan.decided:
        assert one.kind is not Kind.DELETED or one.ordinal in history.deleted, "nothing is called off by itself"
        assert one.kind is not Kind.MOVED or one.ordinal in history.moved, "nothing is moved by itself"
        assert one.kind is not Kind.RESIZED or one.ordinal in history.lengths


def _holds(history: History, number: int) -> None:
    """Check one session: its event says what the plan and the athlete say."""
    world = history.world
    uids = [text for _, text in world.server.events.values() if f"UID:s{number}{END}\r\n" in text]
    assert len(uids) <= 1, "one event a session"
    row = world.memory.kept[number]
    if number in history.deleted:
        assert history.deleted[number] not in world.server.events, "dead stays dead"
        assert row.state is State.DEAD
        assert world.plan.is_off(number)
        return
    assert uids, "a session has its event"
    event = read_event(uids[0], ZONE)
    assert event is not None
    said = event.meaning
    assert said.start == world.plan.start(number).astimezone(UTC)
    assert said.end == said.start + timedelta(minutes=world.plan.length(number))  # type: ignore[operator]  # both are instants
    assert world.plan.start(number) == history.moved.get(number, world.plan.starts[number])
    assert world.plan.length(number) == history.lengths.get(number, 60)
    assert said.title == history.titles.get(number, f"Day {number}")
    assert said.below == history.notes.get(number, "")
    assert said.text == world.plan.texts.get(number, "Row 3x10")


@seed(7)
@settings(max_examples=HISTORIES // 10, database=None, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["sync", "text", *EDITS]), st.integers(1, 3)), max_size=12
    )
)
@example([("a", "sync", 1), ("a", "text", 1), ("a", "move", 1)])
@pytest.mark.slow
def test_two_machines_with_one_plan_do_not_play_ping_pong(steps: list[Any]) -> None:
    """Whatever both were told, after a few syncs each neither writes any more."""
    history = History()
    first = history.world
    second = World(server=first.server, writer="b")
    second.plan.starts = dict(first.plan.starts)
    machines = {"a": first, "b": second}
    for who, what, number in steps:
        if what == "sync":
            machines[who].sync()
        elif what == "text":
            machines[who].plan.texts[number] = f"Row {who}"
        elif what != "delete":
            history.count += 1
            history.edit(what, number)
    for _ in range(4):
        first.sync()
        second.sync()
    puts = len(first.server.puts)
    for _ in range(3):
        first.sync()
        second.sync()
    assert len(first.server.puts) == puts
    for number in range(1, SESSIONS + 1):
        assert first.plan.start(number) == second.plan.start(number)
        assert not first.plan.is_off(number)


def _eventful(*, keeps_marks: bool) -> History:
    """Return a history in the middle of things: a move, a deletion and a note there, words, a time, a session here."""
    history = History()
    history.world.server.keeps_marks = keeps_marks
    history.world.sync()
    for what, number in (("move", 1), ("delete", 2), ("note", 3)):
        history.edit(what, number)
    history.world.plan.texts[4] = "Row 3x12"
    history.world.plan.starts[5] = at(5, 5)
    history.world.plan.starts[SESSIONS + 1] = at(SESSIONS + 1, 17)
    history.world.server.requests = 0
    return history


def _end(history: History) -> tuple[dict[str, Any], set[Any]]:
    """Return how it ends: what every event means, and what was decided."""
    history.settle()
    events = {href: read_event(text, ZONE) for href, (_, text) in history.world.server.events.items()}
    meanings = {href: event and (event.uid, event.meaning) for href, event in events.items()}
    return meanings, set(history.world.plan.decided)


@pytest.mark.parametrize("keeps_marks", [True, False])
def test_killed_anywhere_it_ends_as_if_it_had_not_been(keeps_marks: bool) -> None:
    """At every request and every commit: the next syncs come to the same, also where marks and tokens are lost."""
    whole = _eventful(keeps_marks=keeps_marks)
    wanted, requests = _end(whole), whole.world.server.requests
    kills = [
        ([*[""] * number, fault], 0) for fault in ("killed", "killed after", "reply lost") for number in range(requests)
    ]
    for faults, commit in [*kills, *(([], number) for number in range(1, 3 * requests))]:
        history = _eventful(keeps_marks=keeps_marks)
        world = history.world
        world.server.faults, world.memory.dies_at = list(faults), commit
        world.sync()
        world.server.faults, world.memory.dies_at = [], 0
        world.server.epoch += not keeps_marks
        assert _end(history) == wanted, (faults, commit)
        assert len(world.plan.decided) == len(wanted[1]), "nothing is decided twice"


def test_a_change_costs_few_requests() -> None:
    """An idle sync asks once; a move is read and answered in four requests, and costs one write at most."""
    history = History()
    world = history.world
    world.sync()
    world.sync()
    world.server.requests = 0
    world.sync()
    assert world.server.requests == 1
    history.edit("move", 2)
    world.server.requests, world.server.puts = 0, []
    world.sync()
    assert world.server.requests <= 4
    assert len(world.server.puts) <= 1


def test_many_gone_at_once_are_asked_about() -> None:
    """Three or more, and over half, taken out at once decide nothing until somebody says what was meant."""
    from overload.caldav.exchange import Deletions

    history = History()
    world = history.world
    world.sync()
    for number in (1, 2, 3):
        world.server.edit(world.memory.kept[number].href, None)
    for _ in range(2):
        done = world.sync()
        assert done is not None
        assert done.question == (3, 5)
    assert world.plan.decided == []
    done = world.sync(deletions=Deletions.WRITE_AGAIN)
    assert done is not None
    assert done.written == ("s1", "s2", "s3")
    assert not any(world.plan.is_off(number) for number in (1, 2, 3))
    uids = {line for _, text in world.server.events.values() for line in text.split("\r\n") if line.startswith("UID:s")}
    assert {f"UID:s1.1{END}", f"UID:s4{END}"} <= uids
    for number in (1, 2, 3):
        world.server.edit(world.memory.kept[number].href, None)
    world.sync(deletions=Deletions.ACCEPT)
    assert all(world.plan.is_off(number) for number in (1, 2, 3))


def test_an_undone_deletion_gets_an_event_of_its_own() -> None:
    """A session brought back is written under a new name: phones show what is made again under the old one twice."""
    history = History()
    world = history.world
    world.sync()
    history.edit("delete", 2)
    world.sync()
    world.sync()
    assert world.plan.is_off(2)
    world.plan.decided.clear()
    world.sync()
    assert world.memory.kept[2].uid == f"s2.1{END}"
    assert world.memory.kept[2].href in world.server.events


def test_a_zone_of_a_clients_own_is_read_as_it_describes_it() -> None:
    """A TZID that nobody knows, a floating time and an event of whole days are read as what they mean."""
    history = History()
    history.world.sync()
    text = history.world.server.events[history.world.memory.kept[1].href][1]
    event = read_event(changed(text, DTSTART="20261124T180000", DTEND="20261124T190000"), ZoneInfo("America/New_York"))
    assert event is not None
    assert event.meaning.start == datetime(2026, 11, 24, 23, tzinfo=UTC)
