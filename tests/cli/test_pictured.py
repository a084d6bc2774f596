from __future__ import annotations

from pathlib import Path

import pytest

from overload.cli import run


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file into which the athlete's browser writes what it was asked to show."""
    asked = tmp_path / "asked"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >{asked}\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return asked


def test_an_exercise_is_seen_in_the_browser(browser: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`exercises show NAME --open` writes the page with its pictures, asks the browser for it and says where it is."""
    assert run(["exercises", "show", "row", "--open"]) == 0
    page = browser.parent / "cache" / "overload" / "exercises" / "dumbbell-row" / "index.html"
    assert capsys.readouterr().out == f"opened: {page}\n"
    assert browser.read_text("utf-8").strip() == page.as_uri()
    text = page.read_text("utf-8")
    assert "Pull it to your lower ribs" in text
    assert {one.name for one in page.parent.iterdir()} == {"index.html", "figure.svg", "muscles.svg", "print.svg"}


def test_without_a_browser_it_says_where_the_page_is(
    browser: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost on a machine without one."""
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    assert run(["exercises", "show", "press", "--open"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("no browser was found; open ")
    assert Path(said.split("open ")[1].strip()).is_file()
