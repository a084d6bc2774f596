"""`overload serve` as whoever starts it sees it."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow


def test_the_first_page_is_named_on_a_terminal(
    folder: Callable[..., Path], terminal: Callable[..., Any], overload: Callable[..., Any]
) -> None:
    """Without a word about the web in plan.toml the server names the page of the coming session, and it opens."""
    path = folder("--calendar", "back-only")
    serving = terminal(path, "serve", "--port", "0")
    serving.wait_for(r"s\d, Back of Mon 30 Nov, is written down at")
    address = re.search(r"http://127\.0\.0\.1:\d+/s/\S+", serving.wait_for(r"/s/\S+\r?\n"))[0]
    with urllib.request.urlopen(address) as reply:  # noqa: S310 - our own server
        assert "Dumbbell deadlift" in reply.read().decode()
    serving.process.terminate()
    serving.end()
