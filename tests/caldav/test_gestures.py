"""What each gesture in the calendar comes to in a training folder, on a calendar held in memory."""

from __future__ import annotations

import re
from typing import Any

import pytest

from overload.caldav.merge import _TICKED
from overload.clock import WallClock
from overload.web import work

pytestmark = pytest.mark.slow


def test_a_rule_is_told_in_the_event_and_the_will_done(life: Any) -> None:
    """A move that a hard rule forbids is done, with a line of advice in the event and in the report."""
    one = life()
    one.edit("s2", DTSTART="20261123T190000Z", DTEND="20261123T200000Z")
    said = one.sync()
    assert "s2 Pull moved to Mon 23 Nov 20:00, as in your calendar, though that is " in said
    assert one.session("s2")["session"]["start"].startswith("2026-11-23T20:00")
    assert "You moved it here: it is" in one.text("s2")
    one.quiet()


def test_a_rule_that_is_kept_puts_it_back(life: Any) -> None:
    """With `rules = "keep"` the event goes back to where it was, and says why."""
    one = life('rules = "keep"')
    one.run("away", "add", "2026-11-27")
    before = one.session("s1")["session"]["start"]
    one.edit("s1", DTSTART="20261127T170000Z", DTEND="20261127T180000Z")
    assert "s1 Push stays where it was: Fri 27 Nov 18:00 is" in one.sync()
    assert one.session("s1")["session"]["start"] == before
    assert "DTSTART:20261123T170000Z" in one.text("s1")
    assert "Put back: Fri 27 Nov 18:00 is" in one.text("s1")
    one.quiet()


@pytest.mark.parametrize("title", ["✓ Pull", "☑️ Pull", "[X] Pull", "done: pull", "  ✅Pull"])
def test_a_tick_is_known_by_its_look(title: str) -> None:
    """A check mark, `[x]` or the word "done" before a title is a tick; "Donegal" is none."""
    assert _TICKED.match(title)
    assert not _TICKED.match("Donegal")
    assert not _TICKED.match("Pull ✓")


def test_a_ticked_session_is_logged_as_asked(life: Any) -> None:
    """A check mark in its title logs all that was asked, with the note below the line, once its day has come."""
    one, title = life(), "✓ Pull"
    one.edit("s2", SUMMARY=title)
    assert "has yet to come: not logged" in one.sync()
    assert f"SUMMARY:{title}" in one.text("s2")
    one.quiet()
    one.now = "2026-11-25T19:30"
    one.edit("s2", SUMMARY=f"{title} !")
    assert "s2 Pull is ticked off in your calendar: logged as asked" in one.sync()
    entries = one.run("log", "list", "--json").data
    assert {entry["exercise"] for entry in entries} == {slot["exercise"] for slot in one.session("s2")["slots"]}
    assert one.session("s2")["session"]["status"] == "done"
    one.quiet()


def test_what_is_behind_us_is_left_as_it_was_made(life: Any) -> None:
    """A past session that is moved or deleted changes neither plan nor log, and its event stays so."""
    one = life()
    one.now = "2026-11-23T18:30"
    one.run("update")
    one.edit("s1", DTSTART="20261123T050000Z", DTEND="20261123T060000Z")
    assert "its event is left as you made it, the plan and the log stay" in one.sync()
    assert "DTSTART:20261123T050000Z" in one.text("s1")
    one.quiet()
    one.server.edit(one.href("s1"), None)
    one.sync()
    one.quiet()
    assert not any("/s1-" in href for href in one.server.events)
    assert one.run("undo").code == 2


def test_one_that_is_deleted_may_be_planned_again(life: Any) -> None:
    """With `deleted = "replan"` a session whose event is taken out gets another time, and an event of its own."""
    one = life('deleted = "replan"')
    before, old = one.session("s2")["session"]["start"], one.href("s2")
    one.server.edit(old, None)
    assert "s2 Pull was taken out of your calendar: it has a new time" in one.sync()
    shown = one.session("s2")["session"]
    assert shown["status"] == "planned"
    assert shown["start"] != before
    assert old not in one.server.events
    assert "UID:s2.1@" in one.text("s2")
    one.quiet()


def test_a_move_into_the_past_is_none(life: Any) -> None:
    """Where the time is over nothing can be trained: it is said, and nothing is decided."""
    one = life()
    before = one.session("s2")["session"]["start"]
    one.edit("s2", DTSTART="20261120T170000Z", DTEND="20261120T180000Z")
    assert "which is over; nothing was changed" in one.sync()
    assert one.session("s2")["session"]["start"] == before
    one.quiet()


