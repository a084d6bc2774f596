"""`overload check`: one line for monitoring, with the exit codes of a Nagios plugin."""

from __future__ import annotations

import click

from overload.cli.call import Call
from overload.errors import OverloadError


@click.command("check")
@click.option("--warning", "warning_h", type=click.FloatRange(0), default=8 * 24.0, metavar="HOURS",
              help="Warn when the last run is older (default: 192, eight days).")  # fmt: skip
@click.option("--critical", "critical_h", type=click.FloatRange(0), default=15 * 24.0, metavar="HOURS",
              help="Critical when the last run is older (default: 360).")  # fmt: skip
@click.pass_obj
def check_command(call: Call, warning_h: float, critical_h: float) -> int:
    """Print how the training folder is doing, in one line for monitoring.

    Looks at the plan, the feed, the last run and its problems, the log and the disk; changes nothing.

    \b
    Exit codes, as Nagios wants them: 0 OK · 1 warning · 2 critical · 3 unknown
    """  # noqa: D301 - click reads the character, not the letters
    from overload.update.health import Finding, Health, Level, Limits, look_at  # noqa: PLC0415 - nothing of it for --help

    try:
        health = look_at(call.path, call.now, Limits(warning_h * 3600, critical_h * 3600))
    except OverloadError as error:
        health = Health((Finding(Level.UNKNOWN, str(error.problems[0])),))
    except Exception as error:  # noqa: BLE001 - monitoring wants a line and a level, whatever happens
        health = Health((Finding(Level.UNKNOWN, f"a bug of ours: {type(error).__name__}: {error}"),))
    click.echo(health.line)
    for detail in health.details:
        click.echo(detail)
    return int(health.level)
