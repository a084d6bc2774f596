"""The page of a session whose sets are timed, measured, of a kind of their own, or done in turns."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from overload.model.notation import write_sets

pytestmark = pytest.mark.slow
NOW = "2026-11-25T18:00"
WORKOUT = """
[web]
base_url = "http://training.test"
[days.pull]
workout = "mine"
[workouts.mine]
slots = [
  { exercise = "pull-up", sets = 3, reps = "5-10", rest = "2:00", superset = "a" },
  { exercise = "plank", sets = 3, reps = "30-60 s", rest = "2:00", superset = "a" },
  { exercise = "dumbbell-row", rule = "drops", rest = "2:00" },
  { exercise = "carry", sets = 2, reps = "20-40 m" },
]
[exercises.plank]
direct = ["abs"]
loaded_with = "bodyweight"
instructions = "Hold."
[exercises.carry]
direct = ["forearms"]
loaded_with = "pair"
instructions = "Walk."
"""
DROPS = """
import attrs
from overload import Prescription, SetKind, SetTarget, hookimpl

@attrs.frozen
class Drops:
    name = "drops"

    def propose(self, slot, history, ladder):
        top, low = ladder.loads[6], ladder.loads[3]
        work, drop = SetTarget(8, top, rest_s=15), SetTarget(12, low, kind=SetKind.DROP)
        return Prescription((SetTarget(10, low, kind=SetKind.WARM_UP), work, drop, SetTarget(8, top, amrap=True)), "so")

@hookimpl
def overload_rules():
    return [Drops]
