"""A mapping whose values are read when they are first asked for: what nobody looks at costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from operator import getitem
from typing import TypeVar

V = TypeVar("V")


class Lazily(Mapping[str, V]):
    """A mapping of `keys`, each value read once by `read`; a key that is not among them raises KeyError.

    Where `keys` is None every key has a value, and those asked for so far are listed. Two are equal where they say the
    same; where every key has a value, where they read the same way. A copy has read everything there is.
    """

    __slots__ = ("_keys", "_read", "_seen")

    def __init__(self, keys: Collection[str] | None, read: Callable[[str], V]) -> None:
        self._keys, self._read = keys, read
        self._seen: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._seen:
            if self._keys is not None and key not in self._keys:
                raise KeyError(key)
            self._seen[key] = self._read(key)
        return self._seen[key]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Lazily) and self._keys is None and other._keys is None:
            return bool(self._read == other._read)
        return Mapping.__eq__(self, other)

    __hash__ = None  # type: ignore[assignment]  # as of every mapping that is equal by what it holds

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._seen) if self._keys is None else self._keys)

    def __len__(self) -> int:
        return len(self._seen if self._keys is None else self._keys)

    def __reduce__(self) -> tuple[object, ...]:
        if self._keys is None:
            return Lazily, (None, self._read)
        values = dict(self)
        return Lazily, (tuple(values), partial(getitem, values))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self)})"
