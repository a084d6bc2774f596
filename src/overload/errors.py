"""What can go wrong, as values with a place, and the exceptions that carry them to the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs


@attrs.frozen
class Problem:
    """One thing that is wrong: where, what, and what to do about it.

    `place` is a path a person can find (`plan.toml: workouts.home-back.dumbbell-row.reps`,
    `plugins/mine.py:12`); it may be empty. `pointer` shows it in what was written: that line, and one with carets.

    `note` is how it is told in the calendar, to somebody who sees no terminal: it changes only when the matter does.
    """

    place: str
    message: str
    suggestion: str = ""
    pointer: str = attrs.field(default="", eq=False, kw_only=True)
    note: str = attrs.field(default="", eq=False, kw_only=True)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f"; {self.suggestion}" if self.suggestion else ""
        return f"{where}{self.message}{hint}"


class OverloadError(Exception):
    """Anything this program raises on purpose; `problems` say what is wrong, `exit_code` what the shell sees."""

    exit_code = 70

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(p if isinstance(p, Problem) else Problem("", p) for p in problems)
        super().__init__("\n".join(map(str, self.problems)))


class UsageError(OverloadError):
    """The command line asks for something that does not exist or cannot be."""

    exit_code = 2


class DataError(OverloadError):
    """What was given to be read (a log line, an import, a database) is not what it should be."""

    exit_code = 65


class DamagedError(DataError):
    """The database of a training folder cannot be trusted, or is gone: a backup has to be put back."""


class UnreadableError(DataError):
    """What was given to be read is bad in itself: the same bytes would fail again."""


class FileError(OverloadError):
    """The disk or a file would not be read or written."""

    exit_code = 74


class NotWrittenError(FileError):
    """The disk takes nothing, being full or mounted read-only; what is there can be read as before."""


class LockedError(OverloadError):
    """Another run holds the training folder's lock."""

    exit_code = 75


class PluginError(OverloadError):
    """A plugin failed, and the command line asked to refuse then (--strict)."""

    exit_code = 78


class PlanError(OverloadError):
    """plan.toml has mistakes; all of them are in `problems`."""

    exit_code = 78


class CalendarError(OverloadError):
    """Anything that goes wrong with the athlete's own calendar, there or on the way; nothing was decided then."""


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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean 'x'?` for the nearest known word, else the list of what is known (or '')."""
    import difflib  # noqa: PLC0415 - only where somebody mistyped

    words: Sequence[str] = sorted(known)
    near = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known: {', '.join(words)}" if words else ""


def how_to_install(extra: str) -> str:
    """Return how to get what an extra of the package brings; the package is on no index, so from its own folder."""
    everyday = ("web", "busy")
    all_of_them = f"'.[{','.join(dict.fromkeys((*everyday, extra)))}]'"
    here = "make plan" if extra in everyday else f".venv/bin/pip install -e '.[{extra}]'"
    return (
        f"in the project's folder: {here} (or, as you installed it, uv tool install --force {all_of_them} "
        f"or pipx install --force {all_of_them})"
    )
