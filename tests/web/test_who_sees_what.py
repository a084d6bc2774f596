"""Who sees what: each kind of link opens its own, another athlete's nothing, and all end when the owner says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import BASE, Reply, Server

from overload.settled import Enquiry
from overload.update.links import LinkKind, add_link, links
from overload.web.overview import OWNERS, Overview, overview_of
from overload.web.settings import Clock

DAY = "2026-11-25T18:00"
SECRETS = ("81.3", "twinge in the elbow", "female")
FLAGS = {
    "feed": (),
    "page": ("--page",),
    "owner": ("--owner",),
    "data": ("--data",),
    "all-data": ("--data", "--all"),
}


@pytest.fixture
def lived(home: Path, overload: Callable[..., Any]) -> Path:
    """Let an athlete have a body, a log with pull-ups, and a note of another day."""
    text = (home / "plan.toml").read_text("utf-8")
    (home / "plan.toml").write_text(text.replace("[athlete]", '[athlete]\nsex = "female"'), "utf-8")
    overload(home, "log", "bodyweight", "81.3", now="2026-11-16T18:00")
    for day, reps, note in (("2026-11-18T18:00", "5,5,5", "twinge in the elbow"), (DAY, "6,6,6", "good grip")):
        overload(home, "log", "pull-up", f"0x{reps}", "--note", note, now=day)
        overload(home, "log", "row", f"20x1{reps[0]},10", now=day)
    return home


@pytest.fixture
def linked(lived: Path, overload: Callable[..., Any]) -> dict[str, str]:
    """Make a link of each kind; return its path."""
    said = {kind: overload(lived, "link", "add", *flags, "--no-qr", now=DAY).out for kind, flags in FLAGS.items()}
    return {kind: re.search(rf"^{BASE}(/\S+)$", out, re.MULTILINE)[1] for kind, out in said.items()}


def _key(reply: Reply, does: str) -> str:
    """Return the key of the form with a button on the owner's page of links."""
    before = reply.text.partition(f'value="{does}"')[0]
    return re.findall(r'name="key" value="([^"]+)"', before)[-1]


def _tap(server: Server, owner: str, does: str, **headers: str) -> Reply:
    shown = server.ask(f"{owner}/links")
    return server.send(f"{owner}/links", {"key": _key(shown, does), "do": does}, **headers)


@pytest.mark.slow
def test_each_kind_of_link_opens_its_own_and_no_more(lived, linked, serve, overload) -> None:
    """A token opens what it was made for under the path of its kind; of body, notes and sex only the owner's tell."""
    server = serve(lived)
    tokens = {kind: path.split("/")[2] for kind, path in linked.items()}
    ways = ("f/{}/training.ics", "a/{}", "a/{}/training.ics", "o/{}", "o/{}/log", "o/{}/links", "o/{}/calendar",
            "d/{}/next.json", "d/{}/week.json", "d/{}/log.json", "d/{}/progress.json",
            "d/{}/bodyweight.json", "s/{}")  # fmt: skip
    opened = {kind: {way for way in ways if server.ask(f"/{way.format(token)}").status == 200}
              for kind, token in tokens.items()}  # fmt: skip
    assert opened == {
        "feed": {"f/{}/training.ics"},
        "page": {"a/{}", "a/{}/training.ics"},
        "owner": {"o/{}", "o/{}/log", "o/{}/links", "o/{}/calendar"},
        "data": {"d/{}/next.json", "d/{}/week.json"},
        "all-data": {way for way in ways if way.startswith("d/")},
    }
    open_to_others = [way.format(tokens[kind]) for kind in ("feed", "page", "data") for way in opened[kind]]
    for path in [*(f"/{one}" for one in open_to_others), *server.session_paths()]:
        told = server.ask(path).text.replace("\r\n ", "")
        assert [secret for secret in SECRETS if secret in told] == [], path
    assert "81.3 kg" in server.ask(linked["owner"]).text
    assert "female" in server.ask(linked["owner"]).text
    assert "twinge in the elbow" in server.ask(f"{linked['owner']}/log").text
    for name, words in (("next", ("next",)), ("week", ("week",)), ("progress", ("progress",)),
                        ("bodyweight", ("log", "bodyweight"))):  # fmt: skip
        reply = server.ask(f"/d/{tokens['all-data']}/{name}.json")
        assert reply.headers["content-type"] == "application/json; charset=utf-8"
        assert json.loads(reply.body) == overload(lived, *words, "--json", now=DAY).data
    assert "twinge" in server.ask(f"/d/{tokens['all-data']}/log.json").text
    for path in (linked["owner"], f"{linked['owner']}/log", f"/d/{tokens['all-data']}/log.json"):
        assert server.ask(path, "POST", b"", Content_Type="text/plain").status == 405
    assert server.ask(f"/o/{tokens['owner'][:-1]}x").status == 404
    assert server.ask(f"{linked['owner']}/nothing").status == 404


