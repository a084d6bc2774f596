"""`overload explain`: why the next load is what it is."""

from __future__ import annotations

import click

from overload.cli import Call, report
from overload.equipment import ladder
from overload.errors import DataError
from overload.model import Exercise, Ladder
from overload.plan import Plan
from overload.update import Folder, opened


@click.command("explain")
@click.argument("what")
@click.option("--sessions", default=4, type=click.IntRange(0, 200), help="How many past sessions to tell (default: 4).")
@click.pass_obj
def explain_command(call: Call, what: str, sessions: int) -> int:
    """Tell how the log led to the next load of an exercise: what was asked, what was done, what follows."""
    from overload.report.explain import exercise_story  # noqa: PLC0415

    with opened(call.path) as folder:
        exercise = folder.catalog.find_exercise(what)
        plan = folder.plan(folder.now(call.now))
        entries = folder.store.history(exercise.id, sessions) if sessions else ()
        for line in exercise_story(exercise, entries, plan, _ladder(folder, plan, exercise)):
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
