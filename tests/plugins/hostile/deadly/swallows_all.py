from overload import hookimpl


@hookimpl
def overload_dumbbells():
    while True:
        try:
            while True: pass  # blame
        except BaseException:
            pass
