"""A real Chromium, as large as a phone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP training.test 127.0.0.1"]
"""`training.test` is a name in the house, over plain http: to a browser it is not secure, as loopback is."""
PATIENCE_MS = int(os.environ.get("PATIENCE_MS", "600000"))
"""What a page comes to show is waited for so long, on a machine that is busy or slow, too."""
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Run a headless Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    found = shutil.which("chromium")
    if found is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium; tests/system-packages installs it as root")
    assert found, "chromium is missing; tests/system-packages installs it"
    playwright.expect.set_options(timeout=PATIENCE_MS)
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=found, timeout=PATIENCE_MS, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open pages on a phone; whatever the browser complains of fails the test."""
    contexts, complaints = [], []

    def open_page(**options: Any) -> Any:
        context = chromium.new_context(**PHONE, **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Security" in said.text else None)
        return page

    yield open_page
    for one in contexts:
        one.close()
    assert complaints == []
