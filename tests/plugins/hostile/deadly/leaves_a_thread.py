import threading
import time

from overload import hookimpl


def stay():
    time.sleep(600)  # blame


@hookimpl
def overload_calendars():
    threading.Thread(target=stay).start()
    return []
