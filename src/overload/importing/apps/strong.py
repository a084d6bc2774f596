"""Strong: three layouts, told apart by their columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from overload.importing import columns as words
from overload.importing.columns import Columns, Names, unit_names
from overload.importing.gathering import Gathering, carried, gathering
from overload.importing.moments import Moment, needed
from overload.importing.sheet import Sheet, sheet
from overload.importing.table import Row, Table
from overload.importing.words import folded
from overload.model import Imported, ImportedSession, ImportedSet, Reading, Weight

NAMES: Final[Names] = {
    "number": ("workout #", "workout number"),
    "date": words.DATE,
    "workout": (
        "workout name", "workout-name", "workout", "trainingsname", "name des trainings", "training",
        "nom de l'entraînement", "nom de la séance", "nombre del entrenamiento", "nombre de entrenamiento",
        "nome allenamento", "nome do treino", "workoutnaam", "naam training", "träningsnamn", "passnamn",
        "treningsnavn",        "nazwa treningu", "название тренировки",
    ),
    "duration": (
        "duration", "workout duration", "workout-dauer", "trainingsdauer", "dauer", "durée",
        "durée de l'entraînement", "duración", "durata", "duração", "duur", "varaktighet", "varighet",
        "czas trwania", "длительность",
    ),
    "exercise": words.EXERCISE,
    "set_order": (
        "set order", "set", "satz", "reihenfolge", "reihenfolge festlegen",
        "satzreihenfolge", "satz reihenfolge", "ordre de la série", "ordre des séries",
        "orden de la serie", "orden de serie", "ordine serie", "ordem da série", "setvolgorde", "setordning",
        "kolejność serii", "порядок подходов",
    ),
    "weight": words.WEIGHT,
    "weight_unit": (*unit_names(words.WEIGHT), *words.UNITS),
    "reps": words.REPS,
    "rpe": ("rpe",),
    "distance": words.DISTANCE,
    "distance_unit": unit_names(words.DISTANCE),
    # In German and French Strong calls the length of the whole workout by these.
    "seconds": tuple(one for one in words.SECONDS if one not in {"dauer", "durée"}),
    "notes": words.NOTES,
    "workout_notes": ("workout notes", "workout-notizen", "trainingsnotizen", "workout note"),
}  # fmt: skip
REQUIRED: Final = ("date", "exercise", "set_order", "reps")
REST: Final = {
    "rest timer", "pausentimer", "ruhetimer", "ruhezeit", "pause", "minuteur de repos", "temporizador de descanso",
    "timer recupero", "rusttimer", "vilotimer", "таймер отдыха",
}  # fmt: skip


def variant(columns: Columns) -> str:
    """Name the layout: v6 counts workouts, the one of Android names a unit per row, the classic one neither."""
    if "number" in columns:
        return "v6"
    return "android" if "weight_unit" in columns else "classic"


def read(table: Table, columns: Columns, reading: Reading) -> Imported:
    """Return what an export of Strong holds."""
    made = sheet(table, columns, reading)
    return _Strong(made, gathering("strong", variant(columns), made, NAMES)).all()


@attrs.frozen
class _Strong:
    sheet: Sheet
    found: Gathering

    def all(self) -> Imported:
        look = self.sheet.moments("date")

        def read_row(row: Row) -> None:
            order = folded(self.sheet.text(row, "set_order"))
            one = self._set(row, order)
            if one is not None:
                self._add(row, look(row, "date"), one)

        self.found.each(self.sheet.table.rows, read_row)
        return self.found.done()

    def _set(self, row: Row, order: str) -> ImportedSet | None:
        weight, figures = self.sheet.weight(row), self.sheet.figures(row)
        why_not = _why_not(order, weight, is_done=bool(figures))
        if why_not:
            self.found.skip(why_not)
            return None
        return marked_set(self.sheet, self.found, row, figures)

    def _add(self, row: Row, moment: Moment | None, one: ImportedSet) -> None:
        name = self.sheet.text(row, "workout")
        self.found.add((moment, name), lambda: self._session(row, needed(moment, "date"), name), one)

    def _session(self, row: Row, moment: Moment, name: str) -> ImportedSession:
        took = self.sheet.seconds(row, "duration")
        stated: dict[str, object] = {"start": moment.at.isoformat()} if moment.at else {"date": moment.day.isoformat()}
        if took is not None:
            stated["duration_s"] = took
        return ImportedSession((), moment.at, moment.day, None, took, name or None, stated=stated)


def marked_set(sheet: Sheet, found: Gathering, row: Row, figures: Mapping[str, Any]) -> ImportedSet:
    """Return the set that a row is whose order is a number, or the mark of what kind of set it is."""
    order, exercise = sheet.text(row, "set_order"), sheet.exercise(row)
    kind = "normal" if order.isdigit() else found.kind(order, "marked")
    return ImportedSet(
        exercise,
        warmup=kind == "warmup",
        kind="normal" if kind == "warmup" else kind,
        rpe=sheet.effort(row) or None,  # 0 where nobody said
        note=sheet.text(row, "notes"),
        **figures,
        **carried(exercise, sheet.weight(row)),
    )


def _why_not(order: str, weight: Weight | None, *, is_done: bool) -> str:
    """Return why a row is no set; empty if it is one."""
    if order in REST:
        return "rest timer"
    if order in {"note", "notiz", "nota", "notitie", "anteckning", "заметка"}:
        return "note row"
    if is_done:
        return ""
    return "set without reps" if weight is not None and weight.amount else "set with neither weight nor reps"
