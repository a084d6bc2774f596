"""Where a training is kept: its plan, feeds, key and store, in a folder of files or in what stands for one."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from pathlib import Path

import attrs

from overload.errors import FileError, OverloadError, Problem
from overload.model import Configuration
from overload.opening import read_regular
from overload.settled import DATABASE, FEEDS, PLAN_FILE, Sources, file_digest, permissions
from overload.store import Store, open_store, replace_file
from overload.store.files import file_error
from overload.store.notes import Notes, open_notes
from overload.store.unwritable import lock_as_far_as_possible


class FeedFile(ABC):
    """A published feed: what subscribers have."""

    @property
    @abstractmethod
    def path(self) -> Path:
        """Where it is, as people are told."""

    @property
    @abstractmethod
    def mode(self) -> int | None:
        """Who may read it, as permissions of a file; None where there is none."""

    @abstractmethod
    def read(self) -> bytes:
        """Return what it says; raises OSError where there is none that can be read."""

    @abstractmethod
    def digest(self) -> str:
        """Return the SHA-256 of what it says, in hex; empty where it cannot be read."""

    @abstractmethod
    def replace(self, data: bytes, mode: int) -> bool:
        """Make it say this, whole or not at all; returns False where it says so already. Raises FileError."""


class Home(ABC):
    """Where a training is kept."""

    @property
    @abstractmethod
    def place(self) -> str:
        """Its address, as errors name it."""

    @property
    @abstractmethod
    def path(self) -> Path:
        """The folder of its files; where there is none, one in which nothing is and nothing can be."""

    @property
    @abstractmethod
    def folder(self) -> Path | None:
        """The folder that plugins of its own are in and that hooks may look at, None where there is none."""

    @abstractmethod
    def entered(self, wait_s: float) -> contextlib.AbstractContextManager[None]:
        """Keep everybody else out while in the block. Raises LockedError where it stays taken for so long."""

    @abstractmethod
    def store(self) -> contextlib.AbstractContextManager[Store]:
        """Open its store; what `open_store` raises."""

    @abstractmethod
    def known(self, name: str) -> str | None:
        """Return what is remembered under a name before its store is open, None where it cannot be read."""

    @abstractmethod
    def plan_text(self) -> str:
        """Return its plan.toml; raises FileError."""

    @property
    @abstractmethod
    def has_store(self) -> bool:
        """Whether there is a store, which opening it would else make."""

    @property
    def keeps_answers(self) -> bool:
        """Whether an update leaves what its plan says for those who ask next, so that they need not plan."""
        return True

    def refused(self, config: Configuration) -> tuple[Problem, ...]:  # noqa: ARG002 - a folder can do all there is
        """Return what a plan asks for that cannot be had here."""
        return ()

    @abstractmethod
    def key(self, *, make: bool) -> bytes | None:
        """Return the key of its links, made if asked; None where there is none. Raises FileError."""

    @abstractmethod
    def feed(self, name: str) -> FeedFile:
        """Return the feed of that name, published or not yet."""

    @abstractmethod
    def sources(self, store: Notes, zone: str, busy: tuple[Path, ...], outside: tuple[Path, ...]) -> Sources:
        """Return where everything is found that an update depends on."""


@attrs.frozen
class _File(FeedFile):
    path: Path

    @property
    def mode(self) -> int | None:
        return permissions(self.path)

    def read(self) -> bytes:
        return read_regular(self.path)

    def digest(self) -> str:
        return file_digest(self.path)

    def replace(self, data: bytes, mode: int) -> bool:
        self.path.parent.mkdir(mode=0o755, exist_ok=True)
        return replace_file(self.path, data, mode)


@attrs.frozen
class FolderHome(Home):
    """A training folder."""

    path: Path

    @property
    def place(self) -> str:
        """Where the folder is."""
        return str(self.path)

    @property
    def folder(self) -> Path | None:
        """The folder itself."""
        return self.path

    def entered(self, wait_s: float) -> contextlib.AbstractContextManager[None]:
        """Hold the lock of the folder; where nobody can write in it there is none to hold."""
        return lock_as_far_as_possible(self.path / DATABASE, wait_s)

    def store(self) -> contextlib.AbstractContextManager[Store]:
        """Open overload.db."""
        return open_store(self.path / DATABASE)

    @property
    def has_store(self) -> bool:
        """Whether there is an overload.db."""
        return (self.path / DATABASE).is_file()

    def known(self, name: str) -> str | None:
        """Return what overload.db remembers under a name; nothing where there is none, or it cannot be read."""
        if not self.has_store:
            return None
        with contextlib.suppress(OverloadError), open_notes(self.path / DATABASE) as notes:
            return notes.get(name)
        return None

    def plan_text(self) -> str:
        """Return the text of plan.toml; raises FileError."""
        file = self.path / PLAN_FILE
        try:
            return read_regular(file).decode().replace("\r\n", "\n")
        except OSError as error:
            wrong = file_error(error, file).problems[0]
            hint = "it is a symbolic link; put the file itself there" if file.is_symlink() else wrong.suggestion
            raise FileError(Problem(wrong.place, f"cannot be read: {wrong.message}", hint)) from None
        except UnicodeDecodeError as error:
            raise FileError(Problem(str(file), f"cannot be read: {error}")) from None

    def key(self, *, make: bool) -> bytes | None:
        """Return the key of the folder."""
        from overload.update.links import folder_key  # noqa: PLC0415 - only where there is a page to link to

        return folder_key(self.path, make=make)

    def feed(self, name: str) -> FeedFile:
        """Return the file of a feed."""
        return _File(self.path / FEEDS / f"{name}.ics")

    def sources(self, store: Notes, zone: str, busy: tuple[Path, ...], outside: tuple[Path, ...]) -> Sources:
        """Return the files of the folder and what else an update depends on."""
        return Sources(self.path, store, zone, busy, outside)


def home_of(where: Path | Home) -> Home:
    """Return the home of a training: a folder of that path, if it is not known yet."""
    return FolderHome(where) if isinstance(where, Path) else where
