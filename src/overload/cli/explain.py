"""`overload explain`: why the next load is what it is, and why a session is where it is."""

from __future__ import annotations

import contextlib
import re
from datetime import date, datetime

import click

from overload.cli.bounds import Whole
from overload.cli.call import Call, report
from overload.cli.completing import exercises, offers, sessions
from overload.cli.output import show_json
from overload.config.known import days_of
from overload.equipment import ladder
from overload.errors import DataError
from overload.model import Exercise, Ladder
from overload.moments import read_moment
from overload.plan import Plan, build
from overload.plan.decided import weighed
from overload.plan.finding import WEEK, named_or_of_week
from overload.plan.knowing import shown
from overload.plan.lifting import HISTORY
from overload.update import Folder, opened


@click.command("explain")
@click.argument("what", metavar="EXERCISE|SESSION|DATE|WEEK", shell_complete=offers(exercises, sessions))
@click.option(
    "--sessions", "past", default=4, type=Whole(0, 200), help="How many past sessions to go through (default: 4)."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON: the exercise, or a list of sessions.")
@click.pass_obj
def explain_command(call: Call, what: str, past: int, as_json: bool) -> int:
    """Explain why: how your log led to the next load of an exercise, or why a session is on its day.

    WEEK is `week` for this one, or like `week 49`; SESSION is an id like s17 or a name like pull. For every other day
    of the week you are told what speaks against it.
    """
    with opened(call.path) as folder:
        now = folder.now(call.now)
        if _is_placement(what, folder, now.date()):
            return _placements(folder, now, what, as_json=as_json)
        exercise = folder.catalog.find_exercise(what)
        return _exercise(folder, now, exercise, past, as_json=as_json)


def _is_placement(what: str, folder: Folder, today: date) -> bool:
    exact = {name for one in folder.catalog.exercises.values() for name in (one.id, *one.aliases)}
    if what in exact:
        return False
    word = " ".join(what.casefold().split())
    days = days_of(folder.catalog.calendars[folder.config.calendar.use])
    if word in {name.casefold() for day in days for name in (day.id, day.name)} or WEEK.fullmatch(word):
        return True
    with contextlib.suppress(DataError):
        return bool(read_moment(word, today))
    return re.fullmatch(r"s\d+", word) is not None


def _exercise(folder: Folder, now: datetime, exercise: Exercise, past: int, *, as_json: bool) -> int:
    from overload.report.explain import exercise_data, exercise_story  # noqa: PLC0415 - only for the story of an exercise

    plan = folder.plan(now)
    logged = folder.marked(weighed(folder.store.history(exercise.id, max(past, HISTORY)), folder.bodyweights))
    entries, rungs = logged[len(logged) - past :] if past < len(logged) else logged, _ladder(folder, plan, exercise)
    known = tuple(shown(exercise, logged, folder.config.athlete))
    if as_json:
        show_json(exercise_data(exercise, entries, plan, rungs, known))
    else:
        click.echo("\n".join(exercise_story(exercise, entries, plan, rungs, known)))
    return report(plan.problems)


def _placements(folder: Folder, now: datetime, what: str, *, as_json: bool) -> int:
    from overload.plan.other_days import other_days  # noqa: PLC0415 - only for the story of a session
    from overload.report.placement import days_around, session_reasons, session_story  # noqa: PLC0415 - only for the story of a session

    inputs = folder.inputs(now)
    plan = build(inputs)
    told, others = named_or_of_week(plan, what), other_days(inputs, plan)
    if as_json:
        show_json([session_reasons(session, others, days_around(session, plan)) for session in told])
    else:
        for number, session in enumerate(told):
            if number:
                click.echo()
            for line in session_story(session, others, days_around(session, plan)):
                click.echo(line)
    return report(plan.problems)


def _ladder(folder: Folder, plan: Plan, exercise: Exercise) -> Ladder | None:
    """Return the ladder where the exercise is trained next, else at the first place."""
    trained = (session.place for session in plan.ahead() if exercise.id in session.exercises)
    place = next(trained, folder.config.places[0])
    try:
        return ladder(exercise, place, folder.catalog, folder.config.athlete.unit)
    except DataError:
        return None
