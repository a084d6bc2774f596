from overload import Prescription, hookimpl


@hookimpl  # blame
def overload_adjust_session(session, ladders):
    return {one: Prescription((), "nothing at all") for one in ladders}
