"""Bringing the history of another app: what has to be asked first, then one write and the usual update."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs

from overload.catalog import Catalog
from overload.importing.comparing import Compared, What, compare
from overload.importing.entries import Brought, Settled, Sorted, as_entries
from overload.importing.matching import Match, matches, own_id
from overload.importing.unclear import Said
from overload.model import Entry, Imported, LoadedWith, Weighing
from overload.plan.finding import held_on
from overload.store import Store
from overload.units import Unit
from overload.update.desk import Desk, seated
from overload.update.folder import Clock, Folder, opened
from overload.update.publish import Updated, publish

MEMO: Final = "import."
"""What was answered about an app's files is remembered under names that begin so."""
COLUMNS_MEMO: Final = "columns of "
"""And what was answered about the columns of a kind of file under these."""


@attrs.frozen
class Answers:
    """What is known about a file that it does not say.

    The exercise of a name ('' leaves it out), whether the load of a name is of both dumbbells together or of one, and
    the unit of loads that have none. `told` is what was answered about the columns of a `kind` of file, by question.
    """

    names: Mapping[str, str] = attrs.field(factory=dict)
    together: Mapping[str, bool] = attrs.field(factory=dict)
    unit: Unit | None = None
    kind: str = ""
    told: Mapping[str, Said] = attrs.field(factory=dict)


@attrs.frozen
class Before:
    """What is known before a file is read: what the athlete is called, and what was told of files of its kind."""

    athlete: str = ""
    told: Mapping[str, Said] = attrs.field(factory=dict)


@attrs.frozen
class Survey:
    """A file beside the folder it is to be brought to: what was answered before, and what its names may mean."""

    found: Imported
    catalog: Catalog
    remembered: Answers
    matches: Mapping[str, Match]
    unit: Unit

    def meaning(self, name: str) -> str:
        """Return the exercise of a name where nobody is asked: one that is certain, else one of the file's own."""
        match = self.matches[name]
        return match.exercise if match.is_certain else own_id(name)

    def is_paired(self, exercise: str) -> bool:
        """Tell whether an exercise is done with a dumbbell in each hand."""
        known = self.catalog.exercises.get(exercise)
        return known is not None and known.loaded_with is LoadedWith.PAIR

    def is_loaded(self, name: str) -> bool:
        """Tell whether any set of that name has a load."""
        return any(one.exercise == name and one.load for session in self.found.sessions for one in session.sets)


@attrs.frozen
class Import:
    """What an import did: what the file holds for the log, what of it was new, and the update that followed.

    `compared` says how each entry of the file stood to the log; `mended` counts those that corrected one there.
    """

    sorted: Sorted
    compared: tuple[Compared, ...]
    added: int
    sets: int
    mended: int
    updated: Updated | None


def told_before(path: Path, kind: str) -> Before:
    """Return what is known of files of a kind in a training folder."""
    with opened(path) as folder:
        return Before(folder.config.athlete.name, _told(folder.store, kind))


def survey(path: Path, found: Imported) -> Survey:
    """Look at a file beside a training folder."""
    with opened(path) as folder:
        return surveyed(found, folder.catalog, _remembered(folder.store, found.app), folder.config.athlete.unit)


def surveyed(found: Imported, catalog: Catalog, remembered: Answers | None = None, unit: Unit = Unit.KG) -> Survey:
    """Look at a file beside a catalog."""
    names = [one.exercise for session in found.sessions for one in session.sets]
    return Survey(found, catalog, remembered or Answers(), matches(names, catalog, found.app), unit)


def bring(
    path: Path,
    found: Imported,
    answers: Answers,
    clock: Clock,
    told: Callable[[int, int], object] = lambda _, __: None,
    *,
    adds_alike: bool = False,
) -> Import:
    """Write what is new in a file to the log, all of it or nothing, remember the answers, and republish.

    `told` is called with how many entries are written so far, of how many. What looks like an entry of the athlete's
    own is left out unless it `adds_alike`. Raises DataError, FileError, LockedError.
    """
    with opened(path) as folder:
        now = folder.now(clock)
        chosen = _sorted(folder, found, answers, clock)
        compared = _compared(folder.store, chosen)
        fresh, mended = _new(compared, adds_alike=adds_alike)
        if fresh:
            desk = seated(folder, now)
            rows = [(_in_its_session(desk, brought.entry), brought.rows) for brought in fresh]
            folder.store.append_imported(rows, lambda done: told(done, len(rows)))
        _remember(folder.store, found.app, answers)
        sets = sum(len(brought.entry.sets) for brought in fresh)
        return Import(chosen, compared, len(fresh), sets, mended, publish(folder, now))


def compared_with(path: Path, found: Imported, answers: Answers, clock: Clock) -> tuple[Compared, ...]:
    """Return how each entry of a file stands to the log of a folder, and write nothing."""
    with opened(path) as folder:
        return _compared(folder.store, _sorted(folder, found, answers, clock))


