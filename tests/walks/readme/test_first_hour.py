"""Somebody who has only the README: from a clone to the first logged set, every command as it is printed there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import attrs
import pytest

from overload.model.notation import parse_sets
from overload.units import Unit

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
PATIENCE_MS = 10 * 60 * 1000
"""What a page comes to show is waited for so long, on a machine that is busy or slow, too."""
SAFE = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
"""git looks into no repository of another user, root's on a public host for instance, unless it is said to be safe."""
STEP = "--- walked: "


@attrs.frozen
class Walk:
    """What became of a stranger's commands: what each printed, the feed before each, and the page that is served."""

    printed: dict[str, str]
    clone: Path
    before: Path
    page: str

    @property
    def feed(self) -> bytes:
        """The calendar as it is now."""
        return (self.clone / "my-training" / "calendars" / "training.ics").read_bytes()

    def said(self, beginning: str) -> str:
        """Return what the command that begins so printed."""
        return next(printed for command, printed in self.printed.items() if command.startswith(beginning))


def commands() -> list[str]:
    """Return the commands of the README's first block, as the newest commit has it."""
    shown = subprocess.run(
        ["git", "show", "HEAD:README.md"],
        cwd=ROOT,
        env={**os.environ, **SAFE},
        capture_output=True,
        text=True,
        check=False,
    )
    if shown.returncode:
        pytest.skip("this is no clone")
    return re.search(r"^```sh\n(.*?)^```$", shown.stdout, re.MULTILINE | re.DOTALL)[1].splitlines()


def script(lines: list[str], feeds: Path) -> str:
    """Return the commands with a mark and a copy of the feed, if there is one, before each.

    Only two things are not as printed: where the clone comes from, and that the server takes any port that is free.
    """
    steps = ["set -e", "exec 2>&1"]
    for number, line in enumerate(lines):
        steps.append(f"echo {STEP!r}{line.split('#')[0].strip()!r}")
        steps.append(f"test ! -e calendars/training.ics || cp calendars/training.ics '{feeds}/{number}.ics'")
        served = line.replace("overload serve", "exec overload serve --port 0")
        steps.append(served.replace("ADDRESS", f"'{ROOT}'"))
    return "\n".join(steps)


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Walk once, in an empty home where `overload` is no command, up to the page."""
    folder = tmp_path_factory.mktemp("stranger")
    lines = commands()
    for name in ("home", "work", "feeds"):
        (folder / name).mkdir()
    elsewhere = [one for one in os.environ["PATH"].split(os.pathsep) if one != str(Path(sys.executable).parent)]
    environment = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "OVERLOAD_HOME"}}
    environment |= {
        "HOME": str(folder / "home"),
        "PATH": os.pathsep.join(elsewhere),
        "PYTHONUNBUFFERED": "1",
        "NO_COLOR": "1",
    }
    environment |= SAFE
    # On a terminal, as a stranger has it: the address of a page is told to nobody else.
    screen, terminal = os.openpty()
    with subprocess.Popen(
        ["bash", "-c", script(lines, folder / "feeds")],
        cwd=folder / "work",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=terminal,
    ) as shell:
        os.close(terminal)
        printed, page = _listen(_lines(screen))
        assert page, f"no page was served:\n{printed}"
        yield Walk(printed, folder / "work" / "overload", folder / "feeds", page)
        shell.terminate()
    os.close(screen)


def _lines(screen: int) -> Iterator[str]:
    """Yield what is printed on a terminal, line by line, until whoever prints there has ended."""
    waiting = b""
    with suppress(OSError):  # how Linux says that nobody holds the other end any more
        while heard := os.read(screen, 4096):
            *whole, waiting = (waiting + heard).split(b"\n")
            yield from (line.decode("utf-8", "replace").rstrip("\r") + "\n" for line in whole)


def _listen(lines: Iterator[str]) -> tuple[dict[str, str], str]:
    """Return what each command printed, and the address of a session's page once it is said."""
    printed: dict[str, str] = {}
    command = ""
    for line in lines:
        if line.startswith(STEP):
            command = line.removeprefix(STEP).strip()
            printed[command] = ""
            continue
        printed[command] += line
        if "/s/" in line and line.startswith("http://"):
            return printed, line.strip()
    return printed, ""


@pytest.fixture(scope="module")
def tap() -> Iterator[Callable[[str], None]]:
    """Open an address on a phone and tap the first "As asked"."""
    found = shutil.which("chromium")
    if found is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium; tests/system-packages installs it as root")
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=found, timeout=PATIENCE_MS, args=["--no-sandbox"])

        def tapped(address: str) -> None:
            page = browser.new_context(**PHONE).new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.goto(address)
            button = page.get_by_role("button", name="As asked")
            left = button.count()
            button.first.tap()
            playwright.expect(button).to_have_count(left - 1, timeout=PATIENCE_MS)

        yield tapped
        browser.close()


def test_the_way_is_short() -> None:
    """From the clone to the first logged set it takes no more than six commands, and the page is the next one."""
    said = [line.split("#")[0].split() for line in commands()]
    logged = next(number for number, words in enumerate(said) if words[:2] == ["overload", "log"])
    assert (said[0][:2], logged < 6) == (["git", "clone"], True)
    assert ["make", "plan"] in said[:logged]
    assert said[-1] == ["overload", "serve"]


def test_the_hint_and_the_readme_agree(stranger: Walk) -> None:
    """What `make plan` shows to write down is what the README writes down: a load that its plan really asks for."""
    hint = re.search(r"overload log ([\w-]+) (\S+)", stranger.said("make plan"))
    line = next(command for command in stranger.printed if command.startswith("overload log"))
    word, sets = line.split()[2:]
    assert word == hint[1]
    assert parse_sets(sets, Unit.KG) == parse_sets(hint[2], Unit.KG)


def test_each_step_says_how_to_go_on(stranger: Walk) -> None:
    """`make plan` names the way to the commands, and the page of the session is named by the server."""
    words = stranger.said("make plan")
    assert ". .venv/bin/activate && cd my-training" in words
    assert str(stranger.clone / "my-training" / "calendars" / "training.ics") in words
    assert "overload serve" in words


def test_the_feed_changes(stranger: Walk, tap: Callable[[str], None]) -> None:
    """A set that is logged changes the calendar, and so does a tap on the page."""
    number = next(n for n, command in enumerate(stranger.printed) if command.startswith("overload log"))
    said = stranger.said("overload log")
    assert re.match(r"logged .*floor-press.*16.*8,\s?8,\s?8", said)
    assert "calendar" in said
    logged = stranger.feed
    assert logged != (stranger.before / f"{number}.ics").read_bytes()
    tap(stranger.page)
    assert stranger.feed != logged
