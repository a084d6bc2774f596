"""What a machine does to a program over the years, done to it here."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import overload.ical.writing
import overload.update  # noqa: F401 - imported before the test forks
from overload.cli import run
from overload.errors import LockedError
from overload.store import folder_lock, open_store

pytestmark = pytest.mark.slow

FEED = Path("calendars") / "training.ics"
_STAMPS = re.compile(rb"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\r\n", re.MULTILINE)
"""What of an event says when and how often it changed."""
LATER = "2026-12-01T05:00"


def start(folder: Path, *words: object, now: str = LATER, **more: Any) -> subprocess.Popen[str]:
    """Start a command on a folder."""
    command = [sys.executable, "-m", "overload", "-C", str(folder), "--now", now, *map(str, words)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.Popen(command, text=True, **streams)


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Return the exit code and what was said on stderr."""
    said = process.communicate()[1]
    return process.returncode, said or ""


def insist(folder: Path, *words: object, now: str = LATER) -> tuple[int, str]:
    """Run a command, and again for as long as it answers that another run is at work, as it says one should."""
    while (done := finish(start(folder, *words, now=now)))[0] == LockedError.exit_code:
        pass
    return done


def together(deeds: Sequence[Callable[[], tuple[int, str]]]) -> list[tuple[int, str]]:
    """Do all of it at the same time, and return how each ended."""
    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(lambda deed: deed(), deeds))


@pytest.fixture
def full_disk() -> Iterator[Path]:
    """A disk with 600 kB on it."""
    if os.getuid() != 0:
        pytest.skip("only root can mount")
    disk = Path(tempfile.mkdtemp())
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)], check=False).returncode:
        disk.rmdir()
        pytest.skip("this machine lets nobody mount")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)
        disk.rmdir()


def test_a_full_disk(folder: Callable[..., Path], full_disk: Path) -> None:
    """With no room left the old feed stays, the exit code is 74; with room again the next run does it all."""
    home = Path(shutil.copytree(folder(), full_disk / "training"))
    old = (home / FEED).read_bytes()
    ballast = full_disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(512))
            except OSError:
                break
    code, said = finish(start(home, "update"))
    assert (code, "make room" in said, "Traceback" in said) == (74, True, False)
    assert (home / FEED).read_bytes() == old
    ballast.unlink()
    assert finish(start(home, "update")) == (0, "")
    assert (home / FEED).read_bytes() != old


def test_a_folder_of_somebody_else(folder: Callable[..., Path], tmp_path: Path) -> None:
    """Where this user may not write, the run says so with 74 and changes nothing."""
    if os.getuid() != 0:
        pytest.skip("only root can act as another user")
    home = Path(shutil.copytree(folder(), Path(tempfile.mkdtemp()) / "training"))
    home.parent.chmod(0o755)
    for one in (home, *home.rglob("*")):
        one.chmod(0o755 if one.is_dir() else 0o644)
    old = (home / FEED).read_bytes()
    try:
        code, said = as_nobody(["-C", str(home), "--now", LATER, "update"])
        assert (code, "let the user this runs as write" in said) == (74, True), said
        assert (home / FEED).read_bytes() == old
    finally:
        shutil.rmtree(home.parent)


def as_nobody(words: list[str]) -> tuple[int, str]:
    """Run the program as the user nobody, in a child of this process, since the Python here may be root's own."""
    ours, theirs = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside the threads of the test runner
        child = os.fork()
    if child == 0:  # pragma: no cover - another process
        code = 99
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            with os.fdopen(theirs, "w") as told, contextlib.redirect_stderr(told):
                code = run(words)
        finally:
            os._exit(code)
    os.close(theirs)
    with os.fdopen(ours) as answer:
        said = answer.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def test_two_at_once(folder: Callable[..., Path]) -> None:
    """Two updates started together both end well, and the feed is whole."""
    home = folder()
    assert together([partial(insist, home, "update")] * 2) == [(0, "")] * 2
    whole = (home / FEED).read_bytes()
    assert finish(start(home, "update")) == (0, "")
    assert (home / FEED).read_bytes() == whole


