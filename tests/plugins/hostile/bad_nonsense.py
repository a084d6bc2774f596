from overload import hookimpl


@hookimpl  # blame
def overload_workouts():
    return [3, "nonsense"]
