"""A PostgreSQL of the tests' own: a cluster in a folder, reached by a socket in it, gone with the test run."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import psycopg
import pytest


@attrs.frozen
class Cluster:
    """A running PostgreSQL: its programs, its folder, and where its socket is."""

    programs: Path
    folder: Path
    start: list[object]
    stop: list[object]

    def crash(self) -> None:
        """Stop it as a failing machine would, and start it again."""
        _run(self.stop)
        _run(self.start)

    def address(self, database: str) -> str:
        """Return how a database of it is reached."""
        return f"postgresql:///{database}?host={self.folder}&user=overload"

    @contextlib.contextmanager
    def database(self, name: str) -> Iterator[str]:
        """Make an empty database and yield its address; it is gone afterwards."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield self.address(name)
        finally:
            with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def programs() -> Path:
    """Return where initdb and postgres are. Where they are not, the test is skipped; on CI it fails."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    here = found[-1].parent if found else Path(shutil.which("initdb") or "/nowhere/initdb").parent
    if not (here / "postgres").exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("PostgreSQL is not installed")
    return here


@contextlib.contextmanager
def running(*, is_lasting: bool = False) -> Iterator[Cluster]:
    """Start a cluster; `is_lasting` is one whose commits survive the power, as that of a service does."""
    here = programs()
    with tempfile.TemporaryDirectory(prefix="overload-pg") as made:
        folder = Path(made)
        user: list[str] = []
        if os.geteuid() == 0:  # which initdb refuses
            user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
            shutil.chown(folder, "nobody", "nogroup")
        data = folder / "data"
        options = "" if is_lasting else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        options += f" -c listen_addresses= -c unix_socket_directories={folder} -c max_connections=50"
        _run([*user, here / "initdb", "-D", data, "-U", "overload", "-A", "trust", "--no-sync", "--locale=C.UTF-8"])
        control = [*user, here / "pg_ctl", "-D", data]
        start = [*control, "-w", "-l", folder / "log", "-o", options, "start"]
        stop = [*control, "-m", "immediate", "stop"]
        _run(start)
        try:
            yield Cluster(here, folder, start, stop)
        finally:
            _run(stop)


def _run(command: Sequence[object]) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd="/", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
