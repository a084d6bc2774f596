"""Showing what a plan says: from memory as long as it still stands, planned anew where it does not."""

from __future__ import annotations

from overload.cli.call import Call, report
from overload.cli.entering import enter, has_usual_plugins
from overload.cli.output import show
from overload.report.blocks import Block, from_text
from overload.settled import Enquiry, remembered


def show_answer(call: Call, enquiry: Enquiry) -> int:
    """Show the answer to an enquiry and return the exit code."""
    kept = _kept(call, enquiry) if has_usual_plugins() else None
    if kept is not None:
        show(kept)
        return 0
    enter()
    from overload.update.answers import answer  # noqa: PLC0415 - the planner, which is not needed above

    said = answer(call.path, call.now, enquiry)
    show(from_text(said.text))
    return report(said.problems)


def _kept(call: Call, enquiry: Enquiry) -> tuple[Block, ...] | None:
    """Return the answer that is kept, None where there is none that can be read."""
    text = remembered(call.path, call.now, enquiry)
    if text is None:
        return None
    try:
        return from_text(text)
    except (ValueError, TypeError, KeyError):
        return None
