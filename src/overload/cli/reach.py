"""Where a phone reaches the server and what works there: what `overload serve` says when it begins."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from overload.errors import DataError, FileError, Problem

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - where `--lan` listens, which is what it is for
_OUTSIDE: Final = ("192.0.2.1", 9)
"""An address of nobody (RFC 5737): a datagram socket turned to it knows its own, and nothing is sent."""


def reach_lines(host: str, port: int, base_url: str, *, is_secure: bool) -> Iterator[str]:
    """Yield which address a phone can use and what works there; `base_url` is where people are said to reach it."""
    if base_url:
        yield from _said_to_be(base_url)
    elif is_loopback(host):
        yield "phones cannot reach this address; 'overload serve --lan' lets those in your network in"
    elif is_secure:
        yield f"phones in your network: {address_of(host, port, is_secure=True)}"
        yield "all works there once the phone trusts the certificate; its name has to be the one in the address"
    else:
        yield f"phones in your network: {address_of(host, port, is_secure=False)}"
        yield _OVER_HTTP


_OVER_HTTP: Final = """\
over plain http sessions are written down and what is tapped is kept; to open them
without a connection, to install the page and to keep the screen on it takes https:
docs/phone.md"""


def _said_to_be(base_url: str) -> Iterator[str]:
    host = base_url.partition("://")[2].partition("/")[0].rpartition(":")[0] or base_url.partition("://")[2]
    yield f"phones: {base_url}, as base_url says"
    if not base_url.startswith("https://") and not is_loopback(host.strip("[]")):
        yield _OVER_HTTP


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address_of(host: str, port: int, *, is_secure: bool) -> str:
    """Return where others in the network reach what listens on a host: by this machine's own address, if on all."""
    try:
        is_everywhere = ipaddress.ip_address(host).is_unspecified
    except ValueError:
        is_everywhere = False
    name = (_own_address() or host) if is_everywhere else host
    return f"http{'s' if is_secure else ''}://{f'[{name}]' if ':' in name else name}:{port}"


def _own_address() -> str:
    """Return the address of this machine in its network; '' where it has none."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as turned:
            turned.connect(_OUTSIDE)
            return str(turned.getsockname()[0])
    except OSError:
        return ""


def check_certificate(certificate: Path, key: Path | None) -> None:
    """Raise FileError for files that cannot be read, DataError where they are no certificate with its key."""
    for file in filter(None, (certificate, key)):
        try:
            file.read_bytes()
        except OSError as error:
            raise FileError(Problem(str(file), f"cannot be read: {(error.strerror or '').lower()}")) from None
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key, password=lambda: "")
    except (ssl.SSLError, ValueError):
        what = "is no certificate in PEM that belongs to its key"
        hint = "name the whole chain with --certificate and its key, without a password, with --key"
        raise DataError(Problem(str(certificate), what, hint)) from None