"""


@pytest.fixture
def server(folder: Callable[..., Path], overload: Callable[..., Any], serve: Callable[..., Any]) -> Any:
    """Serve a folder with a plank, a carry, a drop set and a superset."""
    path = folder("--bodyweight", "80 kg", "--dumbbells", "bowflex-552")
    (path / "plugins").mkdir(exist_ok=True)
    (path / "plugins" / "drops.py").write_text(DROPS)
    with (path / "plan.toml").open("a") as file:
        file.write(WORKOUT)
    done = overload(path, "update", now=NOW)
    assert done.code == 0, done.err
    return serve(path, now=NOW)


def card(text: str, exercise: str) -> str:
    """Return the part of a page that shows an exercise."""
    return html.unescape(text).partition(f'id="{exercise}"')[2].partition("</section>")[0]


def fields(text: str, exercise: str) -> dict[str, str]:
    """Return what the form of an exercise sends if nothing is changed."""
    part = card(text, exercise)
    found = dict(re.findall(r'name="((?:reps|then)-\d+|key)" value="([^"]*)"', part))
    chosen = r'<select name="(load-\d+)".*?<option(?: value="([^"]*)")? selected>([^<]*)'
    loads = {name: value or text for name, value, text in re.findall(chosen, part, re.DOTALL)}
    return {**found, **loads, "exercise": exercise}


def logged(server: Any) -> dict[str, str]:
    """Return what is written down, by exercise."""
    return {one.exercise: write_sets(one.sets) for one in server.log()}


def test_what_is_asked_is_written_down_as_it_is_counted(server) -> None:
    """One tap each: seconds, metres and kinds are in the log as they were asked for."""
    path = server.path_with("plank")
    for exercise in ("pull-up", "plank", "dumbbell-row", "carry"):
        sent = {"exercise": exercise, "key": server.ask(path).key(exercise), "do": "asked"}
        assert server.send(path, sent).status == 303
    assert logged(server) == {
        "pull-up": "bwx5,5,5+",
        "plank": "bwx30s,30s,30s",
        "dumbbell-row": "warm-up 12.5lbx10 20lbx8 drop 12.5lbx12 20lbx8+",
        "carry": "25lbx20m,20m",
    }


def test_a_row_says_what_it_counts_and_what_it_is(server) -> None:
    """The field of a plank is one of seconds, in steps of five; a drop set and an open one say so."""
    text = server.ask(server.path_with("plank")).text
    plank, row = card(text, "plank"), card(text, "dumbbell-row")
    assert 'data-step="5"><input type="number" name="reps-1" value="30" max="3600"' in plank
    assert 'aria-label="seconds, set 1 of 3, plank"><span class="sign" aria-hidden="true">s</span>' in plank
    assert re.findall(r'class="said">([^<]+)<', row) == ["warm-up set", "drop set"]
    assert "8 or more x" in row
    assert re.findall(r'<li class="open"(?: data-rest="(\d+)")?>', row) == ["", "15", "", ""]
    assert "rest 2:00 after set 1, 0:15 after set 2, 2:00 after set 3-4" in row


def test_a_pull_up_can_be_done_with_a_chair(server) -> None:
    """A chair is offered also where the plan knows of no help, and is what is written down."""
    path = server.path_with("pull-up")
    text = server.ask(path).text
    assert "<option>chair<option" in card(text, "pull-up")
    assert "<option>chair" not in card(text, "plank")
    sent = {**fields(text, "pull-up"), "do": "save"} | {f"load-{at}": "chair" for at in (1, 2, 3)}
    assert server.send(path, sent).status == 303
    assert logged(server) == {"pull-up": "chairx5,5,5+"}


def test_what_is_held_counts_up_by_the_clock(server, phone) -> None:
    """A tap begins, the next one ends it and puts the seconds into the field; another tap meanwhile stops nothing."""
    playwright = pytest.importorskip("playwright.sync_api")
    page = phone()
    page.clock.install(time=0)
    page.goto(server.address + server.path_with("plank"))
    page.clock.pause_at(3600)
    plank = page.locator("#plank li").nth(0)
    count = plank.locator("button.count")
    assert page.locator("button.count").count() == 3
    count.tap()
    page.clock.run_for(20_000)
    page.locator("#pull-up").get_by_role("button", name="Done: set 1 of 3, pull-up").tap()
    playwright.expect(page.locator("#pull-up li.done")).to_have_count(1)
    page.clock.run_for(17_000)
    playwright.expect(count).to_have_text("Stop at 37 s")
    count.tap()
    playwright.expect(plank.locator("input[type=number]")).to_have_value("37")


def test_a_superset_is_done_in_turns(server) -> None:
    """Its cards are named and share their rest, and each set leads to the one that follows it, to the end."""
    path = server.path_with("plank")
    text = html.unescape(server.ask(path).text)
    assert text.count("A1 and A2 in turns, a set of each") == 1
    assert "rest 1:00" in card(text, "pull-up")
    came = []
    exercise = "pull-up"
    for number in (1, 1, 2, 2, 3, 3):
        sent = {**fields(server.ask(path).text, exercise), "do": f"set-{number}"}
        exercise = server.send(path, sent).headers["location"].rpartition("#")[2]
        came.append(exercise)
    assert came == ["plank", "pull-up", "plank", "pull-up", "plank", "dumbbell-row"]
    assert logged(server) == {"pull-up": "bwx5,5,5+", "plank": "bwx30s,30s,30s"}


def test_set_by_set_in_seconds(server) -> None:
    """Another time is written down in seconds, one more set too, and more than an hour is refused."""
    path = server.path_with("plank")
    sent = {**fields(server.ask(path).text, "plank"), "reps-1": "42", "reps-2": "", "do": "save"}
    server.send(path, sent)
    assert logged(server)["plank"] == "bwx42s,-s,30s"
    sent = {**fields(server.ask(path).text, "plank"), "reps-2": "25", "reps-4": "20", "do": "save"}
    server.send(path, sent)
    assert logged(server)["plank"] == "bwx42s,25s,30s,20s"
    sent = {**fields(server.ask(path).text, "plank"), "reps-1": "3601", "do": "save"}
    assert "Has seconds that are not a number from 0 to 3600" in server.send(path, sent).text
