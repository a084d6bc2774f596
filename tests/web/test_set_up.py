"""Setting up in the browser: a link that works once, and at the end a folder, a feed and a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import Reply, Server
from tests.web.test_uploads import KIND, multipart

from overload.web.set_up import BEGUN, show_set_up, take_set_up
from overload.web.settings import Clock
from overload.web.work import Page

NOW = Clock("2026-11-25T07:00")
HERE = "http://192.168.1.20:8321"
CSV = (
    b"Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    b"2026-11-16 18:00:00,Back,Bent Over Row (Dumbbell),1,20,10,0,0,,,\n"
)


def _held(page: str) -> dict[str, str]:
    """Return the fields of a screen as a browser would send them untouched."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    found |= dict(re.findall(r'<input type="(?:radio|checkbox)" name="([^"]+)" value="([^"]*)" checked', page))
    found |= dict(re.findall(r'<input (?:type="time" )?name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select name="([^"]+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        found[name] = chosen[1]
    return found


def _through(path: Path, first: Page, content: bytes | None = None, **changed: str) -> list[Page]:
    """Tap Next on every screen; each field that is named is changed on the screen that has it."""
    pages = [first]
    for number in range(7):
        fields = _held(pages[-1].body.decode())
        fields |= {name: value for name, value in changed.items() if name in fields}
        body = multipart({**fields, "do": "next"}, content if number == 6 else None)
        pages.append(take_set_up(path, "/new/t", HERE, KIND, body, NOW))
    return pages


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Return where there is no folder yet."""
    return tmp_path / "kim"


def test_seven_taps_make_a_folder(new, overload) -> None:
    """Each screen has a default; the folder is that of `init`, with the address in its plan, links and codes."""
    pages = _through(new, show_set_up(new, "/new/t", NOW), zone="UTC", name="Kim")
    assert [one.status for one in pages] == [200] * 7 + [BEGUN]
    end = pages[-1].body.decode()
    assert "Pull, Wednesday 25 November, 18:00" in end
    assert re.search(rf'href="{HERE}/s/[\w.-]+"', end)
    assert re.search(r'href="webcal://192\.168\.1\.20:8321/a/[\w-]{43}/training\.ics"', end)
    assert end.count("data:image/svg+xml") == 2
    text = (new / "plan.toml").read_text("utf-8")
    assert f'base_url = "{HERE}"' in text
    assert 'name = "Kim"' in text
    assert [one["kind"] for one in overload(new, "link", "--json").data] == ["page", "owner"]
    assert f"{HERE}/s/" in (new / "calendars" / "training.ics").read_bytes().decode().replace("\r\n ", "")
    again = take_set_up(new, "/new/t", HERE, KIND, multipart({"step": "6", "do": "next"}), NOW)
    assert again.status == 409


def test_a_file_of_another_app_comes_along(new, overload) -> None:
    """What it holds is in the log; one that cannot be read costs nothing but itself."""
    end = _through(new, show_set_up(new, "/new/t", NOW), CSV, zone="UTC")[-1].body.decode()
    assert "Came from your file: 1 entry with 1 set." in end
    (entry,) = overload(new, "log", "list", "--json").data
    assert (entry["date"], entry["sets"][0]["load"]) == ("2026-11-16", "20 kg")


def test_a_file_that_is_none_is_said_so(new) -> None:
    """The folder is made all the same."""
    end = _through(new, show_set_up(new, "/new/t", NOW), b"\x00\x01nonsense", zone="UTC")[-1]
    assert (end.status, b"The file was not imported" in end.body) == (BEGUN, True)


def test_mistakes_stay_on_their_screen(new) -> None:
    """What is wrong is said in the command line's words, what was typed stays, nothing is made."""
    first = _held(show_set_up(new, "/new/t", NOW).body.decode())
    shown = take_set_up(new, "/new/t", HERE, KIND, multipart({**first, "zone": "Mars/Olympus", "do": "next"}), NOW)
    page = shown.body.decode()
    assert shown.status == 400
    assert "There is no time zone &#39;Mars/Olympus&#39;" in page
    assert 'value="Mars/Olympus"' in page
    assert "When do you train?" in page
    for body in (b"", b"nonsense", multipart({"step": "9", "do": "next"}), multipart({"step": "6", "do": "next"})):
        assert take_set_up(new, "/new/t", HERE, KIND, body, NOW).status in {200, 400}
    back = take_set_up(new, "/new/t", HERE, KIND, multipart({**first, "step": "3", "do": "back"}), NOW)
    assert "How do you split" in back.body.decode()
    assert not new.exists()


@pytest.mark.slow
def test_the_printed_link_works_once(new: Path, serve: Any) -> None:
    """It is told at the start, refuses guesses and other sites, and ends with the set-up; what it gave goes on."""
    server: Server = serve(new)
    assert "works once" in server.process.stdout.readline()
    link = re.search(r"(/new/[\w-]{43})$", server.process.stdout.readline().strip())[1]

    def send(fields: dict[str, str], **headers: str) -> Reply:
        return server.ask(link, "POST", multipart(fields), Content_Type=KIND, **headers)

    page = server.ask(link)
    assert page.status == 200
    assert server.ask(f"{link[:-1]}x").status == server.ask("/new/").status == server.ask("/new/%C3%A9").status == 404
    assert send(_held(page.text), Sec_Fetch_Site="cross-site").status == 403
    assert server.send(link, _held(page.text)).status == 415
    for _ in range(7):
        page = send({**_held(page.text), "do": "next"})
    assert page.status == 201
    assert server.ask(link).status == 404
    assert send({"step": "0", "do": "next"}).status == 404
    for address in set(re.findall(rf'(?:href|value)="{server.address}(/[aos]/[^"]+)"', page.text)):
        assert server.ask(address).status == 200, address
    assert "base_url" not in (new / "plan.toml").read_text("utf-8")


def test_a_folder_with_something_in_it_is_not_set_up(tmp_path, overload) -> None:
    """Only what is missing or empty is: a slip of the name makes no training folder of somebody's pictures."""
    (tmp_path / "picture.jpg").write_bytes(b"x")
    done = overload(tmp_path, "serve", "--port", "0")
    assert (done.code, "there is no plan.toml in it" in done.err) == (2, True)
