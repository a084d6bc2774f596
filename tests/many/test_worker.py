"""A worker takes turns: each is whole or nothing, no athlete holds up another, and nobody has to lend a hand."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from cluster import Cluster, running

from overload.errors import FileError, Problem
from overload.many import RowHome, bring, crew, turns, work
from overload.many.crew import Limits
from overload.many.turns import Pace
from overload.many.work import BrokenError, Outcome, Worker
from overload.store import rows
from overload.update import Clock, start_folder, update
from overload.update.record import record_session

PLAN = """
[athlete]
bodyweight = "80 kg"
zone = "Europe/Berlin"
[places.home]
dumbbells = ["spinlock-2_5kg-full"]
pull_up_bar = true
[calendar]
use = "back-only"
start = 2026-11-23
days = { mon = "18:00" }
weeks = 1
[feeds.training]
show = "full"
"""
BEGIN = datetime(2026, 11, 23, 6, tzinfo=ZoneInfo("Europe/Berlin"))
QUICK = Pace(unended=timedelta(0), failed=timedelta(0))
LIMITS = Limits(poll_s=0.02)
ATHLETES, KILLS = (2000, 200) if os.environ.get("OVERLOAD_LONG") else (40, 8)
WATCHED = """
CREATE TABLE seen (athlete BIGINT, version BIGINT, PRIMARY KEY (athlete, version));
CREATE TABLE tried (athlete BIGINT);
CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO seen VALUES (NEW.id, NEW.version); RETURN NEW; END $$;
CREATE FUNCTION try() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO tried VALUES (NEW.athlete); RETURN NEW; END $$;
CREATE TRIGGER sees AFTER UPDATE OF version ON athlete FOR EACH ROW EXECUTE FUNCTION see();
CREATE TRIGGER tries AFTER INSERT OR UPDATE OF begun ON attempt FOR EACH ROW EXECUTE FUNCTION try();
"""
"""What notes each version that an athlete comes to, and cannot note one twice; and each attempt."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Start a PostgreSQL that may crash."""
    with running(is_lasting=True) as started:
        yield started


@pytest.fixture
def database(cluster: Cluster, request: pytest.FixtureRequest) -> Iterator[str]:
    """Make a database with the tables in it."""
    with cluster.database(request.node.name.split("[")[0][:60]) as made:
        with closing(rows.connect(made)) as connection:
            rows.bring_up_to_date(connection)
            connection.execute(WATCHED)
        yield made


def clock(zone: str) -> datetime:
    """Tell the time, as a worker is told."""
    return datetime.now(ZoneInfo(zone))


def at(moment: datetime) -> Clock:
    """Return a clock that stands."""
    return lambda zone: moment.astimezone(ZoneInfo(zone))


def asked(address: str, query: str) -> list[tuple[object, ...]]:
    """Return what the database says."""
    with closing(rows.connect(address)) as connection:
        return connection.execute(query).fetchall()


def add(address: str, *names: str) -> None:
    """Add athletes who have no plan yet."""
    with closing(rows.connect(address)) as connection, connection.cursor() as cursor:
        cursor.executemany("INSERT INTO athlete (name) VALUES (%s)", [(name,) for name in names])


def scribble(home: RowHome, _: Clock) -> Sequence[Problem]:
    """Publish something new as an update would, in less time."""
    with home.entered(1), home.store() as store:
        before = int(store.get("times") or 0)
        store.set("times", str(before + 1))
        body = f"{home.name} {before + 1}".encode()
        home.feed("training").replace(body, 0o600)
        home.feed("family").replace(body, 0o600)
    return ()


