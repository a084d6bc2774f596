"""`overload link`: addresses to subscribe to, each shown once, rotated and revoked."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import click

from overload.cli.bounds import Whole
from overload.cli.call import Call, report
from overload.cli.completing import feeds, offers
from overload.cli.completing import links as links_made
from overload.cli.output import is_plain, show_json, show_table
from overload.cli.syncing import sync_after
from overload.errors import Problem, UsageError, did_you_mean, how_to_install
from overload.moments import full_moment_words
from overload.update import Folder, opened, update
from overload.update.links import Link, LinkKind, LinkState, add_link, data_names, end_link, links


@click.group("link", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def link_command(ctx: click.Context, as_json: bool) -> int:
    """Manage the secret addresses that `overload serve` answers to.

    Anyone who has an address can read what is behind it, so it is shown once and never stored. Without a command:
    the list.
    """
    return list_links(ctx.obj, as_json=as_json) if ctx.invoked_subcommand is None else 0


@link_command.command("add")
@click.argument("feed", default="", shell_complete=offers(feeds))
@click.option("--page", is_flag=True, help="For the page: coming weeks, progress, all feeds.")
@click.option("--owner", is_flag=True, help="For you alone: all there is, your plan, and every link's end.")
@click.option("--data", is_flag=True, help="For programs: the next session and the week as JSON.")
@click.option("--all", "everything", is_flag=True, help="With --data: the log, progress and bodyweight as well.")
@click.option("--lasts", type=Whole(1, 3650), metavar="DAYS", help="How long it works (default: until revoked).")
@click.option("--base-url", metavar="URL", help="Where the server is reached (default: as in plan.toml).")
@click.option("--qr/--no-qr", default=None, help="Show a QR code to scan (default: on a terminal).")
@click.pass_obj
def add(
    call: Call,
    feed: str,
    page: bool,
    owner: bool,
    data: bool,
    everything: bool,
    lasts: int | None,
    base_url: str | None,
    qr: bool | None,
) -> int:
    """Make an address: of a feed, your page, your own pages, or JSON.

    FEED is the name of one (default: the first in plan.toml).
    """
    kind = _kind(feed, page=page, owner=owner, data=data, everything=everything)
    with opened(call.path) as folder:
        base = base_of(folder, base_url)
        name = feed_of(folder, feed) if kind is LinkKind.FEED else ""
        for_days = None if lasts is None else timedelta(days=lasts)
        made, token = add_link(folder.store, kind, name, folder.now(call.now), for_days)
    show_link(made, token, base, qr=sys.stdout.isatty() and not is_plain() if qr is None else qr)
    return 0


def _kind(feed: str, *, page: bool, owner: bool, data: bool, everything: bool) -> LinkKind:
    if [bool(feed), page, owner, data].count(True) > 1:
        raise UsageError(Problem("", "a link opens one thing", "name a feed, or say --page, --owner or --data"))
    if everything and not data:
        raise UsageError(Problem("--all", "goes with --data", "write: overload link add --data --all"))
    if data:
        return LinkKind.ALL_DATA if everything else LinkKind.DATA
    return LinkKind.OWNER if owner else LinkKind.PAGE if page else LinkKind.FEED


def base_of(folder: Folder, given: str | None) -> str:
    """Return where the server is reached, as given or as plan.toml says. Raises UsageError where neither does."""
    base = (given or folder.config.base_url).rstrip("/")
    if not base.startswith(("https://", "http://")):
        hint = 'write base_url = "https://..." under [web] in plan.toml, or say --base-url'
        raise UsageError(Problem("web.base_url", "is needed to say where the server is", hint))
    return base


def feed_of(folder: Folder, name: str) -> str:
    """Return the name of a feed that there is, the first one for none. Raises UsageError."""
    known = [one.name for one in folder.config.feeds]
    if name and name not in known:
        raise UsageError(Problem("", f"there is no feed '{name}'", did_you_mean(name, known)))
    return name or known[0]


_OPENS: Final = {
    LinkKind.PAGE: "the page, which has all feeds to subscribe to",
    LinkKind.OWNER: "the owner's page",
    LinkKind.DATA: "JSON: the next session and the week",
    LinkKind.ALL_DATA: "JSON: the next session, the week, the log, progress and bodyweight",
}


def show_link(made: Link, token: str, base: str, *, qr: bool, ended_by: str = "overload link revoke") -> None:
    """Print the address of a link, this once, and what ends it."""
    address = f"{base}{made.kind.way}{token}"
    if made.kind is LinkKind.FEED:
        address = f"{address}/{made.feed}.ics"
        click.echo(f"{made.id}  the feed '{made.feed}':\n{address}\non Apple devices and desktops:")
        click.echo(f"webcal://{address.partition('://')[2]}")
    else:
        click.echo(f"{made.id}  {_OPENS[made.kind]}:\n{address}")
        for name in data_names(made.kind):
            click.echo(f"{address}/{name}.json")
    does = "change what it opens" if made.kind is LinkKind.OWNER else "read what it opens"
    click.echo(f"It is shown only once. Anyone who has it can {does}; '{ended_by}' ends it.")
    if qr:
        _show_code(address)


def _show_code(address: str) -> None:
    try:
        import segno  # noqa: PLC0415 - only where a code is wanted
    except ImportError:
        click.echo(f"to scan it, install what draws codes; {how_to_install('web')}", err=True)
        return
    segno.make(address, error="m").terminal(out=sys.stdout, compact=True, border=2)


@link_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_command(call: Call, as_json: bool) -> int:
    """List the links and whether they still work."""
    return list_links(call, as_json=as_json)


def list_links(call: Call, *, as_json: bool) -> int:
    """Print every link of the folder."""
    with opened(call.path) as folder:
        now, zone = folder.now(call.now), ZoneInfo(folder.config.athlete.zone)
        known = links(folder.store)
    if as_json:
        show_json([{"id": one.id, "kind": one.kind.value, "feed": one.feed, "made": one.made, "ends": one.ends,
                    "state": one.state(now).value} for one in known])  # fmt: skip
    elif not known:
        click.echo("there are no links; 'overload link add' makes one")
    else:
        from overload.report.tables import plain_table  # noqa: PLC0415 - only where a table is drawn

        rows = [(one.id, one.feed or _SHORT[one.kind], _day(one.made, zone), _day(one.ends, zone),
                 _state(one.state(now))) for one in known]  # fmt: skip
        show_table(plain_table(("Id", "Opens", "Made", "Ends", "State"), rows))
    return 0


_SHORT: Final = {
    LinkKind.FEED: "a feed",
    LinkKind.PAGE: "the page",
    LinkKind.OWNER: "the owner's page",
    LinkKind.DATA: "JSON: next, week",
    LinkKind.ALL_DATA: "JSON: all",
}


def _state(state: LinkState) -> str:
    return {LinkState.REVOKED: "revoked, says so", LinkState.GONE: "gone"}.get(state, "live")


def _day(instant: str, zone: ZoneInfo) -> str:
    return full_moment_words(datetime.fromisoformat(instant).astimezone(zone)) if instant else "-"


@link_command.command("rotate")
@click.argument("link", shell_complete=offers(links_made))
@click.option(
    "--overlap", type=Whole(0, 90), default=7, metavar="DAYS", help="How long the old one works (default: 7)."
)
@click.option("--base-url", metavar="URL", help="Where the server is reached (default: as in plan.toml).")
@click.option("--qr/--no-qr", default=None, help="Show a QR code to scan (default: on a terminal).")
@click.pass_obj
def rotate(call: Call, link: str, overlap: int, base_url: str | None, qr: bool | None) -> int:
    """Replace an address; the old one works for a few more days."""
    with opened(call.path) as folder:
        base, now = base_of(folder, base_url), folder.now(call.now)
        old = end_link(folder.store, link, now, timedelta(days=overlap))
        made, token = add_link(folder.store, old.kind, old.feed, now)
    show_link(made, token, base, qr=sys.stdout.isatty() and not is_plain() if qr is None else qr)
    click.echo(f"{old.id} works for {overlap} more days" if overlap else f"{old.id} no longer works")
    return 0


@link_command.command("revoke")
@click.argument("link", default="", shell_complete=offers(links_made))
@click.option("--all", "everything", is_flag=True, help="Every link, those in events too: for a lost phone.")
@click.pass_obj
def revoke(call: Call, link: str, everything: bool) -> int:
    """Revoke an address at once, or all of them.

    For 30 days a feed's answers with a calendar that says so, then it is gone. With --all your events get new links at
    once; whoever subscribes needs a new address.
    """
    if everything == bool(link):
        raise UsageError(Problem("", "says not which link", "name one of 'overload link list', or say --all"))
    if everything:
        return _revoke_all(call)
    with opened(call.path) as folder:
        old = end_link(folder.store, link, folder.now(call.now))
    click.echo(f"{old.id} no longer works")
    return 0


def _revoke_all(call: Call) -> int:
    from overload.update.revoking import revoke_all  # noqa: PLC0415 - only where all end

    ended = revoke_all(call.path, call.now)
    named = ", ".join(one.id for one in ended)
    click.echo(f"no link works any more: {named + ', and ' if named else ''}those to sessions")
    updated = update(call.path, call.now)
    for line in (f"wrote {path}" for path in updated.written):
        click.echo(line)
    return max(report((*updated.problems, *updated.unheard)), sync_after(call))
