"""Connecting a training folder with a calendar, and parting with it: found, tried, and written into plan.toml."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import attrs

from overload.caldav.connect import NEW, Account, Offered, find, make, try_writing
from overload.caldav.password import password_of
from overload.caldav.wire import Login
from overload.config.edit import remove_value, set_value
from overload.errors import FileError, Problem, UsageError, did_you_mean
from overload.model import PasswordSource
from overload.store import folder_lock, replace_file
from overload.update.folder import plan_text

KEPT_IN: Final = ".overload.caldav"
"""Where a password that was typed is kept: in the training folder, for its owner alone."""
CALLED: Final = "Training"
"""What a calendar is called that is made for the sessions."""
_LOCK_S: Final = 10.0


@attrs.frozen
class Wanted:
    """What to connect with: an address or a mail address, who one is there, and which calendar ('': one of our own).

    The password is found by `source`; one that was typed is in `typed`, and is kept once it was tried. `show` is what
    events tell ('': all in a calendar of our own, in another that one is busy), `ca` a file of certificates.
    """

    address: str
    user: str = ""
    calendar: str = ""
    source: PasswordSource = attrs.field(factory=PasswordSource)
    typed: str = attrs.field(default="", repr=False)
    show: str = ""
    ca: str = ""

    @property
    def who(self) -> str:
        """The name of the athlete there: a mail address says it."""
        is_mail = "@" in self.address and "://" not in self.address
        return self.user or (self.address if is_mail else "")


def join(path: Path, wanted: Wanted) -> Offered:
    """Find a calendar, try to write to it, and write down where it is. Raises CalendarError, UsageError, FileError.

    Nothing is written down before it was tried.
    """
    login = Login(wanted.who, wanted.typed or password_of(wanted.source, wanted.who, path))
    certificates = str(path / wanted.ca) if wanted.ca else ""
    account = find(login, wanted.address, certificates)
    chosen = _chosen(account, wanted)
    calendar = chosen or _own(account) or make(login, account.home, CALLED, certificates)
    if not calendar.can_write:
        raise UsageError(Problem(calendar.name, "may only be read", "share it with write access, or choose another"))
    try_writing(login, calendar.url, certificates)
    source = PasswordSource(file=KEPT_IN) if wanted.typed else wanted.source
    if wanted.typed:
        replace_file(path / KEPT_IN, f"{wanted.typed}\n".encode())
    show = wanted.show or ("full" if chosen is None else "busy")
    where = {key: value for key, value in attrs.asdict(source).items() if value}
    values = {"url": calendar.url, "user": wanted.who, "password": where, "show": show, "ca": wanted.ca}

    def connected(text: str) -> str:
        for key, value in values.items():
            is_usual = isinstance(value, str) and value in {"", "full"}
            text = remove_value(text, ["caldav", key]) if is_usual else set_value(text, ["caldav", key], value)
        return text

    _rewrite(path, connected)
    return calendar


def _chosen(account: Account, wanted: Wanted) -> Offered | None:
    """Return the calendar that was named, by its name or by its own address; None where none was."""
    name = wanted.calendar
    if not name:
        is_itself = any(one.url.rstrip("/") == wanted.address.rstrip("/") for one in account.calendars)
        return account.calendars[0] if is_itself else None
    found = [one for one in account.calendars if name.casefold() == one.name.casefold() or name == one.url]
    if not found:
        known = did_you_mean(name, [one.name for one in account.calendars])
        raise UsageError(Problem("--calendar", f"there is no calendar '{name}'", known))
    return found[0]


def _own(account: Account) -> Offered | None:
    """Return the calendar that was made for the sessions before."""
    return next((one for one in account.calendars if one.url.endswith(f"/{NEW}/")), None)


def part(path: Path) -> None:
    """Take [caldav] out of plan.toml, and remove the password that was kept. Raises FileError."""
    _rewrite(path, lambda text: remove_value(text, ["caldav"]))
    try:
        os.unlink(path / KEPT_IN)  # noqa: PTH108 - a link that somebody put there is removed, not followed
    except FileNotFoundError:
        pass
    except OSError as error:
        raise FileError(Problem(KEPT_IN, f"cannot be removed: {error.strerror}", "remove it by hand")) from None


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Change plan.toml and leave the rest of it as it is."""
    file = path / "plan.toml"
    with folder_lock(path, _LOCK_S):
        replace_file(file, change(plan_text(path)).encode(), file.stat().st_mode & 0o777)
