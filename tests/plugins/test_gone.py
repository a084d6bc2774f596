"""A plugin that is gone: what it gave is held or done without, and told with its name; the feed is never lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from overload.update.givers import remembered_givers
from overload.update.home import FolderHome

pytestmark = pytest.mark.slow

PACK = """
    from decimal import Decimal

    import attrs
    from overload import RepRange
    from overload import Day, Dumbbell, DumbbellKind, Exercise, Micro, Unit, WeeklyCalendar, Workout, WorkoutSlot
    from overload import first_session, hookimpl

    @attrs.frozen
    class Steady:
        "Asks for the same for ever."

        name = "steady"
        size: int = attrs.field(default=1, metadata={"help": "any"})

        def propose(self, slot, history, ladder):
            return attrs.evolve(first_session(slot, ladder), why="Steady as she goes.")

    @hookimpl
    def overload_rules():
        return [Steady]

    @hookimpl
    def overload_exercises():
        return [Exercise("lat-thing", "Lat thing", ("lats",))]

    @hookimpl
    def overload_dumbbells():
        return [
            Dumbbell("pack-bells", "Pack bells", DumbbellKind.FIXED, Unit.KG, (Decimal(4), Decimal(8))),
            Micro("pack-magnet", "Magnet", Unit.KG, Decimal("0.5")),
        ]

    @hookimpl
    def overload_workouts():
        return [
            Workout("bench", "Bench", (WorkoutSlot("dumbbell-row", 3, RepRange(8, 12)),)),
            Workout(
                "steady-rows",
                "Rows",
                (WorkoutSlot("dumbbell-row", 3, RepRange(8, 12), rule="steady", params={"size": 2}),),
            ),
        ]

    @hookimpl
    def overload_calendars():
        return [WeeklyCalendar("of-the-pack", "Pack", (Day("push", "Push", ("chest",), "bench"),), (0,))]
    """


@pytest.fixture
def packed(with_plugins, overload):
    """Make a folder whose plan names what a plugin gives, updated once."""

    def make(plan: str, *, use: str = "ppl", bells: str = "bowflex-552") -> Path:
        path = with_plugins("--dumbbells", "bowflex-552", "--load", "row=22.5lb", pack=PACK)
        file = path / "plan.toml"
        text = file.read_text().replace('use = "ppl"', f'use = "{use}"').replace('"bowflex-552"', f'"{bells}"')
        file.write_text(f"{text}\n{plan}\n")
        done = overload(path, "update")
        assert (done.code, done.err) == (0, "")
        return path

    return make


def _delete(path: Path) -> None:
    (path / "plugins" / "pack.py").unlink()


def _break(path: Path) -> None:
    (path / "plugins" / "pack.py").write_text("import no_such_module\n")


def _switch_off(path: Path) -> None:
    file = path / "plan.toml"
    file.write_text(file.read_text() + '\n[plugins]\ndisable = ["pack"]\n')


def _empty(path: Path) -> None:
    (path / "plugins" / "pack.py").write_text(
        "from overload import hookimpl\n\n\n@hookimpl\ndef overload_rules():\n    return []\n"
    )


WAYS = {"is gone": _delete, "failed": _break, "is switched off": _switch_off, "no longer does": _empty}
SHRUG = '[workouts.home-back.dumbbell-shrug]\nrule = "steady"\nsize = 3\n'


@pytest.mark.parametrize(("fate", "take"), WAYS.items(), ids=WAYS)
def test_a_rule_that_is_gone_holds_what_was_last_done_and_names_its_plugin(fate, take, overload, packed) -> None:
    """However it went, the slot of a rule that was there before is held; reason and message say whose it was."""
    path = packed(SHRUG)
    assert overload(path, "log", "shrug", "40lb x 12,12,12", now="2026-11-25T20:00").code == 0
    take(path)
    done = overload(path, "update", now="2026-11-26T05:00")
    assert done.code == 3
    said = f"rule 'steady' is missing: plugin 'pack', which gave it, {fate}; the last load is held"
    assert said in done.err
    held = _ahead(overload(path, "week", "--json", now="2026-11-26T05:00").data)
    assert held["why"] == f"Hold the last load: rule 'steady' is missing, plugin 'pack', which gave it, {fate}."
    assert [(one["reps"], one["load"]) for one in held["sets"]] == [(12, "40 lb")] * 3


def test_what_comes_back_goes_on(overload, packed) -> None:
    """Once the plugin is there again, all is as before."""
    path = packed(SHRUG)
    code = (path / "plugins" / "pack.py").read_text()
    feed = (path / "calendars" / "training.ics").read_text()
    _delete(path)
    assert overload(path, "update").code == 3
    (path / "plugins" / "pack.py").write_text(code)
    assert overload(path, "update").code == 0
    assert _told(feed) == _told((path / "calendars" / "training.ics").read_text())


def _ahead(sessions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the next shrug that is not done yet."""
    slots = (slot for session in sessions for slot in session["slots"])
    return next(slot for slot in slots if slot["exercise"] == "dumbbell-shrug" and "done" not in slot)


