"""A mapping that reads its values when they are asked for."""

from __future__ import annotations

import copy
import pickle

import pytest

from overload.model import Lazily


def _length(key: str) -> int:
    return len(key)


def test_nothing_is_read_before_it_is_asked_for() -> None:
    """Each value is read when it is first looked at, and only then."""
    read: list[str] = []

    def look(key: str) -> int:
        read.append(key)
        return len(key)

    lazily = Lazily(("row", "pull-up"), look)
    assert (list(lazily), len(lazily), "row" in lazily, repr(lazily)) == (
        ["row", "pull-up"], 2, True, "Lazily(row, pull-up)",
    )  # fmt: skip
    assert read == ["row"]
    assert (lazily["row"], lazily["row"], lazily["pull-up"]) == (3, 3, 7)
    assert read == ["row", "pull-up"]


def test_an_unknown_key_is_refused() -> None:
    """A key that is not there raises KeyError, and `get` has its default."""
    lazily = Lazily(("row",), _length)
    with pytest.raises(KeyError):
        lazily["squat"]
    assert lazily.get("squat") is None


def test_without_keys_everything_has_a_value() -> None:
    """Where no keys are given each has a value; those asked for are listed."""
    lazily = Lazily(None, _length)
    assert (list(lazily), lazily["squat"], list(lazily)) == ([], 5, ["squat"])


@pytest.mark.parametrize("keys", [("row", "pull-up"), None])
def test_a_copy_says_the_same(keys: tuple[str, ...] | None) -> None:
    """A copy, and what comes back from another process, is equal and can be asked the same."""
    lazily = Lazily(keys, _length)
    for twin in (copy.deepcopy(lazily), pickle.loads(pickle.dumps(lazily))):  # noqa: S301 - written a moment ago
        assert twin == lazily
        assert twin["row"] == 3
    assert Lazily(keys, _length)["row"] == lazily["row"]
