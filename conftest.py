"""What holds for every plugin is looked at from many sides, which takes its time: those tests are marked slow."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that a class takes from `overload.testing`."""
    for item in items:
        kind = getattr(item, "cls", None)
        if kind is not None and any(base.__name__.endswith("Conformance") for base in kind.__mro__[1:]):
            item.add_marker(pytest.mark.slow)
