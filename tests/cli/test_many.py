"""`overload many`: athletes in one database, from the first to the last command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cluster import Cluster, running

from overload.store import rows

pytestmark = pytest.mark.slow

PLAN = """\
[athlete]
bodyweight = "80 kg"
zone = "UTC"
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
MORNING, AFTER = "2026-11-23T06:00+00:00", "2026-11-24T01:00+00:00"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Start a PostgreSQL."""
    with running() as started:
        yield started


@pytest.fixture
def address(cluster: Cluster, request: pytest.FixtureRequest) -> Iterator[str]:
    """Make an empty database."""
    with cluster.database(request.node.name.split("[")[0][:60]) as made:
        yield made


@pytest.fixture
def many(address: str, overload: Callable[..., Any]) -> Callable[..., Any]:
    """Run `overload many --at ADDRESS ...`."""

    def call(*words: object, now: str = MORNING) -> Any:
        return overload("many", "--at", address, *words, now=now)

    return call


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Write a plan."""
    file = tmp_path / "plan.toml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def test_a_life_in_a_database(
    many: Callable[..., Any], overload: Callable[..., Any], plan: Path, tmp_path: Path
) -> None:
    """Tables, an athlete, a worker, a pause, another plan, out to a folder, back in, and gone."""
    assert "the tables are made" in many("init").out
    assert "up to date" in many("init").out
    assert "added kim, athlete 1" in many("add", "kim", plan).out
    assert many("plan", "kim").out == PLAN
    assert many("status", "--json").data == {
        "active": 1, "paused": 0, "poison": 0, "due": 1, "late_s": 0.0, "tried": 0, "aside": [],
    }  # fmt: skip
    done = many("worker", "--processes", 1, "--once")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert many("status").out == "1 active, 0 paused, 0 left alone\n0 due\n"
    told = many("link", "kim", "--base-url", "https://training.example").out
    assert "https://training.example/f/" in told
    assert "'overload many link kim --revoke k1' ends it" in told
    assert many("link", "kim", "--revoke", "k1").out == "k1 has ended\n"
    many("pause", "1")
    assert many("status", now=AFTER).out == "0 active, 1 paused, 0 left alone\n0 due\n"
    many("retry", "kim")
    assert "1 due" in many("status", now=AFTER).out
    assert many("plan", "kim", plan).code == 0
    assert many("export", "kim", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "calendars" / "training.ics").is_file()
    assert overload(tmp_path / "out", "next", now=MORNING).code == 0
    assert "sam is athlete 2" in many("import", tmp_path / "out", "--name", "sam").out
    assert "removed" in many("remove", "kim", "--export", tmp_path / "kept").out
    assert "removed" in many("remove", "2", "--for-good").out
    assert (tmp_path / "kept" / "plan.toml").read_text() == PLAN
    assert many("status").out == "0 active, 0 paused, 0 left alone\n0 due\n"


def test_nothing_is_left_of_who_is_removed(many: Callable[..., Any], address: str, plan: Path) -> None:
    """Not a row of theirs in any table; those of the others stay."""
    many("init"), many("add", "kim", plan), many("add", "sam", plan)
    many("worker", "--processes", 1, "--once")
    many("remove", "kim", "--for-good")
    with closing(rows.connect(address)) as connection:
        tables = "SELECT table_name FROM information_schema.columns WHERE column_name = 'athlete'"
        left = {
            table: {row[0] for row in connection.execute(f"SELECT athlete FROM {table}")}  # noqa: S608 - names of our tables
            for (table,) in connection.execute(tables).fetchall()
        }
    assert {"feed", "all_meta", "all_placements"} <= {table for table, athletes in left.items() if athletes == {2}}
    assert not [table for table, athletes in left.items() if athletes - {2}]


def test_who_is_left_alone_is_told(many: Callable[..., Any], address: str, plan: Path) -> None:
    """By number, with why, and what to write; the exit code tells monitoring."""
    many("init"), many("add", "kim", plan)
    with closing(rows.connect(address)) as connection:
        connection.execute("UPDATE athlete SET state = 'poison'")
        connection.execute("INSERT INTO attempt VALUES (1, 3, 3, now(), 'it took too long and was stopped')")
    told = many("status")
    assert told.code == 3
    assert "athlete 1: it took too long and was stopped; 'overload many retry 1' tries again" in told.out
    assert "kim" not in told.out
    many("retry", "1")
    assert many("status").code == 0


def test_what_is_wrong_is_said_with_what_to_write(
    many: Callable[..., Any],
    address: str,
    overload: Callable[..., Any],
    plan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No database, none of that kind, no tables, no such athlete, a name that is none, a plan that cannot be there."""
    monkeypatch.delenv("OVERLOAD_DATABASE", raising=False)
    assert "OVERLOAD_DATABASE" in overload("many", "status").err
    assert "write it like" in overload("many", "--at", "kim.db", "status").err
    assert "'overload many init' makes the tables" in many("status").err
    assert "cannot be reached" in overload("many", "--at", "postgresql:///x?host=/nowhere", "init").err
    many("init"), many("add", "kim", plan)
    for words, code, said in (
        (("pause", "sam"), 65, "there is no athlete 'sam'"),
        (("pause", "7"), 65, "there is no athlete '7'"),
        (("add", "kim", plan), 65, "choose another name"),
        (("add", "7up", plan), 2, "begin with a letter"),
        (("add", "sam", tmp_path / "none.toml"), 74, "none.toml"),
        (("link", "kim"), 2, "--base-url"),
        (("link", "kim", "family", "--base-url", "https://training.example"), 2, "there is no feed 'family'"),
        (("link", "kim", "--revoke", "k7"), 2, "there is no link 'k7'"),
        (("remove", "kim"), 2, "overload many remove kim --export FOLDER"),
        (("remove", "kim", "--for-good", "--export", "x"), 2, "not both"),
    ):
        done = many(*words)
        assert (done.code, done.out) == (code, ""), (words, done)
        assert said in done.err
    plan.write_text(PLAN + '[busy.work]\nfile = "work.ics"\n', encoding="utf-8")
    for words in (("add", "sam", plan), ("plan", "kim", plan)):
        assert many(*words).code == 78
    assert many("plan", "kim").out == PLAN
    monkeypatch.setenv("OVERLOAD_DATABASE", address)
    assert "1 active" in overload("many", "status").out


def test_a_worker_tells_of_plans_with_mistakes(many: Callable[..., Any], address: str, plan: Path) -> None:
    """By number alone, and with exit code 3."""
    many("init"), many("add", "kim", plan)
    with closing(rows.connect(address)) as connection:
        connection.execute("UPDATE athlete SET plan = 'oh no'")
    done = many("worker", "--processes", 1, "--once")
    assert (done.code, done.err) == (3, "overload: athlete 1: troubled: 1 problem\n")