def test_a_second_run_does_not_wait_for_ever(folder: Callable[..., Path]) -> None:
    """While another run holds the folder, the second gives up after --wait with 75."""
    home = folder()
    with folder_lock(home):
        code, said = finish(start(home, "update", "--wait", "0.2"))
    assert code == 75
    assert "another run" in said


def test_while_sets_are_logged(folder: Callable[..., Path]) -> None:
    """Updates and log entries at the same time: every acknowledged set is there, in one entry of the session."""
    home = folder("--calendar", "back-only", "--dumbbells", "bowflex-552")
    deeds = [partial(insist, home, "update", now="2026-11-23T20:00")] * 4
    deeds += [partial(insist, home, "log", "row", f"20x1{number},9,9", now="2026-11-23T20:00") for number in range(4)]
    assert together(deeds) == [(0, "")] * len(deeds)
    with open_store(home / "overload.db") as store:
        (entry,) = store.entries()
        assert sorted(one.reps for one in entry.sets[::3]) == [10, 11, 12, 13]
        assert len(entry.sets) == 12
        assert store.verify() == ()


@pytest.mark.parametrize("now", ["2026-11-01T05:00", "2029-03-04T02:30", "1999-12-31T23:59"])
def test_a_clock_that_jumps(folder: Callable[..., Path], overload: Callable[..., Any], now: str) -> None:
    """Years ahead or back: the run ends well, and so does the next one at the right time."""
    home = folder("--zone", "Europe/Stockholm")
    assert overload(home, "update", now=now).code in {0, 3}
    assert overload(home, "update", now="2026-11-24T05:00").code in {0, 3}
    ids = [one["session"]["id"] for one in overload(home, "week", "--json", now="2026-11-24T05:00").data]
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize("night", ["2026-03-29T02:30", "2026-10-25T02:30", "2026-10-25T03:00", "2026-03-29T03:00"])
def test_nights_when_the_clocks_change(folder: Callable[..., Path], overload: Callable[..., Any], night: str) -> None:
    """An update in the hour that is not there, or is there twice, is one like any other."""
    day = night[:10]
    home = folder("--zone", "Europe/Stockholm", "--time", "02:30", "--days", "mon,wed,sun", now=f"{day}T00:10")
    for _ in range(2):
        done = overload(home, "update", now=night)
        assert (done.code, done.err) == (0, "")