def _told(feed: str) -> list[str]:
    return [line for line in feed.splitlines() if line.startswith(("DTSTART", "SUMMARY"))]


def test_a_rule_that_never_was_is_a_typing_mistake(overload, packed) -> None:
    """What no plugin ever gave is refused, with the word that was meant, though another plugin is gone."""
    path = packed("")
    _delete(path)
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + '\n[workouts.home-back.dumbbell-shrug]\nrule = "double-progresion"\n')
    done = overload(path, "update")
    assert done.code == 78
    assert "no rule 'double-progresion'; did you mean 'double-progression'?" in done.err


def test_a_typing_mistake_beside_a_plugin_that_failed_is_told_with_what_was_meant(overload, packed) -> None:
    """Where nobody can know whether a plugin that fails has the rule, it is held, and the nearest one named."""
    path = packed("")
    _break(path)
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + '\n[workouts.home-back.dumbbell-shrug]\nrule = "double-progresion"\n')
    done = overload(path, "update")
    assert done.code == 3
    assert "rule 'double-progresion' is missing" in done.err
    assert "did you mean 'double-progression'?" in done.err


DISPENSABLE = {
    "instead": '[workouts.home-back.pull-up]\ninstead = "lat-thing"',
    "day": '[days.push]\nworkout = "bench"',
    "slot": '[workouts.mine]\nslots = [{ exercise = "lat-thing" }, { exercise = "dumbbell-row" }, '
    '{ exercise = "lat-thing", rule = "linear" }]\n[days.push]\nworkout = "mine"',
    "light set": '[workouts.mine]\nslots = [{ exercise = "dumbbell-row" }]\n[workouts.mine.warm_up]\n'
    'light_sets = { lat-thing = 8, dumbbell-row = 8 }\n[days.push]\nworkout = "mine"',
    "alternative": '[exercises.mine]\ndirect = ["lats"]\nalternatives = ["dumbbell-row", "lat-thing"]',
    "change": '[workouts.bench.dumbbell-row]\nsets = 5\n[days.push]\nworkout = "bench"',
    "link": '[feeds.other]\nhow_to = "link"\nhow_to_links = { lat-thing = "https://example.org" }',
}


