"""Dumbbells as a TOML document describes them -> values, every mistake with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from math import prod
from typing import Final, TypeVar

from overload.catalog.table import Table, shown
from overload.errors import DataError, Problem, did_you_mean
from overload.model import Dumbbell, DumbbellKind, Gear, Micro, printed, usual_gear_of
from overload.units import Unit, plain

Read = TypeVar("Read", Dumbbell, Micro)

SCHEMA: Final = 1
_NOT_OWNED: Final = (Gear.BAR, Gear.NOTHING)
MOST_KINDS: Final = 8
MOST_BANDS: Final = 3
"""Bands that are taken together."""
LONGEST_NAME: Final = 30
MOST_SUMS: Final = 5000
"""Ways to load an end that are tried where most of them weigh something else."""
"""Kinds of plates one set can have."""

_ABOUT: Final = ("name", "unit", "confidence", "source")
_SET_TO: Final = ("settings", "names", "labels_kg", "unbalanced")
_OF_BANDS: Final = ("at_once",)
_LOADED_FROM: Final = ("handle", "plates", "plates_for", "max_plates_per_side", "max_load_per_side", "symmetric")
_KEYS: Final = (*_ABOUT, "gear", "single", "kind", *_SET_TO, *_OF_BANDS, *_LOADED_FROM, "stage", "expands", "example")
_MICRO_KEYS: Final = (*_ABOUT, "weight", "pieces_per_dumbbell")
_DOCUMENT_KEYS: Final = ("schema", "sources", "dumbbell", "micro")


def parse_dumbbells(
    document: Mapping[str, object], place: str = "dumbbells.toml"
) -> tuple[tuple[Dumbbell, ...], tuple[Micro, ...]]:
    """Return the `[[dumbbell]]` and `[[micro]]` entries of a document read with `parse_float=Decimal`.

    Raises DataError with every problem found.
    """
    problems = [
        Problem(f"{place}: {key}", "is not known here", did_you_mean(key, _DOCUMENT_KEYS))
        for key in sorted(set(document) - set(_DOCUMENT_KEYS))
    ]
    if document.get("schema", SCHEMA) != SCHEMA:
        problems.append(Problem(f"{place}: schema", f"{shown(document['schema'])} is not known", f"write {SCHEMA}"))
    dumbbells = _entries(document, "dumbbell", place, parse_dumbbell, problems)
    micros = _entries(document, "micro", place, parse_micro, problems)
    if problems:
        raise DataError(*problems)
    return dumbbells, micros


def _entries(
    document: Mapping[str, object],
    key: str,
    place: str,
    parse: Callable[[str, Mapping[str, object], str], Read],
    problems: list[Problem],
) -> tuple[Read, ...]:
    found: dict[str, Read] = {}
    for name, where, table in _named(document.get(key, []), f"{place}: {key}", problems):
        if name in found:
            problems.append(Problem(where, "is there twice", "give one of them another id"))
        try:
            found[name] = parse(name, table, where)
        except DataError as error:
            problems.extend(error.problems)
    return tuple(found.values())


def _named(entries: object, place: str, problems: list[Problem]) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Yield the entries that are tables and have an id: the id, their place, and what else they say."""
    if not isinstance(entries, list):
        problems.append(Problem(place, "is not a list of tables", f"begin each with [[{place.rpartition(' ')[2]}]]"))
        return
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            problems.append(Problem(f"{place} {number}", "is not a table"))
        elif not isinstance(name := entry.get("id"), str) or not name:
            problems.append(Problem(f"{place} {number}.id", "is missing", "give it a name of its own"))
        else:
            yield name, f"{place} {name}", {key: value for key, value in entry.items() if key != "id"}


def parse_dumbbell(dumbbell_id: str, table: Mapping[str, object], place: str) -> Dumbbell:
    """Return one dumbbell from its table; raises DataError with every problem of it, each under `place`."""
    read = Table(table, place)
    read.unknown(_KEYS)
    kind = DumbbellKind(read.choice("kind", [kind.value for kind in DumbbellKind]))
    unit = Unit(read.choice("unit", [unit.value for unit in Unit]))
    plates = read.plates("plates", unit)
    handles = read.one_or_more_weights("handle")
    one = Dumbbell(
        id=dumbbell_id,
        name=read.text("name", dumbbell_id),
        kind=kind,
        unit=unit,
        settings=read.weights("settings"),
        labels_kg=read.weights("labels_kg"),
        handle=handles[0] if handles else Decimal(0),
        plates=tuple((weight.amount, count) for weight, count in plates if weight.unit is unit),
        plates_for=read.choice("plates_for", ["pair", "one"], "pair"),
        max_plates_per_side=read.count("max_plates_per_side"),
        max_load_per_side=read.weight("max_load_per_side"),
        symmetric=read.flag("symmetric", default=True),
        unbalanced=read.weights("unbalanced"),
        stage=read.count("stage"),
        expands=read.text("expands"),
        example=read.flag("example", default=False),
        confidence=read.choice("confidence", ["high", "medium", "low"], "high"),
        source=read.words("source"),
        gear=Gear(
            read.choice("gear", [gear.value for gear in Gear if gear not in _NOT_OWNED], usual_gear_of(kind).value)
        ),
        names=read.words("names"),
        at_once=read.count("at_once") or 1,
        single=read.flag("single", default=_is_one_handle(table)),
        other_handle=handles[1] if len(handles) > 1 and handles[1] != handles[0] else None,
        foreign_plates=tuple((weight.amount, count) for weight, count in plates if weight.unit is not unit),
    )
    if read.is_right("kind"):
        (_check_plates if one.kind is DumbbellKind.PLATE else _check_settings)(one, read)
    read.settle()
    return one


