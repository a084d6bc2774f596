"""`overload caldav`: sessions in the athlete's own calendar, both ways."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import click

from overload.cli.call import Call, report
from overload.cli.output import progress_bar, show_json
from overload.errors import Problem, UsageError

if TYPE_CHECKING:
    from overload.caldav.sync import Synced


@click.group("caldav")
def caldav_command() -> None:
    """Keep your sessions in your own calendar, and follow what you do there.

    Connect it once: `overload caldav connect kim@mailbox.org`. From then on `overload update` syncs both ways.
    """


@caldav_command.command("connect")
@click.argument("address")
@click.option("--user", help="Your name there (default: the mail address).")
@click.option("--calendar", "name", metavar="NAME", help="Into this one (default: a new one).")
@click.option("--password-command", metavar="TEXT", help="What prints it: 'pass show cal'.")
@click.option("--password-env", metavar="NAME", help="An environment variable.")
@click.option("--password-keyring", metavar="SERVICE", help="Its name in your keyring.")
@click.option("--password-file", metavar="FILE", help="A file that only you can read.")
@click.option("--show", type=click.Choice(["full", "busy"]), help="All, or only when you train.")
@click.option("--ca", default="", metavar="FILE", help="Your own certificate.")
@click.pass_obj
def connect_command(
    call: Call,
    address: str,
    user: str | None,
    name: str | None,
    password_command: str | None,
    password_env: str | None,
    password_keyring: str | None,
    password_file: str | None,
    show: str | None,
    ca: str,
) -> int:
    """Connect your calendar, and write the sessions into it.

    ADDRESS is that of the calendar or of its server, or your mail address. On a terminal you are asked for the
    password, if no option says where it is.
    """
    from overload.caldav.joining import Wanted, join  # noqa: PLC0415 - not for --help
    from overload.model import PasswordSource  # noqa: PLC0415 - not for --help

    words = tuple(shlex.split(password_command)) if password_command else ()
    source = PasswordSource(words, password_env or "", password_keyring or "", password_file or "")
    wanted = Wanted(address, user or "", name or "", source, show=show or "", ca=ca)
    if source == PasswordSource():
        wanted = attrs.evolve(wanted, typed=_typed(wanted.who))
    calendar = join(call.path, wanted)
    click.echo(f"{calendar.name}: {calendar.url} can be read and written")
    if wanted.typed:
        from overload.caldav.joining import KEPT_IN  # noqa: PLC0415 - only where it was typed

        click.echo(f"your password is kept in {KEPT_IN}, which only you can read")
    code = _sync(call)
    for line in _what_now(call):
        click.echo(line)
    return code


def _typed(user: str) -> str:
    """Ask for the password. Raises UsageError where there is nobody to ask."""
    if not sys.stdin.isatty():
        hint = "add --password-command 'pass show cal', --password-env, --password-keyring or --password-file"
        raise UsageError(Problem("", "nothing says where the password is", hint))
    words = f"Password of {user or 'your calendar'} (an app password, if your provider has them)"
    return str(click.prompt(words, hide_input=True))


def _what_now(call: Call) -> Iterator[str]:
    """Yield what else to know: nothing shows twice, who rings, when it is read."""
    from overload.update import opened  # noqa: PLC0415 - not for --help
    from overload.update.links import LinkKind, LinkState, links  # noqa: PLC0415 - not for --help

    with opened(call.path, clock=call.now) as folder:
        feeds = ", ".join(f"'{one.name}'" for one in folder.config.feeds)
        now = folder.now(call.now)
        live = (one for one in links(folder.store) if one.state(now) is LinkState.LIVE)
        known = ", ".join(one.id for one in live if one.kind in {LinkKind.FEED, LinkKind.PAGE})
    by = f" (by the addresses {known} of 'overload link')" if known else ""
    yield f"If a device subscribes to {feeds}{by}, unsubscribe there: every session would show twice."
    yield "Reminders are those of the feed (alarm, in plan.toml); change one in your calendar and it stays so."
    yield "Move, stretch, delete or tick off an event: 'overload update' follows, and so does cron."


def _sync(call: Call, deletions: str = "ask", *, dry_run: bool = False) -> int:
    from overload.caldav.exchange import Deletions  # noqa: PLC0415 - not for --help
    from overload.caldav.sync import sync  # noqa: PLC0415 - not for --help

    with progress_bar("writing your sessions") as told:
        done = sync(call.path, call.now, Deletions(deletions), dry_run=dry_run, progress=told)
    for line in _lines(done, dry_run=dry_run):
        click.echo(line)
    return report((*done.problems, *([done.question] if done.question else [])))


def _lines(done: Synced, *, dry_run: bool) -> Sequence[str]:
    count = len(done.exchanged.written)
    events = f"{count} event{'s' * (count != 1)}"
    if done.question:
        return ()
    if dry_run:
        return (*(f"would take over: {line}" for line in done.exchanged.told), f"would write {events}")
    return (*done.exchanged.told, f"wrote {events}" if count else "nothing to write")


@caldav_command.command("sync")
@click.option("--dry-run", is_flag=True, help="Only print what would be done.")
@click.option("--accept-deletions", is_flag=True, help="Skip the sessions that are gone.")
@click.option("--write-again", is_flag=True, help="Write them again.")
@click.pass_obj
def sync_command(call: Call, dry_run: bool, accept_deletions: bool, write_again: bool) -> int:
    """Read what was done in the calendar, and write what the plan says.

    \b
    Exit codes: 0 done · 3 done with problems, or a question · 75 not reachable
    76 no calendar server · 77 not permitted · 78 calendar gone, or bad plan
    """  # noqa: D301 - click reads the character, not the letters
    if accept_deletions and write_again:
        raise UsageError(Problem("--accept-deletions", "and --write-again say opposite things", "leave one out"))
    deletions = "accept" if accept_deletions else "write again" if write_again else "ask"
    return _sync(call, deletions, dry_run=dry_run)


@caldav_command.command("status")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def status_command(call: Call, as_json: bool) -> int:
    """Show which calendar is connected, and how the last sync went."""
    from overload.caldav.remembered import StoredMemory  # noqa: PLC0415 - not for --help
    from overload.update import opened  # noqa: PLC0415 - not for --help
    from overload.update.calendar_status import status_of  # noqa: PLC0415 - not for --help

    with opened(call.path, clock=call.now) as folder:
        chosen = folder.config.own_calendar
        status = status_of(folder.store)
        rows = StoredMemory(folder.store, chosen.url).rows().values() if chosen else ()
        events = sum(row.is_there and row.base is not None for row in rows)
    data = {
        "connected": chosen is not None,
        "url": chosen.url if chosen else None,
        "user": chosen.user if chosen else None,
        "events": events,
        "last_sync": status.get("done") or None,
        "last_try": status.get("tried") or None,
        "error": status.get("error"),
        "question": status.get("question"),
    }
    if as_json:
        show_json(data)
    else:
        for line in _status_lines(data):
            click.echo(line)
    return 0


def _status_lines(data: dict[str, Any]) -> Sequence[str]:
    if not data["connected"]:
        return ("no calendar is connected; 'overload caldav connect ADDRESS' does it",)
    user = f" as {data['user']}" if data["user"] else ""
    lines = [f"{data['url']}{user}: {data['events']} events", f"last sync: {data['last_sync'] or 'never'} (UTC)"]
    lines += [f"since then: {data['error']}"] if data["error"] else []
    if data["question"]:
        gone, live = data["question"]
        lines.append(f"to be answered: {gone} of {live} events are gone; see 'overload caldav sync --help'")
    return lines


@caldav_command.command("forget")
@click.option("--leave-events", is_flag=True, help="Leave the events where they are.")
@click.pass_obj
def forget_command(call: Call, leave_events: bool) -> int:
    """Leave the calendar: its sessions are removed.

    Nothing of it is kept in the training folder, and [caldav] goes from plan.toml.
    """
    from overload.caldav.joining import part  # noqa: PLC0415 - not for --help
    from overload.caldav.sync import forget  # noqa: PLC0415 - not for --help

    url, removed = forget(call.path, call.now, leave_events=leave_events)
    part(call.path)
    click.echo(
        f"{url} is forgotten; {removed} events were removed from it" if not leave_events else f"{url} is forgotten"
    )
    return 0
