import os

from overload import hookimpl


@hookimpl
def overload_exercises():
    os.fork()  # blame
    return []
