"""What a reader is shown, as plain blocks: how wide a table is drawn, if at all, is decided where it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import attrs


@attrs.frozen
class Table:
    """Rows of cells below their titles; a cell may have several lines."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen
class Data:
    """What is shown as JSON, written only where somebody looks at it."""

    content: Any


Block = str | Table
"""A text of one line or several, or a table."""


def json_text(data: object) -> str:
    """Return data as JSON, indented, non-ASCII as it is."""
    return json.dumps(data, indent=2, ensure_ascii=False)


def to_text(blocks: Iterable[Block | Data]) -> str:
    """Return blocks as one text that `from_text` reads back."""
    return json.dumps([one if isinstance(one, str) else attrs.asdict(one, recurse=False) for one in blocks])


def from_text(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text; data as JSON. Raises ValueError, TypeError, KeyError for what is none."""
    return tuple(one if isinstance(one, str) else _block(one) for one in json.loads(text))


def _block(data: dict[str, Any]) -> Block:
    if "content" in data:
        return json_text(data["content"])
    return Table(_cells(data["titles"]), tuple(map(_cells, data["rows"])))


def _cells(data: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, data))
