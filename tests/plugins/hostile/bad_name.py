from overload import hookimpl


@hookimpl  # blame
def overload_rulez():
    return []
