"""What a shell offers behind a command: the names there are in the folder, read quickly, and never an error."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from click.shell_completion import CompletionItem

from overload.cli.call import Call
from overload.opening import read_regular

if TYPE_CHECKING:
    from overload.catalog import Catalog
    from overload.store import Store

Offer = tuple[str | Sequence[str], str]
"""A word to type, or several of which the first that fits is enough; and what it stands for."""
Find = Callable[[Call], Iterable[Offer]]
Found = TypeVar("Found")
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def offers(*finds: Find, in_list: bool = False) -> Complete:
    """Return what completes an argument with what is found; in a list the word behind the last comma."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before, comma, begun = incomplete.rpartition(",") if in_list else ("", "", incomplete)
        found: list[CompletionItem] = []
        for find in finds:
            # Somebody is in the middle of a line: no offer is better than an error.
            with contextlib.suppress(Exception):
                found += [
                    CompletionItem(f"{before}{comma}{word}", help=meaning)
                    for words, meaning in find(_call(ctx))
                    for word in _fitting(words, begun)[:1]
                ]
        return found

    return complete


def _fitting(words: str | Sequence[str], begun: str) -> list[str]:
    every = [words] if isinstance(words, str) else words
    return [word for word in every if word.casefold().startswith(begun.casefold())]


def _call(ctx: click.Context) -> Call:
    """Return what the command will be called with; a shell has not yet read the ~ of a folder."""
    options = ctx.find_root().params
    folder: Path | None = options.get("folder")
    return Call(folder.expanduser() if folder else None, options.get("now_text"))


def of_catalog(things: Callable[[Catalog], Iterable[Offer]]) -> Find:
    """Return what finds things of the catalog."""
    return lambda call: things(call.catalog())


def _exercises(known: Catalog) -> Iterator[Offer]:
    for exercise in known.exercises.values():
        yield (exercise.id, *(alias for alias in exercise.aliases if " " not in alias)), exercise.name


exercises = of_catalog(_exercises)
workouts = of_catalog(lambda known: ((one.id, one.name) for one in known.workouts.values()))
calendars = of_catalog(lambda known: ((one.id, one.name) for one in known.todays_calendars()))
dumbbells = of_catalog(lambda known: ((one.id, one.name) for one in known.dumbbells.values()))
rules = of_catalog(lambda known: ((name, "") for name in sorted(known.rules)))


def feeds(call: Call) -> Iterator[Offer]:
    """Find the feeds of plan.toml."""
    plan = tomllib.loads(read_regular(call.path / "plan.toml").decode())
    yield from ((name, "") for name in plan.get("feeds") or ("training",))


def sessions(call: Call) -> Iterator[Offer]:
    """Find the sessions ahead, as they were last shown."""
    from overload.model import Status  # noqa: PLC0415 - only for a session
    from overload.moments import moment_words  # noqa: PLC0415 - only for a session

    since = call.now("UTC").replace(tzinfo=None) - timedelta(days=1)
    for shown in _read(call, lambda store: store.published()):
        if shown.status is Status.PLANNED and shown.start.replace(tzinfo=None) >= since:
            yield f"s{shown.ordinal}", f"{shown.day}, {moment_words(shown.start)}"


def entries(call: Call) -> Iterator[Offer]:
    """Find the newest entries of the log."""
    from overload.model.notation import write_sets  # noqa: PLC0415 - only for an entry

    newest = _read(call, lambda store: store.entries())[-20:]
    yield from ((str(entry.id), f"{entry.exercise} {write_sets(entry.sets)}") for entry in reversed(newest))


def times_away(call: Call) -> Iterator[Offer]:
    """Find the times away that can be taken back."""
    from overload.plan.decided import in_force  # noqa: PLC0415 - only for a time away
    from overload.update.decide import described  # noqa: PLC0415 - only for a time away

    decisions = in_force(_read(call, lambda store: store.decisions()))
    yield from ((str(one.id), described(one)) for one in decisions if one.kind == "away")


def links(call: Call) -> Iterator[Offer]:
    """Find the addresses that were made."""
    from overload.update.links import links as known  # noqa: PLC0415 - only for a link

    yield from ((link.id, link.feed or "the page") for link in _read(call, known))


def plugins(call: Call) -> Iterator[Offer]:
    """Find the plugins."""
    from overload.cli.plugged import loaded  # noqa: PLC0415 - only for a plugin

    yield from ((plugin.name, "") for plugin in loaded(call.folder).all)


def _read(call: Call, read: Callable[[Store], Found]) -> Found:
    from overload.settled import DATABASE  # noqa: PLC0415 - only where the folder is read
    from overload.store import open_store  # noqa: PLC0415 - only where the folder is read

    with open_store(call.path / DATABASE) as store:
        return read(store)
