"""`overload serve`: feeds and the page of each session, over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe

import click

from overload.cli.bounds import Whole
from overload.cli.call import Call
from overload.cli.reach import EVERYWHERE, address_of, check_certificate, reach_lines
from overload.errors import FileError, OverloadError, Problem, UsageError, how_to_install
from overload.moments import day_words
from overload.update import opened


@click.command("serve")
@click.option("--host", metavar="ADDRESS", help="Where to listen (default: 127.0.0.1, this machine).")
@click.option("--lan", is_flag=True, help="Let phones in your network in: --host 0.0.0.0.")
@click.option("--port", type=Whole(0, 65535), default=8321, help="Default: 8321; 0 for any free one.")
@click.option("--root", type=click.Path(path_type=Path), metavar="DIR", help="Every training folder below DIR.")
@click.option("--base-url", default="", metavar="URL", help="Where it is reached (default: as in plan.toml).")
@click.option("--certificate", type=click.Path(path_type=Path), metavar="FILE", help="Serve https with it (PEM).")
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", help="The certificate's key.")
@click.option(
    "--trusted-proxy",
    "trusted",
    multiple=True,
    metavar="ADDRESS",
    help="Trust X-Forwarded headers from here; may be repeated.",
)
@click.option("--workers", type=Whole(1, 64), default=2, help="Planning processes (default: 2).")
@click.pass_obj
def serve_command(
    call: Call,
    host: str | None,
    lan: bool,
    port: int,
    root: Path | None,
    base_url: str,
    certificate: Path | None,
    key: Path | None,
    trusted: tuple[str, ...],
    workers: int,
) -> int:
    """Serve the feeds, and a page to log each session on.

    `overload link add` makes the address of a feed. Once plan.toml says where this server is reached (`base_url`
    under [web]), each event links to its page. For a folder that is missing or empty it prints a link
    to set it up in a browser. Stop it with Ctrl-C.
    """
    if base_url and not base_url.startswith(("https://", "http://")):
        raise UsageError(
            Problem("--base-url", f"'{base_url}' is not a web address", "write it like https://train.example.org")
        )
    _check_where(host, lan=lan)
    _check_certificate(certificate, key)
    if root is not None and not root.is_dir():
        raise FileError(Problem(str(root), "no such folder", "name the folder that holds the training folders"))
    try:
        from overload.web.server import listen, serve  # noqa: PLC0415 - only the server needs them
        from overload.web.settings import Settings  # noqa: PLC0415 - the extra `web`
    except ImportError:
        raise UsageError(
            Problem("", "the page needs libraries that are not installed", how_to_install("web"))
        ) from None
    begins = call.path_to_begin if root is None else None
    folders = () if root is not None else (begins or call.path,)
    settings = Settings(
        root.absolute() if root else None, folders, base_url.rstrip("/"), _pretended(call), workers=workers,
        set_up=token_urlsafe(32) if begins else "",
    )  # fmt: skip
    where, is_secure = host or (EVERYWHERE if lan else "127.0.0.1"), certificate is not None
    listening = listen(where, port)
    port = listening.getsockname()[1]
    address = address_of(where, port, is_secure=is_secure)

    def ready(count: int) -> None:
        what = "a new training folder" if begins else "1 training folder" if count == 1 else f"{count} training folders"
        click.echo(f"serving {what} on {address}; stop with Ctrl-C")
        if begins:
            # Told wherever it goes: without it nobody gets in, and it is used up by who comes first.
            click.echo(
                f"{begins} has no plan yet; set it up in a browser, within an hour, by this link, which works once:"
            )
            click.echo(f"{base_url.rstrip('/') or address}/new/{settings.set_up}")
            return
        for line in reach_lines(where, port, base_url or ("" if root else _base_of(call)), is_secure=is_secure):
            click.echo(line)
        # The address of a page is a secret: it is for whoever sits there, and not for the log of a service.
        if root is None and sys.stdout.isatty():
            for line in _next_page(call, base_url, address):
                click.echo(line)

    serve(settings, listening, trusted, ready, (certificate, key) if certificate else None)
    return 0


def _check_where(host: str | None, *, lan: bool) -> None:
    if lan and host is not None:
        raise UsageError(Problem("--lan", f"is --host {EVERYWHERE}, and --host {host} is another", "give one of them"))


def _check_certificate(certificate: Path | None, key: Path | None) -> None:
    if key is not None and certificate is None:
        raise UsageError(Problem("--key", "is the key of no certificate", "name that with --certificate FILE"))
    if certificate is not None:
        check_certificate(certificate, key)


def _base_of(call: Call) -> str:
    """Return where the plan says that people reach the server; '' where it says nothing, or cannot be read."""
    with suppress(OverloadError), opened(call.path) as folder:
        return folder.config.base_url
    return ""


def _next_page(call: Call, base_url: str, address: str) -> Iterator[str]:
    """Yield where the coming session is written down; nothing where no plan can be made: its page says why."""
    from overload.update.links import session_links  # noqa: PLC0415 - only the server needs it

    with suppress(OverloadError), opened(call.path) as folder:
        plan = folder.plan(folder.now(call.now))
        base = base_url.rstrip("/") or folder.config.base_url or address
        links = session_links(folder.home.key(make=True), plan, base)
        session = next((session for session in plan.ahead() if session.ordinal in links), None)
        if session is not None:
            yield f"{session.id}, {session.day.name} of {day_words(session.start)}, is written down at"
            yield links[session.ordinal]


def _pretended(call: Call) -> str | None:
    """Return the time of --now once it is known to be one."""
    if call.now_text is not None:
        call.now("UTC")
    return call.now_text
