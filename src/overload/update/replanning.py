"""Changing plan.toml by a form: what cannot be read or planned is not written, and the last changes can be undone.

Every change goes through `config.edit`, so that all else in the file stays as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from overload import config
from overload.config.edit import remove_value, set_value
from overload.errors import OverloadError, Problem, UsageError
from overload.store import Store, replace_file
from overload.store.files import file_error
from overload.update.folder import PLAN_FILE, Clock, Folder, opened, plan_text
from overload.update.publish import Updated, publish

_DONE: Final = "plan.changes"
"""The name under which the database remembers the texts before the last changes."""
MOST_UNDONE: Final = 20
Keys = tuple[str, ...]
Edits = Mapping[Keys, object]
"""A path of keys -> its value; None takes the key out."""


@attrs.frozen
class Replanned:
    """What a change came to: what is said of it, and the update after it; None where nothing changed."""

    what: str
    updated: Updated | None


@attrs.frozen
class _Change:
    what: str
    before: str
    after: str


def replan(path: Path, clock: Clock, what: str, edits: Callable[[Folder], Edits]) -> Replanned:
    """Change keys of plan.toml and republish; `what` names the change for who wants it undone.

    What cannot be read or planned leaves plan.toml as it was. Raises what `edits` does, PlanError with the places in
    the file, and what `publish` does.
    """
    with opened(path) as folder:
        before = plan_text(path)
        after = _edited(before, edits(folder))
        if after == before:
            return Replanned(what, None)
        config.read_plan(after, folder.plugins.catalog)
        _write(path, after)
    try:
        with opened(path) as folder:
            done = publish(folder, folder.now(clock))
            _remember(folder.store, _Change(what, before, _digest(after)))
    except OverloadError:
        _write(path, before)
        raise
    return Replanned(what, done)


def _edited(text: str, edits: Edits) -> str:
    for keys, value in edits.items():
        text = remove_value(text, keys) if value is None else set_value(text, keys, value)
    return text


def _write(path: Path, text: str) -> None:
    try:
        mode = (path / PLAN_FILE).stat().st_mode & 0o777
    except OSError as error:
        raise file_error(error, path / PLAN_FILE) from None
    replace_file(path / PLAN_FILE, text.encode(), mode)


def undo_change(path: Path, clock: Clock) -> Replanned:
    """Put plan.toml back to what it was before the last change by a form, and republish.

    Raises UsageError where there is none, or the file was edited since.
    """
    with opened(path) as folder:
        last = to_undo(path, folder.store)
        if last is None:
            raise UsageError(Problem(PLAN_FILE, "was edited since, or there is nothing to undo", "edit it by hand"))
        _write(path, last.before)
        _forget(folder.store)
    with opened(path) as folder:
        return Replanned(last.what, publish(folder, folder.now(clock)))


def to_undo(path: Path, store: Store) -> _Change | None:
    """Return the last change by a form, if the file still is as that left it."""
    known = _known(store)
    return known[-1] if known and known[-1].after == _digest(plan_text(path)) else None


def _known(store: Store) -> Sequence[_Change]:
    try:
        return [_Change(**one) for one in json.loads(store.get(_DONE) or "[]")]
    except (ValueError, TypeError):
        return []


def _remember(store: Store, change: _Change) -> None:
    kept = [*_known(store), change][-MOST_UNDONE:]
    store.set(_DONE, json.dumps([attrs.asdict(one) for one in kept]))


def _forget(store: Store) -> None:
    store.set(_DONE, json.dumps([attrs.asdict(one) for one in _known(store)[:-1]]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
