"""What readers are told of a plan, by enquiry: made once, and kept for as long as the plan stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import attrs

from overload.errors import Problem
from overload.plan import Plan
from overload.plugins import current
from overload.report.blocks import Block, Data, to_text
from overload.report.looking_ahead import next_blocks, next_data, week_blocks, week_data
from overload.settled import Enquiry, remember
from overload.update.folder import Clock, Folder, opened
from overload.update.taken import asking

Reader = Callable[[Folder, Plan, Enquiry], Iterable[Block | Data]]


@attrs.frozen
class Answer:
    """What is said to an enquiry, blocks as text, and what went wrong in planning."""

    text: str
    problems: tuple[Problem, ...] = ()


def _next(folder: Folder, plan: Plan, enquiry: Enquiry) -> Iterable[Block | Data]:
    if enquiry.as_json:
        return (Data(next_data(plan)),)
    return next_blocks(plan, is_new=not folder.store.entry_count(), open_ended=asking(folder.store, plan.now))


def _week(_: Folder, plan: Plan, enquiry: Enquiry) -> Iterable[Block | Data]:
    if enquiry.as_json:
        return (Data(week_data(plan, enquiry.weeks)),)
    return week_blocks(plan, enquiry.weeks)


READERS: Final[Mapping[str, Reader]] = {"next": _next, "week": _week}
"""Who asks -> what is said. A reader depends on nothing but the folder, the plan and the enquiry; so do those above."""
PREPARED: Final = tuple(Enquiry(reader, as_json=as_json) for reader in ("next", "week") for as_json in (False, True))
"""What is asked every day, and so answered before it is."""


def prepared(folder: Folder, plan: Plan) -> Mapping[str, str]:
    """Return the answers that an update keeps with its note, by the names of the enquiries."""
    return {one.name: to_text(READERS[one.reader](folder, plan, one)) for one in PREPARED}


def answer(
    path: Path, clock: Clock, enquiry: Enquiry, reader: Reader | None = None, *, to_write_down: bool = False
) -> Answer:
    """Plan, and return what `reader` (None: that of READERS) says to an enquiry; it is kept while the plan stands.

    `to_write_down` as `opened` has it, which raises what this raises.
    """
    with opened(path, clock=clock, to_write_down=to_write_down) as folder:
        now = folder.now(clock)
        plan = folder.plan(now, enquiry.weeks)
        text = to_text((reader or READERS[enquiry.reader])(folder, plan, enquiry))
        if is_lasting(folder, plan):
            remember(folder.sources, now, enquiry, text)
        return Answer(text, plan.problems)


def is_lasting(folder: Folder, plan: Plan) -> bool:
    """Tell whether the same plan comes out as long as nothing changes: all went well, and all plugins were asked."""
    is_whole = not plan.problems and not folder.plugins.ledger and folder.plugins.outside.is_as_read
    return is_whole and current().is_wanted
