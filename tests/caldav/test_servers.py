"""Sessions in a calendar on real servers: every gesture is read back within one sync, and the next writes nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from real_servers import Connected

from model import changed
from overload.caldav.writing import BELOW

pytestmark = pytest.mark.slow
ONE = pytest.mark.parametrize("server", ["radicale"], indirect=True)
"""Where one server is as good as another."""


def _quiet(connected: Connected) -> None:
    """Check that a second sync has nothing to do, and touches nothing."""
    before = connected.events()
    assert connected.sync() == "nothing to write\n"
    assert connected.events() == before


def _events_of_ours(connected: Connected) -> list[str]:
    return [href for href in connected.events() if "/s" in href]


def _filled(connected: Connected) -> None:
    """Check that connecting wrote an event per session ahead, each with what to lift, and writes nothing twice."""
    week = [one["session"] for one in connected.run("week", "--json").data]
    assert len(_events_of_ours(connected)) == len(week)
    text = connected.text(week[0]["id"])
    assert "SUMMARY:" in text
    assert BELOW in text
    assert "secret-word" not in (connected.path / "plan.toml").read_text()
    _quiet(connected)
    status = connected.run("caldav", "status", "--json").data
    assert (status["connected"], status["events"], status["error"]) == (True, len(week), None)


def test_every_gesture_is_read_back_within_one_sync(connected: Connected) -> None:
    """Filled, then moved, renamed, noted, deleted: each becomes what it means, and is quiet afterwards."""
    _filled(connected)
    _lengths(connected)
    first, second, third, fourth = [one["session"] for one in connected.run("week", "--json").data][:4]
    connected.edit(first["id"], DTSTART="20261124T170000Z", DTEND="20261124T180000Z")
    said = connected.sync()
    assert f"{first['id']} Push moved to Tue 24 Nov 18:00, as in your calendar" in said
    assert any("as in your calendar" in line for run in connected.run("runs", "--json").data for line in run["told"])
    moved = connected.shown(first["id"])
    assert moved["start"].startswith("2026-11-24T18:00")
    _quiet(connected)

    connected.edit(second["id"], SUMMARY="With Ida")
    connected.sync()
    connected.run("log", "deadlift", "20x10,10,10")
    connected.sync()
    assert "SUMMARY:With Ida" in connected.text(second["id"])
    _quiet(connected)

    text = connected.text(third["id"])
    line = next(one for one in text.split("\r\n" if "\r\n" in text else "\n") if one.startswith("DESCRIPTION"))
    connected.edit(third["id"], DESCRIPTION=f"{line.partition(':')[2]}\\nbring the belt")
    assert "your note is kept" in connected.sync()
    assert "bring the belt" in connected.text(third["id"])
    _quiet(connected)

    connected.delete(fourth["id"])
    assert f"{fourth['id']} Push was taken out of your calendar: skipped" in connected.sync()
    assert connected.shown(fourth["id"])["status"] == "cancelled"
    _quiet(connected)
    assert connected.run("undo").code == 0
    assert connected.shown(fourth["id"])["status"] == "planned"
    assert f"{fourth['id'][1:]}.1@" in "".join(connected.events().values())
    _quiet(connected)


def _lengths(connected: Connected) -> None:
    """Check that a shorter event leaves out the last exercises, and a longer one keeps its length without more work."""
    found = next(one for one in connected.run("week", "--json").data if len(one["slots"]) > 3)
    back, count = found["session"], len(found["slots"])
    text = connected.text(back["id"])
    start = text.partition("DTSTART:")[2][:16]
    hour = int(start[9:11])
    connected.edit(back["id"], DTEND=f"{start[:9]}{hour:02}2500Z")
    assert "takes 25 minutes" in connected.sync()
    assert 0 < len(connected.asked(back["id"])) < count
    _quiet(connected)
    connected.edit(back["id"], DTEND=f"{start[:9]}{hour + 3:02}0000Z")
    assert "takes 180 minutes, as in your calendar; no work is added" in connected.sync()
    shown = connected.shown(back["id"])
    assert datetime.fromisoformat(shown["end"]) - datetime.fromisoformat(shown["start"]) == timedelta(hours=3)
    assert len(connected.asked(back["id"])) == count
    _quiet(connected)


def test_what_is_not_ours_is_never_touched(connected: Connected) -> None:
    """Events of others, and copies of ours, keep their bytes through connecting, syncing and leaving."""
    theirs = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:{0}\r\nDTSTAMP:20261101T000000Z\r\n"
        "DTSTART:20261125T170000Z\r\nDTEND:20261125T180000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    for name in ("dentist", "copy-of-s1"):
        at = f"{connected.base}{name}.ics"
        assert connected.server.ask("PUT", at, theirs.format(name), Content_Type="text/calendar")[0] in {201, 204}
    before = {href: text for href, text in connected.events().items() if "/s" not in href}
    connected.sync()
    _quiet(connected)
    done = connected.run("caldav", "forget")
    assert done.code == 0, done.err
    assert connected.events() == before
    assert "[caldav]" not in (connected.path / "plan.toml").read_text()


def test_most_events_gone_is_a_question(connected: Connected) -> None:
    """Nothing is decided where over half vanished at once, until somebody says what was meant."""
    numbers = [one["session"]["id"] for one in connected.run("week", "--json").data]
    for number in numbers[: len(numbers) // 2 + 1]:
        connected.delete(number)
    done = connected.run("caldav", "sync")
    assert done.code == 3
    assert f"{len(numbers) // 2 + 1} of {len(numbers)} sessions are gone from it; nothing was changed" in done.err
    assert "sessions are gone from your calendar" in connected.run("check").out
    feed = (connected.path / "calendars" / "training.ics").read_text().replace("\n ", "")
    assert "sessions are gone from your calendar" in feed
    assert {one["session"]["status"] for one in connected.run("week", "--json").data} == {"planned"}
    assert connected.run("caldav", "sync", "--write-again").code == 0
    assert len(_events_of_ours(connected)) == len(numbers)
    _quiet(connected)


@ONE
def test_connecting_names_the_feeds_to_leave(connected: Connected) -> None:
    """Whoever subscribes already would see every session twice: the feeds are named, and the addresses given out."""
    assert connected.run("link", "add", "--base-url", "https://x.example", "--no-qr").code == 0
    words = ["caldav", "connect", connected.server.url, "--user", "kim", "--password-env", "CAL_PASSWORD"]
    said = connected.run(*words)
    assert said.code == 0, said.err
    assert "to 'training' (by the addresses k1 of 'overload link'), unsubscribe there" in said.out


@ONE
def test_deciding_by_hand_is_seen_at_once(connected: Connected) -> None:
    """`move` and `skip` write the event; nothing is left for the next sync."""
    first, second = [one["session"]["id"] for one in connected.run("week", "--json").data][:2]
    assert connected.run("move", first, "tue", "07:00").code == 0
    assert "DTSTART:20261124T060000Z" in connected.text(first)
    assert connected.run("skip", second).code == 0
    assert "STATUS:CANCELLED" in connected.text(second)
    _quiet(connected)


@ONE
def test_a_restored_database_takes_nothing_for_a_decision(connected: Connected) -> None:
    """Without its memory of the calendar a folder knows its own events again, and neither doubles nor moves any."""
    import sqlite3
    from contextlib import closing

    before = len(_events_of_ours(connected))
    with closing(sqlite3.connect(connected.path / "overload.db")) as database:
        database.execute("DELETE FROM calendar_events")
        database.execute("DELETE FROM meta WHERE key LIKE 'caldav.%'")
        database.commit()
    said = connected.sync()
    assert "moved" not in said
    assert len(_events_of_ours(connected)) == before
    with closing(sqlite3.connect(connected.path / "overload.db")) as database:
        assert database.execute("SELECT count(*) FROM decisions").fetchone() == (0,)
    _quiet(connected)


@ONE
def test_a_wrong_password_is_said_once(connected: Connected, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 77, words that help, and the word itself nowhere."""
    monkeypatch.setenv("CAL_PASSWORD", "wrong-word")
    done = connected.run("caldav", "sync")
    assert done.code == 77
    assert "the password is not taken" in done.err
    assert "wrong-word" not in done.err
    assert connected.run("update").code == 3


