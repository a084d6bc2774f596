"""What a file holds, as plain data: what `overload import FILE --dry-run --json` prints."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from overload.model import Account, Imported, ImportedSession, ImportedSet, Weight


def as_data(found: Imported) -> dict[str, Any]:
    """Return a file's object: app, layout, sessions with their sets, and what each row and column was taken for.

    Weights are `[number, unit]`, with the unit `?` where the file does not say.
    """
    skipped = {"skipped_why": ", ".join(found.skipped)} if found.skipped else {}
    return {
        "app": found.app,
        "variant": found.variant,
        "unit_stated": found.is_unit_stated,
        "sessions": [_session(one, found.app) for one in found.sessions],
        "skipped_rows": found.skipped_rows,
        **skipped,
        **({"account": _account(found.account)} if found.account else {}),
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "rows": account.rows,
        "rows_with_sets": account.sets_rows,
        "not_sets": [{"why": why, "lines": list(lines)} for why, lines in account.lines.items()],
        "left_out": [{"line": one.line, "why": one.why} for one in account.left_out],
        "columns_used": list(account.used),
        "columns_not_used": list(account.unused),
    }


def _session(one: ImportedSession, app: str) -> dict[str, Any]:
    program = {"program": one.program} if one.program else {}
    return {**(one.stated or _when(one)), "name": one.name, **program, "sets": [dict(_set(s, app)) for s in one.sets]}


def _when(one: ImportedSession) -> dict[str, object]:
    stated: dict[str, object] = {}
    if one.start:
        stated["start"] = one.start.isoformat()
    elif one.on:
        stated["date"] = one.on.isoformat()
    if one.end:
        stated["end"] = one.end.isoformat()
    if one.duration_s is not None:
        stated["duration_s"] = one.duration_s
    return stated


def _set(one: ImportedSet, app: str) -> Iterator[tuple[str, Any]]:
    yield "exercise", int(one.exercise) if app == "wger" and one.exercise.isdecimal() else one.exercise
    yield "reps", one.reps
    yield "warmup", one.warmup
    yield "kind", one.kind
    for name in ("load", "added", "assist", "bodyweight"):
        weight: Weight | None = getattr(one, name)
        if weight is not None:
            yield name, [number(weight.amount), weight.unit.value if weight.unit else "?"]
    for name in ("rpe", "rir"):
        figure: Decimal | None = getattr(one, name)
        if figure is not None:
            yield name, number(figure)
    if one.seconds is not None:
        yield "seconds", one.seconds
    if one.distance is not None:
        yield "distance", [number(one.distance[0]), one.distance[1]]
    if one.side:
        yield "side", one.side
    if one.note:
        yield "note", one.note


def number(value: Decimal) -> int | float:
    """Return a decimal as JSON has it: whole where it is."""
    return int(value) if value == int(value) else float(value)
