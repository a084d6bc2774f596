"""What a hook may look at besides its arguments: the time, the folder, the log, the plan, and files of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from overload import Context
from overload.plugins import Policy, in_force, load_all
from overload.plugins.sources import from_file

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
SLEEP = """
    import attrs, json
    from overload import hookimpl

    @hookimpl
    def overload_adjust_session(session, context):
        file = context.depends_on("sleep.json")
        hours = json.loads(file.read_text())["hours"] if file.exists() else 8
        asked = {slot.exercise.id: slot.prescription for slot in session.slots if slot.done is None}
        return {name: attrs.evolve(one, why=f"After {hours} hours.") for name, one in asked.items()}
    """
TELLS = """
    from overload import EventExtras, Exercise, ReportSection, hookimpl

    @hookimpl
    def overload_exercises(settings, context):
        assert context.plan is None and not context.log.history("dumbbell-row", 1)
        name = f"{settings.get('prefix', 'none')}-{context.now:%H%M}-{context.now.utcoffset()}"
        folder = context.folder.name if context.folder else "nowhere"
        return [Exercise(settings.get("id", "odd-row"), f"{name} {folder}", ("lats",))]

    @hookimpl
    def overload_event_extras(session, context):
        assert session in context.plan.sessions
        done = context.log.history("dumbbell-row", 5)
        return EventExtras((f"Rows written down: {len(done)}.",))

    @hookimpl
    def overload_report_section(plan, context):
        return ReportSection("Of mine", (f"{context.now.isoformat()} {context.plan is plan}",))
    """


def _feed(path: Path) -> str:
    return (path / "calendars" / "training.ics").read_text().replace("\n ", "")


def test_a_file_that_changes_reaches_the_calendar(overload, with_plugins) -> None:
    """A file that a hook depends on, not there at first, is seen by the next update when it comes and changes."""
    path = with_plugins(sleep=SLEEP)
    assert overload(path, "update").code == 0
    assert "After 8 hours." in _feed(path)
    for hours in (5, 11):
        (path / "sleep.json").write_text(f'{{"hours": {hours}}}')
        assert overload(path, "update").code == 0
        assert f"After {hours} hours." in _feed(path)


def test_a_file_that_changes_while_it_is_read_is_read_again(overload, with_plugins) -> None:
    """What a hook read may be older than the file at the end of the run: then the update leaves no note."""
    path = with_plugins(
        counts="""
        from overload import EventExtras, hookimpl

        @hookimpl
        def overload_event_extras(session, context):
            file = context.depends_on("count")
            lines = file.read_text() if file.exists() else ""
            if len(lines) < 40:
                file.write_text(lines + ".")
        """
    )
    for _ in range(30):
        before = (path / "count").stat().st_size if (path / "count").exists() else 0
        assert overload(path, "update").code == 0
    assert before == (path / "count").stat().st_size == 40


def test_every_hook_may_ask_where_it_is(overload, with_plugins) -> None:
    """Catalogue hooks have settings, time and folder; those that see sessions have the log and the plan besides."""
    path = with_plugins("--zone", "Asia/Tokyo", tells=TELLS)
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + '\n[plugins.tells]\nid = "my-row"\nprefix = "own"\n')
    shown = overload(path, "exercises", "show", "my-row")
    assert "own-0500-9:00:00 training" in shown.out, shown.err
    assert overload(path, "update").code == 0
    assert "Rows written down: 0." in _feed(path)
    assert overload(path, "log", "row", "3x8", "@", "20kg").code in {0, 3}
    assert "Rows written down: 1." in _feed(path)
    assert "2026-11-23T05:00:00+09:00 True" in overload(path, "report").out


def test_an_argument_with_a_default_is_given_all_the_same(overload, with_plugins) -> None:
    """`settings=None` is given the settings, one of a newer version keeps its default, and **more is given all."""
    path = with_plugins(
        newer="""
        from overload import EventExtras, hookimpl

        @hookimpl
        def overload_event_extras(session, settings=None, context=None, weather="dry"):
            return EventExtras((f"{settings['say']}, {context.now:%H:%M}, {weather}.",))
        """,
        rest="""
        from overload import EventExtras, hookimpl

        @hookimpl
        def overload_event_extras(**more):
            return EventExtras((" and ".join(sorted(more)),))
        """,
    )
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + '\n[plugins.newer]\nsay = "Given"\n')
    done = overload(path, "update")
    assert (done.code, done.err) == (0, "")
    assert "Given\\, 05:00\\, dry." in _feed(path)
    assert "context and session and settings" in _feed(path)


def test_an_argument_of_a_newer_version_is_named(overload, with_plugins) -> None:
    """Without a default it is refused, with what the hook offers and what to write instead."""
    path = with_plugins(
        newer="""
        from overload import hookimpl

        @hookimpl
        def overload_event_extras(session, weather):
            return None
        """
    )
    done = overload(path, "update")
    assert done.code == 3
    assert "takes 'weather', which this hook does not offer; it offers session, settings, context" in done.err
    assert "write weather=None" in done.err


@pytest.mark.parametrize(
    ("named", "found"),
    [("sleep.json", "/home/kim/sleep.json"), (Path("/data/x"), "/data/x"), ("~/x", str(Path("~/x").expanduser()))],
)
def test_a_path_is_taken_from_the_folder(named: str | Path, found: str) -> None:
    """Relative paths belong to the training folder; absolute ones and those of the home stay what they are."""
    noted: list[Path] = []
    context = Context(NOW, Path("/home/kim"), note=noted.append)
    assert context.depends_on(named) == Path(found)
    assert noted == [Path(found)]


def test_a_context_can_be_made_for_a_test() -> None:
    """Authors make one from a time alone: no folder, an empty log, no plan, and nobody is told of files."""
    context = Context(NOW)
    assert (context.folder, context.plan, context.log.history("dumbbell-row", 3)) == (None, None, [])
    assert context.depends_on("here").is_absolute()


WHERE = """
from overload import Exercise, hookimpl

@hookimpl
def overload_exercises(context):
    return [Exercise("odd-row", f"{context.folder} {context.plan} {context.log.history('x', 1)}", ("lats",))]
"""


def test_outside_of_a_folder_there_is_the_time_alone(tmp_path) -> None:
    """No folder, no plan, an empty log; and where nobody tells the time either, the hook is told not to ask."""
    file = tmp_path / "where.py"
    file.write_text(WHERE)
    with in_force(Policy(clock=lambda _: NOW)):
        found = load_all(more=[from_file(file)])
    assert found.catalog.exercises["odd-row"].name == "None None []"
    (problem,) = load_all(more=[from_file(file)]).problems
    assert "takes 'context', and nobody tells the time here" in problem.message
