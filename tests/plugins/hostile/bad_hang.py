from overload import hookimpl


@hookimpl
def overload_calendars():
    while True: pass  # blame
