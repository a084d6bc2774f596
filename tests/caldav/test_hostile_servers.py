"""Servers that do everything wrong: bounded in time and memory, and each thing has its words and its exit code."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from overload.caldav import limits, wire
from overload.caldav.client import Calendar
from overload.caldav.password import password_of
from overload.caldav.wire import Login, Wire
from overload.errors import CalendarError, ConflictError, FullError, OverloadError, UnreachableError
from overload.model import PasswordSource

SECRET = "secret-word"  # noqa: S105 - a word to look for in messages
Talk = Callable[[socket.socket, bytes], None]


class Scripted:
    """A server that reads a request and then does as it is told."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.heard = talk, list[bytes]()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                peer, _ = self._socket.accept()
                with peer, suppress(OSError):
                    peer.settimeout(20)
                    heard = b""
                    while b"\r\n\r\n" not in heard:
                        heard += peer.recv(65536)
                    self.heard.append(heard)
                    self.talk(peer, heard)

    def close(self) -> None:
        """Serve no more."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    @property
    def url(self) -> str:
        """The address of a calendar there."""
        return f"http://127.0.0.1:{self.port}/kim/"


@pytest.fixture
def serve() -> Iterator[Callable[[Talk], Scripted]]:
    """Start servers that are stopped in the end."""
    started: list[Scripted] = []

    def start(talk: Talk) -> Scripted:
        started.append(Scripted(talk))
        return started[-1]

    yield start
    for one in started:
        one.close()


def says(answer: bytes) -> Talk:
    """Return a server that gives one answer to everything."""
    return lambda peer, _: peer.sendall(answer)


def http(status: str, body: bytes = b"", *headers: str) -> bytes:
    """Return an answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def calendar(url: str) -> Calendar:
    """Return the way to a calendar, with a password that must not get out."""
    return Calendar(Wire(Login("kim", SECRET)), url)


def failure(server: Scripted, ask: Callable[[Calendar], object] = Calendar.everything) -> CalendarError:
    """Ask, and return the error that comes of it, having looked that it does not tell the password."""
    with pytest.raises(CalendarError) as caught:
        ask(calendar(server.url))
    assert SECRET not in str(caught.value)
    return caught.value


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    b'<multistatus xmlns="DAV:">&b;</multistatus>'
)
DEEP = b'<multistatus xmlns="DAV:">' + b"<a>" * 5000 + b"</a>" * 5000 + b"</multistatus>"
NONE = http("207 Multi-Status", b'<multistatus xmlns="DAV:"></multistatus>')


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (http("401 Unauthorized"), 77, "the password is not taken"),
        (http("403 Forbidden"), 77, "may not be read"),
        (http("404 Not Found"), 78, "the calendar is gone"),
        (http("410 Gone"), 78, "the calendar is gone"),
        (http("429 Too Many Requests", b"", "Retry-After: 120"), 75, "not reachable"),
        (http("503 Service Unavailable"), 75, "not reachable"),
        (http("500 Internal Server Error"), 75, "not reachable"),
        (http("200 OK", b"<html><form>Sign in</form></html>", "Content-Type: text/html"), 76, "calendar server"),
        (http("207 Multi-Status", b"<html><body>Sign in"), 76, "calendar server"),
        (http("207 Multi-Status", BOMB), 75, "cut or broken"),
        (http("207 Multi-Status", DEEP), 75, "cut or broken"),
        (http("207 Multi-Status", "<multistatus xmlns='DAV:'/>".encode("utf-16")), 75, "not reachable"),
        (http("207 Multi-Status", b"<?xml version='1.0' encoding='martian'?><a/>"), 76, "calendar server"),
        (
            http(
                "207 Multi-Status",
                b'<multistatus xmlns="DAV:"><response><href>https://[/</href></response></multistatus>',
            ),
            75,
            "not reachable",
        ),
        (http("302 Found", b"", "Location: https://[/"), 76, "nowhere"),
        (http("207 Multi-Status", b"<a>\xff\xfe\x00</a>"), 76, "calendar server"),
        (NONE, 75, "nothing in it"),
        (http("207 Multi-Status", b'<multistatus xmlns="DAV:"><response><href>/kim/a.ics'), 75, "cut or broken"),
        (b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 5000\r\n\r\n<multistatus", 75, "not reachable"),
        (b"HTTP/1.1 207 Multi-Status\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n<multi", 75, "not reachable"),
        (b"\x16\x03\x01 what", 75, "not reachable"),
        (b"", 75, "not reachable"),
        (b"HTTP/1.1 207 Multi-Status\r\n" + b"X: y\r\n" * 5000 + b"\r\n", 75, "not reachable"),
    ],
)
def test_every_answer_has_its_words_and_its_code(serve, answer: bytes, code: int, words: str) -> None:
    """What a server says or fails to say ends in the code and the words of the table, and in no traceback."""
    error = failure(serve(says(answer)))
    assert error.exit_code == code
    assert words in str(error)
    assert error.problems[0].suggestion


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        ("403 Forbidden", CalendarError, 77),
        ("404 Not Found", CalendarError, 78),
        ("409 Conflict", CalendarError, 78),
        ("412 Precondition Failed", ConflictError, 3),
        ("413 Too Large", FullError, 3),
        ("507 Insufficient Storage", FullError, 3),
        ("503 Unavailable", UnreachableError, 75),
    ],
)
def test_a_write_that_is_refused_is_sent_once(serve, status: str, kind: type[CalendarError], code: int) -> None:
    """Each refusal of a write has its own meaning, and nothing is ever sent twice."""
    server = serve(says(http(status)))
    error = failure(server, lambda one: one.put("/kim/s1.ics", "BEGIN:VCALENDAR", None))
    assert isinstance(error, kind)
    assert error.exit_code == code
    assert len(server.heard) == 1
    assert b"If-None-Match: *" in server.heard[0]


