"""`overload cron`: the line or the units that run the update, for this very installation."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from datetime import UTC, time, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from overload.cli.call import Call
from overload.cli.timers import EVERY, Job, cron_fields, cron_line, server_unit, units, with_job, without_job
from overload.cli.words import a_clock
from overload.errors import FileError, Problem, UsageError
from overload.moments import clock_words
from overload.setup.typed import machine_zone

LOCALTIME = Path("/etc/localtime")


@click.command("cron")
@click.option("--every", type=click.Choice(EVERY), default="day", help="How often (default: day; week is Mondays).")
@click.option(
    "--at", "at_text", default="04:30", metavar="HH:MM", help="When, in the plan's time zone (default: 04:30)."
)
@click.option(
    "--all", "root", type=click.Path(path_type=Path), metavar="ROOT", help="For every training folder below ROOT."
)
@click.option("--with", "daemon", type=click.Choice(["cron", "systemd"]), help="Which of the two to install it with.")
@click.option("--serve", is_flag=True, help="The systemd unit for 'overload serve' instead.")
@click.option("--install", is_flag=True, help="Show it and install it.")
@click.option("--remove", is_flag=True, help="Remove it again.")
@click.pass_obj
def cron_command(
    call: Call,
    every: str,
    at_text: str,
    root: Path | None,
    daemon: str | None,
    serve: bool,
    install: bool,
    remove: bool,
) -> int:
    """Have the update run by itself: with cron or systemd.

    Prints what to add to which file, or with --install adds it.
    """
    if install and remove:
        raise UsageError(Problem("--install", "does not go with --remove", "choose one"))
    job = _job(call, every, a_clock(at_text, "--at"), root)
    if serve:
        if daemon == "cron":
            raise UsageError(
                Problem("--serve", "is for systemd: cron cannot keep a server running", "leave out --with")
            )
        return _serve(job, root, install=install, remove=remove)
    if not install and not remove:
        _show(job, call)
        return 0
    chosen = daemon or ("cron" if shutil.which("crontab") else "systemd")
    if chosen == "cron":
        _change_crontab(job, call, remove)
    else:
        _change_units(job, remove)
    return 0


def _serve(job: Job, root: Path | None, *, install: bool, remove: bool) -> int:
    """Show, write or take away the unit that runs the server."""
    target = job.writes[0]
    words = ("serve", "--root", str(target)) if root is not None else ("-C", str(target), "serve")
    name = f"{job.name.replace('overload-', 'overload-serve-', 1)}.service"
    _change_unit(name, server_unit((*program(), *words), target), install=install, remove=remove)
    return 0


def _change_unit(name: str, text: str, *, install: bool, remove: bool) -> None:
    file = _units_folder() / name
    if remove:
        _run(["systemctl", "--user", "disable", "--now", name], may_fail=True)
        file.unlink(missing_ok=True)
        _run(["systemctl", "--user", "daemon-reload"], may_fail=True)
        click.echo(f"removed {file}")
        return
    click.echo(f"# {file}\n{text}")
    if not install:
        click.echo("# 'overload cron --serve --install' writes it and starts the server.")
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    _run(["systemctl", "--user", "daemon-reload"])
    _run(["systemctl", "--user", "enable", "--now", name])
    click.echo(f"started {name}; 'loginctl enable-linger' lets it run while you are logged out")


def _job(call: Call, every: str, at: time, root: Path | None) -> Job:
    if root is not None:
        if not root.is_dir():
            raise FileError(Problem(str(root), "no such folder", "name the folder that holds the training folders"))
        target, words, zone = root.resolve(), ["update", "--all", str(root.resolve())], _daemon_name()
    else:
        target = call.path.resolve()
        words, zone = ["-C", str(target), "update"], _plan_zone(call)
    if "\n" in str(target):
        raise UsageError(Problem(str(target), "has a line break in its name", "rename the folder"))
    return Job((*program(), *words), every, at, zone, (target,))


def program() -> tuple[str, ...]:
    """Return the words that start this installation of the program from anywhere."""
    script = Path(sys.executable).parent / "overload"
    return (str(script),) if os.access(script, os.X_OK) else (sys.executable, "-m", "overload")


def _plan_zone(call: Call) -> str:
    from overload.update import opened  # noqa: PLC0415 - not needed for --all

    with opened(call.path) as folder:
        return folder.config.athlete.zone


def _daemon_zone() -> tzinfo:
    """Return the zone of the machine, which is that of its daemons whatever TZ says here."""
    try:
        with LOCALTIME.open("rb") as file:
            return ZoneInfo.from_file(file)
    except (OSError, ValueError):
        return UTC


def _daemon_name() -> str:
    with contextlib.suppress(OSError):
        name = str(LOCALTIME.resolve(strict=True)).rpartition("zoneinfo/")[2]
        if name:
            return name
    return machine_zone()


def _fields(job: Job, call: Call) -> tuple[str, str]:
    """Return the fields of the crontab line and a comment that says when that is."""
    fields, there = cron_fields(job, ZoneInfo(job.zone), _daemon_zone(), call.now("UTC"))
    by_the_daemon = f" ({clock_words(there)} by this machine's clock, {_daemon_name()})" if job.every != "hour" else ""
    return fields, f"# {job.words}{by_the_daemon}"


def _show(job: Job, call: Call) -> None:
    fields, comment = _fields(job, call)
    click.echo("# For cron: add these lines with 'crontab -e', or let 'overload cron --install' do it.")
    click.echo(f"{comment}\n{job.mark}\n{cron_line(job, fields)}\n")
    click.echo("# For systemd: 'overload cron --install --with systemd' writes these two and starts the timer.")
    for name, text in units(job).items():
        click.echo(f"# {_units_folder() / name}\n{text}")


def _change_crontab(job: Job, call: Call, remove: bool) -> None:
    fields, comment = _fields(job, call)
    was = _run(["crontab", "-l"], may_fail=True)
    now = without_job(was, job) if remove else with_job(was, job, fields)
    if now == was:
        click.echo("the crontab has no such line" if remove else "the crontab already has these lines")
        return
    lines = "" if remove else f"{comment}\n{job.mark}\n{cron_line(job, fields)}\n"
    click.echo(lines + ("taken from" if remove else "written to") + " the crontab")
    _run(["crontab", "-"], text=now)


def _units_folder() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME") or Path(os.environ.get("HOME") or "~").expanduser() / ".config"
    return Path(home) / "systemd" / "user"


def _change_units(job: Job, remove: bool) -> None:
    folder, texts = _units_folder(), units(job)
    timer = f"{job.name}.timer"
    if remove:
        _run(["systemctl", "--user", "disable", "--now", timer], may_fail=True)
        for name in texts:
            (folder / name).unlink(missing_ok=True)
            click.echo(f"removed {folder / name}")
        _run(["systemctl", "--user", "daemon-reload"], may_fail=True)
        return
    for name, text in texts.items():
        click.echo(f"# {folder / name}\n{text}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    _run(["systemctl", "--user", "daemon-reload"])
    _run(["systemctl", "--user", "enable", "--now", timer])
    click.echo(f"started {timer}; 'loginctl enable-linger' lets it run while you are logged out")


def _run(command: list[str], text: str | None = None, *, may_fail: bool = False) -> str:
    """Run a program of the system and return what it printed; raises FileError with what it said."""
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - crontab or systemctl, as we made it up
    except OSError as error:
        hint = "install it, or print the lines with 'overload cron' and use what this machine has"
        raise FileError(Problem(command[0], f"cannot be run: {error.strerror}", hint)) from None
    except subprocess.TimeoutExpired:
        raise FileError(Problem(command[0], "did not finish within a minute")) from None
    if done.returncode and not may_fail:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise FileError(Problem(" ".join(command), said[-1] if said else f"ended with {done.returncode}"))
    return done.stdout if not done.returncode else ""
