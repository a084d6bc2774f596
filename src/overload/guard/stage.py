"""Who is on stage: a note in memory that outlives the process that wrote it."""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import attrs

NOTE: Final = ".overload.stage"
"""The file in a training folder, while its plugins are being called."""
_SIZE: Final = 64 * 1024
_LONGEST: Final = 3000
"""Characters of each of the five texts: together they have room, whatever they are."""
_HEAD: Final = struct.Struct("<?B?xIQ")
"""Whether the program has ended by itself, its exit code, whether there is no way back, how deep it is watched, and how
many calls were made."""
_LENGTH: Final = struct.Struct("<H")
_TEXT: Final = _HEAD.size + _LENGTH.size


_SEPARATOR: Final = b"\0"


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
    """The note: who is being called now, and whether the program came to its end. Shared with copies of the process.

    With a `file` it outlives them all; `left` is who was on stage when all were killed that wrote it last.
    """

    def __init__(self, file: Path | None = None) -> None:
        memory = _in_file(file) if file else None
        self._file = file if memory else None
        self._memory = memory or mmap.mmap(-1, _SIZE)
        self._kept = mmap.mmap(-1, _SIZE)
        self.left = self.act
        self._acts: list[Act] = []
        self._calls = self.depth = 0
        self._is_sealed = False
        self._write(None)

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

    def remember(self, texts: Sequence[str]) -> None:
        """Keep some texts for those who come after, as long as there is room."""
        kept = self._texts()
        more = kept + _SEPARATOR.join(text.encode("utf-8", "replace") for text in texts) + b"\n"
        if len(more) < _SIZE - _LENGTH.size:
            self._kept[_LENGTH.size : _LENGTH.size + len(more)] = more
            _LENGTH.pack_into(self._kept, 0, len(more))

    def remembered(self) -> Iterator[tuple[str, ...]]:
        """Yield what was kept."""
        for line in self._texts().splitlines():
            yield tuple(text.decode("utf-8", "replace") for text in line.split(_SEPARATOR))

    def _texts(self) -> bytes:
        return self._kept[_LENGTH.size : _LENGTH.size + _LENGTH.unpack_from(self._kept)[0]]

    def forget(self) -> None:
        """Take the file away, if there is one: the run came to an end."""
        if self._file:
            with suppress(OSError):
                self._file.unlink()

    def leave(self, act: Act) -> None:
        """Let somebody be on stage for the next run to find."""
        self._file = None
        self._write_act(act)

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
        fields = self._memory[_TEXT : _TEXT + length].decode("utf-8", "replace").split("\0")
        if len(fields) != len(attrs.fields(Act)):  # nobody, or a file that somebody else wrote
            return None
        home, what, place, timed, said = fields
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
            text = "\0".join(field.replace("\0", " ")[:_LONGEST] for field in fields).encode("utf-8", "replace")
            self._memory[_TEXT : _TEXT + len(text)] = text
            _LENGTH.pack_into(self._memory, _HEAD.size, len(text))


def _in_file(file: Path) -> mmap.mmap | None:
    """Return the memory of a file that nobody else writes to; None where it cannot be had."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        opened = os.open(file, flags, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)  # for as long as a copy of this process has the memory
        os.posix_fallocate(opened, 0, _SIZE)  # on a full disk a write into memory would be a crash
        return mmap.mmap(opened, _SIZE)
    except (OSError, ValueError, AttributeError):
        return None
    finally:
        os.close(opened)
