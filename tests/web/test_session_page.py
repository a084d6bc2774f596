"""The page of a session, as plain forms: what is shown, what a tap writes down, what is changed about the day."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
BASE = "http://training.test"
DAY, MORNING = "2026-11-25T18:00", "2026-11-25T08:00"
FIVE = ("dumbbell-deadlift", "pull-up", "dumbbell-row", "dumbbell-shrug", "reverse-dumbbell-fly")


def _week(overload: Callable[..., Any], path: Path, now: str = DAY) -> list[dict[str, Any]]:
    return overload(path, "week", "--json", now=now).data


def _done(overload: Callable[..., Any], path: Path, session: str = "s2") -> dict[str, Any]:
    """Return what is written down for a session, by exercise."""
    slots = next(one["slots"] for one in _week(overload, path) if one["session"]["id"] == session)
    return {one["exercise"]: one["done"] for one in slots if "done" in one}


def _tap(server: Any, path: str, exercise: str, do: str, **fields: object) -> Any:
    key = server.ask(path).key(exercise)
    reply = server.send(path, {"exercise": exercise, "key": key, "do": do, **fields})
    assert reply.status == 303, reply.text
    assert reply.headers["location"] == f"{path}#{exercise}"
    return server.ask(path)


def test_the_page_says_what_to_lift(server, overload) -> None:
    """Each exercise is there with its sets, why, rest and how to do it, and every button to write it down."""
    page = server.ask(server.session_paths()[0])
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    text = html.unescape(page.text)
    session = next(one for one in _week(overload, server.folder) if one["session"]["id"] == "s2")
    for slot in session["slots"]:
        card = text.partition(f'id="{slot["exercise"]}"')[2].partition("</section>")[0]
        assert slot["why"] in card
        assert f"{len(slot['sets'])} x {slot['sets'][0]['reps']}" in card
        assert 'value="asked"' in card
        assert 'value="skip"' in card
        assert "How to do it" in card
    assert "0 of 5 written down" in text
    assert "None" not in text


def test_a_whole_session_in_five_taps(server, overload) -> None:
    """As asked, five times: the log has it, the feed has the new numbers, the page what comes next."""
    path = server.session_paths()[0]
    before = (server.folder / "calendars" / "training.ics").read_bytes()
    asked = {one["exercise"]: one["sets"] for one in _week(overload, server.folder)[1]["slots"]}
    for number, exercise in enumerate(FIVE, 1):
        page = _tap(server, path, exercise, "asked")
        assert f"{number} of 5 written down" in page.text or "All 5 written down" in page.text
    assert _done(overload, server.folder) == asked
    assert "Next: " in page.text
    assert page.text.count("Next time") == 5
    after = (server.folder / "calendars" / "training.ics").read_bytes()
    assert after != before
    assert b"Pull\\, done" in after.replace(b"\r\n ", b"")


def test_set_by_set(server, overload) -> None:
    """A set and those before it are written down as the fields say; other loads and sides too; more come later."""
    path, row = server.session_paths()[0], "dumbbell-row"
    fields = {"reps-1": 9, "load-1": "20 lb", "reps-2": 8, "load-2": "25 lb", "reps-3": 8, "load-3": "25 lb"}
    _tap(server, path, row, "set-2", **fields, **{"right-2": 7, "rir-1": "2"})
    assert _done(overload, server.folder)[row] == [
        {"reps": 9, "load": "20 lb"}, {"reps": 8, "load": "25 lb"}, {"reps": 7, "load": "25 lb"},
    ]  # fmt: skip
    page = _tap(server, path, row, "set-3", **fields)
    assert [one["reps"] for one in _done(overload, server.folder)[row]] == [9, 8, 8]
    card = page.text.partition(f'id="{row}"')[2].partition("</section>")[0]
    assert card.count('<li class="done"') == 3
    assert 'name="reps-4" value=""' in card
    _tap(server, path, row, "save", **{**fields, "reps-2": "", "reps-3": 6, "note": "grip  slipped"})
    left_out = [(one["reps"], one.get("left_out", False)) for one in _done(overload, server.folder)[row]]
    assert left_out == [(9, False), (0, True), (6, False)]
    _tap(server, path, row, "save", **{**fields, "reps-2": "0", "reps-3": 6})
    tried = [(one["reps"], one.get("left_out", False)) for one in _done(overload, server.folder)[row]]
    assert tried == [(9, False), (0, False), (6, False)]
    assert "grip slipped" in server.ask(path).text


def test_skip_and_undo(server, overload) -> None:
    """A skipped exercise is written down as such; undone it is open again, and the plan is what it was."""
    path = server.session_paths()[0]
    before = _week(overload, server.folder)
    page = _tap(server, path, "dumbbell-shrug", "skip")
    assert "Skipped" in page.text
    assert all(one["left_out"] for one in _done(overload, server.folder)["dumbbell-shrug"])
    shown = {f"reps-{number}": "" for number in (1, 2, 3)} | {f"load-{number}": "20 lb" for number in (1, 2, 3)}
    _tap(server, path, "dumbbell-shrug", "save", **shown)
    assert all(one["left_out"] for one in _done(overload, server.folder)["dumbbell-shrug"])
    page = _tap(server, path, "dumbbell-shrug", "undo")
    assert "Skipped" not in page.text
    assert _week(overload, server.folder) == before


def test_a_form_counts_once(server, overload) -> None:
    """A form that is sent again changes nothing, not even when something else was written down meanwhile."""
    path, row = server.session_paths()[0], "dumbbell-row"
    form = {"exercise": row, "key": server.ask(path).key(row), "do": "save", "reps-1": 9, "load-1": "20 lb"}
    assert {server.send(path, form).status for _ in range(3)} == {303}
    assert len(server.log()) == 1
    _tap(server, path, row, "save", **{"reps-1": 12, "load-1": "20 lb"})
    assert server.send(path, form).status == 303
    assert [one["reps"] for one in _done(overload, server.folder)[row]] == [12]


def test_today_is_different(home, serve, overload) -> None:
    """Cut short, moved and called off by a button, and each taken back by another."""
    server = serve(home, now=MORNING)
    path = server.session_paths()[0]
    whole = _week(overload, server.folder, MORNING)

    def press(do: str, **fields: object) -> Any:
        keys = re.findall(r'name="key" value="([^"]+)"', server.ask(path).text)
        assert server.send(path, {"key": keys[-1] + do[:3], "do": do, **fields}).status in {303, 409}
        return server.ask(path)

    page = press("shorten-30")
    assert "Cut short." in page.text
    assert len(_week(overload, server.folder, MORNING)[1]["slots"]) == 4
    press("back")
    assert _week(overload, server.folder, MORNING) == whole
    page = press("call-off")
    assert "This session is called off: skipped by hand." in page.text
    press("back")
    assert _week(overload, server.folder, MORNING) == whole
    press("move", to="2026-11-26", insist="1")
    moved = next(one for one in _week(overload, server.folder, MORNING) if one["session"]["id"] == "s2")
    assert moved["session"]["date"] == "2026-11-26"
    press("back")
    assert _week(overload, server.folder, MORNING) == whole


def test_a_move_that_a_rule_forbids(home, serve, overload) -> None:
    """Says which rule and offers to do it all the same."""
    server = serve(home, now="2026-11-24T08:00")
    path = server.session_paths()[0]
    reply = server.send(path, {"key": "a" * 12, "do": "move", "to": "2026-11-27"})
    assert reply.status == 409
    assert "Move anyway" in reply.text
    assert 'role="alert"' in reply.text


def test_a_session_that_was_missed_can_still_be_written_down(home, serve, overload) -> None:
    """For a week, for the day it was meant for or for today; then its link has ended."""
    server = serve(home, now="2026-11-28T10:00")
    path = server.session_paths()[0]
    page = server.ask(path)
    assert 'name="on"' in page.text
    _tap(server, path, "dumbbell-row", "asked")
    (entry,) = server.log()
    assert entry.on == date(2026, 11, 25)
    assert serve(home, now="2026-12-02T17:59").ask(path).status == 200
    assert serve(home, now="2026-12-02T18:01").ask(path).status == 404


NOT_OURS = (
    {"do": "asked"},
    {"do": "asked", "key": "short"},
    {"do": "asked", "key": "k" * 12, "exercise": "../../etc/passwd"},
    {"do": "asked", "key": "k" * 12, "exercise": "back-squat"},
    {"do": "dance", "key": "k" * 12, "exercise": "dumbbell-row"},
    {"do": "save", "key": "k" * 12, "exercise": "dumbbell-row"},
    {"do": "save", "key": "k" * 12, "exercise": "dumbbell-row", "reps-1": "1e9", "load-1": "20 lb"},
    {"do": "save", "key": "k" * 12, "exercise": "dumbbell-row", "reps-1": "٣", "load-1": "20 lb"},
    {"do": "save", "key": "k" * 12, "exercise": "dumbbell-row", "reps-1": "8", "load-1": "nan kg"},
    {"do": "save", "key": "k" * 12, "exercise": "dumbbell-row", "reps-1": "8", "load-1": "1e999 kg"},
    {"do": "save", "key": "k" * 12, "exercise": "dumbbell-row", "reps-1": "8"},
    {"do": "save", "key": "k" * 12, "exercise": "dumbbell-row", "reps-201": "8", "load-201": "20 lb"},
    {"do": "save", "key": "k" * 12, "exercise": "dumbbell-row", "reps-1": "8", "load-1": "20 lb", "rir-1": "inf"},
    {"do": "asked", "key": "k" * 12, "exercise": "dumbbell-row", "on": "2025-01-01"},
    {"do": "asked", "key": "k" * 12, "exercise": "dumbbell-row", "on": "2026-11-26"},
    {"do": "asked", "key": "k" * 12, "exercise": "dumbbell-row", "note": "x" * 400},
    {"do": "asked", "key": "k" * 12, "exercise": "dumbbell-row", "note": "a\x00b"},
    {"do": "move", "key": "k" * 12, "to": "2030-01-01"},
    {"do": "shorten-3000", "key": "k" * 12},
)


def test_what_no_page_sends_is_refused(server, overload) -> None:
    """The answer says so, and nothing is written."""
    before = _week(overload, server.folder)
    for fields in NOT_OURS:
        reply = server.send(server.session_paths()[0], fields)
        assert reply.status == 400, fields
        assert 'role="alert"' in reply.text
    assert server.log() == ()
    assert _week(overload, server.folder) == before


def test_what_is_in_doubt_is_asked_about(server, overload) -> None:
    """Words that can mean two things are shown with a button for each; the one that is pressed is what was done."""
    path = server.session_paths()[0]
    assert overload(server.folder, "log", "row", "5x10", now=DAY).code == 3
    page = server.ask(path)
    text = html.unescape(page.text)
    assert "Dumbbell row, Wednesday 25 November: 5x10" in text
    answers = re.findall(r'<button name="do" value="(answer-1-\d)">([^<]+)</button>', text)
    assert [words for _, words in answers][1] == "1 set of 10 at 5 lb"
    reply = server.send(path, {"key": "a-key-of-its-own", "do": answers[1][0]})
    assert reply.status == 303
    assert "What was it?" not in server.ask(path).text
    entries = overload(server.folder, "log", "list", "--json", now=DAY).data
    assert [(one["sets"], one["unread"]) for one in entries] == [([{"reps": 10, "load": "5 lb"}], "")]
    again = server.send(path, {"key": "another-key-then", "do": answers[0][0]})
    assert again.status == 409
    assert len(overload(server.folder, "log", "list", "--json", now=DAY).data) == 1


def test_a_slip_can_be_stood_by(server, overload) -> None:
    """A load that looks like a slip is asked about too, and may be right as it is."""
    path = server.session_paths()[0]
    assert overload(server.folder, "log", "row", "400x10", now=DAY).code == 3
    text = html.unescape(server.ask(path).text)
    assert "400 lb cannot be made with what you own." in text
    assert "Note: " not in text  # it is asked about here, which says it already
    assert server.send(path, {"key": "a-key-of-its-own", "do": "answer-1-keep"}).status == 303
    assert "What was it?" not in server.ask(path).text
    assert overload(server.folder, "log", "doubts", now=DAY).out == "nothing is in doubt\n"


TWICE = f"""
[athlete]
zone = "UTC"
[places.home]
dumbbells = ["rack-lb-5"]
[calendar]
use = "twice"
start = 2026-11-23
days = {{ wed = "18:00" }}
[calendars.twice]
days = [{{ id = "rows", workout = "rows" }}]
[workouts.rows]
slots = [
  {{ exercise = "dumbbell-row", reps = "5-6", start = "40 lb" }},
  {{ exercise = "dumbbell-row", reps = "12-15", start = "20 lb" }},
]
[web]
base_url = "{BASE}"
"""


def test_an_exercise_asked_for_twice_has_two_cards(home, overload, serve) -> None:
    """Each range is written down on its own card, whichever is tapped first."""
    (home / "plan.toml").write_text(TWICE, encoding="utf-8")
    assert overload(home, "update").code == 0
    served = serve(home)
    path = served.session_paths()[0]
    for key, sets in (("dumbbell-row@12-15", "12, 12, 12"), ("dumbbell-row@5-6", "5, 5, 5")):
        page = _tap(served, path, key, "asked")
        assert sets in html.unescape(page.text.partition(f'id="{key}"')[2].partition("</section>")[0])
    assert [str(entry.asked.lane) for entry in served.log()] == ["12-15", "5-6"]
