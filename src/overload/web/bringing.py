"""Bringing a file of another app, or of this program, to the log from a page, and saying what came of it."""

from __future__ import annotations

from pathlib import Path

from overload.errors import DataError, LockedError, OverloadError, UsageError
from overload.importing.own import read_own
from overload.importing.recognise import read_file
from overload.model import Reading
from overload.update.folder import opened, read_by_plugins
from overload.update.history import Answers, bring, restore, survey
from overload.update.session_form import is_seen, remember_form
from overload.web.forms import refused
from overload.web.owner import Where
from overload.web.rendering import page
from overload.web.session_view import fresh_key
from overload.web.settings import Clock
from overload.web.syncing import start_sync
from overload.web.uploads import parse_upload
from overload.web.work import Page, sentence_of, told


def show_import(folder: Path, where: Where, clock: Clock) -> Page:
    """Return the page that takes a file."""
    del folder, clock
    return _shown(where)


def _shown(where: Where, said: str = "", problem: str = "") -> Page:
    body = page("owner_import", address=where.address, here="import", key=fresh_key(), said=said, problem=problem)
    return Page(400 if problem else 200, body)


def take_import(folder: Path, where: Where, kind: str, body: bytes, clock: Clock) -> Page:
    """Bring the file of a form in, once, and say what came of it."""
    return told(lambda: _take(folder, where, kind, body, clock))


def _take(path: Path, where: Where, kind: str, body: bytes, clock: Clock) -> Page:
    try:
        upload = parse_upload(kind, body)
        key = upload.form.key
        if not upload.content:
            raise refused("has no file in it")
    except (DataError, UsageError) as error:
        return _shown(where, problem=sentence_of(error))
    with opened(path, clock=clock) as folder:
        if is_seen(folder.store, key):
            return Page(303, location=f"{where.address}/import")
    said = brought_in(path, upload.content, clock, both=upload.form.get("both") == "1")
    # Remembered when it is done: a file that comes again is compared with the log, and adds nothing.
    with opened(path, clock=clock) as folder:
        remember_form(folder.store, key, clock("UTC"))
    start_sync(path, clock("UTC"))
    return _shown(where, said)


def brought_in(path: Path, content: bytes, clock: Clock, *, both: bool) -> str:
    """Bring a file to the log, and say what came of it; what is open is left to the command line, which asks.

    `both` where loads of pairs are those of both dumbbells together.
    """
    try:
        own = read_own(content)
        if own is not None:
            added = restore(path, own.entries, clock, own.weighings).added
            return f"Entries of your log that came back: {added}."
        found = read_by_plugins(path, content) or read_file(content, Reading())
        asked = survey(path, found)
        names = {name: asked.meaning(name) for name in asked.matches}
        paired = {name: both for name, exercise in names.items() if asked.is_paired(exercise) and asked.is_loaded(name)}
        done = bring(path, found, Answers(names, paired, None if found.is_unit_stated else asked.unit), clock)
    except LockedError:
        raise
    except OverloadError as error:
        return f"The file was not imported: {error.problems[0].message}. 'overload import FILE' asks what is open."
    left = len(found.account.left_out) if found.account else 0
    said = f"Came from your file: {_counted(done.added, 'entry', 'entries')} with {_counted(done.sets, 'set', 'sets')}."
    return f"{said} Left out: {_counted(left, 'row', 'rows')}; 'overload import FILE' says why." if left else said


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
