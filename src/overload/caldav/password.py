"""Where the password of a calendar is found: a command, a variable, the keyring, or a private file."""

from __future__ import annotations

import importlib
import os
import stat
import subprocess
from pathlib import Path
from typing import Final

from overload.errors import Problem, SetUpError
from overload.model import PasswordSource

COMMAND_S: Final = 10
PLACE: Final = "plan.toml: caldav.password"
_LONGEST: Final = 4096


def password_of(source: PasswordSource, user: str, folder: Path) -> str:
    """Return the password, from where it is kept. Raises SetUpError, which never shows it."""
    if source.command:
        found = _printed(source.command, folder)
    elif source.env:
        found = os.environ.get(source.env, "")
    elif source.keyring:
        found = _from_keyring(source.keyring, user)
    else:
        found = _from_file(folder / Path(source.file).expanduser())
    word = found.split("\n", 1)[0].rstrip("\r")
    if not word or len(word) > _LONGEST:
        what = f"the variable {source.env} is not set" if source.env else "is empty there"
        raise SetUpError(Problem(PLACE, what, "see what it says, then run it again"))
    return word


def _printed(command: tuple[str, ...], folder: Path) -> str:
    """Run a command, without a shell and without a terminal to ask on, and return what it prints."""
    try:
        done = subprocess.run(  # noqa: S603 - the command is the athlete's own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            timeout=COMMAND_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _failed(command, f"was stopped after {COMMAND_S} seconds") from None
    except (OSError, ValueError) as error:
        raise _failed(command, f"cannot be run: {getattr(error, 'strerror', None) or error}") from None
    if done.returncode:
        raise _failed(command, f"ends with exit code {done.returncode}")
    return done.stdout.decode(errors="replace")


def _failed(command: tuple[str, ...], what: str) -> SetUpError:
    return SetUpError(Problem(PLACE, f"'{command[0]}' {what}", "try it in a terminal; it has to print the password"))


def _from_keyring(service: str, user: str) -> str:
    """Ask the keyring of the system, through the package of that name where it is installed."""
    try:
        keyring = importlib.import_module("keyring")
    except ImportError:
        hint = 'pip install keyring, or write password = { command = ["secret-tool", "lookup", ...] }'
        raise SetUpError(Problem(PLACE, "the package 'keyring' is not installed", hint)) from None
    try:
        return str(keyring.get_password(service, user) or "")
    except Exception as error:  # noqa: BLE001 - each keyring has errors of its own
        hint = "unlock it, or keep the password elsewhere"
        raise SetUpError(Problem(PLACE, f"the keyring does not open: {type(error).__name__}", hint)) from None


def _from_file(path: Path) -> str:
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise SetUpError(Problem(PLACE, f"{path} cannot be read: {error.strerror}", "write it there")) from None
    with os.fdopen(file, "rb") as opened:
        about = os.fstat(file)
        if not stat.S_ISREG(about.st_mode):
            raise SetUpError(Problem(PLACE, f"{path} is no plain file", "name a file that holds the password"))
        if stat.S_IMODE(about.st_mode) & 0o077:
            raise SetUpError(Problem(PLACE, f"others can read {path}", f"chmod 600 {path}"))
        return opened.read(_LONGEST).decode(errors="replace")
