"""A question with a default, and whoever it is put to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

import attrs

Answer = TypeVar("Answer")


@attrs.frozen
class Question(Generic[Answer]):
    """What is asked: its words, what an empty answer stands for, the reader of an answer, and what explains it."""

    words: str
    default: str
    read: Callable[[str], Answer]
    explained: Callable[[], Iterable[str]]


class Asker(Protocol):
    """Who can be asked: somebody at a terminal."""

    def __call__(self, question: Question[Answer], /) -> Answer:
        """Return the first answer that can be read."""


def nobody(_: str) -> None:
    """Tell nobody."""