@pytest.mark.parametrize("take", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("plan", DISPENSABLE.values(), ids=DISPENSABLE)
def test_what_can_be_done_without_is_left_out(plan, take, overload, packed) -> None:
    """An exercise or a workout that is gone is left out wherever a plan can name one; all else is planned and told."""
    path = packed(plan)
    fate = next(said for said, one in WAYS.items() if one is take)
    take(path)
    text = (path / "plan.toml").read_text()
    done = overload(path, "update")
    assert done.code == 3
    assert f"; left out: plugin 'pack', which gave it, {fate}" in done.err
    assert (path / "plan.toml").read_text() == text
    assert overload(path, "next").code == 3


def test_an_add_on_weight_that_is_gone_is_done_without(overload, packed) -> None:
    """A magnet of a plugin that is gone is left out, and the dumbbells stay."""
    path = packed("", bells='bowflex-552"]\nmicro = ["pack-magnet')
    _delete(path)
    done = overload(path, "update")
    assert done.code == 3
    assert "no add-on weight 'pack-magnet'; left out: plugin 'pack', which gave it, is gone" in done.err


STOPPING = {
    "calendar": {"plan": "", "use": "of-the-pack"},
    "dumbbells": {"plan": "", "bells": "pack-bells"},
    "only slot": {"plan": '[workouts.mine]\nslots = [{ exercise = "lat-thing" }]\n[days.push]\nworkout = "mine"'},
}


@pytest.mark.parametrize("take", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("named", STOPPING.values(), ids=STOPPING)
def test_without_calendar_or_dumbbells_the_feed_stays_as_it_was(named, take, overload, packed) -> None:
    """What a plan cannot do without stops the update; the old feed stays, byte for byte, and the plugin is named."""
    path = packed(**named)
    feed = path / "calendars" / "training.ics"
    was = feed.read_bytes()
    take(path)
    done = overload(path, "update")
    assert done.code == 78
    if named is not STOPPING["only slot"]:
        fate = next(said for said, one in WAYS.items() if one is take)
        assert f"; plugin 'pack', which gave it, {fate}: bring the plugin back, or choose another" in done.err
    assert feed.read_bytes() == was


def test_a_workout_of_one_plugin_with_the_rule_of_another(overload, packed) -> None:
    """A plugin's workout that names a rule which is gone is planned with the last load held, parameters and all."""
    path = packed('[days.push]\nworkout = "steady-rows"')
    pack = path / "plugins" / "pack.py"
    pack.write_text(pack.read_text().replace("return [Steady]", "return []"))
    done = overload(path, "update")
    assert done.code == 3
    assert "rule 'steady' is missing: plugin 'pack', which gave it, no longer does" in done.err
    assert len(done.err.splitlines()) == 1


def test_every_command_goes_on_without_the_exercise_of_a_log(overload, packed) -> None:
    """What was done with an exercise that is gone can be looked at; no command breaks."""
    path = packed('[workouts.home-back.dumbbell-shrug]\ninstead = "lat-thing"\nrule = "steady"')
    assert overload(path, "log", "lat-thing", "20lb x 10,10,10", now="2026-11-25T20:00").code == 0
    _delete(path)
    commands = ("update", "next", "week", "report", "volume", "progress", "log list", "check", "runs", "explain s1")
    for words in (*commands, "rules", "plugins", "exercises", "log export"):
        done = overload(path, *words.split(), now="2026-11-27T05:00")
        assert done.code in {0, 1, 2, 3}, (words, done)
        assert "this is a bug" not in done.err, (words, done.err)


def test_a_rule_that_fails_names_its_plugin(overload, packed) -> None:
    """What stands in the calendar says whose rule it was that failed, and holds what was done, not what was asked."""
    path = packed(SHRUG)
    assert overload(path, "log", "shrug", "40lb x 12,12,12", now="2026-11-25T20:00").code == 0
    pack = path / "plugins" / "pack.py"
    pack.write_text(pack.read_text().replace("return attrs.evolve(first", "return 1 / 0 or attrs.evolve(first"))
    done = overload(path, "update", now="2026-11-26T05:00")
    assert done.code == 3
    assert "rule 'steady' of plugin 'pack' raised ZeroDivisionError" in done.err
    held = _ahead(overload(path, "week", "--json", now="2026-11-26T05:00").data)
    assert held["why"] == "Hold the last load: rule 'steady' of plugin 'pack' failed."
    assert [(one["reps"], one["load"]) for one in held["sets"]] == [(12, "40 lb")] * 3


def test_givers_are_remembered_for_ever_and_only_what_is_not_built_in(packed, overload) -> None:
    """The database knows which plugin gave each thing, also once it is gone; what it holds otherwise is survived."""
    path = packed("")
    known = remembered_givers(FolderHome(path))
    assert known["rules"] == {"steady": "pack"}
    assert known["calendars"] == {"of-the-pack": "pack"}
    assert set(known["dumbbells"]) == {"pack-bells", "pack-magnet"}
    _delete(path)
    overload(path, "update")
    assert remembered_givers(FolderHome(path)) == known
    assert json.loads(json.dumps(known)) == known
    assert remembered_givers(FolderHome(path / "nowhere")) == {}
