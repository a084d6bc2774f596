"""A copied training folder gets a life of its own: another name for its events, other links, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import attrs

from overload import config
from overload.config.edit import set_value
from overload.errors import Problem, UsageError
from overload.settled import KEY_FILE, unsettle
from overload.store import replace_file
from overload.store.files import file_error
from overload.update.delivery import has_brought
from overload.update.folder import PLAN_FILE, Clock, Folder, opened
from overload.update.links import PREFIX
from overload.update.publish import Updated, publish


@attrs.frozen
class Adopted:
    """A copy that goes its own way: its new name, how many links of the other folder it gave up, and its update."""

    plan_id: str
    links: int
    updated: Updated


def adopt_copy(path: Path, clock: Clock) -> Adopted:
    """Give a copied folder a plan id and links of its own, and publish; log, decisions and backups stay as they are.

    Its events are new ones to whoever subscribed to the copy: the names of before are those of the other folder, where
    they go on. Raises UsageError while the copy would still write to where the other folder does, and what `opened`
    raises. Killed in between, it can be run again.
    """
    with opened(path) as folder:
        _require_own_ways(folder)
        plan_id, given_up = os.urandom(8).hex(), folder.store.named(PREFIX)
        with folder.store.together():
            folder.store.set("plan_id", plan_id)
            folder.store.forget(given_up)
            unsettle(folder.store)
        _rename_plan(folder, plan_id)
        _remove_key(path / KEY_FILE)
    with opened(path, clock=clock) as folder:
        # Under their old names all of the events are gone: that is what is asked for, and no accident.
        return Adopted(plan_id, len(given_up), publish(folder, folder.now(clock), force=True))


def _require_own_ways(folder: Folder) -> None:
    wrong = tuple(_shared_ways(folder))
    if wrong:
        raise UsageError(*wrong)


def _shared_ways(folder: Folder) -> Iterator[Problem]:
    """Yield the places outside that both folders would write to."""
    if folder.config.own_calendar:
        message = "both folders would write into this calendar"
        yield Problem(f"{PLAN_FILE}: caldav", message, "leave it here with 'overload caldav forget --leave-events'")
    for choice in folder.config.feeds:
        if has_brought(folder.store, choice, folder.feed_file(choice.name).path):
            place = f"{PLAN_FILE}: feeds.{choice.name}.publish_command"
            yield Problem(place, "both folders would be published there", "change it, or take it out")


def _rename_plan(folder: Folder, plan_id: str) -> None:
    """Write the new name into plan.toml, where it gives itself one; all else of it stays as it is."""
    if "id" in config.parse(folder.text):
        file = folder.path / PLAN_FILE
        replace_file(file, set_value(folder.text, ["id"], plan_id).encode(), file.stat().st_mode & 0o777)


def _remove_key(file: Path) -> None:
    """Remove the key of the links in events; the update makes another one. A link is removed, not followed."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise file_error(error, file) from None