@ONE
def test_a_server_that_is_down_stops_nothing(connected: Connected) -> None:
    """`update` writes the feed and is content; `caldav sync` says 75."""
    text = (connected.path / "plan.toml").read_text()
    (connected.path / "plan.toml").write_text(text.replace(f":{connected.server.port}/", ":1/"))
    done = connected.run("update")
    assert (done.code, done.err) == (0, "")
    assert connected.run("caldav", "sync").code == 75
    connected.now = "2026-11-23T18:00"
    assert "has not been synced for 13 h" in connected.run("check").out
    before = connected.run("check", "--json").data["findings"]
    assert {one["level"] for one in before if "synced" in one["words"]} == {"OK"}
    connected.now = "2026-11-24T06:00"
    after = connected.run("check", "--json").data["findings"]
    assert {one["level"] for one in after if "synced" in one["words"]} == {"WARNING"}


@ONE
def test_a_deed_on_the_page_is_followed(connected: Connected) -> None:
    """The page lets a process of its own sync, and waits for nothing; that says what `caldav sync` would."""
    from overload.web import syncing

    first = connected.run("week", "--json").data[0]["session"]["id"]
    connected.edit(first, DTSTART="20261124T170000Z", DTEND="20261124T180000Z")
    syncing.start_sync(connected.path, datetime.fromisoformat("2026-11-23T05:00+01:00"))
    assert syncing._RUNNING.pop().wait() == 0
    assert connected.shown(first)["start"].startswith("2026-11-24T18:00")
    _quiet(connected)