def _is_one_handle(table: Mapping[str, object]) -> bool:
    """Tell whether a table lists a single handle, `handle = [2]`."""
    handles = table.get("handle")
    return isinstance(handles, list) and len(handles) == 1


def _check_handles(one: Dumbbell, read: Table) -> None:
    """Refuse more than two handles, two where one is said, and a handle that nothing weighs."""
    handles = read.values.get("handle")
    count = len(handles) if isinstance(handles, list) else 1
    if not 1 <= count <= 2:
        read.wrong("handle", f"lists {count} handles", "write those of the two you use, like [2, 2.5]")
    if count == 2 and one.is_alone:
        read.wrong("handle", "lists two handles of what there is one of", "write what the one weighs")
    if count == 1 and isinstance(handles, list) and not one.single:
        read.wrong("single", "is false, and one handle is listed", f"write handle = {plain(one.handle)} for two alike")


def _check_plates(one: Dumbbell, read: Table) -> None:
    if read.is_right("handle"):
        _check_handles(one, read)
    if "handle" not in read.values:
        read.wrong("handle", "is missing", "weigh the empty handle with its collars")
    if "plates" not in read.values:
        read.wrong("plates", "are missing", "write each weight with its count, like [[2.5, 4], [1.25, 4]]")
    for key in (*_SET_TO, *_OF_BANDS):
        if key in read.values:
            read.wrong(key, "does not go with plates", "leave it out; the loads are computed")
    weights = [weight for weight, _ in one.inventory]
    if len(set(weights)) < len(weights) and read.is_right("plates"):
        twice = next(weight for weight in weights if weights.count(weight) > 1)
        read.wrong("plates", f"{plain(twice)} is there twice", "add the counts up")
    if len(weights) > MOST_KINDS:
        read.wrong("plates", f"{len(weights)} kinds are more than {MOST_KINDS}", "leave out what you use least")
    elif too_many_to_add(one):
        read.wrong("plates", "in kg and lb make more loads than can be counted", "leave out what you use least")


def _check_names(one: Dumbbell, read: Table) -> None:
    """Refuse names that do not fit the settings, or read as a load; and more bands together than there are."""
    if one.names and len(one.names) != len(one.settings):
        message = f"has {len(one.names)} entries for {len(one.settings)} settings"
        read.wrong("names", message, "write what each setting is called, in the same order")
    for name in one.names if read.is_right("names") else ():
        if not name.strip() or printed(name) or len(name) > LONGEST_NAME or not name.isprintable():
            read.wrong("names", f"{shown(name)} is not a name", f"write a word or two, of up to {LONGEST_NAME} letters")
    if one.names and one.labels_kg:
        read.wrong("names", "does not go with labels_kg", "leave out one of the two")
    if "at_once" in read.values and (one.kind is not DumbbellKind.BAND or one.at_once > MOST_BANDS):
        read.wrong("at_once", "is how many bands are taken together", f"write kind = 'band', and up to {MOST_BANDS}")


def _check_settings(one: Dumbbell, read: Table) -> None:
    _check_names(one, read)
    for key in _LOADED_FROM:
        if key in read.values:
            read.wrong(key, f"does not go with kind '{one.kind}'", "write kind = 'plate', or leave it out")
    if not one.settings and read.is_right("settings"):
        read.wrong("settings", "are missing", "list every load the dumbbell can be set to")
    if not read.is_right("settings"):
        return
    # Two bands of a kind may pull alike; a rack or a dial has each load once.
    if any(low > high or (low == high and one.kind is not DumbbellKind.BAND) for low, high in pairwise(one.settings)):
        read.wrong("settings", "do not ascend", f"write [{', '.join(map(plain, sorted(set(one.settings))))}]")
    if one.labels_kg and len(one.labels_kg) != len(one.settings):
        message = f"has {len(one.labels_kg)} entries for {len(one.settings)} settings"
        read.wrong("labels_kg", message, "write what the dial prints for each setting, in the same order")
    for load in one.unbalanced if read.is_right("unbalanced") else ():
        if load not in one.settings:
            read.wrong("unbalanced", f"{plain(load)} is not among the settings")


def too_many_to_add(one: Dumbbell) -> bool:
    """Tell whether plates of both units, or on unlike handles, make too many different sums to try them all."""
    sums = prod(count // 2 + 1 for _, count in one.inventory)
    return (bool(one.foreign_plates) or one.other_handle is not None) and sums > MOST_SUMS


def parse_micro(micro_id: str, table: Mapping[str, object], place: str) -> Micro:
    """Return one kind of add-on weight from its table; raises DataError with every problem of it."""
    read = Table(table, place)
    read.unknown(_MICRO_KEYS)
    one = Micro(
        id=micro_id,
        name=read.text("name", micro_id),
        unit=Unit(read.choice("unit", [unit.value for unit in Unit])),
        weight=read.weight("weight") or Decimal(0),
        pieces=read.count("pieces_per_dumbbell") or 2,
        confidence=read.choice("confidence", ["high", "medium", "low"], "high"),
        source=read.words("source"),
    )
    if "weight" not in table:
        read.wrong("weight", "is missing", "write what one piece weighs")
    read.settle()
    return one
