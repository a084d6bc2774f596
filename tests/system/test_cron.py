"""A real cron daemon runs the line that `overload cron` installs."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
FEED = Path("calendars") / "training.ics"
LOOKS = 30 * 60 * 2
"""Two a second. Cron starts it every minute: thirty times without a feed, and it never comes."""


@pytest.fixture
def daemon() -> Iterator[None]:
    """Run Debian's cron; afterwards root's crontab is what it was."""
    cron, crontab = shutil.which("cron"), shutil.which("crontab")
    if os.getuid() != 0:
        pytest.skip("only root can start a cron daemon")
    if cron is None or crontab is None:
        pytest.fail("cron is missing; tests/system-packages installs it")
    was = subprocess.run([crontab, "-l"], capture_output=True, text=True, check=False)
    running = subprocess.Popen([cron, "-f"], stdin=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin"})
    try:
        yield
    finally:
        running.terminate()
        running.wait()
        if was.returncode == 0:
            subprocess.run([crontab, "-"], input=was.stdout, text=True, check=True)
        else:
            subprocess.run([crontab, "-r"], check=False, capture_output=True)


def test_cron_makes_the_feed(daemon: None, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
    """Installed, run every minute by the daemon with hardly an environment, removed: the feed was made meanwhile."""
    home = folder("--zone", "UTC")
    done = overload(home, "cron", "--install", "--with", "cron")
    assert done.code == 0, done.err
    assert "written to the crontab" in done.out
    crontab = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=True).stdout
    line = next(one for one in crontab.splitlines() if one.endswith("update"))
    assert line in done.out
    every_minute = f"* * * * * {line.split(maxsplit=5)[5]}"
    subprocess.run(["crontab", "-"], input=f"# overload: {home}\n{every_minute}\n", text=True, check=True)
    (home / FEED).unlink()
    for _ in range(LOOKS):
        if (home / FEED).exists():
            break
        time.sleep(0.5)  # noqa: TID251 - until the next look
    assert (home / FEED).read_bytes().endswith(b"END:VCALENDAR\r\n")
    assert overload(home, "cron", "--remove", "--with", "cron").code == 0
    left = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False).stdout
    assert str(home) not in left
