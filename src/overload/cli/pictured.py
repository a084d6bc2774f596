"""`overload exercises show NAME --open`: an exercise as a local page, in the athlete's own browser."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path
from urllib.parse import quote

import click

from overload.figures import exercise_page
from overload.model import Exercise


def open_exercise(exercise: Exercise) -> None:
    """Write the page of an exercise into the cache, ask the browser to show it, and say where it is.

    It needs no server and no network: the page and its pictures lie side by side.
    """
    home = os.environ.get("XDG_CACHE_HOME") or Path(os.environ.get("HOME") or "~").expanduser() / ".cache"
    folder = Path(home) / "overload" / "exercises" / quote(exercise.id, safe="")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in exercise_page(exercise).items():
        (folder / name).write_text(text, encoding="utf-8")
    page = folder / "index.html"
    if webbrowser.open(page.as_uri()):
        click.echo(f"opened: {page}")
    else:
        click.echo(f"no browser was found; open {page}")
