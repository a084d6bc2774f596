"""What can go wrong with a calendar on a server, each with the exit code it ends in."""

from __future__ import annotations

from overload.errors import OverloadError


class CalendarError(OverloadError):
    """Anything a server, or the way to it, does wrong. Nothing was decided when it is raised."""


class UnreachableError(CalendarError):
    """No answer, a cut one, or one that says to come back later: `retry_after` has what the server said of that."""

    exit_code = 75
    retry_after = ""


class NoCalendarServerError(CalendarError):
    """What answers is no calendar server."""

    exit_code = 76


class NotPermittedError(CalendarError):
    """The password is not taken, or the calendar may not be read or written."""

    exit_code = 77


class SetUpError(CalendarError):
    """The calendar is gone, the certificate is not trusted, or what [caldav] says cannot be right."""

    exit_code = 78


class FullError(CalendarError):
    """The server has no room for an event, or takes none that long."""

    exit_code = 3


class ConflictError(CalendarError):
    """What lies there is not what was thought; to be looked at again."""

    exit_code = 3


class RefusedError(CalendarError):
    """The server does not take this one event; the others go on."""

    exit_code = 3
