"""Headers of tables -> fields: by name in any order, in the languages apps speak, with the unit a header carries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from overload.errors import DataError, Problem
from overload.importing.words import folded, is_distance_unit, is_weight_unit

Names = Mapping[str, Sequence[str]]
"""Field -> the names of its column, as `folded` leaves them with blanks for underscores."""

DATE: Final = [
    "date",
    "datum",
    "fecha",
    "data",
    "dato",
    "päivämäärä",
    "päivä",
    "дата",
    "tarih",
    "dátum",
    "日付",
    "日期",
    "날짜",
]
EXERCISE: Final = [
    "exercise",
    "exercise name",
    "übung",
    "übungsname",
    "name der übung",
    "exercice",
    "nom de l'exercice",
    "ejercicio",
    "nombre del ejercicio",
    "esercizio",
    "nome esercizio",
    "nome dell'esercizio",
    "exercício",
    "nome do exercício",
    "oefening",
    "naam oefening",
    "övning",
    "övningsnamn",
    "øvelse",
    "øvelsesnavn",
    "harjoitus",
    "liike",
    "ćwiczenie",
    "nazwa ćwiczenia",
    "упражнение",
    "название упражнения",
    "cvik",
    "egzersiz",
    "種目",
    "エクササイズ",
    "动作",
    "운동",
]
WEIGHT: Final = [
    "weight",
    "load",
    "gewicht",
    "charge",
    "carga",
    "carico",
    "poids",
    "peso",
    "vikt",
    "vægt",
    "vekt",
    "paino",
    "ciężar",
    "waga",
    "вес",
    "ağırlık",
    "重量",
    "무게",
]
REPS: Final = [
    "reps",
    "repetitions",
    "rep",
    "wiederholungen",
    "wdh",
    "wdh.",
    "wiederh.",
    "wiederh",
    "wiederholung",
    "répétitions",
    "répét.",
    "rép.",
    "repeticiones",
    "repes",
    "ripetizioni",
    "rip.",
    "repetições",
    "repetitioner",
    "repetities",
    "herhalingen",
    "gentagelser",
    "repetisjoner",
    "toistot",
    "powtórzenia",
    "повторения",
    "повторы",
    "opakování",
    "tekrar",
    "tekrarlar",
    "回数",
    "次数",
    "횟수",
]
NOTES: Final = [
    "notes",
    "note",
    "comment",
    "comments",
    "notizen",
    "notiz",
    "kommentar",
    "kommentare",
    "remarques",
    "commentaire",
    "commentaires",
    "notas",
    "comentario",
    "comentarios",
    "comentário",
    "comentários",
    "commento",
    "commenti",
    "opmerking",
    "opmerkingen",
    "notities",
    "anteckningar",
    "noter",
    "notater",
    "muistiinpanot",
    "kommentti",
    "notatki",
    "uwagi",
    "komentarz",
    "заметки",
    "комментарий",
    "комментарии",
    "メモ",
    "备注",
    "메모",
]
DISTANCE: Final = [
    "distance",
    "distanz",
    "entfernung",
    "strecke",
    "distancia",
    "distanza",
    "distância",
    "afstand",
    "distans",
    "avstånd",
    "avstand",
    "matka",
    "dystans",
    "odległość",
    "расстояние",
    "дистанция",
    "mesafe",
    "距離",
    "距离",
    "거리",
]
SECONDS: Final = [
    "seconds",
    "time",
    "sekunden",
    "zeit",
    "dauer",
    "secondes",
    "temps",
    "durée",
    "segundos",
    "tiempo",
    "secondi",
    "seconden",
    "tijd",
    "sekunder",
    "tid",
    "sekunnit",
    "aika",
    "sekundy",
    "czas",
    "секунды",
    "время",
    "süre",
    "時間",
    "时间",
    "시간",
]
CATEGORY: Final = [
    "category",
    "kategorie",
    "catégorie",
    "categoría",
    "categoria",
    "categorie",
    "kategori",
    "kategoria",
    "luokka",
    "категория",
    "カテゴリー",
    "类别",
]
UNITS: Final = [
    "unit",
    "units",
    "einheit",
    "unité",
    "unidad",
    "unità",
    "unidade",
    "eenheid",
    "enhet",
    "enhed",
    "yksikkö",
]
_UNIT_WORDS: Final = ("unit", "einheit", "unité", "unidad", "unità", "unidade", "eenheid", "enhet", "enhed", "yksikkö")


def unit_names(of: Sequence[str]) -> list[str]:
    """Return the names a column with the unit of another may have."""
    forms = ("{1} {0}", "{1}{0}", "{0} {1}", "{0} de {1}", "{0} di {1}", "{1}s{0}", "{0} du {1}", "{0} della {1}")
    return [form.format(unit, one) for unit in _UNIT_WORDS for one in of for form in forms]


@attrs.frozen
class Column:
    """Where a field stands, and the unit its header carries (`kg`, `lbs`, `meters`), if any."""

    at: int
    unit: str = ""


Columns = Mapping[str, tuple[Column, ...]]
"""Field -> its columns; most have one."""

_BRACKETS = re.compile(r"(.+?)\s*[(\[](.+?)[)\]]")
_DURATIONS: Final = ("s", "sec", "secs", "seconds", "min", "minutes")


def find_columns(header: Sequence[str], names: Names, said: Sequence[tuple[str, str]] = ()) -> Columns:
    """Return where each field stands; `said` are names or numbers of columns with their field (`-` for none).

    Raises DataError for a weight in an unknown unit.
    """
    meant = {name: field for field, known in names.items() for name in known}
    given = {folded(name): field for name, field in said}
    found: dict[str, list[Column]] = {}
    for at, written in enumerate(header):
        name = folded(written.replace("_", " "))
        told = given.get(folded(written), given.get(str(at + 1)))
        if told == "-":
            continue
        if told is not None:
            found.setdefault(told, []).append(Column(at, _unit_in(name)))
            continue
        field, unit = _field(name, meant)
        if field:
            found.setdefault(field, []).append(Column(at, unit))
    return {field: tuple(columns) for field, columns in found.items()}


def _unit_in(name: str) -> str:
    match = _BRACKETS.fullmatch(name)
    return match[2] if match and (is_weight_unit(match[2]) or is_distance_unit(match[2])) else ""


def _field(name: str, meant: Mapping[str, str]) -> tuple[str, str]:
    if name in meant:
        return meant[name], ""
    if is_weight_unit(name) and "weight" in meant.values():
        return "weight", name
    match = _BRACKETS.fullmatch(name)
    base, unit = (match[1], match[2]) if match else (name.rpartition(" ")[0], name.rpartition(" ")[2])
    field = meant.get(base, "")
    if not field:
        return "", ""
    if field.startswith("weight") and not is_weight_unit(unit):
        # "Weight (st)" read as kilograms would be a log of loads that nobody lifted.
        if match:
            raise DataError(Problem("the header", f"'{name}' is not in a unit known here", "it should be kg or lb"))
        return "", ""
    # "Exercise order" begins with a name that is known too: what follows it must be a unit, or stand in brackets.
    known = is_weight_unit(unit) or unit in _DURATIONS or is_distance_unit(unit) or match
    return (field, unit) if known else ("", "")


def missing(columns: Columns, required: Sequence[str]) -> tuple[str, ...]:
    """Return the fields that have no column."""
    return tuple(one for one in required if one not in columns)
