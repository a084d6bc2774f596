"""Feeds over HTTP: conditional requests, links that end, and who may see what."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import icalendar
import pytest

from overload.web.settings import Settings

pytestmark = pytest.mark.slow
DAY = "2026-11-25T18:00"


def _add(overload: Callable[..., Any], path: Path, *words: str, now: str = DAY) -> str:
    """Make a link; return its path."""
    done = overload(path, "link", "add", "--no-qr", *words, now=now)
    assert done.code == 0, done.err
    return re.search(r"^http://training\.test(/\S+)$", done.out, re.MULTILINE)[1]


@pytest.fixture
def link(home, overload) -> str:
    """Make a link to the feed; return its path."""
    return _add(overload, home)


def _old(path: Path) -> None:
    """Let a feed be written a while ago, so that its date is trusted."""
    os.utime(path / "calendars" / "training.ics", ns=(time.time_ns() - 10**10,) * 2)


def test_the_feed_is_the_published_file(link, server) -> None:
    """Byte for byte, with the headers a calendar needs, never compressed."""
    feed = server.ask(link, Accept_Encoding="gzip, br", Accept="application/json")
    assert feed.status == 200
    assert feed.body == (server.folder / "calendars" / "training.ics").read_bytes()
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    assert int(feed.headers["content-length"]) == len(feed.body)
    assert feed.headers["cache-control"].startswith("private")
    assert feed.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in feed.headers["x-robots-tag"]
    assert not {"content-encoding", "set-cookie", "server"} & set(feed.headers)


def test_what_a_client_has_is_not_sent_again(link, server, overload) -> None:
    """By ETag, weak or in a list, or else by date; a changed feed is sent."""
    _old(server.folder)
    feed = server.ask(link)
    etag, modified = feed.headers["etag"], feed.headers["last-modified"]
    for condition in ({"If_None_Match": etag}, {"If_None_Match": f'"x", W/{etag}'}, {"If_None_Match": "*"},
                      {"If_Modified_Since": modified}):  # fmt: skip
        again = server.ask(link, **condition)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == etag
        assert "content-length" not in again.headers
    assert server.ask(link, If_None_Match='"other"', If_Modified_Since=modified).status == 200
    assert server.ask(link, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT").status == 200
    assert server.ask(link, If_Modified_Since="nonsense").status == 200
    overload(server.folder, "skip", "s2", now=DAY)
    assert server.ask(link, If_None_Match=etag, If_Modified_Since=modified).status == 200


def test_head_tells_the_same_without_the_body(link, server) -> None:
    """Headers equal those of GET."""
    whole, head = server.ask(link), server.ask(link, "HEAD")
    assert (head.status, head.body) == (200, b"")
    drop = {"date"}
    assert {n: v for n, v in head.headers.items() if n not in drop} == {
        n: v for n, v in whole.headers.items() if n not in drop
    }
    assert server.ask(link, "POST").status == 405
    assert server.ask(link, "DELETE").status == 405


def test_links_are_found_as_soon_as_they_are_made_and_end_when_they_are_revoked(server, overload) -> None:
    """A revoked one says so with a calendar of its own, which is nobody's training, and is gone after 30 days."""
    link = _add(overload, server.folder)
    assert server.ask(link).status == 200
    overload(server.folder, "link", "revoke", "k1", now=DAY)
    ended = server.ask(link)
    assert ended.status == 200
    (event,) = icalendar.Calendar.from_ical(ended.body).walk("VEVENT")
    assert "ended" in event["SUMMARY"]
    assert b"Pull" not in ended.body
    assert server.ask(link, If_None_Match=ended.headers["etag"]).status == 304
    old = _add(overload, server.folder, now="2026-01-01T12:00")
    overload(server.folder, "link", "revoke", "k2", now="2026-01-02T12:00")
    assert server.ask(old).status == 410


def test_a_rotated_link_works_on_for_a_while(link, server, overload) -> None:
    """Both addresses serve the same feed."""
    done = overload(server.folder, "link", "rotate", "k1", "--no-qr", now="2100-01-01T00:00")
    new = re.search(r"^http://training\.test(/\S+)$", done.out, re.MULTILINE)[1]
    assert new != link
    assert server.ask(new).body == server.ask(link).body


def test_every_wrong_link_is_answered_alike(link, server) -> None:
    """Mistyped, of another feed, of another kind, with tricks in its path: the same page, and nothing learnt."""
    page = server.session_paths()[0]
    token = link.split("/")[2]
    wrong = [
        "/", "/f", "/f/", f"/f/{token}", f"/f/{token}/", f"/f/{token}/other.ics", f"/f/{'A' * 43}/training.ics",
        f"/a/{token}/training.ics", f"/f/{token}/../training.ics", f"/f/{token}/..%2f..%2fplan.toml",
        f"/f/{token}/%2e%2e/plan.toml.ics", f"/f/{token}/training.ics/", f"/f/{token}x/training.ics",
        f"/f/{token}//training.ics", "/s/", page[:-1], f"{page}x", page + "/", page.replace(".2.", ".3."),
        "/s/" + "A" * 12 + ".2." + "A" * 27, "/static/style.css", "/static/..%2fapp.py", "/plan.toml", "/overload.db",
        "/%00", "/f/%ff%fe/x.ics", "/" + "a" * 3000, "/favicon.ico", "/robots.txt",
    ]  # fmt: skip
    server = server  # noqa: PLW0127 - the one of this test
    answers = [server.ask(one) for one in wrong]
    assert {one.status for one in answers} == {404}
    assert len({one.body for one in answers}) == 1
    assert len({tuple(sorted((n, v) for n, v in one.headers.items() if n != "date")) for one in answers}) == 1


def test_who_guesses_has_to_wait_and_who_knows_has_not(link, server) -> None:
    """Wrong links are counted by address; the right one goes on working."""
    guesses = (server.ask(f"/f/{number:043}/training.ics").status for number in count())
    statuses = Counter(takewhile(lambda status: status != 429, guesses))
    assert set(statuses) == {404}
    assert statuses[404] >= Settings().guesses
    assert server.ask(link).status == 200
    assert server.ask(server.session_paths()[0]).status == 200


def test_a_damaged_folder_costs_only_itself(home, serve, overload, tmp_path) -> None:
    """The feed goes on as it was published; the page goes by the last plan and says so; other folders do not notice."""
    root = home.parent
    other = root / "other"
    overload("init", other, "--yes", "--zone", "UTC")
    overload(other, "update")
    with (other / "plan.toml").open("a") as file:
        file.write('\n[web]\nbase_url = "http://training.test"\n')
    overload(other, "update")
    mine, others = _add(overload, home), _add(overload, other)
    server = serve(home, "--root", str(root))
    page = server.session_paths()[0]
    (home / "plan.toml").write_text("nonsense = [")
    assert server.ask(mine).status == 200
    broken = server.ask(page)
    assert broken.status == 200
    assert b"plan.toml has a mistake" in broken.body
    assert b"nonsense" not in broken.body
    assert str(root).encode() not in broken.body
    assert server.ask(others).status == 200
    (home / "calendars" / "training.ics").unlink()
    assert server.ask(mine).status == 503
    assert server.ask(others).body != b""
