"""Whole clients against the server: vdirsyncer, and many at once while people train and an update runs."""

from __future__ import annotations

import http.client
import os
import random
import re
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import icalendar
import pytest

from overload.store import open_store

pytestmark = pytest.mark.slow
DAY = "2026-11-25T18:00"
TAPS = 100 if os.environ.get("OVERLOAD_FAULTS") == "long" else 5
"""How often each of those who train writes sets down."""
READERS, WRITERS = 50, 10
LIFTS = ("dumbbell-deadlift", "pull-up", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly")


@pytest.fixture
def link(home, overload) -> str:
    """Make a link to the feed; return its path."""
    return re.search(r"training\.test(/\S+)", overload(home, "link", "add", "--no-qr").out)[1]


def _sync(folder: Path, *words: str) -> str:
    environment = {**os.environ, "VDIRSYNCER_CONFIG": str(folder / "config")}
    script = Path(sys.executable).with_name("vdirsyncer")
    command = [script, "-vdebug", *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, input="y\n", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_vdirsyncer_subscribes(link, server, overload, tmp_path) -> None:
    """The second sync copies nothing; after one session was moved, one item."""
    folder = tmp_path / "vdirsyncer"
    (folder / "items").mkdir(parents=True)
    (folder / "config").write_text(
        f'[general]\nstatus_path = "{folder}/status"\n[pair training]\na = "here"\nb = "there"\ncollections = null\n'
        f'[storage here]\ntype = "filesystem"\npath = "{folder}/items"\nfileext = ".ics"\n'
        f'[storage there]\ntype = "http"\nurl = "{server.address}{link}"\n'
    )
    _sync(folder, "discover")
    _sync(folder, "sync")
    first = {one.name: one.read_bytes() for one in (folder / "items").iterdir()}
    assert len(first) == server.ask(link).body.count(b"BEGIN:VEVENT")
    assert "Copying" not in _sync(folder, "sync")
    overload(server.folder, "move", "s3", "2026-11-28", "10:00", "--force", now=DAY)
    _sync(folder, "sync")
    after = {one.name: one.read_bytes() for one in (folder / "items").iterdir()}
    assert sum(first.get(name) != body for name, body in after.items()) == 1
    assert len(after) == len(first)


class Crowd:
    """People with phones: some fetch the feed, some write down sets; what goes wrong is gathered."""

    def __init__(self, port: int, link: str, page: str) -> None:
        self.port, self.link, self.page = port, link, page
        self.over = threading.Event()
        self.wrong: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.told: set[str] = set()

    def fetch(self) -> None:
        """Fetch by condition, over one connection, and look at every feed that comes, until nothing new does."""
        connection, etag, status = http.client.HTTPConnection("127.0.0.1", self.port), "", 0
        while not (self.over.is_set() and status == 304):
            connection.request("GET", self.link, headers={"If-None-Match": etag} if etag else {})
            response = connection.getresponse()
            body, etag = response.read(), response.headers["etag"]
            status = response.status
            self.statuses[status] += 1
            is_whole = body.startswith(b"BEGIN:VCALENDAR\r\n") and body.endswith(b"END:VCALENDAR\r\n")
            if status not in {200, 304} or (status == 200 and not is_whole):
                self.wrong.append(f"{status} {body[:80]!r}")
                return
        connection.close()

    def train(self, number: int) -> None:
        """Write down sets of one exercise again and again; a 303 is a promise, a 503 asks to come again."""
        draw = random.Random(number)
        exercise = LIFTS[number % len(LIFTS)]
        load = "0+lb" if exercise == "pull-up" else "20+lb"
        for tap in range(TAPS):
            key = f"k{number:03}-{tap:09}"
            form = f"exercise={exercise}&key={key}&do=save&reps-1={draw.randint(1, 99)}&load-1={load}"
            while (status := self._send(form)) == 503:
                pass
            if status == 303:
                self.told.add(key)
            else:
                self.wrong.append(f"tap: {status}")

    def _send(self, form: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("POST", self.page, form, {"Content-Type": "application/x-www-form-urlencoded"})
        response = connection.getresponse()
        response.read()
        connection.close()
        self.statuses[response.status] += 1
        return response.status


def test_a_crowd_while_people_train_and_an_update_runs(link, server) -> None:
    """Fifty fetch, ten write down, updates run beside them: no error, no lost entry, no torn feed."""
    crowd = Crowd(server.port, link, server.session_paths()[0])
    readers = [threading.Thread(target=crowd.fetch) for _ in range(READERS)]
    writers = [threading.Thread(target=crowd.train, args=(number,)) for number in range(WRITERS)]
    words = [sys.executable, "-m", "overload", "--now", DAY, "-C", str(server.folder), "update", "--wait", "3600"]
    for one in (*readers, *writers):
        one.start()
    try:
        while any(one.is_alive() for one in writers):
            assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    finally:
        crowd.over.set()
    for one in (*readers, *writers):
        one.join()
    assert crowd.wrong == []
    assert crowd.statuses[304] >= READERS
    assert len(crowd.told) == WRITERS * TAPS
    with open_store(server.folder / "overload.db") as store:
        written = store.all_entries()
        assert store.verify() == ()
        forms = store.named("tap.")
    assert {f"tap.{key}" for key in crowd.told} <= set(forms)
    last: dict[str, Any] = {one.exercise: one.sets[0].reps for one in written}
    assert set(last) == set(LIFTS)
    assert Counter(one.exercise for one in written if one.replaces is None) == Counter(LIFTS)
    feed = server.ask(link).body
    assert feed == (server.folder / "calendars" / "training.ics").read_bytes()
    assert icalendar.Calendar.from_ical(feed).walk("VEVENT")
    for exercise in LIFTS:
        name = {"pull-up": "Pull-up"}.get(exercise, exercise.rpartition("-")[2])
        assert name.encode().lower() in feed.lower()
