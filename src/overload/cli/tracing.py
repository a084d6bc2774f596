"""`overload plugins trace`: what each plugin changes in the sessions ahead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from overload.cli.call import Call, report
from overload.cli.output import show_json
from overload.model import EventExtras
from overload.moments import moment_words
from overload.plan import PlannedSlot
from overload.report.effort import asked_words
from overload.update import opened
from overload.update.tracing import Adjustment, Trace, traced


def trace(call: Call, count: int, *, as_json: bool) -> int:
    """Print the trace of the next sessions; return the exit code."""
    with opened(call.path) as folder:
        plan, traces = traced(folder, folder.now(call.now), count)
        problems = (*plan.problems, *folder.plugins.ledger)
    if as_json:
        show_json([_data(one) for one in traces])
    for one in traces if not as_json else ():
        session = one.session
        click.echo(f"{session.id} {session.day.name}, {moment_words(session.start)}")
        for line in _lines(one) if one.is_any else ("no plugin changes anything",):
            click.echo(f"  {line}")
    return report(problems)


def _lines(one: Trace) -> Iterator[str]:
    yield from (f"{plugin} gives the {what} {name}" for plugin, what, name in one.given)
    for change in one.adjustments:
        yield f"{change.plugin} adjusts {change.before.key or change.before.exercise.id}"
        yield f"    from  {_asked(change.before)}"
        yield f"    to    {_asked(change.after)}"
    for plugin, extras in one.extras:
        yield from (f"{plugin} adds to the event: {said}" for said in _extras(extras))


def _asked(slot: PlannedSlot) -> str:
    return f"{_said(slot)} ({slot.prescription.why})"


def _said(slot: PlannedSlot) -> str:
    return asked_words(slot.prescription, slot.exercise, slot.labels)


def _extras(extras: EventExtras) -> Iterator[str]:
    yield from extras.lines
    yield from (f"category {one}" for one in extras.categories)
    yield from (f"alarm {one.total_seconds() / 60:g} min before" for one in extras.alarms)


def _data(one: Trace) -> dict[str, Any]:
    return {
        "id": one.session.id,
        "day": one.session.day.name,
        "start": one.session.start.isoformat(),
        "given": [{"plugin": plugin, "what": what, "name": name} for plugin, what, name in one.given],
        "adjusted": [_change(change) for change in one.adjustments],
        "extras": [{"plugin": plugin, "adds": list(_extras(extras))} for plugin, extras in one.extras],
    }


def _change(change: Adjustment) -> dict[str, str]:
    slot = change.before.key or change.before.exercise.id
    return {
        "plugin": change.plugin,
        "slot": slot,
        "before": _said(change.before),
        "after": _said(change.after),
        "why": change.after.prescription.why,
    }
