"""Lines for cron and units for systemd: the same job, run by whichever daemon a machine has."""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Final

import attrs

from overload.moments import clock_words

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EVERY: Final = ("hour", "day", "week")


@attrs.frozen
class Job:
    """What is to be run and when: `at` is a time in `zone` (its name), which is the athlete's and not the daemon's.

    `writes` are the folders it writes to. A weekly job runs on Mondays.
    """

    command: tuple[str, ...]
    every: str
    at: time
    zone: str
    writes: tuple[Path, ...]

    @property
    def name(self) -> str:
        """A name for its units: what it works on, readable, and different for different folders."""
        target = str(self.writes[0])
        readable = re.sub(r"[^a-z0-9]+", "-", Path(target).name.lower()).strip("-")
        return f"overload-{readable or 'training'}-{hashlib.sha256(target.encode()).hexdigest()[:6]}"

    @property
    def words(self) -> str:
        """When it runs, as people say it."""
        if self.every == "hour":
            return f"every hour at {self.at.minute:02} past"
        return f"every {'Monday' if self.every == 'week' else 'day'} at {clock_words(self.at)} {self.zone}"

    @property
    def mark(self) -> str:
        """The comment by which its line is found again in a crontab."""
        return f"# overload: {self.writes[0]}"


def cron_fields(job: Job, zone: tzinfo, daemon: tzinfo, today: datetime) -> tuple[str, datetime]:
    """Return the five fields of a crontab in the daemon's own zone, and when that is there next.

    Debian's cron knows no zone per line. Where the two zones change their clocks on different days the hour is right
    from `today` (aware) until the next change.
    """
    local = today.astimezone(zone)
    day = local.date() + timedelta(days=(-local.weekday()) % 7 if job.every == "week" else 0)
    there = datetime.combine(day, job.at, zone).astimezone(daemon)
    # In another zone Monday at half past four may be a Sunday; and cron counts the days from Sunday, 0.
    weekday = (there.weekday() + 1) % 7 if job.every == "week" else "*"
    hour = "*" if job.every == "hour" else there.hour
    minute = job.at.minute if job.every == "hour" else there.minute
    return f"{minute} {hour} * * {weekday}", there


def cron_line(job: Job, fields: str) -> str:
    """Return the line of a crontab: every word quoted for sh, and `%` for cron, to which a bare one ends the line."""
    return f"{fields} {shlex.join(job.command).replace('%', chr(92) + '%')}"


def without_job(crontab: str, job: Job) -> str:
    """Return a crontab without the lines of a job."""
    kept: list[str] = []
    is_ours = False
    for line in crontab.splitlines(keepends=True):
        if is_ours and not line.startswith("#"):
            is_ours = False
            continue
        is_ours = line.rstrip("\n") == job.mark
        if not is_ours:
            kept.append(line)
    return "".join(kept)


def with_job(crontab: str, job: Job, fields: str) -> str:
    """Return a crontab with the lines of a job at its end, in place of older ones."""
    rest = without_job(crontab, job)
    newline = "" if not rest or rest.endswith("\n") else "\n"
    return f"{rest}{newline}{job.mark}\n{cron_line(job, fields)}\n"


def units(job: Job) -> dict[str, str]:
    """Return the texts of the systemd units of a job by file name: a service that runs once, and its timer."""
    return {f"{job.name}.service": _service(job), f"{job.name}.timer": _timer(job)}


def _service(job: Job) -> str:
    writes = "\n".join(f"ReadWritePaths={_unit_word(str(folder))}" for folder in job.writes)
    return f"""\
[Unit]
Description=overload: bring the training calendar up to date
Documentation=man:systemd.timer(5)

[Service]
Type=oneshot
ExecStart={_exec(job.command)}
UMask=0077
TimeoutStartSec=15min
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
{writes}
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
SystemCallArchitectures=native
"""


def server_unit(command: Sequence[str], writes: Path) -> str:
    """Return a systemd unit that runs the server and starts it again when it falls over."""
    return f"""\
[Unit]
Description=overload: serve training calendars and the pages of sessions
After=network.target

[Service]
ExecStart={_exec(command)}
Restart=on-failure
RestartSec=5
UMask=0077
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
ReadWritePaths={_unit_word(str(writes))}
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
SystemCallArchitectures=native

[Install]
WantedBy=default.target
"""


def _timer(job: Job) -> str:
    when = {
        "hour": f"*-*-* *:{job.at.minute:02}:00",
        "day": f"*-*-* {clock_words(job.at)}:00 {job.zone}",
        "week": f"Mon *-*-* {clock_words(job.at)}:00 {job.zone}",
    }[job.every]
    return f"""\
[Unit]
Description=overload: when the training calendar is brought up to date

[Timer]
OnCalendar={when}
Persistent=true
RandomizedDelaySec=5min

[Install]
WantedBy=timers.target
"""


def _exec(words: Sequence[str]) -> str:
    return " ".join(_unit_word(word).replace("$", "$$") for word in words)


def _unit_word(word: str) -> str:
    """Quote a word for a unit file (systemd.syntax(7)): specifiers doubled, and double quotes where needed."""
    text = word.replace("%", "%%")
    if re.fullmatch(r"[\w@%+=:,./$-]+", text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
