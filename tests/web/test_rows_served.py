"""Feeds from rows: found by the digest of a token, asked for by condition, ended when their link is."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from cluster import Cluster, running

from overload.many import RowHome, bring
from overload.many.served import QUERY
from overload.store import rows
from overload.update import opened, start_folder, update
from overload.update.links import LinkKind, add_link, end_link
from overload.web.rows_served import RowFeeds
from overload.web.settings import Clock

pytestmark = pytest.mark.slow

PLAN = """
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
[feeds.family]
show = "busy"
"""
NOW = "2026-11-23T06:00+00:00"
CLOCK = Clock(NOW)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Start a PostgreSQL."""
    with running(is_lasting=True) as started:
        yield started


@pytest.fixture(scope="module")
def home(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RowHome]:
    """Bring an athlete with two feeds into a database."""
    path = tmp_path_factory.mktemp("served") / "kim"
    start_folder(path, PLAN)
    update(path, CLOCK)
    with cluster.database("served") as address:
        with closing(rows.connect(address)) as connection:
            rows.bring_up_to_date(connection)
        yield bring(path, address, "kim")


@pytest.fixture
def app(home: RowHome) -> Iterator[RowFeeds]:
    """Serve them."""
    with closing(RowFeeds(home.address, CLOCK)) as served:
        yield served


def asked(app: RowFeeds, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of a response."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(app({"type": "http", "method": method, "path": path, "headers": given}, receive, send))
    start, body = sent
    return start["status"], {key.decode(): value.decode() for key, value in start["headers"]}, body["body"]


def linked(home: RowHome, kind: LinkKind = LinkKind.FEED, feed: str = "training") -> tuple[str, str]:
    """Make a link, and return its id and token."""
    with opened(home) as athlete:
        made, token = add_link(athlete.store, kind, feed, athlete.now(CLOCK))
    return made.id, token


def test_a_feed_is_what_was_published(home: RowHome, app: RowFeeds) -> None:
    """The bytes of the row; who has them gets none; a HEAD has no body; others' names open nothing."""
    _, token = linked(home)
    with opened(home) as athlete:
        published = athlete.feed_file("training").read()
    status, headers, body = asked(app, f"/f/{token}/training.ics")
    assert (status, body) == (200, published)
    assert headers["content-type"].startswith("text/calendar")
    for tag in (headers["etag"], f"W/{headers['etag']}", f'"x", {headers["etag"]}', "*"):
        status, again, body = asked(app, f"/f/{token}/training.ics", if_none_match=tag)
        assert (status, again["etag"], body) == (304, headers["etag"], b"")
    assert asked(app, f"/f/{token}/training.ics", if_none_match='"x"')[0] == 200
    assert asked(app, f"/f/{token}/training.ics", "HEAD")[::2] == (200, b"")
    assert asked(app, f"/f/{token}/training.ics", "POST")[0] == 405
    for path in (
        f"/f/{token}/family.ics", f"/f/{token}/none.ics", f"/a/{token}/training.ics", f"/f/{'x' * 43}/training.ics",
        "/", "/f/short/training.ics", f"/f/{token}", f"/f/{token}/training.ics/more",
    ):  # fmt: skip
        assert asked(app, path)[0] == 404, path


def test_a_page_opens_all_feeds_and_an_owner_s_link_none(home: RowHome, app: RowFeeds) -> None:
    """As the links of a folder do, as far as there are feeds."""
    _, token = linked(home, LinkKind.PAGE, "")
    assert asked(app, f"/a/{token}/training.ics")[0] == asked(app, f"/a/{token}/family.ics")[0] == 200
    _, token = linked(home, LinkKind.OWNER, "")
    assert asked(app, f"/a/{token}/training.ics")[0] == asked(app, f"/o/{token}/training.ics")[0] == 404


def test_a_link_that_has_ended_says_so_and_is_gone_at_last(home: RowHome, app: RowFeeds) -> None:
    """First a calendar of its end, then nothing."""
    name, token = linked(home)
    with opened(home) as athlete:
        end_link(athlete.store, name, athlete.now(CLOCK) - timedelta(minutes=1))
    status, _, body = asked(app, f"/f/{token}/training.ics")
    assert status == 200
    assert b"This calendar has ended" in body
    with closing(RowFeeds(home.address, Clock("2027-02-01T00:00+00:00"))) as later:
        assert asked(later, f"/f/{token}/training.ics")[0] == 410


def test_a_database_that_is_away_is_503_and_comes_back(cluster: Cluster, home: RowHome, app: RowFeeds) -> None:
    """Nobody's calendar is emptied by a failure; connections that broke are made again."""
    _, token = linked(home)
    assert asked(RowFeeds("postgresql:///x?host=/nowhere", CLOCK), f"/f/{token}/training.ics")[0] == 503
    assert asked(app, f"/f/{token}/training.ics")[0] == 200
    cluster.crash()
    assert asked(app, f"/f/{token}/training.ics")[0] == 200


def test_a_link_is_found_by_an_index_among_many(home: RowHome) -> None:
    """One statement, and with 100,000 links no look at all of them."""
    with closing(rows.connect(home.address)) as connection:
        connection.execute("SET session_replication_role = replica")  # their athlete is not looked up for each
        connection.execute(
            "INSERT INTO link SELECT 'd' || n, %s, 'link.' || n, 'feed', 'training', '' FROM generate_series(1, 1e5) n",
            (home.number,),
        )
        connection.execute("ANALYZE link")
        plan = "\n".join(
            row[0] for row in connection.execute(f"EXPLAIN {QUERY}", (["x"], ["x"], "training", "d777")).fetchall()
        )
    assert "Index Scan using link_pkey on link" in plan
    assert "Seq Scan on link" not in plan


def test_what_a_later_version_keeps_opens_nothing(home: RowHome, app: RowFeeds) -> None:
    """A link that cannot be read keeps nobody from writing it, and its digest opens nothing any more."""
    name, token = linked(home)
    with home.store() as store:
        store.set(f"link.{name[1:]}", "of another kind")
        store.set("link.99", '{"feed": "training"}')
    assert asked(app, f"/f/{token}/training.ics")[0] == 404


def test_it_is_served_until_it_is_stopped(home: RowHome) -> None:
    """A server of its own answers over HTTP, and ends when it is asked to."""
    _, token = linked(home)
    command = [sys.executable, "-m", "overload", "many", "--at", home.address, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        where = server.stdout.readline().split()[3].rstrip(";")
        with urllib.request.urlopen(f"{where}/f/{token}/training.ics") as response:  # noqa: S310 - our own server
            assert response.read().startswith(b"BEGIN:VCALENDAR")
        server.terminate()
    assert server.returncode in {0, -signal.SIGTERM}
