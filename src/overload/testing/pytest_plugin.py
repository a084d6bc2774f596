"""What pytest gets of it by being installed: a fixture to replay histories, and a word for classes without a rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from overload.testing.home import Home


@pytest.fixture
def replay_rule() -> Callable[..., Any]:
    """Return `replay(rule, slot, ladder, sessions)`: what the rule asks for before the first session and after each."""
    from overload.testing.replaying import replay  # noqa: PLC0415 - only where it is asked for

    return replay


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a training folder on its first Monday morning, for plugins to be tried in (`overload.testing.Home`)."""
    from overload.testing.home import Home  # noqa: PLC0415 - only where it is asked for

    return Home(tmp_path / "kim")


def pytest_pycollect_makeitem(collector: Any, name: str, obj: object) -> None:
    """Refuse a RuleConformance that names no rule, in words."""
    bases = [one.__qualname__ for one in getattr(obj, "__mro__", ())]
    is_test = isinstance(obj, type) and name.startswith("Test") and "RuleConformance" in bases
    if is_test and not hasattr(obj, "rule"):
        raise collector.CollectError(f"{name} names no rule; write rule = Mine() in it")
