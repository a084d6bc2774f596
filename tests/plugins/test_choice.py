"""Which plugins are wanted is known before any is imported."""

from __future__ import annotations

import pytest

from overload.plugins.choice import Policy, chosen, in_force

PLAN = """
[plugins]
disable = ["loud"]

[plugins.ping]
url = "https://example.org"

[workouts.home-back]
dumbbell-row = { rule = "mine" }
"""


def test_plan_toml_switches_plugins_off_by_name() -> None:
    """A name under `disable` is not wanted, any other is."""
    choice = chosen(PLAN)
    assert "plan.toml" in choice.why_not("loud")
    assert choice.why_not("ping") == ""


def test_a_plugin_has_its_own_table() -> None:
    """[plugins.NAME] is kept for the plugin of that name."""
    assert chosen(PLAN).settings == {"ping": {"url": "https://example.org"}}


def test_the_rules_of_the_plan_are_known() -> None:
    """The rules named anywhere in [workouts] are found without a catalog."""
    assert chosen(PLAN).rules == ("mine",)


def test_what_a_run_may_use_up_is_known() -> None:
    """Seconds and memory are read where they can be; whoever reads the whole plan says where they cannot."""
    choice = chosen('[plugins]\nseconds = 5\nmemory = "512 MB"\n')
    assert (choice.seconds, choice.memory) == (5, 512 << 20)
    usual = chosen('[plugins]\nseconds = "5"\nmemory = 512\n')
    assert (usual.seconds, usual.memory) == (30, 2 << 30)


@pytest.mark.parametrize("word", ["none", "0", "off"])
def test_the_environment_switches_all_off(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """OVERLOAD_PLUGINS=none leaves only what is built in."""
    monkeypatch.setenv("OVERLOAD_PLUGINS", word)
    assert chosen().why_not("anything")


def test_the_environment_names_those_that_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """OVERLOAD_PLUGINS=a,b wants these two and no other."""
    monkeypatch.setenv("OVERLOAD_PLUGINS", "a, b")
    assert not chosen().why_not("a")
    assert not chosen().why_not("b")
    assert "OVERLOAD_PLUGINS" in chosen().why_not("c")


def test_the_command_line_switches_all_off() -> None:
    """--no-plugins comes before what plan.toml says."""
    with in_force(Policy(is_wanted=False)):
        assert chosen(PLAN).why_not("ping")


@pytest.mark.parametrize("text", ["[plugins", "plugins = 3", "[plugins]\ndisable = 3", "workouts = [[{}, 3]]"])
def test_a_plan_that_is_wrong_chooses_nothing(text: str) -> None:
    """What is wrong with the file is told by whoever reads all of it."""
    assert chosen(text).why_not("any") == ""
