"""The lines for cron and the units for systemd."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overload.cli.timers import Job, cron_fields, cron_line, units, with_job, without_job

NAMES = st.text(st.characters(exclude_characters="\n\r\0/", exclude_categories=["Cs"]), min_size=1, max_size=12)


def job(folder: str = "/srv/kim", every: str = "day", at: time = time(4, 30), zone: str = "Europe/Stockholm") -> Job:
    """Return a job on a folder."""
    return Job(("/opt/bin/overload", "-C", folder, "update"), every, at, zone, (Path(folder),))


@pytest.mark.parametrize(
    ("every", "zone", "daemon", "today", "expected"),
    [
        ("day", "Europe/Stockholm", "UTC", "2026-11-23T12:00", "30 3 * * *"),
        ("day", "Europe/Stockholm", "UTC", "2026-07-01T12:00", "30 2 * * *"),
        ("week", "Europe/Stockholm", "UTC", "2026-11-23T12:00", "30 3 * * 1"),
        ("week", "Pacific/Auckland", "UTC", "2026-11-23T12:00", "30 15 * * 0"),
        ("week", "America/Los_Angeles", "Asia/Tokyo", "2026-11-23T12:00", "30 21 * * 1"),
        ("day", "Asia/Kathmandu", "UTC", "2026-11-23T12:00", "45 22 * * *"),
        ("hour", "Asia/Kathmandu", "UTC", "2026-11-23T12:00", "30 * * * *"),
    ],
)
def test_the_hour_is_that_of_the_daemon(every: str, zone: str, daemon: str, today: str, expected: str) -> None:
    """Half past four where the athlete is, written in the clock of the machine, the weekday with it."""
    fields, _ = cron_fields(
        job(every=every, zone=zone), ZoneInfo(zone), ZoneInfo(daemon), datetime.fromisoformat(today).replace(tzinfo=UTC)
    )
    assert fields == expected


@given(NAMES)
def test_any_name_comes_through_the_shell(name: str) -> None:
    """What cron hands to sh is the command again, whatever the folder is called; only % is escaped for cron itself."""
    line = cron_line(job(f"/srv/{name}"), "0 4 * * *")
    assert "\n" not in line
    command = line.removeprefix("0 4 * * * ").replace("\\%", "%")
    done = subprocess.run(
        ["/bin/sh", "-c", f"printf '%s\\n' {command}"], capture_output=True, check=True, env={"PATH": "/bin:/usr/bin"}
    )
    assert done.stdout.decode() == f"/opt/bin/overload\n-C\n/srv/{name}\nupdate\n"


@given(st.lists(st.sampled_from(["# mine\n", "@daily backup\n", "\n", "MAILTO=me\n", "# overload: /srv/eve\n"])))
def test_a_crontab_keeps_what_is_not_ours(lines: list[str]) -> None:
    """Put in and taken out again, a crontab is what it was; put in twice it is there once."""
    was = "".join(lines)
    once = with_job(was, job(), "30 4 * * *")
    assert once.startswith(was)
    assert with_job(once, job(), "30 4 * * *") == once
    assert with_job(once, job(), "0 5 * * *").count("-C /srv/kim") == 1
    assert without_job(once, job()) == was


def test_units_are_what_systemd_takes(tmp_path: Path) -> None:
    """systemd-analyze, where there is one, finds no fault in them; a name with specials is quoted."""
    made = units(job('/srv/k "50 %" m$x'))
    assert sorted(name.rpartition(".")[2] for name in made) == ["service", "timer"]
    service = next(text for name, text in made.items() if name.endswith(".service"))
    assert 'ExecStart=/opt/bin/overload -C "/srv/k \\"50 %%\\" m$$x" update' in service
    timer = next(text for name, text in made.items() if name.endswith(".timer"))
    assert "OnCalendar=*-*-* 04:30:00 Europe/Stockholm" in timer
    assert "Persistent=true" in timer
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return
    for name, text in units(job()).items():
        (tmp_path / name).write_text(text.replace("/opt/bin/overload", "/bin/true"))
    done = subprocess.run(
        [analyze, "verify", *map(str, tmp_path.iterdir())], capture_output=True, text=True, check=False
    )
    assert "Unknown" not in done.stderr, done.stderr


class TestCommand:
    """`overload cron`."""

    def test_it_prints_both(self, folder: Callable[..., Path], overload: Callable[..., Any]) -> None:
        """A crontab that can be piped into crontab as it is up to the units, and the units, all paths absolute."""
        home = folder("--zone", "Europe/Stockholm")
        done = overload(home, "cron")
        assert done.code == 0
        lines = [line for line in done.out.splitlines() if line.endswith("update") and line[0].isdigit()]
        assert len(lines) == 1
        assert f"-C {home} update" in lines[0]
        assert lines[0].split()[5].startswith("/")
        assert f"ReadWritePaths={home}" in done.out

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("--at", "25:00"), "'25:00' is not a time of day"),
            (("--install", "--remove"), "choose one"),
            (("--all", "/nowhere"), "no such folder"),
        ],
    )
    def test_mistakes(
        self, folder: Callable[..., Path], overload: Callable[..., Any], words: tuple[str, ...], said: str
    ) -> None:
        """Each is told."""
        done = overload(folder(), "cron", *words)
        assert done.code in {2, 74}
        assert said in done.err
