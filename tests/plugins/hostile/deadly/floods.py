from overload import EventExtras, hookimpl


@hookimpl  # blame
def overload_event_extras(session):
    return EventExtras(lines=("x" * 3000,) * 10_000)
