"""How much one link or one address may ask for: buckets that fill again with time."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

_MOST: Final = 10_000
"""So many buckets are kept; those unused for the longest time are dropped, which only fills them."""

_PREFIX: Final = 64
"""Bits of an IPv6 address that are one customer's: whoever has it has all that begin so."""


def neighbourhood(address: str) -> str:
    """Return what limits count an address by: itself, or the network that one customer has of IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    mapped = found.ipv4_mapped
    return str(mapped) if mapped else str(ipaddress.ip_network((int(found), _PREFIX), strict=False))


class Buckets:
    """A bucket for each key: `size` may be taken at once, and it is full again after `seconds`."""

    def __init__(self, size: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = float(size)
        self._rate = size / seconds
        self._clock = clock
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable) -> bool:
        """Take one out of a bucket; False when it is empty."""
        now = self._clock()
        # Taken out and put in again at the end: what stands in front has been unused for the longest time.
        left, since = self._left.pop(key, (self._size, now))
        left = min(self._size, left + (now - since) * self._rate)
        is_given = left >= 1
        self._left[key] = (left - 1 if is_given else left, now)
        if len(self._left) > _MOST:
            self._left.popitem(last=False)
        return is_given

    def wait_s(self, key: Hashable) -> int:
        """Return after how many whole seconds one more may be taken."""
        left, _ = self._left.get(key, (self._size, 0.0))
        return max(1, -int(-(1 - left) // self._rate))
