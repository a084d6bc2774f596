import os

from overload import hookimpl


@hookimpl
def overload_after_update(report):
    os._exit(7)  # blame
