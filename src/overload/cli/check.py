"""`overload check`: one line for monitoring, with the exit codes of a Nagios plugin."""

from __future__ import annotations

import click

from overload.cli.bounds import Figure
from overload.cli.call import Call
from overload.cli.output import show_json
from overload.errors import OverloadError


@click.command("check")
@click.option("--warning", "warning_h", type=Figure(0), default=8 * 24.0, metavar="HOURS",
              help="Warn if the last update is older (default: 192).")  # fmt: skip
@click.option("--critical", "critical_h", type=Figure(0), default=15 * 24.0, metavar="HOURS",
              help="Critical if it is older (default: 360).")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON: the level, and each finding.")
@click.pass_obj
def check_command(call: Call, warning_h: float, critical_h: float, as_json: bool) -> int:
    """Check that all is well, in one line, for you or for monitoring.

    Looks at the plan, the feed, the last update, the log and the disk, and changes nothing.

    \b
    Exit codes, as Nagios has them: 0 OK · 1 warning · 2 critical · 3 unknown
    """  # noqa: D301 - click reads the character, not the letters
    from overload.update.health import Finding, Health, Level, Limits, look_at  # noqa: PLC0415 - nothing of it for --help

    try:
        health = look_at(call.path, call.now, Limits(warning_h * 3600, critical_h * 3600))
    except OverloadError as error:
        health = Health((Finding(Level.UNKNOWN, str(error.problems[0])),))
    except Exception as error:  # noqa: BLE001 - monitoring wants a line and a level, whatever happens
        health = Health((Finding(Level.UNKNOWN, f"this is a bug: {type(error).__name__}: {error}"),))
    if as_json:
        from overload.cli.data import as_data  # noqa: PLC0415 - nothing of it for --help

        findings = [as_data(one) | {"level": one.level.name} for one in health.findings]
        show_json({"level": health.level.name, "findings": findings})
        return int(health.level)
    click.echo(health.line)
    for detail in health.details:
        click.echo(detail)
    return int(health.level)
