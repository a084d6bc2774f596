from overload import hookimpl


@hookimpl
def overload_event_extras(session):
    return [bytearray(10 << 20) for _ in range(1000)]  # blame
