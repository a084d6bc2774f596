import ctypes

from overload import hookimpl


@hookimpl
def overload_event_extras(session):
    ctypes.string_at(0)  # blame
