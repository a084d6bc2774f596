"""A plugin says by a class what its own table of plan.toml holds; what is wrong in it is told as in any other table."""

from __future__ import annotations

import pytest

TYPED = """
    from datetime import date, timedelta
    import attrs
    from overload import EventExtras, Exercise, Load, hookimpl, parameter

    @attrs.frozen
    class Mine:
        "What is mine."
        every: int = parameter(4, help="which week is easy", at_least=1)
        share: float = 0.9
        since: date | None = None
        after: timedelta = timedelta(0)
        days: tuple[str, ...] = ()
        load: Load | None = None
        kind: str = parameter("soft", help="how", choices=("soft", "hard"))

    @hookimpl
    def overload_settings():
        return Mine

    @hookimpl
    def overload_exercises(settings: Mine):
        return [Exercise(f"row-{settings.every}", "Odd row", ("lats",))]

    @hookimpl
    def overload_event_extras(session, settings: Mine):
        told = attrs.asdict(settings, recurse=False)
        return EventExtras(tuple(f"{name} is {value}" for name, value in told.items()))
    """


def _with_table(path, lines: str):
    plan = path / "plan.toml"
    plan.write_text(plan.read_text() + f"\n{lines}\n")
    return path


def test_hooks_are_given_a_value_of_the_class(overload, with_plugins) -> None:
    """Defaults hold where nothing is written, and what is written is read as the field's type says."""
    path = with_plugins(mine=TYPED)
    assert overload(path, "exercises", "show", "row-4").code == 0
    table = '[plugins.mine]\nevery = 6\nshare = 0.5\nsince = 2026-11-30\nafter = "2 h"\ndays = "mon"\nload = "20 lb"'
    done = overload(_with_table(path, table), "update")
    assert (done.code, done.err) == (0, "")
    feed = (path / "calendars" / "training.ics").read_text().replace("\r\n ", "").replace("\\", "")
    for told in (
        "every is 6",
        "share is 0.5",
        "since is 2026-11-30",
        "after is 2:00:00",
        "load is 20 lb",
        "kind is soft",
    ):
        assert told in feed
    assert "days is ('mon',)" in feed
    assert overload(path, "exercises", "show", "row-6").code == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("evry = 4", "plan.toml: plugins.mine.evry: no such key; did you mean 'every'?"),
        ('every = "4"', "plan.toml: plugins.mine.every: '4' is not a whole number; write 4 without quotes"),
        ("every = 0", "plan.toml: plugins.mine.every: 'every' must be >= 1"),
        ('kind = "sift"', "plan.toml: plugins.mine.kind: 'kind' must be in ('soft', 'hard')"),
        ("share = 1979-05-27", "plan.toml: plugins.mine.share: 1979-05-27 is not a number"),
    ],
)
def test_what_is_written_wrong_is_refused(line: str, said: str, overload, with_plugins) -> None:
    """A key that is none and a value that cannot be are mistakes in plan.toml, each in its place; the feed stays."""
    path = with_plugins(mine=TYPED)
    done = overload(_with_table(path, f"[plugins.mine]\n{line}"), "update")
    assert done.code == 78
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_every_mistake_is_told_at_once(overload, with_plugins) -> None:
    """Mistakes of the plan and of a plugin's table come together."""
    path = with_plugins(mine=TYPED)
    done = overload(_with_table(path, "[plugins.mine]\nevry = 4\nshare = true\n[calender]\nx = 1"), "update")
    assert done.code == 78
    assert [one.split(": ")[2] for one in done.err.splitlines()] == [
        "plugins.mine.evry",
        "plugins.mine.share",
        "calender",
    ]


def test_a_table_of_no_plugin_is_told(overload, with_plugins) -> None:
    """[plugins.typo] is no plugin's, and neither is a name that is to be left alone: told, and the update is done."""
    path = _with_table(with_plugins(mine=TYPED), '[plugins]\ndisable = ["mien"]\n[plugins.mime]\nevery = 3')
    done = overload(path, "update")
    assert done.code == 3
    assert "plan.toml: plugins.mime: there is no plugin 'mime'; did you mean 'mine'?" in done.err
    assert "plan.toml: plugins.disable: there is no plugin 'mien'; did you mean 'mine'?" in done.err


def test_a_plugin_that_is_off_keeps_its_table(overload, with_plugins) -> None:
    """What is switched off is not asked, and its table is nobody's mistake."""
    path = _with_table(with_plugins(mine=TYPED), '[plugins]\ndisable = ["mine"]\n[plugins.mine]\nwhatever = 3')
    done = overload(path, "update")
    assert (done.code, done.err) == (0, "")


NEEDS = """
    import attrs
    from overload import EventExtras, hookimpl

    @attrs.frozen
    class Mine:
        url: str = attrs.field(metadata={"write": 'url = "https://..."'})

    @hookimpl
    def overload_settings():
        return Mine

    @hookimpl
    def overload_report_section(plan, settings):
        raise AssertionError

    @hookimpl
    def overload_event_extras(session):
        return EventExtras(("Still here.",))
    """


def test_what_is_not_there_yet_costs_the_hooks_that_want_it(overload, with_plugins) -> None:
    """Without a setting that has no default the other hooks go on, and the line to write is told."""
    path = with_plugins(mine=NEEDS)
    done = overload(path, "update")
    assert done.code == 3
    assert 'has no url yet; write url = "https://..." under [plugins.mine] in plan.toml' in done.err
    assert "Still here." in (path / "calendars" / "training.ics").read_text().replace("\r\n ", "")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return dict", "returned dict, not an attrs class"),
        ("return 3", "returned int, not an attrs class"),
        ("raise ValueError('oh')", "raised ValueError: oh"),
    ],
)
def test_a_class_that_is_none_costs_the_hooks_that_take_settings(body: str, said: str, overload, with_plugins) -> None:
    """The plugin's own mistake names its line; hooks that take no settings go on."""
    path = with_plugins(mine=NEEDS.replace("return Mine", body))
    done = overload(path, "update")
    assert done.code == 3
    assert f"plugin 'mine', overload_settings: {said}" in done.err
    assert "Still here." in (path / "calendars" / "training.ics").read_text().replace("\r\n ", "")


def test_settings_are_shown(overload, with_plugins) -> None:
    """A closer look at a plugin says what may be set, to what it is set, and what it means."""
    path = _with_table(with_plugins(mine=TYPED), "[plugins.mine]\nevery = 6")
    shown = overload(path, "plugins", "show", "mine").out
    assert "setting:  every = 6, a whole number: which week is easy" in shown
