"""Which properties a component must, may and may not have, and what their values are (RFC 5545, 3.6-3.8; RFC 7986)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@attrs.frozen
class Kind:
    """What may stand in a component: properties it must have, may have once, may have often; components in it."""

    required: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()


_OFTEN: Final = (
    "ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE RDATE RELATED-TO REQUEST-STATUS RESOURCES IMAGE "
    "CONFERENCE STYLED-DESCRIPTION STRUCTURED-DATA LINK REFID CONCEPT"
)
_ONCE: Final = (
    "CLASS CREATED DESCRIPTION DTSTART GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY SEQUENCE STATUS SUMMARY URL "
    "RECURRENCE-ID RRULE DURATION COLOR"
)
_INNER: Final = "VALARM PARTICIPANT VLOCATION VRESOURCE"

KINDS: Final[Mapping[str, Kind]] = {
    "VCALENDAR": Kind(
        _words("PRODID VERSION"),
        _words("CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR"),
        _words("NAME DESCRIPTION CATEGORIES IMAGE LINK CONCEPT REFID"),
        _words("VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE VAVAILABILITY VPOLL"),
    ),
    "VEVENT": Kind(_words("UID DTSTAMP"), _words(f"{_ONCE} DTEND TRANSP"), _words(_OFTEN), _words(_INNER)),
    "VTODO": Kind(
        _words("UID DTSTAMP"), _words(f"{_ONCE} DUE COMPLETED PERCENT-COMPLETE"), _words(_OFTEN), _words(_INNER)
    ),
    "VJOURNAL": Kind(
        _words("UID DTSTAMP"), _words(_ONCE) - _words("GEO LOCATION PRIORITY DURATION"), _words(f"{_OFTEN} DESCRIPTION")
    ),
    "VFREEBUSY": Kind(
        _words("UID DTSTAMP"),
        _words("CONTACT DTSTART DTEND DURATION ORGANIZER URL"),
        _words("ATTENDEE COMMENT FREEBUSY REQUEST-STATUS"),
    ),
    "VTIMEZONE": Kind(
        _words("TZID"), _words("LAST-MODIFIED TZURL TZUNTIL"), _words("TZID-ALIAS-OF"), _words("STANDARD DAYLIGHT")
    ),
    "STANDARD": Kind(
        _words("DTSTART TZOFFSETTO TZOFFSETFROM"), _words("RRULE"), _words("COMMENT RDATE TZNAME"), frozenset()
    ),
    "DAYLIGHT": Kind(
        _words("DTSTART TZOFFSETTO TZOFFSETFROM"), _words("RRULE"), _words("COMMENT RDATE TZNAME"), frozenset()
    ),
    "VALARM": Kind(
        _words("ACTION TRIGGER"),
        _words("DESCRIPTION SUMMARY DURATION REPEAT UID ACKNOWLEDGED PROXIMITY"),
        _words("ATTACH ATTENDEE RELATED-TO"),
        _words("VLOCATION"),
    ),
}
"""Component -> what may stand in it. Components that are not here are taken as they are."""

TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        _words(
            "SUMMARY DESCRIPTION LOCATION COMMENT CONTACT UID PRODID NAME TZID TZNAME CLASS STATUS TRANSP ACTION "
            "VERSION CALSCALE METHOD COLOR RELATED-TO PROXIMITY"
        ),
        ("TEXT",),
    ),
    **dict.fromkeys(_words("CATEGORIES RESOURCES"), ("TEXTS",)),
    **dict.fromkeys(_words("DTSTAMP CREATED LAST-MODIFIED COMPLETED ACKNOWLEDGED TZUNTIL"), ("UTC",)),
    **dict.fromkeys(_words("DTSTART DTEND DUE RECURRENCE-ID"), ("DATE-TIME", "DATE")),
    "EXDATE": ("DATE-TIMES", "DATES"),
    "RDATE": ("DATE-TIMES", "DATES", "PERIODS"),
    "FREEBUSY": ("PERIODS",),
    **dict.fromkeys(_words("DURATION REFRESH-INTERVAL X-PUBLISHED-TTL"), ("DURATION",)),
    "TRIGGER": ("DURATION", "UTC"),
    **dict.fromkeys(_words("SEQUENCE PRIORITY PERCENT-COMPLETE REPEAT"), ("INTEGER",)),
    **dict.fromkeys(_words("TZOFFSETTO TZOFFSETFROM"), ("UTC-OFFSET",)),
    **dict.fromkeys(_words("URL TZURL SOURCE CONFERENCE"), ("URI",)),
    **dict.fromkeys(_words("ATTACH IMAGE"), ("URI", "BINARY")),
    **dict.fromkeys(_words("ORGANIZER ATTENDEE"), ("CAL-ADDRESS",)),
    "GEO": ("GEO",),
    "RRULE": ("RECUR",),
}
"""Property -> the types its value may have, the one that needs no VALUE parameter first; others may be anything."""

CHOICES: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    ("VCALENDAR", "VERSION"): _words("2.0"),
    ("VCALENDAR", "CALSCALE"): _words("GREGORIAN"),
    ("VEVENT", "STATUS"): _words("TENTATIVE CONFIRMED CANCELLED"),
    ("VTODO", "STATUS"): _words("NEEDS-ACTION COMPLETED IN-PROCESS CANCELLED"),
    ("VJOURNAL", "STATUS"): _words("DRAFT FINAL CANCELLED"),
    ("VEVENT", "TRANSP"): _words("OPAQUE TRANSPARENT"),
}
"""The words a property of a component is limited to."""

RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "SEQUENCE": (0, 2**31 - 1),
    "PRIORITY": (0, 9),
    "PERCENT-COMPLETE": (0, 100),
    "REPEAT": (0, 2**31 - 1),
}
