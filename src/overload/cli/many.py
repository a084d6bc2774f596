"""`overload many`: the trainings of many athletes in one database, and the worker that plans them."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import click

from overload.cli.bounds import Whole
from overload.cli.call import Call, tell
from overload.cli.output import show_json
from overload.errors import Problem, UsageError, how_to_install
from overload.opening import read_regular
from overload.store.dialect import ADDRESS, DRIVER
from overload.store.files import file_error

VARIABLE: Final = "OVERLOAD_DATABASE"
LINE: Final = f"{ADDRESS}HOST/DATABASE"


@attrs.frozen
class _Asked:
    """What each of these commands is called with: the call, and the database as it was named."""

    call: Call
    named: str

    @property
    def address(self) -> str:
        """The address of the database; raises UsageError where none is named, or what speaks with it is missing."""
        if not self.named:
            hint = f"write: overload many --at {LINE} ..., or set {VARIABLE}"
            raise UsageError(Problem("", "no database is named", hint))
        if not self.named.startswith(ADDRESS):
            raise UsageError(
                Problem("--at", f"'{self.named}' is not the address of a database", f"write it like {LINE}")
            )
        if importlib.util.find_spec(DRIVER) is None:
            raise UsageError(Problem("", "a database of athletes needs the extra 'many'", how_to_install("many")))
        return self.named


@click.group("many")
@click.option("--at", metavar="ADDRESS", default="", help=f"{LINE} (default: {VARIABLE}).")
@click.pass_context
def many_command(ctx: click.Context, at: str) -> None:
    """Keep many athletes in one database instead of folders.

    One command plans for all: 'overload many worker'. More is in docs/many.md.
    """
    ctx.obj = _Asked(ctx.obj, at or os.environ.get(VARIABLE, ""))


@many_command.command("init")
@click.pass_obj
def init(asked: _Asked) -> int:
    """Make the tables, or bring them up to date."""
    from overload.store.rows import bring_up_to_date, connect, shown  # noqa: PLC0415 - the extra

    with contextlib.closing(connect(asked.address)) as connection:
        steps = bring_up_to_date(connection)
    click.echo(f"{shown(asked.address)}: {'the tables are made' if steps else 'up to date'}")
    return 0


@many_command.command("add")
@click.argument("name")
@click.argument("plan", type=click.Path(path_type=Path))
@click.pass_obj
def add(asked: _Asked, name: str, plan: Path) -> int:
    """Add an athlete: a NAME, and PLAN, a file as plan.toml is."""
    from overload.many import athletes  # noqa: PLC0415 - the extra

    home = athletes.add(asked.address, name, _text(plan))
    click.echo(f"added {home.name}, athlete {home.number}; the worker plans for them from now on")
    return 0


@many_command.command("plan")
@click.argument("name")
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def plan(asked: _Asked, name: str, plan: Path | None) -> int:
    """Print the plan of an athlete, or take PLAN, a file, in its place."""
    from overload.many import athletes  # noqa: PLC0415 - the extra

    home = athletes.found(asked.address, name)
    if plan is None:
        click.echo(home.plan_text(), nl=False)
        return 0
    athletes.set_plan(home, _text(plan))
    click.echo(f"athlete {home.number} has a new plan; the worker plans with it next")
    return 0


def _text(file: Path) -> str:
    try:
        return read_regular(file).decode().replace("\r\n", "\n")
    except OSError as error:
        raise file_error(error, file) from None
    except UnicodeDecodeError:
        raise UsageError(Problem(str(file), "is not text in UTF-8", "save it as that")) from None


@many_command.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="The athlete's name (default: the folder's).")
@click.pass_obj
def import_folder(asked: _Asked, folder: Path, name: str | None) -> int:
    """Bring a training FOLDER into the database.

    The folder stays as it is.
    """
    from overload.many import bring  # noqa: PLC0415 - the extra

    home = bring(folder.absolute(), asked.address, name or folder.absolute().name)
    click.echo(f"{home.name} is athlete {home.number}, with all that the folder has")
    tell("update one of the two from now on: take the folder out of cron")
    return 0


@many_command.command("export")
@click.argument("name")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def export(asked: _Asked, name: str, folder: Path) -> int:
    """Write an athlete into a new training FOLDER.

    The rows stay as they are.
    """
    from overload.many import athletes, take  # noqa: PLC0415 - the extra

    take(athletes.found(asked.address, name), folder)
    click.echo(f"{folder} has all that is kept of {name}")
    return 0


@many_command.command("link")
@click.argument("name")
@click.argument("feed", default="")
@click.option("--revoke", metavar="LINK", help="End this one instead.")
@click.option("--base-url", metavar="URL", help="Where 'serve' is reached (default: as in the plan).")
@click.pass_obj
def link(asked: _Asked, name: str, feed: str, revoke: str | None, base_url: str | None) -> int:
    """Make an address of a FEED to subscribe to, or end one.

    FEED is the name of one in the athlete's plan (default: the first).
    """
    from overload.cli.link import base_of, feed_of, show_link  # noqa: PLC0415 - the planner
    from overload.many import athletes  # noqa: PLC0415 - the extra
    from overload.update import opened  # noqa: PLC0415 - the planner
    from overload.update.links import LinkKind, add_link, end_link  # noqa: PLC0415 - the planner

    with opened(athletes.found(asked.address, name)) as athlete:
        now = athlete.now(asked.call.now)
        if revoke is not None:
            click.echo(f"{end_link(athlete.store, revoke, now).id} has ended")
            return 0
        base, chosen = base_of(athlete, base_url), feed_of(athlete, feed)
        made, token = add_link(athlete.store, LinkKind.FEED, chosen, now)
    show_link(made, token, base, qr=False, ended_by=f"overload many link {name} --revoke {made.id}")
    return 0


@many_command.command("serve")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", help="Where to listen (default: this machine).")
@click.option("--port", type=Whole(0, 65535), default=8321, help="Default: 8321; 0 for any free one.")
@click.option(
    "--trusted-proxy",
    "trusted",
    multiple=True,
    metavar="ADDRESS",
    help="Trust X-Forwarded headers from here; may be repeated.",
)
@click.pass_obj
def serve(asked: _Asked, host: str, port: int, trusted: tuple[str, ...]) -> int:
    """Serve the feeds of all athletes by their links, and nothing else.

    As many as you like may run. Put a proxy in front that speaks https.
    """
    address = asked.address
    try:
        from overload.web.rows_served import RowFeeds  # noqa: PLC0415 - the extra `web`
        from overload.web.server import listen, serve_app  # noqa: PLC0415 - as above
        from overload.web.settings import Clock  # noqa: PLC0415 - as above
    except ImportError:
        raise UsageError(Problem("", "serving needs libraries that are not installed", how_to_install("web"))) from None
    from overload.cli.reach import address_of  # noqa: PLC0415 - only the server needs it
    from overload.store.rows import connect, require_up_to_date  # noqa: PLC0415 - the extra

    asked.call.now("UTC")
    with contextlib.closing(connect(address)) as connection:
        require_up_to_date(connection)
    listening = listen(host, port)
    where = address_of(host, listening.getsockname()[1], is_secure=False)
    app = RowFeeds(address, Clock(asked.call.now_text))
    serve_app(app, listening, trusted, lambda: click.echo(f"serving feeds on {where}; stop with Ctrl-C"))
    return 0


@many_command.command("pause")
@click.argument("name")
@click.pass_obj
def pause(asked: _Asked, name: str) -> int:
    """Let the worker pass over an athlete until 'overload many retry'."""
    from overload.many import athletes  # noqa: PLC0415 - the extra

    athletes.pause(athletes.found(asked.address, name))
    click.echo(f"paused; 'overload many retry {name}' goes on")
    return 0


@many_command.command("retry")
@click.argument("name")
@click.pass_obj
def retry(asked: _Asked, name: str) -> int:
    """Begin again with an athlete who was paused or left alone.

    NAME may be the number that 'overload many status' tells.
    """
    from overload.many import athletes  # noqa: PLC0415 - the extra

    athletes.take_up(athletes.found(asked.address, name))
    click.echo("the next turn is theirs")
    return 0


@many_command.command("remove")
@click.argument("name")
@click.option("--export", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Write all into it first.")
@click.option("--for-good", is_flag=True, help="Without writing it anywhere.")
@click.pass_obj
def remove(asked: _Asked, name: str, folder: Path | None, for_good: bool) -> int:
    """Remove an athlete with plan, log, feeds and links."""
    if (folder is None) != for_good:
        hint = f"write: overload many remove {name} --export FOLDER"
        raise UsageError(Problem("", "say where all is to be kept, or --for-good, and not both", hint))
    from overload.many import athletes, take  # noqa: PLC0415 - the extra

    home = athletes.found(asked.address, name)
    if folder is not None:
        take(home, folder)
    athletes.remove(home)
    click.echo(f"removed{f'; {folder} has all of it' if folder else ''}")
    return 0


@many_command.command("status")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def status(asked: _Asked, as_json: bool) -> int:
    """Tell how many athletes there are, are due, and are left alone.

    Nobody is named; those left alone are numbers, which 'retry' takes. Exit code 3 where there are any.
    """
    from overload.many import athletes  # noqa: PLC0415 - the extra

    now = athletes.status(asked.address, asked.call.now("UTC"))
    if as_json:
        show_json(attrs.asdict(now))
        return 3 if now.poison else 0
    click.echo(f"{now.active} active, {now.paused} paused, {now.poison} left alone")
    click.echo(f"{now.due} due" + (f", the first for {now.late_s:.0f} s" if now.late_s else ""))
    for one in now.aside:
        click.echo(f"athlete {one.athlete}: {one.why or 'unknown'}; 'overload many retry {one.athlete}' tries again")
    return 3 if now.poison else 0


@many_command.command("worker")
@click.option("--processes", type=Whole(1, 256), help="How many at once (default: all cores).")
@click.option("--once", is_flag=True, help="End when nobody is due.")
@click.pass_obj
def worker(asked: _Asked, processes: int | None, once: bool) -> int:
    """Plan and publish for whoever is due, until it is stopped.

    On SIGTERM each process ends what it is at. As many workers as you like may run, on as many machines.
    """
    from overload.many import crew  # noqa: PLC0415 - the extra
    from overload.many.work import DONE, Worker  # noqa: PLC0415 - the extra
    from overload.store.rows import connect, require_up_to_date  # noqa: PLC0415 - the extra
    from overload.update.many import warm_up  # noqa: PLC0415 - the planner

    with contextlib.closing(connect(asked.address)) as connection:
        require_up_to_date(connection)
    warm_up(asked.call.now)
    at_once = processes or len(os.sched_getaffinity(0))
    last, failed = "", False
    with _stopping() as stopped:
        for one in crew.work(Worker(asked.address, asked.call.now), at_once, lambda: bool(stopped), is_once=once):
            line = f"overload: {f'athlete {one.athlete}: {one.state}: ' if one.athlete else ''}{one.words}"
            if one.state != DONE and (one.athlete or line != last):  # that the database is away is said once
                tell(line)
            last, failed = line, failed or one.state != DONE
    return 3 if once and failed else 0


@contextlib.contextmanager
def _stopping() -> Iterator[list[int]]:
    """Gather what asks this process to end, which is to end what it does first."""
    asked: list[int] = []
    before = {
        number: signal.signal(number, lambda received, _: asked.append(received))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
