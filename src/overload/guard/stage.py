"""Who is on stage: a note in memory that outlives the process that wrote it."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import attrs

_SIZE: Final = 16 * 1024
_HEAD: Final = struct.Struct("<?B?xIQ")
"""Whether the program has ended by itself, its exit code, whether there is no way back, how deep it is watched, and how
many calls were made."""
_LENGTH: Final = struct.Struct("<H")
_TEXT: Final = _HEAD.size + _LENGTH.size


@attrs.frozen
class Act:
    """A call of somebody's code: the file or folder of that code, what of it is called, and where that is written.

    `said` is what it was about to do when it could still be told. A call that is not `is_timed` may take for ever.
    """

    home: str
    what: str
    place: str
    is_timed: bool = True
    said: str = ""


@attrs.frozen
class Head:
    """Whether the program has ended by itself, with which code, whether there is a way back, its depth, its calls."""

    is_over: bool
    code: int
    is_sealed: bool
    depth: int
    calls: int


class Stage:
    """The note: who is being called now, and whether the program came to its end. Shared with copies of the process."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _SIZE)
        self._acts: list[Act] = []
        self._calls = self.depth = 0
        self._is_sealed = False

    @contextmanager
    def taken(self, act: Act) -> Iterator[None]:
        """Let somebody be on stage; afterwards it is who was there before."""
        self._acts.append(act)
        self._write(act)
        try:
            yield
        finally:
            self._acts.pop()
            self._write(self._acts[-1] if self._acts else None)

    def tell(self, place: str, said: str, home: str = "") -> None:
        """Note the very line that who is on stage is at, or nobody's in `home`, and what it is about to do."""
        act = self.act or (Act(home, "", place) if home else None)
        if act is not None:
            self._write_act(attrs.evolve(act, place=place or act.place, said=said))

    def clear(self, depth: int) -> None:
        """Begin again with nobody on stage, so deep."""
        self.depth = depth
        self._write(None)

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody is on stage, as this process knows it."""
        return not self._acts

    def seal(self) -> None:
        """Note that nobody goes back to where a process waits: more has been done since."""
        self._is_sealed = True
        self._note(is_over=False)

    def end(self, code: int) -> None:
        """Note that the program ends by itself."""
        self._note(is_over=True, code=code)

    def _note(self, *, is_over: bool, code: int = 0) -> None:
        _HEAD.pack_into(self._memory, 0, is_over, code & 0xFF, self._is_sealed, self.depth, self._calls)

    @property
    def act(self) -> Act | None:
        """Who is on stage, or nobody."""
        length = _LENGTH.unpack_from(self._memory, _HEAD.size)[0]
        if not length:
            return None
        home, what, place, timed, said = self._memory[_TEXT : _TEXT + length].decode("utf-8", "replace").split("\0")
        return Act(home, what, place, bool(timed), said)

    @property
    def head(self) -> Head:
        """What is noted besides who is on stage."""
        return Head(*_HEAD.unpack_from(self._memory, 0))

    def _write(self, act: Act | None) -> None:
        self._calls += 1
        self._note(is_over=False)
        self._write_act(act)

    def _write_act(self, act: Act | None) -> None:
        _LENGTH.pack_into(self._memory, _HEAD.size, 0)  # what is half written is not there
        if act is not None:
            fields = (act.home, act.what, act.place, "timed" if act.is_timed else "", act.said)
            text = "\0".join(field.replace("\0", " ")[:1500] for field in fields).encode()[: _SIZE - _TEXT]
            self._memory[_TEXT : _TEXT + len(text)] = text
            _LENGTH.pack_into(self._memory, _HEAD.size, len(text))