def test_retry_after_is_kept(serve) -> None:
    """When to come back is what the server says."""
    error = failure(serve(says(http("503 Later", b"", "Retry-After: 120"))))
    assert isinstance(error, UnreachableError)
    assert error.retry_after == "120"


def test_a_redirect_keeps_the_method_and_the_password_stays_at_home(serve) -> None:
    """Within its host a redirect is followed with the method kept; to another one nothing is sent."""
    home = serve(lambda peer, heard: peer.sendall(
        NONE if b" /new/ " in heard else http("302 Found", b"", "Location: /new/")))  # fmt: skip
    failure(home)
    assert [one.split(b" ", 2)[:2] for one in home.heard] == [[b"PROPFIND", b"/kim/"], [b"PROPFIND", b"/new/"]]
    elsewhere = serve(says(NONE))
    sends = serve(says(http("301 Moved", b"", f"Location: {elsewhere.url}")))
    error = failure(sends)
    assert error.exit_code == 76
    assert "not told your password" in str(error)
    assert elsewhere.heard == []


def test_a_circle_of_redirects_ends(serve) -> None:
    """After a few of them it is given up."""
    server = serve(says(http("302 Found", b"", "Location: /kim/")))
    assert failure(server).exit_code == 76
    assert len(server.heard) < 10


