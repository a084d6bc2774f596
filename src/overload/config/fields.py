"""Single values of plan.toml: each function reads one kind, or raises DataError with what was expected.

The kinds that share a Python type (a band and a starting load are both loads) have a NewType, by which the sections
say which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NewType

from overload.errors import DataError, Problem, did_you_mean
from overload.model import GROUPS, LIKELY_KG, MUSCLES, THINGS, Best, Measure, RepRange
from overload.model.notation import sign_in
from overload.units import Load, parse_load

Added = NewType("Added", Load)
"""Can be hung on the athlete: above zero."""
Bodyweight = NewType("Bodyweight", Load)
Reps = NewType("Reps", int)
"""A plain number of reps."""
Name = NewType("Name", str)
"""What the athlete calls a place, a feed, an own exercise: one word, used on the command line and in file names."""
PlanId = NewType("PlanId", str)
"""Names the events of the plan for life."""
Color = NewType("Color", str)
CalendarFile = NewType("CalendarFile", str)
"""The path of an .ics file."""
Command = NewType("Command", str)
"""What a shell runs."""
Category = NewType("Category", str)
"""A category of an event: no comma, semicolon or backslash, which clients read in different ways."""
UnitWord = NewType("UnitWord", str)
"""What a unit is called: one short word."""
WebAddress = NewType("WebAddress", str)
"""An http(s) address; without a slash at its end."""
OwnAddress = NewType("OwnAddress", str)
"""The address of a calendar, as its server has it: https, or http on this machine."""
Title = NewType("Title", str)
"""Words of the title of an event."""
Mailbox = NewType("Mailbox", str)
"""The address of an e-mail account."""
Program = NewType("Program", tuple[str, ...])
"""The words of a program that is run."""
Muscle = NewType("Muscle", str)
Group = NewType("Group", str)
Thing = NewType("Thing", str)

# Patterns are compiled when they are first used: a plan that names what is built in holds no reps and no best.
_REPS = r"(?i)(\d{1,4})\s*([a-z]*)\s*(?:(?:-|–|\.\.|\bto\b)\s*(\d{1,4})\s*([a-z]*))?"
_NAME = re.compile(r"\w[\w-]{0,63}")
_PLAN_ID = r"[A-Za-z0-9][A-Za-z0-9._@-]{0,99}"
_WEB = r"https?://[A-Za-z0-9.\[\]:-]+(?:[/?#][!-~]*)?"
_OWN = r"https?://[!-~]+"
_HERE = r"http://(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)"
_LONGEST_SHOWN = 60


MOST_TOLD = 60
"""More reps than this in one set are a slip of the finger."""
_HOW_BEST = "write 8 for 8 reps with bodyweight alone, or '20 kg x 10' for 10 with 20 kg a hand"
_BEST = r"(?i)(?:(.+?)\s*[x×*]\s*)?(\d{1,3})"


def shown(value: object) -> str:  # noqa: PLR0911 - one for each kind of value
    """Write a value as a message shows it: text in quotes, never longer than a line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            text = "".join(letter if letter.isprintable() else "?" for letter in value)
            return f"'{text}'" if len(text) <= _LONGEST_SHOWN else f"'{text[:_LONGEST_SHOWN]}...'"
        case dict():
            return "a table"
        case list():
            return "a list"
        case int() if abs(value) >= 10**_LONGEST_SHOWN:
            return "a number that long"
        case datetime():
            return value.isoformat(" ")
        case time():
            return value.isoformat()
    return str(value)


def wrong(value: object, what: str, suggestion: str = "") -> DataError:
    """Return the error for a value that is not `what` it should be (`no time of day`, `not a load`)."""
    verb = "are" if what.startswith("are ") else "is"
    return DataError(Problem("", f"{shown(value)} {verb} {what.removeprefix('are ')}", suggestion))


def near(word: str, known: Iterable[str], listing: str = "") -> str:
    """Suggest the nearest known word; where none is near and there are many, the command that lists them."""
    hint = did_you_mean(word[:99], filter(None, known))
    return f"see 'overload {listing}'" if listing and hint.startswith("known:") else hint


def one_of(what: str, known: Iterable[str], listing: str = "") -> Callable[[object], str]:
    """Return the reader of a word that must be one of `known`; `what` names it (`exercise`)."""
    words = frozenset(known)

    def read(value: object) -> str:
        word = text(value)
        if word not in words:
            raise DataError(Problem("", f"no {what} {shown(word)}", near(word, words, listing)))
        return word

    return read


def text(value: object) -> str:
    """Read text."""
    if not isinstance(value, str):
        raise wrong(value, "not text", "put it in quotes" if isinstance(value, int | Decimal | date | time) else "")
    return value


