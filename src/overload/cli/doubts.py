"""Asking what was meant where a line of the log can mean two things, or says what nobody can have lifted."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from overload.cli.call import Call
from overload.errors import Problem
from overload.model.notation import Meaning, write_sets
from overload.plan.doubts import Doubt
from overload.update import opened
from overload.update.doubted import doubts_of
from overload.update.doubts import keep, told


def settle(call: Call, doubts: Iterable[Doubt]) -> tuple[Problem, ...]:
    """Ask about each doubt on a terminal; return in words what stays open."""
    can_ask = sys.stdin.isatty() and sys.stdout.isatty()
    return tuple(told(doubt) for doubt in doubts if not (can_ask and _is_answered(call, doubt)))


def open_doubts(call: Call) -> tuple[Doubt, ...]:
    """Return what of the log nobody has answered for yet."""
    with opened(call.path, to_write_down=True) as folder:
        return doubts_of(folder)


def _is_answered(call: Call, doubt: Doubt) -> bool:
    """Ask what was meant, and write that; False where the question is put off."""
    entry, meant = doubt.entry, doubt.meant
    click.echo(f"{entry.exercise} {entry.unread or write_sets(entry.sets)}: {doubt.why}. What was it?")
    for number, sets in enumerate(meant, 1):
        click.echo(f"  {number}      {Meaning(sets).words}")
    if not entry.unread:
        click.echo("  k      right as it is")
    click.echo("  Enter  ask me later")
    while said := _typed():
        if said == "k" and not entry.unread:
            keep(call.path, call.now, entry.id)
            return True
        if said.isdecimal() and 1 <= int(said) <= len(meant):
            line = write_sets(meant[int(said) - 1])
            from overload.update.correct import edit  # noqa: PLC0415 - most entries raise no doubt

            edit(call.path, call.now, entry.id, line)
            click.echo(f"written down as {line}")
            return True
        click.echo(f"type a number from 1 to {len(meant)}" if meant else "type k, or press Enter")
    return False


def _typed() -> str:
    """Return an answer; the end of input is as good as none."""
    try:
        return input("> ").strip().lower()
    except EOFError:
        return ""
