"""Syncing a training folder with the athlete's own calendar, under the folder's lock."""

from __future__ import annotations

import hashlib
import json
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import attrs

from overload.caldav.client import Calendar
from overload.caldav.exchange import Deletions, Exchange, Exchanged, Progress, nobody
from overload.caldav.found import There
from overload.caldav.merge import State
from overload.caldav.password import password_of
from overload.caldav.planning import FolderPlanner, feed_of
from overload.caldav.remembered import Sketch, StoredMemory
from overload.caldav.sides import Me, OnServer
from overload.caldav.wire import Login, Wire
from overload.errors import CalendarError, Problem, SetUpError, UnreachableError
from overload.ical import uid_end
from overload.model import OwnCalendar
from overload.settled import unsettle
from overload.store import Store
from overload.update.calendar_status import STATUS, is_put_off, status_of
from overload.update.folder import Clock, Folder, opened
from overload.update.journal import note_run
from overload.update.publish import publish

NOT_CONNECTED: Final = Problem("", "no calendar is connected", "connect yours with 'overload caldav connect ADDRESS'")


@attrs.frozen
class Synced:
    """What a sync did, and the plan that it ended with where there is one."""

    exchanged: Exchanged
    problems: tuple[Problem, ...] = ()

    @property
    def question(self) -> Problem | None:
        """What has to be asked before anything is done: most of the events vanished at once."""
        if self.exchanged.question is None:
            return None
        return asked(*self.exchanged.question)


def asked(gone: int, live: int) -> Problem:
    """Return the question of events that vanished, as a problem."""
    hint = "if you took them out: 'overload caldav sync --accept-deletions', else 'overload caldav sync --write-again'"
    return Problem("your calendar", f"{gone} of {live} sessions are gone from it; nothing was changed", hint)


def client_of(folder: Path, chosen: OwnCalendar) -> Calendar:
    """Return the way to a calendar. Raises SetUpError where the password is not found."""
    login = Login(chosen.user, password_of(chosen.password, chosen.user, folder), chosen.auth)
    return Calendar(Wire(login, str(folder / chosen.ca) if chosen.ca else ""), chosen.url)


def sync(
    path: Path,
    clock: Clock,
    deletions: Deletions = Deletions.ASK,
    *,
    dry_run: bool = False,
    progress: Progress = nobody,
    is_patient: bool = False,
) -> Synced:
    """Sync a folder with the calendar that its plan.toml names. Raises CalendarError, and what `opened` does.

    With `is_patient` a server that said when it wants to be asked again is not asked before.
    """
    with opened(path, clock=clock) as folder:
        chosen = folder.config.own_calendar
        if chosen is None:
            raise SetUpError(NOT_CONNECTED)
        now = folder.now(clock)
        if is_patient and is_put_off(folder.store, now):
            return Synced(Exchanged())
        try:
            done = _synced(folder, chosen, now, deletions, progress, is_dry=dry_run)
        except CalendarError as error:
            if not dry_run:
                note_status(folder.store, now, error=error)
            raise
        if not dry_run:
            note_status(folder.store, now, question=done.exchanged.question)
            if done.exchanged.question:
                unsettle(folder.store)
                publish(folder, now)  # so that the feed asks as well
        return done


def _synced(
    folder: Folder, chosen: OwnCalendar, now: datetime, deletions: Deletions, progress: Progress, *, is_dry: bool
) -> Synced:
    planner = FolderPlanner(folder, now, chosen, is_dry=is_dry)
    stored = StoredMemory(folder.store, chosen.url)
    server: OnServer = client_of(folder.path, chosen)
    memory = Sketch(stored) if is_dry else stored
    if is_dry:
        server = Untouched(server)
    done = Exchange(server, memory, planner, me_of(folder, chosen, now)).run(deletions, progress)
    if done.told and planner.updated and not is_dry:
        note_run(folder, planner.updated, told=done.told)
    return Synced(done, (*done.problems, *(planner.updated.problems if planner.updated else ())))


def me_of(folder: Folder, chosen: OwnCalendar, now: datetime) -> Me:
    """Return who syncs: this machine, with what it knows."""
    end = uid_end(folder.config.plan_id, feed_of(folder, chosen))
    who = hashlib.sha256(f"{socket.gethostname()} {folder.path.resolve()}".encode()).hexdigest()[:8]
    zone = now.tzinfo or UTC
    name = folder.config.plan_id if chosen.show == "full" else end.removeprefix("@")
    safe = "".join(letter if letter.isalnum() or letter in "._-" else "-" for letter in name)
    return Me(safe, end, who, lambda: _rank(folder.store), now, zone)


def _rank(store: Store) -> int:
    """Return how much is known: every entry and every decision counts."""
    numbers = [int(number) for number in store.state().split()]
    return numbers[0] + numbers[2]


class Untouched:
    """A calendar that is only looked at."""

    def __init__(self, server: OnServer) -> None:
        self._server, self.path = server, server.path
        self.changes, self.everything, self.fetch = server.changes, server.everything, server.fetch
        self.get, self.find = server.get, server.find

    def put(self, href: str, text: str, etag: str | None) -> str:  # noqa: ARG002 - nothing is written
        """Write nothing."""
        return etag or '"-"'

    def delete(self, href: str, etag: str) -> None:
        """Remove nothing."""


def note_status(
    store: Store, now: datetime, *, error: CalendarError | None = None, question: tuple[int, int] | None = None
) -> None:
    """Remember how a sync went; since when it fails stays as it was."""
    before = status_of(store)
    stamp = now.astimezone(UTC).isoformat(timespec="seconds")
    after: dict[str, Any] = {"tried": stamp, "done": before.get("done", "")}
    if error is None:
        after["done"] = stamp
    else:
        after |= {"error": str(error.problems[0]), "exit": error.exit_code, "since": before.get("since") or stamp}
        if isinstance(error, UnreachableError) and error.retry_after:
            after["retry"] = _retry(now, error.retry_after)
        if "question" in before:
            after["question"] = before["question"]
    if question is not None:
        after["question"] = list(question)
    store.set(STATUS, json.dumps(after))


def _retry(now: datetime, said: str) -> str:
    """Return when a server wants to be asked again, at most an hour from now."""
    seconds = int(said) if said.isdecimal() and len(said) < 6 else 300
    return (now.astimezone(UTC) + timedelta(seconds=min(seconds, 3600))).isoformat(timespec="seconds")


def forget(path: Path, clock: Clock, *, leave_events: bool) -> tuple[str, int]:
    """Part with the calendar: our events removed from it (or left), and everything of it forgotten.

    Returns its address and how many events were removed. plan.toml is left to the caller. Raises CalendarError.
    """
    with opened(path, clock=clock) as folder:
        chosen = folder.config.own_calendar
        if chosen is None:
            raise SetUpError(NOT_CONNECTED)
        memory, removed = StoredMemory(folder.store, chosen.url), 0
        if not leave_events:
            server = client_of(path, chosen)
            for row in memory.rows().values():
                if row.state in {State.LIVE, State.HANDS_OFF}:
                    found: There | None = server.get(row.href)
                    if found is not None:
                        server.delete(row.href, found.etag)
                        removed += 1
        memory.forget()
        folder.store.forget([STATUS])
        return chosen.url, removed