def yes_or_no(value: object) -> bool:
    """Read true or false; the words for it are refused with a suggestion."""
    if not isinstance(value, bool):
        word = str(value).lower() if isinstance(value, str) else ""
        meant = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
        raise wrong(value, "neither true nor false", f"write {meant.get(word, 'true or false')} without quotes")
    return value


def whole(value: object) -> int:
    """Read a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):  # to Python true is 1
        digits = isinstance(value, str) and value.strip().isdecimal()
        raise wrong(value, "not a whole number", f"write {value.strip()[:20]} without quotes" if digits else "")  # type: ignore[attr-defined]  # `digits` has made sure that it is text
    return value


def number(value: object) -> Decimal:
    """Read a number of either kind, exactly; infinity and NaN are none."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise wrong(value, "not a number", "write it without quotes, like 2.5" if isinstance(value, str) else "")
    return Decimal(value)


def inexact(value: object) -> float:
    """Read a number as a float."""
    if abs(exact := number(value)) > 10**9:
        raise wrong(value, "too large", "1000000000 is the most")
    return float(exact)


def weight(value: object) -> Load:
    """Read a load with its unit, `22.5 kg`; bare numbers are refused."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        bare = shown(value)
        raise DataError(Problem("", f"{bare} has no unit", f"write '{bare} kg' or '{bare} lb'"))
    return parse_load(text(value))


def added(value: object) -> Load:
    """Read what can be hung on: a load above zero."""
    load = weight(value)
    if load.aid or load.amount <= 0:
        raise wrong(value, "not a load to hang on", "write it like '5 kg'; bands go into 'bands'")
    return load


def bodyweight(value: object) -> Load:
    """Read a bodyweight, a likely one, so that a slip of the finger is noticed."""
    load = weight(value)
    if load.aid or not LIKELY_KG[0] <= load.kg <= LIKELY_KG[1]:
        raise wrong(value, "not a likely bodyweight", "write it like '80 kg' or '176 lb'")
    return load


def best(value: object) -> Best:
    """Read what can be done in one set: `8` with bodyweight alone, `"20 kg x 10"` with a load."""
    if isinstance(value, int) and not isinstance(value, bool):
        told, reps_ = None, value
    else:
        match = re.fullmatch(_BEST, value.strip()) if isinstance(value, str) else None
        if match is None:
            raise wrong(value, "not what can be done in one set", _HOW_BEST)
        told, reps_ = weight(match[1]) if match[1] else None, int(match[2])
    if not 0 <= reps_ <= MOST_TOLD or (told is not None and (reps_ == 0 or told.aid)):
        raise wrong(value, f"not 0 to {MOST_TOLD} reps with bodyweight, or 1 and more with a load", _HOW_BEST)
    return Best(reps_, told)


def reps(value: object) -> RepRange:
    """Read a rep range: `8-12`, or 8 for exactly eight; `30-60 s`, `1-2 min` of a hold, `20-40 m` of a carry."""
    if isinstance(value, int) and not isinstance(value, bool):
        return RepRange(value, value)
    match = re.fullmatch(_REPS, value.strip()) if isinstance(value, str) else None
    signs = [sign_in(word) for word in (match[2], match[4]) if word] if match else [None]
    if not match or None in signs or len(set(signs)) > 1:
        raise wrong(value, "not a rep range", "write it like '8-12', or 8; '30-60 s' of a hold, '20-40 m' of a carry")
    measure, each = signs[0] or (Measure.REPS, 1) if signs else (Measure.REPS, 1)
    return RepRange(int(match[1]) * each, int(match[3] or match[1]) * each, measure)


def signed(value: object, measure: Measure) -> object:
    """Return a rep range as it is written, with the sign of what the exercise is counted in where it has none."""
    is_bare = isinstance(value, int) or (isinstance(value, str) and not re.search("[a-z]", value.replace("to", "")))
    return f"{value} {measure.sign}" if is_bare and measure.sign and not isinstance(value, bool) else value


def rep_count(value: object) -> int:
    """Read a plain number of reps, 1 to 99."""
    return RepRange(whole(value), whole(value)).low


def day(value: object) -> date:
    """Read a date, `2026-11-30`, with or without quotes."""
    if isinstance(value, datetime):
        raise wrong(value, "a date with a time", f"write {shown(value.date())}")
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise wrong(value, "not a date", "write it like 2026-11-30") from None


def name(value: object) -> str:
    """Read a name the athlete gave: one word of letters, digits, _ and -."""
    word = text(value)
    # Feeds are files of this name, and it is typed on the command line: no dots, slashes or spaces.
    if not _NAME.fullmatch(word):
        better = re.sub(r"[^\w]+", "-", word).strip("-_")[:64]
        raise wrong(word, "not a name", f"use letters, digits and '-'{f', like {better!r}' if better else ''}")
    return word


def plan_id(value: object) -> str:
    """Read a plan id: what may stand in the UID of an event."""
    if not re.fullmatch(_PLAN_ID, text(value)):
        raise wrong(value, "not a plan id", "use letters, digits, '-' and '.'")
    return text(value)


def color(value: object) -> str:
    """Read a colour: a CSS name, as calendars know them (RFC 7986), or `#rrggbb`."""
    from overload.ical.colors import NAMED, both  # noqa: PLC0415 - few plans have one

    said = text(value).strip().lower()
    if both(said) is None:
        # A figure with a slip in it is near no name.
        nearest = did_you_mean(said[:99], NAMED) if said.isalpha() else ""
        usual = "write a name like 'seagreen' or '#2e8b57'"
        raise wrong(value, "not a colour", usual if not nearest or nearest.startswith("known:") else nearest)
    return said


def category(value: object) -> str:
    """Read a category of an event."""
    word = text(value)
    if not word.strip() or len(word) > 60 or not word.isprintable() or set(word) & set(",;\\"):
        raise wrong(word, "not a category", "write a word or two without commas, like 'Sport'")
    return word.strip()


def unit_word(value: object) -> str:
    """Read what a unit is called: `kilo`, `pounds`."""
    word = text(value).strip()
    if not word or len(word) > 12 or not all(letter.isalpha() or letter in ".'" for letter in word):
        raise wrong(value, "not a word for a unit", "write one word of up to 12 letters, like 'pounds'")
    return word


def web_address(value: object) -> str:
    """Read an http(s) address of up to 200 characters, so that what is added to it still fits every client."""
    written = text(value).strip()
    if not re.fullmatch(_WEB, written) or len(written) > 200:
        raise wrong(value, "not a web address", "write it like 'https://example.org', in up to 200 characters")
    return written.rstrip("/")  # paths are added with theirs


def title(value: object) -> str:
    """Read what the title of an event says: a word at least, since none would mean every event."""
    words = " ".join(text(value).split())
    if not any(letter.isalnum() for letter in words):
        raise wrong(value, "not the title of an event", "write a word or two of it, like 'Night shift'")
    return words


def mailbox(value: object) -> str:
    """Read the address of an e-mail account, as it stands among those who are invited."""
    found = text(value).strip().removeprefix("mailto:")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", found):
        raise wrong(value, "not an e-mail address", "write the one that you are invited by, like 'kim@example.org'")
    return found


def own_address(value: object) -> str:
    """Read the address of a calendar: https, since a password goes there, or http on this machine."""
    found = text(value).strip()
    if not re.fullmatch(_OWN, found):
        raise wrong(value, "not the address of a calendar", 'write it like "https://cal.example.org/kim/training/"')
    if found.startswith("http:") and not re.match(_HERE, found):
        raise wrong(value, "not safe for a password (http)", f'write "https{found[4:]}"')
    return found


def calendar_file(value: object) -> str:
    """Read the path of a calendar; an address is none."""
    path = text(value)
    if "://" in path[:20]:
        command = f"write [busy.NAME] command = \"curl -sSf --max-time 20 '{path[:200]}'\""
        raise wrong(path, "an address, not a file", command)
    if not path.strip() or "\0" in path:
        raise wrong(path, "not a file", "write it like 'work.ics'")
    return path


def command(value: object) -> str:
    """Read a command for the shell."""
    line = text(value)
    if not line.strip() or "\0" in line:
        raise wrong(line, "not a command", "write what you would type in a terminal")
    return line


def program(value: object) -> tuple[str, ...]:
    """Read what is run: a list of words goes to the program as it is, a text to `/bin/sh`.

    `{file}` stands for a file in words only: in a text the shell would take its letters for more than a name.
    """
    if not isinstance(value, list):
        line = command(value)
        if "{file}" in line:
            raise wrong(line, "a text for the shell", 'write "$OVERLOAD_FEED" (with the quotes), or a list of words')
        return "/bin/sh", "-c", line
    words = tuple(text(word) for word in value)
    if not words or not words[0].strip() or any("\0" in word for word in words):
        raise wrong(value, "not a command", 'write it like ["rsync", "{file}", "host:folder/"]')
    return words


muscle = one_of("muscle", MUSCLES)
thing = one_of("thing", THINGS)
group = one_of("muscle group", GROUPS)


def within(low: int, high: int) -> Callable[[object, object, Any], None]:
    """Return an attrs validator: `low` to `high`, both included; None passes."""

    def check(_self: object, _field: object, value: Any) -> None:
        if value is not None and not low <= value <= high:
            raise DataError(Problem("", f"{shown(value)} is not between {low} and {high}"))

    return check
