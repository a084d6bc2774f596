"""Two folders that answer to the same links: neither is served until one of them was adopted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from overload.store import open_store
from overload.web.index import Index
from overload.web.settings import Settings

pytestmark = pytest.mark.slow
ROW = {"exercise": "dumbbell-row", "do": "asked"}


def uids(path: Path) -> set[str]:
    """Return the names of all events of the main feed."""
    feed = (path / "calendars" / "training.ics").read_bytes().decode().replace("\r\n ", "")
    return set(re.findall(r"^UID:(\S+)\r$", feed, re.MULTILINE))


def kept(path: Path) -> tuple[object, ...]:
    """Return what must not be lost: the log, what was decided, weighed and published."""
    with open_store(path / "overload.db") as store:
        shown = [(one.ordinal, one.start, one.status) for one in store.published()]
        return store.all_entries(), store.decisions(), store.weighings(), shown


def lines_of(path: Path) -> list[str]:
    """Return the lines of plan.toml."""
    return (path / "plan.toml").read_text().splitlines()


@pytest.fixture
def address(home: Path, overload: Callable[..., Any]) -> str:
    """Make an address of the page, and write a set down, before the folder is copied."""
    assert overload(home, "log", "row", "10x10,10,9", now="2026-11-25T18:00").code == 0
    made = overload(home, "link", "add", "--page", "--no-qr", now="2026-11-25T18:00")
    return re.search(r"^http://training\.test(/\S+)$", made.out, re.MULTILINE)[1]


@pytest.fixture
def copy(home: Path, address: str) -> Path:
    """Copy the folder as somebody does who wants a second one."""
    return shutil.copytree(home, home.parent / "copy\nof it")


def test_neither_is_served_and_both_are_named(home, copy, address, serve, overload) -> None:
    """A tap is written into neither; the log of the server names both in one line, and the way out."""
    server = serve(home, "--root", str(home.parent), "--workers", "1")
    page = server.session_paths()[0]
    before = kept(home), kept(copy)
    assert server.ask(page).status == 503
    assert server.send(page, {**ROW, "key": "k" * 16}).status == 503
    assert server.ask(address).status == 503
    assert server.ask(f"{address}/training.ics").status == 503
    assert server.ask(f"{page[:-1]}{'A' if page[-1] != 'A' else 'B'}").status in {404, 503}
    assert (kept(home), kept(copy)) == before
    assert overload(copy, "adopt", now="2026-11-25T18:00").code == 0
    assert server.ask(page).status == 200  # without a new start
    assert server.ask(address).status == 200
    server.process.terminate()
    _, err = server.process.communicate()
    (named,) = (line for line in err.splitlines() if "answer to the same links" in line)
    assert str(home) in named
    assert "copy of it" in named
    assert "adopt" in named
    assert page.removeprefix("/s/") not in err


def test_one_plan_id_is_enough(home, copy, address, serve, overload) -> None:
    """A copy whose links are its own by now, or a plan.toml that was copied: both are named, and neither is served."""
    (copy / ".overload.key").unlink()
    with open_store(copy / "overload.db") as store:
        store.forget(store.named("link."))
    assert overload(copy, "update", now="2026-11-25T18:00").code == 0
    assert uids(copy) & uids(home)
    server = serve(home, "--root", str(home.parent), "--workers", "1")
    theirs = attrs.evolve(server, folder=copy)
    pages = server.session_paths()[0], theirs.session_paths()[0]
    assert pages[0] != pages[1]
    assert [server.ask(page).status for page in (*pages, address)] == [503] * 3
    assert "answer to" not in server.ask(address).text
    assert overload(copy, "adopt", now="2026-11-25T18:00").code == 0
    assert [server.ask(page).status for page in (pages[0], theirs.session_paths()[0], address)] == [200] * 3
    server.process.terminate()
    _, err = server.process.communicate()
    (named,) = (line for line in err.splitlines() if "have the same plan id" in line)
    assert str(home) in named
    assert "copy of it" in named
    assert "'overload -C COPY adopt'" in named


@pytest.mark.parametrize("text", ["id = 'somebody-elses'\n[[[", "\xff", 'id = ["x"]', "id = ''"])
def test_an_id_that_cannot_be_read_is_nobodys(tmp_path: Path, text: str) -> None:
    """A plan.toml that is none costs its own folder nothing but a plan, and others nothing at all."""
    for name in ("kim", "sam"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.toml").write_bytes(text.encode("latin-1"))
    index = Index(Settings(root=tmp_path))
    index.refresh()
    assert len(index.folders) == 2


def test_the_copy_goes_its_own_way(home, copy, serve, overload) -> None:
    """After `adopt` its events have other names and links, and nothing of its log and decisions is lost."""
    mine, before, plan = uids(home), kept(copy), lines_of(copy)
    done = overload(copy, "adopt", now="2026-11-25T18:00")
    assert done.code == 0, done.err
    assert "1 address of the other folder no longer open" in done.out
    assert kept(copy) == before
    assert [one for one in lines_of(copy) if one not in plan] == [
        next(one for one in lines_of(copy) if one.startswith("id = "))
    ]
    assert len(lines_of(copy)) == len(plan)
    assert uids(home) == mine
    assert len(uids(copy)) == len(mine)
    assert not uids(copy) & mine
    assert (copy / ".overload.key").read_bytes() != (home / ".overload.key").read_bytes()
    assert overload(copy, "link").out.startswith("there are no links")
    server = serve(home, "--root", str(home.parent), "--workers", "1")
    theirs = attrs.evolve(server, folder=copy)
    assert theirs.ask(theirs.session_paths()[0]).status == 200
    assert server.ask(server.session_paths()[0]).status == 200
    assert overload(copy, "update", now="2026-11-25T18:00").code == 0


def test_a_plan_without_a_name_gets_none(home, overload) -> None:
    """A plan that does not name itself stays as it is; its name is kept in the database alone."""
    text = "".join(line for line in (home / "plan.toml").read_text().splitlines(True) if not line.startswith("id = "))
    (home / "plan.toml").write_text(text)
    assert overload(home, "update", now="2026-11-25T18:00").code == 0
    before = uids(home)
    assert overload(home, "adopt", now="2026-11-25T18:00").code == 0
    assert (home / "plan.toml").read_text() == text
    assert not uids(home) & before


WAYS = {
    "caldav": '\n[caldav]\nurl = "http://127.0.0.1:9/x/"\nuser = "kim"\npassword = { file = "secret" }\n',
    "publish_command": '\n[feeds.more]\nshow = "full"\npublish_command = ["true"]\n',
}


@pytest.mark.parametrize("way", WAYS)
def test_what_both_would_write_to_comes_first(home, overload, way: str) -> None:
    """While both would write into one calendar, or publish to one place, nothing is changed; it says what to do."""
    with (home / "plan.toml").open("a") as file:
        file.write(WAYS[way])
    overload(home, "update", now="2026-11-25T18:00")
    before = uids(home)
    done = overload(home, "adopt", now="2026-11-25T18:00")
    assert done.code == 2, done.err
    assert way in done.err
    assert uids(home) == before