def test_a_chart_with_the_body_in_it_is_the_owners_alone(lived) -> None:
    """The page's link shows what a pull-up was and no line of it: from figures and reps the body can be worked out."""

    def charts(enquiry: Enquiry) -> dict[str, bool]:
        shown: Overview = overview_of(lived, Clock(DAY), enquiry)
        return {one.name: bool(one.chart) for one in shown.lines}

    assert charts(Enquiry("page")) == {"Pull-up": False, "Dumbbell row": True}
    assert charts(OWNERS) == {"Pull-up": True, "Dumbbell row": True}


@pytest.mark.slow
def test_the_owner_makes_and_ends_links(lived, linked, serve, overload) -> None:
    """A new link is told once and works; a form that comes again, or from elsewhere, makes none; one is ended alone."""
    server, owner = serve(lived), linked["owner"]
    made = _tap(server, owner, "new-data")
    address = re.search(rf'value="{BASE}(/d/[\w-]+)"', made.text)[1]
    assert server.ask(f"{address}/next.json").status == 200
    assert address.split("/")[2] not in server.ask(f"{owner}/links").text
    assert 'alt="QR code' in made.text
    shown = server.ask(f"{owner}/links")
    form = {"key": _key(shown, "new-page"), "do": "new-page"}
    assert server.send(f"{owner}/links", form).status == 200
    assert server.send(f"{owner}/links", form).status == 303
    assert _tap(server, owner, "new-page", Sec_Fetch_Site="cross-site").status == 403
    assert _tap(server, owner, "new-page", Origin="https://evil.example").status == 403
    for does in ("new-feed:nosuch", "new-feed", "new-page:training", "new-", "end-k99", "end-all-of-it", ""):
        assert server.send(f"{owner}/links", {"key": "k" * 12 + str(len(does)), "do": does}).status == 400, does
    assert server.send(f"{owner}/links", {"do": "end-all"}).status == 400
    assert [one["state"] for one in overload(lived, "link", "--json", now=DAY).data] == ["live"] * 7
    assert _tap(server, owner, "end-k2").status == 303
    assert server.ask(linked["page"]).status == 404
    assert server.ask(linked["feed"]).text.startswith("BEGIN:VCALENDAR")


@pytest.mark.slow
def test_one_tap_of_the_owner_ends_every_link(lived, linked, serve) -> None:
    """Feeds, pages, JSON and sessions end at once, the owner's own too, who gets a new one; events have new links."""
    server, owner = serve(lived), linked["owner"]
    session = server.session_paths()[0]
    assert server.ask(session).status == 200
    shown = server.ask(f"{owner}/links")
    form = {"key": _key(shown, "end-all"), "do": "end-all"}
    done = server.send(f"{owner}/links", form)
    fresh = re.search(rf'value="{BASE}(/o/[\w-]+)"', done.text)[1]
    assert fresh != owner
    old = [linked["page"], owner, f"/d/{linked['data'].split('/')[2]}/next.json", session]
    assert [server.ask(path).status for path in old] == [404] * 4
    assert (
        "SUMMARY:This calendar has ended" in server.ask(linked["feed"]).text
        or b"BEGIN:VCALENDAR" in server.ask(linked["feed"]).body
    )
    assert session.split("/")[2] not in server.ask(linked["feed"]).text
    assert server.send(f"{owner}/links", form).status == 404
    assert server.send(session, {"exercise": "dumbbell-row", "key": "k" * 16, "do": "asked"}).status == 404
    assert server.ask(f"{fresh}/links").status == 200
    renewed = server.session_paths()
    assert session not in renewed
    assert server.ask(renewed[0]).status == 200


@pytest.mark.slow
def test_athletes_are_out_of_each_others_reach(lived, linked, serve, overload) -> None:
    """Under one server an owner ends and makes links of one folder alone; a link that lasts a day is then gone."""
    other = lived.parent / "other"
    overload("init", other, "--yes", "--zone", "UTC")
    theirs = overload(other, "link", "add", "--page", "--base-url", BASE, "--no-qr", now=DAY).out
    theirs = re.search(rf"^{BASE}(/a/\S+)$", theirs, re.MULTILINE)[1]
    short = overload(lived, "link", "add", "--owner", "--lasts", "1", "--no-qr", now="2026-11-24T17:00").out
    server = serve(lived, "--root", str(lived.parent))
    assert server.ask(re.search(rf"^{BASE}(/o/\S+)$", short, re.MULTILINE)[1]).status == 404
    assert server.ask(theirs).status == 200
    assert "k1" in server.ask(f"{linked['owner']}/links").text
    assert _tap(server, linked["owner"], "end-all").status == 200
    assert server.ask(theirs).status == 200
    assert [one["state"] for one in overload(other, "link", "--json", now=DAY).data] == ["live"]


def test_a_kind_of_a_later_version_opens_nothing(home, folder) -> None:
    """Links whose kind is not known are left out, and the others work."""
    from overload.store import open_store

    with open_store(home / "overload.db") as store:
        made, _ = add_link(store, LinkKind.OWNER, "", Clock(DAY)("UTC"))
        store.set("link.9", json.dumps({"kind": "teleport", "feed": "", "digest": "x", "made": "", "ends": ""}))
        assert [one.id for one in links(store)] == [made.id]