@attrs.frozen
class Restored:
    """What bringing an export back did: how many entries it holds, how many of them were new, and the update.

    `weighed` are the bodyweights among what was new.
    """

    held: int
    added: int
    updated: Updated
    weighed: int = 0


def restore(path: Path, entries: Sequence[Entry], clock: Clock, weighings: Sequence[Weighing] = ()) -> Restored:
    """Add what an export holds and the log does not; what it holds already is not added again.

    An entry keeps its session where the folder has that session around that date, else it belongs to none.
    """
    with opened(path) as folder:
        now = folder.now(clock)
        held = {_content(one) for one in folder.store.all_entries()}
        starts = {one.ordinal: one.start.date() for one in folder.store.published()}
        fresh = [_fitting(one, starts) for one in sorted(entries, key=lambda one: (one.recorded, one.id))]
        new = [one for one in dict.fromkeys(fresh) if _content(one) not in held]
        known = {(one.on, one.recorded, one.weight) for one in folder.store.weighings()}
        weighed = [one for one in weighings if (one.on, one.recorded, one.weight) not in known]
        with folder.store.together():
            folder.store.append_many(new)
            for weighing in sorted(weighed, key=lambda one: one.recorded):
                folder.store.weigh(weighing)
        return Restored(len(entries), len(new), publish(folder, now), len(weighed))


def _content(one: Entry) -> Entry:
    """Return an entry without what another log numbers otherwise, or what was decided of its day before or since."""
    return attrs.evolve(one, id=0, session=None, replaces=None, unwell=False)


def _fitting(one: Entry, starts: Mapping[int, date]) -> Entry:
    start = starts.get(one.session) if one.session is not None else None
    is_there = start is not None and abs(start - one.on) <= timedelta(days=7)
    return attrs.evolve(one, id=0, replaces=None, session=one.session if is_there else None)


def _sorted(folder: Folder, found: Imported, answers: Answers, clock: Clock) -> Sorted:
    now = folder.now(clock)
    settled = Settled(
        names=answers.names,
        exercises=folder.catalog.exercises,
        together=frozenset(name for name, both in answers.together.items() if both),
        unit=answers.unit or folder.config.athlete.unit,
        zone=ZoneInfo(folder.config.athlete.zone),
        today=now.date(),
    )
    return as_entries(found, settled, now.astimezone(UTC))


def _compared(store: Store, chosen: Sorted) -> tuple[Compared, ...]:
    known = store.known_rows(row for one in chosen.entries for row in one.rows)
    return compare(chosen.entries, store.entries(), known, store.imported_entries())


def _new(compared: Sequence[Compared], *, adds_alike: bool) -> tuple[tuple[Brought, ...], int]:
    """Return what is to be written: what is new, and what corrects an entry that an import made."""
    fresh, mended = [], 0
    for one in compared:
        if one.what is What.CORRECTED and one.before:
            fresh.append(attrs.evolve(one.brought, entry=attrs.evolve(one.brought.entry, replaces=one.before.id)))
            mended += 1
        elif one.what is What.NEW or (one.what is What.ALIKE and adds_alike):
            fresh.append(one.brought)
    return tuple(fresh), mended


def _in_its_session(desk: Desk, entry: Entry) -> Entry:
    """Return an entry in the session of its very date, if that asks for its exercise.

    Nobody had asked for its sets: who trained by another app left none of ours out.
    """
    session = held_on(desk.plan, entry.exercise, entry.on)
    return attrs.evolve(entry, session=session.ordinal) if session else entry


def _remembered(store: Store, app: str) -> Answers:
    text = store.get(MEMO + app)
    raw: dict[str, Any] = json.loads(text) if text else {}
    unit = raw.get("unit")
    return Answers(raw.get("names", {}), raw.get("together", {}), Unit(unit) if unit else None)


def _remember(store: Store, app: str, answers: Answers) -> None:
    before = _remembered(store, app)
    unit = answers.unit or before.unit
    raw = {
        "names": {**before.names, **answers.names},
        "together": {**before.together, **answers.together},
        "unit": unit.value if unit else None,
    }
    store.set(MEMO + app, json.dumps(raw, ensure_ascii=False, sort_keys=True))
    if answers.told:
        told = {**_told(store, answers.kind), **answers.told}
        store.set(COLUMNS_MEMO + answers.kind, json.dumps(told, ensure_ascii=False, sort_keys=True))


def _told(store: Store, kind: str) -> dict[str, Said]:
    raw: dict[str, list[list[str]]] = json.loads(store.get(COLUMNS_MEMO + kind) or "{}")
    return {about: tuple((option, value) for option, value in said) for about, said in raw.items()}
