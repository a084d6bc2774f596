"""An object of a calendar as lines: unfolded, taken apart, and found in their components."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_LINE: Final = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^":;]*)(?:,(?:"[^"]*"|[^":;]*))*)*):(.*)', re.DOTALL
)
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^":;]*)')


def unfolded(text: str) -> list[str]:
    """Return the lines of a text, folded ones whole."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n ", "").replace("\n\t", "")
    return [line for line in joined.split("\n") if line]


def name_of(line: str) -> str:
    """Return the name of a property."""
    return re.split("[:;]", line, maxsplit=1)[0].upper()


def parts_of(line: str) -> tuple[str, dict[str, str], str]:
    """Return the name of a property, its parameters and its value."""
    match = _LINE.fullmatch(line)
    if match is None:
        return name_of(line), {}, line.partition(":")[2]
    return match[1].upper(), {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(match[2])}, match[3]


def blocks(lines: Iterable[str], kind: str) -> list[list[str]]:
    """Return the components of a kind, each with its BEGIN and END."""
    found: list[list[str]] = []
    inside: list[str] | None = None
    for line in lines:
        if line.upper() == f"BEGIN:{kind}":
            inside = []
        if inside is not None:
            inside.append(line)
        if line.upper() == f"END:{kind}" and inside is not None:
            found.append(inside)
            inside = None
    return found


def top(block: Sequence[str]) -> list[str]:
    """Return the properties of a component itself, not those of its alarms."""
    depth, kept = 0, []
    for line in block:
        depth += line.upper().startswith("BEGIN:")
        if depth == 1 and not line.upper().startswith(("BEGIN:", "END:")):
            kept.append(line)
        depth -= line.upper().startswith("END:")
    return kept
