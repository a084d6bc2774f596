"""What is to go warns whoever wrote the plugin, by the name of what to use instead, and never an athlete."""

from __future__ import annotations

import pytest

import overload as public
from overload import hookspecs

OLD = "use EventExtras; goes in 0.9"


@pytest.fixture
def going(monkeypatch) -> None:
    """Let a public name, an argument of a hook and a whole hook be on their way out."""
    monkeypatch.setitem(public._GOING, "ReportSection", OLD)
    monkeypatch.delitem(vars(public), "ReportSection", raising=False)
    extras = dict(hookspecs.overload_event_extras.overload_spec)
    extras["warn_on_impl_args"] = {"settings": DeprecationWarning("'settings' is to go: use context; goes in 0.9")}
    monkeypatch.setattr(hookspecs.overload_event_extras, "overload_spec", extras)
    report = dict(hookspecs.overload_report_section.overload_spec)
    report["warn_on_impl"] = DeprecationWarning("this hook is to go: use overload_event_extras; goes in 0.9")
    monkeypatch.setattr(hookspecs.overload_report_section, "overload_spec", report)


def test_a_public_name_that_is_to_go_warns(going) -> None:
    """Everybody who takes it is told, at their own line, and gets it all the same."""
    for _ in range(2):
        with pytest.warns(DeprecationWarning, match=f"overload.ReportSection is to go: {OLD}") as told:
            found = public.ReportSection
        assert told[0].filename == __file__
    from overload.model import ReportSection

    assert found is ReportSection
    with pytest.warns(DeprecationWarning, match="is to go"):
        from overload import ReportSection


MINE = """
    from overload import hookimpl
    from overload import ReportSection

    @hookimpl
    def overload_event_extras(session, settings):
        return None

    @hookimpl
    def overload_report_section(plan):
        return None
    """


@pytest.mark.slow
def test_the_author_is_told_by_the_check(going, overload, with_plugins) -> None:
    """`plugins check` names each line that uses what is to go, and finds nothing wrong."""
    path = with_plugins(mine=MINE)
    done = overload(path, "plugins", "check", "mine")
    assert done.code == 0, done.out
    warned = [line for line in done.out.splitlines() if line.startswith("warn  ")]
    assert len(warned) == 3
    assert f"{path}/plugins/mine.py:3: overload.ReportSection is to go: {OLD}" in warned[0]
    assert any("mine.py:5: 'settings' is to go" in one for one in warned)
    assert any("mine.py:9: this hook is to go" in one for one in warned)


@pytest.mark.filterwarnings("default")
def test_an_athlete_is_told_nothing(going, overload, with_plugins) -> None:
    """A run with such a plugin is as silent as ever."""
    done = overload(with_plugins(mine=MINE), "update")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_nothing_is_to_go_that_is_not_there() -> None:
    """Whatever is announced to go is still public, and says what to use instead and when."""
    assert set(public._GOING) <= set(public.__all__)
    assert all("; goes in " in said for said in public._GOING.values())
