from overload import hookimpl


@hookimpl
def overload_dumbbells():
    print("hello")  # blame
    return []