def test_an_endless_answer_is_cut_off(serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read than any calendar could be."""
    monkeypatch.setattr(wire, "MOST_BYTES", 1_000_000)

    def pour(peer: socket.socket, _: bytes) -> None:
        peer.sendall(b"HTTP/1.1 207 Multi-Status\r\n\r\n<multistatus xmlns='DAV:'>")
        while True:
            peer.sendall(b"<response/>" * 5000)

    assert failure(serve(pour)).exit_code == 76


@pytest.mark.parametrize("head", [b"HTTP/1.1 207 Multi-Status\r\n", b"HTTP/1.1 207 Multi-Status\r\n\r\n", b""])
def test_one_that_drips_is_left(serve, monkeypatch: pytest.MonkeyPatch, head: bytes) -> None:
    """A byte now and then keeps nobody longer than the time a request has in all."""
    ended = threading.Event()
    monkeypatch.setattr(limits, "WHOLE_S", 0.3)
    monkeypatch.setattr(wire, "Deadline", lambda: limits.Deadline(0.3))

    def drip(peer: socket.socket, _: bytes) -> None:
        peer.sendall(head)
        while not ended.wait(0.02):
            peer.sendall(b"X")

    try:
        error = failure(serve(drip))
    finally:
        ended.set()
    assert error.exit_code == 75
    assert "in time" in str(error)


def test_nobody_there_is_not_reachable() -> None:
    """A port that nobody listens on, and a name that is nobody's."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/", "https://no-such-host.invalid/kim/"):
        with pytest.raises(UnreachableError):
            calendar(url).everything()


@pytest.mark.parametrize(
    "url", ["http://cal.example.org/kim/", "https://kim:word@cal.example.org/", "ftp://cal.example.org/", "https://[/"]
)
def test_an_address_that_would_give_the_password_away_is_not_asked(url: str) -> None:
    """Plain http, a password in the address, and what is no address at all are mistakes of plan.toml."""
    with pytest.raises(CalendarError) as caught:
        calendar(url).everything()
    assert caught.value.exit_code == 78
    assert "word" not in str(caught.value).replace("password", "")


def test_a_certificate_of_ones_own_is_named(tmp_path: Path, serve) -> None:
    """One that nobody vouches for is refused with what to write; named in `ca` it is taken."""
    import ssl

    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "my.pem",
         "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl makes no certificate here")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "my.pem", tmp_path / "key.pem")
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        for _ in range(2):
            peer, _address = listening.accept()
            with peer, suppress(OSError), context.wrap_socket(peer, server_side=True) as safe:
                heard = b""
                while b"</propfind>" not in heard:
                    heard += safe.recv(65536)
                safe.sendall(http("404 Not Found"))

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    url = f"https://127.0.0.1:{listening.getsockname()[1]}/kim/"
    with pytest.raises(CalendarError) as caught:
        calendar(url).everything()
    assert caught.value.exit_code == 78
    assert 'ca = "my.pem"' in str(caught.value)
    with pytest.raises(CalendarError) as caught:
        Calendar(Wire(Login("kim", SECRET), str(tmp_path / "my.pem")), url).everything()
    assert "is gone" in str(caught.value)
    thread.join()
    listening.close()


def test_a_password_is_found_where_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command, a variable, a private file; the first line of it is the password."""
    file = tmp_path / "word"
    file.write_text(f"{SECRET}\nand more\n")
    file.chmod(0o600)
    monkeypatch.setenv("CAL_WORD", SECRET)
    sources = [PasswordSource(("cat", "word")), PasswordSource(env="CAL_WORD"), PasswordSource(file="word")]
    assert [password_of(one, "kim", tmp_path) for one in sources] == [SECRET] * 3


def test_a_password_that_is_not_found_is_said_without_it(tmp_path: Path) -> None:
    """Each way to miss it is a mistake with what to do, exit code 78, and never shows what was found."""
    (tmp_path / "open").write_text(SECRET)
    (tmp_path / "open").chmod(0o644)
    (tmp_path / "link").symlink_to(tmp_path / "open")
    wrong = [
        PasswordSource(("false",)), PasswordSource(("no-such-program",)),
        PasswordSource(("sh", "-c", f"echo {SECRET}; false")),
        PasswordSource(env="NO_SUCH_VARIABLE"), PasswordSource(file="open"), PasswordSource(file="link"),
        PasswordSource(file="missing"), PasswordSource(("true",)),
    ]  # fmt: skip
    for source in wrong:
        with pytest.raises(OverloadError) as caught:
            password_of(source, "kim", tmp_path)
        assert caught.value.exit_code == 78
        assert SECRET not in str(caught.value)
        assert caught.value.problems[0].suggestion


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('url = "https://x.org/"\npassword = "secret-word"', "a password does not belong into plan.toml"),
        ('url = "https://kim:secret-word@x.org/"\npassword = { env = "A" }', "has a user or a password in it"),
        ('url = "http://x.org/"\npassword = { env = "A" }', "not safe for a password"),
        ('url = "https://x.org/"', "is missing"),
        ('url = "https://x.org/"\npassword = { env = "A", file = "b" }', "names no one place"),
    ],
)
def test_a_secret_in_the_plan_is_a_mistake(folder, overload, lines: str, said: str) -> None:
    """plan.toml holds where the password is and never the word; messages do not repeat it."""
    path = folder()
    with (path / "plan.toml").open("a") as plan:
        plan.write(f"\n[caldav]\n{lines}\n")
    done = overload(path, "caldav", "status")
    assert done.code == 78
    assert said in done.err
    assert SECRET not in done.err
