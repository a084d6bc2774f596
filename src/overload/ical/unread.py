"""Imports `ics` without the grammar that it reads calendars with; imported only where a feed is written.

ics 0.7.3 loads a parser generator, tatsu, and builds its parser as it is imported. That costs as much as all the rest
of it, and to write a feed nothing is read. So tatsu and the grammar made with it are left out until something is
parsed: whoever reads a calendar with ics in this process, a plugin say, gets the parser of ics all the same.
"""

from __future__ import annotations

import importlib
import sys
from functools import cache
from types import ModuleType
from typing import Any, Final

GRAMMAR: Final = "ics.grammar.contentline"
TATSU: Final = "tatsu"


class Parser:
    """Stands for the parser of ics, which is imported by the first line that is parsed."""

    def parse(self, *words: object, **options: object) -> Any:
        """Parse as ics does; raises what it raises."""
        return _parser().parse(*words, **options)


class _Tatsu(ModuleType):
    """Stands for tatsu in ics, which looks for its errors there when a line could not be parsed."""

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(TATSU), name)


@cache
def _parser() -> Any:
    return importlib.import_module(GRAMMAR).contentlineParser()


def import_unread() -> None:
    """Import ics, unless somebody has already."""
    if "ics" in sys.modules:
        return
    grammar = ModuleType(GRAMMAR)
    grammar.__dict__["contentlineParser"] = Parser
    # A plugin may have imported tatsu for itself.
    standing = {name: one for name, one in {GRAMMAR: grammar, TATSU: _Tatsu(TATSU)}.items() if name not in sys.modules}
    sys.modules.update(standing)
    try:
        importlib.import_module("ics")
    finally:
        for name in standing:
            del sys.modules[name]
