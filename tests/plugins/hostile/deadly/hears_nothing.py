from overload import hookimpl


@hookimpl
def overload_workouts():
    return [sum(range(10**13))]  # blame
