"""The guarded call."""

from __future__ import annotations

import decimal
import io
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from pathlib import Path
from typing import Final, TypeVar

from overload.guard.blame import MOST_SAID, deepest, is_in, place_of, running, told
from overload.guard.failure import Failure
from overload.guard.limit import Hang, Limit, current_limit

T = TypeVar("T")
_PROGRAM: Final = str(Path(__file__).parent.parent)
"""What lives here is ours."""


def guarded(call: Callable[[], T], home: str, what: str = "", place: str = "") -> T | Failure:
    """Call, and return what it returns, or what it did wrong: raise, exit, hang or print to standard output.

    `home` is the file or folder its own code is in; what is this program's own is under no limit, however slow the
    machine. `what` of that code is called and where that is written (`place`) is told of a call that ends the process,
    and is not made again then. KeyboardInterrupt alone passes through.
    """
    paper, limit = _Paper(home), None if is_in(home, _PROGRAM) else current_limit()
    known = limit.excluded(home, what) if limit else None
    if known:
        return known
    try:
        with decimal.localcontext(), redirect_stdout(paper), _around(limit, home, what, place):
            value = call()
    except KeyboardInterrupt:
        raise
    except Hang as hang:
        if limit is None:  # it is meant for the call around this one
            raise
        return limit.exclude(home, what, _hung(hang, home))
    except MemoryError as error:
        failure = Failure(limit.purse.too_much() if limit else told(error), place_of(error, home))
        return limit.exclude(home, what, failure) if limit else failure
    except BaseException as error:  # noqa: BLE001 - sys.exit in a plugin must not end the program either
        return Failure(told(error), place_of(error, home))
    return (_copied() if limit else None) or paper.failure or value


def _around(limit: Limit | None, home: str, what: str, place: str) -> AbstractContextManager[None]:
    """Return what stands around the call; nothing where the code is ours."""
    if limit is None:
        return nullcontext()
    from overload.guard.around import kept_within  # noqa: PLC0415 - only where there is code that is not ours

    return kept_within(limit, home, what, place)


def _copied() -> Failure | None:
    from overload.guard.copies import came_back  # noqa: PLC0415 - only where there is code that is not ours

    return came_back()


def _hung(hang: Hang, home: str) -> Failure:
    place = hang.place or deepest(hang.__traceback__, home)
    return Failure(f"took longer than {hang.allowed} and was stopped", place, is_hang=True)


class _Paper(io.TextIOBase):
    """Takes the place of standard output, and remembers what was first written to it and where."""

    def __init__(self, home: str) -> None:
        self._home = home
        self.text, self.place = "", ""

    @property
    def failure(self) -> Failure | None:
        """What is wrong if anything was written."""
        if not self.place and not self.text:
            return None
        said = " ".join(self.text.split())[:60]
        return Failure(f"printed '{said}' to standard output, where only results belong", self.place)

    def writable(self) -> bool:
        """Take what is written."""
        return True

    def write(self, text: str) -> int:
        """Keep the beginning."""
        if not self.text:
            self.place = running(sys._getframe(1), self._home)  # noqa: SLF001 - the line to blame
        self.text += text[: MOST_SAID - len(self.text)] if len(self.text) < MOST_SAID else ""
        return len(text)
