"""A plugin that is all right."""

import attrs

from overload import EventExtras, first_session, hookimpl


@attrs.frozen
class Steady:
    """Asks for the same for ever."""

    name = "steady"

    def propose(self, slot, history, ladder):
        return attrs.evolve(first_session(slot, ladder), why="Steady as she goes.")


@hookimpl
def overload_rules():
    return [Steady]


@hookimpl
def overload_event_extras(session):
    return EventExtras(lines=("Be good.",))
