"""What `overload serve` says of phones, and https with a certificate of one's own."""

from __future__ import annotations

import http.client
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.cli.reach import address_of, check_certificate, is_loopback, reach_lines
from overload.errors import DataError, FileError


def _said(host: str, base_url: str = "", *, is_secure: bool = False) -> str:
    return " ".join(" ".join(reach_lines(host, 8321, base_url, is_secure=is_secure)).split())


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_loopback_is_for_this_machine(host: str) -> None:
    """It says that no phone comes there, and how to let one in."""
    assert _said(host) == "phones cannot reach this address; 'overload serve --lan' lets those in your network in"


def test_plain_http_in_the_house() -> None:
    """The address is one that a phone can use, and what does not work there is named."""
    said = _said("192.168.1.20")
    assert said.startswith("phones in your network: http://192.168.1.20:8321 over plain http sessions are written down")
    assert "docs/phone.md" in said
    assert _said("fe80::1").startswith("phones in your network: http://[fe80::1]:8321")


def test_https_in_the_house() -> None:
    """All works there, under one condition."""
    said = _said("192.168.1.20", is_secure=True)
    assert said.startswith("phones in your network: https://192.168.1.20:8321 all works there once the phone trusts")


def test_where_base_url_says() -> None:
    """Behind a proxy that is where phones go; only plain http needs a word about what is missing."""
    assert _said("127.0.0.1", "https://train.example.org") == "phones: https://train.example.org, as base_url says"
    assert "over plain http" in _said("127.0.0.1", "http://nas.local:8321")
    assert "over plain http" not in _said("127.0.0.1", "http://127.0.0.1:8321")


def test_everywhere_is_told_by_an_address_of_this_machine() -> None:
    """Nobody can open 0.0.0.0 on a phone; without a network there is nothing better to say."""
    told = address_of("0.0.0.0", 8321, is_secure=False)  # noqa: S104 - nothing listens there
    assert told.startswith("http://")
    assert told.endswith(":8321")
    assert not is_loopback(told.partition("://")[2].rpartition(":")[0])


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Make a certificate for loopback and its key."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    words += ["-keyout", key, "-out", certificate, "-days", "36500", "-subj", "/CN=localhost"]
    subprocess.run([*words, "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    return certificate, key


def test_a_certificate_is_looked_at_before_anything_is_served(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """A file that is missing, one that is none, and a key of another are named with what to write."""
    certificate, key = pair
    check_certificate(certificate, key)
    with pytest.raises(FileError, match="cannot be read"):
        check_certificate(certificate, tmp_path / "nowhere.pem")
    with pytest.raises(DataError, match="belongs to its key"):
        check_certificate(certificate, None)
    (tmp_path / "other.pem").write_text("nothing of the kind")
    with pytest.raises(DataError, match="is no certificate in PEM"):
        check_certificate(tmp_path / "other.pem", key)


@pytest.mark.parametrize(
    ("flags", "said"),
    [(("--lan", "--host", "::1"), "give one of them"), (("--key", "key.pem"), "is the key of no certificate")],
)
def test_flags_that_do_not_go_together(flags: tuple[str, ...], said: str, overload: Any, folder: Any) -> None:
    """Each is told with what to write instead."""
    done = overload(folder(), "serve", *flags)
    assert (done.code, said in done.err) == (2, True), done.err


@pytest.mark.slow
def test_pages_over_https(home: Path, pair: tuple[Path, Path], serve: Callable[..., Any]) -> None:
    """A session is opened and written down, and what a phone can use is said at the start."""
    certificate, key = pair
    server = serve(home, "--certificate", str(certificate), "--key", str(key))
    trusting = ssl.create_default_context(cafile=str(certificate))
    path = server.session_paths()[0]
    connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=trusting)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, b"As asked" in answer.read()) == (200, True)
    body = "exercise=dumbbell-row&key=kkkkkkkkkkkk&do=asked"
    here = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://127.0.0.1:{server.port}"}
    connection.request("POST", path, body, here)
    assert connection.getresponse().status == 303
    connection.close()
    assert len(server.log()) == 1
    assert server.process.stdout.readline() == "phones: http://training.test, as base_url says\n"
