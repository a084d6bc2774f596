"""What the server keeps from those who mean no good: other sites, huge and slow requests, tricks, and the curious."""

from __future__ import annotations

import re
import socket

import pytest

from overload.web.limits import Buckets
from overload.web.settings import LARGEST_BODY

pytestmark = pytest.mark.slow
DAY = "2026-11-25T18:00"
ROW = "dumbbell-row"


def _raw(port: int, data: bytes) -> bytes:
    """Send bytes as they are and return all that comes back."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


def test_a_page_may_load_only_what_is_ours(server) -> None:
    """No inline script or style, no frame, no referrer, no cookie, no index, nothing kept by caches."""
    page = server.ask(server.session_paths()[0])
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["referrer-policy"] == "same-origin"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["x-robots-tag"].startswith("noindex")
    assert "no-store" in page.headers["cache-control"]
    assert "set-cookie" not in page.headers
    assert not re.search(
        r"\sstyle=|\son\w+=|<style|<script(?! src=\"/static/)|javascript:|http://(?!training)", page.text
    )
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text):
        found = server.ask(address)
        assert found.status == 200
        assert found.headers["x-content-type-options"] == "nosniff"
        assert "immutable" in found.headers["cache-control"]


def test_get_never_writes(server) -> None:
    """Whoever fetches links before they are tapped changes nothing."""
    path = server.session_paths()[0]
    before = {one.name: one.read_bytes() for one in server.folder.rglob("*") if one.is_file()}
    for query in ("", "?do=asked&exercise=dumbbell-row&key=kkkkkkkkkkkk", "?do=call-off&key=kkkkkkkkkkkk"):
        assert server.ask(path + query).status == 200
        assert server.ask(path + query, "HEAD").status == 200
    assert {one.name: one.read_bytes() for one in server.folder.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example", "Sec_Fetch_Site": "same-origin"}, 403),
        ({"Origin": "null", "Sec_Fetch_Site": "same-origin"}, 303),
        ({"Origin": "null", "Sec_Fetch_Site": "none"}, 303),
        ({"Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin"}, 303),
        ({}, 303),
    ],
)
def test_forms_of_other_sites_are_refused(headers, status, server) -> None:
    """A form has to come from a page of this server."""
    path = server.session_paths()[0]
    own = {name: value.format(port=server.port) for name, value in headers.items()}
    reply = server.send(path, {"exercise": ROW, "key": "k" * 16, "do": "asked"}, **own)
    assert reply.status == status
    assert len(server.log()) == (status == 303)


def test_bodies_are_small_forms_that_come_in_time(server) -> None:
    """Anything else is refused before it is read."""
    path = server.session_paths()[0]
    form = {"exercise": ROW, "key": "k" * 16, "do": "asked"}
    assert server.send(path, {**form, "note": "x" * LARGEST_BODY}).status == 413
    chunked = (b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
               b"Transfer-Encoding: chunked\r\n\r\n" % path.encode()) + b"1000\r\n" + b"x" * 4096 + b"\r\n"  # fmt: skip
    assert b" 413 " in _raw(server.port, chunked + (b"1000\r\n" + b"x" * 4096 + b"\r\n") * 3 + b"0\r\n\r\n")
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain", ""):
        assert server.ask(path, "POST", b"{}", Content_Type=kind).status == 415
    assert server.ask(path, "POST", b"a=b", Content_Type="application/x-www-form-urlencoded",
                      Content_Encoding="gzip").status == 415  # fmt: skip
    for body in (b"\xff\xfe=1", b"do=%ff", b"do", b"do=asked&do=skip", b"&".join(b"a%d=1" % n for n in range(1500))):
        reply = server.ask(path, "POST", body, Content_Type="application/x-www-form-urlencoded")
        assert reply.status in {400, 413}, body[:40]
    with socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.sendall(b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                     b"Content-Length: 100\r\n\r\nexer" % path.encode())  # fmt: skip
        assert b" 408 " in slow.recv(65536)
    assert server.log() == ()


def test_who_says_nothing_is_hung_up_on(server) -> None:
    """A head that does not end, byte by byte or not at all, costs a connection for seconds, not for ever."""
    with socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ")
        assert slow.recv(100) == b""
    assert b" 400 " in _raw(server.port, b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 40000)
    assert b" 400 " in _raw(server.port, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")


def test_another_athlete_is_out_of_reach(home, serve, overload) -> None:
    """The link of one session opens that session alone, also where many folders are served."""
    other = home.parent / "other"
    overload("init", other, "--yes", "--zone", "UTC")
    with (other / "plan.toml").open("a") as file:
        file.write('\n[web]\nbase_url = "http://training.test"\n')
    overload(other, "update")
    server = serve(home, "--root", str(home.parent))
    mine = server.session_paths()[0].removeprefix("/s/")
    theirs = re.search(
        r"/s/([\w.-]+)", (other / "calendars" / "training.ics").read_bytes().decode().replace("\r\n ", "")
    )[1]
    name, ordinal, code = mine.split(".")
    for forged in (
        f"{theirs.split('.')[0]}.{ordinal}.{code}",
        f"{name}.5.{code}",
        f"{name}.{ordinal}.{theirs.split('.')[2]}",
    ):
        assert server.ask(f"/s/{forged}").status == 404
        assert server.send(f"/s/{forged}", {"exercise": ROW, "key": "k" * 16, "do": "asked"}).status == 404
    assert server.log() == ()


def test_logs_hold_no_secrets(home, serve, overload) -> None:
    """Neither tokens nor paths of links appear in what the server prints, whatever is asked of it."""
    server = serve(home)
    page = server.session_paths()[0]
    token = page.split("/")[2]
    server.ask(page)
    server.send(page, {"exercise": ROW, "key": "k" * 16, "do": "asked"})
    server.send(page, {"do": "nonsense", "key": "k" * 16})
    _raw(server.port, b"GET %s\r\n\r\n" % page.encode())
    (home / "plan.toml").write_text("nonsense = [")
    server.ask(page)
    server.process.terminate()
    out, err = server.process.communicate()
    assert token not in out + err
    assert token.split(".")[2] not in out + err


def test_buckets_fill_with_time() -> None:
    """What was taken comes back, no faster than it may."""
    now = 0.0
    buckets = Buckets(3, 60, lambda: now)
    assert [buckets.take("a") for _ in range(5)] == [True, True, True, False, False]
    assert buckets.take("b")
    assert buckets.wait_s("a") == 20
    now = 19.0
    assert not buckets.take("a")
    now = 20.5
    assert buckets.take("a")
    now = 1000.0
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]


def test_a_link_ends_with_the_key_it_was_made_by(server) -> None:
    """Once the key of a folder is another, no link of the old one opens anything, not even for a moment."""
    path = server.session_paths()[0]
    assert server.ask(path).status == 200
    (server.folder / ".overload.key").write_text("0" * 64 + "\n")
    assert server.ask(path).status == 404
    assert server.send(path, {"exercise": ROW, "key": "k" * 12, "do": "asked"}).status == 404
    assert server.log() == ()
