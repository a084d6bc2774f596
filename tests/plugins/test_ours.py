"""What comes with the program is no plugin that can fail: nothing can be done without it."""

from __future__ import annotations

import attrs
import pytest

from overload.errors import FileError
from overload.plugins.choice import Choice
from overload.plugins.loading import load
from overload.plugins.sources import BUILT_IN, built_in


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize(
    "error", [OSError(5, "Input/output error"), ImportError("bad magic number"), EOFError("short")]
)
def test_a_disk_that_does_not_give_it_is_named(name: str, error: Exception) -> None:
    """An error of the disk while a part of the program is read is told as one, with the part; it is no bug of ours."""

    def fail() -> object:
        raise error

    with pytest.raises(FileError, match=r"a part of overload cannot be read: .*; check the disk") as told:
        load(attrs.evolve(built_in(name), load=fail), Choice())
    assert "overload" in told.value.problems[0].place
