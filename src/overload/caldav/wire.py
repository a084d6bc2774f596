"""One request to a calendar server and its answer: time and size limited, redirects and passwords kept in bounds.

`http.client` does it: it sends what it is told once, with the method it was told, and nothing more. A redirect is
followed by us, with the method kept, and never with the password to a host that nobody named.
"""

from __future__ import annotations

import base64
import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import SplitResult, urljoin, urlsplit

import attrs

from overload.caldav.digest import digest_answer
from overload.caldav.limits import CONNECT_S, Deadline, LimitedSocket
from overload.errors import NoCalendarServerError, Problem, SetUpError, UnreachableError

MOST_BYTES: Final = 16_000_000
"""So much of an answer is read; a calendar of ten thousand events lists in a third of it."""
_MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 307, 308})
_CHUNK: Final = 65_536
AGENT: Final = "overload"


@attrs.frozen
class Login:
    """Whom to be, and how: `auth` is `basic`, `digest`, `bearer`, or empty for whatever the server asks for."""

    user: str
    password: str = attrs.field(repr=False)
    auth: str = ""


@attrs.frozen
class Answer:
    """What came back: `headers` by name in small letters, `url` is where it came from."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


@attrs.frozen
class Request:
    """What is asked: a method, an address, a body."""

    method: str
    url: str
    body: bytes = b""
    headers: Mapping[str, str] = attrs.field(factory=dict)


class Wire:
    """The way to a server. `certificates` is a file of certificates to trust besides the usual ones."""

    def __init__(self, login: Login | None, certificates: str = "") -> None:
        self._login = login
        self._certificates = certificates
        self._hosts: set[str] = set()
        self._context: ssl.SSLContext | None = None

    def trust(self, url: str) -> None:
        """Let the password go to the host of an address that the athlete or discovery named. Raises SetUpError."""
        self._hosts.add(_origin(checked(url, "plan.toml: caldav.url")))

    def ask(self, request: Request) -> Answer:
        """Return the answer to a request, redirects followed. Raises CalendarError."""
        deadline, url = Deadline(), request.url
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._answered(attrs.evolve(request, url=url), deadline)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            url = self._followed(url, answer.headers["location"])
        raise NoCalendarServerError(Problem(shown(request.url), "redirects in a circle", "name the calendar's address"))

    def _followed(self, url: str, location: str) -> str:
        """Return where a redirect leads, if the password may go there."""
        try:
            target = urljoin(url, location)
        except ValueError:
            raise NoCalendarServerError(
                Problem(shown(url), "redirects to nowhere", "name the calendar's own address")
            ) from None
        parts = checked(target, shown(url))
        if _origin(parts) in self._hosts:
            return target
        if self._login is not None:
            hint = f"if {parts.hostname} is your calendar's server, name it instead: overload caldav connect"
            raise NoCalendarServerError(
                Problem(shown(url), f"sends us on to {parts.hostname}, which is not told your password", hint)
            )
        return target

    def _answered(self, request: Request, deadline: Deadline) -> Answer:
        """Ask, and once more where the server names another way to say who one is."""
        login = self._login
        if login is None:
            return self._once(request, deadline, "")
        if login.auth == "bearer":
            return self._once(request, deadline, f"Bearer {login.password}")
        basic = base64.b64encode(f"{login.user}:{login.password}".encode()).decode()
        first = self._once(request, deadline, "" if login.auth == "digest" else f"Basic {basic}")
        challenge = first.headers.get("www-authenticate", "")
        if first.status != 401 or "digest" not in challenge.lower() or login.auth == "basic":
            return first
        said = digest_answer(challenge, request.method, urlsplit(request.url), login.user, login.password)
        return self._once(request, deadline, said) if said else first

    def _once(self, request: Request, deadline: Deadline, authorization: str) -> Answer:
        """Send a request once. Raises UnreachableError, SetUpError, NoCalendarServerError."""
        parts = checked(request.url, "plan.toml: caldav.url")
        headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": AGENT, "Connection": "close"}
        headers |= dict(request.headers) | {"Content-Length": str(len(request.body))}
        if authorization:
            headers["Authorization"] = authorization
        place = shown(request.url)
        try:
            connection, limited = self._connected(parts, deadline)
            try:
                path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.request(request.method, path, request.body, headers)
                response = connection.getresponse()
                body = _body(response, deadline, place)
            finally:
                connection.close()
                limited.finish()
        except ssl.SSLCertVerificationError as error:
            hint = 'write ca = "my.pem" under [caldav] if it is a certificate of your own'
            raise SetUpError(Problem(place, f"its certificate is not trusted: {error.verify_message}", hint)) from None
        except TimeoutError:
            raise unreachable(place, "does not answer in time") from None
        except socket.gaierror:
            raise unreachable(place, "has no address that can be found; is this machine online?") from None
        except ssl.SSLError as error:
            raise unreachable(place, f"breaks off: {error.reason or 'no TLS'}") from None
        except OSError as error:
            raise unreachable(place, (error.strerror or type(error).__name__).lower()) from None
        except (http.client.HTTPException, ValueError):
            raise unreachable(place, "answers with what cannot be read") from None
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, told, body, request.url)

    def _connected(self, parts: SplitResult, deadline: Deadline) -> tuple[http.client.HTTPConnection, LimitedSocket]:
        host, is_secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if is_secure else 80)
        plain = socket.create_connection((host, port), timeout=deadline.left(CONNECT_S))
        try:
            made: socket.socket = plain
            if is_secure:
                made = self._tls().wrap_socket(plain, server_hostname=host)
            connection = http.client.HTTPConnection(host, port)
            limited = LimitedSocket(made, deadline)
            end: Any = limited
            connection.sock = end
        except BaseException:
            plain.close()
            raise
        return connection, limited

    def _tls(self) -> ssl.SSLContext:
        if self._context is None:
            try:
                self._context = ssl.create_default_context()
                if self._certificates:
                    self._context.load_verify_locations(self._certificates)
            except OSError as error:
                hint = "name a file of certificates (PEM)"
                raise SetUpError(Problem("plan.toml: caldav.ca", f"cannot be read: {error.strerror}", hint)) from None
        return self._context


def _body(response: http.client.HTTPResponse, deadline: Deadline, place: str) -> bytes:
    """Read an answer to its end. Raises UnreachableError where it is cut, NoCalendarServerError where it has no end."""
    parts, size = [], 0
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise NoCalendarServerError(
                Problem(place, f"answers with more than {MOST_BYTES // 1_000_000} MB", "name one calendar's address")
            )
        parts.append(chunk)
        deadline.left(1)
    if response.length:
        raise http.client.IncompleteRead(b"")
    return b"".join(parts)


def unreachable(place: str, what: str) -> UnreachableError:
    """Return the error of a server that cannot be asked now."""
    return UnreachableError(Problem(place, f"is not reachable: {what}", "the plan is as it was; it is tried again"))


def checked(url: str, place: str) -> SplitResult:
    """Return the parts of an address that may be asked: https, or http on this machine. Raises SetUpError."""
    try:
        parts = urlsplit(url)
        known = parts.hostname and parts.scheme in {"http", "https"} and (parts.port or 1)
    except ValueError:
        known = None
    if not known:
        raise SetUpError(Problem(place, "leads to no address of the web", 'write url = "https://cal.example.org/kim/"'))
    if parts.username or parts.password:
        hint = 'write password = { command = ["pass", "show", "cal"] } under [caldav]'
        raise SetUpError(Problem(place, "has a user or a password in the address", hint))
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise SetUpError(Problem(place, "sends the password in clear (http)", "write https://"))
    return parts


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def shown(url: str) -> str:
    """Return an address as a message shows it: without query or user."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _origin(parts: SplitResult) -> str:
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.scheme}://{parts.hostname}:{port}"
