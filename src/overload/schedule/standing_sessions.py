"""Sessions with a time: what laws, wishes and reasons look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs

from overload.model import Placement, Request, Trained, Wanted


@attrs.frozen
class Standing:
    """A session that stands at a time: a wanted one, or one already trained (`wanted` is None)."""

    start: datetime
    focus: frozenset[str]
    muscles: frozenset[str]
    minutes: int = 0
    wanted: Wanted | None = None
    end: datetime = attrs.field(init=False, eq=False, repr=False)
    """When it is over (a session behind us takes no time); every law asks."""

    def __attrs_post_init__(self) -> None:
        """Work out the end, once."""
        object.__setattr__(self, "end", self.start + timedelta(minutes=self.minutes))

    @property
    def is_movable(self) -> bool:
        """Tell whether the laws bind it: it is neither behind us nor decided by hand."""
        return self.wanted is not None and self.wanted.fixed is None


def standing(wanted: Wanted, start: datetime) -> Standing:
    """Return a wanted session as it would stand at `start`; it takes a minute at least."""
    return Standing(start, wanted.focus, wanted.muscles, max(1, wanted.minutes), wanted)


def trained(session: Trained) -> Standing:
    """Return a session behind us as it stands."""
    return Standing(session.start, session.focus, session.muscles)


def all_standing(request: Request, placement: Placement) -> list[Standing]:
    """Return everything that stands, in order of time; of the same start, what is behind us first."""
    starts = {placed.key: placed.opening.start for placed in placement.placed}
    ahead = (standing(wanted, starts[wanted.key]) for wanted in request.wanted if wanted.key in starts)
    return by_time([*map(trained, request.trained), *ahead])


def by_time(sessions: Iterable[Standing]) -> list[Standing]:
    """Sort by start; of the same start, what is behind us first."""
    return sorted(sessions, key=lambda session: (session.start, session.wanted is not None))
