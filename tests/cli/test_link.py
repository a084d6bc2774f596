"""Secret addresses on the command line: made, listed, rotated, revoked, and kept nowhere."""

from __future__ import annotations

import re

import pytest

from overload.update.links import digest_of, folder_key, is_token, parse_token, session_token

NOW = "2026-11-23T05:00"
BASE = ("--base-url", "https://train.example.org")


def test_a_link_is_shown_once_and_kept_nowhere(overload, folder) -> None:
    """What is stored is a digest; no file of the folder holds the token."""
    path = folder()
    done = overload(path, "link", "add", *BASE, "--no-qr")
    token = re.search(r"https://train\.example\.org/f/([\w-]{43})/training\.ics", done.out)[1]
    assert f"webcal://train.example.org/f/{token}/training.ics" in done.out
    files = [one.read_bytes() for one in path.rglob("*") if one.is_file()]
    assert not any(token.encode() in one for one in files)
    assert any(digest_of(token).encode() in one for one in files)
    assert token not in overload(path, "link", "list").out + overload(path, "link", "list", "--json").out


def test_the_life_of_links(overload, folder) -> None:
    """Rotated, the old one works on for the days that are said; revoked, it ends at once, and once only."""
    path = folder()
    overload(path, "link", "add", *BASE, "--no-qr")
    overload(path, "link", "add", "--page", *BASE, "--no-qr")
    rotated = overload(path, "link", "rotate", "k1", "--overlap", "3", *BASE, "--no-qr")
    assert "k1 works for 3 more days" in rotated.out
    overload(path, "link", "revoke", "k2")

    def states(now: str) -> dict[str, str]:
        return {one["id"]: one["state"] for one in overload(path, "link", "list", "--json", now=now).data}

    assert states(NOW) == {"k1": "live", "k2": "revoked", "k3": "live"}
    assert states("2026-11-26T06:00") == {"k1": "revoked", "k2": "revoked", "k3": "live"}
    assert states("2026-12-31T06:00") == {"k1": "gone", "k2": "gone", "k3": "live"}
    again = overload(path, "link", "revoke", "k2")
    assert (again.code, "has already ended" in again.err) == (2, True)


def test_a_code_to_scan(overload, folder) -> None:
    """--qr draws one."""
    done = overload(folder(), "link", "add", *BASE, "--qr")
    assert done.out.count("█") > 50 or done.out.count("\x1b[7m") > 10 or done.out.count("▄") > 50


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "--no-qr"), "base_url"),
        (("add", "nosuch", *BASE), "no feed 'nosuch'"),
        (("revoke", "k9"), "no link 'k9'"),
        (("rotate", "k9", *BASE), "no link 'k9'"),
    ],
)
def test_mistakes(words, said, overload, folder) -> None:
    """Told with what to do."""
    done = overload(folder(), "link", *words)
    assert (done.code, said in done.err) == (2, True), done.err


def test_the_key_of_sessions_is_private_and_its_codes_are_its_own(overload, folder, tmp_path) -> None:
    """Mode 0600, another key gives other codes, and no code fits another session."""
    path = folder()
    with (path / "plan.toml").open("a") as file:
        file.write('\n[web]\nbase_url = "https://train.example.org"\n')
    overload(path, "update")
    assert (path / ".overload.key").stat().st_mode & 0o777 == 0o600
    key, other = folder_key(path), folder_key(tmp_path, make=True)
    for ordinal in (1, 2, 300):
        _, number, code = parse_token(session_token(key, ordinal))
        assert number == ordinal
        assert is_token(key, ordinal, code)
        assert not is_token(key, ordinal + 1, code)
        assert not is_token(other, ordinal, code)


def test_the_server_as_a_unit(overload, folder) -> None:
    """Printed for this installation, hardened, with the folder as the only place it writes to."""
    path = folder()
    done = overload(path, "cron", "--serve")
    assert f"-C {path} serve" in done.out
    assert f"ReadWritePaths={path}" in done.out
    assert "NoNewPrivileges=yes" in done.out
    assert "Restart=on-failure" in done.out
    many = overload("cron", "--serve", "--all", path.parent)
    assert f"serve --root {path.parent}" in many.out
    assert overload(path, "cron", "--serve", "--with", "cron").code == 2


def test_links_of_the_owner_and_of_programs(overload, folder) -> None:
    """Each kind is listed by what it opens; one may be made to last for some days; a link opens one thing."""
    path = folder()
    owner = overload(path, "link", "add", "--owner", "--lasts", "2", *BASE, "--no-qr")
    assert re.search(r"^https://train\.example\.org/o/[\w-]{43}$", owner.out, re.MULTILINE)
    assert "Anyone who has it can change what it opens" in owner.out
    data = overload(path, "link", "add", "--data", *BASE, "--no-qr").out
    assert re.findall(r"/(\w+)\.json", data) == ["next", "week"]
    everything = overload(path, "link", "add", "--data", "--all", *BASE, "--no-qr").out
    assert re.findall(r"/(\w+)\.json", everything) == ["next", "week", "log", "progress", "bodyweight"]
    assert "the owner's page" in overload(path, "link").out
    states = [one["state"] for one in overload(path, "link", "--json", now="2026-11-25T06:00").data]
    assert states == ["revoked", "live", "live"]
    for words in (("--owner", "--page"), ("training", "--data"), ("--all",), ("--page", "--all")):
        done = overload(path, "link", "add", *words, *BASE, "--no-qr")
        assert (done.code, done.out) == (2, "")


def test_all_links_end_though_the_plan_cannot_be_read(overload, folder) -> None:
    """A lost phone does not wait for plan.toml to be mended; the next update carries new links."""
    path = folder()
    with (path / "plan.toml").open("a") as file:
        file.write('\n[web]\nbase_url = "https://train.example.org"\n')
    overload(path, "update")
    feed, key = path / "calendars" / "training.ics", folder_key(path)
    before = set(re.findall(rb"/s/[\w-]{12}", feed.read_bytes()))
    overload(path, "link", "add", *BASE, "--no-qr")
    text = (path / "plan.toml").read_text("utf-8")
    (path / "plan.toml").write_text("nonsense = [", "utf-8")
    done = overload(path, "link", "revoke", "--all")
    assert (done.code, "no link works any more: k1, and those to sessions" in done.out) == (78, True)
    assert folder_key(path) != key
    (path / "plan.toml").write_text(text, "utf-8")
    assert [one["state"] for one in overload(path, "link", "--json").data] == ["revoked"]
    overload(path, "update")
    assert before
    assert not before & set(re.findall(rb"/s/[\w-]{12}", feed.read_bytes()))
    for words in ((), ("k1", "--all")):
        assert overload(path, "link", "revoke", *words).code == 2


def test_a_backup_brings_no_revoked_link_back(overload, folder) -> None:
    """What was revoked stays so, and what was made stays, whatever day the database comes from."""
    path = folder()
    overload(path, "link", "add", *BASE, "--no-qr")
    overload(path, "update", now="2026-11-24T05:00")
    overload(path, "link", "add", "--page", *BASE, "--no-qr", now="2026-11-24T06:00")
    overload(path, "link", "revoke", "k1", now="2026-11-24T06:00")
    assert overload(path, "restore", now="2026-11-24T07:00").code == 0
    known = overload(path, "link", "--json", now="2026-11-24T07:00").data
    assert [(one["id"], one["state"]) for one in known] == [("k1", "revoked"), ("k2", "live")]
