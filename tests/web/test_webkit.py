"""The page in WebKit, the engine of every browser on an iPhone: a session is opened and written down there too.

The browser is WebKitGTK's, driven over WebDriver (https://www.w3.org/TR/webdriver2/) on a display that nobody sees.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from tests.web.phones import PATIENCE_MS

pytestmark = pytest.mark.slow
BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""What WebDriver calls the reference of an element."""


class WebKit:
    """A window of a WebKit browser."""

    def __init__(self, port: int, browser: str) -> None:
        self._port, self._root = port, ""
        options = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}}
        made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self._root = f"/session/{made['sessionId']}"
        self._call("POST", "/timeouts", {"script": PATIENCE_MS, "pageLoad": PATIENCE_MS})

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port)
        try:
            connection.request(method, self._root + path, None if body is None else json.dumps(body))
            answer = connection.getresponse()
            said = json.loads(answer.read())["value"]
        finally:
            connection.close()
        assert answer.status == 200, said
        return said

    def open(self, address: str) -> None:
        """Go to an address, and wait until it is there."""
        self._call("POST", "/url", {"url": address})

    def ask(self, script: str) -> Any:
        """Return what a line of JavaScript comes to on the page."""
        return self._call("POST", "/execute/sync", {"script": f"return {script}", "args": []})

    def click(self, selector: str) -> None:
        """Click an element as a hand does; scrolled to at once, as the driver waits for no animation."""
        self.ask(f"document.querySelector('{selector}').scrollIntoView({{block: 'center', behavior: 'instant'}})")
        found = self._call("POST", "/element", {"using": "css selector", "value": selector})
        self._call("POST", f"/element/{found[ELEMENT]}/click", {})

    def wait_for(self, script: str) -> None:
        """Wait until a line of JavaScript is true on the page."""
        again = f"const done = arguments[0]; (function again() {{ {script} ? done() : setTimeout(again, 20) }})()"
        self._call("POST", "/execute/async", {"script": again, "args": []})

    def close(self) -> None:
        """Close the window."""
        self._call("DELETE", "")


@pytest.fixture
def webkit() -> Iterator[WebKit]:
    """Open a WebKit browser, if this machine has one."""
    browser = next(iter(sorted(map(str, Path("/").glob(BROWSERS[1:])))), "")
    if not (browser and shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
        pytest.skip("there is no WebKit; tests/system-packages installs it as root")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-nolisten", "tcp"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    quietly = {"LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    shown_on = {"DISPLAY": f":{screen.stdout.readline().strip()}", "GDK_BACKEND": "x11", **quietly}
    driver = subprocess.Popen(["WebKitWebDriver", f"--port={port}"], env={**os.environ, **shown_on})
    try:
        while not _is_there(driver, port):
            pass
        window = WebKit(port, browser)
        yield window
        window.close()
    finally:
        for one in (driver, screen):
            one.terminate()
            one.communicate()


def _is_there(driver: subprocess.Popen[bytes], port: int) -> bool:
    assert driver.poll() is None, "WebKitWebDriver ended"
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_a_session_is_opened_and_written_down(server: Any, webkit: WebKit) -> None:
    """A set by its own button begins the rest timer, an exercise as asked is done, and the log has both."""
    webkit.open(server.address + server.path_with("dumbbell-row"))
    webkit.click("#dumbbell-row button[value=set-1]")
    webkit.wait_for("document.querySelectorAll('#dumbbell-row li.done').length == 1")
    webkit.wait_for("!document.getElementById('timer').hidden")
    webkit.click("#dumbbell-shrug button[value=asked]")
    webkit.wait_for("document.querySelector('#dumbbell-shrug.done')")
    assert webkit.ask("document.documentElement.scrollWidth <= innerWidth")
    assert {entry.exercise: len(entry.sets) for entry in server.log()} == {"dumbbell-row": 1, "dumbbell-shrug": 3}