def test_a_whole_day_keeps_the_hour(life: Any) -> None:
    """An event made to last the whole day moves the day; the plan keeps the hour, the event stays all-day."""
    one = life()
    text = one.text("s1").replace("DTSTART:20261123T170000Z", "DTSTART;VALUE=DATE:20261124")
    end = next(line for line in text.split("\r\n") if line.startswith("DTEND"))
    one.server.edit(one.href("s1"), text.replace(end, "DTEND;VALUE=DATE:20261125"))
    assert "s1 Push moved to Tue 24 Nov 18:00" in one.sync()
    assert one.session("s1")["session"]["start"].startswith("2026-11-24T18:00")
    assert "DTSTART;VALUE=DATE:20261124" in one.text("s1")
    one.quiet()


def test_a_time_in_another_zone_is_the_instant(life: Any) -> None:
    """What a phone writes with a TZID is the time it means; the session moves to it and the event is quiet."""
    one = life()
    text = one.text("s1").replace("DTSTART:20261123T170000Z", "DTSTART;TZID=America/New_York:20261124T123000")
    end = next(line for line in text.split("\r\n") if line.startswith("DTEND"))
    one.server.edit(one.href("s1"), text.replace(end, "DURATION:PT1H"))
    assert "s1 Push moved to Tue 24 Nov 18:30" in one.sync()
    one.quiet()


def test_one_that_repeats_is_left_alone(life: Any) -> None:
    """With a rule to repeat by nothing is written any more, until it stands there once again."""
    one = life()
    one.add("s2", "RRULE:FREQ=WEEKLY")
    assert "s2 Pull repeats in your calendar; it is left alone" in one.sync()
    one.run("move", "s2", "thu", "07:00")
    assert "DTSTART:20261125T170000Z" in one.text("s2")
    one.server.edit(one.href("s2"), one.text("s2").replace("RRULE:FREQ=WEEKLY\r\n", ""))
    one.sync()
    assert "DTSTART:20261126T060000Z" in one.text("s2")
    one.quiet()


def test_what_clients_add_stays_through_our_writes(life: Any) -> None:
    """Colour, guests, an attachment and a reminder of their own are kept when we write; ours are not put back."""
    one = life()
    lines = ["X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT15M", "ATTENDEE;CN=Ida:mailto:ida@example.org", "COLOR:teal"]
    one.add("s2", "\r\n".join(lines))
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT7M\r\nDESCRIPTION:shoes\r\nEND:VALARM"
    one.add("s2", alarm)
    one.run("move", "s2", "thu", "07:00")
    text = one.text("s2")
    assert "DTSTART:20261126T060000Z" in text
    assert all(line in text for line in (*lines, alarm))
    one.quiet()


def test_looking_changes_nothing(life: Any) -> None:
    """A dry run says what would be taken over and written, and does neither."""
    one = life()
    one.edit("s1", DTSTART="20261124T170000Z", DTEND="20261124T180000Z")
    events, database = dict(one.server.events), (one.path / "overload.db").read_bytes()
    assert "would take over: s1 Push moved to Tue 24 Nov 18:00" in one.sync("--dry-run")
    assert one.server.events == events
    assert one.session("s1")["session"]["start"].startswith("2026-11-23T18:00")
    assert "moved to Tue 24 Nov 18:00" in one.sync()
    assert database


def test_a_busy_calendar_tells_nothing(life: Any) -> None:
    """With `show = "busy"` an event has no word of training: no text, no link, no name in its address or UID."""
    one = life('show = "busy"')
    for href, (_, text) in one.server.events.items():
        assert "SUMMARY:Busy" in text
        said = (href + text).lower().replace("/kim/training/", "")
        for word in ("push", "pull", "legs", "kg", "http", "x-overload", "training"):
            assert word not in said, word
    one.quiet()


def test_why_this_day_names_the_calendar(life: Any) -> None:
    """A session dragged there says so where it is explained, and `undo` brings it back to where it was."""
    one = life()
    one.edit("s1", DTSTART="20261124T170000Z", DTEND="20261124T180000Z")
    one.sync()
    assert "your calendar shows it on Tue 24 Nov" in one.run("explain", "s1").out
    assert one.run("undo").code == 0
    assert "DTSTART:20261123T170000Z" in one.text("s1")
    one.quiet()


