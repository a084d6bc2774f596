"""A linter for calendar files: every fault with its line, by RFC 5545 and 7986 and by what clients need.

    for fault in lint(data): print(fault.line, fault.message)

It reads the file itself, with none of what writes one, so that each can prove the other.
"""

from __future__ import annotations

from overload.ical.lint.faults import Fault as Fault
from overload.ical.lint.tree import read_tree


def lint(data: bytes) -> tuple[Fault, ...]:
    """Return what is wrong with a calendar file, by line; hints are among them. Never raises."""
    # Every update reads a feed with the reader in here, and few look for faults.
    from overload.ical.lint.calendar import look_through  # noqa: PLC0415 - see above
    from overload.ical.lint.clients import look_for_clients  # noqa: PLC0415 - see above
    from overload.ical.lint.components import look_at  # noqa: PLC0415 - see above

    faults: list[Fault] = []
    top = read_tree(data, faults)
    for component in (one for root in top for one in root.walk()):
        faults.extend(look_at(component))
    calendars = [one for one in top if one.name == "VCALENDAR"]
    for calendar in calendars:
        faults.extend(look_through(calendar))
        faults.extend(look_for_clients(calendar))
    if not calendars and not faults:
        faults.append(Fault(1, "nesting", "there is no VCALENDAR in the file"))
    for second in calendars[1:]:
        what = "a second VCALENDAR begins; most clients read the first alone"
        faults.append(Fault(second.line, "nesting", what, is_hint=True))
    return tuple(sorted(set(faults)))
