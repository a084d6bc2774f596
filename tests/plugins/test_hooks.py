"""What an author may write about a hook: each thing does what it says elsewhere, or is refused with words."""

from __future__ import annotations

import pytest

HEAD = "from overload import EventExtras, Exercise, ReportSection, hookimpl\n"
GOOD = """
@hookimpl
def overload_event_extras(session):
    return EventExtras(("Still here.",))
"""


def _feed(path) -> str:
    return (path / "calendars" / "training.ics").read_text().replace("\r\n ", "")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("@hookimpl\ndef overload_rulez(): ...", "overload_rulez: there is no hook of that name; did you mean"),
        ("def overload_rules(): ...", "overload_rules: is not marked with @hookimpl, so it would never be called"),
        ("def overload_ruless(): ...", "there is no hook of that name; did you mean 'overload_rules'?"),
        ("@hookimpl(wrapper=True)\ndef overload_rules():\n    return (yield)", "wraps the other plugins, which is"),
        ("@hookimpl(hookwrapper=True)\ndef overload_rules():\n    yield", "overload_rules: wraps the other plugins"),
        ("@hookimpl\nasync def overload_rules(): ...", "overload_rules: is a coroutine; write a plain function"),
        ("@hookimpl\ndef overload_rules(plan, /): ...", "takes 'plan' by position only"),
        ("@hookimpl\ndef overload_rules(weather): ...", "takes 'weather', which this hook does not offer"),
        ("@hookimpl(specname='overload_event_extras')\ndef more(): ...", "is implemented already, at "),
        ("@hookimpl(specname='overload_rulez')\ndef more(): ...", "more: there is no hook of that name"),
    ],
)
def test_a_mistake_in_a_hook_costs_that_hook(code: str, said: str, overload, with_plugins) -> None:
    """It is told with its line and what to write, and the other hooks of the plugin go on."""
    path = with_plugins(mine=f"{HEAD}{GOOD}\n{code}\n")
    done = overload(path, "update")
    assert done.code == 3
    assert said in done.err
    assert "mine.py:" in done.err
    assert len(done.err.splitlines()) == 1
    if "specname='overload_event" not in code:
        assert "Still here." in _feed(path)


def test_several_mistakes_are_told_together(overload, with_plugins) -> None:
    """Two hooks that are wrong are two lines, and a plugin of nothing else has failed."""
    path = with_plugins(mine=f"{HEAD}@hookimpl\ndef overload_rulez(): ...\n\n@hookimpl\ndef overload_x(): ...\n")
    done = overload(path, "update")
    assert done.code == 3
    assert "overload_rulez: " in done.err
    assert "overload_x: " in done.err
    assert overload(path, "plugins", "--json").data[-1]["state"] == "FAILED"


def test_what_is_brought_in_or_of_another_name_is_left_alone(overload, with_plugins) -> None:
    """Helpers of a plugin's own, and what it imports, are no hooks."""
    path = with_plugins(mine=f"from overload import load as overload_load\n{HEAD}{GOOD}\ndef overload_words(x): ...\n")
    done = overload(path, "update")
    assert (done.code, done.err) == (0, "")


def test_a_hook_of_another_version_may_be_optional(overload, with_plugins) -> None:
    """What is marked with optionalhook and is no hook here is passed over, as its author asked."""
    path = with_plugins(mine=f"{HEAD}{GOOD}\n@hookimpl(optionalhook=True)\ndef overload_weather(sky):\n    return 1\n")
    done = overload(path, "update")
    assert (done.code, done.err) == (0, "")
    assert "Still here." in _feed(path)


def test_a_function_may_have_another_name(overload, with_plugins) -> None:
    """`specname` says which hook a function is."""
    code = GOOD.replace("def overload_event_extras", "def in_the_event")
    path = with_plugins(mine=HEAD + code.replace("@hookimpl", "@hookimpl(specname='overload_event_extras')"))
    assert overload(path, "update").code == 0
    assert "Still here." in _feed(path)


ADDS = """
import attrs

@hookimpl({mark})
def overload_adjust_session(session):
    asked = {{slot.exercise.id: slot.prescription for slot in session.slots if slot.done is None}}
    return {{name: attrs.evolve(one, why=one.why + " {name}.") for name, one in asked.items()}}

@hookimpl({mark})
def overload_exercises():
    return [Exercise("odd-row", "Row of {name}", ("lats",)), Exercise("dumbbell-row", "Row of {name}", ("lats",))]
"""


def test_first_and_last_are_as_their_authors_asked(overload, with_plugins) -> None:
    """Who asked for it is asked before or behind all others, whatever the names; what is built in keeps its own."""
    marks = {"a": "trylast=True", "b": "", "c": "", "d": "tryfirst=True"}
    path = with_plugins(**{name: HEAD + ADDS.format(mark=mark, name=name) for name, mark in marks.items()})
    done = overload(path, "next", "--json")
    assert all(slot["why"].endswith(" d. b. c. a.") for slot in done.data["slots"])
    assert "Row of d" in overload(path, "exercises", "show", "odd-row").out
    assert "Row of" not in overload(path, "exercises", "show", "dumbbell-row").out
