"""Ten thousand hostile requests: no error of the server, nothing written, nothing of anybody told."""

from __future__ import annotations

import http.client
import random
import re
import string
from collections import Counter
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

pytestmark = pytest.mark.slow
REQUESTS = 10_000
METHODS = ("GET", "HEAD", "POST", "POST", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "X")
TYPES = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
    "*/*",
)
TRICKS = (
    *("..", "%2e%2e", "..%2f..%2f", "%00", "//", "\\", "%5c", ";", "?", "%ff%fe", "plan.toml", "overload.db", "static"),
    *(".overload.key", "calendars", "training.ics", "%0d%0aSet-Cookie:%20a=b", "{{7*7}}", "a" * 600, "%F0%9F%92%AA"),
)
WORDS = (
    *("", "0", "-1", "1e999", "NaN", "9" * 50, "null", "' OR 1=1 --", "<script>alert(1)</script>", "\x00", "\ud7ff"),
    *("../../x", "{{config}}", "asked", "save", "set-0", "set-99999999", "skip", "undo", "dumbbell-row", "20 lb", "٣"),
)
HEADERS = (
    *("Origin", "Sec-Fetch-Site", "If-None-Match", "If-Modified-Since", "X-Forwarded-For", "X-Forwarded-Proto"),
    *("Cookie", "Range", "Accept-Encoding", "Expect", "Upgrade", "Content-Encoding", "Forwarded"),
)
VALUES = ("*", "null", '"x"', "https://evil.example", "127.0.0.1", "bytes=0-1", "gzip", "a" * 900)


class Fuzz:
    """Makes requests that no page of ours would send, from what a curious holder of links knows."""

    def __init__(self, seed: int, session: str, feed: str) -> None:
        self._random = random.Random(seed)
        self._known = (session, feed)

    def path(self) -> str:
        """Return a wrong path: a known one changed, or pieces that may mean trouble."""
        choose = self._random
        if choose.random() < 0.4:
            parts = (choose.choice((*TRICKS, "f", "s", "a", "x")) for _ in range(choose.randint(1, 5)))
            return "/" + "/".join(parts)
        known = list(choose.choice(self._known))
        for _ in range(choose.randint(1, 3)):
            at = choose.randrange(3, len(known))
            act = choose.random()
            if act < 0.4:
                known[at] = choose.choice(string.ascii_letters.replace(known[at][:1], "") + "-_.")
            elif act < 0.7:
                known.insert(at, quote(choose.choice(TRICKS), safe="%./"))
            else:
                del known[at]
        changed = "".join(known).partition("?")[0]
        return self.path() if changed in self._known else changed

    def headers(self) -> dict[str, str]:
        """Return headers of any kind."""
        choose = self._random
        found = {"Content-Type": choose.choice(TYPES)}
        found.update({name: choose.choice(VALUES) for name in HEADERS if choose.random() < 0.15})
        return found

    def body(self) -> bytes:
        """Return what is no form of ours: it has no key, or a field that means nothing."""
        choose = self._random
        if choose.random() < 0.3:
            return choose.randbytes(choose.choice((0, 1, 50, 5000, 9000)))
        names = ("exercise", "do", "reps-1", "load-1", "reps-2", "note", "on", "rir-1", "to", "insist", "x" * 50)
        fields = {choose.choice(names): choose.choice(WORDS) for _ in range(choose.randint(0, 12))}
        return urlencode(fields, errors="replace").encode()


def test_ten_thousand_hostile_requests(server, overload) -> None:
    """Every answer is a refusal; the folder is byte for byte what it was, and the server still works."""
    session = server.session_paths()[0]
    feed = re.search(r"training\.test(/\S+)", overload(server.folder, "link", "add", "--no-qr").out)[1]
    server.ask(session)
    before = _contents(server.folder)
    fuzz, answers = Fuzz(20261125, session, feed), Counter()
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    for number in range(REQUESTS):
        is_known = number % 50 == 0
        path = (session, feed)[number % 100 == 0] if is_known else fuzz.path()
        method = METHODS[number // 7 % len(METHODS)]
        try:
            connection.request(method, path, None if method in {"GET", "HEAD"} else fuzz.body(), fuzz.headers())
            response = connection.getresponse()
            body = response.read()
        except (http.client.HTTPException, OSError):
            connection.close()
            answers["cut"] += 1
            continue
        answers[response.status] += 1
        assert response.status < 500, (method, path, body[:200])
        assert is_known or b"Dumbbell" not in body, (method, path)
        assert response.getheader("set-cookie") is None
    connection.close()
    assert answers["cut"] < REQUESTS / 20, answers
    assert set(answers) <= {200, 304, 400, 403, 404, 405, 408, 413, 415, 429, "cut"}, answers
    assert _contents(server.folder) == before
    assert server.ask(session).status == 200
    assert server.ask(feed).status == 200


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