CONFIG = """
[general]
status_path = "{0}/status/"
[pair training]
a = "server"
b = "mirror"
collections = ["overload-training"]
[storage server]
type = "caldav"
url = "{1}"
username = "kim"
password = "secret-word"
[storage mirror]
type = "filesystem"
path = "{0}/mirror/"
fileext = ".ics"
"""


@ONE
def test_a_mirror_and_a_second_device_lose_nothing(connected: Connected, tmp_path: Path) -> None:
    """With vdirsyncer between, an edit in the mirror reaches the plan, one of ours the mirror, and nothing doubles."""
    (tmp_path / "config").write_text(CONFIG.format(tmp_path, connected.server.url))

    def mirrored() -> dict[str, Path]:
        words = [str(Path(sys.executable).parent / "vdirsyncer"), "--config", str(tmp_path / "config")]
        done = subprocess.run([*words, "discover"], input=b"y\n" * 4, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        done = subprocess.run([*words, "sync"], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        files = (tmp_path / "mirror" / "overload-training").glob("*.ics")
        return {re.search(r"UID:(\S+?)@", one.read_text())[1]: one for one in files}  # type: ignore[index]  # each has one

    first, second, third = [one["session"]["id"] for one in connected.run("week", "--json").data][:3]
    files, count = mirrored(), len(connected.events())
    assert len(files) == count
    text = files[first].read_text().replace("\n", "\r\n")
    files[first].write_text(changed(text, DTSTART="20261124T170000Z", DTEND="20261124T180000Z"), newline="")
    connected.edit(second, SUMMARY="On the other phone")
    assert connected.run("move", third, "sat", "09:00").code == 0
    mirrored()
    assert "as in your calendar" in connected.sync()
    files = mirrored()
    assert len(connected.events()) == len(files) == count
    assert connected.shown(first)["start"].startswith("2026-11-24T18:00")
    assert "SUMMARY:On the other phone" in files[second].read_text()
    assert "DTSTART:20261128T080000Z" in files[third].read_text()
    _quiet(connected)
