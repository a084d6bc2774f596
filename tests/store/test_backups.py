"""One copy a day, kept two weeks, whole or not there."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from overload.errors import DataError, FileError
from overload.model import Entry
from overload.store import Store, backup_daily, newest_backup, open_store
from overload.store.exchange import look_into

Make = Callable[..., Entry]
TODAY = date(2026, 11, 30)


def copies(path: Path) -> list[str]:
    """Return everything in the folder of the copies."""
    return sorted(one.name for one in (path.parent / "backups").iterdir())


def test_the_copy_is_whole_and_private(store: Store, path: Path, make_entry: Make) -> None:
    """The copy of the day holds the whole log, only its owner may read it, and it is the newest."""
    entry = store.append(make_entry())
    copy = backup_daily(store, TODAY)
    assert copy == path.parent / "backups" / "overload-2026-11-30.db" == newest_backup(path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    with open_store(copy) as other:
        assert other.entries() == (entry,)
        assert other.verify() == ()


def test_one_copy_a_day_is_enough(store: Store, path: Path, make_entry: Make) -> None:
    """A second time the same day makes none, whatever has been logged since."""
    backup_daily(store, TODAY)
    store.append(make_entry())
    assert backup_daily(store, TODAY) is None
    assert copies(path) == ["overload-2026-11-30.db"]


def test_an_unchanged_log_is_not_copied_again(store: Store, path: Path) -> None:
    """The day after, with nothing changed, the last copy will do."""
    backup_daily(store, TODAY)
    assert backup_daily(store, TODAY + timedelta(days=1)) is None
    assert copies(path) == ["overload-2026-11-30.db"]


def test_copies_are_kept_two_weeks(store: Store, path: Path) -> None:
    """Of a copy every day, those of the last 14 days and today's stay."""
    for day in range(20):
        store.set("day", str(day))
        backup_daily(store, TODAY + timedelta(days=day))
    kept = [TODAY + timedelta(days=day) for day in range(5, 20)]
    assert copies(path) == [f"overload-{day}.db" for day in kept]


def test_the_last_few_stay_however_old(store: Store, path: Path) -> None:
    """A clock that jumps years ahead, or a long break, does not cost the copies there are."""
    for day in (0, 1, 2, 3, 4000):
        store.set("day", str(day))
        backup_daily(store, TODAY + timedelta(days=day))
    assert copies(path) == [
        "overload-2026-12-02.db",
        "overload-2026-12-03.db",
        f"overload-{TODAY + timedelta(4000)}.db",
    ]


def test_the_newest_is_the_one_whose_name_says_so(store: Store, path: Path) -> None:
    """Whatever the times of the files say: after a copy of the folder they are those of the copying."""
    made = []
    for day in range(3):
        store.set("day", str(day))
        made.append(backup_daily(store, TODAY + timedelta(days=day)))
    for age, copy in enumerate(made):
        os.utime(copy, (1_000_000 - age, 1_000_000 - age))
    assert newest_backup(path) == made[-1]


def test_other_files_are_left_alone(store: Store, path: Path) -> None:
    """What else lies in the folder of the copies is nobody's business."""
    (path.parent / "backups").mkdir()
    for name in ("overload-format-1.db", "overload-1999-99-99.db", "mine-2001-01-01.db", "notes.txt"):
        (path.parent / "backups" / name).touch()
        os.utime(path.parent / "backups" / name, (1, 1))
    for day in range(20):
        store.set("day", str(day))
        backup_daily(store, TODAY + timedelta(days=day))
    assert {"overload-format-1.db", "overload-1999-99-99.db", "mine-2001-01-01.db", "notes.txt"} < set(copies(path))


def test_a_damaged_log_is_not_copied(path: Path, make_entry: Make) -> None:
    """A database that fails its check gives a DataError and no copy."""
    with open_store(path) as store:
        store.append_many(make_entry(note="x" * 500) for _ in range(200))
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = bytes(4096)
    path.write_bytes(data)
    with open_store(path) as store, pytest.raises(DataError):
        backup_daily(store, TODAY)
    assert not (path.parent / "backups").exists()


def test_a_copy_that_cannot_be_made_leaves_nothing(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails in the middle, no half copy is left and the error names the copy."""

    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        with pytest.raises(FileError, match=r"overload-2026-11-30\.db: input/output error"):
            backup_daily(store, TODAY)
    assert copies(path) == []
    assert backup_daily(store, TODAY) is not None


def test_a_linked_folder_is_not_followed(store: Store, path: Path, tmp_path: Path) -> None:
    """A symbolic link in place of the folder is refused, and nothing is written where it points."""
    (tmp_path / "elsewhere").mkdir()
    (path.parent / "backups").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileError, match="backups: "):
        backup_daily(store, TODAY)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_pipe_in_place_of_the_folder_is_named(store: Store, path: Path) -> None:
    """What is no folder is said to be in the way by its own name, with what to do."""
    os.mkfifo(path.parent / "backups")
    with pytest.raises(FileError, match="/backups: not a directory; there is a file where a folder should be"):
        backup_daily(store, TODAY)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", ["pipe", "link"])
def test_what_is_no_file_is_no_copy(store: Store, path: Path, tmp_path: Path, what: str) -> None:
    """A pipe or a link by the name of a copy is none: it is neither the newest nor that of the day, nor opened."""
    first = backup_daily(store, TODAY)
    assert first
    store.set("day", "later")
    for number in (1, 2):
        planted = first.with_name(f"overload-{TODAY + timedelta(days=number)}.db")
        if what == "pipe":
            os.mkfifo(planted)
        else:
            planted.symlink_to(tmp_path / "elsewhere")
        with pytest.raises(FileError):
            look_into(planted)
    assert newest_backup(path) == first
    made = backup_daily(store, TODAY + timedelta(days=1))
    assert made == newest_backup(path) != first
    assert look_into(made).entries == 0
    assert not (tmp_path / "elsewhere").exists()


def test_a_copy_that_is_damaged_is_called_so(path: Path) -> None:
    """The copy itself is named, and another one suggested: no copies of copies are looked for."""
    path.write_bytes(b"no database at all " * 100)
    with pytest.raises(DataError, match=r"the backup is damaged \(file is not a database\); name another one"):
        look_into(path)
