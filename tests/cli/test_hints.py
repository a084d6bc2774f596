"""What a newcomer is shown to type fits the plan it is shown for."""

import re
import shlex
from datetime import UTC, datetime

import attrs
import pytest

from overload.model import SetDone
from overload.report.example import example_line
from overload.store import open_store
from overload.update import known_things, opened

pytestmark = pytest.mark.slow

OWNED = ["fixed-two-pairs", "bowflex-552", "spinlock-2_5kg-full"]
HINTS = {
    "next": "out",
    "report": "out",
    "progress": "out",
    "log list": "out",
    "log": "err",
    "log shrug": "err",
}


def _line(printed: str) -> list[str]:
    """Return the words of the last line to type that was printed, without `overload`."""
    return shlex.split(re.findall(r"overload (log [\w-]+ [\w.,+-]+\S*\d)", printed)[-1])


@pytest.mark.parametrize("unit", ["kg", "lb"])
@pytest.mark.parametrize("dumbbells", OWNED)
def test_a_hint_can_be_typed_as_it_stands(dumbbells, unit, folder, overload) -> None:
    """Whatever somebody owns, the line of a hint writes down exactly what the next session asks of that exercise."""
    path = folder("--calendar", "back-only", "--dumbbells", dumbbells, "--unit", unit)
    lines = {tuple(_line(getattr(overload(path, *command.split()), where))) for command, where in HINTS.items()}
    assert {line[1] for line in lines} == {"deadlift", "shrug"}
    for line in lines:
        done = overload(path, *line)
        assert (done.code, done.err) == (0, "")
    with open_store(path / "overload.db") as store:
        entries = store.entries()
    assert len(entries) == len(lines)
    for entry in entries:
        assert entry.sets == tuple(SetDone(target.reps, target.load) for target in entry.asked.sets)


@pytest.mark.parametrize("command", ["next", "report"])
def test_who_knows_is_told_no_more(command, folder, overload) -> None:
    """Once something is written down, a session and a report end without the hint."""
    path = folder("--calendar", "back-only")
    overload(path, "log", "row", "--done")
    assert "overload log" not in overload(path, command).out


def test_a_hint_where_the_plan_asks_for_bodyweight_alone(folder, overload) -> None:
    """A plan of pull-ups shows pull-ups."""
    path = folder("--calendar", "back-only")
    assert "overload log pull-up bwx5,5,5" in overload(path, "log", "pull-up").err


def test_each_exercise_answers_to_the_name_it_is_shown_by(folder, overload) -> None:
    """What a hint calls an exercise is found, and is that exercise."""
    path = folder("--calendar", "back-only")
    with opened(path) as home:
        plan = home.plan(home.now(lambda _: datetime(2026, 11, 23, 5, tzinfo=UTC)))
    catalog = known_things(None)
    for session in plan.ahead():
        for slot in session.slots:
            alone = attrs.evolve(plan, sessions=(attrs.evolve(session, slots=(slot,)),))
            word = shlex.split(example_line(alone))[2]
            assert catalog.find_exercise(word).id == slot.exercise.id


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("row x", "write it like '16x10,10,9'"),
        ("row 10x10x", "write it like '16x10x3'"),
        ("fly y", "write it like '6x10,10,9'"),
        ("pull-up y", "write it like 'bwx10,10,9'"),
    ],
)
def test_a_line_that_cannot_be_read(line, hint, folder, overload) -> None:
    """What cannot be read is answered with a line at the load that is asked for, not at somebody else's."""
    assert hint in overload(folder("--calendar", "back-only"), "log", *line.split()).err
