"""No address keeps the others out: connections are shared, and forwarded addresses believed of a proxy alone."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import attrs
import pytest

from overload.web.app import make_app
from overload.web.connections import MOST_AT_ONCE, MOST_OF_ONE, MOST_QUIET, ROOM, Crowd
from overload.web.limits import neighbourhood
from overload.web.server import configured
from overload.web.settings import Settings

HALF = b"GET / HTTP/1.1\r\nHost: x\r\nX-A: "
PROXY = "127.0.0.1"
WRONG = f"/a/{'x' * 43}"


@attrs.define(eq=False)
class Line:
    """A connection that asks for nothing, unless it is said to be busy."""

    is_busy: bool = False
    is_open: bool = True

    def hang_up(self) -> None:
        """Close it."""
        self.is_open = False


class TestTheCrowd:
    """Who has to go where many come."""

    def test_half_sent_heads_drive_out_their_own(self) -> None:
        """However many quiet connections an address opens, those of another stay, and so do its own newest."""
        crowd, other, mine = Crowd(), Line(), [Line() for _ in range(2000)]
        crowd.enter(other, "192.0.2.1")
        for one in mine:
            crowd.enter(one, "192.0.2.2")
        assert other.is_open
        assert [one.is_open for one in mine] == [False] * (2000 - MOST_QUIET) + [True] * MOST_QUIET
        assert len(crowd) == MOST_QUIET + 1

    def test_who_is_answered_stays(self) -> None:
        """Requests that are being answered are not broken off; an address with all its share busy gets no more."""
        crowd, busy, more = Crowd(), [Line(is_busy=True) for _ in range(MOST_OF_ONE)], Line()
        for one in [*busy, more]:
            crowd.enter(one, "192.0.2.2")
        assert all(one.is_open for one in busy)
        assert not more.is_open

    def test_many_addresses_leave_room(self) -> None:
        """Quiet connections from everywhere, IPv6 networks among them, never take the last places."""
        crowd, lines = Crowd(), [Line() for _ in range(3 * MOST_AT_ONCE)]
        for number, one in enumerate(lines):
            crowd.enter(one, f"2001:db8:{number % 7}::{number:x}")
        assert len(crowd) == MOST_AT_ONCE - ROOM
        assert sum(one.is_open for one in lines) == len(crowd)

    def test_a_proxy_speaks_for_many(self) -> None:
        """What comes by a proxy is not one address's; the others' room is kept all the same."""
        crowd, lines = Crowd(lambda address: address == "10.0.0.1"), [Line(is_busy=True) for _ in range(MOST_AT_ONCE)]
        for one in lines:
            crowd.enter(one, "10.0.0.1")
        assert all(one.is_open for one in lines)
        crowd.enter(late := Line(), "10.0.0.1")
        assert not late.is_open

    def test_who_left_is_forgotten(self) -> None:
        """Nothing is kept of connections that ended, however they did."""
        crowd, one = Crowd(), Line()
        crowd.enter(one, "192.0.2.2")
        crowd.leave(one)
        crowd.leave(one)
        assert len(crowd) == 0


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("a socket", "a socket"),
        ("", ""),
    ],
)
def test_what_an_address_is_counted_by(address: str, counted: str) -> None:
    """An IPv6 customer has a whole network of addresses, which are counted as one."""
    assert neighbourhood(address) == counted


@contextlib.contextmanager
def half_heads(port: int, count: int) -> Iterator[None]:
    """Keep many requests half sent from one address."""
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            line = stack.enter_context(socket.create_connection(("127.0.0.2", port), source_address=("127.0.0.2", 0)))
            line.sendall(HALF)
        yield


@pytest.mark.slow
class TestTheServer:
    """The same, from outside."""

    def test_600_half_sent_heads_keep_nobody_out(self, home: Path, serve) -> None:
        """From another address, and from the same one, pages and feeds come as before."""
        server = serve(home, "--host", "0.0.0.0", "--workers", "1")  # noqa: S104 - two addresses of this machine
        page = server.session_paths()[0]
        with half_heads(server.port, 600):
            assert server.ask(page).status == 200
            assert server.ask(WRONG).status == 404


class TestForwarded:
    """X-Forwarded-For counts where it was written by a trusted proxy, and nowhere else."""

    def guesses(self, home: Path, trusted: tuple[str, ...], told: Callable[[int], str]) -> list[int]:
        """Return how 130 wrong links are answered that come from one address, each with what it tells of another."""
        config = configured(make_app(Settings(folders=(home,))), trusted)
        config.load()
        return [asyncio.run(status(config.loaded_app, told(number))) for number in range(130)]

    def test_behind_a_proxy_each_has_limits_of_its_own(self, home: Path) -> None:
        """130 people who mistype an address once are no guesser."""
        assert set(self.guesses(home, (PROXY,), lambda n: f"198.51.100.{n}")) == {404}

    def test_what_stands_before_the_proxys_own_word_is_hearsay(self, home: Path) -> None:
        """A client can write what it likes there, and is counted all the same."""
        found = self.guesses(home, (PROXY,), lambda n: f"203.0.113.{n}, 198.51.100.7")
        assert found[:60] == [404] * 60
        assert 429 in found

    @pytest.mark.parametrize("trusted", [(), ("10.1.2.3",)])
    def test_of_nobody_else(self, home: Path, trusted: tuple[str, ...]) -> None:
        """Whoever is no trusted proxy is counted by where they come from, whatever they say."""
        found = self.guesses(home, trusted, lambda n: f"198.51.100.{n}")
        assert found[:60] == [404] * 60
        assert 429 in found


@pytest.mark.parametrize(
    ("trusted", "said", "expected"),
    [
        ((PROXY,), "https", ("https", "198.51.100.7")),
        ((PROXY,), "javascript", ("http", "198.51.100.7")),
        (("127.0.0.0/8",), "https", ("https", "198.51.100.7")),
        (("10.1.2.3",), "https", ("http", PROXY)),
        ((), "https", ("http", PROXY)),
    ],
)
def test_scheme_and_address(trusted: tuple[str, ...], said: str, expected: tuple[str, str]) -> None:
    """What a request came by and from is what the proxy says, if it is one, and says something that can be."""
    seen: list[tuple[str, str]] = []

    async def app(scope: Any, _: object, __: object) -> None:
        seen.append((scope["scheme"], scope["client"][0]))

    config = configured(cast("Any", app), trusted)
    config.load()
    headers = [(b"x-forwarded-for", b"198.51.100.7"), (b"x-forwarded-proto", said.encode())]
    scope = {"type": "http", "scheme": "http", "client": (PROXY, 1), "headers": headers}
    asyncio.run(cast("Any", config.loaded_app)(scope, None, None))
    assert seen == [expected]


async def status(app: Any, forwarded: str) -> int:
    """Ask for a feed that there is not, from the proxy's address, and return the status of the answer."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"{WRONG}/training.ics",
        "scheme": "http",
        "client": (PROXY, 1),
        "headers": [(b"x-forwarded-for", forwarded.encode())],
    }
    await app(scope, None, send)
    return int(sent[0]["status"])
