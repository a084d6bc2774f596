"""What an athlete chose of their own calendar, into which sessions are written (CalDAV)."""

from __future__ import annotations

import attrs


@attrs.frozen
class PasswordSource:
    """Where a password is found: one of these, never the password itself.

    `command` prints it, `env` is a variable, `keyring` a service of the system's keyring, `file` one that only its
    owner reads.
    """

    command: tuple[str, ...] = ()
    env: str = ""
    keyring: str = ""
    file: str = ""


@attrs.frozen
class OwnCalendar:
    """A calendar on a server. `auth` is `basic`, `digest`, `bearer`, or empty for what the server asks for.

    `ca` is a file of certificates to trust. `deleted` tells what an event taken out means: `skip` its session, or
    `replan` it. `rules` tells what becomes of a move that a hard rule forbids: `accept` it, or `keep` the rule. `show`
    is `full`, or `busy` (only when).
    """

    url: str
    password: PasswordSource
    user: str = ""
    auth: str = ""
    ca: str = ""
    deleted: str = "skip"
    rules: str = "accept"
    show: str = "full"