def test_a_tick_is_asked_about_once_and_taken_back_at_once(life: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """`next` and the page ask how far the open sets of a ticked session went; one `undo` takes all of it back."""
    one = life()
    one.now = "2026-11-25T19:30"
    one.edit("s2", SUMMARY="✓ Pull")
    one.sync()
    assert "s2 Pull of Wed 25 Nov was ticked off and stands as asked. If you did more, say so:" in one.run("next").out
    asked = re.findall(r"overload (log edit \d+) (\S+)", one.run("next").out)
    assert asked
    monkeypatch.setattr(work, "start_sync", lambda *_: None)
    page = work.show_session(one.path, 2, "/s/2", WallClock(one.now)).body.decode()
    assert "Ticked off in your calendar" in page
    assert page.count(" was open: how many") == len(asked)
    words, sets = asked[0]
    head, _, last = sets.rpartition(",")
    assert last.endswith("+")
    assert one.run(*words.split(), f"{head},{int(last[:-1]) + 2}").code == 0
    page = work.show_session(one.path, 2, "/s/2", WallClock(one.now)).body.decode()
    assert page.count(" was open: how many") == len(asked) - 1
    assert words not in one.run("next").out
    assert work.take_form(one.path, 2, "/s/2", b"do=let-be&key=12345678", WallClock(one.now)).status == 303
    assert b"Ticked off in your calendar" not in work.show_session(one.path, 2, "/s/2", WallClock(one.now)).body
    assert "ticked off" not in one.run("next").out
    one.quiet()
    assert " -> " in one.run("undo").out
    assert "undone: s2 Pull is ticked off in your calendar: logged as asked" in one.run("undo").out
    assert one.run("log", "list", "--json").data == []
    one.quiet()


def test_a_day_without_exercises_is_done_once_it_is_ticked(life: Any) -> None:
    """There is nothing to log in it, and still it was done."""
    one = life(before='[days.legs]\ntext = "Squats and lunges"\n')
    legs = next(each["session"]["id"] for each in one.run("week", "--json").data if each["session"]["day"] == "legs")
    one.now = "2026-11-27T19:30"
    one.edit(legs, SUMMARY="[x] Legs")
    assert f"{legs} Legs is ticked off in your calendar: done" in one.sync()
    assert one.session(legs)["session"]["status"] == "done"
    assert "SUMMARY:[x] Legs" in one.text(legs)
    one.quiet()
    assert one.run("undo").code == 0
    assert one.session(legs)["session"]["status"] != "done"


def test_what_stands_below_the_line_is_the_note_of_the_session(life: Any) -> None:
    """It is shown wherever the session is, changed and gone with the event; `undo` takes the last word back."""
    one = life()
    line = next(each for each in one.text("s1").split("\r\n") if each.startswith("DESCRIPTION:"))[12:]
    one.edit("s1", DESCRIPTION=f"{line}\\nbring the\\nbelt")
    assert "s1 Push: your note is kept" in one.sync()
    assert "your note: bring the belt" in one.run("next").out
    assert "your note: bring the belt" in one.run("explain", "s1").out
    assert "bring the belt" not in one.run("week", "--json").out  # which programs of others may read
    one.edit("s1", DESCRIPTION=f"{line}\\nand chalk")
    one.sync()
    assert "your note: and chalk" in one.run("explain", "s1").out
    assert "note on s1: and chalk" in one.run("undo").out
    assert "your note: bring the belt" in one.run("explain", "s1").out
    one.edit("s1", DESCRIPTION=line)
    assert "s1 Push: your note is gone" in one.sync()
    assert "your note" not in one.run("explain", "s1").out
    one.quiet()


def test_what_was_taken_is_told_by_report_and_check(life: Any) -> None:
    """Both say when it was synced and what came of it; what was taken back is not told, nor what is long past."""
    one = life()
    assert "your calendar was synced 0 s ago" in one.run("check").out
    one.edit("s1", DTSTART="20261124T170000Z", DTEND="20261124T180000Z")
    one.server.edit(one.href("s3"), None)
    one.sync()
    assert "why" in one.session("s3")["session"]
    assert "skipped in your calendar" in one.session("s3")["session"]["why"]
    said = one.run("report").out
    assert "Your own calendar\n  127.0.0.1: synced Mon 23 Nov 05:00\n" in said
    assert "Mon 23 Nov 05:00: s1 Push moved to Tue 24 Nov 18:00, as in your calendar" in said
    assert "your calendar was synced 0 s ago; 2 changes of the last 14 days taken from it" in one.run("check").out
    one.run("undo")
    said = one.run("report").out
    assert ("taken out of" in said) != ("moved to Tue" in said)
    one.now = "2026-12-08T12:00"
    assert "taken from it" not in one.run("check").out
