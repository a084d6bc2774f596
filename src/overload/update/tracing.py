"""What each plugin changes in the sessions ahead: prescriptions before and after, what it adds and what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

import attrs

from overload.model import EventExtras, Ladder
from overload.plan import Plan, PlannedSlot, Session, build
from overload.plan.adjusting import Adjusted, Adjuster
from overload.plugins.host import ADJUST, EXTRAS
from overload.update.folder import Folder


@attrs.frozen
class Adjustment:
    """One slot as it was before a plugin adjusted it, and after."""

    plugin: str
    before: PlannedSlot
    after: PlannedSlot


@attrs.frozen
class Trace:
    """What plugins change in one session.

    `given` are the things of plugins it is made of: plugin, what it is, and its name (`exercise`, `rule`). `extras`
    are what is added to its event, by plugin.
    """

    session: Session
    given: tuple[tuple[str, str, str], ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    extras: tuple[tuple[str, EventExtras], ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether any plugin has a hand in it."""
        return bool(self.given or self.adjustments or self.extras)


def traced(folder: Folder, now: datetime, count: int) -> tuple[Plan, tuple[Trace, ...]]:
    """Return the plan as of `now` (aware), and what plugins change in its next sessions; nothing is written."""
    inputs = folder.inputs(now)
    names = [plugin.name for plugin in folder.plugins.with_hook(ADJUST)]
    seen: list[tuple[str, Session]] = []
    pairs = zip(names, inputs.adjusters, strict=True)
    adjusters = tuple(_watched(name, adjuster, seen) for name, adjuster in pairs)
    plan = build(attrs.evolve(inputs, adjusters=adjusters))
    return plan, tuple(_trace(folder, plan, one, seen) for one in plan.ahead()[:count])


def _watched(name: str, adjuster: Adjuster, seen: list[tuple[str, Session]]) -> Adjuster:
    """Return an adjuster that notes the sessions it is given."""

    def ask(session: Session, ladders: Mapping[str, Ladder]) -> Adjusted:
        seen.append((name, session))
        return adjuster.ask(session, ladders)

    return attrs.evolve(adjuster, ask=ask)


def _trace(folder: Folder, plan: Plan, session: Session, seen: Sequence[tuple[str, Session]]) -> Trace:
    asked = {name: before for name, before in seen if before.ordinal == session.ordinal and before.key == session.key}
    extras = folder.plugins.answers(EXTRAS, {"session": session}, folder.context(plan.now, plan))
    return Trace(
        session,
        tuple(_given(folder, session)),
        tuple(_adjustments([*asked.items(), ("", session)])),
        tuple((plugin.name, found) for plugin, found in extras),
    )


def _adjustments(states: Sequence[tuple[str, Session]]) -> Iterator[Adjustment]:
    """Yield what each plugin changed: the session it was given beside the one that the next was given."""
    for (plugin, session), (_, following) in pairwise(states):
        later = {slot.key: slot for slot in following.slots}
        for before in session.slots:
            after = later.get(before.key, before)
            if after.prescription != before.prescription:
                yield Adjustment(plugin, before, after)


def _given(folder: Folder, session: Session) -> Iterator[tuple[str, str, str]]:
    givers = folder.plugins.gathered.givers
    named = [("exercise", "exercises", slot.exercise.id) for slot in session.slots]
    named += [("rule", "rules", slot.rule) for slot in session.slots]
    named.append(("workout", "workouts", session.day.workout))
    named.append(("weekly calendar", "calendars", folder.config.calendar.use))
    for what, kind, name in dict.fromkeys(named):
        if name in givers.get(kind, {}):
            yield givers[kind][name], what, name
