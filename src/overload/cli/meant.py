"""Asking which of two things a line of sets means."""

from __future__ import annotations

import sys

from overload.cli.output import say
from overload.model.notation import Meaning, UnclearError


def is_asking() -> bool:
    """Tell whether there is somebody at a terminal to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def meant(unclear: UnclearError) -> Meaning | None:
    """Ask which meaning a line has, until one is named; None where the input ends."""
    say(f"  '{unclear.text}' can mean two things:")
    for number, meaning in enumerate(unclear.meanings, 1):
        say(f"    {number}  {meaning.words}, also written {meaning.line}", hang=3)
    answers = {str(number): meaning for number, meaning in enumerate(unclear.meanings, 1)}
    while True:
        try:
            said = input(f"  which ({', '.join(answers)})> ").strip()
        except EOFError:
            return None
        if said in answers:
            return answers[said]