def run(
    worker: Worker,
    until: Callable[[], bool],
    limits: Limits = LIMITS,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[Outcome]:
    """Let two processes work until it is so; say so where it never is."""

    def is_over() -> bool:
        meanwhile()
        try:
            return until()
        except FileError:
            return False

    return list(crew.work(worker, 2, is_over, limits))


def is_nobody_due(address: str) -> Callable[[], bool]:
    """Return what tells whether all is done."""
    return lambda: not asked(address, "SELECT FROM athlete WHERE state = 'active' AND due < now() LIMIT 1")


@pytest.mark.slow
def test_killed_at_random_and_the_database_too(cluster: Cluster, database: str) -> None:
    """Whatever dies when, each version is published once and whole, and nobody is left behind."""
    add(database, *(f"athlete-{number}" for number in range(ATHLETES)))
    chance, kills, crashes = Random(7), [0], [0]

    def strike() -> None:
        children = multiprocessing.active_children()
        if kills[0] < KILLS and children and chance.random() < 0.6:
            os.kill(chance.choice(children).pid or 0, signal.SIGKILL)
            kills[0] += 1
        if kills[0] > KILLS / 2 and not crashes[0]:
            crashes[0] = 1
            cluster.crash()

    outcomes = run(
        Worker(database, clock, scribble, QUICK),
        lambda: kills[0] == KILLS and is_nobody_due(database)(),
        meanwhile=strike,
    )
    assert (kills, crashes) == ([KILLS], [1])
    assert not [one for one in outcomes if one.state != work.DONE and one.athlete]
    assert asked(database, "SELECT count(*), min(version), max(version) FROM athlete") == [(ATHLETES, 2, 2)]
    assert asked(database, "SELECT count(*) FROM seen") == [(2 * ATHLETES,)]
    assert asked(database, "SELECT count(*) FROM athlete WHERE state <> 'active'") == [(0,)]
    assert asked(database, "SELECT count(*) FROM attempt") == [(0,)]
    tried = asked(database, "SELECT count(*) FROM tried")[0][0]
    assert isinstance(tried, int)
    assert tried > ATHLETES, "no kill fell into a turn"
    feeds = asked(database, "SELECT a.name, f.body, f.digest FROM feed f JOIN athlete a ON a.id = f.athlete")
    assert len(feeds) == 2 * ATHLETES
    for name, body, digest in feeds:
        assert body == f"{name} 1".encode()
        assert digest == hashlib.sha256(body).hexdigest()


def _poison(home: RowHome, now: Clock) -> Sequence[Problem]:
    if home.name == "raises":
        raise RuntimeError("what the athlete wrote")
    if home.name == "hangs":
        signal.pause()
    if home.name == "exits":
        os._exit(3)
    if home.name == "leaves":
        sys.exit(4)
    if home.name == "eats":
        bytes(4 << 30)
    return scribble(home, now)


@pytest.mark.slow
def test_poison_costs_nobody_else(database: str) -> None:
    """Who raises, hangs, exits or eats memory is left alone after three attempts, told once; all others finish."""
    poison = ("raises", "hangs", "exits", "leaves", "eats")
    add(database, *poison, *(f"athlete-{number}" for number in range(20)))
    limits = Limits(poll_s=0.02, patience_s=1.2)
    outcomes = run(Worker(database, clock, _poison, QUICK), is_nobody_due(database), limits)
    names = dict(asked(database, "SELECT id, name FROM athlete"))
    aside = [names[one.athlete] for one in outcomes if one.state == work.SET_ASIDE]
    assert sorted(aside) == sorted(poison)
    assert dict(asked(database, "SELECT name, version FROM athlete WHERE version > 0 OR state = 'active'")) == {
        f"athlete-{number}": 2 for number in range(20)
    }
    said = dict(asked(database, "SELECT a.name, t.problem FROM attempt t JOIN athlete a ON a.id = t.athlete"))
    assert said.keys() == set(poison)
    assert re.fullmatch(r"it raised RuntimeError \(test_worker.py:\d+\)", str(said["raises"]))
    assert said["hangs"] == "it took too long and was stopped"
    assert said["exits"] == "its process ended with 3"
    assert "SystemExit" in str(said["leaves"])
    assert "MemoryError" in str(said["eats"])
    assert asked(database, "SELECT min(failed) FROM attempt") == [(turns.MOST_FAILED,)]


def test_one_worker_at_an_athlete(database: str) -> None:
    """While one worker has an athlete's turn another finds nobody there; afterwards there is nothing left to do."""
    add(database, "kim")
    with closing(Worker(database, clock, scribble)) as one, closing(Worker(database, clock, scribble)) as other:
        meanwhile: list[Outcome | None] = []
        done = one.turn(lambda _: meanwhile.append(other.turn(lambda _: None)))
        assert meanwhile == [None]
        assert done is not None
        assert done.state == work.DONE
        assert other.turn(lambda _: None) is None
    assert asked(database, "SELECT version FROM seen ORDER BY version") == [(1,), (2,)]


def test_who_is_killed_again_and_again_is_left_alone_at_last(database: str) -> None:
    """An attempt that came to no end counts as well, though not as soon: it may be nobody's fault."""
    add(database, "kim")
    number = asked(database, "SELECT id FROM athlete")[0][0]
    assert isinstance(number, int)
    with closing(rows.connect(database)) as counting, closing(Worker(database, clock, scribble)) as worker:
        for _ in range(turns.MOST_BEGUN):
            assert not turns.begin(counting, number, clock("UTC"), Pace())
        assert worker.turn(lambda _: None) is None, "not before some time has passed"
        counting.execute("UPDATE attempt SET again = now()")
        done = worker.turn(lambda _: None)
    assert done == Outcome(number, work.SET_ASIDE, turns.ENDED)
    assert asked(database, "SELECT state, version FROM athlete") == [("poison", 0)]


def bring_one(database: str, path: Path, name: str, plan: str = PLAN) -> RowHome:
    """Bring an athlete whose calendar is published as of the beginning."""
    start_folder(path, plan)
    update(path, at(BEGIN))
    return bring(path, database, name)


def test_an_athlete_who_writes_something_down_meanwhile(database: str, tmp_path: Path) -> None:
    """What comes in while a worker is at it waits for the turn to end, and both are published."""
    home = bring_one(database, tmp_path / "kim", "kim")
    moment = BEGIN + timedelta(hours=14)
    writing = threading.Thread(target=record_session, args=(RowHome(database, home.number, "kim"), at(moment)))

    def busy(held: RowHome, now: Clock) -> Sequence[Problem]:
        writing.start()
        query = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        while not asked(database, query):
            writing.join(0.01)
        return work.look(held, now)

    with closing(Worker(database, at(moment), busy)) as worker:
        done = worker.turn(lambda _: None)
        assert done is not None
        assert done.state == work.DONE
    writing.join()
    body = asked(database, "SELECT body FROM feed")[0][0]
    assert isinstance(body, bytes)
    assert b"done" in body.lower()
    versions = asked(database, "SELECT version FROM seen ORDER BY version")
    assert versions == [(number + 1,) for number in range(len(versions))]
    memo = asked(database, "SELECT value FROM all_meta WHERE key = 'feed.training'")[0][0]
    assert str(memo).endswith(hashlib.sha256(body).hexdigest())


def test_nothing_is_planned_that_stands(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is due though all stands as it is gets a look and no plan, and is due when it no longer stands."""
    bring_one(database, tmp_path / "kim", "kim")
    with closing(Worker(database, at(BEGIN))) as worker:
        assert worker.turn(lambda _: None) is not None
        before = asked(database, "SELECT due, version FROM athlete")
        with closing(rows.connect(database)) as connection:
            connection.execute("UPDATE athlete SET due = '-infinity'")
        monkeypatch.setattr(work, "update", lambda *_: pytest.fail("it was planned"))
        done = worker.turn(lambda _: None)
        assert done is not None
        assert done.state == work.DONE
    assert asked(database, "SELECT due, version FROM athlete") == before


def test_a_plan_with_mistakes_is_tried_later(database: str, tmp_path: Path) -> None:
    """What an athlete wrote wrong is in their journal, names nobody in the worker's words, and is tried in an hour."""
    home = bring_one(database, tmp_path / "kim", "kim")
    with closing(rows.connect(database)) as connection:
        connection.execute("UPDATE athlete SET plan = 'oh no'")
    with closing(Worker(database, at(BEGIN))) as worker:
        done = worker.turn(lambda _: None)
        assert done == Outcome(home.number, work.TROUBLED, "1 problem")
        assert worker.turn(lambda _: None) is None
    assert asked(database, "SELECT due FROM athlete") == [(BEGIN.astimezone(UTC) + timedelta(hours=1),)]
    with home.store() as store:
        last = store.last_run()
    assert last is not None
    assert "plan.toml" in last.problems[0]


def test_a_turn_asks_the_database_seldom(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The histories of all exercises are read at once: what a turn asks does not grow with what could be trained."""
    bring_one(
        database,
        tmp_path / "kim",
        "kim",
        PLAN.replace('"back-only"', '"ppl"').replace('"18:00" }', '"18:00", wed = "18:00", fri = "18:00" }'),
    )
    said: list[str] = []
    plain = rows._Writing.execute

    def noted(self: rows._Writing, sql: str, parameters: object = (), /) -> object:
        said.append(sql)
        return plain(self, sql, parameters)

    monkeypatch.setattr(rows._Writing, "execute", noted)
    with closing(Worker(database, at(BEGIN + timedelta(days=7)))) as worker:
        assert worker.turn(lambda _: None) is not None
    assert len(said) < 130


def test_a_bug_keeps_nothing_of_its_turn(database: str) -> None:
    """What was written before something was raised is gone with it, and the process is not gone on with."""
    add(database, "kim")

    def broken(home: RowHome, now: Clock) -> Sequence[Problem]:
        scribble(home, now)
        raise KeyError("a bug")

    with closing(Worker(database, clock, broken)) as worker, pytest.raises(BrokenError) as raised:
        worker.turn(lambda _: None)
    assert raised.value.outcome.state == work.FAILED
    assert asked(database, "SELECT count(*) FROM feed") == [(0,)]
    assert asked(database, "SELECT version, state FROM athlete") == [(0, "active")]
