"""A server that is killed and started again while people train, and one that serves many for a long time."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.store import open_store

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]

IS_LONG = os.environ.get("OVERLOAD_FAULTS") == "long"
DAY = "2026-11-25T18:00"
LIFTS = ("dumbbell-deadlift", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly")[: 4 if IS_LONG else 2]
TAPS = 40 if IS_LONG else 3
RESTARTS = 10 if IS_LONG else 1
ATHLETES, REQUESTS = (100, 10_000) if IS_LONG else (6, 90)
ROUNDS = 12 if IS_LONG else 3
Ask = Callable[[str], Any]


class Trainers:
    """People who write sets down, each those of one exercise, and send a form again until they know it was taken."""

    def __init__(self, page: str) -> None:
        self.page, self.port = page, 0
        self.told: list[str] = []
        self.wrong: list[str] = []

    def train(self, exercise: str) -> None:
        """Write down one set more often than before, again and again."""
        for reps in range(1, TAPS + 1):
            key = f"{exercise}-{reps:09}"
            while (status := self._send(f"exercise={exercise}&key={key}&do=save&reps-1={reps}&load-1=20+lb")) != 303:
                if status not in {0, 503}:
                    self.wrong.append(f"{key}: {status}")
                    return
            self.told.append(key)

    def _send(self, form: str) -> int:
        """Return the status of the answer; 0 where there was none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            connection.request("POST", self.page, form, {"Content-Type": "application/x-www-form-urlencoded"})
            response = connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()
        return response.status


def test_restarts_while_people_train(home, serve) -> None:
    """Killed in the middle of forms and started again: what is sent until it is answered was done once, all of it."""
    server = serve(home)
    trainers = Trainers(server.session_paths()[0])
    trainers.port = server.port
    crowd = [threading.Thread(target=trainers.train, args=(exercise,)) for exercise in LIFTS]
    for one in crowd:
        one.start()
    for number in range(1, RESTARTS + 1):
        while len(trainers.told) < number * TAPS * len(LIFTS) // (RESTARTS + 2) and any(
            one.is_alive() for one in crowd
        ):
            threading.Event().wait(0.01)
        server.process.kill()
        server.process.wait()
        server = serve(home)
        trainers.port = server.port
    for one in crowd:
        one.join()
    assert trainers.wrong == []
    assert len(set(trainers.told)) == TAPS * len(LIFTS)
    with open_store(home / "overload.db") as store:
        written, counting = store.all_entries(), store.entries()
        assert store.verify() == ()
    assert Counter(one.exercise for one in written) == Counter(dict.fromkeys(LIFTS, TAPS))
    assert {one.exercise: one.sets[0].reps for one in counting} == dict.fromkeys(LIFTS, TAPS)


def memory_of(process: subprocess.Popen[str]) -> int:
    """Return how many kB a process and its children have to themselves."""
    found, waiting = 0, [process.pid]
    while waiting:
        pid = waiting.pop()
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        except OSError:  # it has ended meanwhile
            continue
        found += sum(map(int, re.findall(r"^Private_\w+:\s+(\d+) kB", rollup, re.MULTILINE)))
    return found


@pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="this system does not tell what memory is whose"
)
def test_memory_stays_flat(home, serve, overload) -> None:
    """Many athletes below a root, asked for feeds and pages while updates run from day to day: memory does not grow."""
    root = home.parent
    for number in range(ATHLETES - 1):
        copy = Path(shutil.copytree(home, root / f"athlete{number}"))
        (copy / ".overload.key").unlink(missing_ok=True)
        plan = copy / "plan.toml"  # no twin of the first, which would not be served
        plan.write_text(re.sub(r'^id = "\w+"', f'id = "athlete{number}"', plan.read_text(), flags=re.MULTILINE))
    feeds = []
    for path in sorted(root.iterdir()):
        said = overload(path, "link", "add", "--no-qr", now=DAY).out
        feeds.append((path, re.search(r"^http://training\.test(/\S+)$", said, re.MULTILINE)[1]))
    server = serve(home, "--root", str(root))
    pages = server.session_paths()
    used = []
    for number in range(ROUNDS):
        now = f"2026-{11 + (25 + number) // 31:02}-{(24 + number) % 30 + 1:02}T18:{10 + number:02}"
        done = overload("update", "--all", root, now=now)
        assert (done.code, done.err) == (0, "")
        for request in range(REQUESTS // ROUNDS):
            path, link = feeds[request % len(feeds)]
            if request % 10:
                assert server.ask(link).body == (path / "calendars" / "training.ics").read_bytes()
            else:
                assert server.ask(pages[request // 10 % len(pages)]).status == 200
        used.append(memory_of(server.process))
    assert used[-1] < used[(ROUNDS - 1) // 2] * 1.1 + 4000, used
