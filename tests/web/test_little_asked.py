"""The page asks little of somebody who trains as asked: Kim, with one pair of 10 kg, of whom nothing else is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

FIRST = date(2026, 11, 23)


@pytest.mark.slow
def test_no_day_has_more_than_one_question(
    folder: Callable[..., Path], overload: Callable[..., Any], serve: Callable[..., Any]
) -> None:
    """Neither before a session nor after it, in the first week, the fourth or the eighth."""
    path = folder("--dumbbells", "10 kg", "--calendar", "back-only")
    plan = path / "plan.toml"
    plan.write_text(f'{plan.read_text("utf-8")}\n[web]\nbase_url = "http://training.test"\n', "utf-8")
    for week in range(8):
        day = FIRST + timedelta(weeks=week)
        assert overload(path, "update", now=f"{day}T05:00").code == 0
        if week in {0, 3, 7}:
            _asks_little(serve(path, now=f"{day}T17:00"))
        assert overload(path, "log", "--done", now=f"{day}T20:00").code == 0
    _asks_little(serve(path, now=f"{day}T21:00"))


def _asks_little(server: Any) -> None:
    found = [server.ask(path) for path in dict.fromkeys(server.session_paths())]
    pages = [page for page in found if page.status != HTTPStatus.NOT_FOUND]  # a session of weeks ago has none any more
    assert pages
    for page in pages:
        assert page.status == HTTPStatus.OK
        assert len(_questions(page.text)) <= 1, _questions(page.text)


def _questions(page: str) -> list[str]:
    """Return what a page says with a question mark at its end."""
    words = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return re.findall(r"[^<>?]*\?", re.sub(r'="[^"]*"', "", words))
