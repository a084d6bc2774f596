"""Makes the pictures of the README: `make pictures`, or `python docs/pictures/make.py DIR` to have them elsewhere.

Kim trains for eleven weeks under a pretended clock; then the event, the page and the strength of the row are what the
program itself makes of it: its feed, its server in a real Chromium as large as a phone, its own plot.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from overload.cli import run

HERE = Path(__file__).parent
FIRST = datetime(2026, 9, 7, 19, 0)  # noqa: DTZ001 - in the plan's zone
PULL_UPS = ["5,5,4", "5,5,5", "6,5,5", "6,6,5", "6,6,6", "7,6,6", "7,7,6", "7,7,7", "8,7,7", "8,8,7", "8,8,8"]
"""What Kim managed on the bar, week by week."""
SHORT_OF_IT = {4: ("row", "9,8,8"), 8: ("deadlift", "8,8,7")}
"""Weeks in which Kim did less than was asked: which exercise, and what."""
ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 23, 17, 30)  # noqa: DTZ001 - in the plan's zone
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
BASE = "https://train.example.org"

SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; font: 16px/1.4 system-ui, "DejaVu Sans", sans-serif; background: #fff; color: #16181d }}
header {{ padding: 18px 20px 12px; display: flex; justify-content: space-between; color: #4c5563 }}
h1 {{ font-size: 21px; line-height: 1.25; margin: 6px 20px 4px; font-weight: 650 }}
.when {{ margin: 0 20px 16px; color: #4c5563 }}
.field {{ border-top: 1px solid #e3e5ea; padding: 12px 20px; overflow-wrap: anywhere }}
.field p {{ margin: 0 0 10px }}
.name {{ color: #4c5563; font-size: 13px; margin-bottom: 4px }}
a {{ color: #1d5fd1; text-decoration: none }}
</style><header><span>‹ November</span><span>Training</span></header>
<h1>{title}</h1><div class="when">{when}</div>
<div class="field"><div class="name">Notes</div>{text}</div>"""
"""A calendar's sheet of an event, of no particular phone."""


def main(target: Path) -> None:
    """Write event.png, page.png and strength.png into `target`."""
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as engine:
        folder = Path(scratch) / "training"
        trained(folder)
        browser = engine.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        shoot(browser, target / "event.png", content=sheet(folder))
        with served(folder) as address:
            shoot(browser, target / "page.png", address=address)
        browser.close()
        overload("-C", folder, "--now", NOW.isoformat(), "progress", "row", "--plot", target / "strength.png")
    for name in ("event", "page", "strength"):
        shrink(target / f"{name}.png")


def overload(*words: object) -> str:
    """Run a command of the program; return what it printed."""
    with redirect_stdout(io.StringIO()) as printed:
        code = run([str(word) for word in words])
    if code != 0:
        raise SystemExit(f"overload {' '.join(map(str, words))}: exit code {code}")
    return printed.getvalue()


def trained(folder: Path) -> None:
    """Make a training folder with eleven weeks in its log."""
    start = FIRST.replace(hour=5).isoformat()
    flags = ("--calendar", "back-only", "--dumbbells", "nuobell-232-kg", "--bodyweight", "80 kg")
    flags = (*flags, "--zone", ZONE.key, "--load", "row=16kg", "--load", "deadlift=20kg", "--load", "fly=6kg")
    overload("--now", start, "init", folder, "--yes", *flags)
    with (folder / "plan.toml").open("a", encoding="utf-8") as plan:
        plan.write(f'\n[web]\nbase_url = "{BASE}"\n')
    for week, reps in enumerate(PULL_UPS):
        called = ("-C", folder, "--now", (FIRST + timedelta(weeks=week)).isoformat())
        if week in SHORT_OF_IT:
            overload(*called, "log", *SHORT_OF_IT[week])
        overload(*called, "log", "pull-up", reps)
        overload(*called, "log", "--done")
    overload("-C", folder, "--now", NOW.isoformat(), "update")


def next_event(folder: Path) -> icalendar.Event:
    """Return the first event ahead in the feed."""
    feed = (folder / "calendars" / "training.ics").read_bytes()
    events = icalendar.Calendar.from_ical(feed).walk("VEVENT")
    return next(event for event in events if event["DTSTART"].dt.astimezone(ZONE) > NOW.replace(tzinfo=ZONE))


def sheet(folder: Path) -> str:
    """Return the next event of the feed as a phone shows one."""
    event = next_event(folder)
    start, end = event["DTSTART"].dt.astimezone(ZONE), event["DTEND"].dt.astimezone(ZONE)
    paragraphs = str(event["DESCRIPTION"]).split("\n\n")
    text = "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)
    text = re.sub(r"https://[^<\s]+", r"<a>\g<0></a>", text)
    when = f"{start:%A} {start.day} {start:%B %Y}, {start:%H:%M} to {end:%H:%M}"
    return SHEET.format(title=html.escape(str(event["SUMMARY"])), when=when, text=text)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the folder; the address is that of the coming session's page."""
    words = [
        sys.executable,
        "-u",
        "-m",
        "overload",
        "--now",
        NOW.isoformat(),
        "-C",
        str(folder),
        "serve",
        "--port",
        "0",
    ]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - the program itself
        here = re.search(r"http://[\d.]+:\d+", server.stdout.readline())[0]
        yield str(next_event(folder)["URL"]).replace(BASE, here)
        server.terminate()


def shoot(browser: Browser, file: Path, *, address: str = "", content: str = "") -> None:
    """Photograph a page, or content, as large as a phone."""
    page = browser.new_context(**PHONE).new_page()
    if address:
        page.goto(address)
    else:
        page.set_content(content)
    page.screenshot(path=file)


def shrink(file: Path) -> None:
    """Keep a picture of a few colours small."""
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(64)
    small.save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