class TestDamage:
    """Bytes that have changed by themselves."""

    def test_the_plan(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A plan that is no text any more: 78, its place, the old feed."""
        home = folder()
        old = (home / FEED).read_bytes()
        (home / "plan.toml").write_bytes(b"\xff\xfe\x00" + (home / "plan.toml").read_bytes()[3:])
        done = overload(home, "update", now=LATER)
        assert done.code in {74, 78}
        assert "plan.toml" in done.err
        assert (home / FEED).read_bytes() == old

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
    @given(place=st.floats(0, 0.9999), value=st.integers(1, 255))
    def test_the_database(
        self, folder: Callable[..., Path], overload: Callable[..., Any], place: float, value: int
    ) -> None:
        """Any byte of it: the run ends with 0, 3, 65 or 74, without a traceback; the feed stays whole."""
        home = _made_once(folder)
        data = bytearray((home / "overload.db").read_bytes())
        (home / "overload.db").write_bytes(_flipped(data, place, value))
        done = overload(home, "update", now=LATER)
        try:
            assert done.code in {0, 3, 65, 74}, done.err
            assert "this is a bug" not in done.err
            assert (home / FEED).read_bytes().rstrip().endswith(b"END:VCALENDAR")
        finally:
            shutil.rmtree(home)

    @settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
    @given(place=st.floats(0, 0.9999), value=st.integers(1, 255))
    def test_the_feed(
        self, folder: Callable[..., Path], overload: Callable[..., Any], place: float, value: int
    ) -> None:
        """Any byte of it is set right by the next run; what subscribers may have seen is not fallen below."""
        home = _made_once(folder)
        whole = (home / FEED).read_bytes()
        (home / FEED).write_bytes(_flipped(bytearray(whole), place, value))
        assert overload(home, "update").code == 0
        mended = (home / FEED).read_bytes()
        assert _STAMPS.sub(b"", mended) == _STAMPS.sub(b"", whole)
        # A stamp that was turned into a later one is what subscribers may have: nothing is published below it.
        assert all(now >= was for now, was in zip(_STAMPS.findall(mended), _STAMPS.findall(whole), strict=True))
        shutil.rmtree(home)

    def test_the_journal(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A row of the journal that makes no sense is named by `runs`, and stops no update."""
        home = folder()
        overload(home, "update", now="2026-11-24T05:00")
        import sqlite3

        with sqlite3.connect(home / "overload.db") as connection:
            connection.execute("UPDATE runs SET problems = 'x', started = 'never'")
        connection.close()
        done = overload(home, "runs")
        assert (done.code, "journal" in done.err) == (65, True)
        assert overload(home, "update", now="2026-11-25T05:00").code == 0


def _flipped(data: bytearray, place: float, value: int) -> bytes:
    data[int(place * len(data))] ^= value
    return bytes(data)


def _made_once(folder: Callable[..., Path]) -> Path:
    """Return a copy of a folder that is made the first time."""
    made = getattr(folder, "made", None) or folder("--calendar", "back-only")
    folder.made = made
    return Path(shutil.copytree(made, Path(tempfile.mkdtemp()) / "training"))


class TestLinks:
    """Symbolic links planted where the program writes."""

    def test_in_place_of_the_lock(self, folder: Callable[..., Path], tmp_path: Path) -> None:
        """The lock is not written through a link; the run says so with 74."""
        home, victim = folder(), tmp_path / "victim"
        victim.write_text("untouched")
        (home / ".overload.lock").unlink(missing_ok=True)
        (home / ".overload.lock").symlink_to(victim)
        code, said = finish(start(home, "update"))
        assert (code, "Traceback" in said) == (74, False)
        assert victim.read_text() == "untouched"

    def test_in_place_of_the_feed(self, folder: Callable[..., Path], tmp_path: Path) -> None:
        """A link where the feed should be is replaced by the feed."""
        home, victim = folder(), tmp_path / "victim"
        victim.write_text("untouched")
        (home / FEED).unlink()
        (home / FEED).symlink_to(victim)
        assert finish(start(home, "update")) == (0, "")
        assert victim.read_text() == "untouched"
        assert not (home / FEED).is_symlink()
        assert stat.S_IMODE((home / FEED).stat().st_mode) == 0o600

    def test_in_place_of_the_database(self, folder: Callable[..., Path], tmp_path: Path) -> None:
        """A link where the database should be is refused."""
        home = folder()
        (home / "overload.db").rename(tmp_path / "elsewhere.db")
        (home / "overload.db").symlink_to(tmp_path / "elsewhere.db")
        code, said = finish(start(home, "update"))
        assert (code, "symbolic link" in said) == (74, True)


class TestStreams:
    """Somebody closed what the program prints to."""

    @pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", ">&-", ">/dev/full", ">&- 2>&- <&-"])
    def test_closed_or_full(self, folder: Callable[..., Path], redirection: str) -> None:
        """The feed is written all the same, and nothing but a documented exit code is left."""
        home = folder()
        old = (home / FEED).read_bytes()
        (home / "plan.toml").write_text((home / "plan.toml").read_text().replace("fixed-two-pairs", "bowflex-552"))
        command = f"'{sys.executable}' -m overload -C '{home}' --now {LATER} update {redirection}"
        done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
        assert done.returncode in {0, 3, 74}
        assert "Traceback" not in done.stderr
        assert (home / FEED).read_bytes() != old

    @pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full"])
    def test_with_something_to_complain_about(self, folder: Callable[..., Path], redirection: str) -> None:
        """A bad plan keeps its exit code when nobody can be told."""
        home = folder()
        (home / "plan.toml").write_text("[calendar]\nuse = 'plp'\n")
        command = f"'{sys.executable}' -m overload -C '{home}' --now {LATER} update {redirection}"
        done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (78, "")
