"""`overload report`: last week and the week ahead, to print or to mail."""

from __future__ import annotations

import click

from overload.cli.call import Call, report
from overload.cli.data import as_data
from overload.cli.output import show_json
from overload.report.example import example_line
from overload.report.weekly import Section, as_text, week_report
from overload.update import opened
from overload.update.taken import own_calendar_words


@click.command("report")
@click.option("--html", "as_page", is_flag=True, help="As a self-contained HTML page.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: its sections with their lines.")
@click.pass_obj
def report_command(call: Call, as_page: bool, as_json: bool) -> int:
    """Sum up the last seven days (done, missed, records, weekly sets) and look ahead to the next seven.

    Run it on a Monday, and that is last week and this one. To get it as a mail:

    \b
    overload update && overload report | mail -s Training ME
    """  # noqa: D301 - click reads the character, not the letters
    with opened(call.path) as folder:
        now = folder.now(call.now)
        plan = folder.plan(now)
        is_new = not folder.store.entry_count()
        more = [
            Section(one.title, words=one.lines)
            for one in folder.plugins.report_sections(plan, folder.context(now, plan))
        ]
        calendar = Section("Your own calendar", words=tuple(own_calendar_words(folder, now)))
    written = week_report(plan, [calendar, *more])
    if as_json:
        show_json(as_data(written) | {"heading": written.heading})
    elif as_page:
        from overload.report.page import as_html  # noqa: PLC0415 - only for --html

        click.echo(as_html(written))
    else:
        click.echo(as_text(written))
        if is_new:
            click.echo(f"\nnothing is logged yet; start with: {example_line(plan)}")
    return report(plan.problems)
